/** Of a command over one system. */
export const oneModel = { operands: "MODEL", least: 1, most: 1 };

/** Of a command over one system, with files of data behind it. */
export const modelAndData = { operands: "MODEL [DATA...]", least: 1, most: Number.POSITIVE_INFINITY };

/** What MODEL stands for, in the words of a command's help. */
export const modelIs =
  "MODEL is a .hence file, or a folder: systems/backlash stands for systems/backlash/backlash.hence.";

/** What DATA stands for. */
export const dataIs =
  "DATA are files that bring values to its data series and graphs, by their names: tables (.csv, .tab, .xlsx), Vensim's .dat and .vdf, results of another run.";

// Options that several commands have.

export const jsonOption = {
  name: "json",
  summary: "Print plain data for programs instead of text for people.",
};

export const setOption = {
  name: "set",
  value: "NAME=VALUE",
  repeated: true,
  summary: "Give a constant, lever, switch or input another value, or a stock another start.",
} as const;

export const scenarioOption = {
  name: "scenario",
  value: "NAME",
  summary: "Run a scenario of the system, or a member of a family: FAMILY.MEMBER.",
};

export const samplerOption = {
  name: "sampler",
  value: "NAME",
  summary: "How worlds are chosen: random (unless told), latin, or sobol (a power of two of them).",
};

export const tableOption = {
  name: "table",
  value: "FILE",
  summary:
    "Run the worlds of a table: columns named after constants (.csv, .tab, .xlsx, .parquet, a folder of --out); or what a .vsc of Vensim says.",
};

export const threadsOption = {
  name: "threads",
  value: "T",
  summary: "How many threads run worlds; as many as fit unless told.",
};

/** `--source NAME=FILE`. */
export const sourceOption = {
  name: "source",
  value: "NAME=FILE",
  repeated: true,
  summary: "Where the text of a source lies; otherwise it is looked for beside the system.",
} as const;

/** Of commands that keep the results of many worlds. */
export const keepingOptions = [
  {
    name: "out",
    value: "DIR",
    summary:
      "Keep results in this folder, for hence query and other programs. Stopped or killed, the same command goes on; with more worlds asked for, they are added.",
  },
  {
    name: "format",
    value: "NAME",
    summary: "How the tables in --out DIR are written: parquet (unless told), csv or arrow.",
  },
];

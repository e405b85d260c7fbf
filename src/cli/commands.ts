import type { Command } from "./command.ts";
import { dataOptions } from "./data.ts";
import { drawOptions, seedOption } from "./draws.ts";

const oneModel = { operands: "MODEL", least: 1, most: 1 };

const modelAndData = { operands: "MODEL [DATA...]", least: 1, most: Number.POSITIVE_INFINITY };

const json = {
  name: "json",
  summary: "Print plain data for programs instead of text for people.",
};

const setOption = {
  name: "set",
  value: "NAME=VALUE",
  repeated: true,
  summary: "Give a constant, lever, switch or input another value, or a stock another start.",
} as const;

const scenarioOption = {
  name: "scenario",
  value: "NAME",
  summary: "Run a scenario of the system, or a member of a family: FAMILY.MEMBER.",
};

const samplerOption = {
  name: "sampler",
  value: "NAME",
  summary: "How worlds are chosen: random (unless told), latin, or sobol (a power of two of them).",
};

const threadsOption = {
  name: "threads",
  value: "T",
  summary: "How many threads run worlds; as many as fit unless told.",
};

const modelIs =
  "MODEL is a .hence file, or a folder: systems/backlash stands for systems/backlash/backlash.hence.";

const dataIs =
  "DATA are files that bring values to its data series and graphs, by their names: tables (.csv, .tab, .xlsx), Vensim's .dat and .vdf, results of another run.";

/** Every command of the terminal tool, in the order of the help. */
export const commands: readonly Command[] = [
  {
    name: "new",
    summary: "begin a system from a small complete example",
    operands: "DIR|FILE",
    least: 1,
    most: 1,
    about: [
      "Writes a small system to start from: it can be checked, run and tested as it is. Given a folder, the file in it gets the folder's name. Nothing that exists is overwritten.",
    ],
    options: [],
    examples: [
      { line: "hence new mine.hence && hence test mine.hence", says: "Begin, and see a claim tested:" },
    ],
    load: async () => (await import("./new.ts")).beginSystem,
  },
  {
    ...oneModel,
    name: "check",
    summary: "look for faults: names, units, order, ranges",
    about: [
      "Reads a system and says what is wrong or doubtful, each at its place. Runs nothing. Errors end with 1; warnings and notes do not.",
      modelIs,
    ],
    options: [json, ...dataOptions],
    examples: [{ line: "hence check systems/backlash", says: "Check a system of several files:" }],
    load: async () => (await import("./check.ts")).checkSystem,
  },
  {
    name: "run",
    summary: "simulate, and show or save what comes out",
    operands: "MODEL [DATA...]",
    least: 1,
    most: Number.POSITIVE_INFINITY,
    about: [
      "Computes one run and shows the stocks, or what --save names. A run is a projection: what follows in this model, under its assumptions.",
      `${modelIs} ${dataIs}`,
    ],
    options: [
      setOption,
      scenarioOption,
      {
        name: "changes",
        value: "FILE",
        repeated: true,
        summary: "Set what a changes file of Vensim (.cin) names; one behind the model does the same.",
      },
      {
        name: "csv",
        value: "FILE",
        summary: "Write a wide table with every digit; - is the standard output.",
      },
      json,
      {
        name: "save",
        value: "A,B",
        repeated: true,
        summary:
          "Keep only these variables; x[khatlon] is one element. Otherwise the table has all that vary.",
      },
      ...drawOptions,
      ...dataOptions,
    ],
    examples: [
      { line: "hence run systems/backlash --set lev_repression=0.3", says: "Play with a lever:" },
      { line: "hence run systems/backlash --scenario bundle --csv bundle.csv", says: "Save a scenario:" },
      {
        line: "hence run systems/classics/epidemic.hence --save infectious --csv -",
        says: "One column, into a pipe:",
      },
    ],
    load: async () => (await import("./run.ts")).runSystem,
  },
  {
    ...modelAndData,
    name: "test",
    summary: "test its claims, checks, loops, links, history",
    about: [
      "Runs what the claims, checks, links, loops and history bands need, and says of each whether it holds, with the numbers. Ends with 1 where one fails.",
      "With --worlds or --kept all of it is tested in many worlds, in which uncertain constants take numbers from their ranges; what fails in some of them is followed by which ones they are.",
      "A claim `holds` where the effect moves as it says by at least the threshold, `fails` where it moves the other way, and has `no effect` in between. `untestable` says why it could not be tried; `context` is what no variable carries.",
      modelIs,
    ],
    options: [
      {
        name: "only",
        value: "C25,RC07",
        repeated: true,
        summary: "Show only these claims, checks, links, loops or histories.",
      },
      { name: "full", summary: "Show the details of everything: paths, numbers of each check, evidence." },
      {
        name: "worlds",
        value: "N",
        summary:
          "Try so many worlds, and say in which share of those with a plausible past each claim and check holds.",
      },
      { name: "kept", value: "N", summary: "Try worlds until so many are plausible." },
      samplerOption,
      threadsOption,
      json,
      ...drawOptions,
      ...dataOptions,
    ],
    examples: [
      { line: "hence test systems/backlash --only C25,RC07", says: "Two of them, in detail:" },
      { line: "hence test systems/backlash --kept 20 --only C25", says: "One of them in many worlds:" },
    ],
    load: async () => (await import("./test.ts")).testSystem,
  },
  {
    ...modelAndData,
    name: "sweep",
    summary: "run it in many worlds, and show ranges",
    about: [
      "Runs the system in many worlds: each uncertain constant takes a number from its range. Shows how far outcomes lie apart, and with --history how many worlds have a past that fits what was observed, and what that says of the constants.",
      "World K of a seed is the same whoever runs it, with however many threads, and alone. Ends with 1 where no world is plausible.",
      `${modelIs} ${dataIs}`,
    ],
    options: [
      { name: "runs", value: "N", summary: "How many worlds are tried, 1000 unless told." },
      seedOption,
      samplerOption,
      threadsOption,
      { name: "history", summary: "Leave out worlds whose past lies outside of the bands of the system." },
      scenarioOption,
      setOption,
      {
        name: "outcome",
        value: "NAME@TIME",
        repeated: true,
        summary: "Show this; without @TIME at the end. Otherwise what claims, history and stocks are about.",
      },
      {
        name: "csv",
        value: "FILE",
        summary: "Write a row for each world: fate, inputs, outcomes; - is the standard output.",
      },
      {
        name: "out",
        value: "DIR",
        summary:
          "Keep results in this folder, for hence query and other programs. Stopped or killed, the same command goes on; with more --runs, worlds are added.",
      },
      {
        name: "format",
        value: "NAME",
        summary: "How the tables in --out DIR are written: parquet (unless told), csv or arrow.",
      },
      json,
      ...dataOptions,
    ],
    examples: [
      { line: "hence sweep systems/backlash --runs 2000 --history", says: "Which worlds fit the past:" },
      {
        line: "hence sweep systems/classics/epidemic.hence --outcome infectious@30",
        says: "One outcome, over time:",
      },
      {
        line: "hence sweep systems/classics/epidemic.hence --out worlds && hence query worlds",
        says: "Keep every world, and see what is kept:",
      },
    ],
    load: async () => (await import("./sweep.ts")).sweepSystem,
  },
  {
    name: "query",
    summary: "ask questions of the results of many worlds",
    operands: "DIR [SQL]",
    least: 1,
    most: 2,
    about: [
      "Answers a question in SQL from the results that `hence sweep --out DIR` has kept: the tables are `runs` (a row for each world: its fate and its inputs), `outcomes` and `series` (those of the worlds that are kept), joined by `world`. Without a question it lists their columns, with units and meanings. Names with anything but letters, digits and _ stand in double quotes.",
      "The answers come from DuckDB, which is installed by itself: npm install @duckdb/node-api. Other programs read the files as they are.",
    ],
    options: [
      {
        name: "csv",
        value: "FILE",
        summary: "Write the answer as a table, every row; - is the standard output.",
      },
      json,
    ],
    examples: [],
    load: async () => (await import("./query.ts")).queryResults,
  },
  {
    name: "study",
    summary: "ask what matters, where, and what policies do",
    operands: "STUDY MODEL [DATA...]",
    least: 0,
    most: Number.POSITIVE_INFINITY,
    about: [
      "Runs a system in many worlds to answer one question. STUDY is sobol (shares of variance), morris (which inputs matter at all), pawn (how a distribution moves), regional (where inputs lie in worlds of interest), prim or tree (boxes of such worlds), robust (policies compared), levers (what policies change, soon and later). hence study alone lists them.",
      "sobol and morris move inputs over their whole ranges; pawn, regional, prim and tree take worlds as they come, with --history plausible ones; robust and levers take plausible ones.",
      `${modelIs} ${dataIs}`,
    ],
    options: [
      {
        name: "outcome",
        value: "NAME@TIME",
        repeated: true,
        summary: "Ask of this; without @TIME at the end. Otherwise of what most claims are about.",
      },
      {
        name: "where",
        value: "CONDITION",
        summary:
          'Of regional, prim, tree: the worlds of interest, "NAME@TIME > NUMBER"; > p90 is the largest tenth.',
      },
      {
        name: "claim",
        value: "ID",
        summary: 'Of regional, prim, tree: those in which a claim or check does not hold; also "ID fails".',
      },
      { name: "runs", value: "N", summary: "How many worlds are tried: 2000, of robust and levers 10000." },
      {
        name: "base",
        value: "N",
        summary: "Of sobol: base rows, 512 unless told, a power of two. Of morris: trajectories, 30.",
      },
      { name: "by", value: "sector", summary: "Of sobol and morris: move the inputs of a sector together." },
      { name: "over-time", summary: "Of sobol: also at every saved time." },
      { name: "history", summary: "Leave out worlds whose past lies outside of the bands of the system." },
      {
        name: "policies",
        value: "A,B",
        repeated: true,
        summary:
          "Of robust and levers: these scenarios or families; those that set levers and nothing else, unless told.",
      },
      {
        name: "horizons",
        value: "1,5,9",
        repeated: true,
        summary: "Of robust and levers: how long after a policy begins.",
      },
      {
        name: "want",
        value: "less|more",
        summary: "Of robust: which of the outcome is better; less unless told.",
      },
      {
        name: "enough",
        value: "NUMBER",
        summary: "Of robust: what is good enough (Starr's domain criterion).",
      },
      seedOption,
      samplerOption,
      threadsOption,
      scenarioOption,
      setOption,
      json,
      ...dataOptions,
    ],
    examples: [
      {
        line: "hence study sobol systems/classics/epidemic.hence --outcome infectious@30",
        says: "Where the variance comes from:",
      },
      {
        line: "hence study prim systems/classics/epidemic.hence --where infectious@30>p80",
        says: "Which worlds are the fifth with most of it (a shell wants quotes around >):",
      },
      {
        line: "hence study levers systems/backlash --policies bundle,online --runs 2000",
        says: "What two policies change, soon and later:",
      },
    ],
    load: async () => (await import("./study.ts")).studySystem,
  },
  {
    name: "explain",
    summary: "all about one variable, with a chart of its course",
    operands: "MODEL NAME",
    least: 2,
    most: 2,
    about: [
      "Shows what a variable means, its unit, equation, range and basis, what acts on it and what it acts on, the claims, links and loops that it stands in, and its course in the base run.",
      modelIs,
    ],
    options: [
      json,
      {
        name: "data",
        value: "FILE",
        repeated: true,
        summary: "A file that brings values to its data series.",
      },
      ...dataOptions,
    ],
    examples: [{ line: "hence explain systems/backlash grievance_home", says: "For instance:" }],
    load: async () => (await import("./explain.ts")).explainVariable,
  },
  {
    name: "fmt",
    summary: "lay files out in the one usual way",
    operands: "MODEL...",
    least: 1,
    most: Number.POSITIVE_INFINITY,
    about: [
      "Rewrites every file of the systems in place, keeping comments and the order of statements. A file that cannot be read without errors is left alone.",
      modelIs,
    ],
    options: [
      {
        name: "check",
        summary: "Change nothing; name the files that would change, and end with 1 if there are any.",
      },
    ],
    examples: [{ line: "hence fmt --check systems/backlash", says: "Only ask:" }],
    load: async () => (await import("./format.ts")).formatSystems,
  },
  {
    name: "convert",
    summary: "write a system in another format",
    operands: "MODEL OUT",
    least: 2,
    most: 2,
    about: [
      "Reads a system of any format and writes it in that of OUT: .hence for text to go on with, .xmile or .stmx for Stella and others. MODEL stays as it is, and nothing that exists is overwritten unasked.",
      "Text of Hence has files beside it where the system needs them: one for each system that its modules are made of, and NAME.layout.json for its diagrams. What the other format cannot say is told, each at its place.",
    ],
    options: [
      { name: "force", summary: "Replace what is there already under the name of OUT." },
      ...dataOptions,
    ],
    examples: [{ line: "hence convert systems/backlash backlash.xmile", says: "For other programs:" }],
    load: async () => (await import("./convert.ts")).convertSystem,
  },
  {
    ...oneModel,
    name: "anchor",
    summary: "find the sentences of a source, or verify them",
    about: [
      "For each source of a system whose text is at hand, makes the file of anchors (where each sentence stands, and its hash), or verifies it and says which sentences changed. The text itself is never copied.",
      modelIs,
    ],
    options: [
      {
        name: "source",
        value: "NAME=FILE",
        repeated: true,
        summary: "Where the text of a source lies; otherwise it is looked for beside the system.",
      },
      { name: "renew", summary: "Write the anchors anew, once you have looked at what changed." },
    ],
    examples: [
      { line: "hence anchor systems/backlash", says: "Verify, where the text lies beside the system:" },
    ],
    load: async () => (await import("./anchor.ts")).anchorSources,
  },
  {
    name: "functions",
    summary: "the functions of the equation language",
    operands: "[NAME]",
    least: 0,
    most: 1,
    about: [
      "Lists all functions, or says all about one: parameters, units, examples, its names in other tools.",
    ],
    options: [{ name: "markdown", summary: "Print the whole reference, docs/functions.md." }],
    examples: [{ line: "hence functions pulse_quantity", says: "One of them:" }],
    load: async () => (await import("./functions.ts")).listFunctions,
  },
  {
    name: "version",
    summary: "the version of Hence",
    operands: "",
    least: 0,
    most: 0,
    about: ["Prints the version of Hence."],
    options: [],
    examples: [],
    load: async () => (await import("./version.ts")).printVersion,
  },
  {
    name: "start",
    summary: "check, run and test the flagship",
    operands: "",
    least: 0,
    most: 0,
    about: ["What `npm start` does: checks, runs and tests systems/backlash, and prints the report."],
    options: [{ name: "once", summary: "Print the report and end." }],
    examples: [],
    hidden: true,
    load: async () => (await import("./start.ts")).start,
  },
];

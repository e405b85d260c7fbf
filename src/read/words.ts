/** The kinds of variable. Each is the word that its statement begins with. */
export const variableWords = [
  "stock",
  "count",
  "flow",
  "aux",
  "const",
  "lever",
  "switch",
  "input",
  "graph",
  "data",
  "conveyor",
  "queue",
  "oven",
  "module",
] as const;
export type VariableWord = (typeof variableWords)[number];

/** The words that begin a statement at the beginning of a line. */
export const statementWords = [
  "system",
  "time",
  "unit",
  "dim",
  "map",
  "sector",
  "use",
  "source",
  ...variableWords,
  "function",
  "claim",
  "link",
  "loop",
  "scenario",
  "check",
  "history",
] as const;
export type StatementWord = (typeof statementWords)[number];

const statements: ReadonlySet<string> = new Set(statementWords);

export function isStatementWord(word: string): word is StatementWord {
  return statements.has(word);
}

/** Words that may follow an expression, so that `12 between 8 and 20` is no product of 12 and a thing called between. */
export const wordsBehindExpressions: ReadonlySet<string> = new Set([
  ...["and", "or", "not", "mod", "if", "then", "else"],
  ...[
    "starts",
    "varying",
    "in",
    "out",
    "of",
    "never",
    "one",
    "initially",
    "between",
    "basis",
    "from",
    "column",
    "sheet",
    "along",
    "prefix",
    "slope",
    "given",
  ],
  ...[
    "transit",
    "capacity",
    "leak",
    "share",
    "sample",
    "arrest",
    "spread",
    "fill",
    "clean",
    "limit",
    "discrete",
    "fifo",
    "stamped",
    "whole",
    "many",
    "overflow",
    "linear",
    "exponential",
    "port",
    "end",
  ],
  ...["raises", "lowers", "leaves", "has", "than", "at", "after", "moved", "set", "within", "to", "by"],
  ...["always", "over", "against", "because", "show", "is"],
]);

/** What the clock says, by folded name. */
export const clockNames: ReadonlySet<string> = new Set([
  "time",
  "dt",
  "start_time",
  "stop_time",
  "save_every",
]);

import { isStatementWord, type StatementWord } from "../read/words.ts";

/** What may stand in a statement behind its head, as far as it begins with a word. */
interface ClauseWords {
  readonly clauses: readonly string[];
  /** Whether lines without a word of their own may stand in it, such as the tests of a claim. */
  readonly hasLines?: true;
}

const common = ["between", "basis"];
const discrete = [
  ...["starts", "in", "out", "transit", "capacity", "sample", "arrest", "spread", "fill", "clean", "limit"],
  ...["discrete", "fifo", "whole", "many", "overflow", "leak", ...common],
];

/** The words that begin the clauses of each statement. */
export const clauseWords: Readonly<Record<StatementWord, ClauseWords>> = {
  system: { clauses: ["purpose", "threshold"] },
  time: { clauses: ["varying"] },
  unit: { clauses: [] },
  dim: { clauses: [] },
  map: { clauses: [] },
  sector: { clauses: [] },
  use: { clauses: [] },
  source: { clauses: ["file", "notes", "anchors"] },
  stock: { clauses: ["starts", "in", "out", "never", ...common] },
  count: { clauses: ["of", "starts", ...common] },
  flow: { clauses: ["else", "initially", "one", "stamped", ...common] },
  aux: { clauses: ["else", "initially", ...common] },
  const: { clauses: ["else", "from", ...common] },
  lever: { clauses: ["else", ...common] },
  switch: { clauses: ["else", ...common] },
  input: { clauses: ["else", ...common] },
  graph: { clauses: ["else", "from", ...common] },
  data: { clauses: ["else", "from", "given", ...common] },
  conveyor: { clauses: discrete },
  queue: { clauses: discrete },
  oven: { clauses: discrete },
  module: { clauses: ["from", "steps", "port", ...common] },
  function: { clauses: ["end"] },
  claim: { clauses: ["at", "context"], hasLines: true },
  link: { clauses: ["because", "for", "against", "basis", "context"], hasLines: true },
  loop: { clauses: ["because"], hasLines: true },
  scenario: { clauses: ["time", "graph", "data", "each"], hasLines: true },
  check: { clauses: ["because", "rival", "show", "for"], hasLines: true },
  history: { clauses: ["basis"], hasLines: true },
};

/** Whether a word begins a clause of a statement. */
export function isClauseWord(word: string, statement: StatementWord | undefined): boolean {
  return statement !== undefined && clauseWords[statement].clauses.includes(word);
}

/** Words that follow others: `never below zero`, `save every`, `has more`. */
export const following: ReadonlyMap<string, readonly string[]> = new Map([
  ["never", ["below"]],
  ["below", ["zero"]],
  ["one", ["way"]],
  ["save", ["every"]],
  ["hold", ["backward"]],
  ["look", ["forward"]],
  ["from", ["memory"]],
  ["has", ["more", "less"]],
  ["at", ["least"]],
  ["moved", ["by"]],
  ["set", ["to"]],
  ["for", ["each"]],
  ["each", ["of"]],
  ["every", ["stock", "flow", "variable"]],
  ["whole", ["batches", "units"]],
  ["many", ["batches"]],
  ["varying", ["step", "stop", "save"]],
  ["like", ["vensim", "stella"]],
  ["rk4", ["auto"]],
  ["over", ["all"]],
]);

/** Whether a line of a text begins a statement, from its first word and what follows on the line. */
export function beginsStatement(line: string): StatementWord | undefined {
  const [, word, rest] = /^\s*([a-z]+)\b(.*)$/.exec(line) ?? [];
  if (word === undefined || rest === undefined || !isStatementWord(word)) return undefined;
  const next = rest.trimStart();
  if (next === "" || next.startsWith("#") || /^["'\w\u0080-\uffff]/.test(next)) {
    return /^(and|or|mod|then|else)\b/.test(next) ? undefined : word;
  }
  return (word === "time" && /^-[^=]*\bto\b/.test(next)) || /^[:,]/.test(next) ? word : undefined;
}

import type { Group } from "./row.ts";

/**
 * The groups of a statement in the one order of its clauses; a row goes where its first piece belongs. In the lists,
 * `rest` stands for what they do not name.
 */
export function orderClauses(groups: readonly Group[], statementWord: string): readonly Group[] {
  const rankOf = ([[first]]: Group) => clauseRank(first.word, statementWord);
  return groups.toSorted((a, b) => rankOf(a) - rankOf(b));
}

/** The place of a clause in the order of its statement's, by the word that it begins with; only its size counts. */
export function clauseRank(clause: string, statementWord: string): number {
  const order = orders.get(statementWord) ?? variableOrder;
  const rank = order.indexOf(clause);
  return rank < 0 ? order.indexOf("rest") : rank;
}

/** What a variable is and how far its number may be off, what it means, where that comes from. */
const variableOrder = [
  ...[
    "head",
    "from",
    "steps",
    "starts",
    "in",
    "out",
    "of",
    "transit",
    "capacity",
    "limit",
    "fill",
    "clean",
    "discrete",
    "fifo",
    "whole",
    "many",
    "overflow",
    "leak",
    "sample",
    "arrest",
    "spread",
  ],
  ...["rest", "never", "initially", "one", "stamped", "between", "port", "text", "basis"],
];

const orders: ReadonlyMap<string, readonly string[]> = new Map([
  ["system", ["head", "text", "purpose", "threshold", "rest"]],
  ["source", ["head", "file", "notes", "anchors", "rest"]],
  ["claim", ["head", "at", "text", "rest"]],
  ["link", ["head", "rest", "because", "for", "against", "basis", "context"]],
  ["loop", ["head", "rest", "because"]],
  ["scenario", ["head", "text", "rest"]],
  ["check", ["head", "rival", "text", "because", "rest"]],
  ["history", ["head", "text", "basis", "rest"]],
  ["function", ["head", "rest"]],
]);

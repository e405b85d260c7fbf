import type { Piece, Statement } from "./piece.ts";

/** The clauses of a statement in their one order; those that have none among them stay as they are. */
export function orderClauses(statement: Statement): { readonly pieces: readonly Piece[]; readonly moved: boolean } {
  const order = orders.get(statement.word) ?? variableOrder;
  const rankOf = (piece: Piece) => {
    const rank = order.indexOf(piece.word);
    return rank < 0 ? order.indexOf("rest") : rank;
  };
  const clauses: { readonly rank: number; readonly pieces: Piece[] }[] = [];
  for (const piece of statement.pieces) {
    if (piece.kind === "part") clauses.at(-1)?.pieces.push(piece);
    else clauses.push({ rank: rankOf(piece), pieces: [piece] });
  }
  const sorted = clauses.toSorted((a, b) => a.rank - b.rank);
  return { pieces: sorted.flatMap(({ pieces }) => pieces), moved: sorted.some((clause, i) => clause !== clauses[i]) };
}

/** First what a variable is, then how sure its numbers are, then its description. */
const variableOrder = [
  ...["head", "from", "starts", "in", "out", "of", "transit", "capacity", "leak", "sample", "arrest", "spread"],
  ...["rest", "never", "one", "between", "basis", "port", "text"],
];

/** `rest` stands for everything that is not named. */
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

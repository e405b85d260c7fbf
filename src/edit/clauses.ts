import { isNumber } from "../check/definition.ts";
import { foldName } from "../model/name.ts";
import type { Basis, Range, Variable } from "../model/variable.ts";
import { stringText } from "../write/text/name.ts";
import { numberText } from "../write/text/number.ts";
import { basisText, rangeText } from "../write/text/variable.ts";
import type { NameIndex } from "./nameindex.ts";
import { laidOut } from "./readable.ts";
import { endOf, insertBehind, pieceBefore, type StatementText, statementAt } from "./statement.ts";
import type { Edited } from "./textedit.ts";
import { equationText, noVariable, variableNamed } from "./value.ts";

/** Another range for a variable, or none. Refused where its number would lie outside. */
export function setRange(
  index: NameIndex,
  name: string,
  range: Pick<Range, "low" | "high" | "shape" | "correlated"> | undefined,
): Edited {
  const variable = variableNamed(index, name);
  if (!variable) return noVariable(name);
  if (!range) return setClause(index, variable, "between", undefined);
  const { low, high } = range;
  if (!(low < high)) return { refused: "A range begins below its end." };
  const value = isNumber(variable) ? equationText(index, variable) : undefined;
  if (value && !("refused" in value) && value.part.value.kind === "number") {
    const number = value.part.value.value;
    if (number < low || number > high)
      return { refused: `‘${variable.name}’ is ${numberText(number)}, which lies outside of this range.` };
  }
  return setClause(index, variable, "between", rangeText(range));
}

/** Where a number comes from, in another word. */
export function setBasis(index: NameIndex, name: string, basis: Pick<Basis, "word" | "text">): Edited {
  const variable = variableNamed(index, name);
  if (!variable) return noVariable(name);
  return setClause(index, variable, "basis", basisText(basis));
}

/** A clause in the place of the one that begins with its word, or a new one where it belongs. */
function setClause(index: NameIndex, variable: Variable, word: string, clause: string | undefined): Edited {
  const statement = statementAt(index, variable.span);
  if (!statement) return { refused: `The statement of ‘${variable.name}’ is not a text of Hence.` };
  const piece = statement.pieces.find((each, i) => i > 0 && each.word === word);
  if (piece && clause !== undefined) {
    const from = piece.tokens[0]!.from;
    return [{ path: statement.path, from, to: endOf(piece), insert: clause }];
  }
  if (clause !== undefined) return [insertBehind(statement, pieceBefore(statement, word), clause)];
  return piece ? [removePiece(statement, statement.pieces.indexOf(piece))] : [];
}

/** Without a clause: its line goes, or what it takes of one. */
export function removePiece(statement: StatementText, at: number) {
  const { pieces, path } = statement;
  // Comments between the two stay.
  const before = pieces[at - 1]!;
  const from = pieces[at]!.comments.at(-1)?.token.to ?? before.tokens.at(-1)!.to;
  return { path, from, to: endOf(pieces[at]!), insert: "" };
}

/** Another unit for a variable. Refused where a word of it is no unit. */
export function setUnit(index: NameIndex, name: string, unit: string): Edited {
  const variable = variableNamed(index, name);
  if (!variable) return noVariable(name);
  const read = laidOut(`aux a : ${unit.trim()} = 0`);
  if (typeof read !== "string") return read;
  if (!/^aux a : \S+ = 0$/.test(read)) return { refused: `‘${unit}’ is no unit.` };
  const unknown = unit
    .match(/[\p{L}_][\p{L}\p{N}_]*/gu)
    ?.find((word) => !index.names.units.has(foldName(word)));
  if (unknown !== undefined)
    return { refused: `There is no unit called ‘${unknown}’. Declare it first: unit ${unknown}` };
  const text = / : (\S+) = 0$/.exec(read)![1]!;
  if (variable.unit) {
    const { source: path, from, to } = variable.unit.span;
    return [{ path, from, to, insert: text }];
  }
  const statement = statementAt(index, variable.span);
  if (!statement) return { refused: `The statement of ‘${variable.name}’ is not a text of Hence.` };
  const at = endOfHead(statement);
  return [{ path: statement.path, from: at, to: at, insert: ` : ${text}` }];
}

/** Behind the name of a head, its brackets and its title. */
function endOfHead({ pieces, word }: StatementText): number {
  const tokens = pieces[0]!.tokens.filter(({ kind }) => kind !== "comment");
  let at = 1;
  for (const [open, close] of [
    ["[", "]"],
    ["(", ")"],
  ]) {
    if (tokens[at + 1]?.text !== open) continue;
    const end = tokens.findIndex(({ text }, i) => i > at && text === close);
    if (end > 0) at = end;
  }
  if (tokens[at + 1]?.kind === "text" && !tokens[at + 1]!.first) at++;
  return tokens[at]?.to ?? tokens.at(-1)?.to ?? word.length;
}

/** Another title, which people are shown instead of the name. */
export function setTitle(index: NameIndex, name: string, title: string): Edited {
  const variable = variableNamed(index, name);
  if (!variable) return noVariable(name);
  const statement = statementAt(index, variable.span);
  if (!statement) return { refused: `The statement of ‘${variable.name}’ is not a text of Hence.` };
  const tokens = statement.pieces[0]!.tokens;
  const old = tokens.find(({ kind, first }) => kind === "text" && !first);
  const { path } = statement;
  if (old) return [{ path, from: old.from, to: old.to, insert: stringText(title) }];
  const at = endOfHead(statement);
  return [{ path, from: at, to: at, insert: ` ${stringText(title)}` }];
}

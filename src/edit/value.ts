import { firstParts, isNumber, kindWithArticle } from "../check/definition.ts";
import { foldName } from "../model/name.ts";
import type { Part, Variable } from "../model/variable.ts";
import { nameText } from "../write/text/name.ts";
import { numberText } from "../write/text/number.ts";
import type { NameIndex } from "./nameindex.ts";
import { faultIn } from "./readable.ts";
import { pieceAt, type StatementText, statementAt } from "./statement.ts";
import type { Edited, Refused } from "./textedit.ts";

/** A variable of the system by its name. */
export function variableNamed({ names }: NameIndex, name: string): Variable | undefined {
  return names.variables.get(foldName(name))?.variable;
}

export function noVariable(name: string): Refused {
  return { refused: `Nothing in this system is called ‘${name}’.` };
}

/**
 * Another number for a constant, lever or switch, or for the start of a stock; of an array for one of its parts, by what
 * stands in its brackets. Refused outside of the declared range.
 */
export function setNumber(
  index: NameIndex,
  name: string,
  value: number,
  elements: readonly string[] = [],
): Edited {
  const variable = variableNamed(index, name);
  if (!variable) return noVariable(name);
  if (!Number.isFinite(value)) return { refused: `‘${variable.name}’ needs a number.` };
  const { range, kind } = variable;
  if (!isNumber(variable) && kind !== "stock" && kind !== "count" && kind !== "input")
    return { refused: `‘${variable.name}’ is ${kindWithArticle(variable)}: it follows its equation.` };
  if (kind === "switch" && value !== 0 && value !== 1)
    return { refused: `‘${variable.name}’ is a switch: it is 0 or 1.` };
  if (range && isNumber(variable) && (value < range.low || value > range.high))
    return {
      refused: `${numberText(value)} lies outside of the range of ‘${variable.name}’, ${numberText(range.low)} to ${numberText(range.high)}. Widen that first.`,
    };
  return setEquation(index, name, numberText(value), elements);
}

/** Another equation, value or start, as text. */
export function setEquation(
  index: NameIndex,
  name: string,
  equation: string,
  elements: readonly string[] = [],
): Edited {
  const variable = variableNamed(index, name);
  if (!variable) return noVariable(name);
  const fault = faultIn(equation);
  if (fault !== undefined) return { refused: fault };
  const value = equationText(index, variable, elements);
  if ("refused" in value) return value;
  const { statement, from, to, comments } = value;
  const { path, text } = statement;
  if (text.slice(from, to) === equation) return [];
  if (comments.length > 0)
    return { refused: `A comment stands inside the equation of ‘${variable.name}’: change it in the text.` };
  return [{ path, from, to, insert: equation }];
}

/** Where the text of an equation lies, and the comments in it. */
export interface ValueText {
  readonly part: Part;
  readonly statement: StatementText;
  readonly from: number;
  readonly to: number;
  readonly comments: readonly string[];
}

/** The text of the one equation of a variable, or of the part of an array that has these elements in its brackets. */
export function equationText(
  index: NameIndex,
  variable: Variable,
  elements: readonly string[] = [],
): ValueText | Refused {
  const parts = firstParts(variable) ?? [];
  const wanted = elements.map(foldName).join();
  const isWanted = ({ subscripts }: Part) =>
    subscripts.map((each) => (each.kind === "name" ? foldName(each.name) : "*")).join() === wanted;
  const part = elements.length > 0 ? parts.find(isWanted) : parts.length === 1 ? parts[0] : undefined;
  const { name } = variable;
  if (!part && parts.length > 1)
    return {
      refused: `‘${name}’ has an equation for each of several parts: say which, by what stands in its brackets.`,
    };
  const statement = part && statementAt(index, variable.span);
  if (!part || !statement)
    return { refused: `‘${name}’ is ${kindWithArticle(variable)} without an equation.` };
  const piece = pieceAt(statement, part.value.span.from);
  const tokens = piece?.tokens ?? [];
  const isBehindSign = piece && (piece.word === "[" || piece.word === "else");
  const begin = isBehindSign ? tokens.findIndex(({ text }) => text === "=") + 1 : 1;
  const inside = tokens.slice(begin);
  const words = inside.filter(({ kind }) => kind !== "comment");
  const [first] = words;
  const last = words.at(-1);
  if (!first || !last) return { refused: `‘${name}’ has no equation.` };
  const comments = inside.filter(
    ({ kind, from, to }) => kind === "comment" && from > first.from && to < last.from,
  );
  return { part, statement, from: first.from, to: last.to, comments: comments.map(({ text }) => text) };
}

/** How an equation of a variable names another one, whose dimensions it must have; undefined where it cannot. */
export function referenceTo(cause: Variable, effect: Variable): string | undefined {
  if (cause.dimensions.length === 0) return nameText(cause.name);
  const own = new Set(effect.dimensions.map(({ name }) => foldName(name)));
  if (!cause.dimensions.every(({ name }) => own.has(foldName(name)))) return undefined;
  return `${nameText(cause.name)}[${cause.dimensions.map(({ name }) => nameText(name)).join(", ")}]`;
}

import type { Expr } from "../../model/expression.ts";
import type { Span } from "../../model/span.ts";
import type { FileSource, Part } from "../../model/variable.ts";
import { type Definition, numberOf } from "./definition.ts";
import { fileCallOf } from "./files.ts";
import type { Left, LeftPart } from "./left.ts";
import { numberExpr } from "./numbers.ts";
import type { Raw, RawTable } from "./raw.ts";
import type { Scope } from "./scope.ts";

/** The equations of a variable, and what their left sides come to. */
interface Equations {
  readonly definitions: readonly Definition[];
  readonly left: Left;
}

/** What an equation gives: a value for all of its left side, or values for elements by their names. */
type MakeParts<Value> = (
  right: Raw | RawTable | undefined,
  part: LeftPart,
  definition: Definition,
) => readonly (readonly [names: readonly string[] | undefined, value: Value])[];

/** One part for each equation, or several where its numbers are told one by one. */
export function partsOf<Value>(
  { definitions, left }: Equations,
  make: MakeParts<Value>,
): readonly Part<Value>[] {
  return definitions.flatMap((definition, i) => {
    const part = left.parts[i]!;
    const { statement } = definition;
    return make(statement.right, part, definition).map(([names, value]): Part<Value> => {
      const { span } = statement;
      const subscripts = names
        ? names.map((name) => ({ kind: "name", name, span }) as const)
        : part.subscripts;
      return { subscripts, except: names ? [] : part.except, otherwise: false, value, span };
    });
  });
}

/** A number, or a number for each element of the left side, the last brackets running fastest. */
export function numberParts(
  right: Raw | RawTable | undefined,
  part: LeftPart,
): readonly (readonly [readonly string[] | undefined, Expr])[] {
  if (right === undefined) return [];
  if (right.kind !== "table") {
    const value = numberOf(right);
    return value === undefined ? [] : [[undefined, numberExpr(value, right.span)]];
  }
  const numbers = right.rows.flat();
  return numbers.map((value, i) => {
    let rest = i;
    const names = part.elements.toReversed().map((elements) => {
      const name = elements[rest % elements.length]!;
      rest = Math.floor(rest / elements.length);
      return name;
    });
    return [names.reverse(), numberExpr(value, right.span)];
  });
}

/** Whether the lists of numbers have one for each element of their left sides. */
export function areTablesWhole(
  definitions: readonly Definition[],
  { parts }: Left,
  { report }: Scope,
): boolean {
  return definitions.every(({ statement: { left, right } }, i) => {
    if (right?.kind !== "table") return true;
    const wanted = parts[i]!.elements.reduce((product, elements) => product * elements.length, 1);
    const count = right.rows.flat().length;
    if (count === wanted) return true;
    const message = `‘${left.name}’ has ${wanted} element${wanted === 1 ? "" : "s"} here, and ${count} numbers are listed for them.`;
    report({ code: "wrong-count", severity: "error", message, span: right.span });
    return false;
  });
}

/** The file that an equation names. */
export function filePart(
  right: Raw | RawTable | undefined,
  scope: Scope,
): readonly (readonly [undefined, FileSource])[] {
  if (right === undefined || right.kind === "table") return [];
  const call = fileCallOf(right, scope);
  return call ? [[undefined, call.file]] : [];
}

/** The part of everything that no other part is about. */
export function otherwise<Value>(value: Value, span: Span): Part<Value> {
  return { subscripts: [], except: [], otherwise: true, value, span };
}

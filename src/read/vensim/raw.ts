import type { BinaryOperator } from "../../model/expression.ts";
import type { Span } from "../../model/span.ts";

/** An expression as Vensim writes it, before anything in it has been looked up. */
export type Raw =
  | { readonly kind: "number"; readonly value: number; readonly span: Span }
  /** `:NA:`. */
  | { readonly kind: "missing"; readonly span: Span }
  /** Text in single quotes. */
  | { readonly kind: "text"; readonly value: string; readonly span: Span }
  | RawName
  | RawCall
  | { readonly kind: "unary"; readonly op: "-" | "+" | "not"; readonly operand: Raw; readonly span: Span }
  | {
      readonly kind: "binary";
      readonly op: BinaryOperator;
      readonly left: Raw;
      readonly right: Raw;
      readonly opSpan: Span;
      readonly span: Span;
    }
  | RawPoints
  | { readonly kind: "error"; readonly span: Span };

export interface RawName {
  readonly kind: "name";
  readonly name: string;
  readonly subscripts?: readonly RawSubscript[];
  /** `DimA!` as a number: the position of each element that a reducer goes through. */
  readonly all?: boolean;
  readonly span: Span;
}

/** `DimA`, `A1` or, for all elements, `DimA!`. */
export interface RawSubscript {
  readonly name: string;
  readonly all: boolean;
  readonly span: Span;
}

/** A function, a macro or a lookup. */
export interface RawCall {
  readonly kind: "call";
  readonly callee: RawName;
  /** Its name, folded. */
  readonly key: string;
  readonly args: readonly Raw[];
  /** Behind a colon: the variables that take the other results of a macro. */
  readonly outputs: readonly RawName[];
  /** Of a call that an output stands for: which output of the macro it is. */
  readonly output?: string;
  readonly span: Span;
}

/** The points of a lookup: `[(0,0)-(2,2)],(0,0),(1,1)`. */
export interface RawPoints {
  readonly kind: "points";
  readonly pairs: readonly (readonly [number, number])[];
  readonly span: Span;
}

/** The numbers of `1,2;3,4;` or of TABBED ARRAY, in rows. */
export interface RawTable {
  readonly kind: "table";
  readonly rows: readonly (readonly number[])[];
  readonly span: Span;
}

/** The expressions directly inside one. */
export function partsOf(raw: Raw): readonly Raw[] {
  switch (raw.kind) {
    case "call":
      return raw.args;
    case "unary":
      return [raw.operand];
    case "binary":
      return [raw.left, raw.right];
    default:
      return [];
  }
}

/** Whether an expression, or one inside it, is as asked. */
export function someRaw(raw: Raw, isIt: (part: Raw) => boolean): boolean {
  return isIt(raw) || partsOf(raw).some((part) => someRaw(part, isIt));
}

/** An expression and everything inside it, outermost first. */
export function walkRaw(raw: Raw): readonly Raw[] {
  const found: Raw[] = [];
  const collect = (each: Raw): void => {
    found.push(each);
    for (const part of partsOf(each)) collect(part);
  };
  collect(raw);
  return found;
}

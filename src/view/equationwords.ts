import type { BinaryOperator, CallExpr, Expr, NameExpr } from "../model/expression.ts";
import { formatNumber } from "./number.ts";

/** A name in words: what it is called, or a unit, of which one is meant. */
export type NameWords = (name: NameExpr) => { readonly text: string; readonly isUnit: boolean };

/** An equation as it is read aloud: names as people call them, signs as words. */
export function equationWords(expr: Expr, nameOf: NameWords): string {
  return say(expr, 0, nameOf);
}

/** How tightly each kind binds: what binds less than its surroundings stands in brackets. */
const tightness: Readonly<Record<BinaryOperator, number>> = {
  or: 1,
  and: 2,
  "=": 4,
  "<>": 4,
  "<": 4,
  "<=": 4,
  ">": 4,
  ">=": 4,
  "+": 5,
  "-": 5,
  "*": 6,
  "/": 6,
  mod: 6,
  "^": 8,
};

const operatorWords: Readonly<Record<BinaryOperator, string>> = {
  or: "or",
  and: "and",
  "=": "is",
  "<>": "is not",
  "<": "is less than",
  "<=": "is at most",
  ">": "is more than",
  ">=": "is at least",
  "+": "plus",
  "-": "minus",
  "*": "times",
  "/": "divided by",
  mod: "modulo",
  "^": "to the power of",
};

/** Functions whose names are no words. */
const callWords: Readonly<Record<string, string>> = {
  min: "the smallest of",
  max: "the largest of",
  abs: "the size of",
  sqrt: "the square root of",
  exp: "e to the power of",
  ln: "the natural logarithm of",
  smooth: "smoothed",
  delay1: "delayed",
  delay3: "delayed",
};

function say(expr: Expr, around: number, nameOf: NameWords): string {
  switch (expr.kind) {
    case "number":
      return formatNumber(expr.value, 6);
    case "name": {
      const { text, isUnit } = nameOf(expr);
      return isUnit ? `one ${text}` : text;
    }
    case "call":
      return sayCall(expr, nameOf);
    case "unary": {
      const word = { "-": "minus ", "+": "", not: "not " }[expr.op];
      return bracketed(`${word}${say(expr.operand, 7, nameOf)}`, around > (expr.op === "not" ? 2 : 5));
    }
    case "binary": {
      const own = tightness[expr.op];
      const unit = unitIn(expr.right, nameOf);
      // `0.02/year` and `300 USD` are quantities.
      if (unit !== undefined && (expr.op === "/" || expr.op === "*"))
        return `${say(expr.left, own, nameOf)} ${expr.op === "/" ? "per " : ""}${unit}`;
      const words = `${say(expr.left, own, nameOf)} ${operatorWords[expr.op]} ${say(expr.right, own + 1, nameOf)}`;
      return bracketed(words, own < around);
    }
    case "if":
      return bracketed(
        `if ${say(expr.condition, 0, nameOf)}, then ${say(expr.yes, 1, nameOf)}, else ${say(expr.no, 1, nameOf)}`,
        around > 0,
      );
    case "at":
      return `${say(expr.quantity, 9, nameOf)} at ${say(expr.time, 9, nameOf)}`;
    case "base":
      return "the same in the base run";
    case "percent":
      return `${say(expr.value, 9, nameOf)} ${expr.word === "%" ? "per cent" : "points"}`;
    case "error":
      return "what could not be read";
  }
}

function sayCall({ name, args }: CallExpr, nameOf: NameWords): string {
  const said = args.map((one) => say(one, 0, nameOf));
  const word = callWords[name.toLowerCase()] ?? `${name.replaceAll("_", " ")} of`;
  return said.length === 0 ? name.replaceAll("_", " ") : `${word} (${said.join("; ")})`;
}

function unitIn(expr: Expr, nameOf: NameWords): string | undefined {
  if (expr.kind !== "name") return undefined;
  const { text, isUnit } = nameOf(expr);
  return isUnit ? text : undefined;
}

function bracketed(words: string, is: boolean): string {
  return is ? `(${words})` : words;
}

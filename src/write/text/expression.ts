import { batchesOf } from "../../model/batches.ts";
import { never } from "../../model/diagnostic.ts";
import type {
  BinaryExpr,
  CallExpr,
  Expr,
  NameExpr,
  ScenarioRef,
  Stretch,
  Subscript,
} from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import { levels, operators } from "../../read/operator.ts";
import { clockNames } from "../../read/words.ts";
import { elementText, lineNameText, mayFollowNumber, nameText, quotedName } from "./name.ts";
import { numberText } from "./number.ts";

/** What of the model decides how an expression is best written. */
export interface Words {
  /** Folded names that mean one of a unit in an equation. */
  readonly units: ReadonlySet<string>;
}

/** How tightly the kinds of expression bind, the loosest first; those of operators are in `read/operator.ts`. */
const tightness = {
  choice: 0,
  sum: levels.sum,
  signed: 7,
  product: 8,
  power: 9,
  at: 10,
  primary: 11,
} as const;

/** An expression where anything may stand: brackets only where another tree would be read without them. */
export function exprText(expr: Expr, words: Words): string {
  return textAt(expr, tightness.choice, words);
}

/** An expression where a comparison would end it. */
export function sumText(expr: Expr, words: Words): string {
  return textAt(expr, tightness.sum, words);
}

/** An expression that begins a line, which must not go on with the line before it. */
export function lineText(expr: Expr, words: Words): string {
  const text = sumText(expr, words);
  if (/^[-+]/.test(text)) return `(${text})`;
  const [first] = /^[\p{L}\p{M}_][\p{L}\p{M}\p{N}_\u200c\u200d]*/u.exec(text) ?? [];
  if (first !== undefined && clockNames.has(foldName(first))) return `(${first})${text.slice(first.length)}`;
  const isOwn = first === undefined || first === "not" || first === "if" || first === "base";
  return isOwn ? text : lineNameText(first) + text.slice(first.length);
}

/** An expression that is a factor of a product, with the rest of the product behind it. */
export function factorText(expr: Expr, words: Words): string {
  return textAt(expr, levels.term, words);
}

/** What stands before `@`, and where nothing but a name, a call or brackets may stand. */
export function primaryText(expr: Expr, words: Words): string {
  return textAt(expr, tightness.primary, words);
}

function textAt(expr: Expr, least: number, words: Words): string {
  const text = bareText(expr, words);
  return tightnessOf(expr, words) < least ? `(${text})` : text;
}

function tightnessOf(expr: Expr, words: Words): number {
  switch (expr.kind) {
    case "number":
      return expr.value < 0 || Object.is(expr.value, -0) ? tightness.signed : tightness.primary;
    case "if":
      return tightness.choice;
    case "unary":
      return tightness.signed;
    case "binary":
      if (expr.op === "^") return tightness.power;
      return isQuantity(expr, words) ? tightness.product : operators.get(expr.op)!.level;
    case "at":
      return tightness.at;
    default:
      return tightness.primary;
  }
}

function bareText(expr: Expr, words: Words): string {
  switch (expr.kind) {
    case "number":
      return numberText(expr.value);
    case "name":
      return referenceText(expr, words);
    case "call":
      return (
        batchesOf(expr)
          ?.map((value) => exprText(value, words))
          .join(", ") ?? callText(expr, words)
      );
    case "unary": {
      const operand = textAt(expr.operand, tightness.signed, words);
      // `--x` would be one sign to the eye.
      const isSpaced = expr.op === "not" || /^[-+]/.test(operand);
      return `${expr.op}${isSpaced ? " " : ""}${operand}`;
    }
    case "binary":
      return binaryText(expr, words);
    case "if": {
      const [condition, yes, no] = [expr.condition, expr.yes, expr.no].map((part) => exprText(part, words));
      const [first, second] = [expr.condition, expr.yes].map(({ kind }) => kind === "if");
      return `if ${first ? `(${condition})` : condition} then ${second ? `(${yes})` : yes} else ${no}`;
    }
    case "at":
      return `${primaryText(expr.quantity, words)} @ ${momentText(expr.time, words)}${inText("in", expr.scenario)}${inText("against", expr.against)}`;
    case "base":
      return "base";
    case "percent":
      return `${exprText(expr.value, words)} ${expr.word}`;
    case "error":
      return "0";
    default:
      return never(expr);
  }
}

function binaryText(expr: BinaryExpr, words: Words): string {
  const { op, left, right } = expr;
  if (op === "^") return `${textAt(left, tightness.at, words)} ^ ${exponentText(right, words)}`;
  if (isQuantity(expr, words)) return `${bareText(left, words)} ${textAt(right, tightness.power, words)}`;
  const { level } = operators.get(op)!;
  if (isRate(expr, words)) return `${textAt(left, level, words)}/${bareText(right, words)}`;
  return `${textAt(left, level, words)} ${op} ${textAt(right, level + 1, words)}`;
}

/** An exponent may have signs, which apply to powers only. */
function exponentText(expr: Expr, words: Words): string {
  if (expr.kind === "unary" && expr.op !== "not") return `${expr.op}${exponentText(expr.operand, words)}`;
  if (expr.kind === "number") return numberText(expr.value);
  return textAt(expr, tightness.power, words);
}

/** `300 USD`: a number and one of a unit, read as a product that binds tightly. */
function isQuantity({ op, left, right }: BinaryExpr, words: Words): boolean {
  if (op !== "*" || left.kind !== "number" || tightnessOf(left, words) !== tightness.primary) return false;
  const unit = right.kind === "binary" && right.op === "^" ? right.left : right;
  return unit.kind === "name" && isOneOfUnit(unit, words) && mayFollowNumber(unit.name);
}

/** `0.02/year`, `300 USD/month`: written closely, as one number. */
function isRate({ op, left, right }: BinaryExpr, words: Words): boolean {
  if (op !== "/" || right.kind !== "name" || !isOneOfUnit(right, words)) return false;
  if (left.kind === "number") return true;
  return left.kind === "binary" && (isQuantity(left, words) || isRate(left, words));
}

function isOneOfUnit({ name, path, subscripts, transposed }: NameExpr, words: Words): boolean {
  return !subscripts && path.length === 0 && !transposed && words.units.has(foldName(name));
}

function referenceText({ name, path, subscripts, transposed, ofLanguage }: NameExpr, words: Words): string {
  // Without quotes it is what the clock says.
  const isVariable = !ofLanguage && !subscripts && path.length === 0 && !transposed;
  if (isVariable && clockNames.has(foldName(name))) return quotedName(name);
  const whole = [...path, name].map(nameText).join(".");
  return `${whole}${bracketText(subscripts, words)}${transposed ? "'" : ""}`;
}

function bracketText(subscripts: readonly Subscript[] | undefined, words: Words): string {
  return subscripts ? `[${subscripts.map((subscript) => subscriptText(subscript, words)).join(", ")}]` : "";
}

function subscriptText(subscript: Subscript, words: Words): string {
  switch (subscript.kind) {
    case "name":
      return elementText(subscript.name);
    case "all":
      return subscript.of === undefined ? "*" : `${nameText(subscript.of)}.*`;
    case "range":
      return `${elementText(subscript.from)}:${elementText(subscript.to)}`;
    case "position": {
      const text = sumText(subscript.index, words);
      return subscript.index.kind === "binary" ? text : `@${text}`;
    }
    default:
      return never(subscript);
  }
}

function callText({ name, subscripts, args, output, over }: CallExpr, words: Words): string {
  const inside = args.map((arg) => exprText(arg, words)).join(", ");
  const result = output === undefined ? "" : `.${nameText(output)}`;
  return `${nameText(name)}${bracketText(subscripts, words)}(${inside}${over ? stretchText(over, words) : ""})${result}`;
}

function stretchText({ from, to, scenario }: Stretch, words: Words): string {
  const ends = from && to ? `${sumText(from, words)} to ${sumText(to, words)}` : "all";
  return ` over ${ends}${inText("in", scenario)}`;
}

function momentText(time: Expr, words: Words): string {
  if (time.kind === "unary" && time.op === "-") return `-${primaryText(time.operand, words)}`;
  return time.kind === "number" ? numberText(time.value) : primaryText(time, words);
}

function inText(word: string, scenario: ScenarioRef | undefined): string {
  return scenario ? ` ${word} ${nameText(scenario.name)}` : "";
}

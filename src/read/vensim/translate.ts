import type { Expr } from "../../model/expression.ts";
import { foldName, nearestName } from "../../model/name.ts";
import { translateCall } from "./calls.ts";
import { areSubscriptsKnown, callExpr, clockExpr, nameExpr, type Place, subscriptsOf } from "./place.ts";
import { positionOfRange } from "./positions.ts";
import { type Raw, type RawName, someRaw } from "./raw.ts";
import { clockNames, type Scope } from "./scope.ts";

/** The expression of a model that a Vensim expression means. What means nothing is reported. */
export function translate(raw: Raw, place: Place): Expr {
  const { report } = place.scope;
  switch (raw.kind) {
    case "number":
      return raw;
    case "missing":
      return callExpr("na", [], raw.span, raw.span);
    case "name":
      return translateName(raw, place);
    case "call": {
      const inside = !place.isReducing && hasStars(raw.args) ? { ...place, isReducing: true } : place;
      return translateCall(raw, inside, (arg) => translate(arg, inside));
    }
    case "unary":
      return { kind: "unary", op: raw.op, operand: translate(raw.operand, place), span: raw.span };
    case "binary": {
      const [left, right] = [translate(raw.left, place), translate(raw.right, place)];
      return { kind: "binary", op: raw.op, left, right, opSpan: raw.opSpan, span: raw.span };
    }
    case "text": {
      const message = "Text in single quotes stands only where a function reads a file.";
      report({ code: "stray-text", severity: "error", message, span: raw.span });
      return { kind: "error", span: raw.span };
    }
    case "points": {
      const message = "The points of a lookup stand behind its name, or in WITH LOOKUP.";
      report({ code: "stray-points", severity: "error", message, span: raw.span });
      return { kind: "error", span: raw.span };
    }
    case "error":
      return raw;
  }
}

/** Whether a reference inside has `!`, unless a function of its own goes through it. */
function hasStars(args: readonly Raw[]): boolean {
  const isStarred = (raw: Raw) =>
    raw.kind === "name" && (raw.all === true || raw.subscripts?.some(({ all }) => all) === true);
  return args.some((arg) => someRaw(arg, isStarred));
}

function translateName(raw: RawName, place: Place): Expr {
  const { scope } = place;
  const { name, span } = raw;
  const key = foldName(name);
  if (scope.broken.has(key) || !areSubscriptsKnown(raw, place)) return { kind: "error", span };
  if (scope.macro && name.endsWith("$")) return translateGlobal(raw, place);
  const symbol = scope.symbols.get(key);
  if (symbol) return nameExpr(symbol.name, span, subscriptsOf(raw, place));
  const clock = clockNames.get(key);
  if (clock !== undefined) return clockExpr(clock, span);
  const range = scope.ranges.byName.get(key);
  if (range && !raw.subscripts) return positionOfRange(range, raw, place);
  const element = scope.ranges.places.get(key);
  if (element && !raw.subscripts)
    return { kind: "name", name: element.name, path: [element.root.name], transposed: false, span };
  reportUnknown(raw, scope);
  return { kind: "error", span };
}

/** `Time$` in a macro: a variable of the model around it, which its calls hand over. */
function translateGlobal(raw: RawName, place: Place): Expr {
  const { scope } = place;
  const name = raw.name.slice(0, -1).trim();
  const clock = clockNames.get(foldName(name));
  if (clock !== undefined) return clockExpr(clock, raw.span);
  const symbol = scope.outer?.symbols.get(foldName(name));
  if (!symbol) {
    reportUnknown({ ...raw, name }, scope.outer ?? scope);
    return { kind: "error", span: raw.span };
  }
  scope.macro?.globals.set(foldName(symbol.name), symbol.name);
  return nameExpr(`${symbol.name}$`, raw.span, subscriptsOf(raw, place));
}

function reportUnknown({ name, span }: RawName, scope: Scope): void {
  const where = scope.macro
    ? `The macro ‘${scope.macro.name}’ has no variable`
    : "Nothing in this file is called";
  const near = nearestName(name, [
    ...[...scope.symbols.values()].map((symbol) => symbol.name),
    ...[...scope.ranges.byName.values()].map((range) => range.name),
  ]);
  const notes = near === undefined ? [] : [{ message: `Is ‘${near}’ meant?` }];
  scope.report({
    code: "unknown-name",
    severity: "error",
    message: `${where} ‘${name}’.`,
    span,
    notes: notes.length > 0 ? notes : [{ message: `If it is data from outside, declare it: ${name} ~~|` }],
  });
}

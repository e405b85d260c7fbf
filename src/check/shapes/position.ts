import { operators } from "../../functions/operators.ts";
import { type Expr, type NameExpr, type Subscript, walkExpr } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import type { Meaning, Pick } from "../facts.ts";
import type { Bracketed, Chosen, PickTools } from "./brackets.ts";
import type { ResolvedDimension } from "./dimensions.ts";
import { notAtHand } from "./faults.ts";
import { followDimension } from "./following.ts";
import type { Ground } from "./ground.ts";

type Position = Extract<Subscript, { readonly kind: "position" }>;

/** `@2`, `age - 1`, `@choice`: one element of an axis by its position. */
export function pickPosition(
  position: Position,
  name: string,
  axis: ResolvedDimension,
  ground: Ground,
  tools: PickTools,
): Chosen | undefined {
  const { index, span } = position;
  const { dimensions, mappings, meanings, spend, report } = tools;
  const followed = new Map<NameExpr, { readonly axis: number; readonly positions: readonly number[] }>();
  const { length } = axis.axis.elements;
  const parts = walkExpr(index);
  if (parts.some(({ kind }) => kind === "call")) return computed(index, length, ground, tools);
  for (const part of parts) {
    if (part.kind !== "name") continue;
    const meaning = meanings.get(part);
    if (meaning?.kind !== "dimension") continue;
    const dimension = dimensions.get(foldName(meaning.dimension.name));
    if (!dimension) return undefined;
    const following = followDimension(dimension, ground, mappings);
    if (following.kind !== "axis") {
      report(notAtHand(part, following, name, axis, ground));
      return undefined;
    }
    followed.set(part, following);
  }
  const [first, ...others] = [...followed.values()];
  if (others.some((other) => other.axis !== first!.axis)) return computed(index, length, ground, tools);
  const count = first ? first.positions.length : 1;
  if (!spend(count)) return undefined;

  const needed = first ? ground.covered[first.axis]! : [0];
  const indices = Array.from({ length: count }, () => -1);
  for (const n of needed) {
    const place = computePosition(index, meanings, (part) => followed.get(part)?.positions[n]);
    if (typeof place !== "number") return computed(index, length, ground, tools, place);
    if (!Number.isInteger(place)) {
      const message = `This comes to ${place}, which is no position: those are 1, 2, 3 …`;
      const notes = [{ message: "Round it, or choose the element by its name." }];
      report({ code: "position-not-whole", severity: "error", message, span, notes });
      return undefined;
    }
    indices[n] = place >= 1 && place <= length ? place - 1 : -1;
  }
  if (needed.length > 0 && needed.every((n) => indices[n] === -1))
    reportOutside(position, `‘${axis.axis.name}’`, length, tools);
  if (first) return { kind: "along", axis: first.axis, indices };
  return { kind: "fixed", index: indices[0]! };
}

/** `x[@10]` of an array of several dimensions: one element by its place in row-major order. */
export function pickFlat(
  position: Position,
  { name, axes }: Bracketed,
  ground: Ground,
  tools: PickTools,
): readonly Pick[] | undefined {
  const length = axes.reduce((size, { all }) => size * all.length, 1);
  const place = computePosition(position.index, tools.meanings, () => undefined);
  if (typeof place !== "number") {
    const pick = computed(position.index, length, ground, tools, place);
    return pick && [pick];
  }
  const isInside = Number.isInteger(place) && place >= 1 && place <= length;
  if (!isInside) reportOutside(position, `‘${name}’`, length, tools);
  let rest = place - 1;
  const picks: Pick[] = [];
  for (const { all } of axes.toReversed()) {
    picks.unshift({ kind: "fixed", index: isInside ? rest % all.length : -1 });
    rest = Math.floor(rest / all.length);
  }
  return picks;
}

/** A position that only the run knows. `because` is what changes in it. */
function computed(
  index: Expr,
  length: number,
  ground: Ground,
  { meanings, spend, report, shapeInside }: PickTools,
  because: Expr = index,
): Extract<Pick, { readonly kind: "computed" }> | undefined {
  if (because.kind === "error" || (because.kind === "name" && !meanings.has(because))) return undefined;
  if (ground.isPlain || ground.allowsWhole) {
    const message = "Which element is meant must be plain before the run, and this may change.";
    const notes = [{ message: "Use numbers and dimensions: age - 1, @2" }];
    report({ code: "position-not-fixed", severity: "error", message, span: because.span, notes });
    return undefined;
  }
  const times = ground.covered.reduce((product, elements) => product * elements.length, 1);
  return spend(shapeInside(index, ground) * times) ? { kind: "computed", index, length } : undefined;
}

// XMILE 1.0, 3.7.1: what is outside is 0, and the user should be warned.
function reportOutside({ span }: Position, what: string, length: number, { report }: PickTools): void {
  const message = `This lies outside of ${what}, which has ${length} ${length === 1 ? "element" : "elements"}: it is always 0.`;
  const notes = [{ message: "Positions are counted from 1." }];
  report({ code: "position-outside", severity: "warning", message, span, notes });
}

/**
 * The position that brackets such as `[age - 1]` come to, from 1 on, where a dimension stands at `positionOf` (from 0
 * on). What keeps it from being known before the run is given back instead.
 */
export function computePosition(
  expr: Expr,
  meanings: ReadonlyMap<NameExpr, Meaning>,
  positionOf: (name: NameExpr) => number | undefined,
): number | Expr {
  const compute = (part: Expr): number | Expr => computePosition(part, meanings, positionOf);
  switch (expr.kind) {
    case "number":
      return expr.value;
    case "name": {
      const meaning = meanings.get(expr);
      const position = meaning?.kind === "element" ? meaning.index : positionOf(expr);
      return position === undefined ? expr : position + 1;
    }
    case "unary": {
      const operand = compute(expr.operand);
      return typeof operand === "number" ? operators.unary[expr.op].value(operand) : operand;
    }
    case "binary": {
      const [left, right] = [compute(expr.left), compute(expr.right)];
      if (typeof left !== "number") return left;
      return typeof right === "number" ? operators.binary[expr.op].value(left, right) : right;
    }
    case "if": {
      const condition = compute(expr.condition);
      return typeof condition === "number" ? compute(condition !== 0 ? expr.yes : expr.no) : condition;
    }
    default:
      return expr;
  }
}

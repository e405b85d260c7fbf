import type { Report } from "../../model/diagnostic.ts";
import { type NameExpr, type Subscript, walkExpr } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import type { Span } from "../../model/span.ts";
import type { Variable } from "../../model/variable.ts";
import type { Meaning, Pick } from "../facts.ts";
import { type Suggest, writtenName } from "../names/suggestion.ts";
import type { ResolvedDimension } from "./dimensions.ts";
import { missingSubscripts, notAtHand } from "./faults.ts";
import { countUp, type Following, followDimension, type Ground } from "./ground.ts";
import type { ResolvedMapping } from "./mapping.ts";
import { computePosition } from "./position.ts";

/** What brackets are worked out with. */
export interface PickTools {
  readonly dimensions: ReadonlyMap<string, ResolvedDimension>;
  readonly mappings: readonly ResolvedMapping[];
  readonly meanings: ReadonlyMap<NameExpr, Meaning>;
  readonly suggest: Suggest;
  /** Counts numbers that are kept, so that a hostile text cannot fill the memory; false when there were too many. */
  readonly spend: (numbers: number) => boolean;
  readonly report: Report;
}

/** The picks of a reference to an array; undefined where there are none, or where something was reported. */
export function pickElements(
  expr: NameExpr,
  { name }: Variable,
  axes: readonly ResolvedDimension[],
  ground: Ground,
  tools: PickTools,
): readonly Pick[] | undefined {
  const { report } = tools;
  const { subscripts, span } = expr;
  if (expr.transposed) return pickTransposed(expr, name, axes, ground, tools);
  if (!subscripts) {
    if (axes.length > 0 && !ground.allowsWhole) report(missingSubscripts(expr, axes, ground));
    return undefined;
  }
  if (axes.length === 0) {
    const message = `‘${name}’ is a single number, and has no elements.`;
    report({ code: "no-array", severity: "error", message, span });
    return undefined;
  }
  return pickEach(expr, subscripts, name, axes, ground, tools);
}

/** `x'`: the two dimensions change places. Without brackets it follows the two dimensions of the equation. */
function pickTransposed(
  expr: NameExpr,
  name: string,
  axes: readonly ResolvedDimension[],
  ground: Ground,
  tools: PickTools,
): readonly Pick[] | undefined {
  const { span } = expr;
  const fault = (message: string, note: string) => {
    tools.report({ code: "cannot-transpose", severity: "error", message, span, notes: [{ message: note }] });
    return undefined;
  };
  if (axes.length !== 2) {
    const count = axes.length === 0 ? "none" : `${axes.length}`;
    return fault(
      `‘${name}'’ would swap the two dimensions of ‘${name}’, which has ${count}.`,
      "Leave the ' out.",
    );
  }
  const subscripts =
    expr.subscripts ?? ground.axes.map(({ axis }) => ({ kind: "name", name: axis.name, span }) as const);
  if (subscripts.length === 2) return pickEach(expr, subscripts.toReversed(), name, axes, ground, tools);
  const written = axes.map(({ axis }) => axis.name).toReversed();
  return fault(
    `‘${name}'’ has two dimensions, and this equation is not over two.`,
    `Write ${name}'[${written.join(", ")}]`,
  );
}

function pickEach(
  expr: NameExpr,
  subscripts: readonly Subscript[],
  name: string,
  axes: readonly ResolvedDimension[],
  ground: Ground,
  tools: PickTools,
): readonly Pick[] | undefined {
  if (subscripts.length !== axes.length) {
    const has = `${axes.length} ${axes.length === 1 ? "dimension" : "dimensions"}`;
    const message = `‘${name}’ has ${has}, and these brackets name ${subscripts.length}.`;
    const notes = [{ message: `It is over ${axes.map(({ axis }) => axis.name).join(", ")}.` }];
    tools.report({ code: "wrong-subscripts", severity: "error", message, span: expr.span, notes });
    return undefined;
  }
  // The second `*` over one family of dimensions in one reference is a loop of its own.
  const met = new Map<string, number>();
  const picks = subscripts.map((subscript, i): Pick | undefined => {
    const axis = axes[i]!;
    const chosen = chooseElements(subscript, name, axis, ground, tools);
    if (chosen?.kind !== "all") return chosen;
    const count = met.get(axis.family) ?? 0;
    met.set(axis.family, count + 1);
    return overPick(subscript, chosen.indices, `${axis.family} ${count}`, i, name, ground, tools);
  });
  return picks.includes(undefined) ? undefined : picks.map((pick) => pick!);
}

/** One pick, or some elements at once. */
type Chosen =
  | Exclude<Pick, { readonly kind: "over" }>
  | { readonly kind: "all"; readonly indices: readonly number[] };

function chooseElements(
  subscript: Subscript,
  name: string,
  axis: ResolvedDimension,
  ground: Ground,
  tools: PickTools,
): Chosen | undefined {
  const { span } = subscript;
  switch (subscript.kind) {
    case "all":
      return { kind: "all", indices: countUp(axis) };
    case "range": {
      const [from, to] = [subscript.from, subscript.to].map((end) =>
        elementNamed(end, span, name, axis, tools),
      );
      if (from === undefined || to === undefined) return undefined;
      if (from <= to)
        return { kind: "all", indices: Array.from({ length: to - from + 1 }, (_, i) => from + i) };
      const message = `In ‘${axis.axis.name}’, ‘${subscript.from}’ stands behind ‘${subscript.to}’.`;
      const insert = `${writtenName(subscript.to)}:${writtenName(subscript.from)}`;
      const fix = { title: "Turn the range round", span, insert };
      tools.report({ code: "range-turned", severity: "error", message, span, fix });
      return undefined;
    }
    case "position":
      return choosePosition(subscript, name, axis, ground, tools);
    case "name": {
      const dimension = tools.dimensions.get(foldName(subscript.name));
      if (dimension) return chooseByDimension(dimension, subscript, name, axis, ground, tools);
      const index = elementNamed(subscript.name, span, name, axis, tools);
      return index === undefined ? undefined : { kind: "fixed", index };
    }
  }
}

function chooseByDimension(
  dimension: ResolvedDimension,
  subscript: { readonly name: string; readonly span: Span },
  name: string,
  axis: ResolvedDimension,
  ground: Ground,
  { mappings, spend, report }: PickTools,
): Chosen | undefined {
  const { span } = subscript;
  if (dimension.root !== axis.root) {
    const message = `‘${name}’ is over ‘${axis.axis.name}’ at this place, not over ‘${subscript.name}’.`;
    const fix = { title: `Write ‘${axis.axis.name}’`, span, insert: writtenName(axis.axis.name) };
    report({ code: "wrong-dimension", severity: "error", message, span, fix });
    return undefined;
  }
  const inAxis = dimension.places.map((place) => axis.byPlace.get(place) ?? -1);
  const following = followDimension(dimension, ground, mappings);
  let indices: readonly number[];
  if (following.kind === "axis") {
    if (!spend(following.positions.length)) return undefined;
    indices = following.positions.map((position) => (position === -1 ? -1 : inAxis[position]!));
  } else if (following.kind === "none" && (ground.reducer || ground.allowsWhole)) {
    indices = inAxis;
  } else {
    report(notAtHand(subscript, following, name, axis, ground));
    return undefined;
  }
  const needed = following.kind === "axis" ? ground.covered[following.axis]! : indices.keys();
  for (const n of needed) {
    if (indices[n] !== -1) continue;
    const element =
      following.kind === "axis" ? ground.axes[following.axis]!.axis.elements[n] : dimension.axis.elements[n];
    const message = `‘${name}’ has no element ‘${element}’: it is over ‘${axis.axis.name}’ only.`;
    report({ code: "outside-array", severity: "error", message, span });
    return undefined;
  }
  return following.kind === "axis"
    ? { kind: "along", axis: following.axis, indices }
    : { kind: "all", indices };
}

/** `@2`, `age - 1`. */
function choosePosition(
  { index, span }: Extract<Subscript, { readonly kind: "position" }>,
  name: string,
  axis: ResolvedDimension,
  ground: Ground,
  { dimensions, mappings, meanings, spend, report }: PickTools,
): Chosen | undefined {
  const fault = (code: string, message: string, note: string, at = span) => {
    report({ code, severity: "error", message, span: at, notes: [{ message: note }] });
    return undefined;
  };
  const followings = new Map<NameExpr, Extract<Following, { readonly kind: "axis" }>>();
  for (const part of walkExpr(index)) {
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
    followings.set(part, following);
  }
  const [first, ...others] = [...followings.values()];
  if (first && others.some((other) => other.axis !== first.axis))
    return fault(
      "position-not-fixed",
      "A position is worked out from one dimension, and this uses two.",
      "Use one of them only.",
    );
  const count = first ? first.positions.length : 1;
  if (!spend(count)) return undefined;

  const needed = first ? ground.covered[first.axis]! : [0];
  const indices = Array.from({ length: count }, () => -1);
  for (const n of needed) {
    const position = computePosition(index, meanings, (part) => followings.get(part)?.positions[n]);
    if (typeof position !== "number") {
      if (position.kind === "error" || (position.kind === "name" && !meanings.has(position)))
        return undefined;
      const message = "Which element is meant must be plain before the run, and this may change.";
      return fault("position-not-fixed", message, "Use numbers and dimensions: age - 1, @2", position.span);
    }
    if (!Number.isInteger(position)) {
      const message = `This comes to ${position}, which is no position: those are 1, 2, 3 …`;
      return fault("position-not-whole", message, "Round it, or choose the element by its name.");
    }
    indices[n] = position >= 1 && position <= axis.axis.elements.length ? position - 1 : -1;
  }
  if (needed.length > 0 && needed.every((n) => indices[n] === -1)) {
    const message = `This lies outside of ‘${axis.axis.name}’, which has ${axis.axis.elements.length} elements.`;
    return fault("position-outside", message, "Positions are counted from 1.");
  }
  if (first) return { kind: "along", axis: first.axis, indices };
  return { kind: "fixed", index: indices[0]! };
}

function elementNamed(
  element: string,
  span: Span,
  name: string,
  axis: ResolvedDimension,
  { dimensions, suggest, report }: PickTools,
): number | undefined {
  const index = axis.indices.get(foldName(element));
  if (index !== undefined) return index;
  const message = `‘${element}’ is no element of ‘${axis.axis.name}’, which ‘${name}’ is over.`;
  const { length } = axis.axis.elements;
  const isPosition = /^[0-9]+$/.test(element) && Number(element) >= 1 && Number(element) <= length;
  const candidates = [
    ...axis.axis.elements,
    ...[...dimensions.values()].map((dimension) => dimension.axis.name),
  ];
  const more = isPosition
    ? { notes: [{ message: `By position it is written @${element}.` }] }
    : suggest(element, candidates, span);
  report({ code: "unknown-element", severity: "error", message, span, ...more });
  return undefined;
}

/** Some elements at once: a loop of the reducer around. */
function overPick(
  { span }: Subscript,
  indices: readonly number[],
  key: string,
  place: number,
  name: string,
  { reducer, allowsWhole }: Ground,
  { spend, report }: PickTools,
): Pick | undefined {
  if (!spend(indices.length)) return undefined;
  if (!reducer) {
    if (allowsWhole) return { kind: "over", loop: place, indices };
    const message = `Here stands one number, and these brackets name several elements of ‘${name}’.`;
    const notes = [{ message: "Name one element, or bring them together: sum(…), mean(…), max(…)" }];
    report({ code: "several-elements", severity: "error", message, span, notes });
    return undefined;
  }
  const { loops } = reducer;
  const loop = loops.findIndex((each) => each.key === key);
  const before = loops[loop];
  if (!before) {
    loops.push({ key, length: indices.length, span });
    return { kind: "over", loop: loops.length - 1, indices };
  }
  if (before.length === indices.length) return { kind: "over", loop, indices };
  report({
    code: "unequal-lengths",
    severity: "error",
    message: `These run together inside ‘${reducer.call.name}’, but one names ${before.length} elements and the other ${indices.length}.`,
    span,
    notes: [{ message: "The other is here.", span: before.span }],
  });
  return undefined;
}

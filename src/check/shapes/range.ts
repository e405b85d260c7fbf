import type { Subscript } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import { writtenName } from "../names/suggestion.ts";
import type { Bracketed, Chosen, PickTools } from "./brackets.ts";
import type { Ground } from "./ground.ts";

/**
 * `2:4`: under a reducer all of these. Elsewhere it follows an axis of the equation, the first element of it having the
 * first of these and so on; what is beyond them is outside, which is 0 (XMILE 1.0, 3.7.1.2).
 */
export function pickRange(
  { from: first, to: last, span }: Extract<Subscript, { readonly kind: "range" }>,
  from: number,
  to: number,
  place: number,
  bracketed: Bracketed,
  ground: Ground,
  { spend, report }: PickTools,
): Chosen | undefined {
  const axis = bracketed.axes[place]!;
  if (to < from) {
    const message = `In ‘${axis.axis.name}’, ‘${first}’ stands behind ‘${last}’.`;
    const insert = `${writtenName(last)}:${writtenName(first)}`;
    const fix = { title: "Turn the range round", span, insert };
    report({ code: "range-turned", severity: "error", message, span, fix });
    return undefined;
  }
  const length = to - from + 1;
  const followed = ground.reducer || ground.allowsWhole ? undefined : axisOfRange(place, bracketed, ground);
  if (followed === undefined) {
    if (!spend(length)) return undefined;
    const indices = Array.from({ length }, (_, i) => from + i);
    return { kind: "all", indices, dimension: axis, elements: indices };
  }
  const steps = ground.axes[followed]!.all;
  if (!spend(steps.length)) return undefined;
  if (length !== steps.length) {
    const name = ground.axes[followed]!.axis.name;
    const rest =
      length < steps.length ? "the other elements have 0 of it" : "what is too much of it is left out";
    const message = `The range names ${length} elements, and ‘${name}’ has ${steps.length}: ${rest}.`;
    report({ code: "range-length", severity: "warning", message, span });
  }
  return { kind: "along", axis: followed, indices: steps.map((step) => (step < length ? from + step : -1)) };
}

/** The axis of an equation that a range follows: that of its own dimension, else the first that no other bracket names. */
function axisOfRange(place: number, { subscripts, axes }: Bracketed, ground: Ground): number | undefined {
  const named = new Set(
    subscripts.flatMap((subscript) => (subscript.kind === "name" ? [foldName(subscript.name)] : [])),
  );
  const free = ground.axes.flatMap(({ key }, i) => (named.has(key) ? [] : [i]));
  const own = free.find((i) => ground.axes[i]!.key === axes[place]!.key);
  const before = subscripts.slice(0, place).filter(({ kind }) => kind === "range").length;
  return own ?? free[before];
}

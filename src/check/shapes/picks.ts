import type { NameExpr, Subscript } from "../../model/expression.ts";
import type { Variable } from "../../model/variable.ts";
import type { Pick } from "../facts.ts";
import type { Bracketed, Chosen, PickTools } from "./brackets.ts";
import { chooseElements } from "./choose.ts";
import type { ResolvedDimension } from "./dimensions.ts";
import { missingSubscripts } from "./faults.ts";
import type { Ground } from "./ground.ts";
import { pickFlat } from "./position.ts";

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
  return pickBracketed({ name, subscripts, axes, span }, ground, tools);
}

/** What the brackets behind a name pick; undefined where something was reported. */
export function pickBracketed(
  bracketed: Bracketed,
  ground: Ground,
  tools: PickTools,
): readonly Pick[] | undefined {
  const { name, subscripts, axes, span } = bracketed;
  const [only] = subscripts;
  if (axes.length === 0) {
    const message = `‘${name}’ is a single number, and has no elements.`;
    tools.report({ code: "no-array", severity: "error", message, span });
    return undefined;
  }
  if (only?.kind === "position" && subscripts.length === 1 && axes.length > 1)
    return pickFlat(only, bracketed, ground, tools);
  if (subscripts.length !== axes.length) {
    const has = `${axes.length} ${axes.length === 1 ? "dimension" : "dimensions"}`;
    const message = `‘${name}’ has ${has}, and these brackets name ${subscripts.length}.`;
    const notes = [{ message: `It is over ${axes.map(({ axis }) => axis.name).join(", ")}.` }];
    tools.report({ code: "wrong-subscripts", severity: "error", message, span, notes });
    return undefined;
  }
  const picks = pickEach(bracketed, ground, tools);
  return areAll(picks) ? picks : undefined;
}

function areAll(picks: readonly (Pick | undefined)[]): picks is readonly Pick[] {
  return !picks.includes(undefined);
}

/** `x'`: the dimensions in reverse. Without brackets it follows the dimensions of the equation. */
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
  if (axes.length < 2) {
    const count = axes.length === 0 ? "none" : `${axes.length}`;
    return fault(
      `‘${name}'’ would swap the dimensions of ‘${name}’, which has ${count}.`,
      "Leave the ' out.",
    );
  }
  const subscripts =
    expr.subscripts ??
    ground.axes.map(({ axis }, i) => ({ kind: "name", name: ground.named?.[i] ?? axis.name, span }) as const);
  if (subscripts.length === axes.length) {
    const places = axes.map((_, i) => axes.length - 1 - i);
    const turned = { name, subscripts, axes: axes.toReversed(), span };
    const picks = pickEach(turned, ground, tools);
    return picks.includes(undefined) ? undefined : places.map((place) => picks[place]!);
  }
  const written = axes.map(({ axis }) => axis.name).toReversed();
  const counted = axes.length === 2 ? "two" : `${axes.length}`;
  return fault(
    `‘${name}'’ has ${counted} dimensions, and this equation is not over ${counted}.`,
    `Write ${name}'[${written.join(", ")}]`,
  );
}

/** One pick for each axis, in the order in which the brackets name them. */
function pickEach(bracketed: Bracketed, ground: Ground, tools: PickTools): readonly (Pick | undefined)[] {
  const { subscripts, axes, name } = bracketed;
  // The second `*` over the same elements in one reference is a loop of its own, and where a dimension stands
  // twice on the left, a name that stands twice follows each.
  const met = subscripts.length > 1 ? new Map<string, number>() : undefined;
  const count = (key: string): number => {
    const before = met?.get(key) ?? 0;
    met?.set(key, before + 1);
    return before;
  };
  return subscripts.map((subscript, i): Pick | undefined => {
    const axis = axes[i]!;
    const occurrence = (key: string) => count(`word ${key}`);
    const chosen = chooseElements(subscript, i, bracketed, occurrence, ground, tools);
    if (chosen?.kind !== "all") return chosen;
    const key = chosen.name ?? `${axis.root} ${count(`star ${axis.root}`)}`;
    return overPick(subscript, chosen, key, i, name, ground, tools);
  });
}

/** Some elements at once: a loop of the reducer around. */
function overPick(
  { span }: Subscript,
  { indices, dimension, elements }: Extract<Chosen, { readonly kind: "all" }>,
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
    loops.push({ key, length: indices.length, span, dimension, elements });
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

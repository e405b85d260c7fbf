import type { Facts, Pick } from "../check/facts.ts";
import { Bug } from "../model/diagnostic.ts";
import type { NameExpr } from "../model/expression.ts";
import type { Variable } from "../model/variable.ts";

/** The elements of a variable that a reference picks, in order; undefined where it names the variable whole. */
export function elementsOf(facts: Facts, expr: NameExpr, variable: Variable): readonly number[] | undefined {
  const picks = facts.shapes.picks.get(expr);
  if (!picks || expr.subscripts === undefined) return undefined;
  const sizes = (facts.shapes.axes.get(variable) ?? []).map(({ elements }) => elements.length);
  return picks.reduce<readonly number[]>(
    (before, pick, axis) =>
      before.flatMap((index) => indicesOf(pick).map((own) => index * sizes[axis]! + own)),
    [0],
  );
}

function indicesOf(pick: Pick): readonly number[] {
  if (pick.kind === "computed") throw new Bug("An element that only the run knows is asked for before it.");
  return pick.kind === "fixed" ? [pick.index] : pick.indices;
}

/** `name[element,element]`, or the name alone of a scalar. */
export function elementName(
  name: string,
  axes: readonly { readonly elements: readonly string[] }[],
  element: number,
): string {
  if (axes.length === 0) return name;
  const labels: string[] = [];
  let index = element;
  for (const { elements } of axes.toReversed()) {
    labels.unshift(elements[index % elements.length]!);
    index = Math.floor(index / elements.length);
  }
  return `${name}[${labels.join(",")}]`;
}

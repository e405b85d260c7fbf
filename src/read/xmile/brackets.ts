import type { Expr, Subscript } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import type { Dimension } from "../../model/system.ts";
import type { Declared, Shared } from "./terms.ts";

/** What brackets mean where they stand. */
export interface BracketTools {
  readonly shared: Shared;
  /** The dimensions of the variable whose equation this is. */
  readonly left: readonly string[];
  /** Whether dimensions of the left become stars here: in arguments that take whole rows. */
  readonly asRows: boolean;
  /** Whether what stands here goes over whole arrays. */
  readonly inReducer: boolean;
  readonly translate: (expr: Expr) => Expr;
}

/** The subscripts of a reference, in Hence's words (XMILE 1.0, 3.7.1). */
export function translateBrackets(
  subscripts: readonly Subscript[],
  { dimensions }: Declared,
  tools: BracketTools,
): readonly Subscript[] {
  // A dimension that stands twice on the left and twice in the brackets goes along in its order.
  const used = new Map<string, number>();
  return subscripts.map((subscript, i) => {
    const { dimensions: known } = tools.shared;
    const own = known.get(foldName(dimensionBehind(dimensions[i] ?? "", known)));
    return translateSubscript(subscript, own, used, tools);
  });
}

/**
 * `A[M, 1, N]'`: names say by themselves which dimension of the left they go along with; only where one dimension stands
 * there several times, do these change places.
 */
export function turnRound(subscripts: readonly Subscript[], { dimensions }: Shared): readonly Subscript[] {
  const behind = (subscript: Subscript): string | undefined =>
    subscript.kind === "name" && dimensions.has(foldName(subscript.name))
      ? foldName(dimensionBehind(subscript.name, dimensions))
      : undefined;
  const met = new Map<string, number>();
  return subscripts.map((subscript) => {
    const family = behind(subscript);
    if (family === undefined) return subscript;
    const count = (met.get(family) ?? 0) + 1;
    met.set(family, count);
    return subscripts.filter((other) => behind(other) === family).at(-count)!;
  });
}

/** All of a variable, where its equation names it without brackets. */
export function wholeBrackets(
  { dimensions }: Declared,
  span: Subscript["span"],
  { left, shared, asRows, inReducer }: BracketTools,
): readonly Subscript[] {
  const used = new Map<string, number>();
  return dimensions.map((name): Subscript => {
    const own = onTheLeft(name, left, used, shared);
    if (inReducer)
      return asRows && own !== undefined ? { kind: "all", of: own, span } : { kind: "all", span };
    return { kind: "name", name: own ?? name, span };
  });
}

/** The dimension of the left that a name means: itself, or the alias that stands for it there. */
function onTheLeft(
  name: string,
  left: readonly string[],
  used: Map<string, number>,
  { dimensions }: Shared,
): string | undefined {
  const folded = foldName(dimensionBehind(name, dimensions));
  const places = left.filter((each) => foldName(dimensionBehind(each, dimensions)) === folded);
  const count = used.get(folded) ?? 0;
  used.set(folded, count + 1);
  return places[Math.min(count, places.length - 1)];
}

/** The dimension that an alias is another name for. */
export function dimensionBehind(name: string, dimensions: ReadonlyMap<string, Dimension>): string {
  const [only, ...others] = dimensions.get(foldName(name))?.elements ?? [];
  return only && others.length === 0 && dimensions.has(foldName(only.name)) ? only.name : name;
}

function translateSubscript(
  subscript: Subscript,
  own: Dimension | undefined,
  used: Map<string, number>,
  tools: BracketTools,
): Subscript {
  const { shared, left, asRows } = tools;
  const { span } = subscript;
  switch (subscript.kind) {
    case "all": {
      if (subscript.of !== undefined) return subscript;
      const name = own && asRows ? onTheLeft(own.name, left, used, shared) : undefined;
      return name === undefined ? subscript : { kind: "all", of: name, span };
    }
    case "range": {
      const [from, to] = [subscript.from, subscript.to].map((end) => elementCalled(end, own) ?? end);
      return { kind: "range", from: from!, to: to!, span };
    }
    case "name": {
      const element = elementCalled(subscript.name, own, true);
      if (element !== undefined) return { kind: "name", name: element, span };
      const dimension = shared.dimensions.get(foldName(subscript.name));
      if (dimension) {
        const name = onTheLeft(dimension.name, left, used, shared);
        if (name !== undefined ? asRows : tools.inReducer)
          return { kind: "all", of: name ?? dimension.name, span };
        if (name !== undefined && !shareElements(dimension, own, shared))
          return { kind: "position", index: nameExpr(name, span), span };
        return { kind: "name", name: name ?? dimension.name, span };
      }
      return { kind: "position", index: tools.translate(nameExpr(subscript.name, span)), span };
    }
    case "position": {
      const { index } = subscript;
      if (index.kind === "number") {
        const element = elementCalled(`${index.value}`, own);
        if (element !== undefined) return { kind: "name", name: element, span };
      }
      if (index.kind === "call" && index.name === "@")
        return dimensionAt(index.args[0], own, subscript, tools);
      return { kind: "position", index: tools.translate(index), span };
    }
  }
}

/** `@2`: the second dimension of the left, wherever that stands in the brackets. */
function dimensionAt(
  position: Expr | undefined,
  own: Dimension | undefined,
  subscript: Subscript,
  { left, shared }: BracketTools,
): Subscript {
  const { span } = subscript;
  const name = position?.kind === "number" ? left[position.value - 1] : undefined;
  if (name === undefined) return subscript;
  const dimension = shared.dimensions.get(foldName(dimensionBehind(name, shared.dimensions)));
  if (dimension && shareElements(dimension, own, shared)) return { kind: "name", name, span };
  return { kind: "position", index: nameExpr(name, span), span };
}

/** The element of a name, or, for a number that is no name, the element at that position. */
function elementCalled(
  label: string,
  dimension: Dimension | undefined,
  byNameOnly = false,
): string | undefined {
  const folded = foldName(label);
  const named = dimension?.elements.find(({ name }) => foldName(name) === folded);
  if (named || byNameOnly || !/^\d+$/.test(label)) return named?.name;
  return dimension?.elements[Number(label) - 1]?.name;
}

/** Whether elements of the one are elements of the other, so that they are met by name; else by position. */
function shareElements(one: Dimension, other: Dimension | undefined, { dimensions }: Shared): boolean {
  if (!other) return true;
  const [a, b] = [one, other].map((dimension) => {
    const name = dimensionBehind(dimension.name, dimensions);
    return dimensions.get(foldName(name)) ?? dimension;
  });
  if (a === b) return true;
  const names = new Set(b!.elements.map(({ name }) => foldName(name)));
  return a!.elements.some(({ name }) => names.has(foldName(name)) && !/^\d+$/.test(name));
}

function nameExpr(name: string, span: Subscript["span"]): Expr {
  return { kind: "name", name, path: [], transposed: false, span };
}

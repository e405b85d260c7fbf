import { findFunction } from "../../functions/functions.ts";
import { childrenOf, type Expr } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import type { DimensionRef, Part } from "../../model/variable.ts";
import { equationText, type Surroundings } from "./expression.ts";
import { attributeName } from "./name.ts";
import { branch, leaf, type XmlNode } from "./xml.ts";

/** The elements `dimensions`, `eqn` and `element` of a variable, each where it is needed. */
export function equationNodes(
  axes: readonly DimensionRef[],
  parts: readonly Part[],
  surroundings: Surroundings,
): readonly XmlNode[] {
  return [...dimensionNodes(axes), ...bodyNodes(axes, parts, surroundings)];
}

/** The dimensions of an array. */
export function dimensionNodes(axes: readonly DimensionRef[]): readonly XmlNode[] {
  if (axes.length === 0) return [];
  const dims = axes.map(({ name }) => leaf("dim", undefined, { name: attributeName(name) }));
  return [branch("dimensions", dims)];
}

function bodyNodes(
  axes: readonly DimensionRef[],
  parts: readonly Part[],
  surroundings: Surroundings,
): readonly XmlNode[] {
  const [only] = parts;
  if (!only) return [];
  const isForAll = parts.length === 1 && only.subscripts.length === 0 && !only.otherwise;
  if (isForAll && (axes.length === 0 || !needsElements(only.value, axes, surroundings)))
    return [leaf("eqn", equationText(only.value, { axes }, surroundings))];
  return surroundings.ground.eachElement(axes, parts).flatMap(({ elements, part }) => {
    if (!part) return [];
    const equation = equationText(part.value, { axes, elements }, surroundings);
    return [
      branch("element", [leaf("eqn", equation)], { subscript: elements.map(attributeName).join(", ") }),
    ];
  });
}

/**
 * Whether an equation for all elements names a dimension that XMILE would not take for one of the variable's own: another
 * name for it, a part of it, or one that it is mapped to.
 */
function needsElements(expr: Expr, axes: readonly DimensionRef[], { ground }: Surroundings): boolean {
  const elements = axes.map(({ name }) => ground.elementsOf(name)[0] ?? "");
  const isForeign = (name: string) =>
    !axes.some((axis) => foldName(axis.name) === foldName(name)) &&
    ground.elementAt(name, axes, elements) !== undefined;
  const search = (part: Expr, isInside: boolean): boolean => {
    if (part.kind === "name") {
      const names = part.subscripts?.flatMap((one) => (one.kind === "name" ? [one.name] : [])) ?? [part.name];
      if (!isInside && names.some(isForeign)) return true;
    }
    return childrenOf(part).some((child) => search(child, isInside || isReducer(part)));
  };
  return search(expr, false);
}

function isReducer(expr: Expr): boolean {
  if (expr.kind !== "call") return false;
  const row = findFunction(foldName(expr.name), expr.args.length);
  return row?.kind === "reducer" || row?.kind === "vector";
}

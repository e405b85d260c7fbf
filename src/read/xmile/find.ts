import type { Expr, NameExpr } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import { dimensionBehind } from "./brackets.ts";
import { isNamespace } from "./foreign.ts";
import type { Declared, ModelNode } from "./terms.ts";

/** A variable, and the path to it in Hence; one that begins with an empty part begins at the root. */
export interface Found {
  readonly declared: Declared;
  readonly path: readonly string[];
}

/** The variable that a name means, seen from a model: its own, one of a module, one of any model by its full name. */
export function findVariable(
  { name, path }: Pick<NameExpr, "name" | "path">,
  node: ModelNode,
): Found | undefined {
  const folded = foldName(name);
  const inside = (start: ModelNode | undefined, steps: readonly string[]): Found | undefined => {
    const end = steps.reduce<ModelNode | undefined>((at, step) => at?.children.get(foldName(step)), start);
    const declared = end?.declared.get(folded);
    if (!end || !declared) return undefined;
    const isBelow = end.path.length >= node.path.length && node.path.every((part, i) => part === end.path[i]);
    return { declared, path: isBelow ? end.path.slice(node.path.length) : ["", ...end.path] };
  };
  const { models } = node.shared;
  const [first, ...rest] = path;
  if (first === undefined) return inside(node, []);
  if (first === "") return inside(models.get(""), rest);
  return (
    inside(node, path) ??
    inside(models.get(""), path) ??
    inside(models.get(foldName(first)), rest) ??
    (isNamespace(first) ? inside(node, rest) : undefined)
  );
}

/** `hares.density` as written in one word: the last part is the name. */
export function nameParts(written: string): { readonly name: string; readonly path: readonly string[] } {
  const parts = written.split(".");
  return { name: parts.at(-1)!, path: parts.slice(0, -1) };
}

/** Whether an argument is a bare dimension of the model, as `ALLOCATE(supply, region, …)` has. */
export function dimensionIn(expr: Expr | undefined, node: ModelNode): string | undefined {
  if (expr?.kind !== "name" || expr.path.length > 0 || expr.subscripts) return undefined;
  const { dimensions } = node.shared;
  const dimension = dimensions.get(foldName(expr.name));
  return dimension && dimensionBehind(dimension.name, dimensions);
}

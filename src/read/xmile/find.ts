import type { Expr, NameExpr } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import { dimensionBehind } from "./brackets.ts";
import { isNamespace } from "./foreign.ts";
import type { Declared, ModelNode } from "./terms.ts";

/** A variable, and the path to it in Hence; one that begins with an empty part begins at the root. */
export interface Found {
  readonly declared: Declared;
  /** The model that it stands in. */
  readonly home: ModelNode;
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
    const path = isBelow ? end.path.slice(node.path.length) : ["", ...end.path];
    return { declared: seenFrom(declared, end, node), home: end, path };
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

/** A variable of one model as another one sees it: over the dimensions of modules, too, that the other is not in. */
export function seenFrom(declared: Declared, home: ModelNode, node: ModelNode): Declared {
  const over = overSeen(home, node);
  return over.length === 0 ? declared : { ...declared, dimensions: [...over, ...declared.dimensions] };
}

/** The dimensions of the arrays of modules that a model stands in, and that another one does not. */
function overSeen({ path, over, shared }: ModelNode, from: ModelNode): readonly string[] {
  if (over.length === 0) return over;
  let common = shared.models.get("")!;
  for (const [i, part] of path.entries()) {
    const next = part === from.path[i] ? common.children.get(foldName(part)) : undefined;
    if (!next) break;
    common = next;
  }
  return over.slice(common.over.length);
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

import type { Layout, View } from "../../model/layout.ts";
import { foldName } from "../../model/name.ts";
import type { DiagramWay } from "./system.ts";

/** What a diagram shows. */
export type DiagramView =
  /** A group with its stocks and flows; without a key, what stands in none. */
  | { readonly kind: "group"; readonly key?: string }
  /** All groups, and the links between them. */
  | { readonly kind: "overview" }
  /** The path of a claim or link, or a loop, as causes and effects. */
  | { readonly kind: "way"; readonly of: DiagramWay["kind"]; readonly id: string }
  /** A variable with its direct causes and effects. */
  | { readonly kind: "around"; readonly name: string }
  /** Some variables with the links between them. */
  | { readonly kind: "chosen"; readonly names: readonly string[] }
  /** A view of the layout that came with the model, by its name. */
  | { readonly kind: "given"; readonly name: string };

/** What the view of all that stands in no group is called in a layout. */
export const viewOfRest = "(rest)";
const viewOfAll = "(overview)";

/** What a view is called in a layout; undefined where its places are not kept, or are those of another tool. */
export function layoutNameOf(view: DiagramView): string | undefined {
  switch (view.kind) {
    case "group":
      return view.key ?? viewOfRest;
    case "overview":
      return viewOfAll;
    case "way":
      return `(${view.of} ${view.id})`;
    case "around":
      return `(around ${view.name})`;
    case "chosen":
    case "given":
      return undefined;
  }
}

/** The view that a layout has under a name. */
export function viewNamed(layout: Layout | undefined, name: string | undefined): View | undefined {
  return name === undefined ? undefined : layout?.views.find((one) => foldName(one.name) === foldName(name));
}

/** Whether a name in a layout is that of a view which every system has by itself. */
export function isOwnView(name: string): boolean {
  return /^\((rest|overview|(loop|claim|link|around) .+)\)$/.test(name);
}

/** The pages of a layout that other tools have too: loops, paths and the overview are made of the model anew. */
export function pagesOf(layout: Layout): Layout {
  return { views: layout.views.filter(({ name }) => !isOwnView(name) || name === viewOfRest) };
}

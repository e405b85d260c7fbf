import type { LayoutItem, Point, View } from "../../model/layout.ts";
import { foldName } from "../../model/name.ts";
import type { Drawing } from "./drawing.ts";
import { type Box, centreOf, distance } from "./geometry.ts";
import { isStockKind } from "./system.ts";

/**
 * A view that its author drew, with things where they lie in a drawing of it now. All else stays as the author has it, but
 * for arrows of what was moved: their curves belonged to the old places.
 */
export function movedView(view: View, { scene }: Drawing): View {
  const places = new Map<string, Box[]>();
  const stocks = new Set<string>();
  for (const { name, kind, box } of scene.nodes) {
    const key = foldName(name);
    places.set(key, [...(places.get(key) ?? []), box]);
    if (isStockKind(kind)) stocks.add(key);
  }
  const names = new Map(scene.nodes.map(({ key, name }) => [key, foldName(name)]));
  const pipes = new Map(scene.pipes.map(({ flows, points }) => [names.get(flows[0]!) ?? "", points]));
  const moved = new Set<string>();
  const named = new Set(
    view.items.flatMap((item) => (item.kind === "variable" ? [foldName(item.name)] : [])),
  );
  // Places of one variable are in the order of the view, in which the nodes were made.
  const variables = view.items.map((item): LayoutItem => {
    if (item.kind !== "variable") return item;
    const box = places.get(foldName(item.name))?.shift();
    if (!box) return item;
    // From now on stocks are as large as they have been drawn.
    const isStock = stocks.has(foldName(item.name)) && !item.ghost;
    const sized = isStock ? { ...item, size: rounded([box.width, box.height]) } : item;
    const at = centreOf(box);
    if (distance(at, item.at) < 1) return sized;
    moved.add(foldName(item.name));
    return { ...sized, at: rounded(at) };
  });
  const isMoved = (name: string | undefined) => name !== undefined && moved.has(foldName(name));
  const items = variables.map((item): LayoutItem => {
    switch (item.kind) {
      case "pipe": {
        const points = pipes.get(foldName(item.flow));
        const isTouched = !named.has(foldName(item.flow)) || [item.flow, item.from, item.to].some(isMoved);
        return isTouched && points ? { ...item, points: points.map(rounded) } : item;
      }
      case "arrow": {
        if (!isMoved(item.from) && !isMoved(item.to)) return item;
        const { through: _, angle: __, ...plain } = item;
        return plain;
      }
      default:
        return item;
    }
  });
  // Where a format does not say where the name of a flow stands, it follows the pipe until something is moved.
  const unnamed = view.items.flatMap((item): readonly LayoutItem[] => {
    const box = item.kind === "pipe" ? places.get(foldName(item.flow))?.shift() : undefined;
    return item.kind === "pipe" && box && !named.has(foldName(item.flow))
      ? [{ kind: "variable", name: item.flow, at: rounded(centreOf(box)), ghost: false }]
      : [];
  });
  return { ...view, items: [...items, ...unnamed] };
}

function rounded([x, y]: Point): Point {
  return [Math.round(x), Math.round(y)];
}

import type { LayoutItem, Point, View } from "../../model/layout.ts";
import { foldName } from "../../model/name.ts";
import { faceOf } from "./face.ts";
import { type DiagramSystem, isStockKind } from "./system.ts";

/** Between two stocks there is room for a pipe with its valve. */
const between = 44;
/** A view is stretched no more than this. */
const most = 3;

/** How large a stock is drawn in a view of an author, who may have said so: no smaller than its name needs. */
export function stockSize(face: { readonly width: number; readonly height: number }, size?: Point): Point {
  return size
    ? [Math.max(size[0], face.width * 0.75), Math.max(size[1], face.height * 0.6)]
    : [face.width, face.height];
}

/**
 * A view of an author, stretched as far as it takes for its stocks to lie free of each other: other tools draw them smaller,
 * with their names outside.
 */
export function roomyView({ variables }: Pick<DiagramSystem, "variables">, view: View): View {
  const byName = new Map(variables.map((variable) => [foldName(variable.name), variable]));
  const stocks = view.items.flatMap((item) => {
    const variable = item.kind === "variable" && !item.ghost ? byName.get(foldName(item.name)) : undefined;
    if (item.kind !== "variable" || !variable || !isStockKind(variable.kind)) return [];
    const { kind, label } = variable;
    const size = stockSize(faceOf({ kind, label, ghost: false }), item.size);
    const isGrown = !item.size || size[0] > item.size[0] + 1 || size[1] > item.size[1] + 1;
    return [{ at: item.at, size, isGrown }];
  });
  let factor = 1;
  for (const [i, a] of stocks.entries())
    for (const b of stocks.slice(i + 1)) factor = Math.max(factor, stretch(a, b));
  return factor === 1
    ? view
    : { ...view, items: view.items.map((item) => stretched(item, Math.min(most, factor))) };
}

interface Lying {
  readonly at: Point;
  readonly size: Point;
  /** Whether it is drawn larger than its author has it. */
  readonly isGrown: boolean;
}

/** By how much the way between two stocks has to grow until one lies free of the other; 1 where it does. */
function stretch(a: Lying, b: Lying): number {
  if (!a.isGrown && !b.isGrown) return 1; // Somebody wants it so.
  const ways = [0, 1].map((axis) => {
    const way = Math.abs(a.at[axis]! - b.at[axis]!);
    const sizes = (a.size[axis]! + b.size[axis]!) / 2;
    return { isFree: way >= sizes, needed: way > 4 ? (sizes + between) / way : Number.POSITIVE_INFINITY };
  });
  if (ways.some(({ isFree }) => isFree)) return 1;
  const needed = Math.min(...ways.map((way) => way.needed));
  // Stocks in one and the same place stay together, however far a view is stretched.
  return Number.isFinite(needed) ? Math.max(1, needed) : 1;
}

function stretched(item: LayoutItem, by: number): LayoutItem {
  const far = ([x, y]: Point): Point => [x * by, y * by];
  switch (item.kind) {
    case "pipe":
      return { ...item, points: item.points.map(far) };
    case "arrow":
      return item.through ? { ...item, through: item.through.map(far) } : item;
    case "frame":
      return { ...item, at: far(item.at), size: far(item.size) };
    default:
      return { ...item, at: far(item.at) };
  }
}

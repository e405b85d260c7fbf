import type { LayoutItem, Point, View } from "../../model/layout.ts";
import { foldName } from "../../model/name.ts";
import { moveApart } from "./apart.ts";
import type { Pipe } from "./block.ts";
import { partsOf } from "./blocks.ts";
import { type Drawing, draw } from "./drawing.ts";
import { type Box, bent, boxAround, type Curve, centreOf, distance, edgeTowards } from "./geometry.ts";
import { setLabel } from "./label.ts";
import { roomyView, stockSize } from "./roomy.ts";
import type { Scene } from "./scene.ts";
import type { Sheet, SheetFlow, SheetLink, SheetNode } from "./sheet.ts";
import { type DiagramSystem, type DiagramVariable, isStockKind } from "./system.ts";

type Item<Kind extends LayoutItem["kind"]> = Extract<LayoutItem, { readonly kind: Kind }>;

/** A node of a given view, and where its author put it. */
interface Placed {
  readonly node: SheetNode;
  readonly at: Point;
  readonly size?: Point;
}

/**
 * Draws a view as its author laid it out. Where it has arrows, those of them are drawn that the model has too; where it has
 * none, all links of the model between what it shows. Signs are those of the model.
 */
export function givenDrawing(system: DiagramSystem, authors: View): Drawing {
  const view = roomyView(system, authors);
  const placed = placedIn(system, view);
  const nodes = placed.map(({ node }) => node);
  const draft: Sheet = { title: view.name, notation: "stock and flow", nodes, links: [], flows: [] };
  const faces = partsOf(draft).faces;
  const drawn = new Map(
    placed.map(({ node, at, size }) => {
      const { width, height } = faces.get(node.key)!;
      const isStock = isStockKind(node.kind) && !node.ghost;
      const [across, down] = isStock ? stockSize({ width, height }, size) : [width, height];
      return [node.key, boxAround(at, across, down)] as const;
    }),
  );
  const stocks = new Set(
    nodes.filter(({ kind, ghost }) => isStockKind(kind) && !ghost).map(({ key }) => key),
  );
  const boxes = moveApart(drawn, (key) => stocks.has(key));
  const { flows, pipes } = pipesIn(view, placed, boxes);
  const { links, curves } = linksIn(system, view, placed, boxes);
  const sheet: Sheet = { ...draft, links, flows };
  const parts = { ...partsOf(sheet), faces };
  const drawing = draw(system, { sheet, parts, arrangement: { boxes, pipes }, curves });
  return { ...drawing, scene: withRemarks(drawing.scene, view) };
}

function placedIn({ variables }: DiagramSystem, { items }: View): readonly Placed[] {
  const byName = new Map(variables.map((variable) => [foldName(variable.name), variable]));
  const taken = new Set<string>();
  const place = (variable: DiagramVariable, ghost: boolean, at: Point, size?: Point): Placed => {
    const { name, label, kind } = variable;
    const isGhost = ghost || taken.has(name);
    const key = isGhost ? `${name}@${taken.size}` : name;
    taken.add(key);
    return { node: { key, name, label, kind, ghost: isGhost }, at, ...(size && { size }) };
  };
  const placed = items.flatMap((item): readonly Placed[] => {
    const variable = item.kind === "variable" ? byName.get(foldName(item.name)) : undefined;
    return variable && item.kind === "variable" ? [place(variable, item.ghost, item.at, item.size)] : [];
  });
  // Some formats say where a pipe is, and not where its name stands: below it.
  const unnamed = items.flatMap((item): readonly Placed[] => {
    if (item.kind !== "pipe") return [];
    const variable = byName.get(foldName(item.flow));
    if (!variable || taken.has(variable.name) || item.points.length === 0) return [];
    const [x, y] = middleOf(item.points);
    return [place(variable, false, [x, y + 24])];
  });
  return [...placed, ...unnamed];
}

function pipesIn(
  { items }: View,
  placed: readonly Placed[],
  boxes: ReadonlyMap<string, Box>,
): { readonly flows: readonly SheetFlow[]; readonly pipes: readonly Pipe[] } {
  const flows: SheetFlow[] = [];
  const pipes: Pipe[] = [];
  for (const item of items) {
    if (item.kind !== "pipe") continue;
    const label = nearest(item.flow, item.points[0] ?? [0, 0], placed, "real first");
    const [first, last] = [item.points[0], item.points.at(-1)];
    if (!label || !first || !last) continue;
    const from = item.from === undefined ? undefined : nearest(item.from, first, placed)?.node.key;
    const to = item.to === undefined ? undefined : nearest(item.to, last, placed)?.node.key;
    const valve = item.points
      .slice(1, -1)
      .toSorted((a, b) => distance(a, label.at) - distance(b, label.at))[0];
    const points = clipped(item.points, from && boxes.get(from), to && boxes.get(to));
    const ends = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
    flows.push({ flows: [label.node.key], from: from ? [from] : [], to: to ? [to] : [] });
    pipes.push({ flows: [label.node.key], points, valve: valve ?? middleOf(item.points), ...ends });
  }
  return { flows, pipes };
}

/** A pipe from the edge of the one box to that of the other. */
function clipped(
  points: readonly Point[],
  from: Box | "" | undefined,
  to: Box | "" | undefined,
): readonly Point[] {
  const clip = (way: readonly Point[], box: Box | "" | undefined): readonly Point[] => {
    if (!box) return way;
    const outside = way.findIndex(
      ([x, y]) => x < box.x || y < box.y || x > box.x + box.width || y > box.y + box.height,
    );
    if (outside < 1) return way;
    const [x, y] = way[outside]!;
    const [ix, iy] = way[outside - 1]!;
    const isLevel = Math.abs(x - ix) >= Math.abs(y - iy);
    const edge: Point = isLevel
      ? [x < box.x ? box.x : box.x + box.width, Math.min(Math.max(y, box.y + 4), box.y + box.height - 4)]
      : [Math.min(Math.max(x, box.x + 4), box.x + box.width - 4), y < box.y ? box.y : box.y + box.height];
    return [edge, ...way.slice(outside)];
  };
  return clip(clip(points, from).toReversed(), to).toReversed();
}

/** Halfway along a pipe. */
function middleOf(points: readonly Point[]): Point {
  const lengths = points.slice(1).map((point, i) => distance(points[i]!, point));
  let left = lengths.reduce((sum, length) => sum + length, 0) / 2;
  for (const [i, length] of lengths.entries()) {
    const [[ax, ay], [bx, by]] = [points[i]!, points[i + 1]!];
    if (left <= length && length > 0)
      return [ax + ((bx - ax) * left) / length, ay + ((by - ay) * left) / length];
    left -= length;
  }
  return points[0]!;
}

/** The place of a variable that is nearest to a point, or its own place where that is what counts. */
function nearest(
  name: string,
  at: Point,
  placed: readonly Placed[],
  which: "any" | "real first" = "any",
): Placed | undefined {
  const folded = foldName(name);
  const all = placed.filter(({ node }) => foldName(node.name) === folded);
  const own = which === "real first" ? all.filter(({ node }) => !node.ghost) : [];
  const some = own.length > 0 ? own : all;
  return some.toSorted((a, b) => distance(a.at, at) - distance(b.at, at))[0];
}

function linksIn(
  { links: all, flows }: DiagramSystem,
  { items }: View,
  placed: readonly Placed[],
  boxes: ReadonlyMap<string, Box>,
): { readonly links: readonly SheetLink[]; readonly curves: ReadonlyMap<SheetLink, Curve> } {
  const arrows = items.filter((item): item is Item<"arrow"> => item.kind === "arrow");
  const drawn = new Map(arrows.map((arrow) => [`${foldName(arrow.from)}\n${foldName(arrow.to)}`, arrow]));
  const links: SheetLink[] = [];
  const curves = new Map<SheetLink, Curve>();
  const seen = new Set<string>();
  const isPipe = (link: (typeof all)[number]) =>
    (link.kind === "inflow" || link.kind === "outflow") && flows.some(({ flow }) => flow === link.cause);
  for (const link of all) {
    const key = `${foldName(link.cause)}\n${foldName(link.effect)}`;
    const arrow = drawn.get(key);
    if ((drawn.size > 0 && !arrow) || isPipe(link) || seen.has(key)) continue;
    seen.add(key);
    const effect = nearest(link.effect, [0, 0], placed, "real first");
    const cause = effect && nearest(link.cause, effect.at, placed);
    if (!effect || !cause || effect === cause) continue;
    const drawnLink: SheetLink = { from: cause.node.key, to: effect.node.key, link: withDelay(link, arrow) };
    links.push(drawnLink);
    const curve = arrow && curveOf(arrow, boxes.get(cause.node.key)!, boxes.get(effect.node.key)!);
    if (curve) curves.set(drawnLink, curve);
  }
  return { links, curves };
}

function withDelay(link: SheetLink["link"], arrow: Item<"arrow"> | undefined): SheetLink["link"] {
  return arrow?.delayed ? { ...link, delayed: true } : link;
}

/** The curve of an author: through a point, or leaving at an angle, counted from the right against the clock. */
function curveOf({ through, angle }: Item<"arrow">, from: Box, to: Box): Curve | undefined {
  const [[ax, ay], [bx, by]] = [centreOf(from), centreOf(to)];
  const [hx, hy] = [(ax + bx) / 2, (ay + by) / 2];
  const point = through?.[0];
  let control: Point | undefined;
  if (point) control = [2 * point[0] - hx, 2 * point[1] - hy];
  else if (angle !== undefined) {
    const turn = (-angle * Math.PI) / 180 - Math.atan2(by - ay, bx - ax);
    const least = Math.atan2(Math.sin(turn), Math.cos(turn));
    const bow = Math.tan(Math.min(Math.max(least, -1.2), 1.2)) / 2;
    control = [hx - bow * (by - ay), hy + bow * (bx - ax)];
  }
  return control && bent(edgeTowards(from, control, 3), control, edgeTowards(to, control, 3));
}

function withRemarks(scene: Scene, { items }: View): Scene {
  const remarks = items.flatMap((item) =>
    item.kind === "text" && item.text.trim() !== ""
      ? [{ label: setLabel(item.text, { size: 11, most: Math.max(item.size?.[0] ?? 160, 60) }), at: item.at }]
      : [],
  );
  const loops = items.flatMap((item) => {
    if (item.kind !== "loop") return [];
    const kind = /^R/.test(item.text)
      ? ("reinforcing" as const)
      : /^B/.test(item.text)
        ? ("balancing" as const)
        : undefined;
    return [
      { id: item.text, text: item.text, at: item.at, clockwise: item.clockwise, ...(kind && { kind }) },
    ];
  });
  const frames = items.flatMap((item) =>
    item.kind === "frame"
      ? [{ title: item.name.replaceAll("_", " "), box: boxAround(item.at, item.size[0], item.size[1]) }]
      : [],
  );
  return { ...scene, remarks, loops, frames };
}

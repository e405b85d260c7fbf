import type { LayoutItem, Point, View } from "../../model/layout.ts";
import type { Pipe } from "./block.ts";
import { bridgePipes } from "./bridges.ts";
import { type Drawing, draw } from "./drawing.ts";
import { type Box, centreOf, moveBox } from "./geometry.ts";
import { overviewScene } from "./overview.ts";
import type { Scene } from "./scene.ts";
import type { DiagramSystem } from "./system.ts";

/** Moves nodes of a drawing: their pipes and arrows follow. */
export function moveNodes(
  system: DiagramSystem,
  drawing: Drawing,
  keys: ReadonlySet<string>,
  [dx, dy]: Point,
): Drawing {
  const { made, scene } = drawing;
  if (!made)
    return { scene: overviewScene(system, { shape: "wide", moved: groupsMoved(scene, keys, [dx, dy]) }) };
  const { arrangement, sheet } = made;
  const boxes = new Map<string, Box>(
    [...arrangement.boxes].map(([key, box]) => [key, keys.has(key) ? moveBox(box, dx, dy) : box]),
  );
  const old = new Map(
    arrangement.pipes.flatMap((pipe) =>
      pipe.valve ? [[pipe.flows.join("\n"), { ...pipe, valve: pipe.valve }] as const] : [],
    ),
  );
  const pipes = sheet.flows.flatMap((flow): readonly Pipe[] => {
    const name = flow.flows.join("\n");
    const pipe = old.get(name);
    if (!pipe) return [];
    if (![...flow.flows, ...flow.from, ...flow.to].some((key) => keys.has(key)))
      return arrangement.pipes.filter(({ flows }) => flows.join("\n") === name);
    const by: Point = flow.flows.some((key) => keys.has(key)) ? [dx, dy] : [0, 0];
    const move = ([x, y]: Point): Point => [x + by[0], y + by[1]];
    const [first, last] = [pipe.points[0]!, pipe.points.at(-1)!];
    const clouds = {
      ...(pipe.from === undefined && { from: move(first) }),
      ...(pipe.to === undefined && { to: move(last) }),
    };
    return bridgePipes(flow, move(pipe.valve), boxes, clouds);
  });
  // Curves that were drawn for other places are drawn anew.
  const curves = new Map([...made.curves].filter(([{ from, to }]) => !keys.has(from) && !keys.has(to)));
  return draw(system, { ...made, arrangement: { boxes, pipes }, curves }, scene.loops);
}

/** Where the groups of the overview stand when some have been moved. */
function groupsMoved(
  { nodes }: Scene,
  keys: ReadonlySet<string>,
  [dx, dy]: Point,
): ReadonlyMap<string, Point> {
  return new Map(
    nodes.map(({ key, box }) => {
      const [x, y] = centreOf(box);
      return [key, keys.has(key) ? [x + dx, y + dy] : [x, y]];
    }),
  );
}

/** A drawing as a view of a layout, to be kept beside the text. */
export function layoutViewOf({ scene }: Drawing, name: string): View {
  const rounded = ([x, y]: Point): Point => [Math.round(x), Math.round(y)];
  const items: LayoutItem[] = [];
  const names = new Map(scene.nodes.map((node) => [node.key, node.name]));
  for (const { name: of, kind, ghost, box } of scene.nodes) {
    if (kind === "elsewhere") continue;
    if (kind === "group") {
      items.push({
        kind: "frame",
        name: of,
        at: rounded(centreOf(box)),
        size: rounded([box.width, box.height]),
      });
      continue;
    }
    items.push({
      kind: "variable",
      name: of,
      at: rounded(centreOf(box)),
      size: rounded([box.width, box.height]),
      ghost,
    });
  }
  for (const { flows, points, valve, from, to, ghost } of scene.pipes) {
    const flow = names.get(flows[0]!);
    if (!valve || ghost || flow === undefined) continue;
    const [source, target] = [from, to].map((key) => (key === undefined ? undefined : names.get(key)));
    items.push({
      kind: "pipe",
      flow,
      ...(source !== undefined && { from: source }),
      ...(target !== undefined && { to: target }),
      points: points.map(rounded),
    });
  }
  return { name, items };
}

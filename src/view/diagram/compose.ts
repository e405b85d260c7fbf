import { arrange } from "./arrange.ts";
import { armSignPlace, delayPlace, drawArrows, signPlace, type Wish } from "./arrows.ts";
import type { Parts, Pipe } from "./block.ts";
import { cutSheet } from "./blocks.ts";
import { bridgePipes } from "./bridges.ts";
import { type Box, boxAround, boxOf, boxOfPoints, type Curve, widen } from "./geometry.ts";
import type { Scene, SceneArrow, SceneNode, ScenePipe } from "./scene.ts";
import type { Sheet, SheetLink } from "./sheet.ts";
import { speakerOf } from "./spoken.ts";
import { type DiagramSystem, isStockKind } from "./system.ts";

/** Where the nodes and pipes of a sheet lie. */
export interface Arrangement {
  readonly boxes: ReadonlyMap<string, Box>;
  readonly pipes: readonly Pipe[];
}

/** Finds a place for everything on a sheet. */
export function arrangeSheet(parts: Parts): Arrangement {
  const { chains, others, bridges } = cutSheet(parts);
  const { sheet } = parts;
  const ties = [
    ...sheet.links,
    ...bridges.flatMap(({ flows: [flow = ""], from, to }) => [
      ...from.map((key) => ({ from: key, to: flow })),
      ...to.map((key) => ({ from: flow, to: key })),
    ]),
  ];
  const placed = arrange([...chains, ...others], ties);
  const boxes = new Map(placed.flatMap((block) => [...block.boxes]));
  const bridged = new Map(
    bridges.flatMap((flow) => flow.flows.slice(0, 1).map((key) => [key, flow] as const)),
  );
  const pipes = placed
    .flatMap((block) => block.pipes)
    .flatMap((pipe) => {
      const flow = bridged.get(pipe.flows[0]!);
      return flow && pipe.valve ? bridgePipes(flow, pipe.valve, boxes) : [pipe];
    });
  return { boxes, pipes };
}

/** A scene of a sheet whose nodes have places. */
export function composeScene(
  system: DiagramSystem,
  sheet: Sheet,
  { boxes, pipes }: Arrangement,
  parts: Parts,
  curves: ReadonlyMap<SheetLink, Curve> = new Map(),
): Scene {
  const speak = speakerOf(system);
  const nodes = sheet.nodes.flatMap((node): readonly SceneNode[] => {
    const box = boxes.get(node.key);
    const face = parts.faces.get(node.key)!;
    const { key, name, kind, ghost } = node;
    return box
      ? [{ key, name, kind, ghost, box, label: face.label, mark: face.mark, spoken: speak(node) }]
      : [];
  });
  const scenePipes = pipes.map((pipe): ScenePipe => {
    return { ...pipe, ghost: pipe.flows.some((key) => parts.nodes.get(key)?.ghost) };
  });
  const arrows = arrowsOf(sheet, { boxes, pipes }, curves);
  const all = boxOf([
    ...boxes.values(),
    ...pipes.flatMap(({ points }) => boxOfPoints(points) ?? []).map((box) => widen(box, 12)),
    ...arrows.flatMap(({ curve }) => boxOfPoints(curve) ?? []),
  ]);
  return {
    title: sheet.title,
    description: describe(sheet),
    box: widen(all ?? { x: 0, y: 0, width: 0, height: 0 }, 24),
    nodes,
    pipes: scenePipes,
    arrows,
    loops: [],
    frames: [],
    remarks: [],
  };
}

/** What arrows are drawn for the links of a sheet. */
export function wishesOf(
  { links, nodes, flows, notation }: Sheet,
  { boxes, pipes }: Arrangement,
): ReadonlyMap<SheetLink, Wish> {
  const beside = new Map(nodes.map(({ key, beside }) => [key, beside]));
  const stocks = new Set(
    nodes.filter(({ kind, ghost }) => isStockKind(kind) && !ghost).map(({ key }) => key),
  );
  const ends = new Map(
    flows.flatMap((flow) => flow.flows.map((key) => [key, new Set([...flow.from, ...flow.to])])),
  );
  const valves = new Map(
    pipes.flatMap(({ flows: keys, valve }) => (valve ? keys.map((key) => [key, valve] as const) : [])),
  );
  return new Map(
    links.map((link) => {
      const { from, to } = link;
      const isArm = beside.get(from) === to || beside.get(to) === from || isNextTo(from, to);
      const [fromValve, toValve] = [valves.get(from), valves.get(to)];
      const isLevel = notation === "stock and flow" && [from, to].some((key) => stocks.has(key));
      return [
        link,
        { from, to, isArm, isLevel, ...(fromValve && { fromValve }), ...(toValve && { toValve }) },
      ];
    }),
  );
  /** Whether a stock at the end of a pipe stands right beside the name of its flow. */
  function isNextTo(from: string, to: string): boolean {
    if (!ends.get(to)?.has(from)) return false;
    const [a, b] = [boxes.get(from), boxes.get(to)];
    if (!a || !b) return false;
    const away = Math.max(a.x - b.x - b.width, b.x - a.x - a.width);
    return away > 0 && away < 70 && a.y < b.y + b.height + 40 && b.y < a.y + a.height + 10;
  }
}

/** What arrows keep clear of besides nodes: valves, and pipes along which they would run. */
export function obstaclesOf({ pipes }: Arrangement): readonly Box[] {
  return pipes.flatMap(({ points, valve }) => {
    const walls = points.slice(1).flatMap((point, i) => boxOfPoints([points[i]!, point]) ?? []);
    return [...walls.map((wall) => widen(wall, 5)), ...(valve ? [boxAround(valve, 18, 18)] : [])];
  });
}

function arrowsOf(
  sheet: Sheet,
  arrangement: Arrangement,
  given: ReadonlyMap<SheetLink, Curve>,
): readonly SceneArrow[] {
  const names = new Map(sheet.nodes.map(({ key, name }) => [key, name]));
  const wishes = wishesOf(sheet, arrangement);
  const free = [...wishes].flatMap(([link, wish]) => (given.has(link) ? [] : [wish]));
  const curves = drawArrows(free, arrangement.boxes, obstaclesOf(arrangement));
  return [...wishes].flatMap(([drawn, wish]): readonly SceneArrow[] => {
    const { link, from, to } = drawn;
    const curve = given.get(drawn) ?? curves.get(wish);
    if (!curve) return [];
    return [
      {
        from,
        to,
        cause: names.get(from)!,
        effect: names.get(to)!,
        curve,
        ...(link.sign && { sign: link.sign }),
        signAt: wish.isArm ? armSignPlace(curve) : signPlace(curve),
        initial: link.kind === "initial",
        ...(link.delayed && { delay: delayPlace(curve) }),
      },
    ];
  });
}

function describe({ title, nodes, links }: Sheet): string {
  const count = (isIt: (node: Sheet["nodes"][number]) => boolean) => nodes.filter(isIt).length;
  const own = (kind: string) => count((node) => node.kind === kind && !node.ghost);
  const counted = (number: number, one: string, many: string) =>
    number === 0 ? [] : [`${number} ${number === 1 ? one : many}`];
  const parts = [
    ...counted(own("stock"), "stock", "stocks"),
    ...counted(own("flow"), "flow", "flows"),
    ...counted(own("aux"), "auxiliary", "auxiliaries"),
    ...counted(own("const"), "constant", "constants"),
    ...counted(own("lever"), "lever", "levers"),
    ...counted(links.length, "arrow", "arrows"),
  ];
  return `Diagram of ${title}: ${parts.join(", ")}.`;
}

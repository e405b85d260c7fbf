import type { Point } from "../../model/layout.ts";
import {
  armLength,
  cloudRadius,
  type Parts,
  type Pipe,
  pileHeight,
  pileUp,
  valveRadius,
  widestOf,
} from "./block.ts";
import type { Box } from "./geometry.ts";
import type { SheetFlow } from "./sheet.ts";

/** One row beside a stock: a flow with its causes, or causes of the stock itself. */
export interface Lane {
  /** Undefined where the row has only causes of the stock. */
  readonly flow?: SheetFlow;
  /** The stock that it is measured from. */
  readonly stock: string;
  /** The stock that it leads to or comes from, where that stands next to it. */
  readonly partner?: string;
  readonly causes: readonly string[];
}

/** From the edge of a stock to the names of its flows. */
const gap = 30;
/** What a row keeps free below it. */
const rowGap = 16;

/** How far its parts reach above and below the pipe of a lane. */
export function reachOf(
  { flow, partner, causes }: Lane,
  { faces, nodes }: Parts,
): {
  readonly above: number;
  readonly below: number;
} {
  const pile = causes.length > 0 ? pileHeight(causes, faces) : 0;
  if (!flow) return { above: pile / 2, below: pile / 2 + rowGap };
  const names = pileHeight(flow.flows, faces) + valveRadius + 2;
  const ends = terminalsOf({ flow, ...(partner !== undefined && { partner }) }, nodes);
  const end = ends.length > 0 ? faces.get(ends[0]!)!.height / 2 : partner === undefined ? cloudRadius : 4;
  const further = ends.slice(1).reduce((sum, key) => sum + faces.get(key)!.height + 8, 0);
  return {
    above: Math.max(names, pile > 0 ? pile + end + 6 : 0, end),
    below: Math.max(valveRadius, end + further) + rowGap,
  };
}

/** What stands at the far end of a lane: ghosts of stocks, or what stands for another group. */
function terminalsOf(
  { flow, partner }: { readonly flow: SheetFlow; readonly partner?: string },
  nodes: Parts["nodes"],
): readonly string[] {
  if (partner !== undefined) return [];
  return [...flow.from, ...flow.to].filter((key) => nodes.get(key)!.ghost);
}

/** How wide the two columns of some lanes are: the names of flows, and what stands behind them. */
export interface Columns {
  readonly names: number;
  readonly behind: number;
}

export function columnsOf(lanes: readonly Lane[], { faces, nodes }: Parts): Columns {
  let [names, behind] = [0, 0];
  for (const lane of lanes) {
    if (lane.flow) names = Math.max(names, widestOf(lane.flow.flows, faces));
    const { flow, partner } = lane;
    const ends = flow ? terminalsOf({ flow, ...(partner !== undefined && { partner }) }, nodes) : [];
    behind = Math.max(behind, widestOf(lane.causes, faces), widestOf(ends, faces));
  }
  return { names, behind };
}

/** How far apart two stocks stand that have lanes between them, or how far lanes reach. */
export function widthOf({ names, behind }: Columns, isBetween: boolean): number {
  const inner = names > 0 ? gap + names : 0;
  const outer = behind > 0 ? armLength + behind : names > 0 ? armLength : 0;
  return inner + outer + (isBetween ? gap - 12 : 0);
}

/** Puts a lane beside the edge of its stock, which is at `x`; `side` is where it lies. */
export function putLane(
  lane: Lane,
  parts: Parts,
  at: {
    readonly x: number;
    readonly y: number;
    readonly side: "left" | "right";
    readonly columns: Columns;
    /** The edge of the partner. */
    readonly end?: number;
  },
): { readonly boxes: readonly (readonly [string, Box])[]; readonly pipes: readonly Pipe[] } {
  const { faces, nodes } = parts;
  const { flow, causes, stock, partner } = lane;
  const { y, side, columns } = at;
  const direction = side === "left" ? -1 : 1;
  const along = (distance: number) => at.x + direction * distance;
  const pile = causes.length > 0 ? pileHeight(causes, faces) : 0;
  if (!flow)
    return { boxes: pileUp(causes, faces, { x: along(armLength), top: y - pile / 2, side }), pipes: [] };

  const middle = along(gap + columns.names / 2);
  const behind = gap + columns.names + armLength;
  const boxes: (readonly [string, Box])[] = [];
  const nameHeight = pileHeight(flow.flows, faces);
  let top = y - valveRadius - 2 - nameHeight;
  for (const key of flow.flows) {
    const { width, height } = faces.get(key)!;
    boxes.push([key, { x: middle - width / 2, y: top, width, height }]);
    top += height + 5;
  }
  const ends = terminalsOf({ flow, ...(partner !== undefined && { partner }) }, nodes);
  const endHalf = ends.length > 0 ? faces.get(ends[0]!)!.height / 2 : partner === undefined ? cloudRadius : 4;
  boxes.push(...pileUp(causes, faces, { x: along(behind), top: y - endHalf - 6 - pile, side }));

  const isSource = flow.from.includes(stock);
  const leg = (far: Point, bend: readonly Point[], key: string | undefined, valve?: Point): Pipe => {
    const near: Point = [at.x, y];
    const points = valve ? [near, ...bend, far] : [...bend, far];
    const [from, to] = isSource ? [valve ? stock : undefined, key] : [key, valve ? stock : undefined];
    return {
      flows: flow.flows,
      points: isSource ? points : points.toReversed(),
      ...(valve && { valve }),
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
    };
  };
  const valve: Point = [middle, y];
  if (partner !== undefined) return { boxes, pipes: [leg([at.end!, y], [], partner, valve)] };
  const [first] = ends;
  if (first === undefined) {
    const far = along(gap + columns.names + armLength + cloudRadius - 6);
    return { boxes, pipes: [leg([far, y], [], undefined, valve)] };
  }
  const pipes: Pipe[] = [];
  let below = y - endHalf;
  for (const key of ends) {
    const { width, height } = faces.get(key)!;
    const x = along(behind);
    boxes.push([key, { x: side === "left" ? x - width : x, y: below, width, height }]);
    const centre = below + height / 2;
    const fork = along(behind - armLength / 2);
    pipes.push(
      key === first
        ? leg([x, y], [], key, valve)
        : leg(
            [x, centre],
            [
              [fork, y],
              [fork, centre],
            ],
            key,
          ),
    );
    below += height + 8;
  }
  return { boxes, pipes };
}

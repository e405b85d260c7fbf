import { type Block, blockOf, type Parts, type Pipe } from "./block.ts";
import type { Box } from "./geometry.ts";
import { type Columns, columnsOf, type Lane, putLane, reachOf, widthOf } from "./lane.ts";
import type { SheetFlow } from "./sheet.ts";

/** Which lanes lie beside the stocks of a path: `channels[i]` lies left of stock i, the last one right of all. */
interface Channels {
  readonly channels: readonly Channel[];
}

/** Lanes that lead from stock to stock, and those that belong to the one at the left or at the right alone. */
interface Channel {
  readonly through: Lane[];
  readonly ofLeft: Lane[];
  readonly ofRight: Lane[];
}

/**
 * Lays out stocks in a row with their flows as straight pipes between them. What belongs to one stock alone (clouds,
 * ghosts, causes of its start) lies beside it, inflows at the left and outflows at the right as far as there is room.
 */
export function chainBlock(path: readonly string[], flows: readonly SheetFlow[], parts: Parts): Block {
  const { channels } = assign(path, flows, parts);
  const boxes = new Map<string, Box>();
  const pipes: Pipe[] = [];
  /** By stock: the heights of the pipes that touch it. */
  const touched = new Map<string, number[]>(path.map((key) => [key, []]));
  const touch = (key: string | undefined, ...heights: readonly number[]) => {
    if (key !== undefined) touched.get(key)!.push(...heights);
  };
  let x = 0;
  for (const [i, channel] of channels.entries()) {
    const [leftStock, rightStock] = [path[i - 1], path[i]];
    const all = [...channel.through, ...channel.ofLeft, ...channel.ofRight];
    const columns = columnsOf(all, parts);
    const isBetween = leftStock !== undefined && rightStock !== undefined;
    const width = Math.max(widthOf(columns, isBetween), isBetween ? 60 : 0);
    const [from, to] = [x, x + width];
    const put = (lane: Lane, y: number) => {
      const side = lane.stock === leftStock ? "right" : "left";
      const [edge, end] = side === "right" ? [from, to] : [to, from];
      const placed = putLane(lane, parts, { x: edge, y, side, columns, end });
      for (const [key, box] of placed.boxes) boxes.set(key, box);
      pipes.push(...placed.pipes);
      const half = lane.flow ? 0 : placed.boxes.reduce((sum, [, { height }]) => sum + height + 5, 0) / 2;
      touch(lane.stock, y - half, y + half);
      touch(lane.partner, y);
    };
    stack(channel, isBetween, parts, put);
    x = to;
    if (rightStock !== undefined) x += parts.faces.get(rightStock)!.width;
  }
  placeStocks(path, channels, touched, parts, boxes);
  return blockOf(boxes, pipes);
}

function assign(path: readonly string[], flows: readonly SheetFlow[], parts: Parts): Channels {
  const channels: Channel[] = Array.from({ length: path.length + 1 }, () => {
    return { through: [], ofLeft: [], ofRight: [] };
  });
  const last = path.length - 1;
  const causesOf = ({ flows: keys }: SheetFlow) => keys.flatMap((key) => parts.causes.get(key) ?? []);
  const single = path.length === 1 ? { in: 0, out: 0 } : undefined;
  for (const flow of flows) {
    const causes = causesOf(flow);
    const source = flow.from.find((key) => path.includes(key));
    const target = flow.to.find((key) => path.includes(key));
    const [s, t] = [source, target].map((key) => (key === undefined ? -1 : path.indexOf(key))) as [
      number,
      number,
    ];
    if (source !== undefined && target !== undefined) {
      channels[Math.max(s, t)]!.through.push({ flow, stock: source, partner: target, causes });
      continue;
    }
    const stock = (source ?? target)!;
    const lane: Lane = { flow, stock, causes };
    const at = Math.max(s, t);
    const isRight = path.length > 1 && (at === last || (at > 0 && source !== undefined));
    if (single ? source !== undefined : isRight) channels[at + 1]!.ofLeft.push(lane);
    else channels[at]!.ofRight.push(lane);
  }
  for (const [i, stock] of path.entries()) {
    const causes = parts.causes.get(stock) ?? [];
    if (causes.length === 0) continue;
    const lane: Lane = { stock, causes };
    const [before, behind] = [channels[i]!, channels[i + 1]!];
    const isLeft = i === 0 && (last > 0 || before.ofRight.length <= behind.ofLeft.length);
    if (isLeft) before.ofRight.push(lane);
    else if (i === last) behind.ofLeft.push(lane);
    else before.ofRight.push(lane);
  }
  return { channels };
}

/** Lanes between two stocks in the middle, those of the left one alone above and of the right one alone below. */
function stack(
  { through, ofLeft, ofRight }: Channel,
  isBetween: boolean,
  parts: Parts,
  put: (lane: Lane, y: number) => void,
): void {
  const reach = (lane: Lane) => {
    const { above, below } = reachOf(lane, parts);
    return above + below;
  };
  const middle = isBetween ? through : [...through, ...ofLeft, ...ofRight];
  const height = (lanes: readonly Lane[]) => lanes.reduce((sum, lane) => sum + reach(lane), 0);
  const down = (lanes: readonly Lane[], top: number) => {
    let y = top;
    for (const lane of lanes) {
      const { above, below } = reachOf(lane, parts);
      put(lane, y + above);
      y += above + below;
    }
  };
  const top = -height(middle) / 2;
  down(middle, top);
  if (!isBetween) return;
  down(ofLeft, top - height(ofLeft));
  down(ofRight, top + height(middle));
}

/** Stocks reach as far up and down as their pipes. */
function placeStocks(
  path: readonly string[],
  channels: readonly Channel[],
  touched: ReadonlyMap<string, readonly number[]>,
  parts: Parts,
  boxes: Map<string, Box>,
): void {
  let x = 0;
  for (const [i, channel] of channels.entries()) {
    const all = [...channel.through, ...channel.ofLeft, ...channel.ofRight];
    const columns: Columns = columnsOf(all, parts);
    const isBetween = i > 0 && i < path.length;
    x += Math.max(widthOf(columns, isBetween), isBetween ? 60 : 0);
    const stock = path[i];
    if (stock === undefined) return;
    const { width, height } = parts.faces.get(stock)!;
    const heights = touched.get(stock)!;
    const [least, most] = heights.length > 0 ? [Math.min(...heights), Math.max(...heights)] : [0, 0];
    const full = Math.max(height, most - least + 44);
    boxes.set(stock, { x, y: (least + most - full) / 2, width, height: full });
    x += width;
  }
}

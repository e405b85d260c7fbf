import type { Point } from "../../model/layout.ts";
import type { Face } from "./face.ts";
import { type Box, boxOf, boxOfPoints, moveBox, widen } from "./geometry.ts";
import type { Sheet, SheetNode } from "./sheet.ts";

/** A pipe with a place. */
export interface Pipe {
  /** The keys of its flows. */
  readonly flows: readonly string[];
  /** From where it comes to where its head is. */
  readonly points: readonly Point[];
  /** None on what branches off behind the valve. */
  readonly valve?: Point;
  /** The nodes at its ends; undefined is a cloud, or the valve that it branches off from. */
  readonly from?: string;
  readonly to?: string;
}

/** Things that keep their places towards each other. */
export interface Block {
  readonly boxes: ReadonlyMap<string, Box>;
  readonly pipes: readonly Pipe[];
  /** Around all of it. */
  readonly box: Box;
}

/** What blocks are made from. */
export interface Parts {
  readonly sheet: Sheet;
  readonly nodes: ReadonlyMap<string, SheetNode>;
  readonly faces: ReadonlyMap<string, Face>;
  /** By key: the nodes that stand beside it and act on it. */
  readonly causes: ReadonlyMap<string, readonly string[]>;
  /** By key: the nodes that stand beside it because it acts on them. */
  readonly effects: ReadonlyMap<string, readonly string[]>;
  /** The keys of flows that have pipes. */
  readonly piped: ReadonlySet<string>;
}

/** How far a cloud reaches from its middle. */
export const cloudRadius = 11;
/** Half of the height of a valve. */
export const valveRadius = 8;

export function blockOf(boxes: ReadonlyMap<string, Box>, pipes: readonly Pipe[]): Block {
  const around = pipes.flatMap(({ points }) => {
    const box = boxOfPoints(points);
    return box ? [widen(box, cloudRadius)] : [];
  });
  return { boxes, pipes, box: boxOf([...boxes.values(), ...around])! };
}

export function moveBlock({ boxes, pipes, box }: Block, dx: number, dy: number): Block {
  return {
    boxes: new Map([...boxes].map(([key, one]) => [key, moveBox(one, dx, dy)])),
    pipes: pipes.map((pipe) => movePipe(pipe, dx, dy)),
    box: moveBox(box, dx, dy),
  };
}

function movePipe({ flows, points, valve, ...ends }: Pipe, dx: number, dy: number): Pipe {
  const move = ([x, y]: Point): Point => [x + dx, y + dy];
  return { flows, points: points.map(move), ...(valve && { valve: move(valve) }), ...ends };
}

/** From one of the nodes that stand in a pile to the next. */
const pileGap = 5;

export function pileHeight(keys: readonly string[], faces: Parts["faces"]): number {
  return keys.reduce((sum, key) => sum + faces.get(key)!.height + pileGap, -pileGap);
}

/** Piles nodes up below each other: with their right edges at `x` where they lie left of what they act on, else the left. */
export function pileUp(
  keys: readonly string[],
  faces: Parts["faces"],
  { x, top, side }: { readonly x: number; readonly top: number; readonly side: "left" | "right" },
): readonly (readonly [string, Box])[] {
  let y = top;
  return keys.map((key) => {
    const { width, height } = faces.get(key)!;
    const box = { x: side === "left" ? x - width : x, y, width, height };
    y += height + pileGap;
    return [key, box] as const;
  });
}

export function widestOf(keys: readonly string[], faces: Parts["faces"]): number {
  return keys.reduce((widest, key) => Math.max(widest, faces.get(key)!.width), 0);
}

/** A node that something acts on, with what stands beside it: causes on one side, effects on the other. */
export function auxiliaryBlock(key: string, parts: Parts, side: "left" | "right"): Block {
  const { faces } = parts;
  const face = faces.get(key)!;
  const other = side === "left" ? "right" : "left";
  const boxes = new Map<string, Box>();
  const causes = parts.causes.get(key) ?? [];
  const isPiped = parts.piped.has(key);
  const { width, height } = face;
  boxes.set(key, { x: -width / 2, y: -height / 2, width, height });
  // Among causes and effects alone there is room for long arms, which part better.
  const arm = parts.sheet.notation === "causal" ? 2.4 * armLength : armLength;
  const pile = (keys: readonly string[], on: "left" | "right") => {
    const x = (on === "left" ? -1 : 1) * (width / 2 + arm);
    const whole = pileHeight(keys, faces);
    // Beside a flow they stand clear of its pipe.
    const top = isPiped ? height / 2 - whole : -whole / 2;
    for (const [one, box] of pileUp(keys, faces, { x, top, side: on })) boxes.set(one, box);
  };
  pile(causes, side);
  pile(parts.effects.get(key) ?? [], other);
  return blockOf(boxes, isPiped ? [standingPipe(key, height / 2)] : []);
}

/** From the edge of a node to what stands beside it. */
export const armLength = 34;

/** Of a flow that no stock here knows: a short pipe between two clouds below its name. */
function standingPipe(key: string, below: number): Pipe {
  const y = below + valveRadius + 2;
  return {
    flows: [key],
    points: [
      [-46, y],
      [46, y],
    ],
    valve: [0, y],
  };
}

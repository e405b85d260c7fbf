import type { Point } from "../../model/layout.ts";
import type { Parts } from "./block.ts";
import { type Box, bent, boxAround, type Curve, centreOf, edgeTowards } from "./geometry.ts";

/** What a ring is to fit into: a page, or one pane beside others. */
export type Shape = "wide" | "tall";

/** Places nodes evenly around an ellipse, the first at the top, clockwise; two side by side. */
export function placeRing(
  keys: readonly string[],
  { faces }: Parts,
  shape: Shape = "wide",
): ReadonlyMap<string, Box> {
  if (keys.length <= 2)
    return new Map(
      keys.map((key, i) => {
        const { width, height } = faces.get(key)!;
        const at: Point = shape === "tall" ? [0, i * 240] : [i * 320, 0];
        return [key, boxAround(at, width, height)] as const;
      }),
    );
  const across = keys.reduce((sum, key) => sum + faces.get(key)!.width + 44, 0) / 5.4;
  const [rx, ry] =
    shape === "tall"
      ? [Math.max(120, across * 0.62), Math.max(130, across * 0.8)]
      : [Math.max(130, across), Math.max(105, across * 0.66)];
  // Equal steps along the edge, not of the angle: an ellipse is longer where it is flat.
  const samples = 720;
  const points = Array.from({ length: samples + 1 }, (_, i): Point => {
    const angle = -Math.PI / 2 + (2 * Math.PI * i) / samples;
    return [rx * Math.cos(angle), ry * Math.sin(angle)];
  });
  const lengths = [0];
  // A step down takes less room than one across, for labels are wide.
  for (let i = 1; i <= samples; i++) {
    const [[ax, ay], [bx, by]] = [points[i - 1]!, points[i]!];
    lengths.push(lengths[i - 1]! + Math.hypot(bx - ax, (by - ay) * 1.35));
  }
  const whole = lengths[samples]!;
  return new Map(
    keys.map((key, i) => {
      const at = points[lengths.findIndex((length) => length >= (whole * i) / keys.length)]!;
      const { width, height } = faces.get(key)!;
      return [key, boxAround(at, width, height)] as const;
    }),
  );
}

/** A curve from node to node that follows the ring around a middle. */
export function alongRing(from: Box, to: Box, [mx, my]: Point): Curve {
  const [[ax, ay], [bx, by]] = [centreOf(from), centreOf(to)];
  const [hx, hy] = [(ax + bx) / 2, (ay + by) / 2];
  const away = Math.hypot(hx - mx, hy - my);
  const length = Math.hypot(bx - ax, by - ay);
  // Of two nodes each arrow takes the side at its left, which is the outer one.
  if (away < length / 8) {
    const side: Point = [hx + (by - ay) * 0.4, hy - (bx - ax) * 0.4];
    return bent(edgeTowards(from, side, 4), side, edgeTowards(to, side, 4));
  }
  const bow = length * 0.22;
  const control: Point = [hx + ((hx - mx) * bow) / away, hy + ((hy - my) * bow) / away];
  return bent(edgeTowards(from, control, 4), control, edgeTowards(to, control, 4));
}

/** Places nodes one behind the other in rows, to the right and back again, as a long sentence is broken. */
export function placeRows(keys: readonly string[], { faces }: Parts, most = 5): ReadonlyMap<string, Box> {
  const rows = Math.ceil(keys.length / most);
  const inRow = Math.ceil(keys.length / rows);
  const step = keys.reduce((widest, key) => Math.max(widest, faces.get(key)!.width), 0) + 64;
  const down = keys.reduce((highest, key) => Math.max(highest, faces.get(key)!.height), 0) + 58;
  return new Map(
    keys.map((key, i) => {
      const row = Math.floor(i / inRow);
      const along = i % inRow;
      const column = row % 2 === 0 ? along : inRow - 1 - along;
      const { width, height } = faces.get(key)!;
      return [key, boxAround([column * step, row * down], width, height)] as const;
    }),
  );
}

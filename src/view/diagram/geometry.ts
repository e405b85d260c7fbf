import type { Point } from "../../model/layout.ts";

/** A rectangle by its upper left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function boxAround([x, y]: Point, width: number, height: number): Box {
  return { x: x - width / 2, y: y - height / 2, width, height };
}

export function centreOf({ x, y, width, height }: Box): Point {
  return [x + width / 2, y + height / 2];
}

export function moveBox({ x, y, width, height }: Box, dx: number, dy: number): Box {
  return { x: x + dx, y: y + dy, width, height };
}

/** A box with room around it. */
export function widen({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

export function doOverlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** The smallest box around all; undefined around nothing. */
export function boxOf(boxes: Iterable<Box>): Box | undefined {
  let [left, top, right, bottom] = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ];
  for (const { x, y, width, height } of boxes) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return left <= right ? { x: left, y: top, width: right - left, height: bottom - top } : undefined;
}

/** The box around points. */
export function boxOfPoints(points: readonly Point[]): Box | undefined {
  return boxOf(points.map(([x, y]) => ({ x, y, width: 0, height: 0 })));
}

/** Whether two pieces of straight line cross within both. */
export function doCross([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point, [dx, dy]: Point): boolean {
  // Most pairs are far apart, and this is asked millions of times.
  if ((ax < cx && ax < dx && bx < cx && bx < dx) || (ax > cx && ax > dx && bx > cx && bx > dx)) return false;
  if ((ay < cy && ay < dy && by < cy && by < dy) || (ay > cy && ay > dy && by > cy && by > dy)) return false;
  const d1 = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
  const d2 = (bx - ax) * (dy - ay) - (by - ay) * (dx - ax);
  if (d1 > 0 === d2 > 0) return false;
  const d3 = (dx - cx) * (ay - cy) - (dy - cy) * (ax - cx);
  const d4 = (dx - cx) * (by - cy) - (dy - cy) * (bx - cx);
  return d3 > 0 !== d4 > 0;
}

/** Whether a piece of straight line touches a box (Liang and Barsky's clipping). */
export function doesTouch([ax, ay]: Point, [bx, by]: Point, { x, y, width, height }: Box): boolean {
  if ((ax < x && bx < x) || (ay < y && by < y)) return false;
  if ((ax > x + width && bx > x + width) || (ay > y + height && by > y + height)) return false;
  let [from, to] = [0, 1];
  const [dx, dy] = [bx - ax, by - ay];
  for (const [p, q] of [
    [-dx, ax - x],
    [dx, x + width - ax],
    [-dy, ay - y],
    [dy, y + height - ay],
  ] as const) {
    if (p === 0) {
      if (q < 0) return false;
      continue;
    }
    const r = q / p;
    if (p < 0) from = Math.max(from, r);
    else to = Math.min(to, r);
    if (from > to) return false;
  }
  return true;
}

/** Where the way from the middle of a box towards a point leaves the box, a little room around it included. */
export function edgeTowards(box: Box, [x, y]: Point, room = 0): Point {
  const [cx, cy] = centreOf(box);
  const [dx, dy] = [x - cx, y - cy];
  if (dx === 0 && dy === 0) return [cx, cy];
  const scale = Math.min(
    dx === 0 ? Number.POSITIVE_INFINITY : (box.width / 2 + room) / Math.abs(dx),
    dy === 0 ? Number.POSITIVE_INFINITY : (box.height / 2 + room) / Math.abs(dy),
  );
  return [cx + dx * scale, cy + dy * scale];
}

/** A cubic curve: its ends and what it bends towards. */
export type Curve = readonly [from: Point, first: Point, second: Point, to: Point];

export function pointOn([[ax, ay], [bx, by], [cx, cy], [dx, dy]]: Curve, t: number): Point {
  const u = 1 - t;
  const [a, b, c, d] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
  return [a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy];
}

/** Points along a curve, both ends included. */
export function pointsOn(curve: Curve, pieces: number): readonly Point[] {
  return Array.from({ length: pieces + 1 }, (_, i) => pointOn(curve, i / pieces));
}

/** The quadratic curve with one point that it bends towards, as a cubic. */
export function bent([ax, ay]: Point, [cx, cy]: Point, [bx, by]: Point): Curve {
  return [
    [ax, ay],
    [ax + (2 / 3) * (cx - ax), ay + (2 / 3) * (cy - ay)],
    [bx + (2 / 3) * (cx - bx), by + (2 / 3) * (cy - by)],
    [bx, by],
  ];
}

export function distance([ax, ay]: Point, [bx, by]: Point): number {
  return Math.hypot(ax - bx, ay - by);
}

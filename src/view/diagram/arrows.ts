import type { Point } from "../../model/layout.ts";
import {
  type Box,
  bent,
  boxAround,
  boxOfPoints,
  type Curve,
  centreOf,
  distance,
  doCross,
  doOverlap,
  edgeTowards,
  pointOn,
  pointsOn,
  widen,
} from "./geometry.ts";

/** An arrow that is to be drawn between two nodes. */
export interface Wish {
  readonly from: string;
  readonly to: string;
  /** Its ends stand side by side. */
  readonly isArm: boolean;
  /** One of these is a stock as high as its pipes need it, which an arm meets at the height of the other. */
  readonly isLevel?: boolean;
  /** The valves of its ends, where these are flows. */
  readonly fromValve?: Point;
  readonly toValve?: Point;
  /** Where it must pass, as its author drew it. */
  readonly through?: Point;
}

/** How far arrows keep from the edges of nodes. */
const room = 3;
const pieces = 14;
/** How far an arrow may bend, in parts of its length, in the order in which they are tried. */
const bends = [0.14, -0.14, 0.24, -0.24, 0.02, 0.38, -0.38, 0.55, -0.55] as const;

/** What is chosen for one arrow. */
interface Drawn {
  readonly wish: Wish;
  readonly curve: Curve;
  readonly points: readonly Point[];
  readonly around: Box;
}

function drawn(wish: Wish, curve: Curve): Drawn {
  const points = pointsOn(curve, pieces);
  return { wish, curve, points, around: boxOfPoints(points)! };
}

/**
 * Draws arrows as thin curves from edge to edge: those that stand side by side next to what they act on run like the
 * teeth of a comb; each other one takes the bend that runs over fewest nodes and across fewest arrows.
 */
export function drawArrows(
  wishes: readonly Wish[],
  boxes: ReadonlyMap<string, Box>,
  obstacles: readonly Box[],
): ReadonlyMap<Wish, Curve> {
  const done = new Map<Wish, Drawn>();
  const arms = armsOf(wishes, boxes);
  for (const [wish, curve] of arms) done.set(wish, drawn(wish, curve));
  const others = wishes
    .filter((wish) => !arms.has(wish) && boxes.has(wish.from) && boxes.has(wish.to))
    .toSorted((a, b) => lengthOf(a, boxes) - lengthOf(b, boxes));
  const wide = [...boxes].map(([key, box]) => [key, widen(box, 2)] as const);
  for (const round of [0, 1]) {
    for (const wish of others) {
      if (wish.through && round > 0) continue;
      done.delete(wish);
      const curve = wish.through
        ? curveThrough(boxes.get(wish.from)!, boxes.get(wish.to)!, wish.through)
        : bestCurve(wish, boxes, wide, obstacles, done);
      done.set(wish, drawn(wish, curve));
    }
  }
  return new Map([...done].map(([wish, { curve }]) => [wish, curve]));
}

function lengthOf({ from, to }: Wish, boxes: ReadonlyMap<string, Box>): number {
  return distance(centreOf(boxes.get(from)!), centreOf(boxes.get(to)!));
}

/** A curve that passes a point in its middle. */
function curveThrough(from: Box, to: Box, [x, y]: Point): Curve {
  const [[ax, ay], [bx, by]] = [centreOf(from), centreOf(to)];
  const control: Point = [2 * x - (ax + bx) / 2, 2 * y - (ay + by) / 2];
  return bent(edgeTowards(from, control, room), control, edgeTowards(to, control, room));
}

/** Curves of those whose ends stand side by side: level at both ends, and spread evenly where they arrive. */
function armsOf(wishes: readonly Wish[], boxes: ReadonlyMap<string, Box>): ReadonlyMap<Wish, Curve> {
  const combs = new Map<string, Wish[]>();
  for (const wish of wishes) {
    const [from, to] = [boxes.get(wish.from), boxes.get(wish.to)];
    if (!from || !to || wish.through || !wish.isArm) continue;
    const side = from.x + from.width <= to.x ? "left" : from.x >= to.x + to.width ? "right" : undefined;
    if (!side) continue;
    const key = `${wish.to}\n${side}`;
    if (combs.has(key)) combs.get(key)!.push(wish);
    else combs.set(key, [wish]);
  }
  const curves = new Map<Wish, Curve>();
  for (const [key, comb] of combs) {
    const isLeft = key.endsWith("left");
    const sorted = comb.toSorted((a, b) => boxes.get(a.from)!.y - boxes.get(b.from)!.y);
    for (const [i, wish] of sorted.entries()) {
      const [from, to] = [boxes.get(wish.from)!, boxes.get(wish.to)!];
      // Many heads need more room than one line of type gives.
      const step = Math.max((to.height - 6) / sorted.length, 6.5);
      const spread = centreOf(to)[1] + step * (i - (sorted.length - 1) / 2);
      const [startLevel, endLevel] = wish.isLevel ? levelsOf(from, to) : [centreOf(from)[1], spread];
      const start: Point = [isLeft ? from.x + from.width + room : from.x - room, startLevel];
      const end: Point = [isLeft ? to.x - room : to.x + to.width + room, endLevel];
      const reach = (end[0] - start[0]) * 0.55;
      curves.set(wish, [start, [start[0] + reach, start[1]], [end[0] - reach, end[1]], end]);
    }
  }
  return curves;
}

/** The heights at which an arm leaves the one and meets the other: where the lower box is, as far as the higher one reaches. */
function levelsOf(from: Box, to: Box): readonly [number, number] {
  const within = ({ y, height }: Box, level: number) => Math.min(Math.max(level, y + 9), y + height - 9);
  const [, start] = centreOf(from);
  const [, end] = centreOf(to);
  return from.height > to.height ? [within(from, end), end] : [start, within(to, start)];
}

function bestCurve(
  wish: Wish,
  boxes: ReadonlyMap<string, Box>,
  wide: readonly (readonly [string, Box])[],
  obstacles: readonly Box[],
  done: ReadonlyMap<Wish, Drawn>,
): Curve {
  const [from, to] = endsOf(wish, boxes);
  let best: Curve | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const bend of bends) {
    const { curve, points, around } = drawn(wish, bentBy(from, to, bend));
    let cost = 14 * Math.abs(bend);
    for (const [key, box] of wide) {
      if (!doOverlap(box, around)) continue;
      const isEnd = key === wish.from || key === wish.to;
      cost += 12 * insideOf(points, isEnd ? widen(box, -2) : box);
    }
    for (const box of obstacles) if (doOverlap(box, around)) cost += 5 * insideOf(points, box);
    for (const other of done.values()) {
      if (cost >= least) break;
      if (other.wish.to === wish.to && distance(other.curve[3], curve[3]) < 9) cost += 9;
      if (
        other.wish.from === wish.to &&
        other.wish.to === wish.from &&
        distance(other.curve[0], curve[3]) < 9
      )
        cost += 9;
      if (doOverlap(other.around, around)) cost += 10 * crossingsOf(points, other.points, wish, other.wish);
    }
    if (cost < least) [best, least] = [curve, cost];
  }
  return best!;
}

/** An arrow to or from a flow that comes from below its pipe ends at the valve, not at the name above. */
function endsOf(
  { from, to, fromValve, toValve }: Wish,
  boxes: ReadonlyMap<string, Box>,
): readonly [Box, Box] {
  const [start, end] = [boxes.get(from)!, boxes.get(to)!];
  const isBelow = (box: Box, valve: Point | undefined): valve is Point =>
    valve !== undefined && centreOf(box)[1] > valve[1] + 12;
  return [
    isBelow(end, fromValve) ? boxAround(fromValve, 16, 16) : start,
    isBelow(start, toValve) ? boxAround(toValve, 16, 16) : end,
  ];
}

/** How many points of a curve between its ends lie in a box. */
function insideOf(points: readonly Point[], { x, y, width, height }: Box): number {
  let count = 0;
  for (let i = 1; i < points.length - 1; i++) {
    const [px, py] = points[i]!;
    if (px > x && px < x + width && py > y && py < y + height) count++;
  }
  return count;
}

/** Crossings of two curves; near a common end none is counted. */
function crossingsOf(a: readonly Point[], b: readonly Point[], first: Wish, second: Wish): number {
  const isTied =
    first.from === second.from ||
    first.to === second.to ||
    first.from === second.to ||
    first.to === second.from;
  const skip = isTied ? 3 : 0;
  let count = 0;
  for (let i = 1 + skip; i < a.length - skip; i++)
    for (let j = 1 + skip; j < b.length - skip; j++) if (doCross(a[i - 1]!, a[i]!, b[j - 1]!, b[j]!)) count++;
  return count;
}

function bentBy(from: Box, to: Box, bend: number): Curve {
  const [ax, ay] = anchorIn(from, centreOf(to));
  const [bx, by] = anchorIn(to, [ax, ay]);
  const control: Point = [(ax + bx) / 2 - bend * (by - ay), (ay + by) / 2 + bend * (bx - ax)];
  return bent(edgeFrom(from, [ax, ay], control), control, edgeFrom(to, [bx, by], control));
}

/** Where in a box an arrow aims at: a tall or wide box is met in the part that lies next. */
function anchorIn(box: Box, [x, y]: Point): Point {
  const [cx, cy] = centreOf(box);
  const [acrossRoom, downRoom] = [Math.max(0, box.width / 2 - 40), Math.max(0, box.height / 2 - 26)];
  return [
    Math.min(Math.max(x, cx - acrossRoom), cx + acrossRoom),
    Math.min(Math.max(y, cy - downRoom), cy + downRoom),
  ];
}

/** Where the way from a point in a box towards another leaves the box. */
function edgeFrom(box: Box, [cx, cy]: Point, [x, y]: Point): Point {
  const [dx, dy] = [x - cx, y - cy];
  if (dx === 0 && dy === 0) return [cx, cy];
  const across = dx > 0 ? box.x + box.width + room - cx : cx - box.x + room;
  const down = dy > 0 ? box.y + box.height + room - cy : cy - box.y + room;
  const scale = Math.min(
    dx === 0 ? Number.POSITIVE_INFINITY : across / Math.abs(dx),
    dy === 0 ? Number.POSITIVE_INFINITY : down / Math.abs(dy),
  );
  return [cx + dx * scale, cy + dy * scale];
}

/** Where the sign of a short arm stands: above its beginning, where its neighbours are still apart. */
export function armSignPlace([[ax, ay], , , [bx]]: Curve): Point {
  return [ax + Math.sign(bx - ax) * 7, ay - 5];
}

/** Where the sign of an arrow stands: beside its head, on the outer side of the bend. */
export function signPlace(curve: Curve): Point {
  const length = distance(curve[0], curve[3]);
  const t = 1 - Math.min(0.5, 13 / Math.max(length, 1));
  const [x, y] = pointOn(curve, t);
  const [ahead, behind] = [pointOn(curve, Math.min(1, t + 0.02)), pointOn(curve, t - 0.02)];
  const [dx, dy] = [ahead[0] - behind[0], ahead[1] - behind[1]];
  const size = Math.hypot(dx, dy) || 1;
  const [mx, my] = pointOn(curve, 0.5);
  const [cx, cy] = [(curve[0][0] + curve[3][0]) / 2, (curve[0][1] + curve[3][1]) / 2];
  const side = (mx - cx) * -dy + (my - cy) * dx >= 0 ? 1 : -1;
  return [x + (side * -dy * 6) / size, y + (side * dx * 6) / size];
}

/** Where the strokes of a delay cross an arrow, and the angle at which it runs there. */
export function delayPlace(curve: Curve): { readonly at: Point; readonly angle: number } {
  const [ahead, behind] = [pointOn(curve, 0.55), pointOn(curve, 0.45)];
  return {
    at: pointOn(curve, 0.5),
    angle: (Math.atan2(ahead[1] - behind[1], ahead[0] - behind[0]) * 180) / Math.PI,
  };
}

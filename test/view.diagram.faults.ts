import { boxOfPoints, doCross, doOverlap, pointsOn, widen } from "../src/view/diagram/geometry.ts";
import type { Scene } from "../src/view/diagram/scene.ts";

/** What makes a diagram hard to read, counted. */
export interface Faults {
  /** Pairs of nodes that lie over each other, by their keys. */
  readonly overlaps: readonly (readonly [string, string])[];
  /** Pairs of arrows that cross, those with an end in common left out. */
  readonly crossings: number;
  /** How often an arrow runs over a node that is none of its ends. */
  readonly covered: number;
}

const pieces = 24;

/** Counts what makes a scene hard to read. */
export function faultsOf({ nodes, arrows }: Scene): Faults {
  const overlaps: (readonly [string, string])[] = [];
  for (const [i, a] of nodes.entries())
    for (const b of nodes.slice(i + 1))
      if (doOverlap(widen(a.box, -0.5), b.box)) overlaps.push([a.key, b.key]);
  const ways = arrows.map(({ from, to, curve }) => {
    const points = pointsOn(curve, pieces);
    return { from, to, points, around: boxOfPoints(points)! };
  });
  let crossings = 0;
  let covered = 0;
  for (const [i, a] of ways.entries()) {
    for (const b of ways.slice(i + 1)) {
      const isTied = a.from === b.from || a.to === b.to || a.from === b.to || a.to === b.from;
      if (isTied || !doOverlap(widen(a.around, 1), b.around)) continue;
      const isCrossed = a.points.some(
        (_, k) =>
          k > 0 &&
          b.points.some(
            (_, j) => j > 0 && doCross(a.points[k - 1]!, a.points[k]!, b.points[j - 1]!, b.points[j]!),
          ),
      );
      if (isCrossed) crossings++;
    }
    for (const { key, box } of nodes) {
      if (key === a.from || key === a.to) continue;
      if (
        a.points.some(([x, y]) => x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height)
      )
        covered++;
    }
  }
  return { overlaps, crossings, covered };
}

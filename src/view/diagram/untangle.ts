import { drawArrows } from "./arrows.ts";
import type { Parts } from "./block.ts";
import { partsOf } from "./blocks.ts";
import { type Arrangement, arrangeSheet, obstaclesOf, wishesOf } from "./compose.ts";
import { type Box, boxOfPoints, type Curve, doCross, doOverlap, pointsOn } from "./geometry.ts";
import type { Sheet, SheetLink } from "./sheet.ts";

/** A sheet with a place for everything on it. */
export interface Settled {
  readonly sheet: Sheet;
  readonly parts: Parts;
  readonly arrangement: Arrangement;
}

/** An arrow that is in the way this much is not drawn: a ghost of its cause stands beside its effect instead. */
const tooMuch = 4;
/** At most one arrow in so many. */
const oneIn = 5;

/** Finds a place for everything, and then again with ghosts in place of the arrows that were most in the way. */
export function settle(sheet: Sheet): Settled {
  const parts = partsOf(sheet);
  const arrangement = arrangeSheet(parts);
  const bad = worstLinks(sheet, arrangement);
  if (bad.size === 0) return { sheet, parts, arrangement };
  const better = withGhosts(sheet, bad);
  const betterParts = partsOf(better);
  return { sheet: better, parts: betterParts, arrangement: arrangeSheet(betterParts) };
}

function worstLinks(sheet: Sheet, arrangement: Arrangement): ReadonlySet<SheetLink> {
  const wishes = wishesOf(sheet, arrangement);
  const curves = drawArrows([...wishes.values()], arrangement.boxes, obstaclesOf(arrangement));
  const drawn = [...wishes].flatMap(([link, wish]) => {
    const curve = curves.get(wish);
    return curve && !wish.isArm ? [{ link, ...wayOf(curve) }] : [];
  });
  const walls = arrangement.pipes.map(({ points }) => points);
  const weights = drawn.map((one) => {
    const over = [...arrangement.boxes].filter(
      ([key, box]) =>
        key !== one.link.from &&
        key !== one.link.to &&
        doOverlap(box, one.around) &&
        runsOver(one.points, box),
    );
    const crossed = drawn.filter(
      (other) =>
        other !== one && doOverlap(other.around, one.around) && doWaysCross(one.points, other.points),
    );
    const pipes = walls.filter((points) => doWaysCross(one.points, points));
    return { link: one.link, weight: 2 * over.length + crossed.length + pipes.length };
  });
  const worst = weights.filter(({ weight }) => weight >= tooMuch).toSorted((a, b) => b.weight - a.weight);
  return new Set(worst.slice(0, Math.ceil(drawn.length / oneIn)).map(({ link }) => link));
}

type Points = ReturnType<typeof pointsOn>;

function wayOf(curve: Curve): { readonly points: Points; readonly around: Box } {
  const points = pointsOn(curve, 20);
  return { points, around: boxOfPoints(points)! };
}

function runsOver(points: Points, { x, y, width, height }: Box): boolean {
  return points.some(([px, py]) => px > x && px < x + width && py > y && py < y + height);
}

function doWaysCross(a: Points, b: Points): boolean {
  for (let i = 1; i < a.length; i++)
    for (let j = 1; j < b.length; j++) if (doCross(a[i - 1]!, a[i]!, b[j - 1]!, b[j]!)) return true;
  return false;
}

/** Puts ghosts beside effects in place of arrows. */
export function withGhosts(sheet: Sheet, links: ReadonlySet<SheetLink>): Sheet {
  const byKey = new Map(sheet.nodes.map((node) => [node.key, node]));
  const ghosts = new Map(
    [...links].map((link) => {
      const node = byKey.get(link.from)!;
      return [link, { ...node, key: `${node.name}@${link.to}`, ghost: true, beside: link.to }] as const;
    }),
  );
  return {
    ...sheet,
    nodes: [...sheet.nodes, ...ghosts.values()],
    links: sheet.links.map((link) => {
      const ghost = ghosts.get(link);
      return ghost ? { ...link, from: ghost.key } : link;
    }),
  };
}

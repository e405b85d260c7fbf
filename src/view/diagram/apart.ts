import { type Box, doOverlap } from "./geometry.ts";

/** So far a thing may come to lie from where its author put it: near enough to be looked for there. */
const farthest = 30;
/** As much is left free between two things. */
const gap = 2;
const rounds = 30;

/**
 * Moves things apart that lie over each other, as little as it takes: type is set wider here than where a view was drawn.
 * What is heavy stays where it is.
 */
export function moveApart(
  boxes: ReadonlyMap<string, Box>,
  isHeavy: (key: string) => boolean,
): ReadonlyMap<string, Box> {
  const now = new Map(boxes);
  const keys = [...boxes.keys()];
  const push = (key: string, across: number, down: number): void => {
    const [home, box] = [boxes.get(key)!, now.get(key)!];
    const within = (wanted: number, middle: number) =>
      Math.min(middle + farthest, Math.max(middle - farthest, wanted));
    now.set(key, { ...box, x: within(box.x + across, home.x), y: within(box.y + down, home.y) });
  };
  for (let round = 0; round < rounds; round++) {
    let isQuiet = true;
    for (const [i, one] of keys.entries()) {
      for (const other of keys.slice(i + 1)) {
        const [a, b] = [now.get(one)!, now.get(other)!];
        if (!doOverlap(a, b)) continue;
        const [oneStays, otherStays] = [isHeavy(one), isHeavy(other)];
        if (oneStays && otherStays) continue;
        isQuiet = false;
        const [across, down] = wayApart(a, b);
        const share = oneStays ? 0 : otherStays ? 1 : 0.5;
        push(one, -across * share, -down * share);
        push(other, across * (1 - share), down * (1 - share));
      }
    }
    if (isQuiet) break;
  }
  return now;
}

/** How the second of two things has to move to lie free of the first, by the shorter of two ways. */
function wayApart(a: Box, b: Box): readonly [across: number, down: number] {
  const right = b.x + b.width / 2 >= a.x + a.width / 2;
  const below = b.y + b.height / 2 >= a.y + a.height / 2;
  const across = right ? a.x + a.width + gap - b.x : a.x - gap - (b.x + b.width);
  const down = below ? a.y + a.height + gap - b.y : a.y - gap - (b.y + b.height);
  return Math.abs(across) < Math.abs(down) ? [across, 0] : [0, down];
}

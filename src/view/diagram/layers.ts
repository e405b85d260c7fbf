import type { Parts } from "./block.ts";
import { type Box, boxAround } from "./geometry.ts";

/** Room between two names side by side, and between a row and the next, for an arrow with its sign. */
const [aside, below] = [44, 64];

/** Places what several paths go through in rows, causes above effects: each below all that leads to it. */
export function placeLayers(
  paths: readonly (readonly string[])[],
  { faces }: Parts,
): ReadonlyMap<string, Box> {
  const rows = rowsOf(paths);
  const middles = new Map<string, number>();
  const boxes = new Map<string, Box>();
  let top = 0;
  for (const row of rows) {
    const wish = (key: string) => meanOf(causesOf(key, paths).flatMap((cause) => middles.get(cause) ?? []));
    const ordered = row.toSorted((a, b) => wish(a) - wish(b));
    const width = (key: string) => faces.get(key)!.width;
    const height = Math.max(...row.map((key) => faces.get(key)!.height));
    const whole = ordered.reduce((sum, key) => sum + width(key) + aside, -aside);
    let left = meanOf(ordered.map(wish)) - whole / 2;
    for (const key of ordered) {
      const middle = left + width(key) / 2;
      middles.set(key, middle);
      boxes.set(key, boxAround([middle, top + height / 2], width(key), faces.get(key)!.height));
      left += width(key) + aside;
    }
    top += height + below;
  }
  return boxes;
}

/** The names by how many steps lead to them at most; a path that comes back to an earlier name puts it no lower. */
function rowsOf(paths: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const names = [...new Set(paths.flat())];
  const rank = new Map(names.map((name) => [name, 0]));
  for (let round = 0, isMoved = true; isMoved && round < names.length; round++) {
    isMoved = false;
    for (const path of paths)
      for (const [i, name] of path.entries()) {
        const least = i === 0 || path.indexOf(name) < i ? 0 : rank.get(path[i - 1]!)! + 1;
        if (rank.get(name)! >= least || least >= names.length) continue;
        rank.set(name, least);
        isMoved = true;
      }
  }
  return names
    .map((_, depth) => names.filter((name) => rank.get(name) === depth))
    .filter((row) => row.length > 0);
}

function causesOf(key: string, paths: readonly (readonly string[])[]): readonly string[] {
  return [
    ...new Set(
      paths.flatMap((path) => path.flatMap((name, i) => (name === key && i > 0 ? [path[i - 1]!] : []))),
    ),
  ];
}

function meanOf(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
}

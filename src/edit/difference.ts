import type { TextEdit } from "./textedit.ts";

/** A run of lines that differs: lines `from` to `to` of the one text stand in the place of others of the other. */
export interface Changed {
  readonly from: number;
  readonly to: number;
  readonly otherFrom: number;
  readonly otherTo: number;
}

/** The lines of a text, each with its line break. */
export function linesOf(text: string): readonly string[] {
  return text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
}

/** The few runs of lines in which two texts differ, by the algorithm of Myers (Algorithmica 1, 1986). */
export function changedLines(before: readonly string[], after: readonly string[]): readonly Changed[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  )
    end++;
  const left = before.slice(start, before.length - end);
  const right = after.slice(start, after.length - end);
  if (left.length === 0 && right.length === 0) return [];
  const pairs = left.length + right.length > mostLines ? [] : samePairs(left, right);
  const changed: Changed[] = [];
  let at = 0;
  let other = 0;
  for (const [i, j] of [...pairs, [left.length, right.length] as const]) {
    if (i > at || j > other)
      changed.push({ from: start + at, to: start + i, otherFrom: start + other, otherTo: start + j });
    at = i + 1;
    other = j + 1;
  }
  return changed;
}

/** Beyond so many lines in which two texts differ at all, they are taken to differ as a whole. */
const mostLines = 20_000;
/** A path of more edits than this is not looked for: its steps are kept, and would be many. */
const mostEdits = 1_000;

/** Pairs of equal lines in rising order, as many as there can be; none where the texts have too little in common. */
function samePairs(
  left: readonly string[],
  right: readonly string[],
): readonly (readonly [number, number])[] {
  const most = Math.min(left.length + right.length, mostEdits);
  /** How far down the left text the longest path on each diagonal has come; diagonal 0 lies in the middle. */
  const furthest = new Int32Array(2 * most + 3);
  const middle = most + 1;
  const trail: Int32Array[] = [];
  for (let edits = 0; edits <= most; edits++) {
    trail.push(furthest.slice(middle - edits - 1, middle + edits + 2));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const from = stepFrom(furthest, middle, diagonal, edits);
      let x = furthest[middle + from]! + (from < diagonal ? 1 : 0);
      while (x < left.length && x - diagonal < right.length && left[x] === right[x - diagonal]) x++;
      furthest[middle + diagonal] = x;
      if (x >= left.length && x - diagonal >= right.length)
        return pairsAlong(trail, left.length, right.length);
    }
  }
  return [];
}

/** The diagonal from which a path of one edit more comes: the one above by an insert, or the one below by a removal. */
function stepFrom(furthest: Int32Array, middle: number, diagonal: number, edits: number): number {
  const above = furthest[middle + diagonal + 1]!;
  const below = furthest[middle + diagonal - 1]!;
  const isInsert = diagonal === -edits || (diagonal !== edits && below < above);
  return isInsert ? diagonal + 1 : diagonal - 1;
}

/** Walks the shortest path back from its end. */
function pairsAlong(trail: readonly Int32Array[], length: number, otherLength: number) {
  const pairs: (readonly [number, number])[] = [];
  let x = length;
  let y = otherLength;
  for (let edits = trail.length - 1; edits >= 0; edits--) {
    const furthest = trail[edits]!;
    const from = stepFrom(furthest, edits + 1, x - y, edits);
    const fromX = edits === 0 ? 0 : furthest[edits + 1 + from]!;
    const fromY = edits === 0 ? 0 : fromX - from;
    while (x > fromX && y > fromY) pairs.push([--x, --y]);
    x = fromX;
    y = fromY;
  }
  return pairs.reverse();
}

/** The edits that make one text into another: of each run of lines only what differs within it. */
export function editsBetween(path: string, before: string, after: string): readonly TextEdit[] {
  const lines = linesOf(before);
  const others = linesOf(after);
  const edits: TextEdit[] = [];
  let offset = 0;
  let line = 0;
  for (const { from, to, otherFrom, otherTo } of changedLines(lines, others)) {
    for (; line < from; line++) offset += lines[line]!.length;
    const old = lines.slice(from, to).join("");
    const insert = others.slice(otherFrom, otherTo).join("");
    edits.push(trimmed(path, offset, old, insert));
  }
  return edits;
}

function trimmed(path: string, offset: number, old: string, insert: string): TextEdit {
  const shorter = Math.min(old.length, insert.length);
  let start = 0;
  while (start < shorter && old[start] === insert[start]) start++;
  let end = 0;
  while (end < shorter - start && old[old.length - 1 - end] === insert[insert.length - 1 - end]) end++;
  return {
    path,
    from: offset + start,
    to: offset + old.length - end,
    insert: insert.slice(start, insert.length - end),
  };
}

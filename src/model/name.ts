/**
 * The form in which names are compared: letter case, spaces, underscores and line breaks do not distinguish them
 * (XMILE 1.0, 3.2.2.1).
 */
export function foldName(name: string): string {
  // Nearly every name is plain, and most are folded as they stand; the passes fold names often.
  if (!unfolded.test(name)) return name;
  if (!unusual.test(name)) return name.replaceAll(" ", "_").toLowerCase();
  const composed = beyondAscii.test(name) ? name.normalize("NFC") : name;
  return composed.replace(/[\s_\u00a0]+/gu, "_").toLowerCase();
}

const beyondAscii = /[\u0080-\uffff]/;

const unfolded = /[^a-z0-9_]|__/;

/** All but words in ASCII with single spaces or underscores between them. */
const unusual = /[^\w ]|[ _]{2}/;

/** Whether a name can stand in a text without quotes. */
export function isWord(name: string): boolean {
  // A class of all letters there are is slow to make; most texts never need it.
  return beyondAscii.test(name)
    ? /^[\p{L}_][\p{L}\p{N}\p{M}_]*$/u.test(name)
    : /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
}

/** How many single-letter edits (insert, delete, replace, swap neighbours) turn one name into the other. */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, before[j - 2]! + 1);
      next.push(cost);
    }
    before = row;
    row = next;
  }
  return row[b.length]!;
}

/** The candidate that was probably meant by a misspelt name, if any is near enough. */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = foldName(name);
  let best: string | undefined;
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) >= least) continue;
    const distance = editDistance(wanted, foldName(candidate));
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

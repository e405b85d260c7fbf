import { type Changed, changedLines, linesOf } from "./difference.ts";

/** A place where both have changed the same lines in different ways. */
export interface Conflict {
  /** The lines in each of the three texts, with their line breaks. */
  readonly base: string;
  readonly mine: string;
  readonly theirs: string;
  /** Where mine stands in the merged text. */
  readonly from: number;
  readonly to: number;
}

/** Two texts that were made from one, put together: what either has changed, and mine where they disagree. */
export interface Merged {
  readonly text: string;
  readonly conflicts: readonly Conflict[];
}

/** Puts together what two have made of a text. Lines that only one of them has changed are taken from there. */
export function mergeTexts(base: string, mine: string, theirs: string): Merged {
  const lines = linesOf(base);
  const sides = { mine: linesOf(mine), theirs: linesOf(theirs) };
  const conflicts: Conflict[] = [];
  let text = "";
  let at = 0;
  for (const region of regionsOf(changedLines(lines, sides.mine), changedLines(lines, sides.theirs))) {
    const { from, to } = region;
    text += lines.slice(at, from).join("");
    at = to;
    const old = lines.slice(from, to).join("");
    const inMine = regionText(lines, sides.mine, region.mine, from, to);
    const inTheirs = regionText(lines, sides.theirs, region.theirs, from, to);
    const begin = text.length;
    text += inMine === old ? inTheirs : inMine;
    if (inMine !== old && inTheirs !== old && inMine !== inTheirs)
      conflicts.push({ base: old, mine: inMine, theirs: inTheirs, from: begin, to: text.length });
  }
  return { text: text + lines.slice(at).join(""), conflicts };
}

/** A run of lines of the base, and the changes of either side in it. */
interface Region {
  from: number;
  to: number;
  readonly mine: Changed[];
  readonly theirs: Changed[];
}

/** Changes that overlap make one region; such as only meet are regions of their own. */
function regionsOf(mine: readonly Changed[], theirs: readonly Changed[]): readonly Region[] {
  const all = [
    ...mine.map((change) => ({ side: "mine", change }) as const),
    ...theirs.map((change) => ({ side: "theirs", change }) as const),
  ].sort((a, b) => a.change.from - b.change.from || a.change.to - b.change.to);
  const regions: Region[] = [];
  for (const { side, change } of all) {
    const { from, to } = change;
    let region = regions.at(-1);
    // Two inserts at one place: which comes first is for the modeller to say.
    const isSameInsert = region?.from === region?.to && from === to && from === region?.from;
    if (!region || !(from < region.to || isSameInsert)) {
      region = { from, to, mine: [], theirs: [] };
      regions.push(region);
    }
    region.to = Math.max(region.to, to);
    region[side].push(change);
  }
  return regions;
}

/** What one side has made of a region. */
function regionText(
  base: readonly string[],
  side: readonly string[],
  changes: readonly Changed[],
  from: number,
  to: number,
): string {
  let text = "";
  let at = from;
  for (const change of changes) {
    text += base.slice(at, change.from).join("") + side.slice(change.otherFrom, change.otherTo).join("");
    at = change.to;
  }
  return text + base.slice(at, to).join("");
}

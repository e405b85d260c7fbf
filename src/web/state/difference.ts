import type { TextEdit } from "../../edit/textedit.ts";

/** The one edit that makes a text another: what both begin and end with stays. */
export function differenceOf(path: string, before: string, after: string): TextEdit {
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && before[from] === after[from]) from++;
  let end = 0;
  while (end < most - from && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { path, from, to: before.length - end, insert: after.slice(from, after.length - end) };
}

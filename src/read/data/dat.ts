import type { Report } from "../../model/diagnostic.ts";
import { type DataColumn, limited, seriesKey, takeNameApart } from "./series.ts";
import { isMissing, numberIn } from "./split.ts";

/**
 * Reads Vensim's export of data: a line with the name of a series, then a line for each point with a time, a tab and a
 * value. Points that are not in the order of time are put into it.
 */
export function readDat(text: string, source: string, report: Report): readonly DataColumn[] {
  const faults = limited(report);
  const series: { name: string; pairs: [number, number][]; span: DataColumn["span"] }[] = [];
  const names = new Set<string>();
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (const line of text.slice(at).split("\n")) {
    const written = line.trim();
    const from = at + line.length - line.trimStart().length;
    const span = { source, from, to: from + written.length };
    at += line.length + 1;
    if (written === "") continue;
    const point = pointIn(line);
    if (point === undefined) {
      const key = seriesKey(takeNameApart(written));
      if (names.has(key))
        faults({ code: "dat-name", message: `A second series is called ‘${written}’.`, span });
      names.add(key);
      series.push({ name: written, pairs: [], span });
    } else if (series.length === 0) {
      faults({ code: "dat-name", message: "Before the first point comes the name of its series.", span });
    } else if (point === "no number") {
      const message = "A point is a time, a tab and a value, both of them numbers.";
      faults({ code: "dat-point", message, span });
    } else if (point !== "no value") {
      series.at(-1)!.pairs.push(point);
    }
  }
  return series.map(({ name, pairs, span }) => ({ name, pairs: inOrder(pairs), span }));
}

/** What a line holds; undefined where it is a name. */
function pointIn(line: string): [number, number] | "no value" | "no number" | undefined {
  const [, first = "", second] = /^\s*([^\t]*?)\s*(?:\t\s*(.*?)\s*)?$/s.exec(line) ?? [];
  const time = numberIn(first);
  if (second === undefined) {
    const pair = first.split(/[ ,]+/).map(numberIn);
    return pair.length === 2 && pair[0] !== undefined && pair[1] !== undefined
      ? [pair[0], pair[1]]
      : undefined;
  }
  if (time === undefined) return numberIn(second) === undefined ? undefined : "no number";
  if (second === "" || isMissing(second)) return "no value";
  const value = numberIn(second);
  return value === undefined ? "no number" : [time, value];
}

/** Rising times; of two points at one time the later one counts. */
function inOrder(pairs: readonly [number, number][]): DataColumn["pairs"] {
  const isRising = pairs.every(([time], i) => i === 0 || pairs[i - 1]![0] < time);
  if (isRising) return pairs;
  return [...new Map(pairs)].sort(([a], [b]) => a - b);
}

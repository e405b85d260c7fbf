import { BadTable, numberIn, type PrintedTable } from "./corpus.tables.ts";

/** One column of a reference: its numbers, where it has any. */
export interface ReferenceColumn {
  readonly name: string;
  readonly points: readonly { readonly time: number; readonly value: number }[];
}

/** What another program computed, with the precision in which it was printed. */
export interface Reference {
  readonly columns: readonly ReferenceColumn[];
  /** The saved times in rising order, with how far off a row may be to be that one. */
  readonly times: readonly { readonly time: number; readonly tolerance: number }[];
  /** Half a unit of the last digit in which a value was printed. */
  readonly halfUnit: (value: number) => number;
}

/** Reads the precision off a printed table: six significant digits, or more if it shows more (the corpus's README). */
export function makeReference(table: PrintedTable): Reference {
  if (table.length === 0) throw new BadTable("reference has no columns");
  const printedTimes = new Map<number, string>();
  for (const [time] of table.flatMap(({ cells }) => cells)) {
    const value = numberIn(time);
    if (value === undefined) throw new BadTable("reference has a row without a time");
    if (!printedTimes.has(value)) printedTimes.set(value, time);
  }
  const times = [...printedTimes.keys()].sort((a, b) => a - b);
  const [first] = times;
  if (first === undefined) throw new BadTable("reference has no rows");

  const values = table.flatMap(({ cells }) => cells.map(([, value]) => value));
  const shown = new Set(values.filter((value) => numberIn(value) !== undefined));
  const significant = Math.max(6, ...[...shown].map((text) => digitsOf(text).significant));
  const decimals = significant > 6 ? undefined : fixedDecimals(shown);
  return {
    columns: table.map(({ name, cells }) => ({ name, points: pointsOf(cells, times) })),
    times: tolerancesOf(times, printedTimes),
    halfUnit: (value) => halfUnit(value, significant, decimals),
  };
}

/** A constant that stands in the first row only is carried forward. */
function pointsOf(cells: PrintedTable[number]["cells"], times: readonly number[]): ReferenceColumn["points"] {
  const points = cells.flatMap(([time, text]) => {
    const value = numberIn(text);
    return value === undefined ? [] : [{ time: Number(time), value }];
  });
  const [only, second] = points;
  const isCarried = only && !second && only.time === times[0] && times.length > 1;
  return isCarried ? times.map((time) => ({ time, value: only.value })) : points;
}

/** A millionth of the step, widened by what the printing of the time rounds away, never half a step. */
function tolerancesOf(times: readonly number[], printed: ReadonlyMap<number, string>): Reference["times"] {
  const step = times.slice(1).reduce((least, time, i) => Math.min(least, time - times[i]!), Infinity);
  const shortest = Number.isFinite(step) ? step : 1;
  const texts = [...printed.values()];
  const significant = Math.max(6, ...texts.map((text) => digitsOf(text).significant));
  const decimals = new Set(texts.map((text) => (/^-?\d+\.\d+$/.test(text) ? text.split(".")[1]!.length : 0)));
  const [fixed] = decimals;
  const slack = decimals.size === 1 && fixed ? 0.501 * 10 ** -fixed : 0;
  return times.map((time) => ({
    time,
    tolerance: Math.min(
      1e-6 * shortest + Math.max(slack, halfUnit(time, significant, undefined)),
      0.49 * shortest,
    ),
  }));
}

/** How many digits a number shows, trailing noughts not counted. */
function digitsOf(text: string): { readonly significant: number; readonly decimals: number } {
  const mantissa = text
    .trim()
    .replace(/^[+-]+/, "")
    .toLowerCase()
    .split("e")[0]!;
  const [whole = "", fraction] = mantissa.split(".");
  if (fraction === undefined) return { significant: mantissa.replace(/^0+|0+$/g, "").length, decimals: 0 };
  const decimals = fraction.replace(/0+$/, "");
  const digits = `${whole}${decimals}`.replace(/^0+/, "");
  return { significant: digits.length, decimals: decimals.length };
}

/** The number of decimals to which a file was rounded, where it was. */
function fixedDecimals(shown: ReadonlySet<string>): number | undefined {
  const all = [...shown].map((text) => ({ text, ...digitsOf(text) }));
  const most = Math.max(0, ...all.map(({ decimals }) => decimals));
  if (most < 4 || most > 6) return undefined;
  const telling = all.filter(({ text, decimals }) => {
    const size = Math.abs(Number(text));
    return size > 0 && !/e/i.test(text) && decimals > 0 && 5 - Math.floor(Math.log10(size)) > most;
  });
  const rounded = telling.filter(({ decimals }) => decimals === most);
  return telling.length >= 10 && rounded.length >= 0.8 * telling.length ? most : undefined;
}

function halfUnit(value: number, significant: number, decimals: number | undefined): number {
  if (decimals !== undefined) return 0.5 * 10 ** -decimals;
  if (value === 0 || !Number.isFinite(value)) return 0;
  return 0.5 * 10 ** (Math.floor(Math.log10(Math.abs(value))) - significant + 1);
}

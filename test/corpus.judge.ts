import type { Reference } from "./corpus.reference.ts";
import { BadTable, numberIn, type PrintedTable } from "./corpus.tables.ts";

/** How exact the program was that computed a reference. */
export type Precision = "double" | "single" | "unknown";

/** What came of comparing a result with a reference. */
export interface Judgement {
  readonly compared: number;
  /** What is wrong, one sentence a column; nothing where the row passes. */
  readonly faults: readonly string[];
}

/** Compares every saved value by the rules of the corpus's README. Columns that are `ignored` are not judged. */
export function judge(
  reference: Reference,
  result: PrintedTable,
  precision: Precision,
  ignored: readonly string[],
): Judgement {
  const { rows, columns } = indexResult(reference, result);
  const patterns = ignored.map(foldColumn);
  const faults: string[] = [];
  let compared = 0;
  for (const { name, points } of reference.columns) {
    const folded = foldColumn(name);
    if (controls.has(plainOf(folded)) || isIgnored(folded, patterns)) continue;
    const found = columns.get(folded);
    if (!found) {
      faults.push(`‘${name}’ is missing.`);
      continue;
    }
    if (points.length === 0) {
      faults.push(`‘${name}’ has no value in the reference.`);
      continue;
    }
    compared++;
    const peak = peakOf(points);
    const fault = found.flatMap((cells) =>
      points.flatMap(({ time, value }): readonly string[] => {
        const got = numberIn(cells[rows.get(time)!]!);
        if (got === undefined) return [`‘${name}’ is blank or no number at ${time}.`];
        if (got === value || isNear(got, value, peak, precision, reference)) return [];
        return [`‘${name}’ is ${got} at ${time}, and should be ${value}.`];
      }),
    )[0];
    if (fault !== undefined) faults.push(fault);
  }
  if (compared === 0 && faults.length === 0) faults.push("Nothing was compared.");
  return { compared, faults };
}

/** One spelling for all spellings of a column's name. */
export function foldColumn(name: string): string {
  return name
    .replaceAll('\\"', '"')
    .replace(/\\n/gi, " ")
    .replaceAll('"', "")
    .replace(/[\s_\u00a0]+/gu, " ")
    .trim()
    .toLowerCase()
    .replace(/ ?([[\],]) ?/g, "$1");
}

const controls: ReadonlySet<string> = new Set([
  "time",
  "time step",
  "saveper",
  "initial time",
  "final time",
  "dt",
  "starttime",
  "stoptime",
]);

function plainOf(folded: string): string {
  return folded.split("[")[0]!;
}

function isIgnored(folded: string, patterns: readonly string[]): boolean {
  return patterns.some(
    (pattern) => pattern === folded || (pattern.endsWith("[*]") && plainOf(folded) === pattern.slice(0, -3)),
  );
}

/** For each saved time of the reference its row of the result, and all columns by folded name. */
function indexResult(
  { times }: Reference,
  result: PrintedTable,
): {
  readonly rows: ReadonlyMap<number, number>;
  readonly columns: ReadonlyMap<string, readonly (readonly string[])[]>;
} {
  const [first] = result;
  if (!first) throw new BadTable("output has no columns");
  const saved = first.cells.map(([time], row) => ({ time: numberIn(time), row }));
  const rows = new Map<number, number>();
  const lost: number[] = [];
  for (const { time, tolerance } of times) {
    let nearest: { readonly row: number; readonly distance: number } | undefined;
    for (const each of saved) {
      if (each.time === undefined) throw new BadTable("output has a row without a time");
      const distance = Math.abs(each.time - time);
      if (distance <= tolerance && distance < (nearest?.distance ?? Infinity))
        nearest = { row: each.row, distance };
    }
    if (nearest) rows.set(time, nearest.row);
    else lost.push(time);
  }
  if (lost.length > 0)
    throw new BadTable(`${lost.length} of ${times.length} saved times are missing, first ${lost[0]}`);
  const columns = new Map<string, (readonly string[])[]>();
  for (const { name, cells } of result) {
    const folded = foldColumn(name);
    columns.set(folded, [...(columns.get(folded) ?? []), cells.map(([, value]) => value)]);
  }
  return { rows, columns };
}

/** Vensim's missing value is no scale for a column. */
const missing = 1e30;

function peakOf(points: Reference["columns"][number]["points"]): number {
  return points.reduce(
    (most, { value }) => (Math.abs(value) < missing ? Math.max(most, Math.abs(value)) : most),
    0,
  );
}

function isNear(
  got: number,
  wanted: number,
  peak: number,
  precision: Precision,
  { halfUnit }: Reference,
): boolean {
  const relative = (precision === "double" ? 1e-5 : 1e-4) * Math.abs(wanted);
  const absolute = Math.abs(wanted) >= missing ? 0 : halfUnit(wanted) + (1e-6 * peak || 1e-12);
  return Math.abs(got - wanted) / (relative + absolute) <= 1;
}

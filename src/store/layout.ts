import { foldName } from "../model/name.ts";
import { type ChunkResults, fates } from "../study/ensemble.ts";
import type { Study } from "./study.ts";
import { type Cells, type Column, type Table, UnfitFile } from "./table.ts";

export const tableNames = ["runs", "outcomes", "series"] as const;
export type TableName = (typeof tableNames)[number];

/** The columns of each table of a study; a study without series has no table of them. */
export type Layout = Readonly<Partial<Record<TableName, readonly Column[]>>>;

/** The name of a world's number in each table, by which they are joined. */
const world: Column = { name: "world", kind: "whole", meaning: "the number of the world" };

const runColumns: readonly Column[] = [
  world,
  { name: "fate", kind: "text", meaning: "kept, rejected by what was observed, or failed" },
  { name: "band", kind: "text", meaning: "the first band that the world left, where it is rejected" },
  { name: "lost", kind: "text", meaning: "the variable whose number was lost first, where it failed" },
  { name: "lost_element", kind: "number", optional: true, meaning: "its place among the elements, from 0" },
  { name: "lost_value", kind: "number", optional: true, meaning: "NaN, or infinite" },
  { name: "lost_at", kind: "number", optional: true, meaning: "when" },
];

/** How the tables of a study are laid out. */
export function layoutOf({ inputs, outcomes, series, timeUnit }: Study): Layout {
  const time: Column = { name: "time", kind: "number", unit: timeUnit, meaning: "model time" };
  const at = (moment: number) => `at ${moment} ${timeUnit}`.trim();
  const times = new Map<string, number>();
  for (const { label } of outcomes) times.set(foldName(label), (times.get(foldName(label)) ?? 0) + 1);
  return {
    runs: named([...runColumns, ...inputs.map((input) => columnOf(input.label, input, "sampled"))]),
    outcomes: named([
      world,
      ...outcomes.map((outcome) => {
        const { label, time: moment } = outcome;
        const name = times.get(foldName(label)) === 1 ? label : `${label} @ ${moment}`;
        return columnOf(name, outcome, at(moment));
      }),
    ]),
    ...(series.length > 0 && {
      series: named([world, time, ...series.map((one) => columnOf(one.label, one))]),
    }),
  };
}

function columnOf(
  name: string,
  { unit, meaning }: { readonly unit?: string; readonly meaning?: string },
  more?: string,
): Column {
  const words = [meaning, more].filter((part) => part).join(", ");
  return { name, kind: "number", ...(unit && { unit }), ...(words && { meaning: words }) };
}

/** Each column gets a name of its own, whoever compares them, and without line breaks. */
function named(columns: readonly Column[]): readonly Column[] {
  const taken = new Set<string>();
  return columns.map((column) => {
    let name = column.name.replace(/\s+/g, " ");
    while (taken.has(name.toLowerCase())) name += "_";
    taken.add(name.toLowerCase());
    return { ...column, name };
  });
}

/** What bands are called in the table of runs: each by a name of its own. */
function bandNames({ bands }: Study): readonly string[] {
  return named(bands.map(({ label, time }) => ({ name: `${label} @ ${time}`, kind: "text" }))).map(
    ({ name }) => name,
  );
}

/** Writes the sampled numbers of a world. */
export type WorldNumbers = (world: number, into: Float64Array) => void;

/** The tables of a few chunks, one after another. */
export function tablesOf(
  study: Study,
  chunks: readonly ChunkResults[],
  numbersOf: WorldNumbers,
): Readonly<Partial<Record<TableName, Table>>> {
  const layout = layoutOf(study);
  const kept = chunks.flatMap(({ first, fates: ended }) =>
    [...ended].flatMap((fate, place) => (fate === fates.kept ? [first + place] : [])),
  );
  const values = chunks.map((chunk) => chunk.values);
  const width = widthOf(study);
  const worlds = Int32Array.from(kept);
  const tables = {
    runs: runsOf(study, chunks, numbersOf),
    outcomes: [worlds, ...study.outcomes.map((_, i) => pick(values, width, i))],
    series: seriesOf(study, worlds, values),
  };
  return Object.fromEntries(
    tableNames.flatMap((name) => {
      const columns = layout[name];
      return columns ? [[name, { columns, cells: tables[name], rows: tables[name][0]!.length }]] : [];
    }),
  );
}

/** How many numbers there are of each world that is kept. */
function widthOf({ outcomes, series }: Pick<Study, "outcomes" | "series">): number {
  return series.reduce((width, { times }) => width + times.length, outcomes.length);
}

/** The numbers of one column of rows that lie one after another. */
function pick(values: readonly Float64Array[], width: number, column: number): Float64Array {
  const rows = values.reduce((sum, { length }) => sum + length / width, 0);
  const picked = new Float64Array(rows);
  let row = 0;
  for (const own of values) for (let at = column; at < own.length; at += width) picked[row++] = own[at]!;
  return picked;
}

function runsOf(study: Study, chunks: readonly ChunkResults[], numbersOf: WorldNumbers): readonly Cells[] {
  const bands = bandNames(study);
  const worlds = chunks.flatMap(({ first, fates: ended }) => [...ended.keys()].map((place) => first + place));
  const ends = chunks.flatMap(({ fates: ended }) => [...ended]);
  const faults = new Map(chunks.flatMap((chunk) => chunk.faults).map((fault) => [fault.world, fault]));
  const lost = worlds.map((one) => faults.get(one));
  const inputs = study.inputs.map(() => new Float64Array(worlds.length));
  const numbers = new Float64Array(study.inputs.length);
  for (const [row, one] of worlds.entries()) {
    numbersOf(one, numbers);
    for (const [i, column] of inputs.entries()) column[row] = numbers[i]!;
  }
  return [
    Int32Array.from(worlds),
    ends.map((fate) => (fate === fates.kept ? "kept" : fate === fates.failed ? "failed" : "rejected")),
    ends.map((fate) => (fate > 0 ? bands[fate - 1]! : null)),
    lost.map((fault) => fault?.variable ?? null),
    lost.map((fault) => fault?.element ?? null),
    lost.map((fault) => fault?.value ?? null),
    lost.map((fault) => fault?.time ?? null),
    ...inputs,
  ];
}

/** A row for each world and time; what is not asked for at that time is NaN. */
function seriesOf(
  { outcomes, series }: Study,
  worlds: Int32Array,
  values: readonly Float64Array[],
): readonly Cells[] {
  const times = timesOf(series);
  const width = widthOf({ outcomes, series });
  const rows = worlds.length * times.length;
  const numbers = new Int32Array(rows);
  const moments = new Float64Array(rows);
  for (const [i, one] of worlds.entries()) {
    numbers.fill(one, i * times.length, (i + 1) * times.length);
    moments.set(times, i * times.length);
  }
  const cells: Cells[] = [numbers, moments];
  let first = outcomes.length;
  for (const { times: own } of series) {
    const column = new Float64Array(rows).fill(Number.NaN);
    for (const [i, time] of own.entries()) {
      let row = times.indexOf(time);
      for (const some of values)
        for (let at = first + i; at < some.length; at += width, row += times.length) column[row] = some[at]!;
    }
    cells.push(column);
    first += own.length;
  }
  return cells;
}

/** All the times at which a series is asked for, in order. */
function timesOf(series: Study["series"]): readonly number[] {
  return [...new Set(series.flatMap(({ times }) => times))].sort((one, other) => one - other);
}

/** Chunks as they were when their tables were made, bit for bit. */
export function chunksOf(
  study: Study,
  { runs, outcomes, series }: Readonly<Partial<Record<TableName, Table>>>,
): readonly ChunkResults[] {
  if (!runs || !outcomes) throw new UnfitFile("a table is missing");
  const [worlds, ended, band, lost, element, value, time] = runs.cells;
  const bands = new Map(bandNames(study).map((name, i) => [name, 1 + i]));
  const all = valuesOf(study, outcomes, series);
  const width = widthOf(study);
  const chunks: ChunkResults[] = [];
  let used = 0;
  for (let from = 0; from < runs.rows; from += study.worldsInChunk) {
    const places = Array.from(
      { length: Math.min(study.worldsInChunk, runs.rows - from) },
      (_, i) => from + i,
    );
    const ends = Int32Array.from(places, (row) => {
      if (ended![row] === "kept") return fates.kept;
      return ended![row] === "failed" ? fates.failed : bands.get(String(band![row]))!;
    });
    const faults = places
      .filter((row) => lost![row] !== null)
      .map((row) => ({
        world: Number(worlds![row]),
        variable: String(lost![row]),
        element: Number(element![row]),
        time: Number(time![row]),
        value: Number(value![row]),
      }));
    const count = width * ends.filter((fate) => fate === fates.kept).length;
    const first = Number(worlds![from]);
    const values = all.slice(used, used + count);
    used += count;
    chunks.push({ chunk: first / study.worldsInChunk, first, fates: ends, faults, values });
  }
  return chunks;
}

function valuesOf(study: Study, outcomes: Table, series: Table | undefined): Float64Array {
  const width = widthOf(study);
  const values = new Float64Array(width * outcomes.rows);
  const put = (column: number, numbers: Cells, from = 0, step = 1) => {
    for (let row = 0; row < outcomes.rows; row++)
      values[row * width + column] = Number(numbers[from + row * step]);
  };
  for (const i of study.outcomes.keys()) put(i, outcomes.cells[1 + i]!);
  const times = timesOf(study.series);
  let first = study.outcomes.length;
  for (const [i, { times: own }] of study.series.entries()) {
    if (!series) throw new UnfitFile("the table of series is missing");
    for (const [j, time] of own.entries())
      put(first + j, series.cells[2 + i]!, times.indexOf(time), times.length);
    first += own.length;
  }
  return values;
}

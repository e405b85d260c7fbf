import type { JudgedWorlds } from "../argument/verdictcodes.ts";
import { foldName } from "../model/name.ts";
import { type ChunkResults, fates } from "../study/ensemble.ts";
import { outcomeCells, seriesCells, valuesOf, widthOf } from "./outcomes.ts";
import type { Study } from "./study.ts";
import { type Cells, type Column, type Table, UnfitFile } from "./table.ts";
import { effectCells, judgedFrom, verdictCells, verdictColumns } from "./verdicts.ts";

export const tableNames = ["runs", "outcomes", "series", "verdicts", "effects"] as const;
export type TableName = (typeof tableNames)[number];

/** A chunk of worlds, with what was judged in those that are kept where an argument is tested. */
export interface StoredChunk extends ChunkResults {
  readonly judged?: JudgedWorlds;
}

/** The columns of each table that a study has. */
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

/** The columns that chunks are made of again: the inputs of a world follow from its number. */
export function columnsToRead(study: Study): Layout {
  return { ...layoutOf(study), runs: runColumns };
}

/** How the tables of a study are laid out. */
export function layoutOf({ inputs, outcomes, series, timeUnit, argument }: Study): Layout {
  const runs = named([...runColumns, ...inputs.map((input) => columnOf(input.label, input, "sampled"))]);
  if (argument) {
    const { verdicts, effects } = verdictColumns(argument);
    return { runs, verdicts: named(verdicts), effects: named(effects) };
  }
  const time: Column = { name: "time", kind: "number", unit: timeUnit, meaning: "model time" };
  const at = (moment: number) => `at ${moment} ${timeUnit}`.trim();
  const times = new Map<string, number>();
  for (const { label } of outcomes) times.set(foldName(label), (times.get(foldName(label)) ?? 0) + 1);
  return {
    runs,
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

/** The tables of a few chunks, one after another, each made when it is asked for. */
export function* tablesOf(
  study: Study,
  chunks: readonly StoredChunk[],
  numbersOf: WorldNumbers,
): Generator<readonly [TableName, Table], void> {
  const layout = layoutOf(study);
  const judged = chunks.flatMap((chunk) => chunk.judged ?? []);
  const { argument = { items: [], lines: [] } } = study;
  const cellsOf: Readonly<Record<TableName, () => readonly Cells[]>> = {
    runs: () => runsOf(study, chunks, numbersOf),
    outcomes: () => outcomeCells(study, chunks),
    series: () => seriesCells(study, chunks),
    verdicts: () => verdictCells(argument, judged),
    effects: () => effectCells(argument, judged),
  };
  for (const name of tableNames) {
    const columns = layout[name];
    if (!columns) continue;
    const cells = cellsOf[name]();
    yield [name, { columns, cells, rows: cells[0]!.length }];
  }
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

/** Chunks as they were when their tables were made, bit for bit. */
export function chunksOf(
  study: Study,
  { runs, outcomes, series, verdicts, effects }: Readonly<Partial<Record<TableName, Table>>>,
): readonly StoredChunk[] {
  const { argument } = study;
  if (!runs || !(argument ? verdicts && effects : outcomes)) throw new UnfitFile("a table is missing");
  const [worlds, ended, band, lost, element, value, time] = runs.cells;
  const bands = new Map(bandNames(study).map((name, i) => [name, 1 + i]));
  const all = outcomes ? valuesOf(study, outcomes, series) : new Float64Array(0);
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
  if (!argument || !verdicts || !effects) return chunks;
  const kept = chunks.map(({ fates: ended }) => ended.filter((fate) => fate === fates.kept).length);
  const judged = judgedFrom(argument, verdicts.cells, effects.cells, kept);
  return chunks.map((chunk, i) => ({ ...chunk, judged: judged[i]! }));
}

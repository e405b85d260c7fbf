import { type ChunkResults, fates } from "../study/ensemble.ts";
import type { Study } from "./study.ts";
import { type Cells, type Table, UnfitFile } from "./table.ts";

/** The cells of the table of outcomes: a row for each world that is kept. */
export function outcomeCells(study: Study, chunks: readonly ChunkResults[]): readonly Cells[] {
  const values = chunks.map((chunk) => chunk.values);
  const width = widthOf(study);
  return [keptOf(chunks), ...study.outcomes.map((_, i) => pick(values, width, i))];
}

function keptOf(chunks: readonly ChunkResults[]): Int32Array {
  return Int32Array.from(
    chunks.flatMap(({ first, fates: ended }) =>
      [...ended].flatMap((fate, place) => (fate === fates.kept ? [first + place] : [])),
    ),
  );
}

/** How many numbers there are of each world that is kept. */
export function widthOf({ outcomes, series }: Pick<Study, "outcomes" | "series">): number {
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

/** The cells of the table of series: a row for each world and time; what is not asked for at that time is NaN. */
export function seriesCells({ outcomes, series }: Study, chunks: readonly ChunkResults[]): readonly Cells[] {
  const worlds = keptOf(chunks);
  const values = chunks.map((chunk) => chunk.values);
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

/** The numbers of the worlds that are kept, one world behind the other, out of these tables. */
export function valuesOf(study: Study, outcomes: Table, series: Table | undefined): Float64Array {
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

import type { DataColumn } from "./series.ts";
import { type Cell, cellAt, type Workbook } from "./sheet.ts";

/** The first sheet of a workbook as a table of series, time in its first column or first row. Text among numbers counts as nothing. */
export function sheetSeries(book: Workbook, source: string): readonly DataColumn[] {
  const [first] = book.names;
  const sheet = first === undefined ? undefined : book.sheet(first);
  if (!sheet) return [];
  const isTurned = typeof cellAt(sheet, { row: 0, column: 1 }) === "number";
  const at = (time: number, series: number): Cell | undefined =>
    cellAt(sheet, isTurned ? { row: series, column: time } : { row: time, column: series });
  const [times, series] = isTurned ? [sheet.columns, sheet.rows] : [sheet.rows, sheet.columns];
  const span = { source, from: 0, to: 0 };
  return count(series).flatMap((number) => {
    const name = at(0, number);
    if (typeof name !== "string") return [];
    const pairs = new Map<number, number>();
    for (const row of count(times)) {
      const [time, value] = [at(row, 0), at(row, number)];
      if (typeof time === "number" && typeof value === "number") pairs.set(time, value);
    }
    return [{ name, pairs: [...pairs].sort(([a], [b]) => a - b), span }];
  });
}

/** 1, 2, … up to below a number. */
function count(below: number): readonly number[] {
  return Array.from({ length: Math.max(0, below - 1) }, (_, i) => i + 1);
}

import { foldName } from "../../model/name.ts";
import { BrokenFile, cellAt, printPlace, type Sheet } from "./sheet.ts";

/** Columns of numbers, all of the same length, under their names. */
export interface NumberTable {
  readonly names: readonly string[];
  readonly columns: readonly Float64Array[];
}

export interface NumberTableOptions {
  /** Whether a column is read, by its name; others may hold anything. */
  readonly isWanted: (name: string) => boolean;
  /** Whether an empty cell stands for the number above it, and for NaN where there is none; otherwise it is a fault. */
  readonly repeats?: boolean;
}

/**
 * Reads a sheet whose first row names its columns, with numbers below. Throws `BrokenFile` where a name is missing or stands
 * twice, or a cell has no number in it.
 */
export function numbersIn(sheet: Sheet, { isWanted, repeats = false }: NumberTableOptions): NumberTable {
  const wanted = wantedColumns(sheet, isWanted);
  if (sheet.rows < 2) throw new BrokenFile("has no rows of numbers below the names of its columns");
  const columns = wanted.map(({ name, column }) => {
    const numbers = new Float64Array(sheet.rows - 1);
    for (let row = 1; row < sheet.rows; row++) {
      const cell = cellAt(sheet, { row, column });
      if (typeof cell === "number") numbers[row - 1] = cell;
      else if (cell === undefined && repeats) numbers[row - 1] = row > 1 ? numbers[row - 2]! : Number.NaN;
      else {
        const found = cell === undefined ? "nothing" : `‘${cell}’`;
        throw new BrokenFile(
          `has ${found} in ${printPlace({ row, column })}, which is row ${row + 1} of the column ‘${name}’, where a number should stand`,
        );
      }
    }
    return numbers;
  });
  return { names: wanted.map(({ name }) => name), columns };
}

function wantedColumns(
  sheet: Sheet,
  isWanted: NumberTableOptions["isWanted"],
): readonly { readonly name: string; readonly column: number }[] {
  const places = new Map<string, string>();
  return Array.from({ length: sheet.columns }, (_, column) => column).flatMap((column) => {
    const place = printPlace({ row: 0, column });
    const name = String(cellAt(sheet, { row: 0, column }) ?? "").trim();
    if (name === "") throw new BrokenFile(`has no name in ${place}, above a column`);
    const before = places.get(foldName(name));
    if (before) throw new BrokenFile(`names two columns ‘${name}’, in ${before} and ${place}`);
    places.set(foldName(name), place);
    return isWanted(name) ? [{ name, column }] : [];
  });
}

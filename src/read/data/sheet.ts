import { foldName } from "../../model/name.ts";

/** What stands in a cell; an empty one has nothing. */
export type Cell = number | string;

/** Where a cell stands; row and column are counted from 0. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** A grid of cells, most of which may be empty. */
export interface Sheet {
  readonly name: string;
  readonly cells: ReadonlyMap<number, Cell>;
  /** One more than the last row and column with anything in them. */
  readonly rows: number;
  readonly columns: number;
}

/** Cells with a name of their own. */
export interface NamedRange {
  readonly name: string;
  /** The sheet on which alone the name is known; undefined is everywhere. */
  readonly within?: string;
  /** The sheet that its cells are on. */
  readonly sheet: string;
  readonly from: Place;
  readonly to: Place;
}

/** Sheets, each of which is read when it is asked for. A text table is a workbook of one sheet. */
export interface Workbook {
  readonly names: readonly string[];
  readonly ranges: readonly NamedRange[];
  /** Throws `BrokenFile` where what is in the file is no sheet. */
  readonly sheet: (name: string) => Sheet | undefined;
}

/** That a file is not what it should be; the message goes on from ‘the file …’. Caught where files are opened. */
export class BrokenFile extends Error {
  override readonly name = "BrokenFile";
}

/** A sheet holds no more cells than this. */
export const mostCells = 4_000_000;

/** Cells as they are read, to make a sheet of. */
export class SheetBuilder {
  readonly #cells = new Map<number, Cell>();
  #rows = 0;
  #columns = 0;

  put({ row, column }: Place, cell: Cell): void {
    if (!(row >= 0 && row < mostRows && column >= 0 && column < mostColumns))
      throw new BrokenFile(`has a cell in row ${row + 1} and column ${column + 1}, which no sheet has`);
    if (this.#cells.size >= mostCells)
      throw new BrokenFile(`has a sheet of more than ${mostCells / 1e6} million cells`);
    this.#cells.set(keyOf(row, column), cell);
    this.#rows = Math.max(this.#rows, row + 1);
    this.#columns = Math.max(this.#columns, column + 1);
  }

  sheet(name: string): Sheet {
    return { name, cells: this.#cells, rows: this.#rows, columns: this.#columns };
  }
}

const mostRows = 2 ** 32;
const mostColumns = 2 ** 20;

function keyOf(row: number, column: number): number {
  return row * mostColumns + column;
}

export function cellAt({ cells }: Sheet, { row, column }: Place): Cell | undefined {
  return cells.get(keyOf(row, column));
}

/** `B2` and `b2` as a place; undefined for what is none. */
export function placeIn(written: string): Place | undefined {
  const [, letters, digits] = /^\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,8})$/.exec(written.trim()) ?? [];
  if (letters === undefined || digits === undefined) return undefined;
  return { row: Number(digits) - 1, column: columnIn(letters) };
}

/** The number of the column `A`, `Z`, `AA`, counted from 0. */
export function columnIn(letters: string): number {
  let column = 0;
  for (const letter of letters.toUpperCase()) column = 26 * column + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** A place as people write it: `B2`. */
export function printPlace({ row, column }: Place): string {
  let letters = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return `${letters}${row + 1}`;
}

/** The range of a name as it is known on a sheet: one of the sheet's own goes before one of the whole workbook. */
export function findRange({ ranges }: Workbook, name: string, sheet: string): NamedRange | undefined {
  const key = foldName(name.trim());
  const same = ranges.filter((range) => foldName(range.name) === key);
  return (
    same.find(({ within }) => within !== undefined && foldName(within) === foldName(sheet)) ??
    same.find(({ within }) => within === undefined) ??
    same[0]
  );
}

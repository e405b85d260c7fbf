/** What lies in a column: whole numbers of 32 bits, numbers, or words. */
export type ColumnKind = "whole" | "number" | "text";

/** A column of a table, with what its numbers mean. */
export interface Column {
  readonly name: string;
  readonly kind: ColumnKind;
  /** Cells may be empty, which is not the same as NaN. */
  readonly optional?: true;
  readonly unit?: string;
  readonly meaning?: string;
}

/** The cells of a column from top to bottom; `null` is an empty one. */
export type Cells = Int32Array | Float64Array | readonly (number | null)[] | readonly (string | null)[];

/** A table in memory: as many cells in each column as there are rows. */
export interface Table {
  readonly columns: readonly Column[];
  readonly cells: readonly Cells[];
  readonly rows: number;
}

/** What a file says of itself besides its columns: the study that it is of, and the like. */
export type Marks = Readonly<Record<string, string>>;

/** A table as it is read from a file, with what the file says of itself. */
export interface MarkedTable extends Table {
  readonly marks: Marks;
}

/** A form of file for tables. */
export interface TableFormat {
  encode(table: Table, marks: Marks): Uint8Array;
  /** Reads what `encode` made, of a table with these columns. Rejects where the bytes are something else. */
  decode(bytes: Uint8Array, columns: readonly Column[]): Promise<MarkedTable>;
}

/** A file that is not what it should be, in words for whoever asked for it. */
export class UnfitFile extends Error {
  override readonly name = "UnfitFile";
}

/** Cells of one kind out of whatever a file gave. */
export function cellsOf({ name, kind, optional }: Column, values: ArrayLike<unknown>): Cells {
  if (optional || kind === "text") {
    const wanted = kind === "text" ? "string" : "number";
    const cells = Array.from(values, (value) => value ?? null);
    if (!cells.every((cell) => cell === null || typeof cell === wanted))
      throw new UnfitFile(`the column ‘${name}’ has cells of another kind`);
    return cells as Cells;
  }
  const cells = kind === "whole" ? new Int32Array(values.length) : new Float64Array(values.length);
  for (let i = 0; i < cells.length; i++) cells[i] = Number(values[i]);
  return cells;
}

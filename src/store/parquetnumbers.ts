import { parquetMetadata } from "hyparquet/src/metadata.js";
import { parquetReadColumn } from "hyparquet/src/read.js";
import { UnfitFile } from "./table.ts";

/**
 * The columns of numbers of any Parquet file that are wanted, under their names. Throws `UnfitFile` where a cell is no
 * number, or the file cannot be read.
 */
export async function numbersInParquet(
  bytes: Uint8Array,
  isWanted: (name: string) => boolean,
): Promise<{ readonly names: readonly string[]; readonly columns: readonly Float64Array[] }> {
  const file = bytes.slice().buffer;
  const metadata = inWords(() => parquetMetadata(file));
  const names = metadata.schema
    .slice(1)
    .map(({ name }) => name)
    .filter(isWanted);
  const columns: Float64Array[] = [];
  for (const name of names) {
    const cells: ArrayLike<unknown> = await parquetReadColumn({ file, metadata, columns: [name] }).catch(
      (problem) =>
        inWords(() => {
          throw problem;
        }),
    );
    columns.push(
      Float64Array.from(cells, (cell, row) => {
        const number = typeof cell === "bigint" ? Number(cell) : cell;
        if (typeof number === "number" && Number.isFinite(number)) return number;
        throw new UnfitFile(
          `has ${cell === null || cell === undefined ? "nothing" : `‘${String(cell)}’`} in row ${row + 1} of the column ‘${name}’, where a number should stand`,
        );
      }),
    );
  }
  if (Number(metadata.num_rows) === 0) throw new UnfitFile("has no rows of numbers");
  return { names, columns };
}

function inWords<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (problem) {
    throw new UnfitFile(
      `cannot be read as Parquet: ${problem instanceof Error ? problem.message : String(problem)}`,
    );
  }
}

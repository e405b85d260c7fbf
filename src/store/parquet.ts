import { parquetMetadata } from "hyparquet/src/metadata.js";
import { parquetReadColumn } from "hyparquet/src/read.js";
import { parquetWriteBuffer } from "hyparquet-writer/src/write.js";
import { cellsOf, type TableFormat } from "./table.ts";

const types = { whole: "INT32", number: "DOUBLE", text: "STRING" } as const;

/** The key below which a file says of its columns what they mean, as JSON. */
const columnsKey = "columns";

const rowsInGroup = 2 ** 20;

/**
 * Apache Parquet. Words and whole numbers are packed; numbers stand as they are, because those of many worlds hardly get
 * smaller. The marks, and units and meanings of the columns, stand in the file's key-value metadata.
 */
export const parquet: TableFormat = {
  encode({ columns, cells }, marks) {
    const columnData = columns.map(({ name, kind, optional }, i) => ({
      name,
      data: cells[i]! as number[] | string[],
      type: types[kind],
      nullable: optional === true || kind === "text",
      ...(kind === "number" && !optional && plain),
    }));
    const kvMetadata = [
      ...Object.entries(marks).map(([key, value]) => ({ key, value })),
      { key: columnsKey, value: JSON.stringify(columns) },
    ];
    return new Uint8Array(
      parquetWriteBuffer({ columnData, kvMetadata, rowGroupSize: rowsInGroup, createdBy: "hence" }),
    );
  },
  async decode(bytes, columns) {
    const whole = bytes.slice().buffer;
    const metadata = parquetMetadata(whole);
    const cells = await Promise.all(
      columns.map(async (column) =>
        cellsOf(column, await parquetReadColumn({ file: whole, metadata, columns: [column.name] })),
      ),
    );
    const pairs = metadata.key_value_metadata ?? [];
    const marks = Object.fromEntries(
      pairs.flatMap(({ key, value = "" }) => (key === columnsKey ? [] : [[key, value]])),
    );
    return { columns, cells, rows: Number(metadata.num_rows), marks };
  },
};

const plain = { encoding: "PLAIN", codec: "UNCOMPRESSED", statistics: false } as const;

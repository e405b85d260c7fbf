import {
  Field,
  Float64,
  Int32,
  makeData,
  makeVector,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableFromIPC,
  tableToIPC,
  Utf8,
  vectorFromArray,
} from "apache-arrow";
import { cellsOf, type TableFormat, UnfitFile } from "./table.ts";

const types = { whole: new Int32(), number: new Float64(), text: new Utf8() };

/**
 * The file format of Apache Arrow, one batch a file. The marks stand in the metadata of the schema, unit and meaning in that
 * of each field.
 */
export const arrow: TableFormat = {
  encode({ columns, cells, rows }, marks) {
    const fields = columns.map(
      ({ name, kind, optional, unit, meaning }) =>
        new Field(
          name,
          types[kind],
          optional === true || kind === "text",
          new Map(Object.entries({ unit, meaning }).flatMap(([key, value]) => (value ? [[key, value]] : []))),
        ),
    );
    const schema = new Schema(fields, new Map(Object.entries(marks)));
    const children = columns.map(({ kind }, i) => {
      const own = cells[i]!;
      const isPlain = own instanceof Int32Array || own instanceof Float64Array;
      return (isPlain ? makeVector(own) : vectorFromArray(own, types[kind])).data[0]!;
    });
    const data = makeData({ type: new Struct(fields), length: rows, nullCount: 0, children });
    return tableToIPC(new Table(schema, new RecordBatch(schema, data)), "file");
  },
  async decode(bytes, columns) {
    const table = tableFromIPC(bytes);
    const cells = columns.map((column) => {
      const vector = table.getChild(column.name);
      if (!vector) throw new UnfitFile(`it has no column ‘${column.name}’`);
      return cellsOf(column, [...vector]);
    });
    return { columns, cells, rows: table.numRows, marks: Object.fromEntries(table.schema.metadata) };
  },
};

/**
 * The few things of the package that Hence uses. Its own declarations bring in those of Node, of which nothing below the
 * roof may know.
 */
declare module "apache-arrow" {
  class DataType {
    private readonly kind: string;
  }
  class Int32 extends DataType {}
  class Float64 extends DataType {}
  class Utf8 extends DataType {}
  class Struct extends DataType {
    constructor(children: readonly Field[]);
  }
  class Field {
    constructor(name: string, type: DataType, nullable: boolean, metadata: ReadonlyMap<string, string>);
    readonly name: string;
    readonly metadata: ReadonlyMap<string, string>;
  }
  class Schema {
    constructor(fields: readonly Field[], metadata: ReadonlyMap<string, string>);
    readonly fields: readonly Field[];
    readonly metadata: ReadonlyMap<string, string>;
  }
  class Data {
    private readonly kind: string;
  }
  class Vector {
    readonly data: readonly Data[];
    readonly length: number;
    [Symbol.iterator](): IterableIterator<unknown>;
    toArray(): ArrayLike<unknown>;
  }
  class RecordBatch {
    constructor(schema: Schema, data: Data);
  }
  class Table {
    constructor(schema: Schema, batch: RecordBatch);
    readonly schema: Schema;
    readonly numRows: number;
    getChild(name: string): Vector | null;
  }
  function makeData(of: {
    readonly type: DataType;
    readonly length: number;
    readonly nullCount: number;
    readonly children: readonly Data[];
  }): Data;
  function makeVector(numbers: Int32Array | Float64Array): Vector;
  function vectorFromArray(values: readonly unknown[], type: DataType): Vector;
  function tableToIPC(table: Table, kind: "file"): Uint8Array;
  function tableFromIPC(bytes: Uint8Array): Table;
}

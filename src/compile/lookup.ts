import { tableBlock } from "../run/tables.ts";
import type { FunctionWriter } from "../wasm/function.ts";

/** Reads table number `table` at the number on the stack, and leaves the value there. */
export type LookupWriter = (table: number) => void;

/** Writes readings of tables into one function; `run/tables.ts` describes the blocks that are read. */
export function lookupWriter(body: FunctionWriter, tables: number): LookupWriter {
  let locals: Locals | undefined;
  return (table) => {
    locals ??= {
      x: body.local("f64"),
      block: body.local("i32"),
      cell: body.local("i32"),
      last: body.local("i32"),
      segment: body.local("i32"),
    };
    const { x, block, segment } = locals;
    body
      .i32(0)
      .memory("i32.load", tables + 4 * table)
      .set(block);
    body.get(block).memory("f64.load", tableBlock.low).write("f64.max");
    body.get(block).memory("f64.load", tableBlock.high).write("f64.min").set(x);
    findCell(body, locals);
    body.memory("i32.load", tableBlock.cells).set(segment);
    goForward(body, locals);
    body.get(segment).memory("f64.load", 8);
    body.get(x).get(segment).memory("f64.load", 0).write("f64.sub");
    body.get(segment).memory("f64.load", 16).write("f64.mul").write("f64.add");
  };
}

interface Locals {
  readonly x: number;
  readonly block: number;
  readonly cell: number;
  readonly last: number;
  readonly segment: number;
}

/** Leaves on the stack where the cell of x lies, less the offset of the cells. */
function findCell(body: FunctionWriter, { x, block, cell, last }: Locals): void {
  body.get(x).get(block).memory("f64.load", tableBlock.first).write("f64.sub");
  body
    .get(block)
    .memory("f64.load", tableBlock.scale)
    .write("f64.mul")
    .write("i32.trunc_sat_f64_s")
    .set(cell);
  body.get(cell).i32(0).get(cell).i32(0).write("i32.gt_s").write("select").set(cell);
  body.get(block).memory("i32.load", tableBlock.lastCell).set(last);
  body.get(cell).get(last).get(cell).get(last).write("i32.lt_s").write("select");
  body.i32(2).write("i32.shl").get(block).write("i32.add");
}

function goForward(body: FunctionWriter, { x, segment }: Locals): void {
  const again = body.loop();
  body.get(segment).memory("f64.load", tableBlock.segmentBytes).get(x).write("f64.le");
  body.if();
  body.get(segment).i32(tableBlock.segmentBytes).write("i32.add").set(segment).br(again);
  body.end().end();
}

import { tableBlock } from "../run/tables.ts";
import type { FunctionWriter } from "../wasm/function.ts";
import type { ModuleWriter } from "../wasm/module.ts";

/**
 * Writes readings of tables into one function: with a number on the stack, reads there the table whose pointer lies at an
 * address. `run/tables.ts` describes the block that is pointed to.
 */
export function lookupWriter(body: FunctionWriter): (address: number) => void {
  let locals: Locals | undefined;
  return (address) => {
    locals ??= { x: body.local("f64"), ...localsIn(body) };
    body.set(locals.x).i32(0).memory("i32.load", address).set(locals.block);
    writeReading(body, locals);
  };
}

/**
 * Adds the function that reads a table: of where to read, and of the address of the table's pointer. Written out at each
 * reading, it would be most of the code of a big system, which is more than a processor keeps at hand.
 */
export function addLookup(module: ModuleWriter, exported?: string): FunctionWriter {
  const body = module.addFunction({
    parameters: ["f64", "i32"],
    results: ["f64"],
    ...(exported !== undefined && { exported }),
  });
  const locals = { x: 0, ...localsIn(body) };
  body.get(1).memory("i32.load").set(locals.block);
  writeReading(body, locals);
  return body;
}

interface Locals {
  readonly x: number;
  readonly block: number;
  readonly cell: number;
  readonly last: number;
  readonly segment: number;
}

function localsIn(body: FunctionWriter): Omit<Locals, "x"> {
  return {
    block: body.local("i32"),
    cell: body.local("i32"),
    last: body.local("i32"),
    segment: body.local("i32"),
  };
}

function writeReading(body: FunctionWriter, locals: Locals): void {
  const { x, block, segment } = locals;
  // Of vectors, where the less and the more of two are one instruction; which nought it is makes no difference here.
  body.get(x).write("f64x2.splat");
  body.get(block).memory("v128.load64_splat", tableBlock.low).write("f64x2.pmax");
  body.get(block).memory("v128.load64_splat", tableBlock.high).write("f64x2.pmin");
  body.lane("f64x2.extract_lane", 0).set(x);
  findCell(body, locals);
  body.memory("i32.load", tableBlock.cells).set(segment);
  goForward(body, locals);
  body.get(segment).memory("f64.load", 8);
  body.get(x).get(segment).memory("f64.load", 0).write("f64.sub");
  body.get(segment).memory("f64.load", 16).write("f64.mul").write("f64.add");
}

/** Leaves on the stack where the cell of x lies, less the offset of the cells. */
function findCell(body: FunctionWriter, { x, block, cell, last }: Locals): void {
  body.get(x).get(block).memory("f64.load", tableBlock.first).write("f64.sub");
  body.get(block).memory("f64.load", tableBlock.scale).write("f64.mul").write("f64x2.splat");
  body.write("i32x4.trunc_sat_f64x2_s_zero").lane("i32x4.extract_lane", 0).set(cell);
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

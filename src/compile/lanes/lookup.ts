import { type Reach, tableBlock } from "../../run/tables.ts";
import type { FunctionWriter } from "../../wasm/function.ts";
import type { ModuleWriter } from "../../wasm/module.ts";

/**
 * Adds the function that reads a table at two numbers: of them, and of the address of the table's pointer. It does what
 * `compile/lookup.ts` writes for one number. Where it is known how far a reading goes forward it has no branches.
 */
export function addLaneLookup(module: ModuleWriter, reach: Reach | undefined): FunctionWriter {
  const body = module.addFunction({ parameters: ["v128", "i32"], results: ["v128"] });
  body.get(1).memory("i32.load").set(1);
  const locals = { x: 0, block: 1, ...localsIn(body) };
  writeReading(body, locals, reach);
  return body;
}

/** Writes readings of tables into one function: of the two numbers on the stack, with the table's pointer at an address. */
export function laneLookupWriter(body: FunctionWriter): (address: number, reach: Reach | undefined) => void {
  let locals: Locals | undefined;
  return (address, reach) => {
    locals ??= { x: body.local("v128"), block: body.local("i32"), ...localsIn(body) };
    body.set(locals.x).i32(0).memory("i32.load", address).set(locals.block);
    writeReading(body, locals, reach);
  };
}

interface Locals {
  readonly x: number;
  readonly block: number;
  /** The cells of both numbers. */
  readonly cells: number;
  /** Where their segments begin. */
  readonly segments: readonly [number, number];
  /** In which lanes the next segment begins at or before the number. */
  readonly onward: number;
  readonly points: readonly [number, number];
}

function localsIn(body: FunctionWriter): Omit<Locals, "x" | "block"> {
  return {
    cells: body.local("v128"),
    segments: [body.local("i32"), body.local("i32")],
    onward: body.local("v128"),
    points: [body.local("v128"), body.local("v128")],
  };
}

function writeReading(body: FunctionWriter, locals: Locals, reach: Reach | undefined): void {
  const { x, block, segments, points } = locals;
  body.get(x).get(block).memory("v128.load64_splat", tableBlock.low).write("f64x2.pmax");
  body.get(block).memory("v128.load64_splat", tableBlock.high).write("f64x2.pmin").set(x);
  findCells(body, locals, reach);
  if (reach) for (let step = 0; step < reach.steps; step++) goForward(body, locals);
  else goAsFarAsNeeded(body, locals);
  points.forEach((local, lane) => {
    body.get(segments[lane]!).memory("v128.load").set(local);
  });
  const [one, other] = points;
  body.get(one).get(other).shuffle(secondOfBoth);
  body.get(x).get(one).get(other).shuffle(firstOfBoth).write("f64x2.sub");
  for (const segment of segments) body.get(segment).memory("v128.load", 16);
  body.shuffle(firstOfBoth).write("f64x2.mul").write("f64x2.add");
}

const firstOfBoth = [0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23];
const secondOfBoth = firstOfBoth.map((byte) => byte + 8);

/** The segments from which both lanes look. */
function findCells(
  body: FunctionWriter,
  { x, block, cells, segments }: Locals,
  reach: Reach | undefined,
): void {
  body.get(x).get(block).memory("v128.load64_splat", tableBlock.first).write("f64x2.sub");
  body.get(block).memory("v128.load64_splat", tableBlock.scale).write("f64x2.mul");
  body.write("i32x4.trunc_sat_f64x2_s_zero");
  if (!reach?.isInCells) {
    body.i32(0).write("i32x4.splat").write("i32x4.max_s");
    body.get(block).memory("v128.load32_splat", tableBlock.lastCell).write("i32x4.min_s");
  }
  body.set(cells);
  segments.forEach((segment, lane) => {
    body.get(cells).lane("i32x4.extract_lane", lane).i32(2).write("i32.shl").get(block).write("i32.add");
    body.memory("i32.load", tableBlock.cells).set(segment);
  });
}

/** Goes on to the next segment in lanes where it begins at or before the number. */
function goForward(body: FunctionWriter, locals: Locals): void {
  findOnward(body, locals);
  moveOn(body, locals);
}

function goAsFarAsNeeded(body: FunctionWriter, locals: Locals): void {
  const again = body.loop();
  findOnward(body, locals);
  body.get(locals.onward).write("v128.any_true").if();
  moveOn(body, locals);
  body.br(again).end().end();
}

function findOnward(body: FunctionWriter, { x, segments: [one, other], onward }: Locals): void {
  const next = tableBlock.segmentBytes;
  body.get(other).get(one).memory("v128.load64_zero", next).memoryLane("v128.load64_lane", 1, next);
  body.get(x).write("f64x2.le").set(onward);
}

function moveOn(body: FunctionWriter, { segments, onward }: Locals): void {
  segments.forEach((segment, lane) => {
    // A lane that is to go on is all ones.
    body
      .get(segment)
      .get(onward)
      .lane("i32x4.extract_lane", 2 * lane);
    body.i32(tableBlock.segmentBytes).write("i32.and").write("i32.add").set(segment);
  });
}

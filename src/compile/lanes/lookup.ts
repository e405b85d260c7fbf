import { type Reach, tableBlock } from "../../run/tables.ts";
import type { FunctionWriter } from "../../wasm/function.ts";

/**
 * Writes readings of tables into one function: of the two numbers on the stack, with the table's pointer at an address. They do
 * what `compile/lookup.ts` writes for one number. Where it is known how far a reading goes forward they have no branches.
 */
export function laneLookupWriter(body: FunctionWriter): (address: number, reach: Reach | undefined) => void {
  let locals: Locals | undefined;
  return (address, reach) => {
    locals ??= { x: body.local("v128"), block: body.local("i32"), ...localsIn(body) };
    body.set(locals.x).i32(0).memory("i32.load", address).set(locals.block);
    writeReading(body, locals, reach);
  };
}

/** What stands at the head of a table's block, as `run/tables.ts` describes it. */
export type Word = "low" | "high" | "first" | "scale" | "evenScale" | "evenSegments";

/** What a reading needs of the head. */
export function wordsOf(reach: Reach | undefined): readonly Word[] {
  return [
    "low",
    "high",
    "first",
    ...(isEven(reach) ? (["evenScale", "evenSegments"] as const) : (["scale"] as const)),
  ];
}

function isEven(reach: Reach | undefined): boolean {
  return reach !== undefined && reach.even !== "no";
}

export interface Locals {
  readonly x: number;
  readonly block: number;
  /** Vectors with words of its head; undefined: they are fetched. */
  readonly head?: ReadonlyMap<Word, number>;
  /** The cells of both numbers. */
  readonly cells: number;
  /** Where their segments begin. */
  readonly segments: readonly [number, number];
  /** In which lanes the next segment begins at or before the number. */
  readonly onward: number;
  readonly points: readonly [number, number];
}

export function localsIn(body: FunctionWriter): Omit<Locals, "x" | "block" | "head"> {
  return {
    cells: body.local("v128"),
    segments: [body.local("i32"), body.local("i32")],
    onward: body.local("v128"),
    points: [body.local("v128"), body.local("v128")],
  };
}

/** Reads a table at the two numbers in `x`, which it changes. */
export function writeReading(body: FunctionWriter, locals: Locals, reach: Reach | undefined): void {
  const { x, segments, points } = locals;
  body.get(x);
  pushWord(body, locals, "low").write("f64x2.pmax");
  pushWord(body, locals, "high").write("f64x2.pmin").set(x);
  if (isEven(reach)) {
    readEven(body, locals, reach?.even === "exactly");
    return;
  }
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

/** Segments that begin at even distances are found by arithmetic in the vector itself. */
function readEven(body: FunctionWriter, locals: Locals, isExact: boolean): void {
  const { x, cells, segments, onward: rest, points } = locals;
  const [one, other] = points;
  body.f64(0).write("f64x2.splat").get(x);
  pushWord(body, locals, "first").write("f64x2.sub");
  pushWord(body, locals, "evenScale").write("f64x2.mul").write("f64x2.floor");
  // Of NaN it makes nought, which is as good an address as any.
  body.write("f64x2.pmax").f64(tableBlock.segmentBytes).write("f64x2.splat").write("f64x2.mul");
  pushWord(body, locals, "evenSegments").write("f64x2.add").set(cells);
  segments.forEach((segment, lane) => {
    body
      .get(cells)
      .lane("i32x4.extract_lane", 2 * lane)
      .set(segment);
  });
  const load = (): void => {
    points.forEach((local, lane) => {
      body.get(segments[lane]!).memory("v128.load").set(local);
    });
    body.get(x).get(one).get(other).shuffle(firstOfBoth).write("f64x2.sub").set(rest);
  };
  load();
  if (!isExact) {
    // Just below the beginning of a segment rounding may have taken it for the one in which x lies.
    body.get(rest).write("i64x2.bitmask").if();
    segments.forEach((segment, lane) => {
      body.get(segment).get(rest).write("i64x2.bitmask").i32(lane).write("i32.shr_u").i32(1).write("i32.and");
      body.i32(tableBlock.segmentBytes).write("i32.mul").write("i32.sub").set(segment);
    });
    load();
    body.end();
  }
  body.get(one).get(other).shuffle(secondOfBoth).get(rest);
  for (const segment of segments) body.get(segment).memory("v128.load", 16);
  body.shuffle(firstOfBoth).write("f64x2.mul").write("f64x2.add");
}

function pushWord(body: FunctionWriter, { block, head }: Locals, word: Word): FunctionWriter {
  return head ? body.get(head.get(word)!) : body.get(block).memory("v128.load64_splat", tableBlock[word]);
}

const firstOfBoth = [0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23];
const secondOfBoth = firstOfBoth.map((byte) => byte + 8);

/** The segments from which both lanes look. */
function findCells(body: FunctionWriter, locals: Locals, reach: Reach | undefined): void {
  const { x, block, cells, segments } = locals;
  body.get(x);
  pushWord(body, locals, "first").write("f64x2.sub");
  pushWord(body, locals, "scale").write("f64x2.mul");
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

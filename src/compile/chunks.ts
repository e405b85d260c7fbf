import type { Code } from "../functions/code.ts";
import { solve } from "../procedures/solve.ts";
import { type Operand, writingMachine } from "../procedures/write.ts";
import { clockPlaces } from "../run/program.ts";
import type { FunctionWriter } from "../wasm/function.ts";
import { CodeWriter, type Site, Survey } from "./codewriter.ts";
import { addressOf, type Frame, loadClock, loadSlot, type Moment, writeHeld } from "./frame.ts";
import {
  type Beginning,
  codesIn,
  isBeginning,
  isCall,
  isSolve,
  type Solve,
  type Statement,
} from "./kernel.ts";
import { writeDeviceCall, writeVectorCall } from "./procedure.ts";

/** Puts on the stack what a slot is assigned; `equation` writes the value of its equation. */
export type Assign = (body: FunctionWriter, offset: number, equation: () => void) => void;

/** The value of its equation, whatever is held. */
export const asComputed: Assign = (_body, _offset, equation) => equation();

/** The parameters of a chunk: the time, the step, the two steps at which paths are read, and when the step began. */
export const chunkMoment: Moment = { time: 0, step: 1, low: 2, high: 3, begun: 4 };
export const chunkParameters = ["f64", "i32", "i32", "i32", "f64"] as const;

/**
 * Writes assignments as functions that keep all variables in memory, some hundred equations to each: an engine compiles
 * a function in more than linear time.
 */
export function addChunks(
  frame: Frame,
  statements: readonly Statement[],
  assign: Assign,
): readonly FunctionWriter[] {
  return chunksOf(statements).map((chunk) => {
    if (isSolve(chunk)) return addSolve(frame, chunk, assign);
    const body = frame.module.addFunction({ parameters: chunkParameters, results: [] });
    writeChunk(frame, body, chunk, assign);
    return body;
  });
}

function writeChunk(frame: Frame, body: FunctionWriter, { statements, found }: Chunk, assign: Assign): void {
  const fresh = new Map<number, number>();
  const site: Site = {
    body,
    readSlot: (offset) => {
      const local = fresh.get(offset);
      if (local === undefined) loadSlot(frame, body, offset);
      else body.get(local);
    },
    readClock: (word) => {
      if (word === "time" || word === "begun") body.get(chunkMoment[word]);
      else loadClock(frame, body, word);
    },
    routine: frame.routine,
    lookup: (address) => void body.i32(address).call(frame.lookup()),
    procedure: frame.procedure,
    step: chunkMoment.step,
    seed: frame.layout.clock + clockPlaces.seed,
    tables: frame.layout.tables,
    cells: frame.layout.cells,
  };
  const kept = found.kept();
  const writer = new CodeWriter(site, kept);
  const due = kept.entries();
  let next = due.next();
  for (const { statement, until } of statements) {
    for (; !next.done && next.value[1] < until; next = due.next()) writer.keep(next.value[0]);
    if (isCall(statement)) {
      writeVectorCall(frame, body, writer, statement);
      continue;
    }
    if (isBeginning(statement)) {
      writeBeginning(frame, body, writer, statement);
      continue;
    }
    const { offset, code } = statement;
    body.i32(0);
    assign(body, offset, () => writer.value(code));
    const local = body.local("f64");
    body.tee(local).memory("f64.store", addressOf(frame, offset));
    fresh.set(offset, local);
  }
}

/** A device makes its state before the first step; what is held follows its path all the same. */
function writeBeginning(
  frame: Frame,
  body: FunctionWriter,
  writer: CodeWriter,
  { begins, args }: Beginning,
): void {
  for (const code of args) writer.prepare(code);
  const { begin } = frame.device(begins.row);
  writeDeviceCall(frame, body, begins, begin, chunkMoment.time, () => {
    for (const code of args) writer.value(code);
  });
  for (let offset = begins.result; offset < begins.result + begins.results; offset++) {
    if (!frame.held.has(offset)) continue;
    body.i32(0);
    writeHeld(frame, body, offset, chunkMoment, () => loadSlot(frame, body, offset));
    body.memory("f64.store", addressOf(frame, offset));
  }
}

/** Statements that are one function. */
interface Chunk {
  /** Each with how many expressions have been found with it. */
  readonly statements: { readonly statement: Exclude<Statement, Solve>; readonly until: number }[];
  readonly found: Survey;
}

/** Parts statements into functions; each block that is solved is one of its own. */
export function chunksOf(statements: readonly Statement[]): readonly (Chunk | Solve)[] {
  const chunks: (Chunk | Solve)[] = [];
  let chunk: Chunk | undefined;
  for (const statement of statements) {
    if (isSolve(statement)) {
      chunk = undefined;
      chunks.push(statement);
      continue;
    }
    if (!chunk) {
      chunk = { statements: [], found: new Survey(isAtHand) };
      chunks.push(chunk);
    }
    const { found } = chunk;
    for (const root of codesIn(statement)) found.add(root);
    chunk.statements.push({ statement, until: found.size });
    if (chunk.statements.length >= mostStatements || found.size >= mostCode) chunk = undefined;
  }
  return chunks;
}

/** What is a constant or a parameter of a chunk. */
function isAtHand(code: Code): boolean {
  return code.kind === "number" || (code.kind === "clock" && (code.word === "time" || code.word === "begun"));
}

/** A function that looks for unknowns: it computes what follows from them again and again. */
function addSolve(
  frame: Frame,
  { unknowns, starts, statements, scratch }: Solve,
  assign: Assign,
): FunctionWriter {
  const begin = addChunks(frame, starts, asComputed);
  const follow = addChunks(frame, statements, assign);
  const body = frame.module.addFunction({ parameters: chunkParameters, results: [] });
  const callAll = (functions: readonly FunctionWriter[]): void => {
    for (const callee of functions) {
      for (let parameter = 0; parameter < 5; parameter++) body.get(parameter);
      body.call(callee);
    }
  };
  callAll(begin);
  const m = writingMachine(body, { routine: frame.routine });
  const slotAt = (offset: number) => m.whole(addressOf(frame, offset));
  const access = {
    count: unknowns.length,
    start: (i: number) => m.load(slotAt(unknowns[i]!.start)),
    set: (i: number, value: Operand) => m.store(slotAt(unknowns[i]!.offset), value),
    evaluate: () => callAll(follow),
    residual: (i: number) => m.load(slotAt(unknowns[i]!.residual)),
  };
  solve(m, access, slotAt(scratch));
  return body;
}

const mostStatements = 120;
const mostCode = 2000;

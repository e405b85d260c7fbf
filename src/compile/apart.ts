import type { FunctionWriter } from "../wasm/function.ts";
import { addChunks, asComputed, chunkMoment } from "./chunks.ts";
import {
  addressOf,
  type Frame,
  type Moment,
  netAssignments,
  nextOf,
  scratchOffsets,
  writeHeld,
} from "./frame.ts";
import { type Chunks, FormInMemory, type Part } from "./inmemory.ts";
import { type Statement, slotsOf } from "./kernel.ts";
import { type StepTools, stagesOf, writeStageEnds } from "./stages.ts";
import { runParameters, writeLoop } from "./steps.ts";

/**
 * Writes `run` for a system parts of which take steps of their own. What each part reads of the others is what was so when
 * the step of the whole began: the row is kept, every part goes on from it by itself, and then all take over what has come
 * of them.
 */
export function addRunApart(frame: Frame): void {
  const { kernel, parted } = frame;
  const paceOf = (statement: Statement): number => kernel.paces.get(slotsOf(statement)[0]!) ?? 1;
  const chunksFor = (statements: readonly Statement[], pace: number): readonly FunctionWriter[] => {
    const moment = pace > 1 ? { ...chunkMoment, step: chunkMoment.low } : chunkMoment;
    return addChunks(frame, statements, (body, offset, equation) =>
      writeHeld(frame, body, offset, moment, equation),
    );
  };
  const computed = (statements: readonly Statement[]) => addChunks(frame, statements, asComputed);
  const stretches: Stretch[] = [
    ...inStretches(parted.active, paceOf).map(({ pace, statements }) => ({
      pace,
      functions: chunksFor(statements, pace),
    })),
    ...parted.cuts.map((cut) => ({ pace: paceOf(cut), functions: computed([cut]) })),
    ...parted.behind.map((call) => ({ pace: paceOf(call), functions: computed([call]) })),
  ];
  const paces = [...new Set([1, ...kernel.paces.values()])].toSorted((one, other) => other - one);
  const nets = netAssignments(frame);
  const parts = paces.map((pace) => {
    const isIn = (statement: Statement): boolean => paceOf(statement) === pace;
    const nexts = parted.nexts.filter(isIn);
    const devices = parted.devices.filter(({ device }) => device.pace === pace);
    const own = nets.filter((_, i) => (kernel.paces.get(kernel.inputs + i) ?? 1) === pace);
    const chunks: Chunks = {
      equations: [
        ...chunksFor(parted.active.filter(isIn), pace),
        ...parted.cuts.filter(isIn).flatMap((cut) => computed([cut])),
        ...computed(parted.behind.filter(isIn)),
      ],
      nets: computed(own),
      nexts: computed([
        ...nexts.map(({ offset, code }) => ({ offset: nextOf(frame, offset), code })),
        ...devices.flatMap(({ args }) => args),
      ]),
    };
    const { net } = scratchOffsets({ kernel, hidden: parted.hidden });
    const part: Part = {
      pace,
      stocks: inRanges(own.map(({ offset }) => offset - net)),
      memories: nexts.map(({ offset }) => offset),
      devices,
    };
    return { part, chunks };
  });
  const body = frame.module.addFunction({ parameters: runParameters, results: [], exported: "run" });
  const forms = parts.map(({ part, chunks }) => ({
    part,
    form: new FormInMemory(frame, body, chunks, part),
  }));
  const whole = new FormInMemory(frame, body, { equations: [], nets: [], nexts: [] });
  const { seen, ahead } = scratchOffsets({ kernel, hidden: parted.hidden });
  writeLoop(frame, body, whole, (tools) => {
    const { time, begun, step, start, dt, counted } = tools;
    body.get(start);
    counted().get(dt).write("f64.mul").write("f64.add").tee(begun).set(time);
    // What is held takes its path; then all equations, in their order.
    whole.evaluate({ time, begun, step, low: step, high: step });
    for (const { pace, functions } of stretches) {
      for (const callee of functions)
        body.get(time).get(step).i32(pace).write("i32.mul").get(step).get(step).get(begun).call(callee);
    }
    tools.saveIfDue();
    copySlots(frame, body, 0, seen, kernel.width);
    for (const { part, form } of forms) {
      writePart(frame, tools, part.pace, form);
      for (const [offset, count] of statesOf(frame, part))
        copySlots(frame, body, offset, ahead + offset - kernel.inputs, count);
      copySlots(frame, body, seen, 0, kernel.width);
    }
    for (const [offset, count] of forms.flatMap(({ part }) => statesOf(frame, part)))
      copySlots(frame, body, ahead + offset - kernel.inputs, offset, count);
  });
}

/** Statements one behind another that are of one pace. */
interface Stretch {
  readonly pace: number;
  readonly functions: readonly FunctionWriter[];
}

function inStretches(
  statements: readonly Statement[],
  paceOf: (statement: Statement) => number,
): readonly { readonly pace: number; readonly statements: readonly Statement[] }[] {
  const stretches: { readonly pace: number; readonly statements: Statement[] }[] = [];
  for (const statement of statements) {
    const pace = paceOf(statement);
    const last = stretches.at(-1);
    if (last?.pace === pace) last.statements.push(statement);
    else stretches.push({ pace, statements: [statement] });
  }
  return stretches;
}

/** Rising numbers as ranges of neighbours. */
function inRanges(numbers: readonly number[]): Part["stocks"] {
  const ranges: { readonly from: number; to: number }[] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last?.to === number) last.to = number + 1;
    else ranges.push({ from: number, to: number + 1 });
  }
  return ranges;
}

/** Where the stocks, memories and devices of a part lie, and how many slots each has. */
function statesOf({ kernel }: Frame, part: Part): readonly (readonly [number, number])[] {
  const stocks = part.stocks.map(({ from, to }) => [kernel.inputs + from, to - from] as const);
  const memories = part.memories.map((offset) => [offset, 1] as const);
  return [
    ...stocks,
    ...memories,
    ...part.devices.map(({ device }) => [device.result, device.results] as const),
  ];
}

function copySlots(frame: Frame, body: FunctionWriter, from: number, to: number, count: number): void {
  body
    .i32(addressOf(frame, to))
    .i32(addressOf(frame, from))
    .i32(8 * count)
    .memoryCopy();
}

/** Writes the steps that one part takes in a step of the whole, by the method of the system. */
function writePart(frame: Frame, tools: StepTools, pace: number, form: FormInMemory): void {
  const { body, time, begun, start, dt, step, counted } = tools;
  const [length, half, sixth, shift] = [0, 0, 0, 0].map(() => body.local("f64")) as FourLocals;
  const [piece, stage, own, high] = [0, 0, 0, 0].map(() => body.local("i32")) as FourLocals;
  const low = body.local("i32");
  body.get(dt).f64(pace).write("f64.div").set(length);
  body.get(length).f64(2).write("f64.div").set(half);
  body.get(length).f64(6).write("f64.div").set(sixth);
  // start + (steps done + (pieces done + shift) / pace) * dt
  const momentAt = (within: () => void): void => {
    body.get(start);
    counted().get(piece).write("f64.convert_i32_s");
    within();
    body.f64(pace).write("f64.div").write("f64.add").get(dt).write("f64.mul").write("f64.add");
  };
  const moment: Moment = { time, begun, step: own, low, high };
  body.i32(0).set(piece);
  const nextPiece = body.loop();
  momentAt(() => {});
  body.set(begun);
  body.get(step).i32(pace).write("i32.mul").get(piece).write("i32.add").set(own);
  body.i32(0).set(stage).f64(0).set(shift).get(step).tee(low).set(high);

  const nextStage = body.loop();
  momentAt(() => void body.get(shift).write("f64.add"));
  body.set(time);
  // At the very beginning everything has been computed.
  body.get(piece).get(stage).write("i32.or").if();
  form.evaluate(moment);
  body.end();
  body.get(stage).write("i32.eqz").if();
  form.remember(moment);
  body.end();
  form.rates(moment);
  writeStageEnds(form, body, stagesOf(frame.integrator, { length, half, sixth }), {
    stage,
    shift,
    nextStage,
    goOn: (next) => {
      // A path has numbers for the steps of the whole.
      if (pace > 1) return;
      body.get(step).i32(1).write("i32.add").set(high);
      if (next === 1) body.get(high).set(low);
    },
  });
  body.end();
  form.takeOver(begun);
  body.get(piece).i32(1).write("i32.add").tee(piece).i32(pace).write("i32.lt_s").brIf(nextPiece).end();
}

type FourLocals = [number, number, number, number];

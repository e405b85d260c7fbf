import { mostPieces, usualTolerance } from "../autosteps.ts";
import { look, operate } from "./devices.ts";
import { computeAt } from "./equations.ts";
import type { Moment, State } from "./state.ts";
import { ratesOf } from "./streams.ts";

/** Does the step at whose beginning everything has been computed. */
export function takeStep(step: number, state: State): void {
  if (state.paces.length > 0) stepApart(step, state);
  else stepPiece({ step, piece: 0, pieces: 1 }, state);
}

/** One of so many equally long pieces of a step. */
interface Stretch {
  readonly step: number;
  readonly piece: number;
  readonly pieces: number;
  readonly own?: Moment["own"];
}

function within({ step, piece, pieces, own }: Stretch, shift: number): Moment {
  return { step, later: (piece + shift) / pieces, ...(own && { own }) };
}

/** Each part takes its steps by itself, and sees of the others what was so when the step of the whole began. */
function stepApart(step: number, state: State): void {
  const { row, levels, memories, devices, clock, moment } = state;
  const before = [...row];
  const ahead: (readonly [number, number])[] = [];
  for (const pace of state.paces) {
    state.part = pace;
    state.levels = levels.filter(({ stock }) => state.isPart(stock));
    state.memories = memories.filter(({ memory }) => state.isPart(memory));
    state.devices = devices.filter(({ variable }) => state.isPart(variable));
    state.clock = clock;
    state.moment = moment;
    for (let piece = 0; piece < pace; piece++) {
      const own = { pace, piece };
      if (piece > 0) computeAt({ step, later: piece / pace, own }, state);
      stepPiece({ step, piece, pieces: pace, own }, state);
    }
    for (const { offset } of [...state.levels, ...state.memories, ...state.devices])
      ahead.push([offset, row[offset]!]);
    before.forEach((value, offset) => {
      row[offset] = value;
    });
  }
  state.part = undefined;
  state.levels = levels;
  state.memories = memories;
  state.devices = devices;
  for (const [offset, value] of ahead) row[offset] = value;
}

/** Stocks move on, memories take over what is next, and devices do their step. */
function stepPiece(stretch: Stretch, state: State): void {
  const { row, memories, devices } = state;
  const { time } = state.clock;
  const nexts = memories.map(({ memory, element, at, offset }) =>
    memory.next.length === 0 ? row[offset]! : state.valueOf(memory, memory.next, element, at),
  );
  const looked = devices.map((device) => look(device, state));
  integrate(stretch, state);
  memories.forEach(({ offset }, i) => {
    row[offset] = nexts[i]!;
  });
  devices.forEach((device, i) => {
    operate(device, "step", looked[i]!, time, state);
  });
}

function integrate(stretch: Stretch, state: State): void {
  const { integrator } = state.run.program;
  if (integrator === "euler") stepByEuler(stretch, state);
  else if (integrator === "rk2") stepByHeun(stretch, state);
  else if (integrator === "rk4") stepByRungeKutta(stretch, state);
  else stepByPieces(stretch.step, state);
  keepAboveZero(state);
}

/** As many pieces as it needs until twice as many change nothing. */
function stepByPieces(step: number, state: State): void {
  const { absolute, relative } = state.run.program.tolerance ?? usualTolerance;
  const start = valuesOf(state);
  let coarse: readonly number[] | undefined;
  for (let pieces = 1; ; pieces *= 2) {
    for (let piece = 0; piece < pieces; piece++) {
      computeAt({ step, later: piece / pieces }, state);
      stepByRungeKutta({ step, piece, pieces }, state);
      keepAboveZero(state);
    }
    const fine = valuesOf(state);
    const isNear = coarse?.every(
      (value, i) => !(Math.abs(fine[i]! - value) > Math.max(Math.abs(fine[i]!) * relative, absolute)),
    );
    if (isNear || pieces >= mostPieces) return;
    coarse = fine;
    move(state, (i) => start[i]!);
  }
}

function stepByEuler({ pieces }: Stretch, state: State): void {
  const dt = state.clock.step / pieces;
  const before = valuesOf(state);
  const rates = ratesOf(state);
  move(state, (i) => before[i]! + dt * rates[i]!);
}

function stepByHeun(stretch: Stretch, state: State): void {
  const dt = state.clock.step / stretch.pieces;
  const before = valuesOf(state);
  const k1 = ratesOf(state);
  move(state, (i) => before[i]! + dt * k1[i]!);
  computeAt(within(stretch, 1), state);
  const k2 = ratesOf(state);
  move(state, (i) => before[i]! + (dt / 2) * (k1[i]! + k2[i]!));
}

function stepByRungeKutta(stretch: Stretch, state: State): void {
  const dt = state.clock.step / stretch.pieces;
  const before = valuesOf(state);
  const k1 = ratesOf(state);
  move(state, (i) => before[i]! + (dt / 2) * k1[i]!);
  computeAt(within(stretch, 0.5), state);
  const k2 = ratesOf(state);
  move(state, (i) => before[i]! + (dt / 2) * k2[i]!);
  computeAt(within(stretch, 0.5), state);
  const k3 = ratesOf(state);
  move(state, (i) => before[i]! + dt * k3[i]!);
  computeAt(within(stretch, 1), state);
  const k4 = ratesOf(state);
  move(state, (i) => before[i]! + (dt / 6) * (k1[i]! + 2 * (k2[i]! + k3[i]!) + k4[i]!));
}

function valuesOf({ levels, row }: State): readonly number[] {
  return levels.map(({ offset }) => row[offset]!);
}

function move({ levels, row }: State, value: (i: number) => number): void {
  levels.forEach(({ offset }, i) => {
    row[offset] = value(i);
  });
}

function keepAboveZero({ levels, row }: State): void {
  for (const { stock, offset } of levels) {
    if (stock.kind === "stock" && stock.nonNegative) row[offset] = Math.max(0, row[offset]!);
  }
}

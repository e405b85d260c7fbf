import { offsetsOf } from "../run/overrides.ts";
import { type Inputs, stepsOf } from "../run/program.ts";
import type { InputSign, Prepared, Simulator } from "../run/simulator.ts";
import type { Kernel } from "./kernel.ts";
import { createUnseen, type KnownRows, mostSize, type Unseen } from "./unseen.ts";

/** Finds out how long two runs of a system are the same, see `Simulator.commonSteps`. */
export function createCommon(kernel: Kernel): Simulator["commonSteps"] {
  const cases = new WeakMap<ReadonlyMap<number, InputSign>, Case>();
  return (one, other, sampled = noneSampled) => {
    const { program, time, inputs, holds } = one;
    if (program !== other.program || program.integrator !== "euler" || program.controls) return 0;
    if (kernel.paces.size > 0 || holds.size > 0 || other.holds.size > 0) return 0;
    if (!isSameTime(one, other) || !areAlike(inputs, other.inputs)) return 0;
    const numbers = [numbersOf(one), numbersOf(other)] as const;
    const changed = changedIn(...numbers);
    if (changed.size === 0) return stepsOf(time);
    if ([...changed].some((offset) => numbers.some((all) => !(Math.abs(all[offset]!) < mostSize)))) return 0;
    const known = cases.get(sampled) ?? { unseen: createUnseen(kernel, sampled), rows: new WeakMap() };
    cases.set(sampled, known);
    const before = rowsOf(one, known);
    // Whatever the numbers are: nothing that is known beforehand follows from them.
    if (!known.unseen.isKnownFrom(changed)) {
      const key = [...changed].join(" ");
      const steps = before.steps.get(key) ?? known.unseen.steps(changed, before, before);
      before.steps.set(key, steps);
      return steps;
    }
    return known.unseen.steps(changed, before, rowsOf(other, known));
  };
}

const noneSampled: ReadonlyMap<number, InputSign> = new Map();

/** What has been found out for one choice of inputs that differ between worlds. */
interface Case {
  readonly unseen: Unseen;
  readonly rows: WeakMap<Prepared, RowsOf>;
}

/** The known variables of a run, and for changed inputs, by their offsets, how long nothing is seen of them. */
interface RowsOf extends KnownRows {
  readonly steps: Map<string, number>;
}

function rowsOf(prepared: Prepared, { unseen, rows }: Case): RowsOf {
  const before = rows.get(prepared);
  if (before) return before;
  const { time } = prepared;
  const numbers = numbersOf(prepared);
  const made: RowsOf = {
    rows: prepared.run({ rows: "every step", save: Int32Array.from(unseen.known) }).rows,
    timeOf: (step) => time.start + step * time.step,
    inputOf: (offset) => numbers[offset]!,
    steps: new Map(),
  };
  rows.set(prepared, made);
  return made;
}

/** The inputs of a run as they lie in a row. */
function numbersOf({ program, inputs }: Prepared): readonly number[] {
  const numbers = [...program.inputs];
  for (const [key, value] of inputs.numbers)
    for (const offset of offsetsOf(program.slots, key, "input")) numbers[offset] = value;
  return numbers;
}

function changedIn(one: readonly number[], other: readonly number[]): ReadonlySet<number> {
  const changed = new Set<number>();
  for (let i = 0; i < one.length; i++) if (!Object.is(one[i], other[i])) changed.add(i);
  return changed;
}

function isSameTime({ time: one }: Prepared, { time: other }: Prepared): boolean {
  return (["start", "stop", "step", "saveEvery"] as const).every((part) => one[part] === other[part]);
}

/** Whether tables and starting values are the same. */
function areAlike(one: Inputs, other: Inputs): boolean {
  return isSameMap(one.tables, other.tables) && isSameMap(one.initials, other.initials);
}

function isSameMap<Value>(one: ReadonlyMap<string, Value>, other: ReadonlyMap<string, Value>): boolean {
  return one.size === other.size && [...one].every(([key, value]) => Object.is(other.get(key), value));
}

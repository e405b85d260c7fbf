import type { Code } from "../functions/code.ts";
import type { InputSign } from "../run/simulator.ts";
import { type Assignment, assignmentsIn, codesIn, isAssignment, type Kernel, partsOf } from "./kernel.ts";
import { createSeen, type Moments } from "./seen.ts";
import { createSigns } from "./zerosign.ts";

/** How long a change of inputs stays without any effect, for one choice of inputs that differ between worlds. */
export interface Unseen {
  /** The offsets of computed variables that follow from time and from inputs that all worlds share. */
  readonly known: readonly number[];
  /** Whether one of them follows from any of these inputs. */
  isKnownFrom(inputs: ReadonlySet<number>): boolean;
  /**
   * The number of steps, from the first, that come out the same to the last bit in every world if these inputs get other
   * finite numbers; 0 where nothing is sure. `before` and `after` have the known variables at every step, with either numbers.
   */
  steps(inputs: ReadonlySet<number>, before: KnownRows, after: KnownRows): number;
}

/** The numbers of the known variables, step after step. */
export interface KnownRows {
  readonly rows: Float64Array;
  readonly timeOf: (step: number) => number;
  /** What the inputs are, by offset. */
  readonly inputOf: (offset: number) => number;
}

/**
 * A policy is often written as `lever * policy_on`, and `policy_on` is nought up to a date. Until then every equation that
 * reads the lever gives what it gave before, and so does everything else: a run can go on from there. What shows it is
 * the equations that read the changed inputs, one by one: that they cannot give other bits while those slots have the
 * values that they have in the base run which follow from time alone. Of steps that are not Euler's nothing is known in
 * between, so that this holds for Euler's only.
 */
export function createUnseen(kernel: Kernel, sampled: ReadonlyMap<number, InputSign>): Unseen {
  const definitions = new Map(assignmentsIn(kernel.active).map((one) => [one.offset, one]));
  for (const { offset } of kernel.cuts) definitions.delete(offset);
  const roots = rootsOf(kernel);
  const readers = readersOf(roots);
  const { known, sources } = knownSlots(kernel, definitions, sampled);
  const places = new Map(known.map((offset, i) => [offset, i]));

  function steps(inputs: ReadonlySet<number>, before: KnownRows, after: KnownRows): number {
    const width = known.length;
    const count = width === 0 ? 0 : before.rows.length / width;
    if (count === 0) return 0;
    const firstOther = known.map((_, i) =>
      firstStep(count, (step) => !isSameAt(before, after, width, step, i)),
    );
    const firstMoved = known.map((_, i) =>
      firstStep(count, (step) => before.rows[step * width + i] !== before.rows[i]),
    );
    const ends = new Set([...firstOther, ...firstMoved, count - 1].map((step) => Math.min(step, count - 1)));
    const signs = createSigns({ kernel, definitions, sampled, changed: inputs, inputOf: before.inputOf });
    for (const end of [...ends].sort((one, other) => other - one).slice(0, mostTried)) {
      if (end === 0) return 0;
      const changed = new Set(inputs);
      for (const [i, offset] of known.entries()) if (firstOther[i]! < end) changed.add(offset);
      const moments: Moments = {
        first: before.timeOf(0),
        last: before.timeOf(end - 1),
        knownOf: (offset) => {
          const place = places.get(offset);
          return place === undefined ? undefined : extent(before.rows, width, place, end);
        },
        inputOf: (offset) => (sampled.has(offset) ? undefined : before.inputOf(offset)),
        isChanged: (offset) => changed.has(offset),
        isLarge: (offset) => !isModest(offset, end, before, after),
      };
      const seen = createSeen(moments, kernel, signs);
      // A known variable that changes was looked at itself, step by step.
      const isUnseen = [...changed].every((offset) =>
        (readers.get(offset) ?? []).every(
          (root) => (root.known !== undefined && places.has(root.known)) || seen(root.code, root.isStart),
        ),
      );
      // One step less: what is done between two steps may look at the time of the next.
      if (isUnseen) return end - 1;
    }
    return 0;
  }

  /** Whether a changed slot has numbers of ordinary size in both runs. */
  function isModest(offset: number, end: number, before: KnownRows, after: KnownRows): boolean {
    const place = places.get(offset);
    if (place === undefined)
      return [before, after].every(({ inputOf }) => Math.abs(inputOf(offset)) < mostSize);
    return [before, after].every(({ rows }) => {
      for (let step = 0; step < end; step++)
        if (!(Math.abs(rows[step * known.length + place]!) < mostSize)) return false;
      return true;
    });
  }

  return {
    known,
    isKnownFrom: (inputs) => [...inputs].some((input) => sources.has(input)),
    steps,
  };
}

/** So many moments are tried as the end of what is unseen, the last first. */
const mostTried = 24;

/** Numbers of up to this size can be added and multiplied a few times without becoming infinite. */
export const mostSize = 1e60;

function firstStep(count: number, is: (step: number) => boolean): number {
  for (let step = 0; step < count; step++) if (is(step)) return step;
  return count;
}

function isSameAt(before: KnownRows, after: KnownRows, width: number, step: number, place: number): boolean {
  return Object.is(before.rows[step * width + place], after.rows[step * width + place]);
}

function extent(
  rows: Float64Array,
  width: number,
  place: number,
  end: number,
): { readonly low: number; readonly high: number } | undefined {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let step = 0; step < end; step++) {
    const value = rows[step * width + place]!;
    if (Number.isNaN(value)) return undefined;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return { low, high };
}

/** A whole expression that is computed, before the first step or in each. */
interface Root {
  readonly code: Code;
  readonly isStart: boolean;
  /** The slot that it is the definition of, at every time. */
  readonly known?: number;
}

function rootsOf(kernel: Kernel): readonly Root[] {
  const at = (isStart: boolean) => (code: Code) => ({ code, isStart });
  return [
    ...kernel.initial.flatMap(codesIn).map(at(true)),
    ...kernel.active.flatMap((statement): readonly Root[] =>
      isAssignment(statement)
        ? [{ code: statement.code, isStart: false, known: statement.offset }]
        : codesIn(statement).map(at(false)),
    ),
    ...[...kernel.cuts, ...kernel.behind, ...kernel.nexts].flatMap(codesIn).map(at(false)),
    ...kernel.nets.map(at(false)),
    ...kernel.devices.flatMap(({ args }) => args.map(({ code }) => code)).map(at(false)),
  ];
}

function readersOf(roots: readonly Root[]): ReadonlyMap<number, readonly Root[]> {
  const readers = new Map<number, Root[]>();
  for (const root of roots)
    for (const offset of slotsIn(root.code)) {
      const known = readers.get(offset);
      if (known) known.push(root);
      else readers.set(offset, [root]);
    }
  return readers;
}

/** The slots that an expression reads. */
function slotsIn(root: Code): ReadonlySet<number> {
  const slots = new Set<number>();
  const visited = new Set<Code>();
  const waiting = [root];
  for (let code = waiting.pop(); code; code = waiting.pop()) {
    if (visited.has(code)) continue;
    visited.add(code);
    if (code.kind === "slot") slots.add(code.offset);
    for (const part of partsOf(code)) waiting.push(part);
  }
  return slots;
}

/** Computed variables that follow from time and from inputs that all worlds share, and those inputs. */
function knownSlots(
  kernel: Kernel,
  definitions: ReadonlyMap<number, Assignment>,
  sampled: ReadonlyMap<number, InputSign>,
): { readonly known: readonly number[]; readonly sources: ReadonlySet<number> } {
  const known = new Set<number>();
  const sources = new Set<number>();
  for (const statement of kernel.active) {
    if (!isAssignment(statement)) continue;
    const { offset, code } = statement;
    if (offset >= kernel.width || definitions.get(offset) !== statement || kernel.initially.has(offset))
      continue;
    if (callsAnything(code)) continue;
    const slots = [...slotsIn(code)];
    if (!slots.every((slot) => known.has(slot) || (slot < kernel.inputs && !sampled.has(slot)))) continue;
    known.add(offset);
    for (const slot of slots) if (slot < kernel.inputs) sources.add(slot);
  }
  return { known: [...known].sort((one, other) => one - other), sources };
}

/** Whether anything is drawn at random, or looked up in a state. */
function callsAnything(root: Code): boolean {
  const visited = new Set<Code>();
  const waiting = [root];
  for (let code = waiting.pop(); code; code = waiting.pop()) {
    if (visited.has(code)) continue;
    visited.add(code);
    if (code.kind === "call") return true;
    for (const part of partsOf(code)) waiting.push(part);
  }
  return false;
}

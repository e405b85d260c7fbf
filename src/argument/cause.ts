import { isNumber } from "../check/definition.ts";
import type { Facts } from "../check/facts.ts";
import type { EffectTest, Move } from "../model/argument.ts";
import { Bug } from "../model/diagnostic.ts";
import { foldName } from "../model/name.ts";
import type { Range, Variable } from "../model/variable.ts";
import { type Hold, type Inputs, noInputs, type Program } from "../run/program.ts";
import { elementName, elementsOf } from "./element.ts";
import { positionOf, type Trace, valueAt } from "./trace.ts";

/** The variable that an experiment moves, or the elements of it. */
export interface Cause {
  readonly variable: Variable;
  /** Undefined is all of them. */
  readonly elements?: readonly number[];
}

/** What a claim names as its cause; undefined where that could not be read, which was reported. */
export function causeOf({ cause }: EffectTest, facts: Facts): Cause | undefined {
  if (cause.kind === "error") return undefined;
  const meaning = cause.kind === "name" ? facts.names.meanings.get(cause) : undefined;
  if (cause.kind !== "name" || meaning?.kind !== "variable")
    throw new Bug("A claim moves what is no variable.");
  const { variable } = meaning;
  const elements = elementsOf(facts, cause, variable);
  return { variable, ...(elements && { elements }) };
}

/** What is asked of a simulator to move a cause, given the base run. */
export interface Moved {
  readonly inputs: Inputs;
  readonly holds: ReadonlyMap<string, Hold>;
}

/**
 * Works out a move: a number in place of the declared one, or a path that is held from a time on. Undefined where the
 * cause has no number of its own in a run.
 */
export function moveCause(
  cause: Cause,
  move: Move,
  from: number,
  program: Program,
  base: Trace,
): Moved | undefined {
  const name = foldName(cause.variable.name);
  const slot = program.slots.get(name);
  const column = base.columns.get(name);
  if (!slot || !column) return undefined;
  const elements = cause.elements ?? Array.from({ length: slot.size }, (_, i) => i);
  const range = rangeOf(cause.variable);
  if (isNumber(cause.variable)) {
    const numbers = new Map(
      elements.map((element) => [
        elementName(name, slot.dimensions, element),
        movedValue(valueAt(base, column, element, 0), move, range),
      ]),
    );
    return { inputs: { ...noInputs, numbers }, holds: new Map() };
  }
  const length = base.steps + 1;
  const path = new Float64Array(slot.size * length);
  for (const element of elements) {
    for (let step = 0; step < length; step++)
      path[element * length + step] = movedValue(valueAt(base, column, element, step), move, range);
  }
  const hold: Hold = {
    fromStep: firstStep(base, from),
    ...(cause.elements && { elements: cause.elements }),
    path,
  };
  return { inputs: noInputs, holds: new Map([[name, hold]]) };
}

/** The first step at or behind a time of the run. */
export function firstStep(base: Trace, from: number): number {
  return Math.ceil(positionOf(base, from) ?? 0);
}

/** Which way a cause was moved, and how far in per cent of its own size; null where that was nought. */
export interface MoveSize {
  readonly sign: number;
  readonly percent: number | null;
}

/** How far a cause was moved over a stretch of steps, both ends included. */
export function moveBetween(cause: Cause, base: Trace, moved: Trace, from: number, to: number): MoveSize {
  const name = foldName(cause.variable.name);
  const before = base.columns.get(name)!;
  const after = moved.columns.get(name)!;
  let difference = 0;
  let size = 0;
  for (const element of cause.elements ?? Array.from({ length: before.size }, (_, i) => i)) {
    for (let step = from; step <= Math.max(from, to); step++) {
      const own = valueAt(base, before, element, step);
      difference += valueAt(moved, after, element, step) - own;
      size += Math.abs(own);
    }
  }
  return { sign: Math.sign(difference), percent: size === 0 ? null : (100 * difference) / size };
}

/** A moved number, cut at the declared range, though never back beyond where it was. */
function movedValue(base: number, move: Move, range: Pick<Range, "low" | "high"> | undefined): number {
  const wanted = move.kind === "to" ? move.value : base * (1 + move.percent / 100);
  if (!range) return wanted;
  return Math.min(Math.max(wanted, Math.min(range.low, base)), Math.max(range.high, base));
}

function rangeOf({ kind, range }: Variable): Pick<Range, "low" | "high"> | undefined {
  return range ?? (kind === "switch" ? { low: 0, high: 1 } : undefined);
}

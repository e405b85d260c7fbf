import type { Code } from "../../functions/code.ts";
import type { Frame } from "../frame.ts";
import {
  codesIn,
  isTrivial,
  partsOf,
  type Statement,
  slotsOf,
  type VectorCall,
  visitOnce,
} from "../kernel.ts";
import { sinkIntoChoices } from "./sink.ts";

/** What a step computes where several worlds stand side by side. */
export interface Sorted {
  /** At every stage of a step: what stocks, memories and limits need. */
  readonly active: readonly Statement[];
  /** The same behind the cuts. */
  readonly behind: readonly VectorCall[];
  /** Only where a row is kept. */
  readonly shown: readonly Statement[];
  /** Whether an expression may have another value in each world. */
  readonly varies: (code: Code) => boolean;
  /** Whether a slot may have another number in each world. */
  readonly differs: (offset: number) => boolean;
}

/** Which numbers are kept, and which stand for a world. */
export interface Columns {
  readonly kept: readonly number[];
  readonly sampled: readonly number[];
}

/**
 * Parts what is the same in all worlds from what is not, and leaves out what nothing kept and no stock needs. Stocks and
 * memories differ always: worlds may go on from where they were brought by different pasts.
 */
export function sortForLanes(frame: Frame, { kept, sampled }: Columns): Sorted {
  const { parted } = frame;
  const after = [...parted.nets, ...parted.nexts.map(({ code }) => code)];
  // A cut changes what is computed: what is shown has to be computed before it.
  const hasCuts = parted.cuts.length > 0;
  const needed = new Set(hasCuts ? kept : []);
  for (const code of after) addReads(code, needed);
  const behind = neededOf(parted.behind, needed);
  for (const { offset, code } of parted.cuts) {
    needed.add(offset);
    addReads(code, needed);
  }
  const active = neededOf(parted.active, needed);
  const rest = new Set(parted.active);
  for (const statement of active) rest.delete(statement);
  const shown = neededOf([...rest], new Set(kept));
  const found = differences(frame, sampled);
  const others = [...after, ...[...parted.cuts, ...behind, ...shown].flatMap(codesIn)];
  const staying = new Set([...kept, ...frame.held.keys(), ...parted.cuts.map(({ offset }) => offset)]);
  return {
    active: sinkIntoChoices(active, {
      others,
      varies: found.varies,
      stays: (offset) => staying.has(offset),
    }),
    behind,
    shown,
    ...found,
  };
}

/** The statements that give a slot which is needed, in their order; what they read is needed then. */
function neededOf<Some extends Statement>(statements: readonly Some[], needed: Set<number>): readonly Some[] {
  return statements
    .toReversed()
    .filter((statement) => {
      if (!slotsOf(statement).some((offset) => needed.has(offset))) return false;
      for (const code of codesIn(statement)) addReads(code, needed);
      return true;
    })
    .reverse();
}

function addReads(root: Code, slots: Set<number>): void {
  const visited = new Set<Code>();
  visitOnce(root, visited, (code) => {
    visited.add(code);
    if (code.kind === "slot") slots.add(code.offset);
  });
}

function differences(
  { kernel, parted, held }: Frame,
  sampled: readonly number[],
): Pick<Sorted, "varies" | "differs"> {
  const { inputs, stocks, memories } = kernel;
  const slots = new Set([...sampled, ...held.keys(), ...parted.cuts.map(({ offset }) => offset)]);
  for (let offset = inputs; offset < inputs + stocks + memories; offset++) slots.add(offset);
  const { varies } = variationOf((offset) => slots.has(offset));
  for (const statement of [...parted.once, ...parted.late, ...parted.active, ...parted.behind]) {
    if (codesIn(statement).some(varies)) for (const offset of slotsOf(statement)) slots.add(offset);
  }
  return { varies, differs: (offset) => slots.has(offset) };
}

/** What may have another value in each world, where slots do. */
export function variationOf(differs: (offset: number) => boolean): Pick<Sorted, "varies"> {
  const known = new Map<Code, boolean>();
  const varies = (root: Code): boolean => {
    visitOnce(root, known, (code) => {
      const own = code.kind === "slot" ? differs(code.offset) : isOfWorld(code);
      known.set(code, own || (!isTrivial(code) && partsOf(code).some((part) => known.get(part))));
    });
    return known.get(root)!;
  };
  return { varies };
}

/** Worlds draw numbers of their own. */
function isOfWorld(code: Code): boolean {
  return code.kind === "call" && code.callee.kind === "random";
}

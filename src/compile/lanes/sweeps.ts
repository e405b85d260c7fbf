import type { Code } from "../../functions/code.ts";
import { codesIn, isTrivial, type Statement, slotsOf, visitOnce } from "../kernel.ts";
import type { LaneFrame } from "./frame.ts";

/**
 * Statements that are carried out together, for one group of worlds after another: the code of a sweep is short enough for a
 * processor to keep it at hand decoded, and what it needs of constants and tables is fetched once for all worlds.
 */
export interface Sweep {
  /** What is the same in all worlds, which comes first. */
  readonly shared: readonly Statement[];
  readonly own: readonly Statement[];
}

/** Parts statements into sweeps, in their order; what is the same in all worlds needs nothing that is not. */
export function sweepsOf(
  { kernel, parted, sorted }: LaneFrame,
  statements: readonly Statement[],
): readonly Sweep[] {
  const width = kernel.width + parted.hidden;
  const sweeps: { shared: Statement[]; own: Statement[] }[] = [];
  let seen = new Set<Code>();
  let sweep: (typeof sweeps)[number] | undefined;
  for (const statement of statements) {
    if (!sweep || seen.size >= mostCode) {
      sweep = { shared: [], own: [] };
      seen = new Set();
      sweeps.push(sweep);
    }
    // What the steps keep behind the slots is always kept for each world.
    const isOwn = slotsOf(statement).some((offset) => offset >= width || sorted.differs(offset));
    (isOwn ? sweep.own : sweep.shared).push(statement);
    if (isOwn)
      for (const code of codesIn(statement))
        visitOnce(code, seen, (each) => {
          if (!isTrivial(each) && sorted.varies(each)) seen.add(each);
        });
  }
  return sweeps;
}

/** The slots that each sweep leaves in memory: what other sweeps read, or what is kept. */
export function leftBy(
  sweeps: readonly Sweep[],
  kept: readonly number[],
): (sweep: Sweep, offset: number) => boolean {
  const readers = new Map<number, Set<Sweep>>();
  for (const sweep of sweeps) {
    const visited = new Set<Code>();
    for (const root of [...sweep.shared, ...sweep.own].flatMap(codesIn))
      visitOnce(root, visited, (code) => {
        visited.add(code);
        if (code.kind === "slot")
          readers.set(code.offset, (readers.get(code.offset) ?? new Set()).add(sweep));
      });
  }
  const always = new Set(kept);
  return (sweep, offset) => {
    const all = readers.get(offset);
    return always.has(offset) || (all !== undefined && (all.size > 1 || !all.has(sweep)));
  };
}

const mostCode = 30;

import type { Code } from "../functions/code.ts";
import { type Assignment, isTrivial, type Kernel, partsOf, visitOnce } from "./kernel.ts";
import { withParts } from "./share.ts";

/** A kernel parted into what is computed once and what is computed at every time. */
export interface Parted {
  /** Computed once from the inputs, in this order; slots behind the row's width hold parts of other equations. */
  readonly once: readonly Assignment[];
  /** Then, for the starting values only. */
  readonly initial: readonly Assignment[];
  readonly active: readonly Assignment[];
  readonly cuts: readonly Assignment[];
  readonly nets: readonly Code[];
  /** Slots behind the row's width. */
  readonly hidden: number;
}

/** Takes out of the steps what is the same in all of them: whole variables, and parts of equations. */
export function hoistInvariants(kernel: Kernel, held: ReadonlySet<number>): Parted {
  const varyingSlots = new Set<number>(held);
  for (let i = 0; i < kernel.stocks; i++) varyingSlots.add(kernel.inputs + i);
  for (const { offset } of kernel.cuts) varyingSlots.add(offset);

  const varying = new Map<Code, boolean>();
  const varies = (root: Code): boolean => {
    visitOnce(root, varying, (code) => {
      const itself =
        (code.kind === "slot" && varyingSlots.has(code.offset)) ||
        (code.kind === "clock" && code.word === "time");
      varying.set(code, itself || partsOf(code).some((part) => varying.get(part)!));
    });
    return varying.get(root)!;
  };

  const once: Assignment[] = [];
  const active: Assignment[] = [];
  for (const assignment of kernel.active) {
    if (varies(assignment.code)) varyingSlots.add(assignment.offset);
    if (varyingSlots.has(assignment.offset)) active.push(assignment);
    else once.push(assignment);
  }

  const hidden = new Map<Code, SlotCode>();
  const hide = (code: Code): Code => {
    if (varies(code)) return rewritten.get(code)!;
    if (isTrivial(code)) return code;
    const slot = hidden.get(code) ?? { kind: "slot", offset: kernel.width + hidden.size };
    hidden.set(code, slot);
    return slot;
  };
  const rewritten = new Map<Code, Code>();
  const rewrite = (root: Code): Code => {
    visitOnce(root, rewritten, (code) => rewritten.set(code, varies(code) ? withParts(code, hide) : code));
    return hide(root);
  };
  const rewriteAll = (assignments: readonly Assignment[]): readonly Assignment[] =>
    assignments.map(({ offset, code }) => ({ offset, code: rewrite(code) }));

  const parted = {
    active: rewriteAll(active),
    cuts: rewriteAll(kernel.cuts),
    nets: kernel.nets.map(rewrite),
  };
  const computedOnce = new Set(once.map(({ offset }) => offset));
  return {
    once: [...once, ...[...hidden].map(([code, { offset }]) => ({ offset, code }))],
    initial: kernel.initial.filter(({ offset }) => !computedOnce.has(offset)),
    ...parted,
    hidden: hidden.size,
  };
}

type SlotCode = Extract<Code, { kind: "slot" }>;

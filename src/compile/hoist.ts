import type { Called, ClockWord, Code } from "../functions/code.ts";
import { Bug } from "../model/diagnostic.ts";
import {
  type Assignment,
  assignmentsIn,
  codesIn,
  isAssignment,
  isCall,
  isSolve,
  isTrivial,
  type Kernel,
  partsOf,
  type Statement,
  type Stepping,
  slotsOf,
  type VectorCall,
  visitOnce,
} from "./kernel.ts";
import { withParts } from "./lower/share.ts";

/** A kernel parted into what is computed once and what is computed at every time. */
export interface Parted {
  /** Computed once from the inputs, in this order; slots behind the row's width hold parts of other equations. */
  readonly once: readonly Statement[];
  /** Then, for the starting values only. */
  readonly initial: readonly Statement[];
  /** Then, once: what follows from memories that keep their start, and what starting values see otherwise. */
  readonly late: readonly Statement[];
  readonly active: readonly Statement[];
  readonly cuts: readonly Assignment[];
  readonly behind: readonly VectorCall[];
  readonly nets: readonly Code[];
  readonly nexts: readonly Assignment[];
  readonly devices: readonly Stepping[];
  /** Slots behind the row's width. */
  readonly hidden: number;
}

/** When an expression has its value: before the starting values are computed, behind them, or anew at every time. */
const before = 0;
const behind = 1;
const always = 2;
type When = typeof before | typeof behind | typeof always;

/** Takes out of the steps what is the same in all of them: whole variables, and parts of equations. */
export function hoistInvariants(kernel: Kernel, held: ReadonlySet<number>): Parted {
  const slots = slotsThatVary(kernel, held);
  const timing = new Timing(slots);
  const whenOf = (code: Code): When => timing.of(code);

  const once: Statement[] = [];
  const late: Statement[] = [];
  const active: Statement[] = [];
  const behind: VectorCall[] = [];
  const lists = [once, late, active] as const;
  const whenOfAll = (statement: Statement): When =>
    codesIn(statement).reduce<When>((when, code) => later(when, whenOf(code)), before);
  for (const statement of [...kernel.active, ...kernel.behind]) {
    if (isSolve(statement)) {
      for (const offset of slotsOf(statement)) slots.set(offset, always);
      active.push(statement);
      continue;
    }
    const computed = whenOfAll(statement);
    if (isCall(statement)) {
      for (let i = 0; i < statement.results; i++) slots.set(statement.result + i, computed);
      if (computed === always && kernel.behind.includes(statement)) behind.push(statement);
      else lists[computed].push(statement);
      continue;
    }
    if (!isAssignment(statement)) throw new Bug("A device begins in the middle of a run.");
    const when = later(slots.get(statement.offset) ?? before, computed);
    if (when !== before) slots.set(statement.offset, when);
    lists[when].push(statement);
  }

  const firstHidden = kernel.width + kernel.callSlots;
  const hidden = new Map<Code, SlotCode>();
  const hide = (code: Code): Code => {
    if (whenOf(code) === always) return rewritten.get(code) ?? code;
    if (isTrivial(code)) return code;
    const slot = hidden.get(code) ?? { kind: "slot", offset: firstHidden + hidden.size };
    hidden.set(code, slot);
    return slot;
  };
  const rewritten = new Map<Code, Code>();
  const rewrite = (root: Code): Code => {
    if (whenOf(root) === always && !timing.isMixed(root)) return root;
    visitOnce(root, rewritten, (code) =>
      rewritten.set(code, timing.isMixed(code) ? withParts(code, hide) : code),
    );
    return hide(root);
  };
  const rewriteAll = (assignments: readonly Assignment[]): readonly Assignment[] =>
    assignments.map(({ offset, code }) => ({ offset, code: rewrite(code) }));
  const rewriteCall = (call: VectorCall): VectorCall => ({
    ...call,
    args: call.args.map((arg) =>
      arg.kind === "number"
        ? { ...arg, code: rewrite(arg.code) }
        : { ...arg, codes: arg.codes.map(rewrite), place: rewrite(arg.place) },
    ),
  });
  const rewriteStatement = (statement: Statement): Statement => {
    if (isAssignment(statement)) return { offset: statement.offset, code: rewrite(statement.code) };
    if (isCall(statement)) return rewriteCall(statement);
    if (!isSolve(statement)) return statement;
    const { starts, statements } = statement;
    return {
      ...statement,
      starts: starts.map(rewriteStatement),
      statements: statements.map(rewriteStatement),
    };
  };

  const parted = {
    active: active.map(rewriteStatement),
    cuts: rewriteAll(kernel.cuts),
    behind: behind.map(rewriteCall),
    nets: kernel.nets.map(rewrite),
    nexts: rewriteAll(kernel.nexts),
    devices: kernel.devices.map(({ device, args }) => ({ device, args: rewriteAll(args) })),
  };
  for (const [code, { offset }] of hidden) lists[whenOf(code)].push({ offset, code });
  const computedOnce = new Set(assignmentsIn(once).map(({ offset }) => offset));
  return {
    once,
    initial: kernel.initial.filter(
      (statement) => !isAssignment(statement) || !computedOnce.has(statement.offset),
    ),
    late,
    ...parted,
    hidden: kernel.callSlots + hidden.size,
  };
}

/** The slots whose values are not those of the inputs, whatever their equations say. */
function slotsThatVary(kernel: Kernel, held: ReadonlySet<number>): Map<number, When> {
  const { inputs, stocks, memories, initially, cuts, nexts, devices } = kernel;
  const slots = new Map<number, When>();
  for (const offset of initially) slots.set(offset, behind);
  for (let i = 0; i < stocks; i++) slots.set(inputs + i, always);
  for (let i = 0; i < memories; i++) slots.set(inputs + stocks + i, behind);
  for (const { offset } of [...nexts, ...cuts]) slots.set(offset, always);
  for (const { device } of devices) {
    for (let i = 0; i < device.results; i++) slots.set(device.result + i, always);
  }
  for (const offset of held) slots.set(offset, always);
  return slots;
}

/** When expressions have their values. */
class Timing {
  private readonly slots: ReadonlyMap<number, When>;
  /** Of what has parts: when, and `mixed` where it is computed at every time and has parts that are not. */
  private readonly known = new Map<Code, number>();

  constructor(slots: ReadonlyMap<number, When>) {
    this.slots = slots;
  }

  of(code: Code): When {
    return whenIn(this.find(code, 0));
  }

  isMixed(code: Code): boolean {
    return (this.known.get(code) ?? before) >= mixed;
  }

  private find(code: Code, depth: number): number {
    if (code.kind === "number") return before;
    if (code.kind === "slot") return this.slots.get(code.offset) ?? before;
    if (code.kind === "clock") return isMoving(code.word) ? always : before;
    const known = this.known.get(code);
    if (known !== undefined) return known;
    if (depth === deepest) visitOnce(code, this.known, (each) => void this.find(each, 0));
    const parts = this.together(code, depth + 1);
    const found = whenIn(parts) === always ? parts : whenIn(parts);
    this.known.set(code, found);
    return found;
  }

  /** The latest of the parts, and whether one of them is mixed or computed earlier than at every time. */
  private together(code: Code, depth: number): number {
    const start = code.kind === "call" && isAlive(code.callee) ? always : before;
    if (code.kind === "binary") return this.join(this.join(start, code.left, depth), code.right, depth);
    let found: number = start;
    for (const part of partsOf(code)) found = this.join(found, part, depth);
    return found;
  }

  private join(found: number, part: Code, depth: number): number {
    const own = this.find(part, depth);
    const isApart = own >= mixed || (own !== always && !isTrivial(part));
    return later(whenIn(found), whenIn(own)) + (isApart || found >= mixed ? mixed : 0);
  }
}

const mixed = 4;
const deepest = 400;

function whenIn(found: number): When {
  const when = found >= mixed ? found - mixed : found;
  return when === before ? before : when === behind ? behind : always;
}

/** Whether a procedure gives other numbers from step to step, whatever its arguments are. */
function isAlive({ kind }: Called): boolean {
  return kind === "random" || kind === "peek";
}

function isMoving(word: ClockWord): boolean {
  return word === "time" || word === "begun";
}

function later(one: When, other: When): When {
  return one > other ? one : other;
}

type SlotCode = Extract<Code, { kind: "slot" }>;

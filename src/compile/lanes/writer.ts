import type { BinaryOp, Called, Code, RoutineName, UnaryOp } from "../../functions/code.ts";
import { Bug } from "../../model/diagnostic.ts";
import type { FunctionWriter } from "../../wasm/function.ts";
import type { PlainInstruction } from "../../wasm/instructions.ts";
import { CodeWriter, type Kept, type Site, survey } from "../codewriter.ts";
import { isTrivial, partsOf, visitOnce } from "../kernel.ts";

/** How code in lanes reaches what lies outside of it. */
export interface LaneSite {
  /** Of what is the same in all worlds. */
  readonly shared: Site;
  readonly vectors: number;
  readonly varies: (code: Code) => boolean;
  /** Puts two lanes of a slot that differs on the stack. */
  readonly readSlot: (offset: number, vector: number) => void;
  /** The function that carries a routine out in one vector, or in two at once. */
  readonly routine: (name: RoutineName, vectors: 1 | 2) => { readonly index: number };
  /** Reads a table at the two numbers on the stack. */
  readonly lookup: (table: number) => void;
  /** Where the numbers of the worlds lie, an i32 each at multiples of eight. */
  readonly worlds: number;
  /** In a loop over the worlds, the local that counts through them, in bytes of a slot's numbers. */
  readonly at?: number;
  /** What is read again rather than kept. */
  readonly isFree: (code: Code) => boolean;
}

/**
 * Writes expressions for several worlds at once, two to a vector, with the bits that `CodeWriter` gives each world. What
 * is the same in all of them is computed once, by a `CodeWriter`; the rest without branches, unless one saves work.
 */
export class LaneWriter {
  /** Writes what is the same in all worlds. */
  readonly shared: CodeWriter;
  private readonly site: LaneSite;
  private readonly body: FunctionWriter;
  private readonly kept: Kept;
  /** For each vector, the local with what has been computed; of truths a mask. */
  private readonly locals = new Map<Code, readonly number[]>();
  /** In a loop over the worlds, vectors of what is the same in all of them. */
  private readonly spreads = new Map<Code, number>();
  private readonly prepared = new Set<Code>();
  private readonly costs = new Map<Code, number>();

  /** With the writer of what is the same in all worlds, if it has one in common with others. */
  constructor(site: LaneSite, roots: Iterable<Code>, shared?: CodeWriter) {
    this.site = site;
    this.body = site.shared.body;
    this.kept = keptIn(roots, site);
    this.shared = shared ?? new CodeWriter(site.shared, this.kept);
  }

  /** Before a loop over the worlds: computes what is the same in all of them, and makes vectors of it. */
  begin(roots: Iterable<Code>): void {
    const visited = new Set<Code>();
    const spread = (code: Code): void => {
      if (this.site.varies(code) || this.spreads.has(code)) return;
      const local = this.body.local("v128");
      this.shared.value(code);
      this.body.write("f64x2.splat").set(local);
      this.spreads.set(code, local);
    };
    for (const root of roots) {
      visitOnce(root, visited, (code) => {
        visited.add(code);
        if (this.site.varies(code)) for (const part of partsOf(code)) spread(part);
        else if (this.kept.has(code) && !this.shared.holds(code)) this.shared.keep(code);
      });
      spread(root);
    }
  }

  /** Computes what an expression shares with others, and what in it is the same in all worlds. */
  prepare(root: Code): void {
    visitOnce(root, this.prepared, (code) => {
      this.prepared.add(code);
      if (!this.kept.has(code)) return;
      if (!this.site.varies(code)) {
        if (!this.shared.holds(code)) this.shared.keep(code);
        return;
      }
      if (code.kind === "routine" && this.site.vectors > 1) {
        this.inPairs(code);
        return;
      }
      const locals = this.eachVector((vector) => {
        const local = this.body.local("v128");
        if (isTruth(code)) this.mask(code, vector);
        else this.value(code, vector);
        this.body.set(local);
        return local;
      });
      this.locals.set(code, locals);
    });
  }

  /** Two vectors at once. */
  private inPairs(code: Extract<Code, { kind: "routine" }>): void {
    const { body, site } = this;
    const locals = this.eachVector(() => body.local("v128"));
    for (let first = 0; first < site.vectors; first += 2) {
      for (const vector of [first, first + 1]) for (const arg of code.args) this.value(arg, vector);
      body.call(site.routine(code.name, 2));
      body.set(locals[first + 1]!).set(locals[first]!);
    }
    this.locals.set(code, locals);
  }

  eachVector<Made>(make: (vector: number) => Made): readonly Made[] {
    return Array.from({ length: this.site.vectors }, (_, vector) => make(vector));
  }

  /** Puts the values of two lanes on the stack. */
  value(code: Code, vector: number): void {
    const { body, site } = this;
    if (!site.varies(code)) {
      const spread = this.spreads.get(code);
      if (spread === undefined) {
        this.shared.value(code);
        body.write("f64x2.splat");
      } else body.get(spread);
      return;
    }
    if (isTruth(code)) {
      this.mask(code, vector);
      body.f64(1).write("f64x2.splat").write("v128.and");
      return;
    }
    const locals = this.locals.get(code);
    if (locals) {
      body.get(locals[vector]!);
      return;
    }
    switch (code.kind) {
      case "slot":
        site.readSlot(code.offset, vector);
        return;
      case "unary":
        this.value(code.of, vector);
        body.write(unaryInstructions[code.op as Exclude<UnaryOp, "not">]);
        return;
      case "binary":
        this.arithmetic(code, vector);
        return;
      case "choose":
        this.choice(code, vector);
        return;
      case "routine":
        for (const arg of code.args) this.value(arg, vector);
        body.call(site.routine(code.name, 1));
        return;
      case "lookup":
        this.value(code.at, vector);
        site.lookup(code.table);
        return;
      case "call":
        this.call(code, vector);
        return;
      default:
        throw new Bug("A constant differs between worlds.");
    }
  }

  /** Puts a mask on the stack: all ones in the lanes where the value is not zero, else noughts. */
  private mask(code: Code, vector: number): void {
    const { body } = this;
    if (!this.site.varies(code)) {
      // 0 where it is not zero, less 1: all ones.
      this.shared.truth(code);
      body.write("i32.eqz").write("i64.extend_i32_u").i64(1n).write("i64.sub").write("i64x2.splat");
      return;
    }
    if (!isTruth(code)) {
      this.value(code, vector);
      body.f64(0).write("f64x2.splat").write("f64x2.ne");
      return;
    }
    const locals = this.locals.get(code);
    if (locals) {
      body.get(locals[vector]!);
    } else if (code.kind === "unary") {
      this.mask(code.of, vector);
      body.write("v128.not");
    } else if (code.kind === "binary") {
      const comparison = comparisons.get(code.op);
      if (comparison) {
        this.value(code.left, vector);
        this.value(code.right, vector);
        body.write(comparison);
        return;
      }
      this.mask(code.left, vector);
      this.mask(code.right, vector);
      body.write(code.op === "and" ? "v128.and" : "v128.or");
    }
  }

  private arithmetic(code: Extract<Code, { kind: "binary" }>, vector: number): void {
    const { body } = this;
    const { op, left, right } = code;
    const bound = op === "min" || op === "max" ? boundIn(code) : undefined;
    if (!bound) {
      this.value(left, vector);
      this.value(right, vector);
      body.write(arithmeticInstructions.get(op)!);
      return;
    }
    this.value(bound.other, vector);
    body
      .f64(bound.value)
      .write("f64x2.splat")
      .write(op === "min" ? "f64x2.pmin" : "f64x2.pmax");
    // Of two noughts the greater one is 0, and -0 + 0 is 0.
    if (op === "max" && Object.is(bound.value, 0)) body.f64(0).write("f64x2.splat").write("f64x2.add");
  }

  /** Both sides are computed, unless a branch spares work: the same one for all worlds, or what costs much and nobody needs. */
  private choice({ when, yes, no }: Extract<Code, { kind: "choose" }>, vector: number): void {
    const { body } = this;
    if (!this.site.varies(when) && (this.costOf(yes) > free || this.costOf(no) > free)) {
      this.shared.truth(when);
      body.if("v128");
      this.value(yes, vector);
      body.else();
      this.value(no, vector);
      body.end();
      return;
    }
    const mask = body.local("v128");
    this.mask(when, vector);
    body.set(mask);
    this.wherever(yes, vector, () => body.get(mask).write("v128.any_true"));
    this.wherever(no, vector, () => body.get(mask).write("i64x2.all_true").write("i32.eqz"));
    body.get(mask).write("v128.bitselect");
  }

  /** The value of one side of a choice. */
  private wherever(code: Code, vector: number, isWanted: () => void): void {
    const { body } = this;
    if (this.costOf(code) < much) {
      this.value(code, vector);
      return;
    }
    isWanted();
    body.if("v128");
    this.value(code, vector);
    body.else();
    body.f64(0).write("f64x2.splat").end();
  }

  /** What computing it costs, where it stands. */
  private costOf(root: Code): number {
    visitOnce(root, this.costs, (code) => {
      const parts = isTrivial(code) ? [] : partsOf(code);
      const own =
        code.kind === "routine" || code.kind === "call" ? much : code.kind === "lookup" ? some : free;
      const whole = parts.reduce((most, part) => Math.max(most, this.costs.get(part)!), own);
      this.costs.set(code, this.kept.has(code) ? free : whole);
    });
    return this.costs.get(root)!;
  }

  /** A procedure is called for one lane after the other. */
  private call({ callee, args }: CallCode, vector: number): void {
    const { body, site } = this;
    const values = args.map((arg) => {
      if (!site.varies(arg)) return undefined;
      const local = body.local("v128");
      this.value(arg, vector);
      body.set(local);
      return local;
    });
    const procedure = site.shared.procedure(callee, args.length);
    for (const lane of [0, 1]) {
      this.shared.given(callee, site.worlds + 8 * (2 * vector + lane), site.at);
      for (const [i, local] of values.entries()) {
        if (local === undefined) this.shared.value(args[i]!);
        else body.get(local).lane("f64x2.extract_lane", lane);
      }
      body.call(procedure);
      if (lane === 0) body.write("f64x2.splat");
      else body.lane("f64x2.replace_lane", lane);
    }
  }
}

/** Arithmetic; readings of tables; what is worth a test whether anybody needs it. */
const free = 0;
const some = 1;
const much = 2;

type CallCode = Extract<Code, { kind: "call"; callee: Called }>;

/**
 * What is kept in local variables: what one writer would keep, what is the same in all worlds inside of what is not, and
 * routines, which are carried out for several vectors at once.
 */
function keptIn(roots: Iterable<Code>, { varies, vectors, isFree }: LaneSite): Kept {
  const all = [...roots];
  const found = survey(all, isFree);
  const kept = new Set(found.kept().keys());
  for (const code of found.codes) {
    if (isTrivial(code) || !varies(code)) continue;
    for (const part of partsOf(code)) if (!isTrivial(part) && !varies(part)) kept.add(part);
  }
  if (vectors > 1)
    for (const code of surelyNeeded(all)) if (code.kind === "routine" && varies(code)) kept.add(code);
  return kept;
}

/** What is computed whatever is chosen. */
function surelyNeeded(roots: readonly Code[]): ReadonlySet<Code> {
  const needed = new Set<Code>();
  const waiting = [...roots];
  for (let code = waiting.pop(); code; code = waiting.pop()) {
    if (needed.has(code)) continue;
    needed.add(code);
    waiting.push(...(code.kind === "choose" ? [code.when] : partsOf(code)));
  }
  return needed;
}

/** Whether the value is 1 or 0. */
function isTruth(code: Code): boolean {
  if (code.kind === "unary") return code.op === "not";
  return code.kind === "binary" && !arithmeticInstructions.has(code.op);
}

/**
 * The constant bound of a least or a greatest, where the fast instruction, which gives its first operand where they are
 * equal or one is NaN, has the bits of the exact one with the bound second. Of two noughts -0 is the least.
 */
function boundIn({
  op,
  left,
  right,
}: Extract<Code, { kind: "binary" }>): { readonly other: Code; readonly value: number } | undefined {
  const [bound, other] = left.kind === "number" ? [left, right] : [right, left];
  if (bound.kind !== "number" || Number.isNaN(bound.value)) return undefined;
  if (op === "min" && Object.is(bound.value, -0)) return undefined;
  return { other, value: bound.value };
}

const unaryInstructions: Readonly<Record<Exclude<UnaryOp, "not">, PlainInstruction>> = {
  negate: "f64x2.neg",
  abs: "f64x2.abs",
  sqrt: "f64x2.sqrt",
  floor: "f64x2.floor",
  ceil: "f64x2.ceil",
  truncate: "f64x2.trunc",
  nearest: "f64x2.nearest",
};

const arithmeticInstructions: ReadonlyMap<BinaryOp, PlainInstruction> = new Map([
  ["add", "f64x2.add"],
  ["subtract", "f64x2.sub"],
  ["multiply", "f64x2.mul"],
  ["divide", "f64x2.div"],
  ["min", "f64x2.min"],
  ["max", "f64x2.max"],
]);

const comparisons: ReadonlyMap<BinaryOp, PlainInstruction> = new Map([
  ["less", "f64x2.lt"],
  ["lessEqual", "f64x2.le"],
  ["greater", "f64x2.gt"],
  ["greaterEqual", "f64x2.ge"],
  ["equal", "f64x2.eq"],
  ["notEqual", "f64x2.ne"],
]);

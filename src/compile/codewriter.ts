import type { BinaryOp, Called, ClockWord, Code, RoutineName, UnaryOp } from "../functions/code.ts";
import type { FunctionWriter } from "../wasm/function.ts";
import type { PlainInstruction } from "../wasm/instructions.ts";
import { isTrivial, partsOf, visitOnce } from "./kernel.ts";

/** How code reaches what lies outside of it, in one function of a program. */
export interface Site {
  readonly body: FunctionWriter;
  /** Puts the value of a slot on the stack. */
  readonly readSlot: (offset: number) => void;
  readonly readClock: (word: ClockWord) => void;
  /** The function that carries a routine out. */
  readonly routine: (name: RoutineName) => { readonly index: number };
  /** Reads the table whose pointer lies at an address, at the number on the stack. */
  readonly lookup: (address: number) => void;
  /** The function that carries a procedure of so many arguments out. */
  readonly procedure: (callee: Called, count: number) => { readonly index: number };
  /** The local that holds the number of the step. */
  readonly step: number;
  /** Where the seed and the world of the run lie, two i32. */
  readonly seed: number;
  /** Where the pointers to the tables lie. */
  readonly tables: number;
  /** Where the states of devices lie. */
  readonly cells: number;
}

/** What is kept in local variables. */
export interface Kept {
  has(code: Code): boolean;
}

/** Writes expressions as WebAssembly. What is used twice in the statements of one writer is computed once. */
export class CodeWriter {
  private readonly site: Site;
  private readonly body: FunctionWriter;
  private readonly kept: Kept;
  /** The local variables that hold what has been computed. */
  private readonly locals = new Map<Code, number>();
  private readonly prepared = new Set<Code>();

  constructor(site: Site, kept: Kept) {
    this.site = site;
    this.body = site.body;
    this.kept = kept;
  }

  /**
   * Computes what an expression shares with others. This comes first, since the place where it is used may be in a
   * branch that is not taken.
   */
  prepare(root: Code): void {
    visitOnce(root, this.prepared, (code) => {
      this.prepared.add(code);
      if (this.kept.has(code) && !this.locals.has(code)) this.keep(code);
    });
  }

  /** Computes an expression and keeps its value; what it shares with others has been computed. */
  keep(code: Code): void {
    const local = this.body.local("f64");
    this.value(code);
    this.body.set(local);
    this.locals.set(code, local);
  }

  /** Puts the value on the stack. */
  value(code: Code): void {
    const { body } = this;
    const local = this.locals.get(code);
    if (local !== undefined) {
      body.get(local);
      return;
    }
    switch (code.kind) {
      case "number":
        body.f64(code.value);
        return;
      case "slot":
        this.site.readSlot(code.offset);
        return;
      case "clock":
        this.site.readClock(code.word);
        return;
      case "unary":
        if (code.op === "not") {
          this.truthAsNumber(code);
          return;
        }
        this.value(code.of);
        body.write(unaryInstructions[code.op]);
        return;
      case "binary": {
        const instruction = arithmeticInstructions.get(code.op);
        if (!instruction) {
          this.truthAsNumber(code);
          return;
        }
        this.value(code.left);
        this.value(code.right);
        body.write(instruction);
        return;
      }
      case "choose":
        this.choice(code);
        return;
      case "routine":
        for (const arg of code.args) this.value(arg);
        body.call(this.site.routine(code.name));
        return;
      case "lookup":
        this.value(code.at);
        this.site.lookup(this.site.tables + 4 * code.table);
        return;
      case "call":
        this.given(code.callee);
        for (const arg of code.args) this.value(arg);
        body.call(this.site.procedure(code.callee, code.args.length));
        return;
    }
  }

  /** Whether an expression has been computed and kept. */
  holds(code: Code): boolean {
    return this.locals.has(code);
  }

  /**
   * Puts on the stack what a procedure is given besides its arguments; `world` is where the number of the world lies, from
   * where the local `at` counts to.
   */
  given(callee: Called, world = this.site.seed + 4, at?: number): void {
    const { body, site } = this;
    switch (callee.kind) {
      case "algorithm":
        return;
      case "table":
        body.i32(0).memory("i32.load", site.tables + 4 * callee.table);
        return;
      case "peek":
        body.i32(site.cells + 8 * callee.cell);
        return;
      case "random":
        body.i32(0).memory("i32.load", site.seed);
        (at === undefined ? body.i32(0) : body.get(at)).memory("i32.load", world);
        body.i32(callee.site[0]).i32(callee.site[1]).get(site.step);
        return;
    }
  }

  /** Puts an i32 on the stack that is not zero where the value is not. */
  truth(code: Code): void {
    const { body } = this;
    if (!this.locals.has(code)) {
      if (code.kind === "unary" && code.op === "not") {
        this.truth(code.of);
        body.write("i32.eqz");
        return;
      }
      if (code.kind === "binary") {
        const comparison = comparisons.get(code.op);
        if (comparison) {
          this.value(code.left);
          this.value(code.right);
          body.write(comparison);
          return;
        }
        const logic = logicInstructions.get(code.op);
        if (logic) {
          this.truth(code.left);
          this.truth(code.right);
          body.write(logic);
          return;
        }
      }
    }
    this.value(code);
    body.f64(0).write("f64.ne");
  }

  private truthAsNumber(code: Code): void {
    this.truth(code);
    this.body.write("f64.convert_i32_s");
  }

  /** Small branches are both computed, which spares a jump; of others only the one that is needed. */
  private choice({ when, yes, no }: Extract<Code, { kind: "choose" }>): void {
    const { body } = this;
    if (this.isSmall(yes) && this.isSmall(no)) {
      this.value(yes);
      this.value(no);
      this.truth(when);
      body.write("select");
      return;
    }
    this.truth(when);
    body.if("f64");
    this.value(yes);
    body.else();
    this.value(no);
    body.end();
  }

  private isSmall(code: Code): boolean {
    return isTrivial(code) || this.locals.has(code);
  }
}

/** Looks through statements before they are written: finds what a writer does well to keep in local variables. */
export class Survey {
  /** How often each expression is used, parts before what they are parts of. */
  private readonly uses = new Map<Code, number>();
  private readonly isFree: (code: Code) => boolean;
  private isDeep = false;

  /** What `isFree` is read again rather than kept. */
  constructor(isFree: (code: Code) => boolean) {
    this.isFree = isFree;
  }

  /** How many expressions there are. */
  get size(): number {
    return this.uses.size;
  }

  /** Every expression once, parts before what they are parts of. */
  get codes(): Iterable<Code> {
    return this.uses.keys();
  }

  add(root: Code): void {
    this.use(root, 1);
  }

  private use(code: Code, depth: number): void {
    const { uses } = this;
    const count = uses.get(code);
    if (count !== undefined) {
      uses.set(code, count + 1);
      return;
    }
    if (depth === deepest) {
      this.isDeep = true;
      visitOnce(code, uses, (each) => {
        uses.set(each, 0);
        for (const part of partsOf(each)) uses.set(part, uses.get(part)! + 1);
      });
      uses.set(code, uses.get(code)! + 1);
      return;
    }
    switch (code.kind) {
      case "number":
      case "slot":
      case "clock":
        break;
      case "unary":
        this.use(code.of, depth + 1);
        break;
      case "binary":
        this.use(code.left, depth + 1);
        this.use(code.right, depth + 1);
        break;
      case "lookup":
        this.use(code.at, depth + 1);
        break;
      default:
        for (const part of partsOf(code)) this.use(part, depth + 1);
    }
    uses.set(code, 1);
  }

  /**
   * What is used twice, and what stands so deep that writing it by recursion would be too much for the stack; parts
   * before what they are parts of, each with how many expressions come before it.
   */
  kept(): ReadonlyMap<Code, number> {
    const kept = new Map<Code, number>();
    const deep = this.isDeep ? this.deepOnes() : undefined;
    let place = 0;
    for (const [code, count] of this.uses) {
      if ((count > 1 || deep?.has(code)) && !this.isFree(code)) kept.set(code, place);
      place++;
    }
    return kept;
  }

  /** One of so many that stand inside each other, counted from what is used twice. */
  private deepOnes(): ReadonlySet<Code> {
    const deep = new Set<Code>();
    const depths = new Map<Code, number>();
    for (const [code, count] of this.uses) {
      const depth = partsOf(code).reduce((most, part) => Math.max(most, 1 + depths.get(part)!), 1);
      if (depth >= deepest) deep.add(code);
      depths.set(code, count > 1 || depth >= deepest ? 0 : depth);
    }
    return deep;
  }
}

/** Looks through expressions that are written by one writer. */
export function survey(roots: Iterable<Code>, isFree: (code: Code) => boolean): Survey {
  const all = new Survey(isFree);
  for (const root of roots) all.add(root);
  return all;
}

const deepest = 200;

const unaryInstructions: Readonly<Record<Exclude<UnaryOp, "not">, PlainInstruction>> = {
  negate: "f64.neg",
  abs: "f64.abs",
  sqrt: "f64.sqrt",
  floor: "f64.floor",
  ceil: "f64.ceil",
  truncate: "f64.trunc",
  nearest: "f64.nearest",
};

const arithmeticInstructions: ReadonlyMap<BinaryOp, PlainInstruction> = new Map([
  ["add", "f64.add"],
  ["subtract", "f64.sub"],
  ["multiply", "f64.mul"],
  ["divide", "f64.div"],
  ["min", "f64.min"],
  ["max", "f64.max"],
]);

const comparisons: ReadonlyMap<BinaryOp, PlainInstruction> = new Map([
  ["less", "f64.lt"],
  ["lessEqual", "f64.le"],
  ["greater", "f64.gt"],
  ["greaterEqual", "f64.ge"],
  ["equal", "f64.eq"],
  ["notEqual", "f64.ne"],
]);

/** Both sides are truths already: 1 or 0 each. */
const logicInstructions: ReadonlyMap<BinaryOp, PlainInstruction> = new Map([
  ["and", "i32.and"],
  ["or", "i32.or"],
]);

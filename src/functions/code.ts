import type {
  NumberProcedure,
  PeekProcedure,
  RandomProcedure,
  TableProcedure,
} from "../procedures/machine.ts";

/**
 * The language that equations are lowered to: scalar arithmetic on f64, one expression for each element. The compiler
 * writes it as WebAssembly. A node that is used twice is computed once: sharing the object is sharing the value.
 */
export type Code =
  | NumberCode
  | { readonly kind: "slot"; readonly offset: number }
  | { readonly kind: "clock"; readonly word: ClockWord }
  | { readonly kind: "unary"; readonly op: UnaryOp; readonly of: Code }
  | { readonly kind: "binary"; readonly op: BinaryOp; readonly left: Code; readonly right: Code }
  /** `when` is true where it is not zero (NaN is true). Both branches may be evaluated: nothing here can trap. */
  | { readonly kind: "choose"; readonly when: Code; readonly yes: Code; readonly no: Code }
  | { readonly kind: "routine"; readonly name: RoutineName; readonly args: readonly Code[] }
  /** Table number `table` read at `at`; how it is read is the table's own affair. */
  | { readonly kind: "lookup"; readonly table: number; readonly at: Code }
  | { readonly kind: "call"; readonly callee: Called; readonly args: readonly Code[] };

/** A procedure that gives one number; names are unique. */
export type Called =
  | { readonly kind: "algorithm"; readonly name: string; readonly procedure: NumberProcedure }
  | {
      readonly kind: "table";
      readonly name: string;
      readonly procedure: TableProcedure;
      readonly table: number;
    }
  | {
      readonly kind: "random";
      readonly name: string;
      readonly procedure: RandomProcedure;
      /** Which call draws, and for which element: 64 bits. */
      readonly site: readonly [number, number];
    }
  /** Its first two arguments are the time and the step. */
  | {
      readonly kind: "peek";
      readonly name: string;
      readonly procedure: PeekProcedure;
      /** The first cell of the device that it looks into. */
      readonly cell: number;
    };

export interface NumberCode {
  readonly kind: "number";
  readonly value: number;
}

/**
 * time: now (within an RK4 step, the stage's time); begun: when the step began; step: dt; start and stop: the ends of the run; saveEvery: the time
 * between two saved rows.
 */
export type ClockWord = "time" | "begun" | "step" | "start" | "stop" | "saveEvery";

export type UnaryOp = "negate" | "abs" | "sqrt" | "floor" | "ceil" | "truncate" | "nearest" | "not";

/**
 * IEEE arithmetic. Comparisons and logic give 1 or 0; logic takes what is not zero as true. min and max are those of
 * WebAssembly and of `Math`: NaN if either is, and -0 lies below 0.
 */
export type BinaryOp =
  | "add"
  | "subtract"
  | "multiply"
  | "divide"
  | "min"
  | "max"
  | "less"
  | "lessEqual"
  | "greater"
  | "greaterEqual"
  | "equal"
  | "notEqual"
  | "and"
  | "or";

/** The functions that the machine does not have; `numerics/` holds one routine for each. */
export type RoutineName =
  | "exp"
  | "ln"
  | "logarithm"
  | "power"
  | "sine"
  | "cosine"
  | "tangent"
  | "arcsine"
  | "arccosine"
  | "arctangent"
  | "hyperbolicSine"
  | "hyperbolicCosine"
  | "hyperbolicTangent"
  | "lnGamma"
  | "normalShare"
  | "normalQuantile";

export function number(value: number): NumberCode {
  return { kind: "number", value };
}

export function unary(op: UnaryOp, of: Code): Code {
  return { kind: "unary", op, of };
}

export function binary(op: BinaryOp, left: Code, right: Code): Code {
  return { kind: "binary", op, left, right };
}

export function choose(when: Code, yes: Code, no: Code): Code {
  return { kind: "choose", when, yes, no };
}

export function routine(name: RoutineName, ...args: readonly Code[]): Code {
  return { kind: "routine", name, args };
}

export function clock(word: ClockWord): Code {
  return { kind: "clock", word };
}

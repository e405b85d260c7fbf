import type { Code } from "../functions/code.ts";
import type { DeviceRow } from "../functions/function.ts";
import type { VectorProcedure } from "../procedures/machine.ts";

/**
 * A system as scalar arithmetic: what is to be computed, in which order, with every array taken apart into its elements.
 * Slots are numbered as in a row: inputs, stocks, memories, computed variables; hidden ones, which no row shows, from `width` on.
 */
export interface Kernel {
  readonly inputs: number;
  readonly stocks: number;
  readonly memories: number;
  readonly width: number;
  readonly tables: number;
  /** Slots from `width` on that hold arguments, results and scratch numbers of calls. */
  readonly callSlots: number;
  /** Once, before the first step: starting values, and what they need. */
  readonly initial: readonly Statement[];
  /** At every time. */
  readonly active: readonly Statement[];
  /** After that, one after another: outflows cut down to what a stock that is never below zero can give. */
  readonly cuts: readonly Assignment[];
  /** Then what the rest needs. */
  readonly behind: readonly VectorCall[];
  /** Then: the net rate of each stock. */
  readonly nets: readonly Code[];
  /** What memories take over when the step is done; one that is not assigned to keeps its start. */
  readonly nexts: readonly Assignment[];
  /** What devices look at in a step. */
  readonly devices: readonly Stepping[];
  /** How many cells the states of all devices have. */
  readonly cells: number;
  /** Computed slots that starting values see otherwise than all the rest. */
  readonly initially: ReadonlySet<number>;
  /** The stocks that are never below zero. */
  readonly floored: ReadonlySet<number>;
  /** Slots of parts that take more than one step in each of the whole: how many. */
  readonly paces: ReadonlyMap<number, number>;
}

/** A slot takes the value of an expression. */
export interface Assignment {
  readonly offset: number;
  readonly code: Code;
}

/** Slots take the results of a procedure over whole rows. */
export interface VectorCall {
  /** Names are unique. */
  readonly name: string;
  readonly procedure: VectorProcedure;
  readonly args: readonly VectorArgument[];
  /** The first slot that takes a result, and how many do. */
  readonly result: number;
  readonly results: number;
  /** Where the scratch memory lies. */
  readonly scratch: number;
}

/** A number; or numbers that are put into slots for the procedure to find, and perhaps a place among them. */
export type VectorArgument =
  | { readonly kind: "number"; readonly code: Code }
  | {
      readonly kind: "numbers";
      readonly codes: readonly Code[];
      readonly offset: number;
      readonly columns: number;
      readonly place: Code;
    };

/** A device: a procedure with a state that lasts. What it gives lies among the memories. */
export interface Device {
  readonly row: Pick<DeviceRow, "name" | "parameters" | "cells" | "begin" | "step">;
  /** The first slot that takes a result, and how many do. */
  readonly result: number;
  readonly results: number;
  /** The first of its cells, among those of all devices. */
  readonly cell: number;
  /** How many steps it takes in each of the whole. */
  readonly pace: number;
}

/** Before the first step: a device makes its state. */
export interface Beginning {
  readonly begins: Device;
  readonly args: readonly Code[];
}

/** What a device looks at in a step is put into slots, until the step is done. */
export interface Stepping {
  readonly device: Device;
  readonly args: readonly Assignment[];
}

/** Slots that are looked for, until what follows from them fits. */
export interface Solve {
  readonly unknowns: readonly {
    readonly offset: number;
    /** The slot with the value that it is looked for from. */
    readonly start: number;
    /** The slot with what has to become nought. */
    readonly residual: number;
  }[];
  readonly starts: readonly Statement[];
  readonly statements: readonly Statement[];
  /** The first slot of the scratch memory. */
  readonly scratch: number;
}

export type Statement = Assignment | VectorCall | Beginning | Solve;

export function isSolve<Other extends object>(statement: Other | Solve): statement is Solve {
  return "unknowns" in statement;
}

/** The slots that a statement gives values, in the row or behind it. */
export function slotsOf(statement: Statement): readonly number[] {
  if (isAssignment(statement)) return [statement.offset];
  if (isSolve(statement)) {
    const own = statement.unknowns.map(({ offset }) => offset);
    return [...own, ...[...statement.starts, ...statement.statements].flatMap(slotsOf)];
  }
  const { result, results } = isCall(statement) ? statement : statement.begins;
  return Array.from({ length: results }, (_, i) => result + i);
}

export function isCall(statement: Statement): statement is VectorCall {
  return "procedure" in statement;
}

export function isBeginning(statement: Statement): statement is Beginning {
  return "begins" in statement;
}

export function isAssignment(statement: Statement): statement is Assignment {
  return "code" in statement;
}

/** The statements that are assignments. */
export function assignmentsIn(statements: readonly Statement[]): readonly Assignment[] {
  return statements.filter(isAssignment);
}

/** The expressions in a statement. */
export function codesIn(statement: Statement): readonly Code[] {
  if (isAssignment(statement)) return [statement.code];
  if (isBeginning(statement)) return statement.args;
  if (isSolve(statement)) return [...statement.starts, ...statement.statements].flatMap(codesIn);
  return statement.args.flatMap((arg) => (arg.kind === "number" ? [arg.code] : [...arg.codes, arg.place]));
}

/** The expressions directly inside one. */
export function partsOf(code: Code): readonly Code[] {
  switch (code.kind) {
    case "number":
    case "slot":
    case "clock":
      return [];
    case "unary":
      return [code.of];
    case "binary":
      return [code.left, code.right];
    case "choose":
      return [code.when, code.yes, code.no];
    case "routine":
    case "call":
      return code.args;
    case "lookup":
      return [code.at];
  }
}

/** What has been visited; whoever visits has to put there what it is given. */
export interface Visited {
  has(code: Code): boolean;
}

/** Visits what has not been visited of an expression, its parts before itself, however deep it is. */
export function visitOnce(root: Code, visited: Visited, visit: (code: Code) => void): void {
  descend(root, visited, visit, 0);
}

const deepestRecursion = 500;

function descend(code: Code, visited: Visited, visit: (code: Code) => void, depth: number): void {
  if (visited.has(code)) return;
  if (depth === deepestRecursion) {
    visitWithoutRecursion(code, visited, visit);
    return;
  }
  switch (code.kind) {
    case "number":
    case "slot":
    case "clock":
      break;
    case "unary":
      descend(code.of, visited, visit, depth + 1);
      break;
    case "binary":
      descend(code.left, visited, visit, depth + 1);
      descend(code.right, visited, visit, depth + 1);
      break;
    case "lookup":
      descend(code.at, visited, visit, depth + 1);
      break;
    default:
      for (const part of partsOf(code)) descend(part, visited, visit, depth + 1);
  }
  visit(code);
}

function visitWithoutRecursion(root: Code, visited: Visited, visit: (code: Code) => void): void {
  const waiting: Code[] = [root];
  const opened = new Set<Code>();
  for (let code = waiting.at(-1); code; code = waiting.at(-1)) {
    if (opened.has(code)) {
      waiting.pop();
      if (!visited.has(code)) visit(code);
      continue;
    }
    opened.add(code);
    for (const part of partsOf(code)) if (!visited.has(part)) waiting.push(part);
  }
}

/** Whether computing it again costs no more than reading what has been kept of it. */
export function isTrivial(code: Code): boolean {
  return code.kind === "number" || code.kind === "slot" || code.kind === "clock";
}

/// <reference path="../src/run/webassembly.d.ts" />
import { CodeWriter, survey } from "../src/compile/codewriter.ts";
import { isTrivial } from "../src/compile/kernel.ts";
import { lookupWriter } from "../src/compile/lookup.ts";
import { addProcedure } from "../src/compile/procedure.ts";
import type { BinaryOp, Called, ClockWord, Code, UnaryOp } from "../src/functions/code.ts";
import type { Clock } from "../src/functions/function.ts";
import { addRoutines } from "../src/numerics/emit.ts";
import { computeRoutine } from "../src/numerics/plain.ts";
import { carryOutNumber } from "../src/procedures/carry.ts";
import { ModuleWriter } from "../src/wasm/module.ts";
import { routineNames } from "./numerics.compiled.ts";

/** Computes an expression whose slots are its arguments. */
export type Computed = (args: readonly number[], clock: Clock) => number;

/** Arguments of an expression, as slots. */
export function slots(count: number): readonly Code[] {
  return Array.from({ length: count }, (_, offset) => ({ kind: "slot", offset }));
}

const clockWords: readonly ClockWord[] = ["time", "begun", "step", "start", "stop", "saveEvery"];

/** Expressions as functions of one WebAssembly module. */
export function compileCodes(
  codes: readonly { readonly code: Code; readonly parameters: number }[],
): readonly Computed[] {
  const module = new ModuleWriter();
  const routines = addRoutines(module, routineNames);
  for (const [i, { code, parameters }] of codes.entries()) {
    const types = Array.from({ length: parameters + clockWords.length }, () => "f64" as const);
    const body = module.addFunction({ parameters: types, results: ["f64"], exported: `f${i}` });
    const site = {
      body,
      readSlot: (offset: number) => {
        body.get(offset);
      },
      readClock: (word: ClockWord) => {
        body.get(parameters + clockWords.indexOf(word));
      },
      routine: (name: (typeof routineNames)[number]) => routines.get(name)!,
      lookup: lookupWriter(body),
      procedure: (callee: Called, count: number) =>
        addProcedure(module, callee, count, { routine: (name) => routines.get(name)! }),
      step: 0,
      seed: 0,
      cells: 0,
      tables: 0,
    };
    const writer = new CodeWriter(site, survey([code], isTrivial).kept());
    writer.prepare(code);
    writer.value(code);
  }
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.finish()));
  return codes.map((_, i) => {
    // The module exports a function of numbers for each expression.
    const compiled = exports[`f${i}`] as (...numbers: readonly number[]) => number;
    return (args, clock) =>
      compiled(
        ...args,
        ...clockWords.map((word) => clock[word] ?? (word === "begun" ? clock.time : clock.step)),
      );
  });
}

/** Carries an expression out on plain numbers, part by part. */
export function carryOut(code: Code, args: readonly number[], clock: Clock): number {
  const value = (part: Code): number => carryOut(part, args, clock);
  switch (code.kind) {
    case "number":
      return code.value;
    case "slot":
      return args[code.offset]!;
    case "clock":
      return clock[code.word] ?? (code.word === "begun" ? clock.time : clock.step);
    case "unary":
      return unaryMeanings[code.op](value(code.of));
    case "binary":
      return binaryMeanings[code.op](value(code.left), value(code.right));
    case "choose":
      return value(code.when) !== 0 ? value(code.yes) : value(code.no);
    case "routine":
      return computeRoutine(code.name, value(code.args[0]!), code.args[1] && value(code.args[1]));
    case "lookup":
      throw new Error("Pointwise functions read no tables.");
    case "call": {
      const { callee } = code;
      if (callee.kind !== "algorithm") throw new Error("Pointwise functions call nothing but algorithms.");
      return carryOutNumber(callee.procedure, code.args.map(value));
    }
  }
}

/** Ties to even, as IEEE 754's roundToIntegralTiesToEven. */
function nearestWhole(a: number): number {
  const rest = a - Math.trunc(a);
  const away = Math.trunc(a) + Math.sign(a);
  if (Math.abs(rest) < 0.5) return Math.trunc(a);
  return Math.abs(rest) > 0.5 || Math.trunc(a) % 2 !== 0 ? away : Math.trunc(a);
}

const unaryMeanings: Readonly<Record<UnaryOp, (a: number) => number>> = {
  negate: (a) => -a,
  abs: Math.abs,
  sqrt: Math.sqrt,
  floor: Math.floor,
  ceil: Math.ceil,
  truncate: Math.trunc,
  nearest: nearestWhole,
  not: (a) => Number(a === 0),
};

const binaryMeanings: Readonly<Record<BinaryOp, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  min: Math.min,
  max: Math.max,
  less: (a, b) => Number(a < b),
  lessEqual: (a, b) => Number(a <= b),
  greater: (a, b) => Number(a > b),
  greaterEqual: (a, b) => Number(a >= b),
  equal: (a, b) => Number(a === b),
  notEqual: (a, b) => Number(a !== b),
  and: (a, b) => Number(a !== 0 && b !== 0),
  or: (a, b) => Number(a !== 0 || b !== 0),
};

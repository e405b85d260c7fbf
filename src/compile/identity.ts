import type { Code } from "../functions/code.ts";
import { sha256 } from "../model/sha256.ts";
import type { Program, TimeAxis } from "../run/program.ts";
import { ByteWriter } from "../wasm/bytes.ts";
import type { Expansion } from "./expand.ts";
import {
  type Assignment,
  codesIn,
  isAssignment,
  isCall,
  isSolve,
  type Kernel,
  partsOf,
  type Statement,
  slotsOf,
  visitOnce,
} from "./kernel.ts";

/** To be raised when a routine of `numerics/` or the arithmetic of a step gives other bits than before. */
const arithmeticVersion = 1;

/** What an identity is made of, besides the method and what is held. */
interface Identified {
  readonly kernel: Kernel;
  readonly expansion: Expansion;
  readonly time: TimeAxis;
}

/** A hash of everything that decides what the runs of a program give. */
export function identify(
  { kernel, expansion, time }: Identified,
  { integrator, tolerance }: Pick<Program, "integrator" | "tolerance">,
  held: readonly string[],
): string {
  const bytes = new ByteWriter(16_384);
  const writeWord = wordWriter(bytes);
  bytes.unsigned(arithmeticVersion);
  for (const word of [integrator, ...held]) writeWord(word);
  if (tolerance) for (const number of [tolerance.absolute, tolerance.relative]) bytes.f64(number);
  for (const number of [time.start, time.stop, time.step, time.saveEvery]) bytes.f64(number);
  writeExpansion(bytes, expansion, writeWord);
  writeKernel(bytes, kernel, writeWord);
  return sha256(bytes.finish());
}

/** Writes a word in full where it comes first, and as a number from then on. */
function wordWriter(bytes: ByteWriter): (word: string) => void {
  const numbers = new Map<string, number>();
  return (word) => {
    const number = numbers.get(word);
    bytes.unsigned(number ?? numbers.size);
    if (number !== undefined) return;
    numbers.set(word, numbers.size);
    bytes.name(word);
  };
}

function writeExpansion(
  bytes: ByteWriter,
  { slots, tableSlots, inputs, tables }: Expansion,
  writeWord: (word: string) => void,
): void {
  for (const { variable, offset, size, role } of [...slots.values(), ...tableSlots.values()]) {
    writeWord(role);
    writeWord(variable);
    bytes.unsigned(offset);
    bytes.unsigned(size);
  }
  for (const number of inputs) bytes.f64(number);
  for (const { pairs, outside, missing } of tables) {
    writeWord(missing === undefined ? outside : `${outside} ${missing}`);
    bytes.unsigned(pairs.length);
    for (const number of pairs.flat()) bytes.f64(number);
  }
}

/** Every expression once, its parts by their numbers. */
function writeKernel(bytes: ByteWriter, kernel: Kernel, writeWord: (word: string) => void): void {
  const numbers = new Map<Code, number>();
  const writeCode = (root: Code): void => {
    visitOnce(root, numbers, (code) => {
      writeWord(wordOf(code));
      if (code.kind === "number") bytes.f64(code.value);
      else if (code.kind === "slot") bytes.unsigned(code.offset);
      else if (code.kind === "lookup") bytes.unsigned(code.table);
      else if (code.kind === "call" && code.callee.kind === "table") bytes.unsigned(code.callee.table);
      else if (code.kind === "call" && code.callee.kind === "peek") bytes.unsigned(code.callee.cell);
      else if (code.kind === "call" && code.callee.kind === "random")
        for (const word of code.callee.site) bytes.unsigned(word >>> 0);
      for (const part of partsOf(code)) bytes.unsigned(numbers.get(part)!);
      numbers.set(code, numbers.size);
    });
    bytes.unsigned(numbers.get(root)!);
  };
  const writeDevice = (statement: Exclude<Statement, Assignment>): void => {
    if (isSolve(statement)) writeWord("solve");
    else writeWord(isCall(statement) ? statement.name : statement.begins.row.name);
    for (const offset of slotsOf(statement)) bytes.unsigned(offset);
  };
  const writeAll = (statements: readonly Statement[]): void => {
    bytes.unsigned(statements.length);
    for (const statement of statements) {
      for (const code of codesIn(statement)) writeCode(code);
      if (isAssignment(statement)) bytes.unsigned(statement.offset);
      else writeDevice(statement);
    }
  };
  writeAll(kernel.initial);
  writeAll(kernel.active);
  writeAll(kernel.cuts);
  writeAll(kernel.behind);
  writeAll(kernel.nexts);
  for (const { args } of kernel.devices) writeAll(args);
  for (const net of kernel.nets) writeCode(net);
  for (const offset of [...kernel.floored, ...kernel.initially]) bytes.unsigned(offset);
  for (const number of [...kernel.paces].flat()) bytes.unsigned(number);
}

function wordOf(code: Code): string {
  switch (code.kind) {
    case "clock":
      return code.word;
    case "unary":
    case "binary":
      return code.op;
    case "routine":
      return code.name;
    case "call":
      return code.callee.name;
    default:
      return code.kind;
  }
}

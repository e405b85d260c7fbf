import type { Code } from "../functions/code.ts";
import { sha256, utf8Bytes } from "../model/sha256.ts";
import type { TimeAxis } from "../run/program.ts";
import type { Expansion } from "./expand.ts";
import { type Assignment, type Kernel, partsOf, visitOnce } from "./kernel.ts";

/** To be raised when a routine of `numerics/` or the arithmetic of a step gives other bits than before. */
const arithmeticVersion = 1;

/** A hash of everything in a system that decides what its runs give, but for the method and what is held. */
export function hashSystem(
  kernel: Kernel,
  { slots, tableSlots, inputs, tables }: Expansion,
  time: TimeAxis,
): string {
  const lines: string[] = [`hence ${arithmeticVersion}`];
  const say = (...words: readonly unknown[]): void => {
    lines.push(words.map(printed).join(" "));
  };
  say(time.start, time.stop, time.step, time.saveEvery, kernel.inputs, kernel.stocks, kernel.width);
  for (const { variable, offset, size, role } of [...slots.values(), ...tableSlots.values()]) {
    say(role, offset, size, variable);
  }
  say(...inputs);
  for (const { pairs, outside } of tables) say(outside, ...pairs.flat());

  const numbers = new Map<Code, number>();
  const numberOf = (root: Code): number => {
    visitOnce(root, numbers, (code) => {
      const parts = partsOf(code).map((part) => numbers.get(part)!);
      say(...wordsOf(code), ...parts);
      numbers.set(code, numbers.size);
    });
    return numbers.get(root)!;
  };
  const sayAll = (title: string, assignments: readonly Assignment[]): void => {
    for (const { offset, code } of assignments) say(title, offset, numberOf(code));
  };
  sayAll("initial", kernel.initial);
  sayAll("active", kernel.active);
  sayAll("cut", kernel.cuts);
  for (const net of kernel.nets) say("net", numberOf(net));
  say("floored", ...kernel.floored);
  return sha256(utf8Bytes(lines.join("\n")));
}

function wordsOf(code: Code): readonly unknown[] {
  switch (code.kind) {
    case "number":
      return ["number", code.value];
    case "slot":
      return ["slot", code.offset];
    case "clock":
      return ["clock", code.word];
    case "unary":
    case "binary":
      return [code.op];
    case "choose":
      return ["choose"];
    case "routine":
      return [code.name];
    case "lookup":
      return ["table", code.table];
  }
}

function printed(word: unknown): string {
  return Object.is(word, -0) ? "-0" : String(word);
}

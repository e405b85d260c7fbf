import fc from "fast-check";
import { expect } from "vitest";
import { checkModel } from "../src/check/check.ts";
import type { Facts } from "../src/check/facts.ts";
import type { System } from "../src/compile/compile.ts";
import type { Diagnostic } from "../src/model/diagnostic.ts";
import { type Hold, type Inputs, type Run, stepsOf, type Table } from "../src/run/program.ts";
import { type Draw, drawModel } from "./compile.systems.ts";

/** The facts of a random system. */
export function checkDrawn(draw: Draw, text: string): Facts {
  const errors: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => {
    if (diagnostic.severity === "error" && !diagnostic.code.startsWith("unit-")) errors.push(diagnostic);
  };
  const facts = checkModel(drawModel(draw, text, report), report);
  expect(errors, text).toEqual([]);
  return facts;
}

/** Random numbers, starting values, points and paths for some of the variables. */
export function drawChange(draw: Draw, { expansion, time }: System): Omit<Run, "program"> {
  const number = (): number => draw(fc.double, { min: -5, max: 5, noNaN: true });
  const isChosen = (): boolean => draw(fc.nat, { max: 4 }) === 0;
  const numbers = new Map<string, number>();
  const initials = new Map<string, number>();
  const tables = new Map<string, Table>();
  const holds = new Map<string, Hold>();
  const steps = stepsOf(time);
  for (const { variable, role, size, dimensions } of expansion.slots.values()) {
    const key = dimensions.length > 0 && draw(fc.boolean) ? `${variable}[middle]` : variable;
    if (role === "input" && isChosen()) numbers.set(key, number());
    if (role === "stock" && isChosen()) initials.set(key, number());
    if (!isChosen()) continue;
    holds.set(variable, {
      fromStep: draw(fc.nat, { max: steps }),
      ...(dimensions.length > 0 && draw(fc.boolean) && { elements: [0, 2] }),
      path: Float64Array.from({ length: size * (steps + 1) }, number),
    });
  }
  for (const { variable } of expansion.tableSlots.values()) {
    if (!isChosen()) continue;
    const xs = [time.start, time.start + 1.3, time.start + 2];
    const outside = draw(fc.constantFrom<[Table["outside"], Table["outside"]]>, "hold", "extrapolate");
    tables.set(variable, { pairs: xs.map((x) => [x, number()]), outside });
  }
  const inputs: Inputs = { numbers, initials, tables };
  return { inputs, holds, rows: draw(fc.boolean) ? "saved" : "every step" };
}

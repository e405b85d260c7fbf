import fc from "fast-check";
import { expect, test } from "vitest";
import { checkModel } from "../src/check/check.ts";
import type { Facts } from "../src/check/facts.ts";
import { compileVariant, lowerSystem, type System } from "../src/compile/compile.ts";
import { interpret } from "../src/compile/interpret/interpret.ts";
import type { Diagnostic } from "../src/model/diagnostic.ts";
import { makeNaNsAlike } from "../src/run/fault.ts";
import { createMachine } from "../src/run/machine.ts";
import { type Hold, type Inputs, type Run, stepsOf, type Table } from "../src/run/program.ts";
import { type Draw, drawModel, drawSystem } from "./compile.systems.ts";

test("random systems give the same bits compiled in both forms and interpreted", () => {
  fc.assert(
    fc.property(fc.gen(), (draw) => {
      const text = drawSystem(draw);
      const facts = checkDrawn(draw, text);
      const system = lowerSystem(facts);
      const change = drawChange(draw, system);
      const { integrator } = facts.model.time;
      const held = [...change.holds.keys()];
      const bits = (["locals", "memory"] as const).map((form) => {
        const program = compileVariant(system, { integrator, held, form });
        return bitsOf(createMachine(program).run({ program, ...change }).rows);
      });
      const program = compileVariant(system, { integrator, held });
      const oracle = bitsOf(interpret(facts, { program, ...change }).rows);
      expect(bits[0], text).toBe(oracle);
      expect(bits[1], text).toBe(oracle);
    }),
    { numRuns: 300 },
  );
});

test("random systems that are stopped go on with the same bits", () => {
  fc.assert(
    fc.property(fc.gen(), (draw) => {
      const text = drawSystem(draw);
      const system = lowerSystem(checkDrawn(draw, text));
      const change: Omit<Run, "program"> = { ...drawChange(draw, system), rows: "every step" };
      const program = compileVariant(system, { integrator: "rk4", held: [...change.holds.keys()] });
      const machine = createMachine(program);
      const whole = machine.run({ program, ...change });
      const until = draw(fc.nat, { max: stepsOf(system.time) });
      const first = machine.run({ program, ...change, until });
      const rest = machine.run({ program, ...change, from: first.last });
      const both = [...first.rows.subarray(0, until * program.width), ...rest.rows];
      expect(bitsOf(Float64Array.from(both)), text).toBe(bitsOf(whole.rows));
      expect(rest.last).toEqual(whole.last);
    }),
    { numRuns: 100 },
  );
});

function checkDrawn(draw: Draw, text: string): Facts {
  const errors: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => {
    if (diagnostic.severity === "error" && !diagnostic.code.startsWith("unit-")) errors.push(diagnostic);
  };
  const facts = checkModel(drawModel(draw, text, report), report);
  expect(errors, text).toEqual([]);
  return facts;
}

function bitsOf(rows: Float64Array): string {
  makeNaNsAlike(rows);
  return [...new BigUint64Array(rows.slice().buffer)].map((bits) => bits.toString(16)).join(" ");
}

/** Random numbers, starting values, points and paths for some of the variables. */
function drawChange(draw: Draw, { expansion, time }: System): Omit<Run, "program"> {
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

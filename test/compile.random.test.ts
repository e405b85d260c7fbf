import fc from "fast-check";
import { expect, test } from "vitest";
import { compileVariant, lowerSystem } from "../src/compile/compile.ts";
import { interpret } from "../src/compile/interpret/interpret.ts";
import { makeNaNsAlike } from "../src/run/fault.ts";
import { createMachine } from "../src/run/machine.ts";
import { type Run, stepsOf } from "../src/run/program.ts";
import { checkDrawn, drawChange } from "./compile.changes.ts";
import { drawSystem } from "./compile.systems.ts";

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

function bitsOf(rows: Float64Array): string {
  makeNaNsAlike(rows);
  return [...new BigUint64Array(rows.slice().buffer)].map((bits) => bits.toString(16)).join(" ");
}

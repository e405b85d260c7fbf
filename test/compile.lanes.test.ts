import { readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openChecked } from "../src/cli/opening.ts";
import { lowerSystem, type System } from "../src/compile/compile.ts";
import { compileLanes, emitLanes, type LaneForm } from "../src/compile/lanes/compile.ts";
import type { Integrator } from "../src/model/argument.ts";
import { createLaneMachine, type LaneProgram } from "../src/run/lanes.ts";
import { type Hold, noHold, noInputs, stepsOf } from "../src/run/program.ts";
import { checkDrawn, drawChange } from "./compile.changes.ts";
import { namesOf, programOf, someSystem } from "./compile.kernels.ts";
import { drawSystem } from "./compile.systems.ts";
import { differencesOf, differencesWhenStopped, worldsNear } from "./lanes.compare.ts";
import { Numbers } from "./numerics.compiled.ts";

const classics = readdirSync("systems/classics").filter((name) => name.endsWith(".hence"));
const integrators = ["euler", "rk2", "rk4"] as const;
const forms = ([1, 2, 4, 8] as const).flatMap((vectors) =>
  (["locals", "memory"] as const).map((form): LaneForm => ({ vectors, form })),
);

describe.each(classics)("%s in lanes", (file) => {
  const system = lowerSystem(openChecked(`systems/classics/${file}`).facts);
  test.each(integrators)("has the bits of one world at a time, by %s", (integrator) => {
    for (const form of [{}, { vectors: 2, form: "memory" }] as const) expectSame(system, integrator, form);
  });
});

describe("the flagship in lanes", () => {
  const system = lowerSystem(openChecked("systems/backlash").facts);
  test.each(integrators)("has the bits of one world at a time, by %s", (integrator) => {
    expectSame(system, integrator, {});
    expectSame(system, integrator, { vectors: 1, form: "memory" });
  });
});

function expectSame(system: System, integrator: Integrator, form: LaneForm): void {
  const every = Math.round(system.time.saveEvery / system.time.step);
  for (const oneIn of [1, 7]) {
    const lanes = lanesOf(system, integrator, form, oneIn);
    if (!lanes) return;
    const { between } = numbers();
    for (const count of [lanes.lanes, 1])
      expect(differencesOf(lanes, { worlds: worldsNear(lanes, between, count), every })).toEqual([]);
  }
}

function lanesOf(
  system: System,
  integrator: Integrator,
  form: LaneForm,
  oneIn: number,
  held: readonly string[] = [],
): LaneProgram | undefined {
  const { width, inputs } = system.expansion;
  return compileLanes(system, {
    integrator,
    held,
    kept: Array.from({ length: width }, (_, offset) => offset).filter((offset) => offset % oneIn === 0),
    sampled: inputs.map((_, offset) => offset).filter((offset) => offset % 2 === 0),
    ...form,
  });
}

function numbers(): { readonly between: (low: number, high: number) => number } {
  const all = new Numbers();
  return { between: (low, high) => all.between(low, high) };
}

test("random kernels give the bits of one world at a time, with holds and without", () => {
  const double = fc.oneof(fc.double({ min: -3, max: 3 }), fc.double());
  const someHolds = fc.array(fc.record({ at: fc.nat(20), fromStep: fc.integer({ min: 0, max: 8 }) }), {
    maxLength: 3,
  });
  fc.assert(
    fc.property(
      someSystem,
      someHolds,
      fc.infiniteStream(double),
      fc.constantFrom(...forms),
      fc.integer({ min: 1, max: 4 }),
      (system, wanted, stream, form, every) => {
        const { kernel, time } = system;
        const names = namesOf(kernel);
        const held = [...new Set(wanted.map(({ at }) => at).filter((at) => at < kernel.width))];
        const program = programOf(system, held);
        const kept = names.map((_, offset) => offset).filter((offset) => offset % every === 0);
        const sampled = names
          .slice(0, kernel.inputs)
          .map((_, offset) => offset)
          .filter((offset) => offset % 2 === 0);
        const lanes = emitLanes(kernel, program, { kept, sampled, ...form });
        if (!lanes) throw new Error("This kernel has no lanes.");
        const next = (): number => stream.next().value;
        const worlds = Array.from({ length: lanes.lanes }, (_, number) => ({
          number,
          numbers: Float64Array.from(sampled, next),
        }));
        const holds = worlds.map(
          () =>
            new Map(
              held.map((at): [string, Hold] => [
                names[at]!,
                next() > 2
                  ? noHold
                  : {
                      fromStep: wanted.find((hold) => hold.at === at)!.fromStep + (next() > 1 ? 1 : 0),
                      path: Float64Array.from({ length: stepsOf(time) + 1 }, next),
                    },
              ]),
            ),
        );
        expect(differencesOf(lanes, { worlds, holds, every })).toEqual([]);
      },
    ),
    { numRuns: 150 },
  );
});

test("a kernel that could hold gives, where nothing is held, the bits of one that could not", () => {
  fc.assert(
    fc.property(
      someSystem,
      fc.array(fc.nat(20), { maxLength: 4 }),
      fc.constantFrom(...forms),
      (system, wanted, form) => {
        const { kernel } = system;
        const names = namesOf(kernel);
        const kept = names.map((_, offset) => offset);
        const held = [...new Set(wanted.filter((at) => at < kernel.width))];
        const rowsOf = (some: readonly number[]): readonly number[] => {
          const lanes = emitLanes(kernel, programOf(system, some), { kept, sampled: [], ...form })!;
          const holds = [new Map(some.map((at): [string, Hold] => [names[at]!, noHold]))];
          const worlds = [{ number: 0, numbers: new Float64Array(0) }];
          return [...createLaneMachine(lanes).run({ worlds, inputs: noInputs, holds, every: 1 }).kept];
        };
        expect(rowsOf(held)).toEqual(rowsOf([]));
      },
    ),
    { numRuns: 60 },
  );
});

test("random systems give the bits of one world at a time, whatever a run changes", () => {
  let tried = 0;
  fc.assert(
    fc.property(fc.gen(), (draw) => {
      const text = drawSystem(draw);
      const facts = checkDrawn(draw, text);
      const system = lowerSystem(facts);
      const { inputs, holds } = drawChange(draw, system);
      const form = draw(fc.constantFrom<LaneForm[]>, ...forms);
      const oneIn = draw(fc.integer, { min: 1, max: 5 });
      const lanes = lanesOf(system, facts.model.time.integrator, form, oneIn, [...holds.keys()]);
      if (!lanes) return;
      tried++;
      const near = (low: number, high: number): number =>
        draw(fc.double, { min: low, max: high, noNaN: true });
      const worlds = worldsNear(lanes, near);
      const question = {
        worlds,
        inputs,
        seed: draw(fc.nat),
        every: draw(fc.integer, { min: 1, max: 3 }),
        holds: worlds.map(
          () =>
            new Map(
              [...holds].map(([name, hold]) => [
                name,
                { ...hold, path: hold.path.map((value) => value * near(0.5, 2)) },
              ]),
            ),
        ),
      };
      expect(differencesOf(lanes, question), text).toEqual([]);
      const until = draw(fc.nat, { max: stepsOf(system.time) });
      expect(differencesWhenStopped(lanes, question, until), text).toEqual([]);
    }),
    { numRuns: 100 },
  );
  expect(tried).toBeGreaterThan(20);
});

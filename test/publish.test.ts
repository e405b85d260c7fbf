import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { describe as describeQuantity } from "../src/argument/outcomes.ts";
import { quantityOf } from "../src/argument/quantity.ts";
import { checkModel } from "../src/check/check.ts";
import { packSystem } from "../src/cli/publishsystem.ts";
import { createSimulator } from "../src/compile/simulator.ts";
import { fitToPast } from "../src/publish/past.ts";
import { readPlain, writePlain } from "../src/publish/plain.ts";
import { createPublishedRunner } from "../src/publish/runner.ts";
import { type PublishedSystem, unseenSteps } from "../src/publish/system.ts";
import { readHence } from "../src/read/hence.ts";
import { noInputs, seriesOf } from "../src/run/program.ts";
import { sampledInputs } from "../src/sample/inputs.ts";
import { chooseWorlds } from "../src/sample/sampling.ts";
import { createEnsemble } from "../src/study/ensemble.ts";
import { keepWorlds } from "../src/study/worldbands.ts";

test("what is written as plain text is read again to the bit", () => {
  const number = fc.oneof(fc.double(), fc.constantFrom(Number.NaN, -0, Infinity, -Infinity));
  const leaf = fc.oneof(
    number,
    fc.string(),
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array(),
    fc.float64Array().map((array) => new Float64Array(array)),
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      leaf,
      fc.array(tie("value")),
      fc.array(tie("value")).map((all) => new Set(all)),
      fc.array(fc.tuple(fc.string(), tie("value"))).map((all) => new Map(all)),
      fc.dictionary(fc.stringMatching(/^[a-z]+$/), tie("value")).map((all) => ({ ...all })),
    ),
  }));
  fc.assert(
    fc.property(value, (one) => {
      const again = readPlain(writePlain(one));
      expect(again).toEqual(one);
      expect(writePlain(again)).toBe(writePlain(one));
    }),
  );
});

test("a page cannot be ended by a text in its system", () => {
  const text = writePlain({ title: "</script><script>alert(1)</script>" });
  expect(text).not.toContain("<");
  expect(readPlain(text)).toEqual({ title: "</script><script>alert(1)</script>" });
});

/** The flagship, packed with so many candidates, as a page has it. */
function flagship(candidates: number) {
  const { model } = readHence(
    "systems/backlash/backlash.hence",
    (path) => ({ text: readFileSync(path, "utf8") }),
    () => undefined,
  );
  const facts = checkModel(model, () => undefined);
  const simulator = createSimulator(facts, () => undefined)!;
  const prepared = simulator.prepare({});
  const sampling = { sampler: "random", runs: candidates, seed: 0 } as const;
  const design = chooseWorlds(sampledInputs(model, simulator.program), sampling);
  const bands = model.history.flatMap(({ id, bands: own }) =>
    own.map((band) => ({ ...band, id, label: id, quantity: quantityOf(band.quantity, facts)! })),
  );
  const names = ["radicalised", "hostility", "attacks_home"];
  const courses = names.map((variable) => ({
    ...describeQuantity({ kind: "element", variable, element: 0 }, variable, facts),
    bands: [],
  }));
  const fans = courses.map(({ label, quantity }) => ({ label, quantity, times: [2020, 2026, 2035] }));
  const ensemble = createEnsemble({ prepared, design, outcomes: [], bands, fans });
  const kept = Array.from({ length: ensemble.chunks }, (_, chunk) => ensemble.run(chunk)).flatMap(
    ({ first, fates }) =>
      [...fates.entries()].filter(([, fate]) => fate === 0).map(([place]) => first + place),
  );
  const { system } = packSystem({
    facts,
    simulator,
    prepared,
    courses,
    worlds: { design, sampling, seed: 0, kept, bands },
  });
  return { simulator, ensemble, kept, system, names };
}

test("a page makes the author's runs and worlds again, to the bit", { timeout: 120_000 }, () => {
  const { simulator, ensemble, kept, system, names } = flagship(1024);
  expect(kept.length).toBeGreaterThan(8);
  expect(system.lanes).toBeDefined();
  const text = writePlain(system);
  const published = readPlain(text) as PublishedSystem;
  const runner = createPublishedRunner(published, kept);

  const lever = "lev_growth";
  for (const numbers of [new Map<string, number>(), new Map([[lever, 1]])]) {
    const own = simulator.run({ rows: "saved", inputs: { ...noInputs, numbers } });
    const courses = runner.one(numbers);
    for (const [i, name] of names.entries())
      expect(courses[i]).toEqual(seriesOf(own, simulator.program.slots.get(name)!));
  }

  const { values } = ensemble.runWorlds(kept);
  const whole = runner.worlds(new Map());
  const rowOf = (time: number) => Math.round((time - 2010) / 0.25);
  for (const [world] of kept.entries())
    for (const [course] of names.entries())
      for (const [t, time] of [2020, 2026, 2035].entries())
        expect(whole.values[(course * whole.rows + rowOf(time)) * kept.length + world]).toBe(
          values[world * 9 + course * 3 + t],
        );

  // A lever that is seen from 2026 on: the worlds go on from there, to the bits of whole runs.
  const numbers = new Map([[lever, 1]]);
  expect(unseenSteps(published.levers, numbers)).toBeGreaterThan(15 * 32);
  const moved = runner.worlds(numbers);
  expect(moved.first).toBeGreaterThan(0);
  const again = createPublishedRunner(
    { ...published, levers: published.levers.map((one) => ({ ...one, unseen: 0 })) },
    kept,
  ).worlds(numbers);
  expect(again.first).toBe(0);
  const size = kept.length;
  for (let course = 0; course < names.length; course++)
    for (let row = moved.first / moved.every; row < again.rows; row++)
      for (let world = 0; world < size; world++)
        expect(moved.values[(course * moved.rows + row - moved.first / moved.every) * size + world]).toBe(
          again.values[(course * again.rows + row) * size + world],
        );

  // When policies begin is seen only where one of them is moved: both together start no later than either.
  const joint = new Map([
    [lever, 0.02],
    ["policy_start", 2028],
  ]);
  expect(unseenSteps(published.levers, joint)).toBe(16 * 32);
  expect(published.horizons.map(({ time }) => time)).toEqual([2027, 2031, 2035]);

  // A number that worlds differ in is set in each of them, and every world is a run like any other.
  const [assumed] = published.assumptions.filter(({ key }) =>
    published.worlds!.inputs.some((input) => input.key === key),
  );
  const fixed = new Map([[assumed!.key, assumed!.high]]);
  const moved2 = runner.worlds(fixed);
  expect(moved2.first).toBe(0);
  const design = chooseWorlds(published.worlds!.inputs, published.worlds!.sampling);
  const drawn = new Float64Array(design.inputs.length);
  design.world(kept[3]!, drawn);
  const own = new Map(design.inputs.map(({ key }, i) => [key, fixed.get(key) ?? drawn[i]!]));
  const alone = simulator.run({ rows: "saved", inputs: { ...noInputs, numbers: own } });
  for (const [course, name] of names.entries())
    expect(
      Array.from(
        { length: moved2.rows },
        (_, row) => moved2.values[(course * moved2.rows + row) * kept.length + 3],
      ),
    ).toEqual([...seriesOf(alone, simulator.program.slots.get(name)!)]);
  const unlike = Array.from(moved2.values).some((value, i) => value !== whole.values[i]);
  expect(unlike).toBe(true);

  // As they were chosen by their past, all of them fit it; where it is another, some do not.
  const { past, unjudged } = published.worlds!;
  expect([past.length > 8, unjudged]).toEqual([true, 0]);
  const part = { worlds: size, replayed: whole };
  const fits = fitToPast(part, { past, courses: names.length, before: part });
  expect([...fits]).toEqual(kept.map(() => 1));
  const narrow = past.map((band) => ({ ...band, high: (band.low + band.high) / 2 }));
  const fewer = fitToPast(part, { past: narrow, courses: names.length, before: part });
  const left = keepWorlds(part, fewer);
  expect(left.worlds).toBe(fewer.reduce((sum, one) => sum + one, 0));
  expect(left.worlds).toBeLessThan(size);
  const firstLeft = fewer.indexOf(1);
  if (firstLeft >= 0) expect(left.replayed.values[0]).toBe(whole.values[firstLeft]);
});

import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { quantityOf } from "../src/argument/quantity.ts";
import { checkModel } from "../src/check/check.ts";
import { createSimulator } from "../src/compile/simulator.ts";
import { readHence } from "../src/read/hence.ts";
import { noInputs, seriesOf } from "../src/run/program.ts";
import { sampledInputs } from "../src/sample/inputs.ts";
import { chooseWorlds } from "../src/sample/sampling.ts";
import { createEnsemble } from "../src/study/ensemble.ts";
import { savedTimes } from "../src/study/savedtimes.ts";
import { projectIn, sessionAlone } from "./web.project.ts";

const project = projectIn("systems/backlash", "backlash.hence");
const texts = new Map(project.files.map(({ path, text }) => [path, text]));
const session = sessionAlone();
const analysis = session.answer("open", { entry: project.entry, texts });
const { model } = readHence(
  project.entry,
  (path) => ({ text: texts.get(path)! }),
  () => undefined,
);
const facts = checkModel(model, () => undefined);
const simulator = createSimulator(facts, () => undefined)!;

test("a system is opened as plain data: what there is, with units, spans and texts", () => {
  expect(analysis.isRunnable).toBe(true);
  expect(structuredClone(analysis)).toEqual(analysis);
  const lever = analysis.variables.find(({ key }) => key === "lev_channels")!;
  expect(lever).toMatchObject({
    kind: "lever",
    unit: "",
    declared: [0],
    range: { low: 0, high: 0.8 },
    sector: "policy",
  });
  expect(texts.get(lever.nameSpan.source)!.slice(lever.nameSpan.from, lever.nameSpan.to)).toBe(
    "lev_channels",
  );
  expect(analysis.claims.length).toBe(model.claims.length);
  expect(analysis.variables.find(({ key }) => key === "policy_on")?.equation).toContain("policy_ramp");
  expect(analysis.beside.some(({ isRights }) => isRights)).toBe(true);
});

test.each([
  { numbers: {} },
  { numbers: { lev_repression: 0.3, lev_media: -0.2 } },
  { numbers: { policy_start: 2028, lev_growth: 0.03 } },
  { numbers: { sw_backfire: 0 } },
  { scenario: "bundle", numbers: { lev_growth: 0.02 } },
  { scenario: "no_war", numbers: {} },
  { scenario: "rk4", numbers: {} },
  { scenario: "half_step", numbers: { lev_border: 0.1 } },
])("a run has the bits of the terminal's: %o", (settings) => {
  const variables = ["radicalised", "cooperation", "lev_repression", "channels"];
  const { current, base, from } = session.answer("run", { settings, variables });
  const inputs = { ...noInputs, numbers: new Map(Object.entries(settings.numbers)) };
  const scenario = "scenario" in settings ? settings.scenario : undefined;
  const whole = simulator.run({ inputs, rows: "saved", ...(scenario && { scenario }) });
  const plain = simulator.run({ rows: "saved" });
  expect(current.times).toEqual(whole.times);
  for (const key of variables) {
    expect(hashOf(current.series.get(key)!)).toBe(hashOf(seriesOf(whole, whole.program.slots.get(key)!)));
    expect(hashOf(base.series.get(key)!)).toBe(hashOf(seriesOf(plain, plain.program.slots.get(key)!)));
  }
  if (settings.numbers.lev_repression && !scenario) expect(from).toBe(2026);
});

test("plausible worlds are those of hence sweep --history, and their runs have its bits", () => {
  const settings = { numbers: { lev_repression: 0.3, lev_channels: 0.2 } };
  const { kept, candidates } = session.answer("filter", { chunk: 1 });
  expect(candidates).toBe(256);
  const variables = ["radicalised", "migrant_radicals"];
  const answer = session.answer("replay", { settings, groups: [kept], variables });
  const base = session.answer("replay", { settings: { numbers: {} }, groups: [kept], variables });
  expect(answer).toMatchObject({ begins: 2026, isPastOther: false });
  const { replayed } = answer.parts[0]!.courses;
  expect(replayed.first).toBe(512);
  expect(base.parts[0]!.courses.replayed.first).toBe(0);
  expect(base.parts[0]!.beside).toBeUndefined();
  expect(answer.parts[0]!.beside?.rows.map((row) => 2010 + row / 4)).toEqual([2027, 2031, 2035]);

  const times = savedTimes(simulator.program.time);
  const fans = ["radicalised", "migrant_radicals"].map((variable) => ({
    label: variable,
    quantity: { kind: "element", variable, element: 0 } as const,
    times: times.filter((time) => time >= 2026 && (time - 2026) % 0.25 === 0),
  }));
  const inputs = { ...noInputs, numbers: new Map(Object.entries(settings.numbers)) };
  const ensemble = createEnsemble({
    prepared: simulator.prepare({ inputs }),
    design: designOf(512),
    outcomes: [],
    bands: bandsOfModel(),
    fans,
    seed: 0,
  });
  const { fates, values } = ensemble.run(1);
  expect([...kept]).toEqual(
    [...fates.entries()].filter(([, fate]) => fate === 0).map(([place]) => 256 + place),
  );
  expect(kept.length).toBeGreaterThan(2);
  const width = fans[0]!.times.length;
  for (const [column, { times: at }] of fans.entries())
    for (const [i, time] of at.entries())
      for (let world = 0; world < kept.length; world++) {
        const row = (time - 2026) / 0.25;
        const own = replayed.values[(column * replayed.rows + row) * kept.length + world];
        expect(own).toBe(values[world * fans.length * width + column * width + i]);
      }
});

test("where the past is changed, it is judged anew: those worlds are left that would be plausible then", () => {
  expect(session.answer("plan", {})).toMatchObject({ kind: "ready", bands: 12 });
  const { kept } = session.answer("filter", { chunk: 1 });
  const variables = ["radicalised"];
  const ask = (numbers: Record<string, number>) =>
    session.answer("replay", { settings: { numbers }, groups: [kept], variables });
  expect(ask({ lev_takedown: 2 })).toMatchObject({ begins: 2026, isPastOther: false });

  const numbers = { plot_rate: 0.01 };
  const changed = ask(numbers);
  expect(changed).toMatchObject({ begins: 2010, isPastOther: true });
  const { fates } = createEnsemble({
    prepared: simulator.prepare({ inputs: { ...noInputs, numbers: new Map(Object.entries(numbers)) } }),
    design: designOf(512),
    outcomes: [],
    bands: bandsOfModel(),
    fans: [],
    seed: 0,
  }).runWorlds([...kept]);
  const left = [...fates].filter((fate) => fate === 0).length;
  expect(left).toBeLessThan(kept.length);
  expect(changed.parts[0]!.courses.worlds).toBe(left);
  expect(changed.parts[0]!.courses.replayed.first).toBe(0);
});

test("errors leave a system that is not run, and mending them one that is", () => {
  const own = sessionAlone();
  const open = (text: string) =>
    own.answer("open", { entry: "a.hence", texts: new Map([["a.hence", text]]) });
  const sound =
    "system a\ntime 0 to 2 by 1 year\nunit person\nconst k : 1/year = 0.5\n  between 0.1 and 1\nstock s : person\n  starts 1 person\n  in g\nflow g : person/year = s * k\n";
  const broken = open(sound.replace("s * k", "s * q"));
  expect(broken.isRunnable).toBe(false);
  expect(broken.diagnostics[0]?.message).toContain("q");
  expect(() => own.answer("run", { settings: { numbers: {} }, variables: ["s"] })).toThrow("errors");
  expect(open(sound).isRunnable).toBe(true);
  expect([
    ...own.answer("run", { settings: { numbers: {} }, variables: ["s"] }).current.series.get("s")!,
  ]).toEqual([1, 1.5, 2.25]);
  expect(own.answer("open", { entry: "b.hence", texts: new Map() }).diagnostics[0]?.code).toBe(
    "missing-file",
  );
});

function designOf(runs: number) {
  return chooseWorlds(sampledInputs(model, simulator.program), { sampler: "random", runs, seed: 0 });
}

function bandsOfModel() {
  return model.history.flatMap(({ id, bands }) =>
    bands.map((band) => ({ ...band, id, label: id, quantity: quantityOf(band.quantity, facts)! })),
  );
}

function hashOf(numbers: Float64Array): string {
  return createHash("sha256").update(new Uint8Array(numbers.slice().buffer)).digest("hex");
}

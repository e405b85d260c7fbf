import { expect, test } from "vitest";
import { signsIn } from "../src/argument/sign.ts";
import { keepTrace } from "../src/argument/trace.ts";
import { at, distance, prepare, runWith } from "./backlash.engine.ts";
import { readAuthority, readExpectedRun, readFlagship, readGoldenRun } from "./backlash.files.ts";

const { facts, simulator, diagnostics } = prepare(readFlagship());
const base = runWith(simulator);
const percent = (value: number, reference: number) => 100 * (value / reference - 1);

test("names, shapes, units, order and ranges of the flagship have no fault", () => {
  expect(diagnostics.filter(({ severity }) => severity !== "note")).toEqual([]);
});

test("no number of the base run is lost, and it has every step", () => {
  expect(base.fault).toBeUndefined();
  expect(base.times.length).toBe(25 * 32 + 1);
});

test("persons balance to 1e-14 at every step", () => {
  for (const time of base.times) {
    const people = at(base, "total_population", time);
    const booked =
      at(base, "init_total_population", time) + at(base, "cum_births", time) - at(base, "cum_exits", time);
    expect(distance(booked, people)).toBeLessThan(1e-14);
  }
});

test("the base run gives the numbers that are kept with the flagship", () => {
  const rows = readExpectedRun();
  expect(rows.length).toBeGreaterThan(5);
  for (const row of rows) {
    for (const [name, wanted] of Object.entries(row)) {
      if (name !== "time")
        expect(distance(at(base, name, row.time!), wanted), `${name} in ${row.time}`).toBeLessThan(1e-13);
    }
  }
});

const golden = readGoldenRun();
if (golden)
  test("the base run is the golden run, every column to 1e-9", () => {
    expect(golden.length).toBe(26);
    for (const row of golden) {
      const columns = Object.entries(row).filter(([name]) => name !== "time");
      expect(columns.length).toBe(73);
      for (const [name, wanted] of columns)
        expect(distance(at(base, name, row.time!), wanted), `${name} in ${row.time}`).toBeLessThan(1e-9);
    }
  });
else
  test("the golden run is not at hand, so the base run was not compared with it", () => {
    console.log(
      "The golden run (../shared/system/golden.csv) is not here: the base run was not compared with it.",
    );
  });

const authority = readAuthority();
if (authority) {
  test("the levers do what they do in the data, to 1e-7", () => {
    const { year, base: levels, rows } = authority.lever_results;
    for (const [name, level] of Object.entries(levels))
      expect(distance(at(base, name, year), level), name).toBeLessThan(1e-9);
    expect(rows.length).toBe(21);
    for (const { label, set, percent_change } of rows) {
      const run = runWith(simulator, set);
      for (const [name, wanted] of Object.entries(percent_change)) {
        const change = percent(at(run, name, year), at(base, name, year));
        expect(distance(change, wanted), `${label}: ${name}`).toBeLessThan(1e-7);
      }
    }
  });

  test("the scenarios are those of the data", () => {
    const ours = new Set(simulator.scenarios.filter((name) => !name.includes(".")));
    for (const { id } of authority.scenarios) {
      if (id !== "base" && !id.startsWith("single_")) expect(ours, id).toContain(id);
    }
    const members = simulator.membersOf("singles").map((name) => name.replace("singles.lev_", "single_"));
    expect(members).toEqual(authority.scenarios.map(({ id }) => id).filter((id) => id.startsWith("single_")));
  });

  test("a scenario gives the same run as its settings in the data", () => {
    for (const { id, set = {}, dt, init, graphs, method, stop } of authority.scenarios) {
      if (id === "base" || id.startsWith("single_") || dt || init || graphs || method || stop) continue;
      const difference = percent(
        at(runWith(simulator, {}, id), "radicalised", 2035),
        at(runWith(simulator, set), "radicalised", 2035),
      );
      expect(difference, id).toBe(0);
    }
  });

  test("the 357 links between variables have the signs of the data, 16 of them none", () => {
    const signs = signsIn(facts, simulator.program, keepTrace("base", base));
    const known = new Set(authority.variables.map(({ name }) => name));
    const found = new Map<string, string>();
    for (const link of facts.links()) {
      const { cause, effect, kind } = link;
      if (kind === "initial" || !known.has(effect.name) || !known.has(cause.name)) continue;
      if (!["stock", "count", "flow", "aux"].includes(cause.kind)) continue;
      const pair = `${cause.name} -> ${effect.name}`;
      found.set(pair, { raises: "+", lowers: "-", none: "0", varies: "varies" }[signs(link).sign]);
    }
    const wanted = new Map(
      authority.signed_links.map(([cause, effect, sign]) => [`${cause} -> ${effect}`, sign]),
    );
    expect(Object.fromEntries([...found].toSorted())).toEqual(Object.fromEntries([...wanted].toSorted()));
    expect(found.size).toBe(357);
    expect([...found.values()].filter((sign) => sign === "0").length).toBe(16);
  });
} else {
  test("the system's data are not at hand, so levers, scenarios and signs were not compared with them", () => {
    console.log(
      "The system's data (../shared/system/model.json) are not here: levers and signs were not compared.",
    );
  });
}

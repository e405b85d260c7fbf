import { expect, test } from "vitest";
import { testArgument } from "../src/argument/test.ts";
import type { CheckVerdict, ClaimLineVerdict } from "../src/argument/verdict.ts";
import type { Judged } from "../src/argument/worlds.ts";
import { worldsIn } from "./argument.worlds.ts";
import { distance, prepare } from "./backlash.engine.ts";
import { type Expectation, readAuthority, readChangedFlagship, readFlagship } from "./backlash.files.ts";

const flagship = readFlagship();
const { facts, simulator } = prepare(flagship);
const verdicts = testArgument(facts, simulator, { sources: flagship.sources });

const others = (all: readonly { readonly id: string; readonly verdict: string }[]) =>
  all.filter(({ verdict }) => verdict !== "holds").map(({ id, verdict }) => `${id} ${verdict}`);

test("every claim holds, but for two that are context", () => {
  expect(verdicts.claims.length).toBe(45);
  expect(others(verdicts.claims)).toEqual(["C5 context", "C28 context"]);
});

test("all 32 checks of the base run hold, and 14 of directions", () => {
  expect(verdicts.checks.filter(({ id }) => id.startsWith("RC")).length).toBe(32);
  expect(verdicts.checks.filter(({ id }) => id.startsWith("S")).length).toBe(14);
  expect(verdicts.checks.length).toBe(46);
  expect(others(verdicts.checks)).toEqual([]);
});

test("all 27 loops are there with the sign of their kind", () => {
  expect(verdicts.loops.length).toBe(27);
  expect(others(verdicts.loops)).toEqual([]);
});

test("every link has the sign that it says, but for the one that is context", () => {
  expect(verdicts.links.length).toBe(47);
  expect(others(verdicts.links)).toEqual(["K47 context"]);
});

test("the base run's past lies inside every band", () => {
  expect(others(verdicts.history)).toEqual([]);
});

test("no run of the argument loses a number", () => {
  expect(verdicts.faults).toEqual([]);
});

test("a claim fails when the equation under it is turned round, and has no effect when its weight is nought", () => {
  const verdictOf = (before: string, after: string, id: string) => {
    const { model, ...rest } = readChangedFlagship("organisation.hence", before, after);
    const claims = model.claims.filter((claim) => claim.id === id);
    const made = prepare({
      ...rest,
      model: { ...model, claims, links: [], loops: [], checks: [], history: [] },
    });
    return testArgument(made.facts, made.simulator).claims[0]?.verdict;
  };
  const term = "1 + resonance_repression * sw_backfire * repression";
  expect(verdictOf(term, "1 - resonance_repression * sw_backfire * repression", "C13")).toBe("fails");
  expect(verdictOf(term, "1 + 0 * resonance_repression * sw_backfire * repression", "C13")).toBe("no-effect");
});

test("in the world of the declared numbers all of this comes out the same, and in another one it differs", () => {
  const { court, design, world } = worldsIn(facts, simulator, 2);
  const declared = { number: 0, numbers: Float64Array.from(design.inputs, ({ shape }) => shape.declared) };
  const [base, other] = court.judge([declared, world(1)]);
  expect(court.runs).toBe(verdicts.runs);
  expect(numbersOfAll(base!)).toEqual(numbersOfAll(verdicts));
  expect(numbersOfAll(other!)).not.toEqual(numbersOfAll(verdicts));
});

/** Every verdict, and the number that it rests on. */
const numbersOfAll = ({ claims, checks, loops, links }: Judged) => [
  ...claims.map(({ verdict, change }) => [verdict, change]),
  ...checks.map(({ verdict, lines }) => [verdict, lines.map(({ left }) => left)]),
  ...[...loops, ...links].map(({ verdict }) => verdict),
];

const authority = readAuthority();
if (authority) {
  test("every claim's effect is that of the data, to 1e-7", () => {
    let compared = 0;
    for (const { id, test: tests = [] } of authority.claims) {
      const claim = flagship.model.claims.find((one) => one.id === id);
      const lines = verdicts.claims.find((one) => one.id === id)?.lines ?? [];
      for (const { effect_change_percent: wanted } of tests) {
        const nearest = lines.toSorted((a, b) => changeFrom(a, wanted) - changeFrom(b, wanted))[0];
        expect(nearest && changeFrom(nearest, wanted), `${id} ${claim?.sentence}`).toBeLessThan(1e-7);
        compared++;
      }
    }
    expect(compared).toBe(47);
  });

  test("every number recorded for a check comes out, to 1e-7", () => {
    let compared = 0;
    for (const { id, expect: expectations } of authority.reality_checks.checks) {
      const check = verdicts.checks.find((one) => one.id === id);
      if (!check) throw new Error(`There is no check ‘${id}’.`);
      for (const expectation of expectations) {
        const wanted = expectation.recorded;
        if (id === "RC01") expect(Math.min(...numbersOf(check))).toBeLessThan(1e-14);
        else {
          const nearest = Math.min(...numbersOf(check).map((value) => distance(value, wanted)));
          expect(nearest, `${id} ${nameOf(expectation)}`).toBeLessThan(1e-7);
        }
        compared++;
      }
    }
    expect(compared).toBe(87);
  });
} else {
  test("the system's data are not at hand, so the sizes of effects were not compared with them", () => {
    console.log(
      "The system's data (../shared/system/model.json) are not here: sizes of effects were not compared.",
    );
  });
}

const changeFrom = ({ change }: ClaimLineVerdict, wanted: number) => distance(change ?? Number.NaN, wanted);

/** What stands on the left of each line, of an `always` line at its worst. */
const numbersOf = ({ lines }: CheckVerdict) => lines.flatMap(({ left }) => left ?? []);

const nameOf = ({ measure, variable, time, run }: Expectation) => `${measure} ${variable} ${time} ${run}`;

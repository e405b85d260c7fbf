import { expect, test } from "vitest";
import { testArgument } from "../src/argument/test.ts";
import { packJudged } from "../src/argument/verdictcodes.ts";
import { UnfitWorlds } from "../src/argument/worldrun.ts";
import type { Judged } from "../src/argument/worlds.ts";
import { ArgumentTally, shareHolding } from "../src/study/shares.ts";
import { describeWhere } from "../src/study/where.ts";
import { corner, worldsOf } from "./argument.worlds.ts";

const count = 600;
const { facts, simulator, design, court, world } = worldsOf(corner, count);
const all = Array.from({ length: count }, (_, number) => world(number));
const judged = court.judge(all);

/** What a world says of each item, in short. */
const words = ({ claims, checks, loops, links }: Judged) =>
  [...claims, ...checks, ...loops, ...links].map(({ id, verdict }) => `${id} ${verdict}`);

const numberOf = (place: number, name: string) =>
  all[place]!.numbers[design.inputs.findIndex(({ key }) => key === name)]!;

test("the world of the declared numbers is judged as the base run is", () => {
  const declared = { number: 0, numbers: Float64Array.from(design.inputs, ({ shape }) => shape.declared) };
  const [one] = court.judge([declared]);
  const verdicts = testArgument(facts, simulator);
  expect(words(one!)).toEqual(words(verdicts));
  expect(one!.claims.map(({ change }) => change)).toEqual(verdicts.claims.map(({ change }) => change));
});

test("a claim fails in just those worlds of which the equations say so", () => {
  judged.forEach(({ claims }, place) => {
    const fails = numberOf(place, "a") > 0.7 && numberOf(place, "b") < 0.4;
    expect(claims[0]!.verdict).toBe(fails ? "fails" : "holds");
  });
});

test("a moved constant is moved from the world's number, and cut at its range", () => {
  judged.forEach(({ claims }, place) => {
    const a = numberOf(place, "a");
    expect(claims[1]!.change).toBeCloseTo((100 * (Math.min(1, 11 * a) - a)) / a, 6);
  });
});

test("what a scenario sets stands above the world's number; all else is the world's", () => {
  expect(judged.flatMap(({ checks }) => checks).filter(({ verdict }) => verdict !== "holds")).toEqual([]);
  judged.forEach(({ checks }, place) => {
    expect(checks[1]!.lines.map(({ left }) => left)).toEqual([numberOf(place, "b"), numberOf(place, "a")]);
  });
});

test("what a world gives does not depend on those beside it", () => {
  for (const place of [0, 17, 599]) expect(court.judge([all[place]!])).toEqual([judged[place]]);
});

/** Adds worlds up in pieces of a size. */
function tallyIn(size: number): ArgumentTally {
  const tally = new ArgumentTally(judged[0]!, 100);
  for (let from = 0; from < count; from += size) {
    const numbers = all.slice(from, from + size).map(({ number }) => number);
    tally.add(packJudged(numbers, judged.slice(from, from + size)));
  }
  return tally;
}

test("shares are the same whatever the pieces in which worlds are counted", () => {
  const whole = tallyIn(count);
  expect(whole.worlds).toBe(count);
  for (const size of [1, 7, 256]) expect(tallyIn(size)).toEqual(whole);
});

test("a share is that of the worlds, and its interval holds the true one", () => {
  const share = shareHolding(tallyIn(64).countsOf(0))!;
  const failing = judged.filter(({ claims }) => claims[0]!.verdict === "fails").length;
  expect(share).toMatchObject({ value: (count - failing) / count, worlds: count });
  expect(share.low).toBeLessThan(0.88);
  expect(share.high).toBeGreaterThan(0.88);
});

test("worlds in which something could not be tested are none of those of its share", () => {
  const none = { holds: 0, fails: 0, "no-effect": 0, untestable: 0, context: 0, shown: 0, varies: 0 };
  expect(shareHolding({ ...none, untestable: 5 })).toBeUndefined();
  expect(shareHolding({ ...none, holds: 3, "no-effect": 1, untestable: 5 })).toMatchObject({
    value: 0.75,
    worlds: 4,
  });
});

const inputs = design.inputs.map(({ label }, i) => ({
  name: label,
  kind: "real" as const,
  values: Float64Array.from(all, ({ numbers }) => numbers[i]!),
}));

test("the corner in which a claim fails is found, by the two numbers that make it", () => {
  const interest = Uint8Array.from(judged, ({ claims }) => (claims[0]!.verdict === "fails" ? 1 : 0));
  const where = describeWhere({ inputs, interest })!;
  const limits = new Map(where.limits.map((limit) => [limit.label, limit]));
  expect([...limits.keys()].sort()).toEqual(["a", "b"]);
  expect(Math.abs(limits.get("a")!.low! - 0.7)).toBeLessThan(0.05);
  expect(Math.abs(limits.get("b")!.high! - 0.4)).toBeLessThan(0.05);
  expect(where.worlds).toBe(300);
  expect(where.found / where.inside).toBeGreaterThan(0.85);
  expect(where.found / (where.share * where.worlds)).toBeGreaterThan(0.85);
});

test("where chance alone decides, no limits are told; nor of a handful of worlds", () => {
  const byChance = Uint8Array.from(all, (_, i) => ((i * 7919) % 8 === 3 ? 1 : 0));
  expect(describeWhere({ inputs, interest: byChance })).toBeUndefined();
  const few = Uint8Array.from(all, (_, i) => (i < 9 ? 1 : 0));
  expect(describeWhere({ inputs, interest: few })).toBeUndefined();
});

test("a system whose steps change on the way has no worlds to compare", () => {
  const text = corner.replace("save every 1", "save every 1\n  varying step = if time < 1 then 1 else 0.5");
  expect(() => worldsOf(text, 2)).toThrow(UnfitWorlds);
});

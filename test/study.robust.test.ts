import { expect, test } from "vitest";
import { foldName } from "../src/model/name.ts";
import { changeOver } from "../src/study/changes.ts";
import { readCondition, worldsWhere } from "../src/study/condition.ts";
import { fates } from "../src/study/ensemble.ts";
import { horizonTimes } from "../src/study/policies.ts";
import { firstBy, metrics, robustness } from "../src/study/robustness.ts";
import { gatherSample } from "../src/study/sample.ts";
import { savedTimes, timesToShow } from "../src/study/savedtimes.ts";

const values = [Float64Array.of(1, 2, 3, 4), Float64Array.of(2, 2, 2, 6)];

test("the metrics of two policies in four worlds, as worked out by hand", () => {
  const found = robustness({ want: "less", values, enough: 2 });
  const near = (numbers: readonly number[]) => numbers.map((number) => expect.closeTo(number, 10));
  expect(Object.fromEntries(metrics.map(({ name }, i) => [foldName(name), found[i]]))).toEqual({
    maximin: [4, 6],
    maximax: [1, 2],
    hurwicz: [2.5, 4],
    laplace: [2.5, 3],
    // In the four worlds the best are 1, 2, 2, 4.
    minimax_regret: [1, 2],
    "regret,_90_%": near([0.7, 1.7]),
    "mean-variance": near([2.5 + Math.sqrt(1.25), 3 + Math.sqrt(3)]),
    undesirable_deviations: [1, 2],
    percentile_skewness: near([0, -1]),
    percentile_peakedness: near([1.6, 2.8]),
    "starr's_domain": [0.5, 0.75],
  });
});

test("where more is better the worst world is the least, and other policies come first", () => {
  const found = robustness({ want: "more", values, enough: 3 });
  const at = (name: string) => metrics.findIndex((metric) => metric.name === name);
  expect(found[at("maximin")]).toEqual([1, 2]);
  expect(found[at("maximax")]).toEqual([4, 6]);
  expect(found[at("minimax regret")]).toEqual([2, 1]);
  expect(found[at("Starr's domain")]).toEqual([0.5, 0.25]);
  const first = (name: string, want: "less" | "more") =>
    firstBy(metrics[at(name)]!, robustness({ want, values, enough: 3 })[at(name)]!, want);
  expect(first("maximin", "less")).toEqual([0]);
  expect(first("maximin", "more")).toEqual([1]);
  expect(first("minimax regret", "less")).toEqual([0]);
  expect(first("minimax regret", "more")).toEqual([1]);
  expect(firstBy(metrics[0]!, [2, 2, Number.NaN], "less")).toEqual([0, 1]);
});

test("a change is that of each world against itself; per cent of nought there is none", () => {
  const change = changeOver(Float64Array.of(10, 20, 0), Float64Array.of(9, 22, 1));
  expect(change.percent!.p50).toBeCloseTo(0, 12);
  expect(change.percent!.p5).toBeCloseTo(-9, 12);
  expect(change.difference.p50).toBe(1);
  expect([change.less, change.more]).toEqual([1 / 3, 2 / 3]);
  expect(changeOver(Float64Array.of(0), Float64Array.of(0))).toMatchObject({
    percent: null,
    less: 0,
    more: 0,
  });
});

test("horizons are times after the beginning, and the end where it is later", () => {
  expect(horizonTimes(2026, [1, 5, 9], 2035)).toEqual([2027, 2031, 2035]);
  expect(horizonTimes(2012, [1, 5, 9], 2035)).toEqual([2013, 2017, 2021, 2035]);
  expect(horizonTimes(2030, [1, 5, 9], 2033)).toEqual([2031, 2033]);
});

test("conditions: a number, or a share of the worlds", () => {
  const condition = readCondition("stuff[a,b]@2035 >= 50,000")!;
  expect(condition).toEqual({
    outcome: "stuff[a,b]@2035",
    relation: ">=",
    limit: { kind: "number", value: 50_000 },
  });
  expect(worldsWhere(condition, Float64Array.of(49_999, 50_000, 60_000)).interest).toEqual(
    Uint8Array.of(0, 1, 1),
  );
  const most = worldsWhere(readCondition("stuff > p75")!, Float64Array.of(5, 1, 3, 4, 2));
  expect(most).toEqual({ interest: Uint8Array.of(1, 0, 0, 0, 0), limit: 4 });
  expect(worldsWhere(readCondition("stuff<p75")!, Float64Array.of(5, 1, 3)).limit).toBe(4);
  for (const wrong of ["stuff", "stuff > ", "> 3", "stuff > many", "stuff > p", ""])
    expect(readCondition(wrong)).toBeUndefined();
});

test("a sample has the worlds that were kept, without those of which an outcome is no number", () => {
  const quantity = { kind: "element", variable: "x", element: 0 } as const;
  const outcomes = [1, 2].map((time) => ({ label: "x", quantity, time }));
  const lost = { variable: "y", element: 0, time: 3, value: Number.NaN, world: 11 };
  const sample = gatherSample({ outcomes }, [
    {
      numbers: [10, 11, 12],
      run: {
        fates: Int32Array.of(fates.kept, fates.failed, 1),
        faults: [lost],
        values: Float64Array.of(1, 2),
      },
    },
    {
      numbers: [20, 21],
      run: {
        fates: Int32Array.of(fates.kept, fates.kept),
        faults: [],
        values: Float64Array.of(3, Number.NaN, 5, 6),
      },
    },
  ]);
  expect(sample).toEqual({
    worlds: [10, 21],
    candidates: 5,
    lost: 2,
    untold: 0,
    why: "‘y’ at 3 in world 11",
    outcomes: [Float64Array.of(1, 5), Float64Array.of(2, 6)],
  });
});

test("of many saved times some are taken, evenly apart, and the end is among them", () => {
  const times = savedTimes({ start: 0, stop: 100, step: 0.25, saveEvery: 0.5 });
  expect(times.length).toBeLessThanOrEqual(41);
  expect([times[0], times.at(-1)]).toEqual([0, 100]);
  expect(timesToShow([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])).toEqual([3, 5, 7, 9, 11]);
  expect(timesToShow([1, 2])).toEqual([1, 2]);
});

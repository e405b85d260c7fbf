import { expect, test } from "vitest";
import { headlineOf } from "../src/view/headline.ts";

const of = { what: "milder repression -0.3", outcome: "people expelled", worlds: 1000 };
const told = (when: string, p5: number, p95: number, less: number, more?: number) => ({
  when,
  change: { p5, p95 },
  less,
  ...(more !== undefined && { more }),
});

test("a change is told as a range and a share of worlds, at the last time first and at all of them", () => {
  expect(
    headlineOf(of, [told("in 2027", 0.5, 2.04, 0.004, 0.996), told("in 2035", -31.7, 0.2, 0.962, 0.038)]),
  ).toBe(
    "milder repression -0.3. people expelled, in 2035: -32 % to +0.2 % in each world (p5 to p95), less in 96 % of 1,000 plausible worlds. Before that: in 2027 +0.5 % to +2 % in each world (p5 to p95), more in 99.6 %.",
  );
});

test("nothing is made of what nobody could see, of what is missing, or of a share that is not known", () => {
  expect(headlineOf(of, [])).toBeUndefined();
  expect(headlineOf(of, [told("in 2035", 0, 0, 0, 0)])).toMatch(/in 2035: no change\.$/);
  expect(headlineOf(of, [told("in 2035", -0.001, 0.004, 0.3, 0.7)])).toMatch(/hardly any change\.$/);
  expect(headlineOf(of, [told("in 2035", 1, Number.NaN, 0.3, 0.7)])).toMatch(/: more in 70 % of 1,000/);
  expect(headlineOf(of, [told("in 2035", -1, 5, 0.3)])).toMatch(/less in 30 % of 1,000 plausible worlds\.$/);
});

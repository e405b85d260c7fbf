import { expect, test } from "vitest";
import { anger, checkOver, verdictsOf } from "./argument.system.ts";

test("a quantity at a time in a scenario is compared with the same in the base run", () => {
  const [line] = checkOver("anger @ 2020 in strong > 1.05 * base");
  expect(line).toMatchObject({ text: "anger @ 2020 in strong > 1.05 * base", verdict: "holds", note: null });
  const { left, right, base, values } = line!;
  expect(right).toBeCloseTo(1.05 * base!.value, 12);
  expect(base!.difference).toBe(left! - base!.value);
  expect(base!.ratio).toBe(left! / base!.value);
  expect(base!.percent).toBeCloseTo(100 * (left! / base!.value - 1), 12);
  expect(values).toEqual([
    { text: "anger @ 2020 in strong", value: left },
    { text: "anger @ 2020", value: base!.value },
  ]);
});

test("change is in per cent of the base run, or of another one", () => {
  const [own, other, between, difference] = checkOver(`change(anger @ 2020 in strong) > 5 %
  change(anger @ 2020 in strong against calm_world) > 50 %
  change(anger @ 2020 against calm_world) between 0 and 200
  change(anger @ 2020 in strong) - change(anger @ 2020 in calm_world) > 5 points`);
  expect([own, other, between, difference].map((line) => line!.verdict)).toEqual(Array(4).fill("holds"));
  const [strong, base] = own!.values.map(({ value }) => value);
  expect(own!.left).toBeCloseTo(100 * (strong! / base! - 1), 10);
  expect(other!.values.map(({ text }) => text)).toEqual([
    "anger @ 2020 in strong",
    "anger @ 2020 in calm_world",
  ]);
  expect(own!.base).toBe(null);
});

test.each([
  ["weather @ 2020 = 5", "holds"],
  ["weather @ 2020 <> 5", "fails"],
  ["weather @ 2020 < 5", "fails"],
  ["weather @ 2020 <= 5", "holds"],
  ["weather @ 2020 > 5", "fails"],
  ["weather @ 2020 >= 5", "holds"],
  ["weather @ 2020 between 5 and 6", "holds"],
  ["weather @ 2020 between 6 and 7", "fails"],
  ["weather @ 2020 within 0.5 of 5.5", "holds"],
  ["weather @ 2020 within 0.4 of 5.5", "fails"],
  ["weather @ 2020 within 10 % of 5.5", "holds"],
  ["weather @ 2020 within 5 % of 5.5", "fails"],
  ["weather @ 2020 + 2 * weather @ 2021 = 15", "holds"],
  ["(weather + 1) @ 2020 = 6", "holds"],
  ["sqrt(weather @ 2020 - 1) = 2", "holds"],
  ["-weather @ 2020 = -5", "holds"],
  ["time @ 2020 = 2020", "holds"],
  ["weight = 1", "holds"],
  ["weather @ 2040 > 1", "untestable"],
  ["weather @ 2020 in short > 1", "untestable"],
  ["change((weather - 5) @ 2020 in strong) > 1", "untestable"],
  ["max(weather over 2012 to 2020) = 5", "holds"],
])("%s: %s", (line, verdict) => {
  const [found] = checkOver(line);
  expect(found!.verdict).toBe(verdict);
  expect(found!.note === null).toBe(verdict !== "untestable");
});

test("max, min and mean go over a stretch of time of one run", () => {
  const [most, least, mean, all, other] = checkOver(`max(anger over 2012 to 2020) = anger @ 2020
  min(anger over 2012 to 2020) = anger @ 2012
  mean(time over 2012 to 2014) = 2013
  max(anger over all) >= 10
  max(anger over 2012 to 2020 in strong) > 1.2 * base`);
  for (const line of [most, least, mean, all, other]) expect(line!.verdict).toBe("holds");
  expect(other!.values[0]!.text).toBe("max(anger over 2012 to 2020 in strong)");
  expect(other!.base!.value).toBe(most!.left);
});

test("always looks at every step, and tells the worst moment", () => {
  const [stocks, each, range, fails, strong, base] = checkOver(`every stock >= 0 always
  each of anger, marches > 0 always
  capped between 0 and 1 always
  anger <= 15 always
  anger <= 40 always in strong
  anger >= base always in strong`);
  expect(stocks).toMatchObject({
    verdict: "holds",
    worst: { variable: "anger", time: 2010, value: 10 },
    right: 0,
  });
  expect(each).toMatchObject({ verdict: "holds", worst: { variable: "marches" } });
  expect(range).toMatchObject({ verdict: "holds", right: { low: 0, high: 1 } });
  expect(fails).toMatchObject({ verdict: "fails", worst: { variable: null, time: 2030 }, right: 15 });
  expect(strong).toMatchObject({ verdict: "holds", worst: { time: 2030 } });
  expect(base).toMatchObject({ verdict: "holds", worst: { time: 2010 } });
});

test("every element of an array is looked at, and named", () => {
  const regions = `
system regions
time 0 to 10 by 1/4 year
dim region = hill, plain
stock people[region] : 1
  starts [hill] = 5
         [plain] = 7
  out leaving[region]
flow leaving[region] : 1/year = 0.1/year * people[region]
`;
  const [every, each, one] = checkOver(
    `every variable > 0.1 always
  each of people[plain] > 1 always
  each of people > 1 always`,
    regions,
  );
  expect(every).toMatchObject({ verdict: "holds", worst: { variable: "leaving[hill]", time: 10 } });
  expect(each).toMatchObject({ verdict: "holds", worst: { variable: "people[plain]" } });
  expect(one).toMatchObject({ verdict: "holds", worst: { variable: "people[hill]" } });
});

test("show records a number without judging it", () => {
  const [shown] = checkOver("show anger @ 2020 in strong");
  expect(shown).toMatchObject({ verdict: "shown", right: null, text: "show anger @ 2020 in strong" });
  expect(shown!.left).toBeGreaterThan(20);
  expect(verdictsOf(`${anger}\ncheck K1\n  show anger @ 2020\n`).checks[0]!.verdict).toBe("context");
});

test("a line about a family is repeated for each of its members", () => {
  const family = `${anger}
aux all_levers = lev_a + lev_b
lever lev_a = 0 between 0 and 9
lever lev_b = 0 between 0 and 9
aux moved = anger * (1 + lev_a) + lev_b
scenario bundle
  lev_a = 1
  lev_b = 2
scenario singles
  each of bundle
`;
  const lines = checkOver("for each one in singles: moved @ 2020 in bundle > moved @ 2020 in one", family);
  expect(lines.map(({ verdict }) => verdict)).toEqual(["holds", "holds"]);
  expect(lines.map(({ member }) => member)).toEqual(["singles.lev_a", "singles.lev_b"]);
  expect(lines[1]!.values.map(({ text }) => text)).toEqual([
    "moved @ 2020 in bundle",
    "moved @ 2020",
    "moved @ 2020 in singles.lev_b",
  ]);
});

test("a check holds if its judged lines do; a rival is marked", () => {
  const { checks } = verdictsOf(`${anger}
check good "Good" rival
  because C1
  anger @ 2020 > 1
  show anger @ 2020
check bad
  anger @ 2020 > 1
  anger @ 2020 < 1
  anger @ 2040 > 1
check beyond
  anger @ 2020 > 1
  anger @ 2040 > 1
claim C1
  pressure raises anger after 1 year
`);
  expect(checks.map(({ verdict, rival }) => [verdict, rival])).toEqual([
    ["holds", true],
    ["fails", false],
    ["untestable", false],
  ]);
  expect(checks[0]).toMatchObject({ because: ["C1"], title: "Good" });
  expect(checks[2]!.lines[1]!.note).toBe("2040 lies outside the base run, which goes from 2010 to 2030.");
});

test("a number that is lost in a run is named", () => {
  const lost = anger.replace("marches : 1 = 0.1 * anger", "marches : 1 = sqrt(13 - anger)");
  const [always, at] = checkOver("marches >= 0 always\n  marches @ 2020 > 0", lost);
  expect(always).toMatchObject({ verdict: "untestable" });
  expect(at!.note).toMatch(/In the run ‘base’ a number is lost: ‘marches’ is NaN at /);
});

test("history holds where the base run lies in every band", () => {
  const { history } = verdictsOf(`${anger}
history good "Surveys" basis data "somebody"
  anger @ 2010 between 10 and 11
  anger @ 2020 between 15 and 25
history bad
  marches @ 2010 between 2 and 3
history beyond
  marches @ 2031 between 2 and 3
`);
  expect(history.map(({ verdict }) => verdict)).toEqual(["holds", "fails", "untestable"]);
  expect(history[0]).toMatchObject({ title: "Surveys", basis: "data" });
  expect(history[1]!.bands[0]).toMatchObject({
    text: "marches @ 2010 between 2 and 3",
    value: 1,
    low: 2,
    high: 3,
  });
});

test("a run that ends before its time is judged by what there is of it", () => {
  const { checks } = verdictsOf(`
system early
time 0 to 10 by 1 year
  varying stop = if x > 4 then time else 10
stock x : 1 starts 1 in growing
flow growing : 1/year = 1/year
check K "x stays small"
  x <= 5 always
check L "x stays smaller"
  x <= 4 always
`);
  expect(checks.map(({ verdict }) => verdict)).toEqual(["holds", "fails"]);
});

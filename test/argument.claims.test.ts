import { expect, test } from "vitest";
import { testArgument } from "../src/argument/test.ts";
import { anger, claimOver, factsOf, factsWithFaults, simulatorOf, verdictsOf } from "./argument.system.ts";

test("a claim that the equations bear out holds, with its path, size and elasticity", () => {
  const line = claimOver("pressure raises anger after 4 years from 2012");
  expect(line).toMatchObject({
    text: "pressure raises anger after 4 years from 2012",
    verdict: "holds",
    path: ["pressure", "rising", "anger"],
    direction: "raises",
    time: 2016,
    opposite: "fails",
    note: null,
    threshold: 0.1,
  });
  // By Euler's method: held at 4.4, anger nears 22 instead of 20, by a factor of 1 - 1/40 at each step.
  const before = 2 * (1 - 0.975 ** 32);
  expect(line.difference).toBeCloseTo(before, 12);
  expect(line.change).toBeCloseTo((100 * before) / line.base!, 10);
  expect(line.moved).toBeCloseTo(10, 10);
  expect(line.elasticity).toBeCloseTo(line.change! / 10, 10);
});

test("when the sign of one equation is turned round, the claim above it fails", () => {
  const turned = anger.replace("= weight * pressure", "= 8/year - weight * pressure");
  expect(claimOver("pressure raises marches after 4 years from 2012", turned)).toMatchObject({
    verdict: "fails",
    direction: "lowers",
    opposite: "holds",
    path: [],
    note: "No causal path carries it: those there are have another sign, or none.",
  });
  expect(claimOver("pressure raises marches after 4 years from 2012").verdict).toBe("holds");
});

test("when the weight of an equation is set to nought, the claim above it has no effect", () => {
  const weightless = anger.replace("weight : 1 = 1 between 0.5", "weight : 1 = 0 between 0");
  expect(claimOver("pressure raises marches after 4 years from 2012", weightless)).toMatchObject({
    verdict: "no-effect",
    direction: "none",
    opposite: "no-effect",
    change: 0,
  });
});

test("an effect below the threshold is none, and a line may set its own", () => {
  const tiny = "pressure raises anger after 1/8 year from 2012, moved by 0.1 %";
  expect(claimOver(tiny)).toMatchObject({ verdict: "no-effect", direction: "none" });
  expect(claimOver(`${tiny}, at least 0.00001 %`)).toMatchObject({ verdict: "holds", threshold: 0.00001 });
});

test("a cause that is lowered turns the direction, not the change", () => {
  const line = claimOver("pressure raises anger after 4 years from 2012, moved by -2 %");
  expect(line).toMatchObject({ verdict: "holds", direction: "raises" });
  expect(line.change).toBeLessThan(0);
  expect(line.moved).toBeCloseTo(-2, 10);
  expect(line.elasticity).toBeGreaterThan(0);
});

test("a constant is moved for the whole run, and the move is cut at its range", () => {
  const line = claimOver("weight raises anger after 10 years from 2015");
  expect(line.verdict).toBe("holds");
  expect(line.moved).toBeCloseTo(5, 10);
});

test("a held path is cut at the range of its variable", () => {
  const line = claimOver("capped lowers silence after 5 years from 2020");
  expect(line.value).toBeCloseTo(0, 12);
  expect(line.moved).toBeLessThan(10);
  expect(line.verdict).toBe("holds");
});

test("what is nought or at the end of its range cannot be moved so", () => {
  const line = claimOver("lev_talks lowers talked after 1 year");
  expect(line).toMatchObject({ verdict: "untestable" });
  expect(line.note).toMatch(/nought/);
  expect(claimOver("sw_news raises heard after 1 year").verdict).toBe("untestable");
  expect(claimOver("sw_news raises heard after 1 year, set to 0")).toMatchObject({
    verdict: "holds",
    moved: -100,
  });
  expect(claimOver("lev_talks lowers talked after 1 year, set to 0.5")).toMatchObject({
    verdict: "holds",
    moved: null,
    elasticity: null,
    change: -50,
  });
});

test("a stock can be held: what it does to others is seen, whatever its flows say", () => {
  const line = claimOver("anger raises marches after 3 years from 2012");
  expect(line).toMatchObject({ verdict: "holds", path: ["anger", "marches"] });
  expect(line.change).toBeCloseTo(10, 10);
});

test("before the move begins nothing is held", () => {
  const line = claimOver("pressure raises anger after 0 years from 2012");
  expect(line).toMatchObject({ verdict: "no-effect", difference: 0 });
});

test("leaves wants the change to stay small, either way", () => {
  const claim = "lev_talks leaves anger within 1 % after 5 years, set to 0.5";
  expect(claimOver(claim.replace("leaves anger", "leaves talked")).verdict).toBe("fails");
  const line = claimOver("weight leaves anger within 60 % after 9 years, moved by -50 %");
  expect(line).toMatchObject({ verdict: "holds", opposite: "fails", threshold: 60, direction: "raises" });
  expect(claimOver("weight leaves anger within 10 % after 9 years, moved by -50 %")).toMatchObject({
    verdict: "fails",
    opposite: "holds",
  });
  // No path leads from talks to anger.
  expect(claimOver(claim)).toMatchObject({ verdict: "untestable" });
});

test("a contrast compares two runs, and names what carries it", () => {
  const line = claimOver("calm_world has less anger than base at 2020");
  expect(line).toMatchObject({
    says: "less",
    verdict: "holds",
    direction: "lowers",
    path: ["weight", "rising", "anger"],
    opposite: "fails",
    moved: null,
    time: 2020,
  });
  expect(line.change).toBeCloseTo(100 * (line.value! / line.base! - 1), 10);
  expect(claimOver("base has less anger than calm_world at 2020").verdict).toBe("fails");
  expect(claimOver("strong has more weather than base at 2020").verdict).toBe("untestable");
  expect(claimOver("half_step has more weather than base at 2020")).toMatchObject({ verdict: "no-effect" });
  expect(claimOver("short has more anger than base at 2020").note).toMatch(
    /2020 lies outside the run of ‘short’/,
  );
});

test("a claim that looks beyond the end of the run is untestable", () => {
  const line = claimOver("pressure raises anger after 4 years from 2027");
  expect(line).toMatchObject({ verdict: "untestable", change: null, direction: null, opposite: null });
  expect(line.note).toBe("2031 lies outside the base run, which goes from 2010 to 2030.");
  expect(claimOver("pressure raises anger after 4 years from 2000").verdict).toBe("untestable");
});

test("where no path leads from cause to effect the claim is untestable", () => {
  expect(claimOver("marches raises anger after 4 years")).toMatchObject({ verdict: "untestable", path: [] });
});

test("a run in which a number is lost makes a claim untestable, and says where", () => {
  const lost = anger.replace("aux   marches : 1 = 0.1 * anger", "aux   marches : 1 = sqrt(13 - anger)");
  const verdicts = verdictsOf(`${lost}\nclaim C1\n  pressure raises marches after 8 years\n`);
  expect(verdicts.claims[0]!.lines[0]).toMatchObject({ verdict: "untestable" });
  expect(verdicts.claims[0]!.lines[0]!.note).toMatch(/‘marches’ is NaN at 20\d\d/);
  expect(verdicts.faults[0]).toMatchObject({ run: "base", variable: "marches" });
});

test("a time between two steps is read in proportion", () => {
  const [at, next, between] = ["4", "4.125", "4.03125"].map(
    (years) => claimOver(`pressure raises anger after ${years} years from 2012`).base!,
  );
  expect(between).toBeCloseTo(at! + (next! - at!) / 4, 12);
});

test("the delay may be in another unit of time", () => {
  expect(claimOver("pressure raises anger after 6 months from 2015").time).toBe(2015.5);
  expect(claimOver("pressure raises anger after 2 quarters from 2015").time).toBe(2015.5);
});

test("a base of nought gives a difference and no per cent", () => {
  const zero = anger.replace("aux   weather : 1 = 5", "aux weather : 1 = anger - heard");
  expect(claimOver("sw_news lowers weather after 1 year, set to 0", zero)).toMatchObject({
    verdict: "holds",
    base: 0,
    change: null,
    elasticity: null,
  });
});

test("a claim holds if all of its lines do; the worst of them decides", () => {
  const verdicts = verdictsOf(`${anger}
claim all
  pressure raises anger after 4 years
  pressure raises marches after 4 years
claim one_fails at essay 11.2, 11.3, "often"
  "Said by somebody."
  pressure raises anger after 4 years
  pressure lowers marches after 4 years
  weight raises anger after 100 years
claim one_does_nothing
  pressure raises anger after 4 years
  weight raises anger after 1 year, moved by 0.001 %
claim one_is_untestable
  pressure raises anger after 4 years
  weight raises anger after 100 years
claim no_variable
  context "a private feeling"
source essay
`);
  expect(verdicts.claims.map(({ id, verdict }) => [id, verdict])).toEqual([
    ["all", "holds"],
    ["one_fails", "fails"],
    ["one_does_nothing", "no-effect"],
    ["one_is_untestable", "untestable"],
    ["no_variable", "context"],
  ]);
  expect(verdicts.claims[1]).toMatchObject({
    places: ["essay 11.2", "essay 11.3"],
    strength: "often",
    sentence: "Said by somebody.",
    direction: "raises",
  });
  expect(verdicts.coverage.claims).toEqual({ total: 5, tested: 4, context: ["no_variable"], untested: [] });
});

test("elements are moved alone, and effects may be sums over elements", () => {
  const regions = `
system regions
time 0 to 10 by 1/4 year
dim region = hill, plain
stock people[region] : 1 starts 100 in births[region]
flow births[region] : 1/year = rate[region] * people[region]
aux rate[region] : 1/year
  [hill]  = base_rate[hill]
  [plain] = base_rate[plain] + 0 * people[hill] / 1 year
const base_rate[region] : 1/year
  [hill]  = 0.02
  [plain] = 0.04
aux all_people : 1 = sum(people[*])
`;
  const own = claimOver("rate[hill] raises people[hill] after 5 years", regions);
  expect(own).toMatchObject({ verdict: "holds", path: ["rate", "births", "people"] });
  expect(claimOver("rate[hill] raises people[plain] after 5 years", regions).difference).toBe(0);
  const all = claimOver("rate[hill] raises sum(people[*]) after 5 years", regions);
  expect(all.difference).toBeCloseTo(own.difference!, 10);
  const constant = claimOver("base_rate[plain] raises all_people after 5 years", regions);
  expect(constant.verdict).toBe("holds");
  expect(claimOver("base_rate[plain] raises people[hill] after 5 years", regions).verdict).toBe("no-effect");
});

test("graphs of time, data and inputs can be held like any other path", () => {
  const driven = `
system driven
time 2010 to 2020 by 1/4 year
graph jobs (time : year) : 1 = (2010, 1) (2020, 2)
data prices : 1 = (2010, 3) (2020, 5)
input help : 1 = 1
aux income : 1 = jobs * prices * help
`;
  for (const cause of ["jobs", "prices", "help"]) {
    const line = claimOver(`${cause} raises income after 2 years from 2012`, driven);
    expect(line).toMatchObject({ verdict: "holds", path: [cause, "income"] });
    expect(line.change).toBeCloseTo(10, 10);
  }
});

test("a hold begins at the first step at or behind its date", () => {
  const at = (from: number) => claimOver(`pressure raises rising after 0 years from ${from}`);
  expect(at(2012).difference).toBeCloseTo(0.4, 12);
  expect(at(2012.0625).difference).toBeCloseTo(0.2, 12);
});

test("what could not be read, and was reported, is untestable", () => {
  const text = `${anger}
claim C1
  (+) raises anger after 1 year
  pressure raises (anger +) after 1 year
check K1
  (anger +) @ 2020 > 1
loop R1 reinforcing
link L1
  pressure raises
`;
  const facts = factsWithFaults(text, () => undefined);
  const { claims, checks, loops, links } = testArgument(facts, simulatorOf(facts));
  for (const { verdict } of [...claims, ...checks, ...links]) expect(verdict).toBe("untestable");
  for (const { note } of claims[0]!.lines) expect(note).toBe("It could not be read.");
  for (const { verdict } of loops) expect(verdict).toBe("fails");
});

test("facts of the systems in these tests have no faults", () => {
  expect(factsOf(anger).runnable).toBe(true);
});

import { expect, test } from "vitest";
import { walkExpr } from "../src/model/expression.ts";
import { printUnit } from "../src/model/unit.ts";
import { checkText, variableIn } from "./check.reading.ts";

const head = "system case\ntime 2010 to 2020 by 1/4 year\nunit person = people\nunit USD = dollars\n";

/** The unit found for x, and the codes of all that was told. */
function unitOfX(text: string): readonly [string | undefined, ...string[]] {
  const { facts, diagnostics } = checkText(head + text);
  const unit = facts.units.variables.get(variableIn(facts, "x"));
  const told = diagnostics.filter(({ code }) => code.startsWith("unit-")).map(({ code }) => code);
  return [unit && printUnit(unit), ...told];
}

const stated = "const p : person = 3\nconst r : 1/year = 0.2\nconst d : USD = 4\nconst n : 1 = 2\n";

test.each([
  ["p * r", "person/year"],
  ["d / p / time", "USD/person/year"],
  ["-p", "person"],
  ["p + 0", "person"],
  ["0 - p", "person"],
  ["-0 + p", "person"],
  ["0 * d + p", "person"],
  ["p ^ 2 / p", "person"],
  ["(p * p) ^ 0.5", "person"],
  ["p ^ -1", "1/person"],
  ["n ^ n", "1"],
  ["if p > 2 person then p else 0", "person"],
  ["if n then 0 else d", "USD"],
  ["p = 0", "1"],
  ["not p", "1"],
  ["p > 0 and d > 0", "1"],
  ["dt", "year"],
  ["time - 2010 year", "year"],
  ["start_time", "year"],
  ["p mod 2 person", "person"],
  ["300 dollars / 1 months", "USD/month"],
  ["max(p, 0)", "person"],
  ["sqrt(p * p)", "person"],
  ["exp(-r * 3 year)", "1"],
  ["pulse_quantity(p, 2012 year, 1 year)", "person/year"],
  ["step(p, 2012 year)", "person"],
  ["ramp(p / 1 year, 2012 year, 2013 year)", "person"],
  ["g(p)", "USD"],
  ["later", "person"],
])("%s is in %s", (expr, unit) => {
  const graphs =
    "graph g (of : person) : USD = (0, 0) (1, 1)\ngraph later (time : year) : person = (2010, 1) (2020, 2)\n";
  expect(unitOfX(`${stated}${graphs}aux x = ${expr}\n`)).toEqual([unit]);
});

test("a unit follows through several equations, in whatever order they stand", () => {
  const chain = Array.from({ length: 50 }, (_, i) => `aux a${i} = a${i + 1} * 1 person\n`).join("");
  expect(unitOfX(`aux x = a0 / 1 person ^ 51\n${chain}aux a50 = 4 person\n`)).toEqual(["1"]);
});

test("a flow takes its unit from its stock, and a stock from its flow", () => {
  expect(unitOfX("stock s : person starts 5 in x\nflow x = 3\n")).toEqual(["person/year"]);
  expect(unitOfX("stock x starts 5 in f\nflow f : person/year = 3\n")).toEqual(["person"]);
  expect(unitOfX("stock s : USD starts 5 in 2 dollars/people * x\nflow x = 3\n")).toEqual(["person/year"]);
});

test("a stock without a unit takes the one of what it starts with, if that is more than a number", () => {
  expect(unitOfX("const p : person = 3\nstock x starts p\n")).toEqual(["person"]);
  expect(unitOfX("const p : person = 3\nstock x starts 3\n")).toEqual([undefined, "unit-missing"]);
});

test("a count has the unit of what it adds up, times time", () => {
  expect(unitOfX("flow f : person/year = 3\nstock s : person starts 0 in f\ncount x of 2 * f\n")).toEqual([
    "person",
  ]);
});

test("a number that stands alone takes the unit of what it defines", () => {
  expect(unitOfX("aux x : person = 3 / 4\n")).toEqual(["person"]);
  expect(unitOfX("stock x : person starts 3\n")).toEqual(["person"]);
});

test("a fault is told once, and what rests on it is left alone", () => {
  const text = `${stated}aux wrong = p + d\naux x = wrong * 2\naux y : person = wrong\n`;
  expect(unitOfX(text)).toEqual([undefined, "unit-mismatch"]);
});

test("a missing unit is told where it is missing, and not again where it is used", () => {
  expect(unitOfX("const a : 1 = 1\nlever l = 0\naux x = l * a\naux y = x + x\n")).toEqual([
    undefined,
    "unit-missing",
  ]);
});

test("a model without any unit is told so once", () => {
  const { diagnostics } = checkText(
    "system bare\ntime 0 to 1 by 1 year\nstock s starts 1 in f\nflow f = s * 0.1\n",
  );
  expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([["unit-missing", "note"]]);
});

test("parts of an array are each compared with the unit of the whole", () => {
  const dims = "dim region = a, b\nconst p : person = 3\n";
  expect(unitOfX(`${dims}aux x[region] : person\n  [a] = 3\n  [b] = p\n`)).toEqual(["person"]);
  expect(unitOfX(`${dims}aux x[region] : USD\n  [a] = 3\n  [b] = p\n`)).toEqual(["USD", "unit-equation"]);
});

test("reducers keep the unit, and positions are dimensionless", () => {
  const dims = "dim age = 1..3\nconst p[age] : person = 3\n";
  expect(unitOfX(`${dims}aux x = sum(p[*]) + max(p[*])\n`)).toEqual(["person"]);
  expect(unitOfX(`${dims}aux x = size(p[*])\n`)).toEqual(["1"]);
  expect(unitOfX(`${dims}aux x[age] = p[age - 1] * age\n`)).toEqual(["person"]);
});

test("in a check a bare number takes the unit of what it is compared with", () => {
  const text = `${stated}aux x : person = p
check K1
  x @ 2012 > 3
  x @ 2012 between 0 and 10
  x @ 2012 within 5 % of base
  x @ 2012 within 2 of 1.1 * base
  change(x @ 2012) > 5 % - 2 points
  max(x over 2012 to 2015) < 20
  x >= 0 always
  every variable >= 0 always
history H1
  x @ 2012 between 1 and 5
`;
  expect(unitOfX(text)).toEqual(["person"]);
});

test("in a check, what has another unit is a fault", () => {
  expect(unitOfX(`${stated}aux x : person = p\ncheck K1\n  x @ 2012 > d @ 2012\n`)).toEqual([
    "person",
    "unit-mismatch",
  ]);
  expect(unitOfX(`${stated}aux x : person = p\ncheck K1\n  change(x @ 2012) > x @ 2012\n`)).toEqual([
    "person",
    "unit-mismatch",
  ]);
  expect(unitOfX(`${stated}aux x : person = p\ncheck K1\n  x @ d > 3\n`)).toEqual([
    "person",
    "unit-mismatch",
  ]);
});

test("functions of one's own have the units of their parameters and of their result", () => {
  const own = `function adjusted(target : person, delay : year) : person
  stock level starts target in change
  flow  change = (target - level) / delay
  = level
end
const p : person = 3
`;
  expect(unitOfX(`${own}aux x = adjusted(p, 3 year)\n`)).toEqual(["person"]);
  expect(unitOfX(`${own}aux x = adjusted(p, p)\n`)).toEqual(["person", "unit-argument"]);
});

test("every part of an equation with a known unit is worked out when it is asked for", () => {
  const { facts } = checkText(`${head}${stated}aux x = p * (r + 1/year)\n`);
  const x = variableIn(facts, "x");
  const parts = x.kind === "aux" ? [...walkExpr(x.equation[0]!.value)] : [];
  const units = parts.map((part) => printUnit(facts.units.unitOf(part) ?? {}));
  expect(units).toEqual(["person/year", "person", "1/year", "1/year", "1/year", "1", "year"]);
});

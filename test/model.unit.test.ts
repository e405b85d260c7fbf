import fc from "fast-check";
import { expect, test } from "vitest";
import {
  baseUnit,
  convertTime,
  dimensionless,
  divideUnits,
  isDimensionless,
  multiplyUnits,
  printUnit,
  raiseUnit,
  sameUnit,
  unitWords,
} from "../src/model/unit.ts";

const span = { source: "test", from: 0, to: 0 };
const person = baseUnit("person");
const year = baseUnit("year");
const metre = baseUnit("metre");

const anyUnit = fc
  .array(fc.tuple(fc.constantFrom("person", "year", "metre", "constructor"), fc.integer({ min: -2, max: 2 })))
  .map((factors) =>
    factors.map(([name, power]) => raiseUnit(baseUnit(name), power)).reduce(multiplyUnits, dimensionless),
  );

test("units are printed as people write them", () => {
  const perYear = divideUnits(person, year);
  expect(printUnit(perYear)).toBe("person/year");
  expect(printUnit(divideUnits(perYear, year))).toBe("person/year/year");
  expect(printUnit(multiplyUnits(metre, metre))).toBe("metre*metre");
  expect(printUnit(raiseUnit(metre, 4))).toBe("metre^4");
  expect(printUnit(raiseUnit(metre, 0.5))).toBe("metre^0.5");
  expect(printUnit(divideUnits(dimensionless, year))).toBe("1/year");
  expect(printUnit(dimensionless)).toBe("1");
  expect(printUnit(baseUnit("man day"))).toBe("'man day'");
});

test("what is multiplied and divided by the same unit is as before", () => {
  fc.assert(
    fc.property(anyUnit, anyUnit, (left, right) => {
      expect(sameUnit(divideUnits(multiplyUnits(left, right), right), left)).toBe(true);
    }),
  );
});

test("the order of factors does not matter", () => {
  fc.assert(
    fc.property(anyUnit, anyUnit, (left, right) => {
      expect(sameUnit(multiplyUnits(left, right), multiplyUnits(right, left))).toBe(true);
    }),
  );
});

test("two units are the same if their quotient is dimensionless", () => {
  fc.assert(
    fc.property(anyUnit, anyUnit, (left, right) => {
      expect(sameUnit(left, right)).toBe(isDimensionless(divideUnits(left, right)));
    }),
  );
});

test("a unit may have a name that means something to JavaScript", () => {
  const odd = baseUnit("constructor");
  expect(sameUnit(odd, dimensionless)).toBe(false);
  expect(sameUnit(multiplyUnits(baseUnit("__proto__"), person), person)).toBe(false);
  expect(printUnit(divideUnits(odd, odd))).toBe("1");
});

test("the words for time are built in, and a model may add to them", () => {
  const words = unitWords([
    { name: "person", aliases: ["people", "Persons"], span },
    { name: "year", aliases: ["yr"], span },
  ]);
  expect(words.get("months")).toBe("month");
  expect(words.get("people")).toBe("person");
  expect(words.get("persons")).toBe("person");
  expect(words.get("yr")).toBe("year");
  expect(words.get("metre")).toBeUndefined();
});

test("lengths of time are converted without rounding where months make years and days make weeks", () => {
  expect(convertTime(6, "months", "year")).toBe(0.5);
  expect(convertTime(2, "Weeks", "day")).toBe(14);
  expect(convertTime(1, "quarter", "month")).toBe(3);
  expect(convertTime(1, "year", "day")).toBe(365.25);
  expect(convertTime(1, "round", "year")).toBeUndefined();
});

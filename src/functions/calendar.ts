import { binary, type Code, choose, clock, number, unary } from "./code.ts";
import type { Clock, Pointwise } from "./function.ts";

/** Vensim’s calendar. */
export const calendarFunctions: readonly Pointwise[] = [
  {
    kind: "pointwise",
    name: "get_time_value",
    family: "time",
    summary:
      "The time now (`relative_to` 0) or at the start (1), `offset` later, in a `measure` of Vensim’s: 0 as it is, 1 year, 2 quarter, 3 month, 4 day of the month, 5 day of the week (Sunday 0), 6 days since 1 BC, 7 hour, 8 minute, 9 second, 10 seconds modulo 500,000. Time 0 is the date `year`, `month`, `day`; the unit of time has `days`, and those of a month or more count in months of 30.",
    aliases: { vensim: "GET TIME VALUE" },
    parameters: [
      { name: "relative_to" },
      { name: "offset" },
      { name: "measure" },
      { name: "year", otherwise: 2000 },
      { name: "month", otherwise: 1 },
      { name: "day", otherwise: 1 },
      { name: "days", otherwise: 30 },
    ],
    units: {
      kind: "computed",
      sentence: "The unit of the result is not worked out, as it depends on `measure`.",
      of: () => undefined,
      others: ["dimensionless", "time", "dimensionless", "any", "any", "any", "any"],
    },
    value: (args, now) => measured(args, now),
    lower: (args) => lowerMeasured(args),
    examples: [
      { args: [0, 5, 0], clock: at(3), result: 8 },
      { args: [1, 5, 0], clock: at(3), result: 5 },
      // 3.5 months of 30 days after 1 January: 105 days, the 16th of April.
      { args: [0, 0.5, 3], clock: at(3), result: 4 },
      { args: [0, 0.5, 4], clock: at(3), result: 16 },
      { args: [0, 0, 2], clock: at(10), result: 4 },
      { args: [0, 0, 1], clock: at(13), result: 2001 },
      // 1 January 2000 was a Saturday; 60 days later, in a leap year, it is 1 March.
      { args: [0, 0, 5, 2000, 1, 1, 1], clock: at(0), result: 6 },
      { args: [0, 50, 3, 2000, 1, 1, 1], clock: at(10), result: 3 },
      { args: [0, 50, 4, 2000, 1, 1, 1], clock: at(10), result: 1 },
      { args: [0, 0, 1, 2000, 1, 1, 1], clock: at(366), result: 2001 },
      { args: [0, 0.75, 7, 2000, 1, 1, 1], clock: at(0), result: 18 },
      { args: [0, 0, 6, 1, 1, 1, 1], clock: at(0), result: 366 },
    ],
  },
];

/** The clock of the examples. */
function at(time: number): Clock {
  return { time, step: 1, start: 0, stop: 10 };
}

/** Arithmetic, on plain numbers or in code, in which the calendar stands once. */
interface Sums<T> {
  readonly of: (value: number) => T;
  readonly add: (a: T, b: T) => T;
  readonly subtract: (a: T, b: T) => T;
  readonly multiply: (a: T, b: T) => T;
  readonly divide: (a: T, b: T) => T;
  readonly floor: (a: T) => T;
  readonly isLess: (a: T, b: T) => T;
  readonly choose: (when: T, yes: T, no: T) => T;
}

const plain: Sums<number> = {
  of: (value) => value,
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  floor: Math.floor,
  isLess: (a, b) => (a < b ? 1 : 0),
  choose: (when, yes, no) => (when !== 0 ? yes : no),
};

const written: Sums<Code> = {
  of: number,
  add: (a, b) => binary("add", a, b),
  subtract: (a, b) => binary("subtract", a, b),
  multiply: (a, b) => binary("multiply", a, b),
  divide: (a, b) => binary("divide", a, b),
  floor: (a) => unary("floor", a),
  isLess: (a, b) => binary("less", a, b),
  choose,
};

function measured(args: readonly number[], { time, start }: Clock): number {
  return measure(plain, args, time, start);
}

function lowerMeasured(args: readonly Code[]): Code {
  return measure(written, args, clock("time"), clock("start"));
}

function measure<T>(s: Sums<T>, args: readonly T[], time: T, start: T): T {
  const [relativeTo, offset, kind, year, month, day, days] = args as readonly [T, T, T, T, T, T, T];
  const { of, add, subtract, multiply, divide, floor } = s;
  const now = add(s.choose(s.isLess(relativeTo, of(0.5)), time, start), offset);
  const passed = multiply(now, days);
  const isCommercial = s.isLess(of(7.5), days);

  // Months of 30 days, counted from 1 BC, which is year 0.
  const monthsBefore = add(multiply(year, of(12)), subtract(month, of(1)));
  const commercial = add(add(multiply(monthsBefore, of(30)), subtract(day, of(1))), passed);
  const commercialMonths = floor(divide(commercial, of(30)));
  const commercialYear = floor(divide(commercialMonths, of(12)));

  const exact = add(daysUpTo(s, year, month, day), passed);
  const date = dateOf(s, floor(exact));

  const ofBoth = (yes: T, no: T): T => s.choose(isCommercial, yes, no);
  const total = ofBoth(commercial, exact);
  const atMonth = ofBoth(
    add(subtract(commercialMonths, multiply(commercialYear, of(12))), of(1)),
    date.month,
  );
  const dayOfMonth = ofBoth(
    add(floor(subtract(commercial, multiply(commercialMonths, of(30)))), of(1)),
    date.day,
  );
  const whole = floor(total);
  const ofDay = subtract(total, whole);
  const hours = multiply(ofDay, of(24));
  const minutes = multiply(subtract(hours, floor(hours)), of(60));
  const seconds = multiply(subtract(minutes, floor(minutes)), of(60));
  // Day 0, 1 January of 1 BC, was a Saturday.
  const weekday = remainder(s, add(whole, of(6)), 7);
  const elapsed = remainder(s, floor(multiply(total, of(86_400))), 500_000);
  const quarter = add(floor(divide(subtract(atMonth, of(1)), of(3))), of(1));

  const measures = [
    now,
    ofBoth(commercialYear, date.year),
    quarter,
    atMonth,
    dayOfMonth,
    weekday,
    whole,
    floor(hours),
    floor(minutes),
    seconds,
    elapsed,
  ];
  return measures.reduceRight(
    (others, value, i) => s.choose(s.isLess(kind, of(i + 0.5)), value, others),
    of(Number.NaN),
  );
}

function remainder<T>(s: Sums<T>, a: T, b: number): T {
  return s.subtract(a, s.multiply(s.floor(s.divide(a, s.of(b))), s.of(b)));
}

/** Days from 1 January of the year 0 to a date (E. Richards’s way: years begin in March, so that leap days end them). */
function daysUpTo<T>(s: Sums<T>, year: T, month: T, day: T): T {
  const { of, add, subtract, multiply, divide, floor } = s;
  const isEarly = s.isLess(month, of(2.5));
  const y = subtract(year, s.choose(isEarly, of(1), of(0)));
  const m = add(month, s.choose(isEarly, of(9), of(-3)));
  const leaps = add(subtract(floor(divide(y, of(4))), floor(divide(y, of(100)))), floor(divide(y, of(400))));
  const ofYears = add(multiply(y, of(365)), leaps);
  const ofMonths = floor(divide(add(multiply(m, of(153)), of(2)), of(5)));
  // 1 March of the year 0 is day 60.
  return add(add(ofYears, ofMonths), add(day, of(59)));
}

function dateOf<T>(s: Sums<T>, days: T): { readonly year: T; readonly month: T; readonly day: T } {
  const { of, add, subtract, multiply, divide, floor } = s;
  const since = subtract(days, of(60));
  const era = floor(divide(since, of(146_097)));
  const inEra = subtract(since, multiply(era, of(146_097)));
  const leapDays = subtract(
    add(subtract(inEra, floor(divide(inEra, of(1460)))), floor(divide(inEra, of(36_524)))),
    floor(divide(inEra, of(146_096))),
  );
  const yearOfEra = floor(divide(leapDays, of(365)));
  const before = subtract(
    add(multiply(yearOfEra, of(365)), floor(divide(yearOfEra, of(4)))),
    floor(divide(yearOfEra, of(100))),
  );
  const inYear = subtract(inEra, before);
  const m = floor(divide(add(multiply(inYear, of(5)), of(2)), of(153)));
  const day = add(subtract(inYear, floor(divide(add(multiply(m, of(153)), of(2)), of(5)))), of(1));
  const isLate = s.isLess(m, of(9.5));
  const month = add(m, s.choose(isLate, of(3), of(-9)));
  const year = add(add(yearOfEra, multiply(era, of(400))), s.choose(isLate, of(0), of(1)));
  return { year, month, day };
}

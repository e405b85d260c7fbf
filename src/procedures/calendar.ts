import type { Machine } from "./machine.ts";

/**
 * A time in one of Vensim’s measures: 0 as it is, 1 year, 2 quarter, 3 month, 4 day of the month, 5 day of the week, 6 days
 * since 1 BC, 7 hour, 8 minute, 9 second, 10 seconds modulo 500,000. Time 0 has a date, and the unit of time so many days.
 */
export function calendarValue<V, W, B>(m: Machine<V, W, B>, args: readonly V[]): V {
  const [now, kind, year, month, day, days] = args as readonly [V, V, V, V, V, V];
  const { number: of, add, subtract, multiply, divide, floor } = m;
  const passed = multiply(now, days);
  const isCommercial = m.less(of(7.5), days);

  // Months of 30 days, counted from 1 BC, which is year 0.
  const monthsBefore = add(multiply(year, of(12)), subtract(month, of(1)));
  const commercial = add(add(multiply(monthsBefore, of(30)), subtract(day, of(1))), passed);
  const commercialMonths = floor(divide(commercial, of(30)));
  const commercialYear = floor(divide(commercialMonths, of(12)));

  const exact = add(daysUpTo(m, year, month, day), passed);
  const date = dateOf(m, floor(exact));

  const ofBoth = (yes: V, no: V): V => m.select(isCommercial, yes, no);
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
  const weekday = remainder(m, add(whole, of(6)), 7);
  const elapsed = remainder(m, floor(multiply(total, of(86_400))), 500_000);
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
    (others, value, i) => m.select(m.less(kind, of(i + 0.5)), value, others),
    of(Number.NaN),
  );
}

function remainder<V, W, B>(m: Machine<V, W, B>, a: V, b: number): V {
  return m.subtract(a, m.multiply(m.floor(m.divide(a, m.number(b))), m.number(b)));
}

/** Days from 1 January of the year 0 to a date (E. Richards’s way: years begin in March, so that leap days end them). */
function daysUpTo<V, W, B>(m: Machine<V, W, B>, year: V, month: V, day: V): V {
  const { number: of, add, subtract, multiply, divide, floor } = m;
  const isEarly = m.less(month, of(2.5));
  const y = subtract(year, m.select(isEarly, of(1), of(0)));
  const months = add(month, m.select(isEarly, of(9), of(-3)));
  const leaps = add(subtract(floor(divide(y, of(4))), floor(divide(y, of(100)))), floor(divide(y, of(400))));
  const ofYears = add(multiply(y, of(365)), leaps);
  const ofMonths = floor(divide(add(multiply(months, of(153)), of(2)), of(5)));
  // 1 March of the year 0 is day 60.
  return add(add(ofYears, ofMonths), add(day, of(59)));
}

function dateOf<V, W, B>(
  m: Machine<V, W, B>,
  days: V,
): { readonly year: V; readonly month: V; readonly day: V } {
  const { number: of, add, subtract, multiply, divide, floor } = m;
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
  const months = floor(divide(add(multiply(inYear, of(5)), of(2)), of(153)));
  const day = add(subtract(inYear, floor(divide(add(multiply(months, of(153)), of(2)), of(5)))), of(1));
  const isLate = m.less(months, of(9.5));
  const month = add(months, m.select(isLate, of(3), of(-9)));
  const year = add(add(yearOfEra, multiply(era, of(400))), m.select(isLate, of(0), of(1)));
  return { year, month, day };
}

import { calendarValue } from "../procedures/calendar.ts";
import { carryOutNumber } from "../procedures/carry.ts";
import { binary, choose, clock, number } from "./code.ts";
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
    value: ([relativeTo, offset, ...others], { time, start }) =>
      carryOutNumber(calendarValue, [(relativeTo! < 0.5 ? time : start) + offset!, ...others]),
    lower: ([relativeTo, offset, ...others]) => {
      const from = choose(binary("less", relativeTo!, number(0.5)), clock("time"), clock("start"));
      const callee = { kind: "algorithm", name: "calendar value", procedure: calendarValue } as const;
      return { kind: "call", callee, args: [binary("add", from, offset!), ...others] };
    },
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

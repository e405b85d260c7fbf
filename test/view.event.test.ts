import { expect, test } from "vitest";
import type { Threshold } from "../src/model/argument.ts";
import { happeningsIn } from "../src/view/event.ts";

const variable = {
  kind: "name",
  name: "x",
  path: [],
  transposed: false,
  span: { source: "", from: 0, to: 0 },
} as const;

function timesOf(values: readonly number[], more: Partial<Threshold> = {}): readonly (number | string)[][] {
  const threshold: Threshold = {
    variable,
    value: 5,
    direction: "increasing",
    repeat: "each",
    events: [{ action: "pause", message: "one" }],
    ...more,
  };
  const times = values.map((_, i) => i / 2);
  return happeningsIn(threshold, times, values).map(({ time, message = "" }) => [time, message]);
}

test("an event happens when a value has gone beyond, each time; at it is not beyond", () => {
  expect(timesOf([4, 5, 6, 7, 5, 6])).toEqual([
    [1, "one"],
    [2.5, "one"],
  ]);
  expect(timesOf([6, 5, 4, 3], { direction: "decreasing" })).toEqual([[1, "one"]]);
});

test("what is beyond at the start has not crossed", () => {
  expect(timesOf([6, 7, 8])).toEqual([]);
  expect(timesOf([6, 5, 8])).toEqual([[1, "one"]]);
});

test("once is once", () => {
  expect(timesOf([4, 6, 4, 6], { repeat: "once" })).toEqual([[0.5, "one"]]);
  expect(timesOf([4, 6, 4, 6], { repeat: "once_ever" })).toEqual([[0.5, "one"]]);
});

test("an interval tells again while it stays beyond, counted from when it crossed", () => {
  expect(timesOf([4, 6, 6, 6, 6, 4, 6], { interval: 1 })).toEqual([
    [0.5, "one"],
    [1.5, "one"],
    [3, "one"],
  ]);
});

test("several events have their turns; the last stays where they are for each time", () => {
  const events = [
    { action: "pause", message: "one" },
    { action: "pause", message: "two" },
  ] as const;
  const waves = [4, 6, 4, 6, 4, 6];
  expect(timesOf(waves, { events, repeat: "once" })).toEqual([
    [0.5, "one"],
    [1.5, "two"],
  ]);
  expect(timesOf(waves, { events })).toEqual([
    [0.5, "one"],
    [1.5, "two"],
    [2.5, "two"],
  ]);
});

test("a threshold without an event tells nothing", () => {
  expect(timesOf([4, 6], { events: [] })).toEqual([]);
});

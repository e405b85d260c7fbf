import { expect, test } from "vitest";
import { valuesOf } from "./vensim.values.ts";

// What Vensim's manual says of queues: fn_queue_fifo.html and on, fn_queue_fifo_attrib.html and on.

test("QUEUE AGE … asks the very queue that it names, element by element", () => {
  const text = `line : fast, slow ~~|
flat((0,1),(1,1)) ~~|
taken[fast] = 4 ~~|
taken[slow] = 0 ~~|
waiting[line] = QUEUE FIFO(3, taken[line], flat, 8, 4) ~~|
oldest[line] = QUEUE AGE OLDEST(waiting[line]) ~~|
of slow = QUEUE AGE OLDEST(waiting[slow]) ~~|
old = SUM(waiting[line!]) + SUM(taken[line!] * QUEUE AGE IN RANGE(waiting[line!], 2, :NA:)) ~~|
average = QUEUE AGE AVERAGE(waiting[slow], 0) ~~|
`;
  expect(valuesOf(text, "waiting", 1)).toEqual([7, 11]);
  // The 8 are 1 to 5 old at 0; at 1 the older 4 of the fast line are gone, and the others are 2 to 4.
  expect(valuesOf(text, "oldest", 1)).toEqual([4, 6]);
  expect(valuesOf(text, "of_slow", 1)).toEqual([6]);
  expect(valuesOf(text, "old", 1)).toEqual([18 + 4 * 4]);
  expect(valuesOf(text, "average", 1)[0]).toBeCloseTo(35 / 11, 12);
});

test("a queue that serves what is old enough may be its own reason", () => {
  const text = `flat((0,1),(1,1)) ~~|
orders = 3 ~~|
in progress = QUEUE FIFO(orders, shipped, flat, 0, 2) ~~|
shipped = MIN(5, QUEUE AGE IN RANGE(in progress, 2, 1e9) / TIME STEP) ~~|
`;
  const steps = (name: string) => [0, 1, 2, 3, 4].map((step) => valuesOf(text, name, step)[0]);
  expect(steps("shipped")).toEqual([0, 0, 3, 3, 3]);
  expect(steps("in_progress")).toEqual([0, 3, 6, 6, 6]);
});

/** 8 with the attribute 5 at the start; 2 come in each step, the attribute of all rises by 1; 4 go twice. */
const cars = `flat((0,1),(1,1)) ~~|
bought = 2 ~~|
junked = IF THEN ELSE(Time = 1 :OR: Time = 2, 4, 0) ~~|
mileage = 10 * (Time + 1) ~~|
cars = QUEUE FIFO ATTRIB(bought, junked, mileage, 1, flat, flat, 8, 5, 4) ~~|
`;

test("QUEUE ATTRIB … asks for what has come, and how that has changed", () => {
  const text = `${cars}average = QUEUE ATTRIB AVERAGE(cars, -1) ~~|
of oldest = QUEUE ATTRIB AVERAGE(cars, 5) ~~|
between = QUEUE ATTRIB IN RANGE(cars, 7, 13) ~~|
above = QUEUE ATTRIB IN RANGE(cars, 12, :NA:) ~~|
largest = QUEUE ATTRIB MAX(cars) ~~|
largest of oldest = QUEUE ATTRIB MAX(cars, 6) ~~|
least = QUEUE ATTRIB MIN(cars) ~~|
doable = QUEUE ATTRIB QUANTITY(cars, 40) ~~|
`;
  // At 0: 8 with 5. At 1: 8 with 6 and 2 with 10 + 1. At 2: 4 with 7, 2 with 12, 2 with 20 + 1.
  const steps = (name: string) => [0, 1, 2].map((step) => valuesOf(text, name, step)[0]!);
  expect(steps("cars")).toEqual([8, 10, 8]);
  expectClose(steps("average"), [5, 70 / 10, (28 + 24 + 42) / 8]);
  expectClose(steps("of_oldest"), [5, 6, (28 + 12) / 5]);
  expectClose(steps("between"), [0, 2, 6]);
  expectClose(steps("above"), [0, 0, 4]);
  expectClose(steps("largest"), [5, 11, 21]);
  expectClose(steps("largest_of_oldest"), [5, 6, 12]);
  expectClose(steps("least"), [5, 6, 7]);
  expectClose(steps("doable"), [8, 40 / 6, 5]);
});

test("a queue with an attribute knows ages too", () => {
  const text = `${cars}oldest = QUEUE AGE OLDEST(cars) ~~|
average = QUEUE AGE AVERAGE(cars) ~~|
`;
  // The 8 are 1 to 5 old at 0, 2 to 6 at 1; at 2 the younger half of them is 3 to 5, and 2 and 2 are 2 and 1 old.
  expectClose(
    [0, 1, 2].map((step) => valuesOf(text, "oldest", step)[0]!),
    [5, 6, 5],
  );
  expectClose(
    [0, 1, 2].map((step) => valuesOf(text, "average", step)[0]!),
    [3, (8 * 4 + 2) / 10, (4 * 4 + 2 * 2 + 2) / 8],
  );
});

test("a queue may serve as much of an attribute as there is capacity for", () => {
  const text = `flat((0,1),(1,1)) ~~|
size of order = 2 ~~|
in process = QUEUE FIFO ATTRIB(3, completions, size of order, 0, flat, flat, 0, 1, 10) ~~|
completions = QUEUE ATTRIB QUANTITY(in process, 4 * TIME STEP) / TIME STEP ~~|
`;
  // 4 items a step are 2 orders of 2 items.
  const steps = (name: string) => [0, 1, 2, 3].map((step) => valuesOf(text, name, step)[0]!);
  expectClose(steps("completions"), [0, 2, 2, 2]);
  expectClose(steps("in_process"), [0, 3, 4, 5]);
});

test("each element may be a queue of its own equation", () => {
  const text = `line : fast, slow ~~|
flat((0,1),(1,1)) ~~|
waiting[fast] = QUEUE FIFO(3, 4, flat, 8, 4) ~~|
waiting[slow] = QUEUE FIFO(3, 0, flat, 8, 4) ~~|
oldest[fast] = QUEUE AGE OLDEST(waiting[fast]) ~~|
oldest[slow] = QUEUE AGE OLDEST(waiting[slow]) ~~|
`;
  expect(valuesOf(text, "oldest", 1)).toEqual([4, 6]);
});

test("macros may have queues, and stocks that shift", () => {
  const text = `:MACRO: OLDEST OF(in, out)
OLDEST OF = QUEUE AGE OLDEST(waiting) ~~|
waiting = QUEUE FIFO(in, out, flat, 8, 4) ~~|
flat((0,1),(1,1)) ~~|
:END OF MACRO:
:MACRO: OLDEST OF GIVEN(in, out, shape)
OLDEST OF GIVEN = QUEUE AGE OLDEST(waiting) ~~|
waiting = QUEUE FIFO(in, out, shape, 8, 4) ~~|
:END OF MACRO:
:MACRO: GROWN UP(born)
GROWN UP = SHIFT IF TRUE(people[young], MODULO(Time$, 2) = 0, ELMCOUNT(age), 0, 0) ~~|
people[young] = INTEG(born, 1) ~~|
people[old] = INTEG(0, 10) ~~|
:END OF MACRO:
age : young, old ~~|
oldest fast = OLDEST OF(3, 4) ~~|
oldest slow = OLDEST OF(3, 0) ~~|
level((0,1),(1,1)) ~~|
oldest of given = OLDEST OF GIVEN(3, 4, level) ~~|
gone = GROWN UP(5) ~~|
`;
  expect(valuesOf(text, "oldest_fast", 1)).toEqual([4]);
  expect(valuesOf(text, "oldest_slow", 1)).toEqual([6]);
  expect(valuesOf(text, "oldest_of_given", 1)).toEqual([4]);
  // 10 go at 0, and the 1 grows old; 5 are born in that step and 5 in the next, in which nothing moves: at 2 the 1 goes,
  // and the 10 grow old.
  expect([0, 1, 2, 3, 4].map((step) => valuesOf(text, "gone", step)[0])).toEqual([10, 0, 1, 0, 10]);
});

function expectClose(found: readonly number[], wanted: readonly number[]): void {
  expect(found.length).toBe(wanted.length);
  for (const [i, value] of found.entries()) expect(value, `at ${i}`).toBeCloseTo(wanted[i]!, 9);
}

test("the stock that shifts may stand behind the function", () => {
  const text = `age : young, old ~~|
gone = SHIFT IF TRUE(people[young], MODULO(Time, 2) = 0, ELMCOUNT(age), 0, 0) ~~|
people[young] = INTEG(5, 1) ~~|
people[old] = INTEG(0, 10) ~~|
`;
  expect([0, 1, 2, 3, 4].map((step) => valuesOf(text, "gone", step)[0])).toEqual([10, 0, 1, 0, 10]);
});

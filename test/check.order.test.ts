import { array, assert, constantFrom, integer, property, record } from "fast-check";
import { expect, test } from "vitest";
import { connectedComponents } from "../src/check/components.ts";
import type { Evaluation, Facts } from "../src/check/facts.ts";
import type { Diagnostic } from "../src/model/diagnostic.ts";
import { checkText } from "./check.reading.ts";

const head = "system case\ntime 0 to 2 by 1 year\n";

function faultsOf(text: string): readonly Diagnostic[] {
  return checkText(head + text).diagnostics.filter(
    ({ severity, code }) => severity === "error" && !code.startsWith("unit-"),
  );
}

function orderOf(text: string): {
  readonly active: readonly string[];
  readonly initial: readonly string[];
  readonly facts: Facts;
} {
  expect(faultsOf(text)).toEqual([]);
  const { facts } = checkText(head + text);
  const { active, initial } = facts.order;
  return { active: active.map(label), initial: initial.map(label), facts };
}

function label({ variable, element }: Evaluation): string {
  return element === undefined ? variable.name : `${variable.name}.${element}`;
}

function codesOf(text: string): readonly string[] {
  return faultsOf(text).map(({ code }) => code);
}

test("what is needed comes first, and otherwise what is declared first", () => {
  const { active } = orderOf(
    "aux d = 1\naux a = c + b\naux b = 2\naux c = b\nstock s starts 1 in f\nflow f = s * a",
  );
  expect(active).toEqual(["d", "b", "c", "a", "f"]);
});

test("starting values have an order of their own, with all that they need and no more", () => {
  const { initial } = orderOf(`stock a starts half in f
stock b starts 3 in g
count c of f starts b
aux half = b / 2 + jobs
aux unneeded = a
graph jobs (time : year) : 1 = (0, 1) (2, 2)
flow f = a
flow g = b + k
const k = 1`);
  expect(initial).toEqual(["b", "jobs", "half", "a", "c"]);
});

test("series, graphs of time and inputs are computed at every time; numbers and other graphs are not", () => {
  const { active } = orderOf(`data d : 1 = (0, 1) (2, 2)
graph jobs (time : year) : 1 = (0, 1) (2, 2)
graph effect (x : 1) : 1 = (0, 1) (2, 2)
input i = a
const k = 1
lever l = 1
switch w = 1
aux a = k + l + w + effect(d) + jobs
aux b = i`);
  expect(active).toEqual(["d", "jobs", "a", "i", "b"]);
});

test("only variables that need each other are taken apart into elements", () => {
  const { active } = orderOf(`dim age = 1..3
aux before = 1
aux a[age] = if age > 1 then b[age - 1] + before else 0
aux b[age] = 2 * a[age]
aux behind = sum(a[*])`);
  expect(active).toEqual(["before", "a.0", "b.0", "a.1", "b.1", "a.2", "b.2", "behind"]);
});

test("a chain through an array in its own order stays whole", () => {
  expect(orderOf("dim age = 1..3\naux a[age] = a[age - 1] + 1").active).toEqual(["a"]);
  expect(orderOf("dim age = 1..3\naux a[age] = a[age + 1] + 1").active).toEqual(["a.2", "a.1", "a.0"]);
});

test("starting values are taken apart too", () => {
  const { initial } = orderOf(`dim age = 1..2
stock a[age] starts
  [1] = b[2]
  [2] = 1
stock b[age] starts
  [1] = a[1]
  [2] = 3`);
  expect(initial).toEqual(["b.1", "a", "b.0"]);
});

test("a stock breaks a circle at every time, and not at the start", () => {
  expect(codesOf("stock s starts 1 in f\nflow f = a\naux a = s")).toEqual([]);
  expect(codesOf("stock s starts a in f\nflow f = a\naux a = s")).toEqual(["initial-circle"]);
});

test("a circle that starting values meet is told once", () => {
  expect(codesOf("stock s starts a in f\nflow f = 1\naux a = b\naux b = a")).toEqual(["circle"]);
});

test("a circle is told with its shortest way round", () => {
  const { diagnostics } = checkText(`${head}aux a = b + c\naux b = d\naux c = a\naux d = a`);
  const circles = diagnostics.filter(({ code }) => code === "circle");
  expect(circles).toHaveLength(1);
  expect(circles[0]!.message).toContain("a → c → a");
});

/** Systems of auxiliaries that read each other at random. */
const systems = array(
  record({ reads: array(integer({ min: 0, max: 11 }), { maxLength: 3 }), kind: constantFrom("aux", "flow") }),
  {
    minLength: 1,
    maxLength: 12,
  },
);

function writeSystem(
  variables: readonly { readonly reads: readonly number[]; readonly kind: string }[],
): string {
  return variables
    .map(
      ({ reads, kind }, i) =>
        `${kind} v${i} = ${["1", ...reads.map((read) => `v${read % variables.length}`)].join(" + ")}`,
    )
    .join("\n");
}

test("in every order each variable stands behind what it reads, and a circle is told exactly if there is one", () => {
  assert(
    property(systems, (variables) => {
      const { facts, diagnostics } = checkText(`${head}${writeSystem(variables)}`);
      const reads = variables.map((variable) => variable.reads.map((read) => read % variables.length));
      const isCircular = diagnostics.some(({ code }) => code === "circle");
      expect(isCircular).toBe(hasCircle(reads));
      const names = facts.order.active.map(({ variable }) => variable.name);
      expect(new Set(names).size).toBe(variables.length);
      if (isCircular) return;
      for (const [i, needed] of reads.entries()) {
        for (const read of needed) expect(names.indexOf(`v${read}`)).toBeLessThan(names.indexOf(`v${i}`));
      }
    }),
    { numRuns: 200 },
  );
});

/** Takes away, as long as there is one, a variable that reads none of those left. */
function hasCircle(reads: readonly (readonly number[])[]): boolean {
  const left = new Set(reads.keys());
  for (let size = -1; size !== left.size; ) {
    size = left.size;
    for (const i of left) if (!reads[i]!.some((read) => left.has(read))) left.delete(i);
  }
  return left.size > 0;
}

test("a chain of a hundred thousand does not overflow the stack", () => {
  const length = 100_000;
  const needs = Array.from({ length }, (_, i) => (i + 1 < length ? [i + 1] : []));
  expect(connectedComponents(needs)[0]).toEqual([length - 1]);
  expect(connectedComponents([...needs.slice(0, -1), [0]])).toHaveLength(1);
});

test("links say how a cause acts, in the order of effects", () => {
  const { facts } = orderOf(`stock a starts first in share * births out deaths
const first = 3
const share = 0.5
flow births = a * effect(first)
flow deaths = a
graph effect (x : 1) : 1 = (0, 1) (2, 2)
count c of births + a starts births
aux d = a + a`);
  const links = facts.links().map(({ cause, effect, kind }) => `${cause.name} → ${effect.name} ${kind}`);
  expect(links).toEqual([
    "share → a inflow",
    "births → a inflow",
    "deaths → a outflow",
    "first → a initial",
    "a → births equation",
    "effect → births equation",
    "first → births equation",
    "a → deaths equation",
    "births → c equation",
    "a → c equation",
    "a → d equation",
  ]);
});

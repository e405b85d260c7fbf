import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type LinkSign, pathSign, signOf } from "../src/check/signs.ts";
import { checkFiles, checkText, runSlowly } from "./check.reading.ts";

const head = "system case\ntime 0 to 10 by 1/4 year\n";

/** The signs of all links into a variable: `a+` raises it, `b-` lowers it, `c0` does nothing, `d?` varies. */
function signsInto(effect: string, text: string): string {
  const { facts, diagnostics } = checkText(head + text);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const run = runSlowly(facts);
  const into = facts.links().filter((link) => link.effect.name === effect);
  return into
    .map((link) => link.cause.name + marks[signOf(link, run, facts.shapes).sign])
    .sort()
    .join(" ");
}

const marks = { raises: "+", lowers: "-", none: "0", varies: "?" };

test("a link raises or lowers as its equation says", () => {
  expect(signsInto("x", "const a = 2\nconst b = 3\nconst c = 4\naux x = a * c - b / c\n")).toBe("a+ b- c+");
});

test("a cause below zero is moved up like any other", () => {
  expect(signsInto("x", "const a = -2\naux x = 3 * a\n")).toBe("a+");
});

test("a link that a limit makes idle all the time does nothing", () => {
  expect(signsInto("x", "const a = 2\nconst b = 3\naux x = min(1, a) + b\n")).toBe("a0 b+");
});

test("a link that is idle for a time only keeps its sign", () => {
  expect(signsInto("x", "aux t = time / 1 year\naux x = max(5, t)\n")).toBe("t+");
});

test("a link that turns its sign varies", () => {
  expect(signsInto("x", "aux t = time / 1 year\naux x = (t - 5) ^ 2\n")).toBe("t?");
});

test("rounding is no sign", () => {
  expect(signsInto("x", "const a = 0.1\nconst b = 3e5\naux x = (a + b) - a + b\n")).toBe("a0 b+");
});

test("a cause that is zero now is moved by what it is at other times", () => {
  expect(signsInto("x", "aux t = max(0, time / 1 year - 9)\naux x = if time < 9 year then t else 0\n")).toBe(
    "t+",
  );
});

test("a lever that stands at zero has a sign, and what acts through it alone has none", () => {
  expect(signsInto("x", "lever l = 0 between 0 and 0.5\naux on = 1 + time / 1 year\naux x = l * on\n")).toBe(
    "l+ on0",
  );
});

test("inflows raise a stock, outflows lower it, and shares act as their flow does", () => {
  const flows = "flow f = 3\nflow g = 2\nconst share = 0.5\n";
  expect(signsInto("s", `stock s starts 5 in share * f out g\n${flows}`)).toBe("f+ g- share+");
  expect(signsInto("s", `stock s starts 5 out share * f, g\n${flows}`)).toBe("f- g- share-");
});

test("a starting value is tried once", () => {
  expect(signsInto("s", "stock s starts 5 - a\nconst a = 3\n")).toBe("a-");
});

test("a count has the signs of its rate", () => {
  expect(signsInto("c", "count c of 2 - a\nconst a = 3\n")).toBe("a-");
});

test("a flow that goes one way only is not moved while it stands", () => {
  expect(signsInto("f", "stock s starts 5 in f\nflow f = a - 3\n  one way\nconst a = 2\n")).toBe("a0");
  expect(signsInto("f", "stock s starts 5 in f\nflow f = a - 3\n  one way\nconst a = 4\n")).toBe("a+");
});

test("a graph carries the slope of its points, and acts itself on what reads it", () => {
  const graph = "graph g (of : 1) : 1 = (0, 0) (1, 2) (2, 0)\n";
  expect(signsInto("x", `${graph}const a = 0.5\naux x = g(a)\n`)).toBe("a+ g+");
  expect(signsInto("x", `${graph}const a = 1.5\naux x = 1 - g(a)\n`)).toBe("a+ g-");
});

test("between arrays a link is what all its elements are together", () => {
  const dims = "dim region = a, b\nconst p[region] = 3\n";
  expect(signsInto("x", `${dims}aux x[region] = 2 * p[region]\n`)).toBe("p+");
  expect(signsInto("x", `${dims}aux x = p[a] - p[b]\n`)).toBe("p?");
  expect(signsInto("x", `${dims}aux x = 1 - sum(p[*])\n`)).toBe("p-");
  expect(signsInto("x", `${dims}aux x[region]\n  [a] = 0 * p[a]\n  [b] = 1\n`)).toBe("p0");
});

test("in large arrays some elements and samples stand for all", () => {
  const { facts } = checkText(
    `${head}dim place = 1..3000\nconst p[place] = 3\naux x[place] = 1 - p[place] / sum(p[*]) * time / 1 year\n`,
  );
  const run = { ...runSlowly(checkText(`${head}const a = 1\n`).facts), value: () => 3 };
  const [link] = facts.links();
  const begun = performance.now();
  const { at } = signOf(link!, run, facts.shapes);
  expect(performance.now() - begun).toBeLessThan(20_000);
  expect([...at]).toEqual([0, ...Array.from({ length: 40 }, () => 2)]);
});

test("at each time the sign of a chain is the product of its signs", () => {
  const signs = (at: readonly number[]): LinkSign => pathSign([{ ...pathSign([]), at: Uint8Array.from(at) }]);
  const turning = signs([1, 1, 2, 2]);
  expect(turning.sign).toBe("varies");
  expect(pathSign([turning, turning]).sign).toBe("raises");
  expect(pathSign([turning, signs([2, 2, 1, 1])]).sign).toBe("lowers");
  expect(pathSign([turning, signs([0, 0, 1, 1])]).sign).toBe("lowers");
  expect(pathSign([turning, signs([0, 0, 0, 0])]).sign).toBe("none");
  expect(pathSign([signs([1]), signs([3])]).sign).toBe("varies");
});

test("in the flagship no variable acts both ways, and only levers at zero keep links from acting", () => {
  const { facts } = checkFiles("systems/backlash/backlash.hence", (path) => ({
    text: readFileSync(path, "utf8"),
  }));
  const run = runSlowly(facts);
  const links = facts.links().filter(({ cause }) => ["stock", "flow", "aux"].includes(cause.kind));
  const signs = links.map((link) => signOf(link, run, facts.shapes).sign);
  expect(links.length).toBeGreaterThan(357);
  expect(signs).not.toContain("varies");
  const idle = links.filter((_, i) => signs[i] === "none");
  expect(idle.length).toBe(16);
  expect(new Set(idle.map(({ cause }) => cause.name))).toEqual(new Set(["policy_on"]));
});

import { expect, test } from "vitest";
import type { Meaning } from "../src/check/facts.ts";
import { checkFiles, checkText, variableIn } from "./check.reading.ts";

const head = "system case\ntime 0 to 10 by 1/4 year\n";

/** What the names in the equation of a variable mean, by name as written. */
function meaningsIn(text: string): ReadonlyMap<string, Meaning> {
  const { facts } = checkText(head + text);
  return new Map([...facts.names.meanings].map(([{ name }, meaning]) => [name, meaning]));
}

function codesOf(text: string): readonly string[] {
  return checkText(head + text)
    .diagnostics.filter(({ severity }) => severity !== "note")
    .map(({ code }) => code);
}

test("letter case, spaces and underscores do not distinguish names", () => {
  const { facts, diagnostics } = checkText(
    `${head}const Home_Radicals = 1\naux a = 'home  radicals' + HOME_RADICALS`,
  );
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(facts.names.variables.get("home_radicals")?.name).toBe("Home_Radicals");
});

test("a name is first of all a variable, then a dimension, an element, a unit", () => {
  const meanings = meaningsIn(`
    unit person = people
    unit plain
    unit khatlon
    dim region = khatlon, sughd
    dim plain = khatlon, other
    dim sughd = x1, x2
    const person = 2
    const region = 3
    aux a[plain] = person + region + plain + other + people + x2`);
  expect(meanings.get("person")?.kind).toBe("variable");
  expect(meanings.get("region")?.kind).toBe("variable");
  expect(meanings.get("plain")?.kind).toBe("dimension");
  expect(meanings.get("other")).toMatchObject({ kind: "element", index: 1 });
  expect(meanings.get("x2")).toMatchObject({ kind: "element", index: 1 });
  expect(meanings.get("people")).toEqual({ kind: "unit", unit: { person: 1 } });
});

test("the clock says time, dt, and the two ends of the run", () => {
  const meanings = meaningsIn("aux a = Time + dt + start_time + stop_time");
  const words = [...meanings.values()].map((meaning) =>
    meaning.kind === "clock" ? meaning.word : meaning.kind,
  );
  expect(words).toEqual(["time", "step", "start", "stop"]);
});

test("in brackets a dimension goes before a variable of its name", () => {
  const { facts, diagnostics } = checkText(`${head}
    dim age = 1..3
    const age = 40
    const cohort[age] = 1
    aux a[age] = cohort[age - 1] * age`);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const kinds = [...facts.names.meanings].filter(([{ name }]) => name === "age").map(([, { kind }]) => kind);
  expect(kinds.toSorted()).toEqual(["dimension", "variable"]);
});

test("an element may be named with its dimension", () => {
  const meanings = meaningsIn("dim a = x, y\ndim b = y, x\naux v = b.x");
  expect(meanings.get("x")).toMatchObject({ kind: "element", index: 1, dimension: { name: "b" } });
});

test("a variable is declared once in all files together", () => {
  const files = new Map([
    ["case.hence", `${head}use "other.hence"\nconst births = 1\naux a = births`],
    ["other.hence", "aux Births = 2"],
  ]);
  const { diagnostics } = checkFiles("case.hence", (path) => ({ text: files.get(path)! }));
  const [twice] = diagnostics.filter(({ code }) => code === "name-twice");
  expect([twice?.span?.source, twice?.notes?.[0]?.span?.source].toSorted()).toEqual([
    "case.hence",
    "other.hence",
  ]);
});

test("a function sees its parameters and its own variables, and the system does not see them", () => {
  const { facts, diagnostics } = checkText(`${head}
    function adjusted(target, delay)
      stock level starts target in change
      flow  change = (target - level) / delay
      = level
    end
    const level = 3
    aux a = level * 2`);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(facts.runnable).toBe(true);
  const levels = [...facts.names.meanings]
    .filter(([{ name }]) => name === "level")
    .map(([, meaning]) => (meaning.kind === "variable" ? meaning.variable.kind : meaning.kind));
  expect(levels.toSorted()).toEqual(["const", "stock", "stock"]);
  expect(codesOf("function f(x)\n  = target * x\nend\naux target = 2")).toContain("unknown-name");
});

test("a graph of time is read by its bare name, any other is called", () => {
  const { facts, diagnostics } = checkText(`${head}
    graph jobs (time : year) : 1 = (0, 1) (10, 2)
    graph effect (density : 1) : 1 = (0, 1) (1, 2)
    aux a = jobs + effect(jobs)`);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  expect([...facts.names.callees.values()]).toEqual([{ kind: "graph", graph: variableIn(facts, "effect") }]);
});

test("a function is chosen by its name and by how much it is given", () => {
  const { facts } = checkText(`${head}dim d = x, y\nconst v[d] = 1\naux a = max(1, 2) + max(v[*])`);
  const kinds = [...facts.names.callees.values()].map(
    (callee) => callee.kind === "function" && callee.row.kind,
  );
  expect(kinds).toEqual(["pointwise", "reducer"]);
});

test("in a line about a family, its word stands for a run", () => {
  const text = `
    stock s starts k in f
    flow f = k
    const k = 1
    scenario strong
      k = 2
    scenario singles
      each of strong
    check K1
      for each one in singles: s @ 3 in one > s @ 3
      s @ 3 in strong > 1.5 * base`;
  expect(codesOf(text)).toEqual([]);
  expect(codesOf(text.replace("for each one in singles: ", ""))).toEqual(["unknown-scenario"]);
});

test("what a claim moves need not be a number, and a whole array may be moved", () => {
  const text = `
    dim d = x, y
    stock s[d] starts k in f[d]
    flow f[d] = k
    const k = 1
    claim C1
      k raises sum(s[*]) after 2 years
      f raises s[x] after 2 years
      f[x] raises s[x] after 2 years`;
  expect(codesOf(text)).toEqual([]);
  expect(codesOf(text.replace("raises s[x]", "raises s"))).toEqual(["missing-subscripts"]);
});

test("thousands of unknown names are told in a moment", () => {
  const names = Array.from(
    { length: 1000 },
    (_, i) => `aux name_number_${i} = unknown_thing_${i} + foo_${i}(3)`,
  );
  const start = performance.now();
  const { diagnostics } = checkText(head + names.join("\n"));
  expect(diagnostics.filter(({ code }) => code === "unknown-name")).toHaveLength(1000);
  expect(performance.now() - start).toBeLessThan(5000);
});

import { describe, expect, test } from "vitest";
import { checkModel } from "../src/check/check.ts";
import { compileModel } from "../src/compile/compile.ts";
import { flattenModel } from "../src/flatten/flatten.ts";
import type { Diagnostic } from "../src/model/diagnostic.ts";
import { foldName } from "../src/model/name.ts";
import { readHence } from "../src/read/hence.ts";
import { createMachine } from "../src/run/machine.ts";
import { noInputs, seriesOf } from "../src/run/program.ts";

const head = "system case\ntime 0 to 4 by 1 year\n";

/** A system with further files of modules, checked; any fault but one of units fails the test. */
function check(text: string, files: Readonly<Record<string, string>> = {}) {
  const report = ({ severity, code, message }: Diagnostic) => {
    if (severity === "error" && !code.startsWith("unit-")) throw new Error(message);
  };
  const load = (path: string) => {
    const found = path === "case.hence" ? head + text : files[path];
    return found === undefined ? { missing: "there is none" } : { text: found };
  };
  const { model } = readHence("case.hence", load, report);
  return { model, facts: checkModel(model, report) };
}

/** Runs it; what is asked for is the series of a number, or what all elements are at a step. */
function run(text: string, files?: Readonly<Record<string, string>>) {
  const program = compileModel(check(text, files).facts);
  const run = { program, inputs: noInputs, holds: new Map(), rows: "every step" } as const;
  const results = createMachine(program).run(run);
  return (name: string, step?: number) => {
    const slot = program.slots.get(foldName(name))!;
    if (step === undefined) return [...seriesOf(results, slot)];
    const from = step * program.width + slot.offset;
    return [...results.rows.subarray(from, from + slot.size)];
  };
}

/** The variables of the flat model, in order: kind, name, dimensions. */
function shapesOf(text: string, files?: Readonly<Record<string, string>>): readonly string[] {
  return check(text, files).facts.model.variables.map(({ kind, name, dimensions }) => {
    const brackets = dimensions.length > 0 ? `[${dimensions.map((each) => each.name).join()}]` : "";
    return `${kind} ${name}${brackets}`;
  });
}

const dims = "dim r = a, b, c\ndim south of r = b, c\ndim k = p, q\n";
const adjusted = `function adjusted(target, delay)
  stock level starts target in change
  flow  change = (target - level) / delay
  = level
end
`;

describe("what stays", () => {
  test("a model without modules and such calls is the same object", () => {
    const { model } = readHence(
      "case.hence",
      () => ({ text: `${head}aux a = max(1, time)\n` }),
      () => {},
    );
    expect(flattenModel(model, () => {})).toBe(model);
  });

  test("what calls nothing is the same object beside what does", () => {
    const { model, facts } = check("aux a = smooth(b, 2)\naux b = 1 + time\n");
    expect(facts.model.variables.at(-1)).toBe(model.variables[1]);
  });
});

describe("calls", () => {
  test("a call becomes stocks and flows of its own, each time", () => {
    expect(shapesOf(`${adjusted}aux a = adjusted(time, 2) - adjusted(time, 4)`)).toEqual([
      "stock a>adjusted 1>level",
      "flow a>adjusted 1>change",
      "stock a>adjusted 2>level",
      "flow a>adjusted 2>change",
      "aux a",
    ]);
  });

  test("an argument that is used more than once is worked out once", () => {
    expect(shapesOf(`${adjusted}aux a = adjusted(time * 2 + 1, 2)`)[0]).toBe("aux a>adjusted 1>target");
  });

  test("names of a body are its own, and arguments mean what they mean where the call is", () => {
    // In the body ‘level’ is the stock; the argument ‘level’ is the variable of the model.
    const series = run(`${adjusted}const level = 8\naux change = 100\naux a = adjusted(level * time, 2)`);
    expect(series("a")).toEqual([0, 0, 4, 10, 17]);
  });

  test("a function without a memory of its own is written out in place", () => {
    expect(shapesOf("function half(x) = x / 2 end\naux a = half(time) + half(half(3))")).toEqual(["aux a"]);
    expect(run("function half(x) = x / 2 end\nconst k = half(3)\naux a = half(time) + k")("a")).toEqual([
      1.5, 2, 2.5, 3, 3.5,
    ]);
  });

  test("nested calls, calls in starts, in shares and in functions", () => {
    const series = run(`${adjusted}
      function twice(x) = adjusted(adjusted(x, 1), 1) * 2 end
      stock s starts adjusted(5, 2) in smooth(0.5, 2) * f
      flow f = 4
      aux a = twice(8 * time)`);
    expect(series("s")).toEqual([5, 7, 9, 11, 13]);
    // Each of the two is one step behind.
    expect(series("a")).toEqual([0, 0, 0, 16, 32]);
  });

  test("another variable of the body than its result", () => {
    const text = "function split(x)\n  aux rest = x - first\n  aux first = x / 4\n  = first\nend\n";
    expect(run(`${text}aux a = split(8).rest * 10 + split(8)`)("a")[0]).toBe(62);
  });

  test("graphs and arrays are handed over by their names", () => {
    const series = run(`${dims}
      function read(table, x) = table(x) + table(0) end
      function total(values) = sum(values[*]) + values[a] end
      graph g (x) = (0, 1) (10, 11)
      const v[r]
        [a] = 1
        [b] = 2
        [c] = 3
      aux b = read(g, 5)
      aux t = total(v)`);
    expect(series("b")[0]).toBe(7);
    expect(series("t")[0]).toBe(7);
  });

  test("a call in a check gets hidden variables too", () => {
    expect(shapesOf("aux a = time\ncheck C\n  smooth(a, 2) @ 3 > 1")).toEqual([
      "aux a",
      "stock C>smooth 1>level",
      "flow C>smooth 1>change",
    ]);
  });
});

describe("arrays", () => {
  test("hidden variables are over the dimensions of the equation", () => {
    expect(shapesOf(`${dims}aux v[r, k] = time\naux a[r, k] = smooth(v[r, k], 2)`).slice(1)).toEqual([
      "stock a>smooth 1>level[r,k]",
      "flow a>smooth 1>change[r,k]",
      "aux a[r,k]",
    ]);
  });

  test("for an element they have no dimension, for a subrange only that", () => {
    const text = `${dims}aux v[r] = time\naux a[r]\n  [a] = smooth(v[a], 2)\n  [south] = smooth(v[south], 2)`;
    expect(shapesOf(text).filter((shape) => shape.startsWith("stock"))).toEqual([
      "stock a>smooth 1>level",
      "stock a>smooth 2>level[south]",
    ]);
    expect(run(text)("a", 2)).toEqual([0.5, 0.5, 0.5]);
  });

  test("where the arguments follow the equation in another way, they are nought outside of the part", () => {
    const text = `${dims}const v[r]\n  [a] = 1\n  else = 2\naux a[r]\n  [*] except [a] = smooth(v[r] * time * r, 2)\n  else = 9`;
    expect(shapesOf(text)).toContain("stock a>smooth 1>level[r]");
    const series = run(text);
    expect(series("a", 2)).toEqual([9, 2, 3]);
    expect(series("a>smooth 1>level", 2)).toEqual([0, 2, 3]);
  });

  test("what else covers", () => {
    const series = run(`${dims}aux a[r]\n  [a] = 9\n  else = smooth(r * time, 2)`);
    expect(series("a", 2)).toEqual([9, 1, 1.5]);
    const rest = run(`${dims}aux a[r]\n  [a] = 9\n  [south] except [b] = 7\n  else = smooth(r * time, 2)`);
    expect(rest("a", 2)).toEqual([9, 1, 7]);
  });

  test("stars under a reducer become dimensions", () => {
    const text = `${dims}const v[r]\n  [a] = 1\n  [b] = 2\n  [c] = 3\naux a = sum(smooth(v[*] * time, 2) * v[*])`;
    expect(shapesOf(text)).toContain("stock a>smooth 1>level[r]");
    // At 2 the smooth of v * time is v / 2.
    expect(run(text)("a")[2]).toBe(7);
    expect(run(text.replaceAll("[*]", "[r.*]"))("a")[2]).toBe(7);
    expect(run(`${text}\naux s = sum(smooth(v[south] * time, 2))`)("s")[2]).toBe(2.5);
    expect(run(`${text}\naux s = sum(smooth(v[a:b] * time, 2))`)("s")[2]).toBe(1.5);
    expect(run(`${text}\naux s[k] = sum(smooth(v[*] * k * time, 2))`)("s", 2)).toEqual([3, 6]);
    // Over r by the equation alone: the stars are of that dimension too.
    expect(run(`${text}\naux s[r] = sum(smooth(v[*] * time, 2)) + v[r]`)("s", 2)).toEqual([4, 5, 6]);
  });

  test("a reducer inside of a function keeps its stars", () => {
    const text = `${dims}const v[r] = 2\n${adjusted}aux a = adjusted(sum(v[*]) * time, 2)`;
    expect(run(text)("a")).toEqual([0, 0, 3, 7.5, 12.75]);
  });

  test("a function with arrays of its own", () => {
    const text = `${dims}
      function chain(x)
        stock level[k] starts 0 in fill[k]
        flow fill[k]
          [p] = x
          else = level[p]
        = level[q]
      end
      aux a[r] = chain(r)
      aux b[r]
        [south] = chain(10 * r)
        else = 1`;
    expect(shapesOf(text).slice(0, 2)).toEqual(["stock a>chain 1>level[r,k]", "flow a>chain 1>fill[r,k]"]);
    const series = run(text);
    expect(series("a", 2)).toEqual([1, 2, 3]);
    expect(series("b", 2)).toEqual([1, 20, 30]);
  });
});

test("what a body measures in its parameters is measured in what is handed over", () => {
  const told: string[] = [];
  const text = `${head}unit xin
function half(xin)
  aux part : xin = xin / 2
  = part
end
unit meter
const long : meter = 3
aux a : meter = half(long)
`;
  const { model } = readHence(
    "case.hence",
    () => ({ text }),
    ({ message }) => told.push(message),
  );
  const facts = checkModel(model, ({ message }) => told.push(message));
  expect(told).toEqual([]);
  expect(facts.units.variables.get(facts.names.variables.get("a>half_1>part")!)).toEqual({ meter: 1 });
});

describe("modules", () => {
  const north = `system north
time 0 to 4 by 1 year
dim age = young, old
input food = 7
input scale[age] = 1
function half(x) = x / 2 end
stock rabbits[age] starts half(4) in births[age]
flow births[age] = rabbits[age] * food * scale[age]
aux all = sum(rabbits[*]) + smooth(0, 3)
`;
  const files = { "north.hence": north };

  test("a module becomes its variables, and its ports fill its inputs", () => {
    const text =
      'module n from "north.hence"\n  port food = supply * 2\nconst supply = 0.5\naux a = n.rabbits[old] + n.all';
    expect(shapesOf(text, files)).toEqual([
      "aux n.food",
      "input n.scale[age]",
      "stock n.rabbits[age]",
      "flow n.births[age]",
      "stock n.all>smooth 1>level",
      "flow n.all>smooth 1>change",
      "aux n.all",
      "const supply",
      "aux a",
    ]);
    expect(run(text, files)("a")).toEqual([6, 12, 24, 48, 96]);
  });

  test("two instances have stocks of their own", () => {
    const series = run(
      'module n from "north.hence"\n  port food = 1\nmodule s from "north.hence"\n  port food = 2\naux a = n.all * 1000 + s.all',
      files,
    );
    expect(series("a")).toEqual([4004, 8012, 16036, 32108, 64324]);
  });

  test("the name of an array fills an input that is an array", () => {
    const text =
      'module n from "north.hence"\n  port scale = w\n  port food = 1\nconst w[age]\n  [young] = 1\n  [old] = 0\naux a = n.rabbits[young] * 100 + n.rabbits[old]';
    expect(run(text, files)("a")).toEqual([202, 402, 802, 1602, 3202]);
  });

  test("a module in a module, read from outside and filled from inside", () => {
    const middle = `system middle\ntime 0 to 4 by 1 year\nmodule n from "north.hence"\n  port food = much\ninput much = 3\naux seen = n.all\n`;
    const series = run('module m from "middle.hence"\n  port much = 1\naux a = m.n.all + m.seen', {
      ...files,
      "middle.hence": middle,
    });
    expect(series("a")).toEqual([8, 16, 32, 64, 128]);
  });

  test("claims, links, checks and scenarios speak of the variables of a module", () => {
    const { facts } = check(
      `module n from "north.hence"
claim C1
  n.food raises n.all after 1 year
link K n.births -> n.rabbits raises
check K1
  n.all @ 3 in hungry < base
scenario hungry
  n.food = 0
  n.rabbits starts 3`,
      files,
    );
    expect(facts.runnable).toBe(true);
    expect(facts.model.scenarios[0]?.settings.map(({ name }) => name.name)).toEqual(["n.food", "n.rabbits"]);
  });

  test("a leading empty part of a path is the whole system", () => {
    const { model } = check('module n from "north.hence"\nconst far = 3\naux near = far', files);
    const near = model.variables.find(({ name }) => name === "near")!;
    const read = near.kind === "aux" ? near.equation[0]?.value : undefined;
    if (read?.kind !== "name") throw new Error("This test is about a name.");
    const all = model.systems[0]!.model.variables.find(({ name }) => name === "all")!;
    if (all.kind !== "aux") throw new Error("This test is about an aux.");
    const inner = {
      ...model.systems[0]!.model,
      variables: [{ ...all, equation: [{ ...all.equation[0]!, value: { ...read, path: [""] } }] }],
    };
    const flat = flattenModel({ ...model, systems: [{ path: "north.hence", model: inner }] }, () => {});
    const found = flat.variables.find(({ name }) => name === "n.all");
    expect(found?.kind === "aux" && found.equation[0]?.value).toMatchObject({ name: "far", path: [] });
  });

  test("what a function of a module is faulty in is told once", () => {
    const told: string[] = [];
    const text = `${head}module n from "bad.hence"\nmodule m from "bad.hence"\n`;
    const bad = "system bad\ntime 0 to 4 by 1 year\naux x = nowhere\n";
    const report = ({ code, message }: Diagnostic) => told.push(`${code}: ${message}`);
    const { model } = readHence(
      "case.hence",
      (path) => ({ text: path === "case.hence" ? text : bad }),
      report,
    );
    expect(checkModel(model, report).runnable).toBe(false);
    expect(told.filter((one) => one.startsWith("unknown"))).toHaveLength(1);
  });

  const island = `system island
time 0 to 4 by 1 year
dim age = young, old
input food = 1
input settlers[age] = 0
const lifetime = 8
graph effect (x) = (0, 1) (1000, 0)
stock rabbits[age]
  starts [young] = 100
         else = 10
  in     births[age]
  out    deaths[age]
flow births[age] = food * rabbits[age] * effect(everybody) + settlers[age]
flow deaths[age] = rabbits[age] / lifetime
aux everybody = sum(rabbits[*])
aux late = smooth(everybody, 2)
aux before = previous(rabbits[young], 3)
module pond from "pond.hence"
  port fisher = everybody
`;
  const pond = `system pond
time 0 to 4 by 1 year
input fisher = 0
stock fish starts 50 out caught
flow caught = fisher / 100
conveyor belt starts 4 in on out off transit 2
flow on = caught
flow off
`;
  const apart = { "island.hence": island, "pond.hence": pond };

  test("an array of modules is what as many modules are", () => {
    const shared = "dim age = young, old\nconst arriving[age]\n  [young] = 5\n  [old] = 7\n";
    const array = run(
      `${shared}dim region = north, south
const supply[region]
  [north] = 0.1
  [south] = 0.2
module isle[region] from "island.hence"
  port food = supply[region] * 2
  port settlers = supply[region] * arriving[age]
aux all = sum(isle.everybody[*])
aux fish[region] = isle.pond.fish[region]`,
      apart,
    );
    const two = run(
      `${shared}module north from "island.hence"
  port food = 0.1 * 2
  port settlers = 0.1 * arriving[age]
module south from "island.hence"
  port food = 0.2 * 2
  port settlers = 0.2 * arriving[age]
aux all = north.everybody + south.everybody`,
      apart,
    );
    for (let step = 0; step <= 4; step++) {
      for (const name of [
        "rabbits",
        "births",
        "everybody",
        "late",
        "before",
        "pond.fish",
        "pond.belt",
        "pond.off",
      ])
        expect(array(`isle.${name}`, step), name).toEqual([
          ...two(`north.${name}`, step),
          ...two(`south.${name}`, step),
        ]);
      expect(array("all", step)).toEqual(two("all", step));
      expect(array("fish", step)).toEqual(array("isle.pond.fish", step));
    }
  });

  test("arrays of modules may stand in arrays of modules, and take steps of their own", () => {
    const outer = `system outer
time 0 to 4 by 1 year
dim kind = a, b
const rate[kind]
  [a] = 0.1
  [b] = 0.2
input level = 1
module inner[kind] from "inner.hence" steps 2
  port speed = rate[kind] * level
aux both = sum(inner.x[*])
`;
    const inner =
      "system inner\ntime 0 to 4 by 1 year\ninput speed\nstock x starts 1 in y\nflow y = x * speed\n";
    const of = run(
      `dim region = north, south
const height[region]
  [north] = 1
  [south] = 3
module outer[region] from "outer.hence"
  port level = height[region]
aux one = outer.inner.x[south, a]`,
      { "outer.hence": outer, "inner.hence": inner },
    );
    const grown = (speed: number) => (1 + speed / 2) ** 2;
    const [na, nb, sa, sb] = of("outer.inner.x", 1);
    expect(na).toBeCloseTo(grown(0.1), 14);
    expect(nb).toBeCloseTo(grown(0.2), 14);
    expect(sa).toBeCloseTo(grown(0.3), 14);
    expect(sb).toBeCloseTo(grown(0.6), 14);
    expect(of("outer.both", 1)).toEqual([na! + nb!, sa! + sb!]);
    expect(of("one", 1)).toEqual([sa]);
  });
});

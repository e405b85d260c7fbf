import fc from "fast-check";
import { expect, test } from "vitest";
import type { Expr } from "../src/model/expression.ts";
import type { UnitExpr } from "../src/model/unit.ts";
import type { Variable } from "../src/model/variable.ts";
import { readHence } from "../src/read/hence.ts";
import { formatHence } from "../src/write/hence.ts";
import {
  type Authority,
  readAuthority,
  readEssayAnchors,
  readFlagship,
  readFlagshipAnchors,
} from "./backlash.files.ts";

const flagship = readFlagship();
const { model } = flagship;
const variables = new Map(model.variables.map((variable) => [variable.name, variable]));

const numberOf = (kind: Variable["kind"]) =>
  model.variables.filter((variable) => variable.kind === kind).length;

test("the flagship's text has no fault", () => {
  expect(flagship.diagnostics).toEqual([]);
});

test("the flagship is laid out as the formatter lays it out", () => {
  expect(flagship.syntax.length).toBe(15);
  for (const { source, text } of flagship.syntax) expect(formatHence(text, source).text, source).toBe(text);
});

test("the flagship has eight sectors and is as large as it should be", () => {
  expect(model.sectors.length).toBe(8);
  expect(numberOf("stock") + numberOf("count")).toBe(30);
  expect(numberOf("flow")).toBe(61);
  expect(numberOf("aux")).toBe(62 + 3);
  expect(numberOf("graph")).toBe(6);
  expect(numberOf("switch")).toBe(4);
  expect(model.claims.length).toBe(45);
  expect(model.links.length).toBe(47);
  expect(model.loops.length).toBe(27);
  // The checks of the specification, and the statements whose shares of worlds it lists.
  const ids = model.checks.map(({ id }) => id);
  expect(ids.filter((id) => /^RC\d+$/.test(id))).toHaveLength(32);
  expect(ids.filter((id) => /^S\d+$/.test(id))).toHaveLength(14);
  expect(ids).toHaveLength(46);
  expect(model.history.flatMap((history) => history.bands).length).toBe(12);
  expect(model.dimensions).toEqual([]);
});

test("every variable says what it is, in what unit, and where it comes from", () => {
  for (const { name, title, description, unit, basis, sector } of model.variables) {
    expect([name, title, description, unit, basis, sector]).not.toContain(undefined);
  }
  const titles = model.variables.map((variable) => variable.title);
  expect(new Set(titles).size).toBe(titles.length);
});

test("the anchors of the essay carry no text, and every claim stands at one of its sentences", () => {
  const anchors = readFlagshipAnchors();
  expect(anchors.sentences.length).toBe(57);
  for (const anchor of anchors.sentences)
    expect(Object.keys(anchor)).toEqual(["paragraph", "sentence", "start", "end", "sha256", "fingerprint"]);
  const known = new Set(anchors.sentences.map(({ paragraph, sentence }) => `${paragraph}.${sentence}`));
  for (const { places } of model.claims)
    for (const { paragraph, sentence } of places) expect(known).toContain(`${paragraph}.${sentence}`);
  expect(model.sources.map((source) => source.file?.sha256)).toEqual([anchors.sha256]);
});

test("every claim stands at a sentence in our words, and is tested or says why not", () => {
  for (const claim of model.claims) {
    expect(claim.places.length, claim.id).toBeGreaterThan(0);
    expect(claim.strength, claim.id).toBeDefined();
    expect(claim.sentence, claim.id).toBeDefined();
    expect(claim.tests.length === 0, claim.id).toBe(claim.context !== undefined);
  }
  expect(model.claims.filter((claim) => claim.context !== undefined).map((claim) => claim.id)).toEqual([
    "C5",
    "C28",
  ]);
});

const places = readEssayAnchors();
if (places)
  test("the anchors of the essay are those that belong to the data", () => {
    const ours = readFlagshipAnchors();
    expect(ours.sha256).toBe(places.sha256);
    expect(
      ours.sentences.map(({ paragraph, sentence, start, end, sha256 }) => ({
        paragraph,
        sentence,
        start,
        end,
        sha256,
      })),
    ).toEqual(
      places.sentences.map(({ paragraph, sentence, start, end, sha256 }) => ({
        paragraph,
        sentence,
        start,
        end,
        sha256,
      })),
    );
  });
else
  test("the essay's positions are not at hand, so the anchors were not compared", () => {
    console.log(
      "The essay's positions (../shared/system/essay-anchors.json) are not here: anchors were not compared.",
    );
  });

const authority = readAuthority();
if (authority) compareWith(authority);
else
  test("the system's data are not at hand, so the text was not compared with them", () => {
    console.log(
      "The system's data (../shared/system/model.json) are not here: the flagship's text was not compared.",
    );
  });

function compareWith(data: Authority): void {
  const sectors: Readonly<Record<string, string>> = {
    X: "policy",
    T: "society",
    S: "state",
    E: "organisation",
    M: "migration",
    P: "opinion",
    C: "cooperation_of_states",
    A: "attacks",
  };
  const kinds: Readonly<Record<string, readonly string[]>> = {
    const: ["const", "lever", "switch"],
    aux: ["aux"],
    flow: ["flow"],
    stock: ["stock", "count"],
  };
  const variableOf = (name: string): Variable => {
    const variable = variables.get(name);
    if (!variable) throw new Error(`The flagship has no ‘${name}’.`);
    return variable;
  };

  test("every variable of the data is there, in its sector, of its kind and unit", () => {
    for (const { name, sec, kind, units } of data.variables) {
      const variable = variableOf(name);
      expect(variable.sector, name).toBe(sectors[sec]);
      expect(kinds[kind], name).toContain(variable.kind);
      expect(unitText(variable.unit), name).toBe(unitOfData(units));
    }
    for (const { name, units } of data.derived)
      expect(unitText(variableOf(name).unit), name).toBe(unitOfData(units));
    for (const [name, graph] of Object.entries(data.graphs)) {
      const variable = variableOf(name);
      expect(variable.kind === "graph" && variable.points[0]?.value.pairs, name).toEqual(graph.pts);
      expect(unitText(variable.unit), name).toBe(unitOfData(graph.yu));
    }
  });

  test("levers, switches and counts are what they are in the data", () => {
    const kindOf = (name: string) => variableOf(name).kind;
    for (const { name, kind } of data.variables) {
      if (/^lev_|^policy_(start|ramp)$/u.test(name)) expect(kindOf(name), name).toBe("lever");
      else if (name.startsWith("sw_")) expect(kindOf(name), name).toBe("switch");
      else if (name.startsWith("cum_")) expect(kindOf(name), name).toBe("count");
      else expect(kindOf(name), name).toBe(kind);
    }
  });

  test("constants have their value and range", () => {
    const ranged: string[] = [];
    for (const { name, kind, eq, lo, hi, sec } of data.variables) {
      if (kind !== "const") continue;
      const variable = variableOf(name);
      if (!("value" in variable)) throw new Error(`‘${name}’ is no number.`);
      expect(worthOf(variable.value[0]!.value, new Map()), name).toBe(Number(eq));
      if (variable.kind === "switch" || lo === hi) {
        expect(variable.range, name).toBeUndefined();
        continue;
      }
      const shape = sec === "X" ? "uniform" : "triangular";
      expect(variable.range, name).toMatchObject({ low: lo, high: hi, shape });
      if (sec !== "X") ranged.push(name);
    }
    expect(ranged.toSorted()).toEqual(data.ensembles.parameters.map(({ name }) => name).toSorted());
    expect(ranged.length).toBe(144);
  });

  test("constants that the data do not have are numbers from inside its equations, without a range", () => {
    const known = new Set(data.variables.map(({ name }) => name));
    const own = model.variables.filter(({ kind, name }) => kind === "const" && !known.has(name));
    expect(own.length).toBe(23);
    for (const constant of own) expect(constant.range, constant.name).toBeUndefined();
  });

  test("every equation gives the same bits as in the data, at random values", () => {
    const pairs = data.variables.flatMap((known) => {
      const variable = variableOf(known.name);
      if (variable.kind !== "aux" && variable.kind !== "flow") return [];
      return [{ name: known.name, ours: variable.equation[0]!.value, theirs: equationOfData(known.eq) }];
    });
    for (const known of data.derived) {
      const variable = variableOf(known.name);
      if (variable.kind === "aux")
        pairs.push({ name: known.name, ours: variable.equation[0]!.value, theirs: equationOfData(known.eq) });
    }
    expect(pairs.length).toBe(61 + 62 + 3);
    fc.assert(
      fc.property(fc.infiniteStream(fc.double({ min: 1e-3, max: 2, noNaN: true })), (stream) => {
        const values = randomValues(data, stream);
        for (const { name, ours, theirs } of pairs)
          expect(worthOf(ours, values), name).toBe(worthOf(theirs, values));
      }),
      { numRuns: 30 },
    );
  });

  test("every stock starts and changes as in the data, at random values", () => {
    const relative = (value: number, wanted: number) =>
      Math.abs(value - wanted) / Math.max(1, Math.abs(wanted));
    fc.assert(
      fc.property(fc.infiniteStream(fc.double({ min: 1e-3, max: 2, noNaN: true })), (stream) => {
        const values = randomValues(data, stream);
        for (const { name, kind, eq, init } of data.variables) {
          if (kind !== "stock") continue;
          const variable = variableOf(name);
          expect(relative(rateOf(variable, values), worthOf(equationOfData(eq), values)), name).toBeLessThan(
            1e-13,
          );
          const start = "starts" in variable ? variable.starts[0] : undefined;
          const started = start ? worthOf(start.value, values) : 0;
          expect(relative(started, worthOf(equationOfData(init ?? "0"), values)), name).toBeLessThan(1e-13);
        }
      }),
      { numRuns: 30 },
    );
  });

  test("claims stand at the places of the data, and each of its tests is a line", () => {
    for (const { id, place, test: tests = [] } of data.claims) {
      const claim = model.claims.find((one) => one.id === id);
      expect(
        claim?.places.map((one) => `${one.paragraph}.${one.sentence}`),
        id,
      ).toEqual(place);
      for (const wanted of tests) {
        const lines = claim?.tests.filter((line) => {
          if (line.kind === "contrast")
            return (
              wanted.mode === "remove_input" &&
              line.right.name === wanted.scenario &&
              line.at === wanted.start + wanted.horizon_years
            );
          return (
            nameOf(line.cause) === wanted.cause &&
            nameOf(line.effect) === wanted.effect &&
            (line.from ?? model.time.start) === wanted.start &&
            line.after.amount === wanted.horizon_years &&
            (wanted.mode === "lever"
              ? line.move.kind === "to" && line.move.value === wanted.value
              : line.move.kind === "by" && Math.abs(1 + line.move.percent / 100 - wanted.factor!) < 1e-12)
          );
        });
        expect(lines?.length, `${id}: ${wanted.cause} -> ${wanted.effect}`).toBe(1);
      }
    }
  });

  test("links have the paths, claims and evidence of the data", () => {
    for (const { id, paths, claims, evidence_for, evidence_against } of data.behavioural_links) {
      const link = model.links.find((one) => one.id === id);
      const found = link?.paths.map((path) => path.variables.map((variable) => variable.name).join(" "));
      for (const path of paths) expect(found, id).toContain(path.join(" "));
      expect(
        link?.because.map((claim) => claim.id),
        id,
      ).toEqual(claims);
      expect(link?.evidenceFor.length !== 0, id).toBe(evidence_for !== "");
      expect(link?.evidenceAgainst.length !== 0, id).toBe(evidence_against !== "");
      const fromMemory = `${evidence_for}${evidence_against}`.includes("from memory");
      expect(
        [...link!.evidenceFor, ...link!.evidenceAgainst].some((one) => one.fromMemory),
        id,
      ).toBe(fromMemory);
    }
  });

  test("loops have the kind, path and claims of the data", () => {
    const ours = model.loops.map(({ id, says, path, because }) => ({
      id,
      kind: says,
      path: path.map((variable) => variable.name),
      claims: because.map((claim) => claim.id),
    }));
    expect(ours).toEqual(data.loops.map(({ id, kind, path, claims }) => ({ id, kind, path, claims })));
  });

  test("history has the twelve bands of the data", () => {
    const ours = model.history.flatMap(({ bands }) =>
      bands.map(({ quantity, time, low, high }) => `${nameOf(quantity)} ${time} ${low} ${high}`),
    );
    const theirs = data.history_bands.filter.map(
      ({ variable, time, lo, hi }) => `${variable} ${time} ${lo} ${hi}`,
    );
    expect(ours.toSorted()).toEqual(theirs.toSorted());
  });

  test("checks rest on the claims of the data", () => {
    for (const { id, claims, expect: expectations } of data.reality_checks.checks) {
      const check = model.checks.find((one) => one.id === id);
      expect(
        check?.because.map((claim) => claim.id),
        id,
      ).toEqual(claims);
      expect(check?.lines.length, id).toBeGreaterThanOrEqual(id === "RC31" ? 1 : expectations.length);
    }
  });
}

/** Numbers for everything: those that the data do not name keep the value that stands in its equations. */
function randomValues(data: Authority, stream: fc.Stream<number>): Map<string, number> {
  const known = new Set([...data.variables.map(({ name }) => name), ...Object.keys(data.graphs)]);
  const values = new Map([["time", 2010 + 12 * stream.next().value]]);
  for (const variable of model.variables) {
    const isOurs = variable.kind === "const" && !known.has(variable.name);
    values.set(variable.name, isOurs ? worthOf(variable.value[0]!.value, values) : stream.next().value);
  }
  return values;
}

function rateOf(variable: Variable, values: ReadonlyMap<string, number>): number {
  if (variable.kind === "count") return worthOf(variable.rate[0]!.value, values);
  if (variable.kind !== "stock") throw new Error(`‘${variable.name}’ is no stock.`);
  const sum = (streams: typeof variable.inflows) =>
    streams.reduce(
      (rate, { flow, share }) => rate + (share ? worthOf(share, values) : 1) * worthOf(flow, values),
      0,
    );
  return sum(variable.inflows) - sum(variable.outflows);
}

/** An equation of the data, in the language of Hence. */
function equationOfData(eq: string): Expr {
  const text = eq
    .replace(/GF\((\w+), TIME\)/gu, "$1")
    .replaceAll("**", "^")
    .replaceAll("PULSEW", "pulse_quantity")
    .replace(/\b(MIN|MAX|EXP|TIME)\b/gu, (word) => word.toLowerCase());
  const load = () => ({ text: `system data\ntime 0 to 1 by 1 year\naux x = ${text}` });
  const variable = readHence("data.hence", load, (fault) => {
    throw new Error(`${eq}: ${fault.message}`);
  }).model.variables[0];
  if (variable?.kind !== "aux") throw new Error(eq);
  return variable.equation[0]!.value;
}

/** What an equation of this system is worth; a pulse is any function of its three numbers. */
function worthOf(expr: Expr, values: ReadonlyMap<string, number>): number {
  switch (expr.kind) {
    case "number":
      return expr.value;
    case "name": {
      const value = values.get(expr.name);
      if (value === undefined) throw new Error(`‘${expr.name}’ has no value.`);
      return value;
    }
    case "unary":
      return -worthOf(expr.operand, values);
    case "binary": {
      const [left, right] = [worthOf(expr.left, values), worthOf(expr.right, values)];
      if (expr.op === "+") return left + right;
      if (expr.op === "-") return left - right;
      if (expr.op === "*") return left * right;
      if (expr.op === "/") return left / right;
      if (expr.op === "^") return left ** right;
      throw new Error(expr.op);
    }
    case "call": {
      const args = expr.args.map((argument) => worthOf(argument, values));
      if (expr.name === "min") return Math.min(...args);
      if (expr.name === "max") return Math.max(...args);
      if (expr.name === "exp") return Math.exp(args[0]!);
      if (expr.name === "pulse_quantity") return args[0]! + 2 * args[1]! + 3 * args[2]!;
      throw new Error(expr.name);
    }
    default:
      throw new Error(expr.kind);
  }
}

const nameOf = (expr: Expr) => (expr.kind === "name" ? expr.name : undefined);

function unitText(unit: UnitExpr | undefined): string {
  const powers = new Map<string, number>();
  for (const { name, power } of unit?.factors ?? []) powers.set(name, (powers.get(name) ?? 0) + power);
  return [...powers]
    .map(([name, power]) => `${name}^${power}`)
    .toSorted()
    .join(" ");
}

/** `USD/person/Year/Year`; `Dmnl` is no factor. */
function unitOfData(units: string): string {
  const powers = new Map<string, number>();
  for (const [i, word] of units.split("/").entries()) {
    if (word === "Dmnl" || word === "1") continue;
    const name = word === "Year" ? "year" : word;
    powers.set(name, (powers.get(name) ?? 0) + (i === 0 ? 1 : -1));
  }
  return [...powers]
    .map(([name, power]) => `${name}^${power}`)
    .toSorted()
    .join(" ");
}

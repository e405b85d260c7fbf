import { expect, test } from "vitest";
import type { Callee, Names, Shapes } from "../src/check/facts.ts";
import { resolveNames } from "../src/check/names/names.ts";
import { resolveShapes } from "../src/check/shapes/shapes.ts";
import type { Vector } from "../src/functions/function.ts";
import type { CallExpr } from "../src/model/expression.ts";
import { readHence } from "../src/read/hence.ts";

const head = `system case
time 0 to 2 by 1 year
dim region = khatlon, sughd, gbao
dim south of region = khatlon, gbao
dim zone = plain, mountain
dim other = zone
const r[region] = region
const z[zone] = zone
const m[region, zone] = 1
const q[zone, other] = 1
`;

type Shape = Vector["parameters"][number]["shape"];

/** A row with one parameter for each shape. */
function vectorRow(shapes: readonly Shape[], result: Vector["result"], together?: true): Vector {
  const parameters = shapes.map((shape, i) => ({ name: `p${i}`, shape }));
  const units = { kind: "same" } as const;
  const row = { kind: "vector", name: "f", family: "array", summary: "", aliases: {}, units, examples: [] };
  return { ...row, parameters, result, ...(together && { together }) } as unknown as Vector;
}

/** Shapes a system in which every call of `f` is a call of a row; `f` stands in for one by the name of a function of ours. */
function shapesOf(text: string, row: Vector): { shapes: Shapes; codes: readonly string[]; call: CallExpr } {
  const codes: string[] = [];
  const report = ({ code }: { code: string }) => codes.push(code);
  const { model } = readHence("case.hence", () => ({ text: head + text }), report);
  const names = resolveNames(model, () => undefined);
  const last = model.variables.at(-1)!;
  if (last.kind !== "aux") throw new Error("The last variable is no aux.");
  const call = last.equation.at(-1)!.value as CallExpr;
  const callees = new Map<CallExpr, Callee>([...names.callees, [call, { kind: "function", row }]]);
  const changed: Names = { ...names, callees };
  return { shapes: resolveShapes(changed, report), codes, call };
}

test("a row goes through all turns of its star, and the result follows the equation along it", () => {
  const row = vectorRow(["row", "number"], { kind: "row", along: 0 });
  const { shapes, codes, call } = shapesOf("aux a[region] = f(r[region.*], 1)", row);
  expect(codes).toEqual([]);
  expect(shapes.vectors.get(call)).toEqual({
    arguments: [[3], []],
    result: [{ kind: "along", axis: 0, indices: [0, 1, 2] }],
  });
});

test("a row of an array of two dimensions is that of the element at hand", () => {
  const row = vectorRow(["row"], { kind: "row", along: 0 });
  const { shapes, codes, call } = shapesOf("aux a[region, zone] = f(m[region, zone.*])", row);
  expect(codes).toEqual([]);
  expect(shapes.vectors.get(call)?.result).toEqual([{ kind: "along", axis: 1, indices: [0, 1] }]);
});

test("a part of an array has the place in the row of its subrange", () => {
  const row = vectorRow(["row"], { kind: "row", along: 0 });
  const { shapes, codes, call } = shapesOf("aux a[region]\n  [sughd] = 1\n  [south] = f(r[south.*])", row);
  expect(codes).toEqual([]);
  expect(shapes.vectors.get(call)).toEqual({
    arguments: [[2]],
    result: [{ kind: "along", axis: 0, indices: [0, -1, 1] }],
  });
});

test("where the function says so, all rows of a call run together, as in a reducer", () => {
  const row = vectorRow(["row", "row", "number"], { kind: "number" }, true);
  const { shapes, codes, call } = shapesOf("aux a = f(r[region.*], m[region.*, zone.*], 0)", row);
  expect(codes).toEqual([]);
  expect(shapes.vectors.get(call)).toEqual({ arguments: [[3, 2], [3, 2], []], result: [] });
});

test("else each row has its own stars, and belongs to the others place by place", () => {
  const row = vectorRow(["row", "row"], { kind: "row", along: 0 });
  const { shapes, codes, call } = shapesOf("aux a[zone] = f(z[zone.*], z[other.*])", row);
  expect(codes).toEqual([]);
  expect(shapes.vectors.get(call)?.arguments).toEqual([[2], [2]]);
  expect(shapesOf("aux a[zone] = f(z[zone.*], r[region.*])", row).codes).toEqual(["unequal-lengths"]);
});

test("rows that stand side by side are equally long, also where the result is a number", () => {
  const row = vectorRow(["row", "number", "row"], { kind: "number" });
  expect(shapesOf("aux a = f(z[*], 1, r[*])", row).codes).toEqual(["unequal-lengths"]);
  expect(shapesOf("aux a = f(z[zone.*], 1, z[other.*])", row).codes).toEqual([]);
  const market = vectorRow(["row", "matrix", "row"], { kind: "number" });
  expect(shapesOf("aux a = f(z[*], q[zone.*, other.*], r[*])", market).codes).toEqual([]);
});

test("a matrix has two loops of its own beside a row", () => {
  const row = vectorRow(["row", "matrix"], { kind: "row", along: 0 });
  const { shapes, codes, call } = shapesOf("aux a[region] = f(r[region.*], m[region.*, zone.*])", row);
  expect(codes).toEqual([]);
  expect(shapes.vectors.get(call)?.arguments).toEqual([[3], [3, 2]]);
});

test("the result of a matrix is picked along both of its dimensions", () => {
  const row = vectorRow(["matrix"], { kind: "row", along: 0 });
  const { shapes, codes, call } = shapesOf("aux a[zone, other] = f(q[zone.*, other.*])", row);
  expect(codes).toEqual([]);
  expect(shapes.vectors.get(call)).toEqual({
    arguments: [[2, 2]],
    result: [
      { kind: "along", axis: 0, indices: [0, 1] },
      { kind: "along", axis: 1, indices: [0, 1] },
    ],
  });
});

test("over one dimension twice, the stars of a matrix follow one each", () => {
  const row = vectorRow(["matrix"], { kind: "row", along: 0 });
  const text = "const w[zone, zone] = 1\naux a[zone, zone] = f(w[*, *])";
  const { shapes, codes, call } = shapesOf(text, row);
  expect(codes).toEqual([]);
  expect(shapes.vectors.get(call)?.result.map((pick) => pick.kind === "along" && pick.axis)).toEqual([0, 1]);
});

test("a whole variable is all of its numbers, with the place of the element that is named", () => {
  const row = vectorRow(["whole", "number"], { kind: "number" });
  const { shapes, codes, call } = shapesOf("aux a[region] = f(m[region, plain], 1)", row);
  expect(codes).toEqual([]);
  expect(shapes.vectors.get(call)?.arguments).toEqual([[6], []]);
  const [arg] = call.args;
  expect(arg?.kind === "name" && shapes.picks.get(arg)).toHaveLength(2);
});

test("what is no row, no matrix and no variable is told", () => {
  const rows = vectorRow(["row"], { kind: "number" });
  expect(shapesOf("aux a[region] = f(r[region])", rows).codes).toEqual(["row-needed"]);
  const matrix = vectorRow(["matrix"], { kind: "number" });
  expect(shapesOf("aux a = f(r[*])", matrix).codes).toEqual(["row-needed"]);
  const whole = vectorRow(["whole"], { kind: "number" });
  expect(shapesOf("aux a = f(2 * r[khatlon])", whole).codes).toEqual(["row-needed"]);
});

test("a result that the equation has no place for is told, and so are rows that do not fit", () => {
  const row = vectorRow(["row"], { kind: "row", along: 0 });
  expect(shapesOf("aux a[zone] = f(r[*])", row).codes).toEqual(["not-at-hand"]);
  expect(shapesOf("aux a[region] = f(r[south.*])", row).codes).toEqual(["not-at-hand"]);
  const beside = vectorRow(["row", "matrix"], { kind: "number" });
  expect(shapesOf("aux a = f(z[zone.*], m[region.*, zone.*])", beside).codes).toEqual(["unequal-lengths"]);
});

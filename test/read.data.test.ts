import { expect, test } from "vitest";
import { inflate } from "../src/cli/inflate.ts";
import type { Diagnostic } from "../src/model/diagnostic.ts";
import type { Model } from "../src/model/system.ts";
import type { Part, Variable } from "../src/model/variable.ts";
import { attachData } from "../src/read/data/attach.ts";
import { readDat } from "../src/read/data/dat.ts";
import { attachGiven } from "../src/read/data/given.ts";
import { DataLibrary } from "../src/read/data/library.ts";
import { readTable } from "../src/read/data/table.ts";
import { readHence } from "../src/read/hence.ts";
import { makeXls, makeXlsx } from "./workbooks.ts";

type Files = Readonly<Record<string, string | Uint8Array>>;

/** A system with its data attached, and what was told; files that were opened are counted. */
function attach(text: string, files: Files, allowed: readonly string[] = []) {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => diagnostics.push(diagnostic);
  const entry = "models/case.hence";
  const whole = `system case\ntime 0 to 3 by 1 year\n${text}`;
  const reading = readHence(entry, () => ({ text: whole }), report);
  const opened: string[] = [];
  const library = new DataLibrary(
    {
      load: (path) => {
        opened.push(path);
        const file = files[path.replace(/^models\//, "")];
        if (file === undefined) return { missing: "it does not exist" };
        return { bytes: typeof file === "string" ? new TextEncoder().encode(file) : file };
      },
      allows: (path) => allowed.some((folder) => path.startsWith(folder)),
      inflate,
      tag: (name) => (name === "prices" ? "p.csv" : undefined),
    },
    entry,
    report,
  );
  const model = attachData(reading.model, library, report);
  return { model, opened, codes: diagnostics.map(({ code }) => code), diagnostics };
}

/** What a variable has for each element, as far as it is numbers and points. */
function valuesOf(model: Model, name: string): Readonly<Record<string, unknown>> {
  const variable = model.variables.find((one) => one.name === name)!;
  return Object.fromEntries(partsOf(variable).map((part) => [labelsOf(part), plain(part.value)]));
}

function partsOf(variable: Variable): readonly Part<unknown>[] {
  if (variable.kind === "const") return variable.value;
  return variable.kind === "data" || variable.kind === "graph" ? variable.points : [];
}

const labelsOf = ({ subscripts, otherwise }: Part<unknown>) =>
  otherwise ? "else" : subscripts.map((one) => (one.kind === "name" ? one.name : "*")).join(",");

function plain(value: unknown): unknown {
  const one = value as { kind?: string; value?: number; operand?: { value: number }; pairs?: unknown };
  if (one.pairs) return JSON.stringify(one.pairs);
  return one.kind === "unary" ? -one.operand!.value : one.value;
}

const dims = "dim row = r1, r2\ndim col = c1, c2, c3\n";
const block = "x,c1,c2,c3\nr1,1,2,-3\nr2,4,5,6\n";

test.each([
  ["a number", "const x from 'f.csv' at 'C3'", { "": 5 }],
  ["a row", "const x[col] from 'f.csv' at 'B2'", { c1: 1, c2: 2, c3: -3 }],
  ["a column", "const x[row] from 'f.csv' at 'b2*'", { r1: 1, r2: 4 }],
  [
    "a block",
    "const x[row, col] from 'f.csv' at 'B2'",
    { "r1,c1": 1, "r1,c2": 2, "r1,c3": -3, "r2,c1": 4, "r2,c2": 5, "r2,c3": 6 },
  ],
  [
    "a turned block",
    "const x[col, row] from 'f.csv' at 'B2*'",
    { "c1,r1": 1, "c1,r2": 4, "c2,r1": 2, "c2,r2": 5, "c3,r1": -3, "c3,r2": 6 },
  ],
  [
    "a part of one dimension",
    "const x[row, col]\n [r2, *] from 'f.csv' at 'B3'\n [r1, *] = 0",
    { "r1,*": 0, "r2,c1": 4, "r2,c2": 5, "r2,c3": 6 },
  ],
  [
    "all but some",
    "const x[col]\n [*] except [c2] from 'f.csv' at 'B2'\n [c2] = 7",
    { c1: 1, c2: 7, c3: -3 },
  ],
])("%s of constants stands in cells", (_, text, values) => {
  const { model, codes } = attach(dims + text.replaceAll("'", '"'), { "f.csv": block });
  expect(codes).toEqual([]);
  expect(valuesOf(model, "x")).toEqual(values);
});

const across = "t,0,1,2,,9\nr1,10,,12,99,19\nr2,20,text,22,99,29\n";
const down = "t;r1;r2\n0;10;20\n1;;x\n2;12;22\n9;19;29\n";

test.each([
  ["along a row", "data x[row] from 'a.csv' along '1' at 'B2'"],
  ["along a column", "data x[row] from 'd.csv' sheet ';' along 'A' at 'B2'"],
  [
    "as parts",
    "data x[row]\n [r2] from 'a.csv' along '1' at 'B3'\n [r1] from 'd.csv' sheet ';' along 'a' at 'b2'",
  ],
])("series stand in cells %s, and cells without a number are passed over", (_, text) => {
  const { model, codes } = attach(dims + text.replaceAll("'", '"'), { "a.csv": across, "d.csv": down });
  expect(codes).toEqual([]);
  expect(valuesOf(model, "x")).toEqual({ r1: "[[0,10],[2,12],[9,19]]", r2: "[[0,20],[2,22],[9,29]]" });
});

test("what follows a gap and does not go on is another table", () => {
  const table = "0,1,2,,0,1\n5,6,7,,8,9\n";
  const { model } = attach('graph x (time) from "a.csv" along "1" at "A2"', { "a.csv": table });
  expect(valuesOf(model, "x")).toEqual({ "": "[[0,5],[1,6],[2,7]]" });
});

test("points that are not in order are put into it", () => {
  const { model } = attach('graph x (time) from "a.csv" along "1" at "A2"', { "a.csv": "2,0,1\n7,5,6\n" });
  expect(valuesOf(model, "x")).toEqual({ "": "[[0,5],[1,6],[2,7]]" });
});

const named = makeXlsx({
  sheets: { S: { B1: 0, C1: 1, B2: 5, C2: 6, B3: 7, C3: 8 }, T: { A1: 3 } },
  names: { times: "S!$B$1:$C$1", values: "S!$B$2:$C$3", three: "T!$A$1" },
});

test("ranges are found by their names, on whatever sheet they are", () => {
  const text = `${dims}data x[row] from "b.xlsx" sheet "S" along "times" at "values"
const y[row] from "b.xlsx" sheet "S" at "values*"
const z from "b.xlsx" at "three"`;
  const { model, codes, opened } = attach(text, { "b.xlsx": named });
  expect(codes).toEqual([]);
  expect(valuesOf(model, "x")).toEqual({ r1: "[[0,5],[1,6]]", r2: "[[0,7],[1,8]]" });
  expect(valuesOf(model, "y")).toEqual({ r1: 5, r2: 7 });
  expect(valuesOf(model, "z")).toEqual({ "": 3 });
  expect(opened).toEqual(["models/b.xlsx"]);
});

test("an older workbook is read like a newer one, whatever it is called", () => {
  const { model, codes } = attach('const x from "f.csv" sheet "Data" at "first"', { "f.csv": makeXls() });
  expect(codes).toEqual([]);
  expect(valuesOf(model, "x")).toEqual({ "": 2 });
});

test("series stand in columns by name, for each element, moved in time, or at one time", () => {
  const table = "time,x[r1],x[r2],y\n0,1,2,3\n1,4,5,6\n";
  const text = `${dims}data x[row] from "t.csv"
data z from "t.csv" column "x[r2]" start 2000 slope 10
const y from "t.csv" at 1
const w[row] from "t.csv" column "x[row]"`;
  const { model, codes } = attach(text, { "t.csv": table });
  expect(codes).toEqual([]);
  expect(valuesOf(model, "x")).toEqual({ r1: "[[0,1],[1,4]]", r2: "[[0,2],[1,5]]" });
  expect(valuesOf(model, "z")).toEqual({ "": "[[2000,2],[2010,5]]" });
  expect(valuesOf(model, "y")).toEqual({ "": 6 });
  expect(valuesOf(model, "w")).toEqual({ r1: 1, r2: 2 });
});

test("a table may have time across, and names with elements in whatever letters", () => {
  const { model, codes } = attach(`${dims}data 'my x'[row] from "t.tab"`, {
    "t.tab": 'Time\t0\t1\t\n"MY_X[R1]"\t1\t4\t\nmy x[ r2 ]\t2\t5\t\n',
  });
  expect(codes).toEqual([]);
  expect(valuesOf(model, "my x")).toEqual({ r1: "[[0,1],[1,4]]", r2: "[[0,2],[1,5]]" });
});

test.each([
  ["down a column", 'dim d from "e.csv" at "A2" to "A"', ["a", "b"]],
  ["along a row, with a prefix", 'dim d from "e.csv" at "A1" to "1" prefix "p "', ["p d", "p e", "p f"]],
  ["in a block", 'dim d from "e.csv" at "A2" to "B3"', ["a", "1", "b"]],
  ["without an end", 'dim d from "e.csv" at "A2"', ["a", "b"]],
])("elements are listed %s", (_, text, elements) => {
  const { model, codes } = attach(text, { "e.csv": "d,e,f\na,1\nb,,\n" });
  expect(codes).toEqual([]);
  expect(model.dimensions[0]!.elements.map(({ name }) => name)).toEqual(elements);
});

test("a file is found by its tag, and only in the folder of the system", () => {
  const text =
    'const x from "?prices" at "A1"\nconst y from "../out/p.csv" at "A1"\nconst z from "sub/../p.csv" at "A1"';
  const files = { "p.csv": "4\n", "out/p.csv": "5\n" };
  const { model, codes } = attach(text, files);
  expect(codes).toEqual(["outside-folder"]);
  expect([valuesOf(model, "x"), valuesOf(model, "z")]).toEqual([{ "": 4 }, { "": 4 }]);
  expect(attach(text, files, ["out"]).codes).toEqual([]);
});

test("a link in the text of a file is no way out of the folder either", () => {
  for (const path of ["/etc/passwd", "C:/x.csv", "a/../../x.csv", "..\\\\x.csv", "\\\\\\\\host/x.csv"])
    expect(attach(`const x from "${path}" at "A1"`, {}).codes, path).toEqual(["outside-folder"]);
});

test("a broken file, and one that is not there, are told once for all that needs them", () => {
  const text =
    'const x from "b.xlsx" at "A1"\nconst y from "b.xlsx" at "A2"\nconst z from "n.csv" at "A1"\ndata w from "n.csv"';
  expect(attach(text, { "b.xlsx": "PK" }).codes).toEqual(["broken-file", "missing-file"]);
});

test("a given series takes what is brought; an element that nobody brings is missing throughout", () => {
  const brought = readDat("x[r2]\n0\t5\n2\t6\nY\n0\t1\nz[r1]\n0\t1\n", "a.dat", () => undefined);
  const { model } = attach(`${dims}data x[row] given\ndata y given\ndata z given`, {});
  const given = attachGiven(model, brought);
  expect(valuesOf(given.model, "x")).toEqual({ r2: "[[0,5],[2,6]]", else: "[]" });
  expect(valuesOf(given.model, "y")).toEqual({ "": "[[0,1]]" });
  expect(valuesOf(given.model, "z")).toEqual({});
  expect([...given.used]).toEqual(["x[r2]", "y"]);
});

test("points of an export that are out of order are put into it, and the later of two counts", () => {
  const [series] = readDat("x\n2\t6\n0\t5\n2\t7\n1\t\n", "a.dat", () => undefined);
  expect(series!.pairs).toEqual([
    [0, 5],
    [2, 7],
  ]);
});

test("what programs write for a missing value is no point, so that results can be brought as data", () => {
  const table = readTable("time,x\n0,1\n1,NaN\n2,-6.490371073168535e+32\n3,:NA:\n4,2\n", "a.csv", noReport);
  expect(table[0]!.pairs).toEqual([
    [0, 1],
    [4, 2],
  ]);
  expect(readDat("x\n0\t1\n1\t-6.49037e+32\n", "a.dat", noReport)[0]!.pairs).toEqual([[0, 1]]);
});

const noReport = () => undefined;

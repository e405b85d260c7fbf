import { expect, test } from "vitest";
import { foldColumn, type Judgement, judge, type Precision } from "./corpus.judge.ts";
import { makeReference } from "./corpus.reference.ts";
import { numberIn, type PrintedTable, readDat, readWide } from "./corpus.tables.ts";

const wide = (...lines: string[]): PrintedTable => readWide(lines.join("\n"), "comma");

function compare(
  reference: PrintedTable,
  result: PrintedTable,
  precision: Precision = "unknown",
  ignored: readonly string[] = [],
): Judgement {
  return judge(makeReference(reference), result, precision, ignored);
}

const reference = wide("time,a,Big Name[x y]", "0,1.5,100", "1,2.5,200");

test("equal tables pass, with further columns and rows, whatever the spelling of names", () => {
  const result = wide('TIME,more,A,"big_name[X_Y]"', "0,9,1.5,100", "0.5,9,7,7", "1,9,2.5,200");
  expect(compare(reference, result)).toEqual({ compared: 2, faults: [] });
});

test.each([
  ["a column that is missing", wide("time,a", "0,1.5", "1,2.5"), "‘Big Name[x y]’ is missing."],
  ["a value that is off", wide("time,a,Big Name[x y]", "0,1.5,100", "1,2.5,200.1"), "should be 200"],
  ["a blank", wide("time,a,Big Name[x y]", "0,1.5,100", "1,,200"), "‘a’ is blank or no number at 1."],
  [
    "a lost number",
    wide("time,a,Big Name[x y]", "0,1.5,100", "1,NaN,200"),
    "‘a’ is blank or no number at 1.",
  ],
  ["an infinity", wide("time,a,Big Name[x y]", "0,1.5,100", "1,inf,200"), "‘a’ is Infinity at 1"],
])("%s is seen", (_, result, fault) => {
  expect(compare(reference, result).faults.join(" ")).toContain(fault);
});

test("a saved time that is missing is seen", () => {
  expect(() => compare(reference, wide("time,a,Big Name[x y]", "0,1.5,100", "1.1,2.5,200"))).toThrow(
    "1 of 2 saved times are missing, first 1",
  );
});

test("the tolerance is that of the precision, half a printed unit, and a millionth of the peak", () => {
  const exact = wide("time,a", "0,1.23456789", "1,1");
  expect(compare(exact, wide("time,a", "0,1.23457", "1,1"), "double").faults).toEqual([]);
  expect(compare(exact, wide("time,a", "0,1.2346", "1,1"), "double").faults.length).toBe(1);
  expect(compare(exact, wide("time,a", "0,1.2346", "1,1"), "single").faults).toEqual([]);
  expect(compare(exact, wide("time,a", "0,1.2348", "1,1"), "single").faults.length).toBe(1);
  const nought = wide("time,a", "0,0", "1,1000000");
  expect(compare(nought, wide("time,a", "0,0.9", "1,1000000")).faults).toEqual([]);
  expect(compare(nought, wide("time,a", "0,1.1", "1,1000000")).faults.length).toBe(1);
});

test("a column that is nought throughout allows nearly nothing", () => {
  const nought = wide("time,a", "0,0", "1,0");
  expect(compare(nought, wide("time,a", "0,1e-13", "1,0")).faults).toEqual([]);
  expect(compare(nought, wide("time,a", "0,1e-11", "1,0")).faults.length).toBe(1);
});

test("a constant in the first row only is carried forward", () => {
  const constant = wide("time,a,b", "0,5,1", "1,,2");
  expect(compare(constant, wide("time,a,b", "0,5,1", "1,5,2")).faults).toEqual([]);
  expect(compare(constant, wide("time,a,b", "0,5,1", "1,6,2")).faults.length).toBe(1);
});

test("time controls and ignored columns are not judged, and a row that compares nothing fails", () => {
  const controls = wide("time,TIME STEP,#a>b#,c[1]", "0,1,2,3", "1,1,2,3");
  const result = wide("time,x", "0,0", "1,0");
  expect(compare(controls, result, "unknown", ["#a>b#", "c[*]"]).faults).toEqual(["Nothing was compared."]);
});

test("Vensim's exports are read by name, and a value of its missing kind has to be met", () => {
  const dat = readDat("x y\n0\t1\n1\t-1.29807e+33\nz\n0\t2\n1\t3\n");
  expect(dat.map(({ name }) => name)).toEqual(["x y", "z"]);
  const good = wide("time,x_y,z", "0,1,2", `1,${-(2 ** 110)},3`);
  expect(compare(dat, good).faults).toEqual([]);
  expect(compare(dat, wide("time,x_y,z", "0,1,2", "1,0,3")).faults.length).toBe(1);
});

test("names fold as the corpus's README says", () => {
  expect(foldColumn('"A  b"[ x_1 , y ]')).toBe("a b[x 1,y]");
  expect(foldColumn("line\\nbreak")).toBe("line break");
});

test("cells are numbers or nothing", () => {
  expect([numberIn("1e3"), numberIn(" -.5 "), numberIn("NaN"), numberIn(""), numberIn("0x10")]).toEqual([
    1000,
    -0.5,
    undefined,
    undefined,
    undefined,
  ]);
});

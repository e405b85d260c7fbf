import fc from "fast-check";
import { expect, test } from "vitest";
import type { Diagnostic } from "../src/model/diagnostic.ts";
import type { DataColumn } from "../src/read/data/series.ts";
import { readTable } from "../src/read/data/table.ts";
import { printDiagnostic } from "../src/read/position.ts";

function read(text: string): { columns: readonly DataColumn[]; printed: readonly string[] } {
  const diagnostics: Diagnostic[] = [];
  const columns = readTable(text, "a.csv", (diagnostic) => diagnostics.push(diagnostic));
  return { columns, printed: diagnostics.map((one) => printDiagnostic(one, new Map([["a.csv", text]]))) };
}

const pairsOf = (text: string) =>
  Object.fromEntries(read(text).columns.map(({ name, pairs }) => [name, pairs]));

test.each([
  ["commas", "time,a,b\n2010,1,-2.5e3\n2011,,4\n"],
  ["semicolons, quotes and a byte order mark", '\ufefftime;"a";b\r\n2010;"1";-2500\r\n2011;;4'],
  ["tabs and empty lines", "time\ta\tb\n\n2010\t 1\t-2500\n\n2011\t\t4\n\n"],
])("a table with %s gives series of points", (_, text) => {
  expect(read(text).printed).toEqual([]);
  expect(pairsOf(text)).toEqual({
    a: [[2010, 1]],
    b: [
      [2010, -2500],
      [2011, 4],
    ],
  });
});

test("a quoted cell may hold the separator, quotation marks and line breaks", () => {
  expect(read('time,"a ""b"", c\nd"\n1,2\n').columns.map(({ name }) => name)).toEqual(['a "b", c\nd']);
});

test("what is no number is told where it is, and the rest is read", () => {
  const { columns, printed } = read("time,a\n2010,1\n2011,n/a\n2012,3\nlate,4\n,5\n2013,1;5\n");
  expect(printed).toEqual([
    "5:1 error csv-number: ‘late’ is no number.",
    "6:1 error csv-number: This line has no time.",
    "3:6 error csv-number: ‘n/a’ is no number.",
    "7:6 error csv-number: ‘1;5’ is no number.",
  ]);
  expect(columns[0]!.pairs).toEqual([
    [2010, 1],
    [2012, 3],
  ]);
});

test.each([
  [
    "a decimal comma",
    "time;a\n1;1,5\n",
    "2:3 error csv-number: ‘1,5’ is no number. Decimals come after a point.",
  ],
  [
    "times that do not rise",
    "time,a\n2,1\n2,1\n",
    "3:1 error csv-order: Times rise from line to line, but 2 follows 2.",
  ],
  [
    "a line of another width",
    "time,a\n1,2,3\n",
    "2:1 error csv-width: This line has 3 cells, and the first line has 2.",
  ],
  ["a name given twice", "time,a b,A_B\n1,2,3\n", "1:10 error csv-header: Two columns are called ‘A_B’."],
  ["a column without a name", "time,\n1,2\n", "1:6 error csv-header: This column has no name."],
  [
    "an open quote",
    'time,a\n1,"2\n',
    "2:3 error csv-quote: This cell begins with a double quote and has no second one.",
  ],
])("%s is told", (_, text, message) => {
  expect(read(text).printed).toEqual([message]);
});

test("an empty file and one without columns are told", () => {
  for (const text of ["", "time\n1\n2\n"])
    expect(read(text).printed).toEqual([expect.stringContaining("csv-header")]);
});

test("a table full of faults is told in part", () => {
  const { printed } = read(`time,a\n${Array.from({ length: 1000 }, (_, i) => `${i},x\n`).join("")}`);
  expect(printed.length).toBe(51);
  expect(printed.at(-1)).toContain("too-many-faults");
});

test("any numbers come back as they were written", () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(fc.array(number), (values) => {
      const text = `time,x\n${values.map((value, i) => `${i},${value}`).join("\n")}\n`;
      expect(read(text).columns[0]!.pairs.map(([, value]) => value)).toEqual(
        values.map((value) => value + 0),
      );
    }),
  );
});

test("any text gives columns or diagnostics", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'1,;\t"\n\rax.-') }), (text) => {
      read(text);
    }),
  );
});

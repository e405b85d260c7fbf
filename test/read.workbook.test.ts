import { deflateSync, strToU8 } from "fflate";
import { expect, test } from "vitest";
import { inflate } from "../src/cli/inflate.ts";
import { cellAt, findRange, placeIn, printPlace, type Workbook } from "../src/read/data/sheet.ts";
import { openXls } from "../src/read/data/xls.ts";
import { openXlsx as openWith } from "../src/read/data/xlsx.ts";
import { makeCompound, makeXls, makeXlsx, record, u16, u32 } from "./workbooks.ts";

const openXlsx = (bytes: Uint8Array) => openWith(bytes, inflate);

const cellsOf = (book: Workbook, name: string) => {
  const sheet = book.sheet(name)!;
  const places = Array.from({ length: sheet.rows * sheet.columns }, (_, i) => ({
    row: Math.floor(i / sheet.columns),
    column: i % sheet.columns,
  }));
  return Object.fromEntries(
    places.flatMap((place) => {
      const cell = cellAt(sheet, place);
      return cell === undefined ? [] : [[printPlace(place), cell]];
    }),
  );
};

test("cells are named by letters and digits, in capitals or not", () => {
  for (const [written, row, column] of [
    ["A1", 0, 0],
    ["b2", 1, 1],
    ["Z9", 8, 25],
    ["AA10", 9, 26],
    ["zz100", 99, 701],
  ] as const) {
    expect(placeIn(written)).toEqual({ row, column });
    expect(printPlace({ row, column })).toBe(written.toUpperCase());
  }
  for (const none of ["A", "1", "A0", "1A", "ABCD1", ""]) expect(placeIn(none)).toBeUndefined();
});

test("a workbook of the newer form gives its cells, texts and names", () => {
  const book = openXlsx(
    makeXlsx({
      sheets: { Data: { A1: 1.5, B1: "a < b", C3: "rich" }, "Other one": { AA2: -2e-3 } },
      names: { here: "Data!$A$1", there: "'Other one'!$AA$2:$AB$3", nowhere: "#REF!" },
    }),
  );
  expect(book.names).toEqual(["Data", "Other one"]);
  expect(cellsOf(book, "data")).toEqual({ A1: 1.5, B1: "a < b", C3: "rich" });
  expect(cellsOf(book, "Other one")).toEqual({ AA2: -2e-3 });
  expect(findRange(book, "HERE", "Data")).toMatchObject({ sheet: "Data", from: { row: 0, column: 0 } });
  expect(findRange(book, "there", "Data")).toMatchObject({ sheet: "Other one", to: { row: 2, column: 27 } });
  expect(findRange(book, "nowhere", "Data")).toBeUndefined();
});

test("dates are the numbers that Excel counts, and what is true or false is no number", () => {
  const sheet = `<worksheet><sheetData><row r="2"><c t="d"><v>2020-01-01T12:00:00</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="str"><f>A1</f><v>text</v></c></row></sheetData></worksheet>`;
  const book = openXlsx(makeXlsx({ sheets: { S: {} } }, { "xl/worksheets/sheet0.xml": sheet }));
  expect(cellsOf(book, "S")).toEqual({ A2: 43831.5, B2: "TRUE", C2: "#N/A", D2: "text" });
});

test("a workbook of the older form gives its cells, texts and names", () => {
  const book = openXls(makeXls());
  expect(book.names).toEqual(["Data"]);
  expect(cellsOf(book, "Data")).toEqual({
    A1: 1.5,
    B1: 7,
    C1: 7.25,
    A2: -3,
    B2: 2,
    A3: "two’",
    B3: "abc",
    A4: 2.25,
    B4: "hi",
    C4: "TRUE",
  });
  expect(findRange(book, "first", "Data")).toMatchObject({ from: { row: 1, column: 1 } });
  expect(findRange(book, "block", "Data")).toMatchObject({
    within: "Data",
    from: { row: 0, column: 0 },
    to: { row: 1, column: 2 },
  });
  expect(findRange(book, "other", "Data")).toBeUndefined();
});

const bomb = "0".repeat(1_000_000);

test.each([
  [
    "a bomb",
    () => makeXlsx({ sheets: { S: {} } }, { "xl/worksheets/sheet0.xml": `<a>${bomb.repeat(20)}</a>` }),
    /unpacks to more than/,
  ],
  [
    "entities",
    () =>
      makeXlsx(
        { sheets: { S: {} } },
        { "xl/worksheets/sheet0.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' },
      ),
    /document type/,
  ],
  [
    "deep tags",
    () => makeXlsx({ sheets: { S: {} } }, { "xl/worksheets/sheet0.xml": "<a>".repeat(1e6) }),
    /elements more than/,
  ],
  [
    "no sound XML",
    () => makeXlsx({ sheets: { S: {} } }, { "xl/worksheets/sheet0.xml": "<a><b></a>" }),
    /no sound XML/,
  ],
  [
    "no sheet",
    () => makeXlsx({ sheets: { S: {} } }, { "xl/_rels/workbook.xml.rels": "<Relationships/>" }),
    /where its sheet/,
  ],
  [
    "a far cell",
    () =>
      makeXlsx(
        { sheets: { S: {} } },
        { "xl/worksheets/sheet0.xml": '<a><row r="99999999999"><c><v>1</v></c></row></a>' },
      ),
    /no sheet has/,
  ],
])("%s in a newer workbook is told", (_, make, message) => {
  expect(() => openXlsx(make()).sheet("S")).toThrow(message);
});

test.each([
  ["no workbook", () => makeCompound("WordDocument", [1, 2, 3]), /another document/],
  ["a password", () => makeCompound("Workbook", record(0x2f, 1, 2, 3)), /password/],
  ["a circle", () => circle(), /circle/],
  ["a cut record", () => makeCompound("Workbook", [...u16(0x809), ...u16(60000)]), /does not end/],
  [
    "a cut sheet",
    () =>
      makeCompound("Workbook", [
        ...record(0x809, u16(0x600), u16(5)),
        ...record(0x85, u32(1 << 20), 0, 0, 1, 0, 83),
        ...record(0x0a),
      ]),
    /does not end/,
  ],
])("%s in an older workbook is told", (_, make, message) => {
  expect(() => openXls(make()).sheet("S")).toThrow(message);
});

function circle(): Uint8Array {
  const bytes = makeXls();
  new DataView(bytes.buffer).setUint32(512 + 4 * 4, 2, true);
  return bytes;
}

test("what was packed is unpacked, and what cannot be is told", () => {
  const plain = strToU8("numbers ".repeat(1000));
  const packed = deflateSync(plain);
  expect(inflate(packed, plain.length)).toEqual({ bytes: Buffer.from(plain) });
  expect(inflate(packed, plain.length - 1)).toEqual({ fault: "too much" });
  expect(inflate(packed.subarray(0, -3), plain.length)).toEqual({ fault: "cut short" });
  expect(inflate(Uint8Array.of(0xff, ...packed), plain.length)).toEqual({ fault: "damaged" });
});

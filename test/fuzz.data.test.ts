import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { inflate } from "../src/cli/inflate.ts";
import { readDat } from "../src/read/data/dat.ts";
import { dataFormats } from "../src/read/data/formats.ts";
import { BrokenFile } from "../src/read/data/sheet.ts";
import { readTable } from "../src/read/data/table.ts";
import { Chance, mutate } from "./fuzz/mutate.ts";
import { makeXls, makeXlsx } from "./workbooks.ts";

/** All inputs come from this seed; a failure names the round, which alone determines its input. */
const seed = 20261126;
const rounds = Number(process.env.ROUNDS ?? 150);
const mostMilliseconds = 1000;

const corpus = `${process.env.HENCE_CORPUS ?? "../shared/corpus"}/`;
const inCorpus = [
  "simlin/bobby/vdf/pop/pop.vdf",
  "simlin/bobby/vdf/lookups/lookup_ex.vdf",
  "test-models/tests/get_data_args_3d_xls/input.xls",
  "sdeverywhere/directconst/data/a.xlsx",
].filter((path) => existsSync(corpus + path));

const seeds: readonly (readonly [string, Uint8Array])[] = [
  ["made.xlsx", makeXlsx({ sheets: { S: { A1: "time", B1: "x", A2: 0, B2: 1 } }, names: { n: "S!$A$1" } })],
  ["made.xls", makeXls()],
  ...inCorpus.map((path) => [path, new Uint8Array(readFileSync(corpus + path))] as const),
];

/** Some bytes replaced, mostly by those that lengths and places are made of; sometimes cut, or a piece doubled. */
function damage(bytes: Uint8Array, chance: Chance): Uint8Array {
  const damaged = bytes.slice();
  for (let i = 0; i <= chance.below(6); i++) {
    const at = chance.below(damaged.length);
    switch (chance.below(4)) {
      case 0:
        damaged[at] = chance.below(256);
        break;
      case 1:
        damaged.fill(chance.oneOf([0, 0xff, 0x7f, 0x80]), at, at + 1 + chance.below(4));
        break;
      case 2:
        damaged[at] = (damaged[at]! + chance.oneOf([1, 255])) & 0xff;
        break;
      default:
        damaged.copyWithin(at, chance.below(damaged.length), chance.below(damaged.length));
    }
  }
  return chance.below(5) === 0 ? damaged.subarray(0, chance.below(damaged.length)) : damaged;
}

/** Reads everything that can be read of a file; only `BrokenFile` may be thrown. */
function readAll(bytes: Uint8Array): void {
  for (const { isIt, series, workbook } of dataFormats) {
    if (!isIt) continue;
    try {
      const book = workbook?.(bytes, inflate);
      for (const name of book?.names ?? []) book?.sheet(name);
      if (series.from === "bytes")
        for (const { pairs } of series.read(bytes, "damaged", () => undefined, inflate)) void pairs.length;
    } catch (problem) {
      if (!(problem instanceof BrokenFile)) throw problem;
    }
  }
}

test.each(seeds)("damaged bytes of %s are told, quickly, and never crash", (_, whole) => {
  readAll(whole);
  for (let round = 0; round < rounds; round++) {
    const bytes = damage(whole, new Chance(seed + round));
    const begun = performance.now();
    try {
      readAll(bytes);
    } catch (problem) {
      throw new Error(`round ${round}`, { cause: problem });
    }
    expect(performance.now() - begun, `round ${round}`).toBeLessThan(mostMilliseconds);
  }
});

/** The parts of a workbook, which damage to its packed bytes hardly reaches. */
const parts = {
  "xl/workbook.xml":
    '<workbook xmlns:r="http://r"><sheets><sheet name="S" sheetId="1" r:id="r0"/><sheet name="T" r:id="r1"/></sheets><definedNames><definedName name="n" localSheetId="0">S!$A$1:$B$2</definedName></definedNames></workbook>',
  "xl/_rels/workbook.xml.rels":
    '<Relationships><Relationship Id="r0" Type="/worksheet" Target="worksheets/sheet0.xml"/><Relationship Id="r1" Type="/worksheet" Target="../xl/./worksheets/sheet1.xml"/><Relationship Id="s" Type="/sharedStrings" Target="/xl/strings.xml"/></Relationships>',
  "xl/strings.xml": "<sst><si><t>a</t></si><si><r><t>b</t></r><rPh><t>c</t></rPh></si></sst>",
  "xl/worksheets/sheet0.xml":
    '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>-1.5e3</v></c></row><row r="4"><c t="inlineStr"><is><t>x</t></is></c><c t="d"><v>2020-01-01</v></c></row></sheetData></worksheet>',
  "xl/worksheets/sheet1.xml": "<worksheet><sheetData/></worksheet>",
};

test("workbooks with mutated parts are read or told, and never crash", () => {
  for (let round = 0; round < rounds; round++) {
    const chance = new Chance(seed + round);
    const name = chance.oneOf(Object.keys(parts) as (keyof typeof parts)[]);
    const bytes = makeXlsx(
      { sheets: { S: {}, T: {} } },
      { ...parts, [name]: mutate(parts[name], "xmile", chance) },
    );
    try {
      readAll(bytes);
    } catch (problem) {
      throw new Error(`round ${round}`, { cause: problem });
    }
  }
});

test("any text is a table and an export, or is told not to be", () => {
  const pieces = [
    "time",
    "x[a,b]",
    '"',
    ",",
    ";",
    "\t",
    "\n",
    "\r\n",
    "1",
    "-2.5e3",
    "NaN",
    " ",
    "\ufeff",
    "|",
  ];
  for (let round = 0; round < rounds; round++) {
    const chance = new Chance(seed + round);
    const text = Array.from({ length: chance.below(40) }, () => chance.oneOf(pieces)).join("");
    for (const read of [readTable, readDat]) {
      for (const { pairs } of read(text, "text", () => undefined)) {
        expect(
          pairs.every(([time], i) => i === 0 || pairs[i - 1]![0] < time),
          `round ${round}`,
        ).toBe(true);
      }
    }
  }
});

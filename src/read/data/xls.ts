import { foldName } from "../../model/name.ts";
import { readStream } from "./compound.ts";
import { BrokenFile, type NamedRange, type Sheet, type Workbook } from "./sheet.ts";
import { plainText, recordsFrom, type XlsRecord } from "./xlsrecord.ts";
import { readSheetRecords } from "./xlssheet.ts";
import { readSharedStrings } from "./xlsstrings.ts";

/** Kinds of record that stand before the sheets. */
const kinds = {
  begin: 0x809,
  end: 0x0a,
  sheet: 0x85,
  strings: 0xfc,
  continued: 0x3c,
  name: 0x18,
  links: 0x17,
  password: 0x2f,
};

/** The first version whose texts are Unicode: Excel 97 and later. */
const unicodeVersion = 0x600;

/** Opens a workbook of Excel's older form (.xls): records in a stream of a compound file. */
export function openXls(bytes: Uint8Array): Workbook {
  const stream = readStream(bytes, ["Workbook", "Book"]);
  if (!stream) throw new BrokenFile("is no workbook of Excel, but another document of that time");
  const globals = readGlobals(stream);
  const { sheets, version } = globals;
  let strings: readonly string[] | undefined;
  const known = new Map<string, Sheet>();
  return {
    names: sheets.map(({ name }) => name),
    ranges: globals.names.flatMap((record) => namedRange(record, globals) ?? []),
    sheet: (wanted) => {
      const found = sheets.find(({ name }) => foldName(name) === foldName(wanted));
      if (!found) return undefined;
      const before = known.get(found.name);
      if (before) return before;
      strings ??= readSharedStrings(globals.strings);
      const sheet = readSheetRecords(stream, found.from, found.name, strings, version >= unicodeVersion);
      known.set(found.name, sheet);
      return sheet;
    },
  };
}

interface Globals {
  readonly version: number;
  readonly sheets: readonly { readonly name: string; readonly from: number }[];
  /** The records of the shared texts, one of which goes on in the next. */
  readonly strings: readonly Uint8Array[];
  readonly names: readonly XlsRecord[];
  /** The numbers of the sheets that formulas refer to by a number of their own. */
  readonly links: readonly number[];
}

function readGlobals(stream: Uint8Array): Globals {
  let version = 0;
  const sheets: { readonly name: string; readonly from: number }[] = [];
  const strings: Uint8Array[] = [];
  const names: XlsRecord[] = [];
  const links: number[] = [];
  let before = 0;
  for (const record of recordsFrom(stream, 0)) {
    const { kind, view, bytes } = record;
    if (kind === kinds.end) break;
    if (kind === kinds.password) throw new BrokenFile("is locked with a password");
    if (kind === kinds.begin && version === 0) version = view.getUint16(0, true);
    if (kind === kinds.sheet) {
      const name = plainText(bytes.subarray(7), bytes[6]!, version >= unicodeVersion);
      sheets.push({ name, from: view.getUint32(0, true) });
    }
    if (kind === kinds.strings || (kind === kinds.continued && before === kinds.strings)) strings.push(bytes);
    if (kind === kinds.name && version >= unicodeVersion) names.push(record);
    if (kind === kinds.links && version >= unicodeVersion) {
      const count = Math.min(view.getUint16(0, true), Math.floor((bytes.length - 2) / 6));
      for (let i = 0; i < count; i++) links.push(view.getUint16(2 + 6 * i + 2, true));
    }
    if (kind !== kinds.continued) before = kind;
  }
  return { version, sheets, strings, names, links };
}

/** The range of a defined name, where its formula is a reference to one. */
function namedRange({ view, bytes }: XlsRecord, { sheets, links }: Globals): NamedRange | undefined {
  if (bytes.length < 15) return undefined;
  const letters = view.getUint8(3);
  const local = view.getUint16(8, true);
  const isWide = (view.getUint8(14) & 1) === 1;
  const at = 15 + letters * (isWide ? 2 : 1);
  const length = view.getUint16(4, true);
  if (at + length > bytes.length) return undefined;
  const name = plainText(bytes.subarray(14), letters, true);
  // A reference to another sheet, by value or not: one cell has 7 bytes, a range 11.
  const token = length > 0 ? view.getUint8(at) & 0x1f : 0;
  const isCell = token === 0x1a && length === 7;
  if (!isCell && !(token === 0x1b && length === 11)) return undefined;
  const sheet = sheets[links[view.getUint16(at + 1, true)] ?? -1];
  if (!sheet) return undefined;
  const number = (offset: number) => view.getUint16(at + offset, true);
  const from = { row: number(3), column: number(isCell ? 5 : 7) & 0x3fff };
  const to = isCell ? from : { row: number(5), column: number(9) & 0x3fff };
  const within = local === 0 ? undefined : sheets[local - 1]?.name;
  return { name, ...(within !== undefined && { within }), sheet: sheet.name, from, to };
}

import { strToU8, zipSync } from "fflate";

/** Sheets of a workbook to make: cells by their place, ranges by name. */
export interface Made {
  readonly sheets: Readonly<Record<string, Readonly<Record<string, number | string>>>>;
  readonly names?: Readonly<Record<string, string>>;
}

const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** A workbook of Excel's newer form, as small as it can be. `parts` replace its own. */
export function makeXlsx(
  { sheets, names = {} }: Made,
  parts: Readonly<Record<string, string>> = {},
): Uint8Array {
  const list = Object.keys(sheets);
  const relations = list.map(
    (_, i) => `<Relationship Id="r${i}" Type="http://x/worksheet" Target="worksheets/sheet${i}.xml"/>`,
  );
  const files: Record<string, string> = {
    "_rels/.rels": `${head}<Relationships><Relationship Id="a" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `${head}<workbook xmlns:r="http://r"><sheets>${list
      .map((name, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="r${i}"/>`)
      .join("")}</sheets><definedNames>${Object.entries(names)
      .map(([name, range]) => `<definedName name="${name}">${escaped(range)}</definedName>`)
      .join("")}</definedNames></workbook>`,
    "xl/_rels/workbook.xml.rels": `${head}<Relationships>${relations.join("")}<Relationship Id="s" Type="http://x/sharedStrings" Target="/xl/strings.xml"/></Relationships>`,
    "xl/strings.xml": `${head}<sst><si><r><t>ri</t></r><r><t>ch</t></r><rPh><t>spoken</t></rPh></si></sst>`,
  };
  for (const [i, name] of list.entries()) {
    const cells = Object.entries(sheets[name]!).map(([place, value]) => {
      if (typeof value === "number") return `<c r="${place}"><v>${value}</v></c>`;
      return value === "rich"
        ? `<c r="${place}" t="s"><v>0</v></c>`
        : `<c r="${place}" t="inlineStr"><is><t>${escaped(value)}</t></is></c>`;
    });
    files[`xl/worksheets/sheet${i}.xml`] =
      `${head}<worksheet><sheetData><row>${cells.join("")}</row></sheetData></worksheet>`;
  }
  const all = Object.entries({ ...files, ...parts }).map(([path, text]) => [path, strToU8(text)]);
  return zipSync(Object.fromEntries(all));
}

/** A record of an older workbook. */
export function record(kind: number, ...bytes: readonly (number | readonly number[])[]): number[] {
  const content = bytes.flat();
  return [...u16(kind), ...u16(content.length), ...content];
}

export const u16 = (value: number): number[] => [value & 0xff, (value >> 8) & 0xff];
export const u32 = (value: number): number[] => [...u16(value & 0xffff), ...u16(value >>> 16)];
export const f64 = (value: number): number[] => [...new Uint8Array(new Float64Array([value]).buffer)];
export const letters = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));

/** A compound file with one stream, in sectors of 512 bytes. */
export function makeCompound(name: string, stream: readonly number[]): Uint8Array {
  const padded = [...stream, ...Array.from({ length: Math.max(0, 4096 - stream.length) }, () => 0)];
  const sectors = Math.ceil(padded.length / 512);
  const bytes = new Uint8Array(512 * (3 + sectors));
  const view = new DataView(bytes.buffer);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  view.setUint16(0x1e, 9, true);
  view.setUint16(0x20, 6, true);
  view.setUint32(0x2c, 1, true);
  view.setUint32(0x30, 1, true);
  view.setUint32(0x38, 4096, true);
  for (const at of [0x3c, 0x44]) view.setUint32(at, 0xfffffffe, true);
  for (let i = 0; i < 109; i++) view.setUint32(0x4c + 4 * i, i === 0 ? 0 : 0xffffffff, true);
  // Sector 0 says which sector follows which, sector 1 is the directory, the stream begins in sector 2.
  const follow = [0xfffffffd, 0xfffffffe];
  for (let i = 0; i < sectors; i++) follow.push(i === sectors - 1 ? 0xfffffffe : i + 3);
  for (let i = 0; i < 128; i++) view.setUint32(512 + 4 * i, follow[i] ?? 0xffffffff, true);
  const entry = (number: number, text: string, kind: number, start: number, size: number) => {
    const at = 1024 + 128 * number;
    for (const [i, letter] of letters(text).entries()) view.setUint16(at + 2 * i, letter, true);
    view.setUint16(at + 0x40, 2 * (text.length + 1), true);
    view.setUint8(at + 0x42, kind);
    view.setUint32(at + 0x74, start, true);
    view.setUint32(at + 0x78, size, true);
  };
  entry(0, "Root Entry", 5, 0xfffffffe, 0);
  entry(1, name, 2, 2, padded.length);
  bytes.set(padded, 512 * 3);
  return bytes;
}

/** An older workbook with every kind of cell, and names for a cell and a range. */
export function makeXls(): Uint8Array {
  const begin = (kind: number) => record(0x809, u16(0x600), u16(kind), u16(0), u16(0), u32(0), u32(0));
  const end = record(0x0a);
  const place = (row: number, column: number) => [...u16(row), ...u16(column), ...u16(0)];
  const sheet = [
    ...begin(0x10),
    ...record(0x203, place(0, 0), f64(1.5)),
    ...record(0x27e, place(0, 1), u32((7 << 2) | 2)),
    ...record(0x27e, place(0, 2), u32((725 << 2) | 3)),
    ...record(0xbd, u16(1), u16(0), u16(0), u32((-3 << 2) | 2), u16(0), u32(0x40000000), u16(1)),
    ...record(0xfd, place(2, 0), u32(1)),
    ...record(0x204, place(2, 1), u16(3), 0, letters("abc")),
    ...record(0x06, place(3, 0), f64(2.25), u16(0), u32(0), u16(0)),
    ...record(0x06, place(3, 1), 0, 0, 0, 0, 0, 0, 0xff, 0xff, u16(0), u32(0), u16(0)),
    ...record(0x207, u16(2), 0, letters("hi")),
    ...record(0x06, place(3, 2), 1, 0, 1, 0, 0, 0, 0xff, 0xff, u16(0), u32(0), u16(0)),
    ...end,
  ];
  const name = (text: string, local: number, formula: readonly number[]) =>
    record(
      0x18,
      u16(0),
      0,
      text.length,
      u16(formula.length),
      u16(0),
      u16(local),
      0,
      0,
      0,
      0,
      0,
      letters(text),
      formula,
    );
  const globals = (from: number) => [
    ...begin(0x05),
    ...record(0x85, u32(from), 0, 0, 4, 0, letters("Data")),
    ...record(0x17, u16(1), u16(0), u16(0), u16(0)),
    ...name("first", 0, [0x3a, ...u16(0), ...u16(1), ...u16(1)]),
    ...name("block", 1, [0x3b, ...u16(0), ...u16(0), ...u16(1), ...u16(0), ...u16(2)]),
    ...name("other", 0, [0x1e, ...u16(5)]),
    // The second text goes on in the next record, where its letters have two bytes.
    ...record(0xfc, u32(2), u32(2), u16(3), 0, letters("one"), u16(4), 0, letters("tw")),
    ...record(0x3c, 1, u16(0x6f), u16(0x2019)),
    ...end,
  ];
  const { length } = globals(0);
  return makeCompound("Workbook", [...globals(length), ...sheet]);
}

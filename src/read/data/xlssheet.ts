import { BrokenFile, type Place, type Sheet, SheetBuilder } from "./sheet.ts";
import { plainText, recordsFrom, type XlsRecord } from "./xlsrecord.ts";

/** Kinds of record that a sheet is made of. */
const kinds = {
  begin: 0x809,
  end: 0x0a,
  number: 0x203,
  packed: 0x27e,
  packedRow: 0xbd,
  shared: 0xfd,
  label: 0x204,
  richLabel: 0xd6,
  formula: 0x06,
  textOfFormula: 0x207,
};

/** Reads one sheet of an older workbook, whose records begin at `from`. */
export function readSheetRecords(
  stream: Uint8Array,
  from: number,
  name: string,
  strings: readonly string[],
  isUnicode: boolean,
): Sheet {
  const builder = new SheetBuilder();
  let depth = 0;
  let isEnded = false;
  /** The cell of a formula whose value is a text, which follows in a record of its own. */
  let waiting: Place | undefined;
  for (const { kind, bytes, view } of recordsFrom(stream, from)) {
    if (kind === kinds.begin) depth++;
    if (kind === kinds.end && --depth <= 0) {
      isEnded = true;
      break;
    }
    if (depth !== 1 || bytes.length < 3) continue;
    if (kind === kinds.textOfFormula && waiting) {
      builder.put(waiting, plainText(bytes.subarray(2), view.getUint16(0, true), isUnicode));
      waiting = undefined;
    }
    if (bytes.length < leastBytes(kind)) continue;
    const place = { row: view.getUint16(0, true), column: view.getUint16(2, true) };
    switch (kind) {
      case kinds.number:
        builder.put(place, view.getFloat64(6, true));
        break;
      case kinds.packed:
        builder.put(place, unpacked(view.getUint32(6, true)));
        break;
      case kinds.packedRow:
        for (let i = 0; 4 + 6 * i + 6 <= bytes.length - 2; i++)
          builder.put(
            { row: place.row, column: place.column + i },
            unpacked(view.getUint32(4 + 6 * i + 2, true)),
          );
        break;
      case kinds.shared: {
        const text = strings[view.getUint32(6, true)];
        if (text !== undefined && text.trim() !== "") builder.put(place, text);
        break;
      }
      case kinds.label:
      case kinds.richLabel: {
        const text = plainText(bytes.subarray(8), view.getUint16(6, true), isUnicode);
        if (text.trim() !== "") builder.put(place, text);
        break;
      }
      case kinds.formula:
        waiting = putFormula(builder, place, view);
        break;
    }
  }
  if (!isEnded) throw new BrokenFile(`is cut short: its sheet ‘${name}’ does not end`);
  return builder.sheet(name);
}

function leastBytes(kind: XlsRecord["kind"]): number {
  switch (kind) {
    case kinds.number:
    case kinds.formula:
      return 14;
    case kinds.packed:
    case kinds.shared:
      return 10;
    case kinds.label:
    case kinds.richLabel:
      return 8;
    case kinds.packedRow:
      return 6;
    default:
      return Number.POSITIVE_INFINITY;
  }
}

/** Puts the saved value of a formula, if it is a number; answers the place if it is a text, which follows. */
function putFormula(builder: SheetBuilder, place: Place, view: DataView): Place | undefined {
  // What is no number is marked by two bytes that no number of a sheet ends in.
  if (view.getUint16(12, true) !== 0xffff) {
    builder.put(place, view.getFloat64(6, true));
    return undefined;
  }
  switch (view.getUint8(6)) {
    case 0:
      return place;
    case 1:
      builder.put(place, view.getUint8(8) === 0 ? "FALSE" : "TRUE");
      return undefined;
    default:
      return undefined;
  }
}

/** A number in 30 bits: whole, or the upper half of a double; perhaps to be divided by a hundred. */
function unpacked(bits: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setInt32(4, bits & ~3, true);
  const value = (bits & 2) === 0 ? view.getFloat64(0, true) : (bits | 0) >> 2;
  return (bits & 1) === 0 ? value : value / 100;
}

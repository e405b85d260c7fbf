import { BrokenFile } from "./sheet.ts";
import { readShape, type VdfShape } from "./vdfshape.ts";

/*
 * How results lie in a .vdf, as far as it is used here. All numbers are little-endian; a word has four bytes.
 *
 *     0x00  7f f7 17 52, then a text with date and model
 *     0x58  where the last values of all series lie; before them one byte for each series, its kind
 *     0x5c  the end of these values: a word for each series
 *     0x60  where the list of series lies: a word for each, the place of its block, or a number that never changes
 *     0x78  how many times there are
 *
 * Eight sections begin with a1 37 4c bf and the number of their words. References within a section are words counted
 * from 1 at its beginning. Section 2 has the names, each behind two bytes with its length. Section 1 has a record of 16
 * words for each name:
 *
 *     word 0  the name, in section 2          word 9   the number of its (first) series
 *     word 4  the shape, in section 3         word 15  its kind, in the low byte
 *
 * A block is a count, a bit for each time, and the values of those times whose bit is set; at other times a value is as
 * it was before. Series 0 is time.
 */

/** What one name stands for. */
export interface VdfRecord {
  readonly name: string;
  readonly shape: number;
  /** The number of its series, or of its first element. */
  readonly index: number;
  readonly kind: number;
}

export interface VdfResults {
  readonly records: readonly VdfRecord[];
  /** How many series there are. */
  readonly count: number;
  readonly kindAt: (index: number) => number;
  /** The values of a series, one for each time; undefined where there is none. */
  readonly series: (index: number) => readonly (number | undefined)[];
  readonly shapeOf: (record: VdfRecord) => VdfShape | undefined;
  /** The words of a section, its mark being the first. */
  readonly section: (number: number) => DataView;
  /** The name of the record that a reference leads to. */
  readonly nameAt: (reference: number) => string | undefined;
}

export const vdfSignature = [0x7f, 0xf7, 0x17];
const resultsMark = 0x52;
const sectionMark = 0xbf4c37a1;
const headerBytes = 0x80;
const recordBytes = 64;
/** No run that anybody saves has more times than this. */
const mostTimes = 10_000_000;

/** Opens results. Throws `BrokenFile` where the file is cut short, or where it does not fit together. */
export function openVdf(bytes: Uint8Array): VdfResults {
  if (bytes.length < headerBytes) throw new BrokenFile("is cut short: it ends within its header");
  if (bytes[3] !== resultsMark)
    throw new BrokenFile("is a data set of Vensim, not the results of a run; export it from Vensim as .dat");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (at: number) => view.getUint32(at, true);
  const [lastValues, endOfLast, list, times] = [word(0x58), word(0x5c), word(0x60), word(0x78)];
  const count = (endOfLast - lastValues) / 4;
  if (!Number.isInteger(count) || count < 1 || lastValues - count < headerBytes || times < 1)
    throw new BrokenFile("is damaged: its header makes no sense");
  if (endOfLast > bytes.length || list + 4 * count > bytes.length)
    throw new BrokenFile("is cut short: its list of series does not end");
  if (times > Math.min(mostTimes, 8 * bytes.length))
    throw new BrokenFile("is cut short: it has fewer values than times");

  const sections = findSections(view, list);
  const section = (number: number) => {
    const from = sections[number]!;
    const to = sections[number + 1] ?? list;
    return new DataView(bytes.buffer, bytes.byteOffset + from, to - from);
  };
  const names = readNames(section(2));
  const { records, nameAt } = readRecords(section(1), names);
  const blocks = { view, list, count, times };
  checkEnd(blocks);
  return {
    records,
    count,
    kindAt: (index) => bytes[lastValues - count + index]!,
    series: (index) => readSeries(blocks, index),
    shapeOf: (record) => readShape(section(3), record.shape),
    section,
    nameAt,
  };
}

/** Where the eight sections begin. */
function findSections(view: DataView, below: number): readonly number[] {
  const found: number[] = [];
  for (let at = headerBytes; at + 24 <= below && found.length < 8; at++)
    if (view.getUint32(at, true) === sectionMark) found.push(at);
  if (found.length < 8) throw new BrokenFile("is damaged: parts that every file of results has are missing");
  return found;
}

/** The names by the references that records have to them. */
function readNames(section: DataView): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  const end = Math.min(section.byteLength, 4 * section.getUint32(4, true));
  for (let at = 22; at + 2 <= end; ) {
    const length = section.getUint16(at, true);
    at += 2;
    if (at + length > end) break;
    if (length > 0 && at % 4 === 0) names.set(at / 4 + 1, textIn(section, at, length));
    at += length;
  }
  return names;
}

function textIn(section: DataView, at: number, length: number): string {
  const bytes = new Uint8Array(section.buffer, section.byteOffset + at, length);
  const end = bytes.indexOf(0);
  const written = end < 0 ? bytes : bytes.subarray(0, end);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(written);
  } catch {
    return new TextDecoder("windows-1252").decode(written);
  }
}

/** The records lie one behind the other at places that only their references to names show. */
function readRecords(
  section: DataView,
  names: ReadonlyMap<number, string>,
): Pick<VdfResults, "records" | "nameAt"> {
  const recordsFrom = (first: number) => {
    const found = new Map<number, VdfRecord>();
    for (let at = first; at + recordBytes <= section.byteLength; at += recordBytes) {
      const name = names.get(section.getUint32(at, true));
      if (name === undefined) continue;
      const word = (number: number) => section.getUint32(at + 4 * number, true);
      found.set(at / 4 + 1, { name, shape: word(4), index: word(9), kind: word(15) & 0xff });
    }
    return found;
  };
  let best: ReadonlyMap<number, VdfRecord> = new Map();
  for (let first = 0; first < recordBytes; first += 4) {
    const found = recordsFrom(first);
    if (found.size > best.size) best = found;
  }
  if (best.size === 0) throw new BrokenFile("is damaged: nothing says which series has which name");
  return { records: [...best.values()], nameAt: (reference) => best.get(reference)?.name };
}

interface Blocks {
  readonly view: DataView;
  readonly list: number;
  readonly count: number;
  readonly times: number;
}

/** Words from here on are numbers: as places of blocks they would lie beyond any file. As numbers, smaller ones are next to nought. */
const firstNumber = 2 ** 28;

/** Where the block of a series lies, behind the list; undefined where its word is a number that never changes. */
function blockAt({ view, list, count }: Blocks, index: number): number | undefined {
  const word = view.getUint32(list + 4 * index, true);
  return word >= list + 4 * count && word < firstNumber ? word : undefined;
}

/** Every block lies within the file; time has the first one. */
function checkEnd(blocks: Blocks): void {
  const { view, list, count, times } = blocks;
  if (blockAt(blocks, 0) !== list + 4 * count)
    throw new BrokenFile("is damaged: the values of time are not where they should be");
  for (let index = 0; index < count; index++) {
    const at = blockAt(blocks, index);
    const isThere = at === undefined || at + 2 <= view.byteLength;
    if (
      !isThere ||
      (at !== undefined && valuesAt(at, times) + 4 * view.getUint16(at, true) > view.byteLength)
    )
      throw new BrokenFile("is cut short: the values of a series do not end");
  }
}

/** Where the values of a block begin. */
function valuesAt(block: number, times: number): number {
  return block + 2 + Math.ceil(times / 8);
}

/** What Vensim stores for a value that is missing. */
const missing = -(2 ** 109);

function readSeries(blocks: Blocks, index: number): readonly (number | undefined)[] {
  const { view, list, times } = blocks;
  const known = (value: number) => (value === missing || Number.isNaN(value) ? undefined : value);
  const at = blockAt(blocks, index);
  if (at === undefined) return [known(view.getFloat32(list + 4 * index, true))];
  const values: (number | undefined)[] = [];
  let next = valuesAt(at, times);
  const end = next + 4 * view.getUint16(at, true);
  let value: number | undefined;
  for (let time = 0; time < times; time++) {
    const isStored = ((view.getUint8(at + 2 + (time >> 3)) >> (time & 7)) & 1) === 1;
    if (isStored && next + 4 <= end) {
      value = known(view.getFloat32(next, true));
      next += 4;
    }
    values.push(value);
  }
  return values;
}

/** What we use of the standard of the web, which every platform has. */
declare class TextDecoder {
  constructor(encoding: string, options?: { fatal: boolean });
  decode(bytes: Uint8Array): string;
}

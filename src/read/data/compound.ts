import { BrokenFile } from "./sheet.ts";

/** How a compound file begins: the form of Office's files before 2007, a small file system in one file. */
export const compoundSignature = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

const headerBytes = 512;
const entryBytes = 128;
/** Sector numbers from here on end a chain, or mark what is no data. */
const noSector = 0xfffffffa;

/** Finds a stream in a compound file by the first of some names that is there. Throws `BrokenFile` where the file is damaged. */
export function readStream(bytes: Uint8Array, names: readonly string[]): Uint8Array | undefined {
  const file = new CompoundFile(bytes);
  const entries = file.entries();
  for (const name of names) {
    const found = entries.find((entry) => entry.isStream && entry.name === name);
    if (found) return file.contentOf(found, entries[0]!);
  }
  return undefined;
}

interface Entry {
  readonly name: string;
  readonly isStream: boolean;
  readonly start: number;
  readonly size: number;
}

class CompoundFile {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #shift: number;
  readonly #miniShift: number;
  readonly #table: readonly number[];

  constructor(bytes: Uint8Array) {
    if (bytes.length < headerBytes) throw new BrokenFile("is cut short: it ends within its header");
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#shift = this.#view.getUint16(0x1e, true);
    this.#miniShift = this.#view.getUint16(0x20, true);
    if ((this.#shift !== 9 && this.#shift !== 12) || this.#miniShift !== 6)
      throw new BrokenFile("is damaged: its header makes no sense");
    this.#table = this.#allocationTable();
  }

  get #sectorBytes(): number {
    return 1 << this.#shift;
  }

  #sector(number: number): Uint8Array {
    const from = (number + 1) * this.#sectorBytes;
    if (from >= this.#bytes.length) throw new BrokenFile("is cut short: a part that it speaks of is missing");
    // The last sector may end with the file.
    return this.#bytes.subarray(from, Math.min(from + this.#sectorBytes, this.#bytes.length));
  }

  /** Which sector follows which: in sectors that the header lists, and those that a chain behind it lists. */
  #allocationTable(): readonly number[] {
    const places: number[] = [];
    for (let i = 0; i < 109; i++) places.push(this.#view.getUint32(0x4c + 4 * i, true));
    const perSector = this.#sectorBytes / 4;
    let next = this.#view.getUint32(0x44, true);
    for (let left = this.#bytes.length >> this.#shift; next < noSector && left >= 0; left--) {
      const list = numbersIn(this.#sector(next));
      places.push(...list.slice(0, perSector - 1));
      next = list[perSector - 1] ?? noSector;
    }
    const used = places.filter((place) => place < noSector);
    // One sector of the table speaks of so many sectors; a table for more than there are would only fill the memory.
    if (used.length > (this.#bytes.length >> this.#shift) / perSector + 2)
      throw new BrokenFile("is damaged: its table of parts is longer than the file");
    return used.flatMap((place) => numbersIn(this.#sector(place)));
  }

  #chain(start: number, table: readonly number[]): readonly number[] {
    const chain: number[] = [];
    for (let next = start; next < noSector; next = table[next] ?? noSector) {
      chain.push(next);
      if (chain.length > table.length) throw new BrokenFile("is damaged: its parts lead in a circle");
    }
    return chain;
  }

  /** The content of a chain of sectors, in one piece. */
  #gather(start: number): Uint8Array {
    return joined(this.#chain(start, this.#table).map((number) => this.#sector(number)));
  }

  /** What is in the file; the first entry is its root. */
  entries(): readonly Entry[] {
    const directory = this.#gather(this.#view.getUint32(0x30, true));
    const view = new DataView(directory.buffer, directory.byteOffset, directory.byteLength);
    const entries: Entry[] = [];
    for (let at = 0; at + entryBytes <= directory.length; at += entryBytes) {
      const letters = Math.min(32, Math.max(0, view.getUint16(at + 0x40, true) / 2 - 1));
      let name = "";
      for (let i = 0; i < letters; i++) name += String.fromCharCode(view.getUint16(at + 2 * i, true));
      entries.push({
        name,
        isStream: view.getUint8(at + 0x42) === 2,
        start: view.getUint32(at + 0x74, true),
        size: view.getUint32(at + 0x78, true),
      });
    }
    if (entries.length === 0) throw new BrokenFile("is damaged: it has no directory");
    return entries;
  }

  /** Small streams lie in pieces of their own size within the stream of the root. */
  contentOf(entry: Entry, root: Entry): Uint8Array {
    const isSmall = entry.size < this.#view.getUint32(0x38, true);
    const content = isSmall ? this.#small(entry, root) : this.#gather(entry.start);
    if (content.length < entry.size) throw new BrokenFile("is cut short: its workbook does not end");
    return content.subarray(0, entry.size);
  }

  #small({ start }: Entry, root: Entry): Uint8Array {
    const pieces = this.#gather(root.start);
    const table = numbersIn(this.#gather(this.#view.getUint32(0x3c, true)));
    const size = 1 << this.#miniShift;
    return joined(
      this.#chain(start, table).map((number) => pieces.subarray(number * size, (number + 1) * size)),
    );
  }
}

function numbersIn(bytes: Uint8Array): readonly number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length >> 2 }, (_, i) => view.getUint32(4 * i, true));
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

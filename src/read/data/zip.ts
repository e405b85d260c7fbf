import { BrokenFile } from "./sheet.ts";

/** Files packed into one, as a zip has them. */
export interface Archive {
  readonly names: readonly string[];
  /** The bytes of one file, piece by piece. Throws `BrokenFile` where there are too many, or where they are damaged. */
  readonly unpack: (name: string, take: (piece: Uint8Array) => void) => boolean;
}

/** Unpacks bytes that were packed by deflate (RFC 1951), to so many at most. Each platform brings this along. */
export type Inflate = (
  packed: Uint8Array,
  most: number,
) => { readonly bytes: Uint8Array } | { readonly fault: "damaged" | "cut short" | "too much" };

/** A file in an archive grows to no more than this many bytes, whatever it says of itself. */
const mostUnpacked = 128 * 1024 * 1024;

/** Tables of numbers become a few dozen times smaller when they are packed, not more than this many times. */
const mostTimes = 150;

/** So many bytes may come of however few. */
const freeBytes = 4 * 1024 * 1024;

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const fileMark = 0x04034b50;

interface Entry {
  readonly method: number;
  readonly packed: number;
  readonly at: number;
}

/** Reads the directory of a zip. Throws `BrokenFile` where there is none. */
export function openZip(bytes: Uint8Array, inflate: Inflate): Archive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = readDirectory(bytes, view);
  return {
    names: [...entries.keys()],
    unpack: (name, take) => {
      const entry = entries.get(name);
      if (!entry) return false;
      const unpacked = unpackEntry(bytes, view, name, entry, inflate);
      for (let from = 0; from < unpacked.length; from += pieceBytes)
        take(unpacked.subarray(from, from + pieceBytes));
      return true;
    },
  };
}

function readDirectory(bytes: Uint8Array, view: DataView): ReadonlyMap<string, Entry> {
  const end = findEnd(view);
  if (end < 0) throw new BrokenFile("is cut short: the directory at its end is missing");
  const count = view.getUint16(end + 10, true);
  const entries = new Map<string, Entry>();
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== entryMark)
      throw new BrokenFile("is damaged: its directory does not fit together");
    const flags = view.getUint16(at + 8, true);
    if ((flags & 1) !== 0) throw new BrokenFile("is locked with a password");
    const nameLength = view.getUint16(at + 28, true);
    const name = readName(bytes.subarray(at + 46, at + 46 + nameLength));
    entries.set(name, {
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      at: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/** Where the record at the end of a zip begins; a comment of up to 64 KiB may follow it. */
function findEnd(view: DataView): number {
  const least = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= least; at--) if (view.getUint32(at, true) === endMark) return at;
  return -1;
}

/** Names of parts of a workbook are ASCII. */
function readName(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, 1000)).replaceAll("\\", "/");
}

/** So many bytes are handed on at once. */
const pieceBytes = 256 * 1024;

function unpackEntry(
  bytes: Uint8Array,
  view: DataView,
  name: string,
  { method, packed, at }: Entry,
  inflate: Inflate,
): Uint8Array {
  const isThere = at + 30 <= bytes.length && view.getUint32(at, true) === fileMark;
  const begin = isThere ? at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true) : 0;
  if (!isThere || begin + packed > bytes.length)
    throw new BrokenFile(`is damaged: ‘${name}’ is not where its directory says`);
  const data = bytes.subarray(begin, begin + packed);
  const most = Math.min(mostUnpacked, Math.max(freeBytes, mostTimes * packed));
  if (method !== 0 && method !== 8)
    throw new BrokenFile(`is packed in a way that is not known (method ${method})`);
  const unpacked = method === 8 ? inflate(data, most) : { bytes: data };
  if ("bytes" in unpacked && unpacked.bytes.length <= most) return unpacked.bytes;
  const fault = "fault" in unpacked ? unpacked.fault : "too much";
  if (fault === "damaged") throw new BrokenFile(`is damaged: ‘${name}’ cannot be unpacked`);
  if (fault === "cut short") throw new BrokenFile(`is cut short: ‘${name}’ does not end`);
  throw new BrokenFile(
    `unpacks to more than ${Math.floor(most / 1024 / 1024)} MiB, far more than a table of its size needs`,
  );
}

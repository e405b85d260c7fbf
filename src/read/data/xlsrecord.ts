import { BrokenFile } from "./sheet.ts";

/** One record of the stream of an older workbook. */
export interface XlsRecord {
  readonly kind: number;
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

/** The records of a stream from a place on. Throws `BrokenFile` where one does not end. */
export function* recordsFrom(stream: Uint8Array, from: number): Generator<XlsRecord> {
  const whole = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  for (let at = from; at + 4 <= stream.length; ) {
    const kind = whole.getUint16(at, true);
    const length = whole.getUint16(at + 2, true);
    if (at + 4 + length > stream.length) throw new BrokenFile("is cut short: its last record does not end");
    const bytes = stream.subarray(at + 4, at + 4 + length);
    yield { kind, bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength) };
    at += 4 + length;
  }
}

/** A text of so many letters; in Unicode, behind a byte that says whether a letter has one byte or two. */
export function plainText(bytes: Uint8Array, letters: number, isUnicode: boolean): string {
  const isWide = isUnicode && ((bytes[0] ?? 0) & 1) === 1;
  const from = isUnicode ? 1 : 0;
  let text = "";
  for (let i = 0; i < letters; i++) {
    const code = isWide
      ? (bytes[from + 2 * i] ?? 0) | ((bytes[from + 2 * i + 1] ?? 0) << 8)
      : (bytes[from + i] ?? 0);
    text += String.fromCharCode(code);
  }
  return text;
}

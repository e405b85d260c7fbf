/**
 * Programs and what belongs to them as text: JSON that also keeps maps, bytes, and the numbers that JSON has no word for, so
 * that what is read is what was written, to the bit. Undefined parts of an object are left out, as in JSON.
 */
export function writePlain(value: unknown): string {
  // No tag of a page that the text stands in can begin or end in it.
  return JSON.stringify(toPlain(value)).replaceAll("<", "\\u003c");
}

/** Reads what `writePlain` has written; whoever reads knows the type. */
export function readPlain(text: string): unknown {
  return fromPlain(JSON.parse(text));
}

/** Objects that stand for what JSON lacks have one of these as their only key. */
const marks = { map: "$map", set: "$set", bytes: "$bytes", numbers: "$numbers", number: "$number" } as const;

function toPlain(value: unknown): unknown {
  if (typeof value === "number") {
    const isCommon = Number.isFinite(value) && !Object.is(value, -0);
    return isCommon ? value : { [marks.number]: Object.is(value, -0) ? "-0" : String(value) };
  }
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Map)
    return { [marks.map]: [...value].map(([key, one]) => [toPlain(key), toPlain(one)]) };
  if (value instanceof Set) return { [marks.set]: [...value].map(toPlain) };
  if (value instanceof Uint8Array) return { [marks.bytes]: toBase64(value) };
  if (value instanceof Float64Array)
    return { [marks.numbers]: toBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)) };
  if (Array.isArray(value)) return value.map(toPlain);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, toPlain(one)]));
}

function fromPlain(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(fromPlain);
  const entries = Object.entries(value);
  const [only] = entries;
  if (only && entries.length === 1) {
    const [mark, inside] = only;
    switch (mark) {
      case marks.number:
        return inside === "-0" ? -0 : Number(inside);
      case marks.map:
        return new Map(
          (inside as [unknown, unknown][]).map(([key, one]) => [fromPlain(key), fromPlain(one)]),
        );
      case marks.set:
        return new Set((inside as unknown[]).map(fromPlain));
      case marks.bytes:
        return fromBase64(String(inside));
      case marks.numbers:
        return new Float64Array(fromBase64(String(inside)).buffer);
    }
  }
  return Object.fromEntries(entries.map(([key, one]) => [key, fromPlain(one)]));
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(i, i + 3);
    const word = (a << 16) | (b << 8) | c;
    for (let k = 0; k < 4; k++) text += i + k > bytes.length ? "=" : letters[(word >> (18 - 6 * k)) & 63]!;
  }
  return text;
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const ending = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - ending);
  const values = new Uint8Array(128);
  for (let i = 0; i < 64; i++) values[letters.charCodeAt(i)] = i;
  for (let i = 0, at = 0; i < text.length; i += 4) {
    let word = 0;
    for (let k = 0; k < 4; k++) word = (word << 6) | values[text.charCodeAt(i + k)]!;
    for (let k = 0; k < 3 && at < bytes.length; k++) bytes[at++] = (word >> (16 - 8 * k)) & 255;
  }
  return bytes;
}

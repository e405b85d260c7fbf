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
  if (value instanceof Uint8Array) return { [marks.bytes]: toHex(value) };
  if (value instanceof Float64Array)
    return { [marks.numbers]: toHex(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)) };
  if (Array.isArray(value)) return value.map(toPlain);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, toPlain(one)]));
}

/** What was just parsed belongs to nobody else, and is changed where it stands. */
function fromPlain(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) if (typeof value[i] === "object") value[i] = fromPlain(value[i]);
    return value;
  }
  const own = value as Record<string, unknown>;
  const keys = Object.keys(own);
  const [only] = keys;
  if (only?.startsWith("$") && keys.length === 1) {
    const inside = own[only];
    switch (only) {
      case marks.number:
        return inside === "-0" ? -0 : Number(inside);
      case marks.map:
        return new Map(
          (inside as [unknown, unknown][]).map(([key, one]) => [fromPlain(key), fromPlain(one)]),
        );
      case marks.set:
        return new Set((inside as unknown[]).map(fromPlain));
      case marks.bytes:
        return fromHex(String(inside));
      case marks.numbers:
        return new Float64Array(fromHex(String(inside)).buffer);
    }
  }
  for (const key of keys) if (typeof own[key] === "object") own[key] = fromPlain(own[key]);
  return own;
}

/** Two digits a byte: what packs pages finds what is alike in them, which base64 hides from it. */
function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function fromHex(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++)
    bytes[i] = (digitOf(text.charCodeAt(2 * i)) << 4) | digitOf(text.charCodeAt(2 * i + 1));
  return bytes;
}

/** Of `0` to `9` and `a` to `f`. */
function digitOf(code: number): number {
  return code < 58 ? code - 48 : code - 87;
}

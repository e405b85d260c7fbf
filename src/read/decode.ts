import type { Diagnostic } from "../model/diagnostic.ts";

/** The text of a file's bytes, with what there is to say of its encoding. */
export interface Decoded {
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Decodes UTF-8, or UTF-16 behind a byte order mark. Other bytes are taken for Western European text with a warning, and
 * bytes that are no text give an empty one with an error.
 */
export function decodeText(bytes: Uint8Array, source: string): Decoded {
  const span = { source, from: 0, to: 0 };
  const wide =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? "utf-16le"
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? "utf-16be"
        : undefined;
  const text = wide === undefined ? decodeStrictly(bytes, "utf-8") : new TextDecoder(wide).decode(bytes);
  if (text?.includes("\0") || (text === undefined && bytes.includes(0))) {
    const message = `‘${source}’ is no text: it has bytes that occur in no text.`;
    const notes = [
      { message: "Hence reads plain text, as an editor saves it, not documents of a word processor." },
    ];
    return { text: "", diagnostics: [{ code: "no-text", severity: "error", message, span, notes }] };
  }
  if (text !== undefined) return { text, diagnostics: [] };
  const message = `‘${source}’ is not in UTF-8. It was read as Western European text (Windows-1252).`;
  const notes = [{ message: "If letters look wrong, save the file in UTF-8." }];
  return {
    text: new TextDecoder("windows-1252").decode(bytes),
    diagnostics: [{ code: "not-utf-8", severity: "warning", message, span, notes }],
  };
}

function decodeStrictly(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined; // The only thing that it throws for is bytes that are not in this encoding.
  }
}

/** What we use of the standard of the web, which every platform has. */
declare class TextDecoder {
  constructor(encoding: string, options?: { fatal: boolean });
  decode(bytes: Uint8Array): string;
}

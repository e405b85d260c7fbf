import { formatHence } from "../write/hence.ts";
import { editsBetween } from "./difference.ts";
import type { Edited } from "./textedit.ts";

/** Lays a text out as the formatter does, by edits of what differs; refused as long as it cannot be read. */
export function layOut(path: string, text: string): Edited {
  const { text: formatted, diagnostics } = formatHence(text, path);
  const fault = diagnostics.find(({ severity }) => severity === "error");
  if (fault) return { refused: `The text is laid out when its faults are mended: ${fault.message}` };
  // The formatter breaks lines in one way; the file keeps its own.
  const own = text.includes("\r\n") ? formatted.replaceAll("\n", "\r\n") : formatted;
  return editsBetween(path, text, own);
}

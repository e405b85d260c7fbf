import type { Diagnostic } from "../model/diagnostic.ts";
import type { Edited } from "./textedit.ts";

/** The change of a text that a diagnostic offers. */
export function applyFix({ fix }: Diagnostic): Edited {
  if (!fix) return { refused: "Nothing is offered that would mend this." };
  const { source: path, from, to } = fix.span;
  return [{ path, from, to, insert: fix.insert }];
}

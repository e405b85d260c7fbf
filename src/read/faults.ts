import type { Diagnostic, Report } from "../model/diagnostic.ts";

/** So many faults of one text are told; nobody would read more. */
export const mostFaults = 200;

/** Collects what there is to say about one text. */
export interface Faults {
  readonly report: Report;
  /** In the order of the text; the last may say that there are more. */
  readonly told: () => readonly Diagnostic[];
}

/** An empty collection of faults. */
export function collectFaults(): Faults {
  const faults: Diagnostic[] = [];
  let count = 0;
  return {
    report: (diagnostic) => {
      count++;
      // Signs without meaning are found first; behind them there must be room for what comes earlier in the text.
      if (faults.length < 2 * mostFaults) faults.push(diagnostic);
    },
    told: () => {
      const ordered = faults.toSorted((a, b) => (a.span?.from ?? 0) - (b.span?.from ?? 0));
      const rest = ordered[mostFaults];
      if (rest === undefined) return ordered;
      const message = `There are ${count - mostFaults} more faults in this text.`;
      const more: Diagnostic = {
        code: "too-many-faults",
        severity: "note",
        message,
        ...(rest.span && { span: rest.span }),
      };
      return [...ordered.slice(0, mostFaults), more];
    },
  };
}

import { type HistoryBand, bandsOf as readBands, UnfitBand } from "../argument/bands.ts";
import type { Facts } from "../check/facts.ts";
import type { Span } from "../model/span.ts";
import { WrongUsage } from "./exit.ts";

/** What a system says of its past, by which worlds are left out. */
export function bandsOf(facts: Facts, textOf: (span: Span) => string): readonly HistoryBand[] {
  try {
    return readBands(facts, textOf);
  } catch (problem) {
    if (problem instanceof UnfitBand) throw new WrongUsage(problem.message, problem.hint);
    throw problem;
  }
}

import type { Facts } from "../check/facts.ts";
import type { Span } from "../model/span.ts";
import { type Course, courseOf } from "./course.ts";
import { type Quantity, quantityOf } from "./quantity.ts";

/** What was observed, made ready to be read from the numbers of very many runs. */
export interface HistoryBand {
  /** Of the history that it stands in. */
  readonly id: string;
  /** As written, without its time. */
  readonly label: string;
  readonly quantity: Quantity | Course;
  readonly time: number;
  readonly low: number;
  readonly high: number;
}

/** A band that worlds cannot be chosen by. */
export class UnfitBand extends Error {
  override readonly name = "UnfitBand";
  readonly hint =
    "Bands that worlds are chosen by read the run of a world, at times that are the same in all of them.";
}

/** What a system says of its past, by which worlds are left out. Throws `UnfitBand`. */
export function bandsOf(facts: Facts, textOf: (span: Span) => string): readonly HistoryBand[] {
  const bands = facts.model.history.flatMap(({ id, bands: own }) => own.map((band) => ({ id, ...band })));
  return bands.map(({ id, quantity: expr, time, low, high }) => {
    // An operation stands in brackets in front of its @.
    const isWhole = expr.kind !== "binary" && expr.kind !== "if" && expr.kind !== "unary";
    const label = isWhole ? textOf(expr.span) : `(${textOf(expr.span)})`;
    const quantity = quantityOf(expr, facts) ?? courseOf(expr, facts);
    if (typeof quantity === "string")
      throw new UnfitBand(`The band ‘${label} @ ${time}’ of ‘${id}’ ${quantity}.`);
    return { id, label, quantity, time, low, high };
  });
}

import { courseOf } from "../argument/course.ts";
import { quantityOf } from "../argument/quantity.ts";
import type { Facts } from "../check/facts.ts";
import type { Span } from "../model/span.ts";
import type { Bounds } from "../study/placed.ts";
import { WrongUsage } from "./exit.ts";

/** What a system says of its past, by which worlds are left out. */
export function bandsOf(facts: Facts, textOf: (span: Span) => string): readonly Bounds[] {
  const bands = facts.model.history.flatMap(({ id, bands: own }) => own.map((band) => ({ id, ...band })));
  return bands.map(({ id, quantity: expr, time, low, high }) => {
    // An operation stands in brackets in front of its @.
    const isWhole = expr.kind !== "binary" && expr.kind !== "if" && expr.kind !== "unary";
    const label = isWhole ? textOf(expr.span) : `(${textOf(expr.span)})`;
    const quantity = quantityOf(expr, facts) ?? courseOf(expr, facts);
    if (typeof quantity === "string")
      throw new WrongUsage(
        `The band ‘${label} @ ${time}’ of ‘${id}’ ${quantity}.`,
        "Bands that worlds are chosen by read the run of a world, at times that are the same in all of them.",
      );
    return { id, label, quantity, time, low, high };
  });
}

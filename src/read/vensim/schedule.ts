import type { Expr } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import { callExpr, type Place } from "./place.ts";
import type { Range } from "./ranges.ts";
import type { Raw, RawCall, RawName } from "./raw.ts";

/**
 * DEPRECIATE BY SCHEDULE(stream, schedule[…, first], start[…, first], lifetime, began): for each period of the schedule,
 * its part of what was paid so many periods before; and what is to be written off from before the start. Undefined where
 * the schedule is no array.
 */
export function translateSchedule(
  raw: RawCall,
  place: Place,
  translate: (raw: Raw) => Expr,
): Expr | undefined {
  const { span } = raw;
  const [stream, schedule, start, lifetime, began] = raw.args;
  const range = lastRange(schedule!, place);
  if (!range || schedule?.kind !== "name") return undefined;
  const call = (name: string, ...args: readonly Expr[]) => callExpr(name, args, raw.callee.span, span);
  const binary = (op: "+" | "-" | "*" | "/" | "=", left: Expr, right: Expr): Expr => ({
    kind: "binary",
    op,
    left,
    right,
    opSpan: raw.callee.span,
    span,
  });
  const number = (value: number): Expr => ({ kind: "number", value, span });
  const whole = (array: RawName, of: Range): RawName => {
    const subscripts = array.subscripts ?? [];
    return { ...array, subscripts: [...subscripts.slice(0, -1), { name: of.name, all: true, span }] };
  };
  const back = (of: Range): Expr => {
    const counted = translate({ kind: "name", name: of.name, all: true, span });
    const first = place.scope.ranges.places.get(foldName(of.elements[0]!.name))?.index ?? 0;
    return binary("-", counted, number(first + 1));
  };
  // What stands in two places is made twice: an expression has one place.
  const period = () => binary("/", translate(lifetime!), number(range.elements.length));
  // The time itself means the time at the start.
  const origin = () => call("init", translate(began!));
  const parts = () => translate(whole(schedule, range));
  const paid = call("paid_before", translate(stream!), period(), origin(), back(range));
  const written = binary("/", call("sum", binary("*", parts(), paid)), call("sum", parts()));
  const startRange = lastRange(start!, place);
  const turn = call("fiscal_period", period(), origin());
  if (!startRange || start?.kind !== "name") {
    const isFirst = binary("=", turn, number(0));
    const value = translate(start!);
    if (value.kind === "number" && value.value === 0) return written;
    return binary("+", written, { kind: "if", condition: isFirst, yes: value, no: number(0), span });
  }
  const condition = binary("=", back(startRange), turn);
  const yes = translate(whole(start, startRange));
  const earlier = call("sum", { kind: "if", condition, yes, no: number(0), span });
  return binary("+", written, earlier);
}

/** The range that the last brackets of an array go through, whether it or an element of it is written there. */
function lastRange(raw: Raw, { scope }: Place): Range | undefined {
  if (raw.kind !== "name" || !raw.subscripts) return undefined;
  const name = scope.symbols.get(foldName(raw.name))?.dimensions.at(-1);
  return name === undefined ? undefined : scope.ranges.byName.get(foldName(name));
}

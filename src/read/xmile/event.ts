import { type Check, eventActions, type Threshold } from "../../model/argument.ts";
import type { Report } from "../../model/diagnostic.ts";
import type { Expr, NameExpr } from "../../model/expression.ts";
import type { Span } from "../../model/span.ts";
import type { TimeStatement } from "../../model/system.ts";
import { attributeOf, childOf, childrenOf, headSpan, textOf } from "./element.ts";
import { noteAt, warningAt } from "./fault.ts";
import type { Declared } from "./terms.ts";
import type { XmlElement } from "./xml.ts";

/**
 * The thresholds of an event poster as checks: each is true as long as nothing would have happened. What is said of each
 * stays with its check, and a run tells when it is crossed (XMILE 1.0, 3.4.2 and 4.1.2).
 */
export function readEvents(
  { name, dimensions, element }: Declared,
  path: readonly string[],
  report: Report,
): readonly Check[] {
  const poster = childOf(element, "event_poster");
  return childrenOf(poster, "threshold").flatMap((tag): Check[] => {
    const span = headSpan(tag);
    const value = Number(attributeOf(tag, "value"));
    if (!Number.isFinite(value)) {
      const message = `A threshold of ‘${name}’ has no value that is a number; it is passed over.`;
      report(warningAt("xmile-event", message, span));
      return [];
    }
    const stars = dimensions.map(() => ({ kind: "all", span }) as const);
    const plain: NameExpr = { kind: "name", name, path, transposed: false, span };
    const whole = stars.length > 0 ? { ...plain, subscripts: stars } : plain;
    const threshold = thresholdOf(tag, whole, value);
    const { events, direction } = threshold;
    const label = [...path, name].join(".");
    const where = direction === "decreasing" ? "below" : "above";
    const messages = events.flatMap(({ message }) => message ?? []);
    const says = messages.length > 0 ? `: ${messages.map((message) => `“${message}”`).join(", then ")}` : "";
    const ends = events[0]?.action === "stop" ? ", and ends there" : "";
    report(
      noteAt("event-poster", `When ‘${label}’ goes ${where} ${value}, a run tells it${says}${ends}.`, span),
    );
    if (events.slice(1).some(({ action }) => action === "stop"))
      report(
        warningAt(
          "xmile-event",
          `The run is to stop when ‘${label}’ goes ${where} ${value} once more; it goes on.`,
          span,
          "It stops for the first event of a threshold only.",
        ),
      );
    const line = {
      subject: { kind: "quantity", quantity: furthest(threshold) },
      relation: {
        kind: "compare",
        op: direction === "decreasing" ? ">=" : "<=",
        right: numberAt(value, span),
      },
      always: true,
      span,
    } as const;
    return [
      {
        id: `${label} ${where} ${value}`,
        title: messages[0] ?? `${label} does not go ${where} ${value}`,
        rival: false,
        because: [],
        lines: [line],
        threshold,
        span,
      },
    ];
  });
}

function thresholdOf(tag: XmlElement, variable: Threshold["variable"], value: number): Threshold {
  const repeat = attributeOf(tag, "repeat")?.trim().toLowerCase();
  const interval = Number(attributeOf(tag, "interval") ?? Number.NaN);
  return {
    variable,
    value,
    direction: /decreasing/i.test(attributeOf(tag, "direction") ?? "") ? "decreasing" : "increasing",
    repeat: repeat === "once" || repeat === "once_ever" ? repeat : "each",
    ...(interval > 0 && { interval }),
    events: childrenOf(tag, "event").map((event) => {
      const asked = attributeOf(event, "sim_action")?.trim().toLowerCase();
      const message = textOf(childOf(event, "text_box"));
      return {
        action: eventActions.find((action) => action === asked) ?? "pause",
        ...(message !== undefined && { message }),
      };
    }),
  };
}

/** The variable, or of an array the element that goes furthest. */
function furthest({ variable, direction }: Threshold): Expr {
  if (!variable.subscripts) return again(variable);
  return callOf(direction === "decreasing" ? "min" : "max", variable.span, again(variable));
}

/** The same reference once more: what is known of a reference is kept by object. */
function again({ subscripts, ...rest }: NameExpr): NameExpr {
  return { ...rest, ...(subscripts && { subscripts: subscripts.map((one) => ({ ...one })) }) };
}

/** A time axis that ends where an event stops the run: in the step in which a variable has come to be beyond. */
export function withStops(time: TimeStatement, checks: readonly Check[]): TimeStatement {
  const stops = checks.filter(({ threshold }) => threshold?.events[0]?.action === "stop");
  if (stops.length === 0) return time;
  const crossings = stops.map(({ threshold, span }): Expr => {
    const { variable, value, direction } = threshold!;
    const [beyond, within] = direction === "decreasing" ? (["<", ">="] as const) : ([">", "<="] as const);
    const before = callOf("previous", span, again(variable), again(variable));
    const crosses = binary(
      "and",
      binary(beyond, again(variable), numberAt(value, span)),
      binary(within, before, numberAt(value, span)),
    );
    return variable.subscripts ? binary(">", callOf("max", span, crosses), numberAt(0, span)) : crosses;
  });
  const { span } = time;
  const stop: Expr = {
    kind: "if",
    condition: crossings.reduce((left, right) => binary("or", left, right)),
    yes: { kind: "name", name: "time", path: [], transposed: false, ofLanguage: true, span },
    no: numberAt(time.stop, span),
    span,
  };
  return { ...time, varying: { ...time.varying, stop } };
}

function callOf(name: string, span: Span, ...args: readonly Expr[]): Expr {
  return { kind: "call", name, args, nameSpan: span, span };
}

function binary(op: "and" | "or" | "<" | ">" | "<=" | ">=", left: Expr, right: Expr): Expr {
  const { span } = left;
  return { kind: "binary", op, left, right, opSpan: span, span };
}

function numberAt(value: number, span: Span): Expr {
  if (value < 0) return { kind: "unary", op: "-", operand: numberAt(-value, span), span };
  return { kind: "number", value, span };
}

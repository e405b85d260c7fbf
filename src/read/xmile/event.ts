import type { Check } from "../../model/argument.ts";
import type { Report } from "../../model/diagnostic.ts";
import type { NameExpr } from "../../model/expression.ts";
import { attributeOf, childOf, childrenOf, headSpan, textOf } from "./element.ts";
import { noteAt, warningAt } from "./fault.ts";
import type { Declared } from "./terms.ts";

/** What a threshold may be crossed towards, as a check that it is not. */
const relations = { increasing: "<=", decreasing: ">=" } as const;

/**
 * The thresholds of an event poster as checks: each is true as long as nothing would have been shown. Its messages are
 * told, since a run has nobody to show them to (XMILE 1.0, 4.1.2).
 */
export function readEvents(
  { name, dimensions, element }: Declared,
  path: readonly string[],
  report: Report,
): readonly Check[] {
  const poster = childOf(element, "event_poster");
  return childrenOf(poster, "threshold").flatMap((threshold): Check[] => {
    const span = headSpan(threshold);
    const value = Number(attributeOf(threshold, "value"));
    if (!Number.isFinite(value)) {
      report(
        warningAt(
          "xmile-event",
          `A threshold of ‘${name}’ has no value that is a number; it is passed over.`,
          span,
        ),
      );
      return [];
    }
    const isDecreasing = /decreasing/i.test(attributeOf(threshold, "direction") ?? "");
    const messages = childrenOf(threshold, "event").flatMap(
      (event) => textOf(childOf(event, "text_box")) ?? [],
    );
    const label = [...path, name].join(".");
    const says = messages.length > 0 ? `: ${messages.map((message) => `“${message}”`).join(", then ")}` : "";
    const where = isDecreasing ? "below" : "above";
    report(
      noteAt(
        "event-poster",
        `When ‘${label}’ goes ${where} ${value}, something happens in the file’s own program${says}.`,
        span,
      ),
    );
    const plain = { kind: "name", name, path, transposed: false, span } as const;
    const subscripts = dimensions.map(() => ({ kind: "all", span }) as const);
    const array: NameExpr = { ...plain, ...(dimensions.length > 0 && { subscripts }) };
    const reducer = isDecreasing ? "min" : "max";
    const quantity =
      dimensions.length > 0
        ? ({ kind: "call", name: reducer, args: [array], nameSpan: span, span } as const)
        : array;
    const right =
      value < 0
        ? ({ kind: "unary", op: "-", operand: numberAt(-value, span), span } as const)
        : numberAt(value, span);
    const line = {
      subject: { kind: "quantity", quantity },
      relation: { kind: "compare", op: relations[isDecreasing ? "decreasing" : "increasing"], right },
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
        span,
      },
    ];
  });
}

function numberAt(value: number, span: Check["span"]) {
  return { kind: "number", value, span } as const;
}

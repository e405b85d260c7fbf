import type { NameExpr } from "../model/expression.ts";
import type { Stream } from "../model/variable.ts";
import type { Cursor } from "./cursor.ts";
import { readSum } from "./expression.ts";

/** Behind `in` or `out`: flows with commas between them, each perhaps with the share that arrives. */
export function readStreams(cursor: Cursor): readonly Stream[] {
  const streams: Stream[] = [];
  do {
    const stream = readStream(cursor);
    if (stream === undefined) break;
    streams.push(stream);
  } while (cursor.takeMark(","));
  return streams;
}

function readStream(cursor: Cursor): Stream | undefined {
  const { from } = cursor.here;
  const expr = readSum(cursor);
  const span = cursor.spanFrom(from);
  if (expr.kind === "name") return { flow: expr, span };
  if (expr.kind === "binary" && expr.op === "*" && expr.right.kind === "name")
    return { flow: expr.right, share: expr.left, span };
  if (expr.kind !== "error") {
    const notes = [
      { message: "A list of flows reads ‘in births, 0.3 * return’: the flow comes last in its product." },
    ];
    cursor.fault("no-flow", "What is listed here must be a flow or a share of one: ‘share * flow’.", {
      at: span,
      notes,
    });
  }
  return undefined;
}

/** The name of one flow. */
export function readFlowName(cursor: Cursor, purpose: string): NameExpr | undefined {
  const expr = cursor.lost ? undefined : readSum(cursor);
  if (expr === undefined || expr.kind === "name") return expr;
  if (expr.kind !== "error")
    cursor.fault("no-flow", `${purpose} comes the name of a flow.`, { at: expr.span });
  return undefined;
}

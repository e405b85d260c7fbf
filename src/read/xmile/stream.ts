import type { Report } from "../../model/diagnostic.ts";
import { foldName } from "../../model/name.ts";
import type { Stream } from "../../model/variable.ts";
import { childOf, childrenOf, isBlank } from "./element.ts";
import { readEquation } from "./expression.ts";
import { errorAt } from "./fault.ts";
import { findVariable } from "./find.ts";
import type { Translate } from "./ground.ts";
import type { Declared, ModelNode } from "./terms.ts";
import type { SourceText } from "./text.ts";
import { nameOf } from "./token.ts";
import type { XmlElement } from "./xml.ts";

/** What lists of flows are read with. */
export interface StreamTools {
  readonly node: ModelNode;
  /** Flows that fill or empty more than one stock, `inflow NAME`: each has the whole of it, as a share that is one. */
  readonly shared: ReadonlySet<string>;
  readonly report: Report;
}

/** The flows that a stock names; a factor that a flow has for the units of the stock downstream counts where it enters. */
export function readStreams(
  declared: Declared,
  side: "inflow" | "outflow",
  translate: Translate,
  tools: StreamTools,
): readonly Stream[] {
  const { node, report } = tools;
  return childrenOf(declared.element, side).flatMap((element): Stream[] => {
    const { text } = element;
    const span = text.whole;
    if (isBlank(text)) return [];
    const written = readEquation(quoted(text), report);
    const flow = written.kind === "name" ? translate(written) : written;
    if (flow.kind !== "name") {
      if (flow.kind !== "error")
        report(errorAt("not-a-flow", `An <${side}> holds the name of a flow.`, span));
      return [];
    }
    const found = written.kind === "name" ? findVariable(written, node) : undefined;
    const multiplier = side === "inflow" ? childOf(found?.declared.element, "multiplier") : undefined;
    const share =
      multiplier && !isBlank(multiplier.text) ? translate(readEquation(multiplier.text, report)) : undefined;
    const whole = tools.shared.has(`${side} ${foldName(written.kind === "name" ? written.name : "")}`);
    const part = share ?? (whole ? ({ kind: "number", value: 1, span } as const) : undefined);
    return [{ flow, ...(part && { share: part }), span }];
  });
}

/** The flows that stand in several lists of one side. */
export function flowsOfSeveral(stocks: readonly XmlElement[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const several = new Set<string>();
  for (const side of ["inflow", "outflow"]) {
    for (const { text } of stocks.flatMap((stock) => childrenOf(stock, side))) {
      const name = `${side} ${foldName(nameOf(text.text))}`;
      if (seen.has(name)) several.add(name);
      seen.add(name);
    }
  }
  return several;
}

/** A list of flows may hold names without quotes that an equation could not. */
function quoted(text: SourceText): SourceText {
  const trimmed = text.slice(0, text.text.length);
  return /^[\p{L}_.][\p{L}\p{N}_.]*(\[.*\])?$|^"/u.test(trimmed.text) ? trimmed : trimmed.inQuotes();
}

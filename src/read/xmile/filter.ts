import type { Report } from "../../model/diagnostic.ts";
import type { Expr } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import type { Span } from "../../model/span.ts";
import type { Part } from "../../model/variable.ts";
import { type Behaviour, optionOf } from "./behaviour.ts";
import { attributeOf, childrenOf, isOn, nameSpanOf, variablesOf } from "./element.ts";
import { errorAt } from "./fault.ts";
import type { Translate } from "./ground.ts";
import type { Declared, ModelNode, OptionFilter } from "./terms.ts";
import { nameOf } from "./token.ts";
import type { XmlElement } from "./xml.ts";

/** What a macro filters, if it is an option filter that can be said; others are reported (XMILE 1.0, 4.8.4). */
export function readFilter(macro: XmlElement, report: Report): OptionFilter | undefined {
  const of = attributeOf(macro, "filter")?.toLowerCase();
  const option = nameOf(attributeOf(macro, "name") ?? "");
  const to = attributeOf(macro, "applyto")?.toLowerCase();
  if ((of === "flow" || of === "aux") && to === undefined) return { option, of, name: `${option} of ${of}` };
  if (of === "stock" && (to === "inflows" || to === "outflows"))
    return { option, of: to, name: `${option} of ${to}` };
  const message = `The filter ‘${option}’ changes the value of a stock, which in Hence only flows do.`;
  report(
    errorAt(
      "xmile-filter",
      message,
      nameSpanOf(macro),
      "A filter of flows, or of the inflows or outflows of stocks, is read.",
    ),
  );
  return undefined;
}

/** Whether a macro of the file does what an option of stocks or flows does by itself. */
export function isFiltered(
  option: string,
  of: readonly OptionFilter["of"][],
  { shared }: ModelNode,
): boolean {
  return shared.filters.some((filter) => foldName(filter.option) === option && of.includes(filter.of));
}

/** The equations of a flow or auxiliary behind the filters of its own options and of those of its stocks. */
export function filterParts(
  parts: readonly Part[],
  declared: Declared,
  node: ModelNode,
  behaviours: readonly Behaviour[],
  translate: Translate,
): readonly Part[] {
  return node.shared.filters.reduce(
    (all, filter) =>
      all.map((part) => ({
        ...part,
        value: filtered(part.value, filter, declared, node, behaviours, translate),
      })),
    parts,
  );
}

function filtered(
  value: Expr,
  { option, of, name }: OptionFilter,
  declared: Declared,
  node: ModelNode,
  behaviours: readonly Behaviour[],
  translate: Translate,
): Expr {
  const { span } = value;
  const call = (...args: readonly Expr[]): Expr => ({ kind: "call", name, args, nameSpan: span, span });
  if (of === "flow" || of === "aux") {
    if (declared.kind !== of) return value;
    const told = optionOf(declared.element, of, option, behaviours);
    return told ? call(value, optionValue(told, span)) : value;
  }
  if (declared.kind !== "flow") return value;
  const side = of === "inflows" ? "inflow" : "outflow";
  const own = foldName(nameOf(attributeOf(declared.element, "name") ?? ""));
  for (const stock of childrenOf(variablesOf(node.element), "stock")) {
    const told = optionOf(stock, "stock", option, behaviours);
    const names = childrenOf(stock, side).map(({ text }) => nameOf(text.text));
    const index = names.findIndex((each) => foldName(each) === own);
    if (!told || index < 0) continue;
    const refer = (written: string) =>
      translate({ kind: "name", name: written, path: [], transposed: false, span });
    const before = names.slice(0, index).map(refer);
    const sum = before.reduce<Expr | undefined>(
      (left, right) => (left ? { kind: "binary", op: "+", left, right, opSpan: span, span } : right),
      undefined,
    );
    const stockName = nameOf(attributeOf(stock, "name") ?? "");
    return call(value, optionValue(told, span), refer(stockName), sum ?? { kind: "number", value: 0, span });
  }
  return value;
}

/** The value of an option: one or nought for those that are only on or off. */
function optionValue(option: XmlElement, span: Span): Expr {
  const written = Number(option.text.text.trim() || Number.NaN);
  return {
    kind: "number",
    value: Number.isFinite(written) && written >= 0 ? written : Number(isOn(option)),
    span,
  };
}

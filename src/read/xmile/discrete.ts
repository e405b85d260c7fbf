import { startOf } from "../../model/batches.ts";
import type { Report } from "../../model/diagnostic.ts";
import type { Expr, NameExpr } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import type { DiscreteStock, Leak, Part, Spread, Stream, VariableHead } from "../../model/variable.ts";
import { attributeOf, childOf, childrenOf, headSpan, isBlank, isOn, says } from "./element.ts";
import { readEquation, readEquations } from "./expression.ts";
import { errorAt, noteAt } from "./fault.ts";
import { findVariable, nameParts } from "./find.ts";
import type { Translate } from "./ground.ts";
import type { Declared, ModelNode } from "./terms.ts";
import type { SourceText } from "./text.ts";
import { nameOf } from "./token.ts";
import type { XmlElement } from "./xml.ts";

const kinds = ["conveyor", "queue", "oven"] as const;

/** The tag that makes a conveyor, queue or oven of a stock. */
export function discreteTagOf(stock: XmlElement): XmlElement | undefined {
  return stock.children.find(({ name }) => kinds.some((kind) => kind === name));
}

/** Reads what a discrete stock starts with, which may be a list. */
export function readStart(translate: Translate, report: Report): (text: SourceText) => Expr {
  return (text) =>
    startOf(
      readEquations(text, report).map((expr) => translate(expr)),
      text.whole,
    );
}

/** The folded names of the flows that the discrete stocks of a model let out; those have no equation of their own. */
export function drivenFlows(stocks: readonly XmlElement[]): ReadonlySet<string> {
  const driven = stocks.filter(discreteTagOf);
  return new Set(
    driven.flatMap((stock) => childrenOf(stock, "outflow").map(({ text }) => foldName(nameOf(text.text)))),
  );
}

/** A stock that is a conveyor, a queue or an oven; undefined where it is a plain one. */
export function readDiscrete(
  { element }: Declared,
  head: VariableHead,
  streams: {
    readonly starts: readonly Part[];
    readonly inflows: readonly Stream[];
    readonly outflows: readonly Stream[];
  },
  translate: Translate,
  report: Report,
  node: ModelNode,
): DiscreteStock | undefined {
  const tag = discreteTagOf(element);
  const kind = kinds.find((each) => each === tag?.name);
  if (!tag || !kind) return undefined;
  const exprOf = (...names: readonly string[]): Expr | undefined => {
    const found = tag.children.find(({ name, text }) => names.includes(name) && !isBlank(text));
    return found && translate(readEquation(found.text, report));
  };
  const transit = exprOf("len", "transit_time", "cook_time");
  if (!transit && kind !== "queue") {
    const what = kind === "conveyor" ? "how long the way over it is: <len>" : "how long it cooks: <len>";
    report(errorAt("empty-equation", `‘${head.name}’ does not say ${what} is missing.`, headSpan(tag)));
  }
  const flowElements = new Map(
    streams.outflows.map(({ flow }) => [flow, findVariable(nameParts(flow.name), node)?.declared.element]),
  );
  const spreads = kind === "conveyor" ? readSpreads(head.name, streams.inflows, node, report) : [];
  const { outflows, leaks } = splitLeaks(kind, tag, streams.outflows, flowElements, translate, report);
  const amounts = {
    transit,
    capacity: exprOf("capacity"),
    inflowLimit: exprOf("in_limit"),
    sample: exprOf("sample"),
    arrest: exprOf("arrest"),
    fill: exprOf("fill_time"),
    clean: exprOf("clean_time"),
  };
  const told = Object.fromEntries(Object.entries(amounts).filter(([, value]) => value !== undefined));
  const options = {
    ...((says(tag, "discrete", "true") || (kind === "conveyor" && isBehindQueue(streams.inflows, node))) && {
      discrete: true,
    }),
    ...(fifoNames.some((name) => says(tag, name, "true")) && { fifo: true }),
    ...(says(tag, "batch_integrity", "true") && { wholeBatches: true }),
    ...(says(tag, "one_at_a_time", "false") && { manyBatches: true }),
  };
  const isOverflow = ({ flow }: Stream) => {
    const mark = childOf(flowElements.get(flow), "overflow");
    return mark !== undefined && isOn(mark);
  };
  const overflows = kind === "queue" ? outflows.filter(isOverflow).map(({ flow }) => flow.name) : [];
  for (const child of tag.children) {
    if (known.has(child.name)) continue;
    report(
      noteAt("xmile-ignored", `<${child.name}> of the ${kind} ‘${head.name}’ is not read.`, headSpan(child)),
    );
  }
  for (const [name, { text }] of tag.attributes) {
    if (knownAttributes.has(name)) continue;
    report(noteAt("xmile-ignored", `‘${name}’ of the ${kind} ‘${head.name}’ is not read.`, text.whole));
  }
  return {
    kind,
    ...head,
    starts: streams.starts,
    inflows: streams.inflows,
    outflows,
    ...told,
    ...options,
    ...(spreads.length > 0 && { spreads }),
    ...(overflows.length > 0 && { overflows }),
    leaks,
  };
}

/** The attribute of a conveyor on which nothing overtakes; XMILE has none. */
const fifoNames = ["isee:fifo", "fifo"];

const knownAttributes: ReadonlySet<string> = new Set([
  ...fifoNames,
  "discrete",
  "batch_integrity",
  "one_at_a_time",
  "exponential_leak",
]);

/** Whether a queue empties into a conveyor, which then is one of batches whatever it says (XMILE 1.0, 3.7.2). */
function isBehindQueue(inflows: readonly Stream[], { declared }: ModelNode): boolean {
  const flows = new Set(inflows.map(({ flow }) => foldName(flow.name)));
  return [...declared.values()].some(
    ({ element }) =>
      childOf(element, "queue") !== undefined &&
      childrenOf(element, "outflow").some(({ text }) => flows.has(foldName(nameOf(text.text)))),
  );
}

/** Where Stella says that an inflow goes on elsewhere than at the beginning; what Hence cannot do is refused. */
function readSpreads(
  stock: string,
  inflows: readonly Stream[],
  node: ModelNode,
  report: Report,
): readonly Spread[] {
  return inflows.flatMap(({ flow, span }): Spread | [] => {
    const element = findVariable(nameParts(flow.name), node)?.declared.element;
    const where = element && (attributeOf(element, "isee:spreadflow") ?? attributeOf(element, "spreadflow"));
    if (!element || where === undefined || where === "beginning") return [];
    const kind = spreadKinds.get(where);
    const { subscripts: _, ...name } = flow;
    if (kind) return { flow: name, how: { kind }, span };
    const message = `‘${flow.name}’ is to be spread over the conveyor ‘${stock}’ (${where}), which Hence cannot do.`;
    report(errorAt("spread-not-run", message, headSpan(element)));
    return [];
  });
}

/** What Stella calls it. */
const spreadKinds: ReadonlyMap<string, "evenly" | "content"> = new Map([
  ["even", "evenly"],
  ["dest", "content"],
]);

const known: ReadonlySet<string> = new Set([
  "len",
  "transit_time",
  "cook_time",
  "capacity",
  "in_limit",
  "sample",
  "arrest",
  "fill_time",
  "clean_time",
]);

/** A conveyor's first outflow that is not marked is its end; those that are marked, else all others, are leaks. */
function splitLeaks(
  kind: DiscreteStock["kind"],
  tag: XmlElement,
  streams: readonly Stream[],
  elements: ReadonlyMap<NameExpr, XmlElement | undefined>,
  translate: Translate,
  report: Report,
): { readonly outflows: readonly Stream[]; readonly leaks: readonly Leak[] } {
  if (kind !== "conveyor") return { outflows: streams, leaks: [] };
  const isMarked = ({ flow }: Stream) => {
    const mark = childOf(elements.get(flow), "leak");
    return mark !== undefined && isOn(mark);
  };
  const end = streams.find((stream) => !isMarked(stream));
  const shape = says(tag, "exponential_leak", "true") ? "exponential" : "linear";
  const leaks = streams
    .filter((stream) => stream !== end)
    .map(({ flow, span }): Leak => {
      const element = elements.get(flow);
      const leak = childOf(element, "leak");
      const whole = childOf(element, "leak_integers");
      const units = whole && isOn(whole) && ({ wholeUnits: true } as const);
      const equation = leak && !isBlank(leak.text) ? leak.text : childOf(element, "eqn")?.text;
      const share = equation && !isBlank(equation) ? translate(readEquation(equation, report)) : zero(span);
      const from = element && attributeOf(element, "leak_start");
      const to = element && attributeOf(element, "leak_end");
      const zone = (from !== undefined || to !== undefined) && {
        zone: {
          from: bound(element, "leak_start", 0, translate, report),
          to: bound(element, "leak_end", 1, translate, report),
        },
      };
      return { flow, share, ...zone, shape, ...units, span };
    });
  return { outflows: end ? [end] : [], leaks };
}

function bound(
  element: XmlElement | undefined,
  name: string,
  otherwise: number,
  translate: Translate,
  report: Report,
): Expr {
  const text: SourceText | undefined = element?.attributes.get(name)?.text;
  if (text && !isBlank(text)) return translate(readEquation(text, report));
  const { source, from, to } = element ?? { source: "", from: 0, to: 0 };
  return { kind: "number", value: otherwise, span: { source, from, to } };
}

function zero(span: Leak["span"]): Expr {
  return { kind: "number", value: 0, span };
}

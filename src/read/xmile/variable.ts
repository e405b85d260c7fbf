import type { Expr, NameExpr } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import type { Auxiliary, Flow, Part, Stock, Stream, Variable, VariableHead } from "../../model/variable.ts";
import { type Behaviour, isNonNegative } from "./behaviour.ts";
import { discreteTagOf, readDiscrete, readStart } from "./discrete.ts";
import { readDocumentation } from "./documentation.ts";
import { attributeOf, childOf, childrenOf, nameSpanOf, textOf } from "./element.ts";
import { filterParts, isFiltered } from "./filter.ts";
import { readGraph } from "./graph.ts";
import type { Translate } from "./ground.ts";
import { readParts } from "./part.ts";
import { readStreams, type StreamTools } from "./stream.ts";
import type { Declared } from "./terms.ts";
import { nameOf } from "./token.ts";
import { createTranslator } from "./translate.ts";
import { readUnitOf, type UnitTerms } from "./unit.ts";
import type { XmlElement } from "./xml.ts";

/** What the variables of one model are read with. */
export interface VariableTools extends StreamTools {
  readonly units: UnitTerms;
  readonly behaviours: readonly Behaviour[];
  /** The sector of a variable, by its folded name. */
  readonly sectors: ReadonlyMap<string, string>;
  /** Folded names of what the model around it fills. */
  readonly filled: ReadonlySet<string>;
  /** Folded names of flows that conveyors, queues and ovens let out. */
  readonly driven: ReadonlySet<string>;
}

/** One variable of a file as variables of Hence: itself, and the graph that it has beside its equation. */
export function readVariable(declared: Declared, tools: VariableTools): readonly Variable[] {
  const { element, kind } = declared;
  const head = readHead(declared, tools);
  const kept: Variable[] = [];
  const keep = (value: Expr) => keepOperand(value, head, kept);
  const translate = createTranslator({ node: tools.node, owner: declared, report: tools.report, keep });
  const graph = readGraph(declared, head, tools.report);
  const isInput = tools.filled.has(foldName(attributeName(element)));
  switch (kind) {
    case "graph":
      return graph ? [graph] : [];
    case "stock":
      return isInput
        ? [{ kind: "input", ...head, equation: [] }]
        : [...list(graph), ...readStock(declared, head, translate, tools), ...kept];
    case "flow":
    case "aux": {
      if (isInput) return readInput(declared, head);
      if (graph && graph.name === head.name) return [graph];
      const computed = readComputed(declared, head, translate, tools);
      return [...list(graph), computed, ...kept];
    }
    default:
      return [];
  }
}

/** An operand as a variable that nobody wrote, over the dimensions of its owner. */
function keepOperand(value: Expr, owner: VariableHead, kept: Variable[]): NameExpr {
  const { span } = value;
  const name = `${owner.name}>operand ${kept.length + 1}`;
  const { dimensions } = owner;
  const equation: Part[] = [{ subscripts: [], except: [], otherwise: false, value, span }];
  const origin = { kind: "call", owner: owner.name, function: "vector_elm_map", name: "operand" } as const;
  kept.push({ kind: "aux", name, nameSpan: span, dimensions, origin, equation, span });
  return { kind: "name", name, path: [], transposed: false, span };
}

function list<Item>(item: Item | undefined): readonly Item[] {
  return item === undefined ? [] : [item];
}

/** The name of an element as the file has it. */
function attributeName(element: XmlElement): string {
  return nameOf(attributeOf(element, "name") ?? "");
}

function readHead(
  { name, dimensions, element }: Declared,
  { units, sectors, report }: VariableTools,
): VariableHead {
  const nameSpan = nameSpanOf(element);
  const description = readDocumentation(childOf(element, "doc"));
  const unit = readUnitOf(element, units, report);
  const sector = sectors.get(foldName(attributeName(element)));
  return {
    name,
    nameSpan,
    dimensions: dimensions.map((dimension) => ({ name: dimension, span: nameSpan })),
    ...(description !== undefined && { description }),
    ...(unit && { unit }),
    ...(sector !== undefined && { sector }),
    span: { source: element.source, from: element.from, to: element.to },
  };
}

/**
 * What a model around it fills. One that fills a stock must be a flow: it carries the value of an input beside it, which
 * has its name.
 */
function readInput({ kind }: Declared, head: VariableHead): readonly Variable[] {
  const input = { kind: "input", ...head, equation: [] } as const;
  if (kind !== "flow") return [input];
  const { span } = head;
  const name = `${head.name} from outside`;
  const value: Expr = { kind: "name", name, path: [], transposed: false, span, ...subscriptsOf(head) };
  const part: Part = { subscripts: [], except: [], otherwise: false, value, span };
  return [
    { ...input, name },
    { kind: "flow", ...head, equation: [part], oneWay: false },
  ];
}

function subscriptsOf({ dimensions, span }: VariableHead): Pick<NameExpr, "subscripts"> {
  if (dimensions.length === 0) return {};
  return { subscripts: dimensions.map(({ name }) => ({ kind: "name", name, span })) };
}

function readStock(
  declared: Declared,
  head: VariableHead,
  translate: Translate,
  tools: VariableTools,
): readonly Variable[] {
  const { element } = declared;
  const read = discreteTagOf(element) && readStart(translate, tools.report);
  const starts = readParts(declared, equationNames.stock, translate, tools.report, read);
  const inflows = readStreams(declared, "inflow", translate, tools);
  const outflows = readStreams(declared, "outflow", translate, tools);
  const discrete = readDiscrete(
    declared,
    head,
    { starts, inflows, outflows },
    translate,
    tools.report,
    tools.node,
  );
  if (discrete) return [discrete];
  const isByMacro = isFiltered("non_negative", ["inflows", "outflows"], tools.node);
  const nonNegative = !isByMacro && isNonNegative(element, "stock", tools.behaviours);
  const stock = { kind: "stock", ...head, starts, inflows, nonNegative } as const;
  if (!nonNegative || outflows.every(({ share }) => share === undefined))
    return [{ ...stock, outflows } satisfies Stock];
  // What a stock that cannot give more lets out is less than the flow that others share with it.
  const own = outflows.map((stream): readonly [Stream, Flow | undefined] => {
    if (!stream.share) return [stream, undefined];
    const { flow, span } = stream;
    const name = `${flow.name} out of ${head.name}`;
    const { description: _, ...plain } = head;
    const part: Part = { subscripts: [], except: [], otherwise: false, value: flow, span };
    return [
      { flow: { ...flow, name, path: [] }, span },
      { ...plain, name, kind: "flow", equation: [part], oneWay: false },
    ];
  });
  return [
    { ...stock, outflows: own.map(([stream]) => stream) } satisfies Stock,
    ...own.flatMap(([, flow]) => flow ?? []),
  ];
}

/** Which elements hold an equation: in some older files a start has another name. */
const equationNames = {
  stock: ["eqn", "init_eqn", "init"],
  other: ["eqn"],
  initially: ["init_eqn"],
} as const;

function readComputed(
  declared: Declared,
  head: VariableHead,
  translate: Translate,
  tools: VariableTools,
): Variable {
  const { element, kind } = declared;
  const isDriven = kind === "flow" && tools.driven.has(foldName(attributeName(element)));
  if (isDriven) return { kind: "flow", ...head, equation: [], oneWay: false };
  const plain = readParts(declared, equationNames.other, translate, tools.report);
  const equation = filterParts(plain, declared, tools.node, tools.behaviours, translate);
  const hasStart = [element, ...childrenOf(element, "element")].some(
    (each) => textOf(childOf(each, "init_eqn")) !== undefined,
  );
  const initially = hasStart
    ? readParts(declared, equationNames.initially, translate, tools.report)
    : undefined;
  const start = initially && { initially };
  if (kind === "flow") {
    const isByMacro = isFiltered("non_negative", ["flow"], tools.node);
    const oneWay = !isByMacro && isNonNegative(element, "flow", tools.behaviours);
    return { kind, ...head, equation, ...start, oneWay } satisfies Flow;
  }
  if (!initially && equation.length > 0 && equation.every(({ value }) => isNumber(value)))
    return { kind: "const", ...head, value: equation };
  return { kind: "aux", ...head, equation, ...start } satisfies Auxiliary;
}

/** Literals and arithmetic of literals, and the numbers that have names. */
function isNumber(expr: Expr): boolean {
  if (expr.kind === "number") return true;
  if (expr.kind === "call") return ["inf", "nan", "pi"].includes(expr.name);
  if (expr.kind === "unary") return isNumber(expr.operand);
  return expr.kind === "binary" && isNumber(expr.left) && isNumber(expr.right);
}

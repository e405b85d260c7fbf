import { Bug, never } from "../../model/diagnostic.ts";
import type { Expr, NameExpr, Subscript } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import type {
  Auxiliary,
  DataSeries,
  DimensionRef,
  DiscreteStock,
  Flow,
  Graph,
  Leak,
  Module,
  Part,
  Points,
  Spread,
  Stream,
  Variable,
  VariableHead,
} from "../../model/variable.ts";
import { numberText } from "../text/number.ts";
import { unitText } from "../text/unit.ts";
import { basisText } from "../text/variable.ts";
import { dimensionNodes, equationNodes } from "./equation.ts";
import { equationText, type Surroundings } from "./expression.ts";
import { graphNode } from "./graph.ts";
import { attributeName, identifier } from "./name.ts";
import { asMade } from "./own.ts";
import { branch, leaf, type XmlNode } from "./xml.ts";

/** What the variables of one model share while they are written. */
export interface Scope extends Surroundings {
  /** A name that nothing has yet, like the one that is wished for. */
  readonly freeName: (wish: string) => string;
  /** By folded name of a flow: the conveyor that loses it. */
  readonly leaks: ReadonlyMap<string, Leak>;
  /** By folded name of a flow: where on a conveyor it goes on. */
  readonly spreads: ReadonlyMap<string, Spread>;
  /** Folded names of flows that take what a queue’s other flows cannot. */
  readonly overflows: ReadonlySet<string>;
}

/** A variable's element, and those that are made for it. */
export interface Written {
  readonly element: XmlNode;
  readonly made: readonly XmlNode[];
}

/** A variable as XMILE says it, as well as that can. */
export function variableNode(variable: Variable, scope: Scope): Written {
  const name = { name: attributeName(variable.name) };
  const told = toldNodes(variable);
  const equation = (parts: readonly Part[]) => equationNodes(variable.dimensions, parts, scope);
  const plain = (element: XmlNode): Written => ({ element, made: [] });
  switch (variable.kind) {
    case "stock": {
      const { lists, made } = endsOf(variable, scope);
      const limit = variable.nonNegative ? [leaf("non_negative")] : [];
      return {
        element: branch("stock", [...told, ...equation(variable.starts), ...lists, ...limit], name),
        made,
      };
    }
    case "count": {
      const rate = scope.freeName(`rate of ${variable.name}`);
      const zero = [{ ...wholePart, value: number(0) }];
      const starts = equation(variable.starts.length === 0 ? zero : variable.starts);
      const flow = branch("flow", equation(variable.rate), { name: rate });
      const element = branch("stock", [...told, ...starts, leaf("inflow", identifier(rate))], name);
      return { element, made: [asMade(flow, variable.name)] };
    }
    case "flow": {
      tellStamp(variable, scope);
      const leak = scope.leaks.get(foldName(variable.name));
      const zone: Record<string, string> = leak?.zone
        ? {
            leak_start: equationText(leak.zone.from, { axes: [] }, scope),
            leak_end: equationText(leak.zone.to, { axes: [] }, scope),
          }
        : {};
      const lost = leak ? [leaf("leak", equationText(leak.share, { axes: variable.dimensions }, scope))] : [];
      if (leak?.wholeUnits) lost.push(leaf("leak_integers"));
      const limit = variable.oneWay ? [leaf("non_negative")] : [];
      if (scope.overflows.has(foldName(variable.name))) lost.push(leaf("overflow"));
      const body = [
        ...told,
        ...equation(variable.equation),
        ...initialNodes(variable, scope),
        ...lost,
        ...limit,
      ];
      return plain(branch("flow", body, { ...name, ...zone, ...spreadAttribute(variable, scope) }));
    }
    case "aux":
      return plain(
        branch("aux", [...told, ...equation(variable.equation), ...initialNodes(variable, scope)], name),
      );
    case "input":
      return plain(branch("aux", [...told, ...equation(variable.equation)], { ...name, access: "input" }));
    case "const":
    case "lever":
    case "switch":
      return plain(branch("aux", [...told, ...equation(variable.value), ...rangeNodes(variable)], name));
    case "graph":
      return plain(graphElement(variable, told, name, scope));
    case "data":
      return plain(seriesElement(variable, told, name, scope));
    case "conveyor":
    case "queue":
    case "oven": {
      const { lists, made } = endsOf(withLeaks(variable), scope);
      const kind = discreteNode(variable, scope);
      return {
        element: branch("stock", [...told, ...equation(variable.starts), ...lists, kind], name),
        made,
      };
    }
    case "module":
      return moduleElement(variable, told, name, scope);
    case "memory":
    case "device":
      throw new Bug(`‘${variable.name}’ is part of a flattened model, which is not written.`);
    default:
      return never(variable);
  }
}

/** What starting values see of a variable instead of its equation; no version of XMILE has it yet, some programs do. */
function initialNodes({ dimensions, initially = [] }: Flow | Auxiliary, scope: Scope): readonly XmlNode[] {
  const [only] = initially;
  if (!only || only.subscripts.length > 0) return [];
  return [leaf("init_eqn", equationText(only.value, { axes: dimensions }, scope))];
}

/** Documentation and units. */
function toldNodes({ title, description, basis, unit }: VariableHead): readonly XmlNode[] {
  const doc = [title, description, basis && basisText(basis)].filter((line) => line !== undefined);
  return [
    ...(doc.length > 0 ? [leaf("doc", doc.join("\n"))] : []),
    ...(unit ? [leaf("units", unitText(unit).replaceAll("'", ""))] : []),
  ];
}

function rangeNodes({ range }: VariableHead): readonly XmlNode[] {
  if (!range) return [];
  return [leaf("range", undefined, { min: numberText(range.low), max: numberText(range.high) })];
}

/** The flows at both ends of a stock. A share of a flow is a flow of its own, because XMILE has no shares. */
function endsOf(
  stock: VariableHead & { readonly inflows: readonly Stream[]; readonly outflows: readonly Stream[] },
  scope: Scope,
): { readonly lists: readonly XmlNode[]; readonly made: readonly XmlNode[] } {
  const made: XmlNode[] = [];
  const axes = stock.dimensions;
  const list = (streams: readonly Stream[], word: "inflow" | "outflow") =>
    streams.map(({ flow, share, span }) => {
      if (!share && isWhole(flow, axes)) return leaf(word, identifier(flow.name));
      const wish = `${flow.name} ${word === "inflow" ? "into" : "out of"} ${stock.name}`;
      const name = scope.freeName(wish);
      const value: Expr = share
        ? { kind: "binary", op: "*", left: share, right: flow, opSpan: span, span }
        : flow;
      const equation = equationNodes(axes, [{ ...wholePart, value }], scope);
      made.push(asMade(branch("flow", equation, { name }), stock.name));
      return leaf(word, identifier(name));
    });
  return { lists: [...list(stock.inflows, "inflow"), ...list(stock.outflows, "outflow")], made };
}

/** Whether it is the flow as such: over the dimensions of the stock, in their order. */
function isWhole({ path, subscripts, transposed }: NameExpr, axes: readonly DimensionRef[]): boolean {
  if (path.length > 0 || transposed) return false;
  if (!subscripts) return axes.length === 0;
  return (
    subscripts.length === axes.length &&
    subscripts.every((one, i) => one.kind === "name" && foldName(one.name) === foldName(axes[i]!.name))
  );
}

function graphElement(
  graph: Graph,
  told: readonly XmlNode[],
  name: Record<string, string>,
  scope: Scope,
): XmlNode {
  const isOfTime = foldName(graph.input.name) === "time";
  const [only] = graph.points;
  if (graph.dimensions.length === 0 && !isOfTime && only) return graphNode(only.value, name, told);
  return tableElement(graph, graph.points, isOfTime ? "TIME" : "0", told, name, scope);
}

/** A variable with points: for all its elements, or for each. */
function tableElement(
  { dimensions }: VariableHead,
  parts: readonly Part<Points>[],
  input: string,
  told: readonly XmlNode[],
  name: Record<string, string>,
  { ground }: Scope,
): XmlNode {
  const body = (points: Points) => [leaf("eqn", input), graphNode(points)];
  const [only] = parts;
  const isForAll = parts.length === 1 && only && only.subscripts.length === 0 && !only.otherwise;
  const bodies = isForAll
    ? body(only.value)
    : ground.eachElement(dimensions, parts).flatMap(({ elements, part }) => {
        if (!part) return [];
        const subscript = elements.map(attributeName).join(", ");
        return [branch("element", body(part.value), { subscript })];
      });
  return branch("aux", [...told, ...dimensionNodes(dimensions), ...bodies], name);
}

function seriesElement(
  series: DataSeries,
  told: readonly XmlNode[],
  name: Record<string, string>,
  scope: Scope,
): XmlNode {
  const { report } = scope;
  const { points, between, nameSpan } = series;
  const warn = (message: string) =>
    report({ code: "not-in-xmile", severity: "warning", message, span: nameSpan });
  if (points.length === 0) {
    warn(
      `XMILE cannot say that ‘${series.name}’ comes from a file: other programs will find no numbers in it.`,
    );
    return branch("aux", [...told, ...dimensionNodes(series.dimensions), leaf("eqn", "NAN")], name);
  }
  if (between === "look forward" || between === "raw")
    warn(`In other programs ‘${series.name}’ is linear between its points: XMILE has no ‘${between}’.`);
  const outside = between === "hold backward" ? "step" : "hold";
  const shown = points.map((part) => ({ ...part, value: { ...part.value, outside } as const }));
  return tableElement(series, shown, "TIME", told, name, scope);
}

/** Leaks are outflows too, behind the first. */
function withLeaks(stock: DiscreteStock): DiscreteStock {
  const listed = new Set(stock.outflows.map(({ flow }) => foldName(flow.name)));
  const missing = stock.leaks.filter(({ flow }) => !listed.has(foldName(flow.name)));
  return { ...stock, outflows: [...stock.outflows, ...missing.map(({ flow, span }) => ({ flow, span }))] };
}

/** How a file says that a flow stamps what flows through it with the time is not known. */
function tellStamp({ name, nameSpan, stamped }: Flow, { report }: Scope): void {
  if (!stamped) return;
  const message = `In other programs ‘${name}’ stamps nothing: how a file says so is not known.`;
  report({ code: "not-in-xmile", severity: "warning", message, span: nameSpan });
}

/** Stella's word for where on a conveyor a flow goes on; it has none that is known for a graph. */
function spreadAttribute({ name, nameSpan }: Flow, { spreads, report }: Scope): Record<string, string> {
  const how = spreads.get(foldName(name))?.how.kind;
  if (how === undefined) return {};
  if (how !== "graph") return { "isee:spreadflow": how === "evenly" ? "even" : "dest" };
  const message = `In other programs ‘${name}’ goes on at the beginning: how a file says that a graph spreads it is not known.`;
  report({ code: "not-in-xmile", severity: "warning", message, span: nameSpan });
  return {};
}

function discreteNode(stock: DiscreteStock, scope: Scope): XmlNode {
  const write = (name: string, expr: Expr | undefined) =>
    expr && leaf(name, equationText(expr, { axes: stock.dimensions }, scope));
  const { kind, transit, capacity, sample, arrest, leaks } = stock;
  if (kind === "queue") return leaf("queue");
  const amounts = [
    write("len", transit),
    write("capacity", capacity),
    write("in_limit", stock.inflowLimit),
    write("sample", sample),
    write("arrest", arrest),
    write("fill_time", stock.fill),
    write("clean_time", stock.clean),
  ];
  const isExponential = leaks.some(({ shape }) => shape === "exponential");
  return branch(kind, amounts, {
    ...(isExponential && { exponential_leak: "true" }),
    ...(stock.discrete && { discrete: "true" }),
    ...(stock.fifo && { "isee:fifo": "true" }),
    ...(stock.wholeBatches && { batch_integrity: "true" }),
    ...(stock.manyBatches && { one_at_a_time: "false" }),
  });
}

/** An instance of another model. What fills a port and is no name becomes a variable of its own. */
function moduleElement(
  { name: own, ports, dimensions }: Module,
  told: readonly XmlNode[],
  name: Record<string, string>,
  scope: Scope,
): Written {
  const made: XmlNode[] = [];
  const connects = ports.map(({ input, value }) => {
    const to = `${identifier(own)}.${identifier(input)}`;
    // A connection is one of whole arrays, element by element.
    const isPlain = value.kind === "name" && (!value.subscripts || isAllOf(value.subscripts, dimensions));
    if (isPlain) {
      const { subscripts: _, ...whole } = value;
      return leaf("connect", undefined, { to, from: equationText(whole, { axes: [] }, scope) });
    }
    const wish = scope.freeName(`${input} of ${own}`);
    const equation = equationNodes(dimensions, [{ ...wholePart, value }], scope);
    made.push(asMade(branch("aux", equation, { name: wish }), own));
    return leaf("connect", undefined, { to, from: identifier(wish) });
  });
  const over = dimensionNodes(dimensions);
  return { element: branch("module", [...told, ...over, ...connects], name), made };
}

/** Whether brackets name some dimensions, in their order. */
function isAllOf(subscripts: readonly Subscript[], dimensions: readonly DimensionRef[]): boolean {
  return (
    subscripts.length === dimensions.length &&
    subscripts.every(
      (each, i) => each.kind === "name" && foldName(each.name) === foldName(dimensions[i]!.name),
    )
  );
}

const nowhere = { source: "", from: 0, to: 0 };
const wholePart = { subscripts: [], except: [], otherwise: false, span: nowhere } as const;

function number(value: number): Expr {
  return { kind: "number", value, span: nowhere };
}

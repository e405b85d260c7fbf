import { call, number, partOf, reference, sumOf } from "../../flatten/discrete/network.ts";
import { batchesOf } from "../../model/batches.ts";
import type { Report } from "../../model/diagnostic.ts";
import { type Expr, type NameExpr, walkExpr } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import type { Model } from "../../model/system.ts";
import type { DiscreteStock, Flow, Stock, Stream, Variable } from "../../model/variable.ts";

/**
 * The same without conveyors, which are written as what they are in Vensim: a level, emptied by what went in some time
 * ago. Queues, ovens, and conveyors of which Vensim's delays cannot say all, are reported and left out.
 */
export function withoutDiscreteStocks(model: Model, report: Report): Model {
  const systems = model.systems.map((system) => {
    const inside = withoutDiscreteStocks(system.model, report);
    return inside === system.model ? system : { ...system, model: inside };
  });
  const functions = model.functions.map((definition) => {
    const parameters = new Set(definition.parameters.map(({ name }) => foldName(name)));
    const body = withLevels(definition.body, parameters, report);
    return body === definition.body ? definition : { ...definition, body };
  });
  return { ...model, variables: withLevels(model.variables, new Set(), report), functions, systems };
}

function withLevels(
  variables: readonly Variable[],
  parameters: ReadonlySet<string>,
  report: Report,
): readonly Variable[] {
  const stocks = variables.filter(isDiscrete);
  if (stocks.length === 0) return variables;
  const known: Known = {
    variables: new Map(variables.map((variable) => [foldName(variable.name), variable])),
    parameters,
  };
  const changed = new Map<string, Variable | undefined>();
  for (const stock of stocks) {
    const wordless = withoutWords(stock, stocks);
    if (wordless !== undefined) {
      const message = `Vensim has no words for ${wordless} such as ‘${stock.name}’.`;
      report({ code: "not-in-vensim", severity: "error", message, span: stock.nameSpan });
      // What it drives has no equation, and need not be told of too.
      for (const { name } of [stock, ...drivenBy(stock)]) changed.set(foldName(name), undefined);
      continue;
    }
    for (const variable of conveyed(stock, stocks, known)) changed.set(foldName(variable.name), variable);
  }
  return variables.flatMap((variable) => {
    const key = foldName(variable.name);
    const other = changed.get(key);
    return other ? [other] : changed.has(key) ? [] : [variable];
  });
}

/** The variables of a system or of a function, and the parameters of that, by folded name. */
interface Known {
  readonly variables: ReadonlyMap<string, Variable>;
  readonly parameters: ReadonlySet<string>;
}

function isDiscrete(variable: Variable): variable is DiscreteStock {
  return variable.kind === "conveyor" || variable.kind === "queue" || variable.kind === "oven";
}

/** What of a discrete stock Vensim cannot say; undefined where it can say all. */
function withoutWords(stock: DiscreteStock, all: readonly DiscreteStock[]): string | undefined {
  if (stock.kind !== "conveyor") return stock.kind === "oven" ? "an oven" : "a queue";
  const clauses = [
    ["capacity", "with a capacity,"],
    ["inflowLimit", "with a limit of what comes in,"],
    ["sample", "that samples its transit time,"],
    ["arrest", "that can stand still,"],
    ["spreads", "that spreads what comes in,"],
    ["fifo", "on which nothing overtakes,"],
  ] as const;
  const clause = clauses.find(([key]) => stock[key] !== undefined);
  if (clause) return `a conveyor ${clause[1]}`;
  if (stock.leaks.length > 0) return "a conveyor that leaks,";
  if (stock.outflows.length !== 1) return "a conveyor without an end,";
  if (stock.starts.some(({ value }) => batchesOf(value))) return "a conveyor that starts with a list,";
  if (stock.discrete && !startsEmpty(stock)) return "a conveyor of batches that is not empty at the start,";
  const [out] = stock.outflows;
  const next = all.find(({ inflows }) => inflows.some((stream) => isSame(stream, out!)));
  return next?.arrest ? "a conveyor that waits for another," : undefined;
}

/** A conveyor as a level, with the flow out of it and those into it, which never turn round. */
function conveyed(stock: DiscreteStock, all: readonly DiscreteStock[], known: Known): readonly Variable[] {
  const { span, inflows, outflows, transit, leaks: _, discrete: __, kind: ___, ...rest } = stock;
  const level: Stock = { ...rest, kind: "stock", inflows, outflows, nonNegative: false, span };
  const flowOf = ({ flow }: Stream): Flow | undefined => {
    const variable = known.variables.get(foldName(flow.name));
    return variable?.kind === "flow" ? variable : undefined;
  };
  const driven = (stream: Stream) => all.some((one) => one.outflows.some((out) => isSame(out, stream)));
  const into = inflows.filter((stream) => !driven(stream)).map(flowOf);
  const out = flowOf(outflows[0]!);
  const length = transit ?? number(1, span);
  return [
    level,
    ...into.filter((flow) => flow !== undefined).map((flow): Flow => ({ ...flow, oneWay: true })),
    ...(out ? [{ ...out, oneWay: false, equation: [partOf(delayed(stock, length, out, known))] }] : []),
  ];
}

/** What comes off: what went on a transit time ago, and before that the content of the start, evenly. */
function delayed(stock: DiscreteStock, transit: Expr, out: Flow, known: Known): Expr {
  const { span } = stock;
  const input = sumOf(stock.inflows, span);
  const divided = (left: Expr, right: Expr): Expr => ({
    kind: "binary",
    op: "/",
    left,
    right,
    opSpan: span,
    span,
  });
  const dt: Expr = { kind: "name", name: "dt", path: [], transposed: false, ofLanguage: true, span };
  const half: Expr = {
    kind: "binary",
    op: "+",
    left: divided(transit, dt),
    right: number(0.5, span),
    opSpan: span,
    span,
  };
  const steps = call("max", [number(1, span), call("truncate", [half], span)], span);
  const width: Expr = { kind: "binary", op: "*", left: steps, right: dt, opSpan: span, span };
  const start = startsEmpty(stock)
    ? number(0, span)
    : divided(reference(stock.name, out.dimensions, span), width);
  // A transit time that changes needs the delay that adds up what comes off together.
  if (isFixed(transit, known)) return call("delay_fixed", [input, transit, start], span);
  return call("delay_material", [input, transit, start, number(0, span)], span);
}

function drivenBy({ outflows, leaks }: DiscreteStock): readonly NameExpr[] {
  return [...outflows, ...leaks].map(({ flow }) => flow);
}

function startsEmpty({ starts }: DiscreteStock): boolean {
  return starts.every(({ value }) => value.kind === "number" && value.value === 0);
}

/** Whether an expression has one value for a whole run. */
function isFixed(expr: Expr, { variables, parameters }: Known): boolean {
  return walkExpr(expr).every((part) => {
    if (part.kind === "call") return false;
    if (part.kind !== "name") return true;
    const name = foldName(part.name);
    const kind = variables.get(name)?.kind;
    if (kind !== undefined) return part.path.length === 0 && constants.has(kind);
    return name !== "time" && !parameters.has(name);
  });
}

const constants: ReadonlySet<Variable["kind"]> = new Set(["const", "lever", "switch"]);

function isSame(left: Stream, right: Stream): boolean {
  return foldName(left.flow.name) === foldName(right.flow.name);
}

import { batchesOf, totalOf } from "../../model/batches.ts";
import type { Report } from "../../model/diagnostic.ts";
import type { Expr, NameExpr } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import type { Span } from "../../model/span.ts";
import type {
  Auxiliary,
  DimensionRef,
  DiscreteStock,
  Flow,
  Graph,
  Part,
  Stream,
  Variable,
} from "../../model/variable.ts";

/** The discrete stocks of one system or function, the flows between them, and what they are rewritten to. */
export class Network {
  /** By folded name. */
  readonly rewritten = new Map<string, Variable>();
  readonly report: Report;
  private readonly variables: ReadonlyMap<string, Variable>;
  private readonly stocks: readonly DiscreteStock[];
  private readonly hidden = new Map<string, Variable[]>();

  constructor(variables: readonly Variable[], stocks: readonly DiscreteStock[], report: Report) {
    this.variables = new Map(variables.map((variable) => [foldName(variable.name), variable]));
    this.stocks = stocks;
    this.report = report;
  }

  /** The hidden variables that stand behind one. */
  hiddenOf(owner: string): readonly Variable[] {
    return this.hidden.get(foldName(owner)) ?? [];
  }

  flowOf({ flow }: Stream): Flow | undefined {
    const key = foldName(flow.name);
    const variable = this.rewritten.get(key) ?? this.variables.get(key);
    return variable?.kind === "flow" ? variable : undefined;
  }

  /** What a stock starts with that holds one amount; a list is refused. */
  oneStart({ name, starts }: DiscreteStock): readonly Part[] {
    const list = starts.find(({ value }) => batchesOf(value) !== undefined);
    if (!list) return starts;
    const message = `‘${name}’ starts with a list, which only what is on a conveyor or in a queue can be.`;
    const notes = [{ message: "Give it the sum." }];
    this.report({ code: "list-of-one", severity: "error", message, span: list.span, notes });
    return starts.map((part) => ({ ...part, value: totalOf(part.value) }));
  }

  stockOf({ name }: NameExpr): DiscreteStock | undefined {
    return this.stocks.find((stock) => foldName(stock.name) === foldName(name));
  }

  graphOf(name: string): Graph | undefined {
    const variable = this.variables.get(foldName(name));
    return variable?.kind === "graph" ? variable : undefined;
  }

  /** The discrete stock that lets a flow out. */
  sourceOf(stream: Stream): DiscreteStock | undefined {
    return this.stocks.find((stock) =>
      [...stock.outflows, ...stock.leaks].some(({ flow }) => isSame(flow, stream.flow)),
    );
  }

  /** The discrete stock that a flow enters. */
  targetOf(stream: Stream): DiscreteStock | undefined {
    return this.stocks.find((stock) => stock.inflows.some(({ flow }) => isSame(flow, stream.flow)));
  }

  /** Adds a hidden variable over the dimensions of a stock, and gives its name. */
  add(owner: Variable, what: string, value: Expr): string {
    const name = `${owner.name}>${what}`;
    const { dimensions, nameSpan, span, sector } = owner;
    const variable: Auxiliary = {
      kind: "aux",
      name,
      nameSpan,
      dimensions,
      ...(sector !== undefined && { sector }),
      origin: { kind: "call", owner: owner.name, function: owner.kind, name: what },
      equation: [partOf(value)],
      span,
    };
    this.addTo(owner.name, variable);
    return name;
  }

  addTo(owner: string, variable: Variable): void {
    const all = this.hidden.get(foldName(owner)) ?? [];
    all.push(variable);
    this.hidden.set(foldName(owner), all);
  }

  /** Gives a flow an equation of one part. */
  drive(stream: Stream, value: (flow: Flow) => Expr): void {
    const flow = this.flowOf(stream);
    if (!flow) return;
    this.rewritten.set(foldName(flow.name), { ...flow, equation: [partOf(value(flow))], oneWay: false });
  }

  /**
   * Cuts an inflow that has an equation of its own to what there is room for: what it asked for goes into a hidden
   * variable. Inflows come in the order in which they are listed.
   */
  admit(stream: Stream, room: (flow: Flow) => Expr): void {
    const flow = this.flowOf(stream);
    if (!flow) return;
    const { dimensions, nameSpan, span, sector } = flow;
    const name = `${flow.name}>asked`;
    this.addTo(flow.name, {
      kind: "aux",
      name,
      nameSpan,
      dimensions,
      ...(flow.unit && { unit: flow.unit }),
      ...(sector !== undefined && { sector }),
      origin: { kind: "call", owner: flow.name, function: flow.kind, name: "asked" },
      equation: flow.equation,
      span,
    });
    const asked = reference(name, dimensions, nameSpan);
    const given = call("min", [asked, room(flow)], span);
    const value = call("max", [number(0, span), given], span);
    this.rewritten.set(foldName(flow.name), { ...flow, equation: [partOf(value)] });
  }

  /** An inflow that nothing cuts: it never turns round. */
  keepOneWay(stream: Stream): void {
    const flow = this.flowOf(stream);
    if (flow) this.rewritten.set(foldName(flow.name), { ...flow, oneWay: true });
  }
}

function isSame(left: NameExpr, right: NameExpr): boolean {
  return foldName(left.name) === foldName(right.name);
}

/** A variable of the same element as the equation that it is read in. */
export function reference(name: string, dimensions: readonly DimensionRef[], span: Span): NameExpr {
  const subscripts = dimensions.map(
    ({ name: dimension }) => ({ kind: "name", name: dimension, span }) as const,
  );
  return {
    kind: "name",
    name,
    path: [],
    ...(subscripts.length > 0 && { subscripts }),
    transposed: false,
    span,
  };
}

export function number(value: number, span: Span): Expr {
  return { kind: "number", value, span };
}

export function call(name: string, args: readonly Expr[], span: Span): Expr {
  return { kind: "call", name, args, nameSpan: span, span };
}

export function partOf(value: Expr): Part {
  return { subscripts: [], except: [], otherwise: false, value, span: value.span };
}

/** What a stream brings or takes in all. */
export function amountOf({ flow, share, span }: Stream): Expr {
  return share ? { kind: "binary", op: "*", left: share, right: flow, opSpan: span, span } : flow;
}

export function sumOf(streams: readonly Stream[], span: Span): Expr {
  return (
    streams
      .map(amountOf)
      .reduce<Expr | undefined>(
        (left, right) => (left ? { kind: "binary", op: "+", left, right, opSpan: span, span } : right),
        undefined,
      ) ?? number(0, span)
  );
}

/** What some streams leave of the room that there is. */
export function roomBehind(room: Expr, earlier: readonly Stream[], span: Span): Expr {
  return earlier.reduce(
    (left, stream) => ({ kind: "binary", op: "-", left, right: amountOf(stream), opSpan: span, span }),
    room,
  );
}

/** The infinity of what has no limit. */
export function unlimited(span: Span): Expr {
  return call("inf", [], span);
}

export function isDiscrete(variable: Variable): variable is DiscreteStock {
  return variable.kind === "conveyor" || variable.kind === "queue" || variable.kind === "oven";
}

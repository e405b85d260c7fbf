import { isNumber } from "../check/definition.ts";
import { type Equation, prepareEquation } from "../check/evaluate.ts";
import type { Facts } from "../check/facts.ts";
import { Bug } from "../model/diagnostic.ts";
import {
  type AtExpr,
  type BaseExpr,
  type CallExpr,
  type Expr,
  type ScenarioRef,
  walkExpr,
} from "../model/expression.ts";
import { foldName } from "../model/name.ts";
import type { Span } from "../model/span.ts";
import type { Variable } from "../model/variable.ts";
import { type Position, positionOf, type Trace, timeAt, valueAt } from "./trace.ts";

/** What quantities of claims, checks and history are computed from. */
export interface Runs {
  readonly facts: Facts;
  readonly base: Trace;
  /** The run of a scenario; undefined where there is none. */
  readonly of: (scenario: string) => Trace | undefined;
  readonly equations: Map<Expr, Equation>;
  readonly textOf: (span: Span) => string;
}

/** A moment of one run. */
export interface Moment {
  readonly trace: Trace;
  readonly position: Position;
}

/** How a quantity is looked at. */
export interface View {
  readonly runs: Runs;
  /** What names without `@` are read at. */
  readonly moment?: Moment;
  /** The scenario that the word of `for each` stands for. */
  readonly member?: { readonly word: string; readonly scenario: string };
  /** Which runs are read: those that are written, the base run everywhere, or what `against` says. */
  readonly reading: "as written" | "base" | "against";
  /** What `base` stands for: the quantity on the left. */
  readonly left?: (view: View) => number;
  readonly log: Log;
}

/** What was met on the way: numbers that were measured, by their text, the runs read, and why something could not be. */
export interface Log {
  readonly measured: Map<string, number>;
  readonly traces: Set<Trace>;
  readonly faults: Set<string>;
}

/** Begins to look at quantities, with a log of its own. */
export function viewOf(runs: Runs, more: Partial<View> = {}): View {
  const log = { measured: new Map(), traces: new Set<Trace>(), faults: new Set<string>() };
  return { runs, reading: "as written", log, ...more };
}

/** Why a quantity came to no number, from its log. */
export function whyNoNumber({ log }: View): string {
  const reasons = [...log.faults];
  for (const { name, fault } of log.traces) {
    if (fault)
      reasons.push(
        `In the run ‘${name}’ a number is lost: ‘${fault.variable}’ is ${fault.value} at ${fault.time}.`,
      );
  }
  return reasons.join(" ") || "It comes to no number.";
}

/** The number that a quantity comes to; NaN, mostly with a reason in the log, where there is none. */
export function probe(expr: Expr, view: View): number {
  const { facts, base, equations } = view.runs;
  let equation = equations.get(expr);
  if (!equation) {
    for (const inner of walkExpr(expr))
      if (inner.kind === "error") return fault(view, "It could not be read.");
    equation = prepareEquation(expr, facts.shapes);
    equations.set(expr, equation);
  }
  const { trace, position } = view.moment ?? { trace: base, position: 0 };
  return equation({
    clock: { ...trace.time, time: timeAt(trace, position) },
    at: [],
    value: (variable, element) => read(variable, element, view),
    table: ({ name }) => {
      fault(view, `‘${name}’ is a graph: let an aux read it, and name that here.`);
      return { pairs: [], outside: "hold" };
    },
    probe: (inner) => probeRun(inner, view),
  });
}

function fault({ log }: View, reason: string): number {
  log.faults.add(reason);
  return Number.NaN;
}

/** A number of a variable at the moment of a view; of a constant, lever or switch without one. */
export function read(variable: Variable, element: number, view: View): number {
  const { moment, runs } = view;
  if (!moment && !isNumber(variable)) throw new Bug(`‘${variable.name}’ is read at no time.`);
  const { trace, position } = moment ?? { trace: runs.base, position: 0 };
  view.log.traces.add(trace);
  const column = trace.columns.get(foldName(variable.name));
  if (!column) return fault(view, `‘${variable.name}’ has no number in a run.`);
  return valueAt(trace, column, element, position);
}

function probeRun(expr: AtExpr | BaseExpr | CallExpr, view: View): number {
  switch (expr.kind) {
    case "at":
      return probeAt(expr, view);
    case "base":
      return probeBase(view);
    case "call":
      return isChange(expr) ? probeChange(expr, view) : probeStretch(expr, view);
  }
}

function isChange({ name }: CallExpr): boolean {
  return foldName(name) === "change";
}

function probeAt(expr: AtExpr, view: View): number {
  const { reading, runs, log } = view;
  const ref = reading === "against" ? expr.against : reading === "base" ? undefined : expr.scenario;
  const time = probe(expr.time, view);
  const moment = momentAt(view, time, ref);
  if (!moment) return Number.NaN;
  const value = probe(expr.quantity, { ...view, moment });
  const run = ref ? ` in ${nameOf(ref, view)}` : "";
  log.measured.set(`${runs.textOf(expr.quantity.span)} @ ${time}${run}`, value);
  return value;
}

/** The quantity on the left, at the same time, in the base run. */
function probeBase(view: View): number {
  const { left, moment } = view;
  if (!left) throw new Bug("‘base’ stands where nothing is on the left.");
  if (!moment) return left({ ...view, reading: "base" });
  const same = momentAt(view, timeAt(moment.trace, moment.position), undefined);
  return same ? left({ ...view, reading: "base", moment: same }) : Number.NaN;
}

/** `change(x @ t in s against r)`, in per cent. */
function probeChange({ args }: CallExpr, view: View): number {
  const [quantity] = args;
  if (!quantity) throw new Bug("‘change’ compares nothing.");
  if (view.reading === "base") return 0;
  const value = probe(quantity, { ...view, reading: "as written" });
  return percentOf(value, probe(quantity, { ...view, reading: "against" }));
}

/** By how many per cent of its size a number lies above another; NaN or infinite where that is nought. */
export function percentOf(value: number, base: number): number {
  return (100 * (value - base)) / Math.abs(base);
}

/** `max(x over 2012 to 2020 in strong)`. */
function probeStretch({ name, args, over, span }: CallExpr, view: View): number {
  const [quantity] = args;
  const written = view.reading === "as written";
  const ref = written ? over?.scenario : undefined;
  const trace = traceOf(ref, view);
  const summary = summaries.get(foldName(name));
  if (!summary || !quantity || args.length > 1)
    return fault(view, "Over a stretch of time there are max, min and mean, each of one quantity.");
  if (!trace) return Number.NaN;
  const from = over?.from ? momentAt(view, probe(over.from, view), ref)?.position : 0;
  const to = over?.to ? momentAt(view, probe(over.to, view), ref)?.position : trace.steps;
  if (from === undefined || to === undefined) return Number.NaN;
  const values: number[] = [];
  for (let position = Math.ceil(from); position <= to; position++)
    values.push(probe(quantity, { ...view, moment: { trace, position } }));
  if (values.length === 0) return fault(view, "No step of the run lies in this stretch of time.");
  const value = summary(values);
  if (written) view.log.measured.set(view.runs.textOf(span), value);
  return value;
}

const summaries: ReadonlyMap<string, (values: readonly number[]) => number> = new Map([
  ["max", (values: readonly number[]) => values.reduce((high, value) => Math.max(high, value))],
  ["min", (values: readonly number[]) => values.reduce((low, value) => Math.min(low, value))],
  ["mean", (values: readonly number[]) => values.reduce((sum, value) => sum + value) / values.length],
]);

/** The run that a reference means, `base` and the word of `for each` included; undefined is the base run. */
export function traceOf(ref: ScenarioRef | undefined, view: View): Trace | undefined {
  const name = ref && nameOf(ref, view);
  if (name === undefined || foldName(name) === "base") return view.runs.base;
  const trace = view.runs.of(name);
  if (!trace) fault(view, `There is no run of ‘${name}’.`);
  return trace;
}

/** A time in the run that a reference means; undefined, with a reason in the log, where the run does not have it. */
export function momentAt(view: View, time: number, ref: ScenarioRef | undefined): Moment | undefined {
  const trace = traceOf(ref, view);
  if (!trace || Number.isNaN(time)) return undefined;
  const position = positionOf(trace, time);
  if (position !== undefined) return { trace, position };
  const run = ref ? `the run of ‘${nameOf(ref, view)}’` : "the base run";
  fault(
    view,
    `${time} lies outside ${run}, which goes from ${trace.time.start} to ${timeAt(trace, trace.steps)}.`,
  );
  return undefined;
}

function nameOf({ name }: ScenarioRef, { member }: View): string {
  return member && foldName(member.word) === foldName(name) ? member.scenario : name;
}

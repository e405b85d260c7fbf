import { evaluate } from "../check/evaluate.ts";
import type { Facts } from "../check/facts.ts";
import { childrenOf, type Expr, someExpr } from "../model/expression.ts";
import { foldName } from "../model/name.ts";
import { stepsOf, type TimeAxis } from "../run/program.ts";
import { variablesIn } from "./plan.ts";
import { momentAt, probe, type Runs, viewOf } from "./probe.ts";
import { positionOf, type Trace } from "./trace.ts";

/** A quantity of one run at several moments: `x @ 2020 / x @ 2015`, `mean(x over 2012 to 2016)`. */
export interface Course {
  readonly kind: "course";
  /** By folded name. */
  readonly variables: readonly string[];
  /**
   * The steps whose numbers it reads where the whole stands at a time; undefined where a time of it lies outside of the
   * run.
   */
  steps(time: TimeAxis, at: number): ReadonlySet<number> | undefined;
  /** What it comes to in a run of which those steps are known. */
  value(trace: Trace, at: number): number;
}

/** Gets a quantity ready to be read from very many runs; in words why it cannot, behind its name. */
export function courseOf(expr: Expr, facts: Facts): Course | string {
  const hindrance = hindranceIn(expr, facts);
  if (hindrance) return hindrance;
  const equations: Runs["equations"] = new Map();
  return {
    kind: "course",
    variables: [...variablesIn(facts, expr)],
    steps(time, at) {
      const last = stepsOf(time);
      const axis = { time, steps: last };
      const here = positionOf(axis, at);
      const found = new Set<number>();
      const isThere = here !== undefined && collect(expr, [here, here], { axis, facts, found });
      return isThere ? found : undefined;
    },
    value(trace, at) {
      const view = viewOf({ facts, base: trace, of: () => undefined, equations, textOf: () => "" });
      const moment = momentAt(view, at, undefined);
      return moment ? probe(expr, { ...view, moment }) : Number.NaN;
    },
  };
}

function hindranceIn(expr: Expr, facts: Facts): string | undefined {
  const has = (isIt: (part: Expr) => boolean): boolean => someExpr(expr, isIt);
  if (has(({ kind }) => kind === "error")) return "could not be read";
  if (has(readsAnotherRun)) return "reads another run than the one it stands in";
  const isWorkedOut = (time: Expr): boolean => someExpr(time, (part) => !isConstant(part, facts));
  const times = (part: Expr): readonly Expr[] => {
    if (part.kind === "at") return [part.time];
    if (part.kind !== "call") return [];
    return [part.over?.from, part.over?.to].filter((end) => end !== undefined);
  };
  if (has((part) => times(part).some(isWorkedOut))) return "reads a time that is worked out during a run";
  return undefined;
}

function readsAnotherRun(part: Expr): boolean {
  if (part.kind === "at") return part.scenario !== undefined || part.against !== undefined;
  if (part.kind === "call") return part.over?.scenario !== undefined || foldName(part.name) === "change";
  return part.kind === "base";
}

/** Whether a part of a time is the same in every run. */
function isConstant(part: Expr, { names }: Facts): boolean {
  if (part.kind === "name") return names.meanings.get(part)?.kind === "unit";
  return part.kind !== "at" && !(part.kind === "call" && part.over);
}

interface Collecting {
  readonly axis: Pick<Trace, "time" | "steps">;
  readonly facts: Facts;
  readonly found: Set<number>;
}

/** From and to which position something is read; the same one at a moment. */
type Reach = readonly [number, number];

/** Gathers what is read between two positions; whether all of it lies in the run. */
function collect(expr: Expr, [from, to]: Reach, about: Collecting): boolean {
  const { facts, found } = about;
  const inside = (parts: readonly Expr[], reach: Reach): boolean =>
    parts.every((part) => collect(part, reach, about));
  if (expr.kind === "at") {
    const at = positionAt(expr.time, about);
    return at !== undefined && collect(expr.quantity, [at, at], about);
  }
  if (expr.kind === "call" && expr.over) {
    const begins = expr.over.from ? positionAt(expr.over.from, about) : 0;
    const ends = expr.over.to ? positionAt(expr.over.to, about) : about.axis.steps;
    if (begins === undefined || ends === undefined) return false;
    return inside(expr.args, [Math.ceil(begins), Math.floor(ends)]);
  }
  if (expr.kind === "name" && facts.names.meanings.get(expr)?.kind === "variable") {
    // Between two steps both are read.
    for (let step = Math.floor(from); step <= Math.ceil(to); step++) found.add(step);
  }
  return inside(childrenOf(expr), [from, to]);
}

function positionAt(expr: Expr, { axis, facts: { shapes } }: Collecting): number | undefined {
  const at = evaluate(expr, shapes, {
    clock: { ...axis.time, time: axis.time.start },
    at: [],
    value: () => Number.NaN,
    table: () => ({ pairs: [], outside: "hold" }),
  });
  return positionOf(axis, at);
}

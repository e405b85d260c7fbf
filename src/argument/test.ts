import type { Facts } from "../check/facts.ts";
import type { Span } from "../model/span.ts";
import type { Question, Simulator } from "../run/simulator.ts";
import { moveCause } from "./cause.ts";
import { judgeArgument } from "./judge.ts";
import { type Plan, type PlannedRun, planArgument } from "./plan.ts";
import { keepTrace, type Trace } from "./trace.ts";
import type { Verdicts } from "./verdict.ts";

export interface TestOptions {
  /** The texts by source name, from which the lines of claims and checks are quoted; without them they have no text. */
  readonly sources?: ReadonlyMap<string, string>;
  /** Told behind each run, how many have been made and how many there are; what it asks for is done. */
  readonly watch?: (done: number, runs: number) => "go on" | "stop";
}

/**
 * Tests the argument of a model that can be run: makes every run that it needs, each once, and judges. If `watch` stops
 * it, what needed the runs that were not made is untestable.
 */
export function testArgument(facts: Facts, simulator: Simulator, options: TestOptions = {}): Verdicts {
  const plan = planArgument(facts, simulator);
  const base = runBase(simulator);
  const traces = runPlan(plan, base, simulator, options);
  return judgeArgument({
    facts,
    plan,
    program: simulator.program,
    base,
    traces,
    textOf: quoteFrom(options.sources),
  });
}

function runBase(simulator: Simulator): Trace {
  return keepTrace("base", simulator.run({ rows: "every step" }));
}

/** Makes the planned runs, and keeps of each what is asked about. One behind the other, so that one is held at a time. */
function runPlan(
  plan: Plan,
  base: Trace,
  simulator: Simulator,
  { watch }: TestOptions,
): readonly (Trace | undefined)[] {
  const traces: (Trace | undefined)[] = [base];
  const total = plan.runs.length;
  for (const run of plan.runs.slice(1)) {
    if (watch?.(traces.length, total) === "stop") return traces;
    const question = questionOf(run, base, simulator);
    const save =
      run.keeps === "all" ? "all" : [...run.keeps].filter((name) => simulator.program.slots.has(name));
    traces.push(question && keepTrace(run.name, simulator.run({ ...question, save })));
  }
  watch?.(traces.length, total);
  return traces;
}

/** Undefined where the cause has no number of its own in a run. */
function questionOf(
  { scenario, move }: PlannedRun,
  base: Trace,
  { program }: Simulator,
): Question | undefined {
  if (!move) return { rows: "every step", ...(scenario !== undefined && { scenario }) };
  const moved = moveCause(move.cause, move.move, move.from, program, base);
  return moved && { rows: "every step", ...moved };
}

/** The source's own words, on one line. */
function quoteFrom(sources: ReadonlyMap<string, string> | undefined): (span: Span) => string {
  return ({ source, from, to }) => {
    const words = sources?.get(source)?.slice(from, to) ?? "";
    return words.replace(/\s+/gu, " ").trim();
  };
}

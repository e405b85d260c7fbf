import type { Facts } from "../check/facts.ts";
import { foldName } from "../model/name.ts";
import type { Span } from "../model/span.ts";
import type { Program } from "../run/program.ts";
import { findCarriers } from "./carrier.ts";
import { judgeCheck } from "./check.ts";
import { type Evidence, judgeClaim } from "./claim.ts";
import { measureCoverage } from "./coverage.ts";
import { judgeHistory } from "./history.ts";
import { judgeLink, judgeLoop } from "./link.ts";
import type { Plan } from "./plan.ts";
import type { Runs } from "./probe.ts";
import { signsIn } from "./sign.ts";
import type { Trace } from "./trace.ts";
import type { Verdicts } from "./verdict.ts";

/** What was asked and what came out. */
export interface Outcome {
  readonly facts: Facts;
  readonly plan: Plan;
  readonly program: Program;
  /** The base run, every variable of it. */
  readonly base: Trace;
  /** One for each planned run; runs that were not made are missing. */
  readonly traces: readonly (Trace | undefined)[];
  readonly textOf: (span: Span) => string;
}

/** Judges every claim, check, link, loop and band of a model by the runs that were planned for them. */
export function judgeArgument({ facts, plan, program, base, traces, textOf }: Outcome): Verdicts {
  const { model } = facts;
  const traceAt = (place: number | undefined) => (place === undefined ? undefined : traces[place]);
  const runs: Runs = {
    facts,
    base,
    of: (scenario) => traceAt(plan.scenarios.get(foldName(scenario))),
    equations: new Map(),
    textOf,
  };
  const signs = signsIn(facts, program, base);
  const evidence: Evidence = {
    runs,
    carriersOf: (test) => findCarriers(test, facts, signs),
    movedRun: (test) => traceAt(plan.moves.get(test)),
  };
  return {
    model: model.name,
    purpose: model.purpose ?? null,
    claims: model.claims.map((claim) => judgeClaim(claim, evidence)),
    checks: model.checks.map((check) => judgeCheck(check, plan, runs)),
    loops: model.loops.map((loop) => judgeLoop(loop, facts, signs)),
    links: model.links.map((link) => judgeLink(link, facts, signs)),
    history: model.history.map((history) => judgeHistory(history, runs)),
    coverage: measureCoverage(model),
    runs: traces.length,
    faults: traces.flatMap((trace) => (trace?.fault ? [faultOf(trace.name, trace.fault)] : [])),
  };
}

function faultOf(run: string, { variable, time, value }: NonNullable<Trace["fault"]>) {
  return { run, variable, time, value };
}

import type { Equation } from "../check/evaluate.ts";
import type { Facts } from "../check/facts.ts";
import { pathSign } from "../check/signs.ts";
import type { ClaimTest } from "../model/argument.ts";
import type { Expr } from "../model/expression.ts";
import { foldName } from "../model/name.ts";
import type { RunFault } from "../run/program.ts";
import type { World } from "../run/worlds.ts";
import { type Carriers, findCarriers } from "./carrier.ts";
import { judgeCheck } from "./check.ts";
import { type Evidence, judgeClaim } from "./claim.ts";
import { judgeLink, judgeLoop } from "./link.ts";
import { type Plan, planArgument } from "./plan.ts";
import type { Runs } from "./probe.ts";
import { type Attempts, signsIn } from "./sign.ts";
import type { Trace } from "./trace.ts";
import type { Verdicts } from "./verdict.ts";
import { prepareWorldRuns, type Surroundings } from "./worldrun.ts";

/** What is judged in every world. History has chosen the worlds; coverage is the same in all. */
export type Judged = Pick<Verdicts, "claims" | "checks" | "loops" | "links">;

/** What is judged in one world, with the first of its runs in which a number was lost. */
export interface JudgedWorld extends Judged {
  readonly lost?: LostNumber;
}

/** Where a number was lost first, in which of the runs of an argument. */
export interface LostNumber extends RunFault {
  readonly run: string;
}

/** Tests an argument in worlds, one group of them after another. */
export interface WorldCourt {
  /** How many different runs each world needs. */
  readonly runs: number;
  judge(worlds: readonly World[]): readonly JudgedWorld[];
}

/**
 * Gets the argument of a model ready to be tested in many worlds: every planned run is made in each, with the world's
 * numbers, and judged as in the base run. What carries a claim is the same in all worlds; the paths are not told. The signs
 * of links are looked at at the saved times.
 * Throws `UnfitWorlds` where its worlds have no times in common.
 */
export function createWorldCourt(facts: Facts, surroundings: Surroundings): WorldCourt {
  const plan = planArgument(facts, surroundings.simulator);
  const [base, ...others] = prepareWorldRuns(plan.runs, surroundings);
  const judge = createJudge(facts, plan, surroundings);
  return {
    runs: plan.runs.length,
    judge(worlds) {
      const bases = inGroups(worlds, base!.lanes, (group) => base!.run(group, [])) as readonly Trace[];
      const traces = others.map((run) =>
        inGroups(worlds, run.lanes, (group, from) => run.run(group, bases.slice(from, from + group.length))),
      );
      return bases.map((own, i) => {
        const all = [own, ...traces.map((some) => some[i])];
        const lost = lostIn(all);
        const judged = judge(all);
        return lost ? { ...judged, lost } : judged;
      });
    },
  };
}

function lostIn(traces: readonly (Trace | undefined)[]): LostNumber | undefined {
  const first = traces.find((trace) => trace?.fault);
  return first?.fault && { run: first.name, ...first.fault };
}

/** Runs worlds in groups that fit side by side. */
function inGroups(
  worlds: readonly World[],
  size: number,
  run: (group: readonly World[], from: number) => readonly (Trace | undefined)[],
): readonly (Trace | undefined)[] {
  const all: (Trace | undefined)[] = [];
  for (let from = 0; from < worlds.length; from += size)
    all.push(...run(worlds.slice(from, from + size), from));
  return all;
}

/** Judges one world from its traces, the base run first. */
function createJudge(
  facts: Facts,
  plan: Plan,
  { simulator: { program } }: Surroundings,
): (traces: readonly (Trace | undefined)[]) => Judged {
  const { model } = facts;
  const equations = new Map<Expr, Equation>();
  const attempts: Attempts = new Map();
  const unsigned = pathSign([]);
  const carriers = new Map<ClaimTest, Carriers>(
    model.claims.flatMap(({ tests }) =>
      tests.map((test) => [test, findCarriers(test, facts, () => unsigned)] as const),
    ),
  );
  return (traces) => {
    const base = traces[0]!;
    const traceAt = (place: number | undefined) => (place === undefined ? undefined : traces[place]);
    const runs: Runs = {
      facts,
      base,
      of: (scenario) => traceAt(plan.scenarios.get(foldName(scenario))),
      equations,
      textOf: () => "",
    };
    const evidence: Evidence = {
      runs,
      carriersOf: (test) => carriers.get(test)!,
      movedRun: (test) => traceAt(plan.moves.get(test)),
    };
    // Trying every link at every step would take longer than all of the runs.
    const every = Math.round(base.time.saveEvery / base.time.step);
    const signs = signsIn(facts, program, base, { every, attempts });
    return {
      claims: model.claims.map((claim) => judgeClaim(claim, evidence)),
      checks: model.checks.map((check) => judgeCheck(check, plan, runs)),
      loops: model.loops.map((loop) => judgeLoop(loop, facts, signs)),
      links: model.links.map((link) => judgeLink(link, facts, signs)),
    };
  };
}

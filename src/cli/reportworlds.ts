import { testArgument } from "../argument/test.ts";
import type { Verdicts } from "../argument/verdict.ts";
import { itemsOf } from "../argument/verdictcodes.ts";
import type { Comparison } from "../study/comparison.ts";
import { ArgumentTally } from "../study/shares.ts";
import type { RunLegs } from "../study/study.ts";
import { Tally } from "../study/tally.ts";
import { describeUneven } from "../study/uneven.ts";
import type { ShownWorlds } from "../view/html/shown.ts";
import { formatCount, formatNumber } from "../view/number.ts";
import { gatherLegs } from "./legs.ts";
import type { AskedReport, ReportWorlds } from "./reportask.ts";
import type { ReportAnswer, ReportTask } from "./reportwork.ts";
import { explainNone } from "./sweepnone.ts";
import type { Terminal } from "./terminal.ts";
import { findPlausible, mostDescribed, testPlausible } from "./testworlds.ts";

/** Has tasks done by the workers of this report. */
export type AskReporters = (tasks: readonly ReportTask[]) => AsyncGenerator<ReportAnswer>;

interface Runners {
  readonly ask: AskReporters;
  readonly signal: AbortSignal;
  readonly terminal: Terminal;
}

/** What came out in the worlds; undefined where it was stopped, or lines that say why no world is plausible. */
export type RunWorlds =
  | { readonly shown: ShownWorlds; readonly hash?: string }
  | { readonly none: readonly string[] }
  | undefined;

/** The argument in the run of the declared numbers. */
export function testDeclared(
  { facts, simulator }: AskedReport,
  sources: ReadonlyMap<string, string>,
  { signal, terminal }: Omit<Runners, "ask">,
): Verdicts {
  return testArgument(facts, simulator, {
    sources,
    watch: (done, runs) => {
      terminal.progress(`${done} of ${runs} runs of the declared numbers`);
      return signal.aborted ? "stop" : "go on";
    },
  });
}

/** Runs the candidates, tests the argument in those that are plausible, and compares scenarios in them. */
export async function runWorlds(
  worlds: ReportWorlds,
  seed: number,
  verdicts: Verdicts,
  runners: Runners,
): Promise<RunWorlds> {
  const { ask, signal, terminal } = runners;
  const { ensemble, wanted } = worlds;
  const candidates = new Tally(ensemble);
  const plausible = await findPlausible({ ensemble }, { ask, wanted, candidates, terminal });
  if (signal.aborted) return undefined;
  if (plausible.length === 0) return { none: await explainNone(ensemble, ask) };

  const argument = itemsOf(verdicts).length === 0 ? undefined : new ArgumentTally(verdicts, mostDescribed);
  const hash = argument && (await testPlausible(plausible, { ask, tally: argument, terminal }));
  if (signal.aborted) return undefined;
  const compared = await compareScenarios(worlds, plausible, candidates, runners);
  if (!compared) return undefined;
  const ids = [...verdicts.claims, ...verdicts.checks].map(({ id }) => id);
  const shown: ShownWorlds = {
    seed,
    candidates,
    ...(argument && { argument }),
    described: argument ? describeUneven(ids, argument, ensemble.design) : [],
    ...compared,
  };
  return { shown, ...(hash !== undefined && { hash }) };
}

/** Ranges of fewer worlds are no ranges. */
const leastWorlds = 10;

type ComparedScenarios = Pick<ShownWorlds, "policies" | "scenarios" | "notCompared">;

/** Undefined where it was stopped. */
async function compareScenarios(
  worlds: ReportWorlds,
  plausible: readonly number[],
  { candidates }: Tally,
  runners: Runners,
): Promise<ComparedScenarios | undefined> {
  const { policies, scenarios, apart } = worlds.compared();
  const notCompared =
    apart.length === 0 ? [] : [`They have a time axis or a method of their own: ${apart.join(", ")}.`];
  const all = [policies, scenarios];
  if (all.every((plan) => plan.policies.length === 0)) return { notCompared };
  if (plausible.length < leastWorlds)
    return {
      notCompared: [
        ...notCompared,
        `${formatCount(plausible.length, "world")} are too few to compare scenarios in: ranges need ${leastWorlds} or more.`,
      ],
    };
  const found: (Comparison | undefined)[] = [];
  for (const plan of all) {
    if (plan.policies.length === 0) {
      found.push(undefined);
      continue;
    }
    const offset = plan === policies ? 0 : policies.legs.length;
    const run: RunLegs = async (wanted, numbers = plausible) => {
      const samples = await gatherLegs(plan.legs, wanted, numbers, {
        ask: (tasks) =>
          onlyLegs(
            runners.ask(
              tasks.map(({ leg, numbers: own }) => ({ kind: "leg", leg: offset + leg, numbers: own })),
            ),
          ),
        watch: (done, total) =>
          runners.terminal.progress(
            `${formatNumber(done, 15)} of ${formatCount(total, "run")} with and without scenarios`,
          ),
      });
      return samples.map((sample) => ({ ...sample, candidates }));
    };
    const comparison = await plan.compare(run, () => undefined);
    if (runners.signal.aborted) return undefined;
    found.push(comparison.worlds < leastWorlds ? undefined : comparison);
    if (comparison.worlds < leastWorlds)
      notCompared.push(
        `Only ${formatCount(comparison.worlds, "world")} came to an end with and without ${plan.policies.map(({ scenario }) => scenario).join(", ")}: too few to compare.`,
      );
  }
  const [first, second] = found;
  return { ...(first && { policies: first }), ...(second && { scenarios: second }), notCompared };
}

async function* onlyLegs(answers: AsyncIterable<ReportAnswer>) {
  for await (const { leg } of answers) yield leg ? { run: leg } : {};
}

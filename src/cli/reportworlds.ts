import { testArgument } from "../argument/test.ts";
import type { Verdicts } from "../argument/verdict.ts";
import { itemsOf } from "../argument/verdictcodes.ts";
import type { Comparison } from "../study/comparison.ts";
import { ArgumentTally } from "../study/shares.ts";
import type { RunLegs } from "../study/study.ts";
import { Tally } from "../study/tally.ts";
import type { ShownWorlds } from "../view/html/shown.ts";
import { formatCount, formatNumber } from "../view/number.ts";
import { gatherLegs } from "./legs.ts";
import type { TaskSource } from "./pool.ts";
import type { AskedReport, ReportWorlds } from "./reportask.ts";
import type { ReportAnswer, ReportTask } from "./reportwork.ts";
import { explainNone } from "./sweepnone.ts";
import type { Terminal } from "./terminal.ts";
import { createTestHash, plausibleIn, testChunks } from "./testchunks.ts";
import { describeItems, mostDescribed } from "./testworlds.ts";

/** Has tasks done by the workers of this report. */
export type AskReporters = (
  tasks: Iterable<ReportTask> | TaskSource<ReportTask>,
) => AsyncGenerator<ReportAnswer>;

interface Runners {
  readonly ask: AskReporters;
  readonly signal: AbortSignal;
  readonly terminal: Terminal;
}

/** What came out in the worlds; undefined where it was stopped, or lines that say why no world is plausible. */
export type RunWorlds =
  /** All plausible worlds that were found, which fans are about; the first ones of them have been tested. */
  | { readonly shown: ShownWorlds; readonly hash?: string; readonly kept: readonly number[] }
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
  const argument = new ArgumentTally(verdicts, mostDescribed);
  const hash = createTestHash();
  const plausible: number[] = [];
  const kept: number[] = [];
  const most = wanted ?? Number.POSITIVE_INFINITY;
  const chunks = Array.from({ length: ensemble.chunks }, (_, chunk) => chunk);
  const isEnough = () => argument.worlds >= most;
  for await (const chunk of testChunks(chunks, { ask, isEnough, most })) {
    if (isEnough()) break;
    candidates.add(chunk);
    argument.add(chunk.judged);
    hash.add(chunk);
    plausible.push(...chunk.judged.worlds);
    kept.push(...plausibleIn(chunk));
    terminal.progress(
      `${formatNumber(candidates.candidates, 15)} worlds tried, tested in ${formatCount(argument.worlds, "plausible one")}`,
    );
  }
  if (signal.aborted) return undefined;
  if (plausible.length === 0) return { none: await explainNone(ensemble, ask) };
  const compared = await compareScenarios(worlds, plausible, candidates, runners);
  if (!compared) return undefined;
  const hasArgument = itemsOf(verdicts).length > 0;
  const shown: ShownWorlds = {
    seed,
    candidates,
    ...(hasArgument && { argument }),
    described: await describeItems(verdicts, argument, ensemble, signal),
    ...compared,
  };
  if (signal.aborted) return undefined;
  return { shown, kept, ...(hasArgument && { hash: hash.hex() }) };
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
  const compared = worlds.compared();
  const { policies, scenarios, apart } = compared;
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
  // All of them in one go: threads take longer to open a system than a scenario takes to run.
  const legs = all.flatMap((plan) =>
    plan.policies.length === 0 ? [] : plan.legs.map((_, leg) => ({ plan, leg })),
  );
  const places = legs.map(({ plan, leg }) => (plan === policies ? leg : policies.legs.length + leg));
  const samples = await gatherLegs(compared.legs, places, plausible, {
    ask: (tasks) => onlyLegs(runners.ask(tasks.map((task) => ({ kind: "leg", ...task })))),
    watch: (done, total) =>
      runners.terminal.progress(
        `${formatNumber(done, 15)} of ${formatCount(total, "run")} with and without scenarios`,
      ),
  });
  if (runners.signal.aborted) return undefined;
  const found: (Comparison | undefined)[] = [];
  for (const plan of all) {
    const own = samples.filter((_, i) => legs[i]!.plan === plan);
    const run: RunLegs = async (wanted) => wanted.map((leg) => ({ ...own[leg]!, candidates }));
    const comparison = plan.policies.length === 0 ? undefined : await plan.compare(run, () => undefined);
    const isEnough = comparison !== undefined && comparison.worlds >= leastWorlds;
    found.push(isEnough ? comparison : undefined);
    if (comparison && !isEnough)
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

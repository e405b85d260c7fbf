import { type Plan, planArgument } from "../argument/plan.ts";
import { itemsOf } from "../argument/verdictcodes.ts";
import { createWorldCourt, type Judged } from "../argument/worlds.ts";
import { foldName } from "../model/name.ts";
import type { Design } from "../sample/design.ts";
import type { Judging } from "../study/study.ts";
import type { Request } from "./command.ts";
import type { AskedRuns } from "./ensemble.ts";
import { WrongUsage } from "./exit.ts";
import { pickParts } from "./pick.ts";

/** What is asked of a claim, check, loop or link: `C25` where it does not hold; `C25 fails`, `C25 holds`. */
export function judgeClaimIn(
  request: Request,
  written: string,
  { facts, simulator, seed, scenario, inputs: given }: AskedRuns,
  design: Design,
): Judging {
  if (request.options.has("where"))
    throw new WrongUsage("--where and --claim both say which worlds are of interest: one of them is enough.");
  const [, id = written, asks] = /^(.*?)(?:\s+(holds|fails))?$/s.exec(written.trim()) ?? [];
  const model = pickParts(facts.model, [id]);
  const item = [...model.claims, ...model.checks, ...model.loops, ...model.links][0];
  if (!item)
    throw new WrongUsage(`‘${id}’ is a band of the past: --history leaves out worlds that do not fit it.`);
  const isContext = "context" in item && item.context !== undefined;
  if (isContext)
    throw new WrongUsage(`‘${item.id}’ is context: no variable carries it, and it is not tested.`);
  const judged = { ...facts, model };
  if (scenario !== undefined) refuseScenarios(item.id, planArgument(judged, simulator));
  const sentence = "sentence" in item ? item.sentence : "title" in item ? item.title : undefined;
  const court = createWorldCourt(judged, {
    simulator,
    inputs: design.inputs.map(({ key }) => key),
    seed,
    under: { inputs: given, ...(scenario !== undefined && { scenario }) },
  });
  return {
    title: sentence === undefined ? item.id : `${item.id}: ${sentence}`,
    words: `${item.id} ${asks ?? "does not hold"}`,
    judge: (worlds) =>
      court.judge(worlds.map((number) => worldOf(design, number))).map((one) => interestOf(one, asks)),
  };
}

/** What compares scenarios with each other says itself what they set. */
function refuseScenarios(id: string, { scenarios, runs }: Plan): void {
  const named = [...scenarios.values()].map((place) => `‘${runs[place]!.name}’`);
  if (named.length === 0) return;
  throw new WrongUsage(
    `‘${id}’ is about runs of its own, of ${named.join(" and ")}: there is no telling what they were under another scenario.`,
    "--set NAME=VALUE is laid over all of them.",
  );
}

function worldOf(design: Design, number: number) {
  const numbers = new Float64Array(design.inputs.length);
  design.world(number, numbers);
  return { number, numbers };
}

function interestOf(judged: Judged, asks: string | undefined): number {
  const { verdict } = itemsOf(judged)[0]!;
  if (verdict === "untestable" || verdict === "context") return Number.NaN;
  return (asks === undefined ? verdict !== "holds" : foldName(verdict) === asks) ? 1 : 0;
}

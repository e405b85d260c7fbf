import { itemsOf } from "../argument/verdictcodes.ts";
import { createWorldCourt, type Judged, type WorldCourt } from "../argument/worlds.ts";
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
  { facts, simulator, seed }: AskedRuns,
  design: Design,
): Judging {
  const wrong = ["where", "set", "scenario"].find((name) => request.options.has(name));
  if (wrong !== undefined)
    throw new WrongUsage(
      wrong === "where"
        ? "--where and --claim both say which worlds are of interest: one of them is enough."
        : `--claim tests the argument as it is written, without --${wrong}.`,
    );
  const [, id = written, asks] = /^(.*?)(?:\s+(holds|fails))?$/s.exec(written.trim()) ?? [];
  const model = pickParts(facts.model, [id]);
  const item = [...model.claims, ...model.checks, ...model.loops, ...model.links][0];
  if (!item)
    throw new WrongUsage(`‘${id}’ is a band of the past: --history leaves out worlds that do not fit it.`);
  const isContext = "context" in item && item.context !== undefined;
  if (isContext)
    throw new WrongUsage(`‘${item.id}’ is context: no variable carries it, and it is not tested.`);
  const sentence = "sentence" in item ? item.sentence : "title" in item ? item.title : undefined;
  let court: WorldCourt | undefined;
  return {
    title: sentence === undefined ? item.id : `${item.id}: ${sentence}`,
    words: `${item.id} ${asks ?? "does not hold"}`,
    judge(worlds) {
      const inputs = design.inputs.map(({ key }) => key);
      court ??= createWorldCourt({ ...facts, model }, { simulator, inputs, seed });
      return court
        .judge(worlds.map((number) => worldOf(design, number)))
        .map((judged) => interestOf(judged, asks));
    },
  };
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

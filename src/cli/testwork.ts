import { type JudgedWorlds, packJudged } from "../argument/verdictcodes.ts";
import { UnfitWorlds } from "../argument/worldrun.ts";
import { createWorldCourt, type WorldCourt } from "../argument/worlds.ts";
import type { Facts } from "../check/facts.ts";
import { createSimulator } from "../compile/simulator.ts";
import type { Span } from "../model/span.ts";
import type { Simulator } from "../run/simulator.ts";
import { UnfitRows } from "../sample/sampler.ts";
import { createEnsemble, type Ensemble } from "../study/ensemble.ts";
import { UnfitEnsemble } from "../study/reading.ts";
import { bandsOf } from "./bands.ts";
import { listOf, optionOf, type Request } from "./command.ts";
import { readDataOptions } from "./data.ts";
import { chooseDesign, mostWorlds, readCount, readSampler } from "./design.ts";
import { readDraws } from "./draws.ts";
import { WrongUsage } from "./exit.ts";
import { tellLeftOut } from "./giveninputs.ts";
import type { Job, Work } from "./job.ts";
import { type Load, loadText, type Opened, openRunnable } from "./opening.ts";
import { pickParts } from "./pick.ts";
import { answerSweep, idOf, type SweepAnswer, type SweepTask } from "./sweepwork.ts";

/** A chunk of candidates to be run up to the last band; or plausible worlds, by number, to test the argument in. */
export type TestTask = SweepTask | { readonly kind: "test"; readonly worlds: readonly number[] };

export interface TestAnswer extends SweepAnswer {
  readonly judged?: JudgedWorlds;
}

/** A system whose argument is to be tested in many worlds. */
export interface AskedWorlds {
  /** Of what is to be tested: all of the argument, or what `--only` names. */
  readonly facts: Facts;
  readonly simulator: Simulator;
  /** The candidates, and the bands that they must lie in. */
  readonly ensemble: Ensemble;
  readonly seed: number;
  /** On the file that the worlds are from. */
  readonly remarks: readonly string[];
  /** Gets all runs of the argument ready. */
  court(): WorldCourt;
}

interface OpenedWorlds {
  readonly opened: Opened & { readonly facts: Facts };
  /** Throws `WrongUsage` where what is asked for cannot be had; undefined where the system cannot be run. */
  readonly ask: (() => AskedWorlds) | undefined;
}

/** Reads a system whose argument is to be tested in many worlds. */
export function openWorlds(request: Request, load?: Load): OpenedWorlds {
  const [path = "", ...dataFiles] = request.operands;
  const opened = openRunnable(path, { ...readDataOptions(request, dataFiles), replaces: true }, load);
  const { facts, report } = opened;
  const simulator = facts.runnable ? createSimulator(facts, report) : undefined;
  return { opened, ask: simulator && (() => askWorlds(request, opened, simulator)) };
}

function askWorlds(request: Request, opened: OpenedWorlds["opened"], simulator: Simulator): AskedWorlds {
  const { facts: whole, sources } = opened;
  if (request.options.has("world"))
    throw new WrongUsage("--world is one world of chance; --worlds and --kept ask for many.");
  const { seed = 0 } = readDraws(request);
  const only = listOf(request, "only");
  const facts = only.length === 0 ? whole : { ...whole, model: pickParts(whole.model, only) };
  const textOf = ({ source, from, to }: Span) => sources.get(source)?.slice(from, to) ?? "";
  try {
    const prepared = simulator.prepare({});
    const design = chooseDesign(request, whole, prepared, { runs: readCandidates(request), seed });
    const bands = bandsOf(whole, textOf);
    const ensemble = createEnsemble({ prepared, design, outcomes: [], bands, fans: [], seed });
    const inputs = design.inputs.map(({ key }) => key);
    return {
      facts,
      simulator,
      ensemble,
      seed,
      remarks: tellLeftOut(request.given, whole.model, simulator.program),
      court: () => createWorldCourt(facts, { simulator, inputs, seed }),
    };
  } catch (problem) {
    const isUnfit = [UnfitRows, UnfitEnsemble, UnfitWorlds].some((kind) => problem instanceof kind);
    if (isUnfit && problem instanceof Error) throw new WrongUsage(problem.message);
    throw problem;
  }
}

/** So many candidates are tried where only the number of plausible worlds is told. */
const mostTried = 2 ** 20;

/** How many worlds are tried, or at most tried for `--kept`. */
function readCandidates(request: Request): number {
  const told = readCount(request, "worlds", mostWorlds);
  if (told !== undefined) return told;
  if (readSampler(request) === "latin")
    throw new WrongUsage(
      "Of latin the number of worlds must be told: it parts each range into as many slices.",
      `--worlds ${optionOf(request, "kept")} --kept ${optionOf(request, "kept")}, or another sampler.`,
    );
  return mostTried;
}

/** What a worker does for `hence test --worlds`. */
export function workOnTest({ request, sources }: Job): Work {
  const { ask } = openWorlds(request, (path) => {
    const text = sources.get(path);
    return text === undefined ? loadText(path) : { text };
  });
  if (!ask) throw new Error("The system has changed while it was tested, and cannot be run any more.");
  const asked = ask();
  const { ensemble } = asked;
  const id = idOf(ensemble);
  let court: WorldCourt | undefined;
  return (task) => {
    // What is sent to it is declared at `TestTask`.
    const given = task as TestTask;
    if (given.kind !== "test") return answerSweep(ensemble, id, given);
    court ??= asked.court();
    return answerTest(ensemble, id, court, given.worlds);
  };
}

/** Tests the argument in worlds, by number. */
export function answerTest(
  ensemble: Ensemble,
  id: string,
  court: WorldCourt,
  numbers: readonly number[],
): ReturnType<Work> {
  const judged = packJudged(numbers, court.judge(numbers.map((number) => worldAt(ensemble, number))));
  const { worlds, codes, values } = judged;
  return {
    answer: { id, judged },
    hands: [worlds, codes, values].map(({ buffer }) => buffer as ArrayBuffer),
  };
}

function worldAt({ design }: Ensemble, number: number) {
  const numbers = new Float64Array(design.inputs.length);
  design.world(number, numbers);
  return { number, numbers };
}

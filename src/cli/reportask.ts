import { createWorldCourt, type WorldCourt } from "../argument/worlds.ts";
import type { Facts } from "../check/facts.ts";
import { createSimulator } from "../compile/simulator.ts";
import type { Span } from "../model/span.ts";
import type { Prepared, Simulator } from "../run/simulator.ts";
import { sampledInputs } from "../sample/inputs.ts";
import { UnfitRows } from "../sample/sampler.ts";
import { type ComparisonPlan, planComparison } from "../study/comparison.ts";
import { createEnsemble, type Ensemble, type Fan } from "../study/ensemble.ts";
import type { Bounds } from "../study/placed.ts";
import { UnfitEnsemble } from "../study/reading.ts";
import { savedTimes } from "../study/savedtimes.ts";
import type { Leg, Policy } from "../study/study.ts";
import { bandsOf } from "./bands.ts";
import { listOf, optionOf, type Request } from "./command.ts";
import { readDataOptions } from "./data.ts";
import { chooseDesign, mostWorlds, readCount, readSampler } from "./design.ts";
import { readDraws } from "./draws.ts";
import { WrongUsage } from "./exit.ts";
import { type Load, type Opened, openRunnable } from "./opening.ts";
import { findPolicies } from "./policies.ts";
import { type Course, chooseCourses } from "./reportcourses.ts";
import { usualHorizons } from "./studyask.ts";

/** A system that is to be reported on, as the words of the user ask for it. */
export interface AskedReport {
  readonly facts: Facts;
  readonly simulator: Simulator;
  readonly prepared: Prepared;
  readonly seed: number;
  readonly bands: readonly Bounds[];
  /** The quantities that are shown over time. */
  readonly courses: readonly Course[];
  /** The worlds that it is run in; or in a sentence why there are none. */
  readonly worlds: ReportWorlds | string;
}

export interface ReportWorlds {
  /** The candidates, and the bands that they must lie in. */
  readonly ensemble: Ensemble;
  /** So many plausible worlds are enough. */
  readonly wanted: number | undefined;
  /** Gets all runs of the argument ready. */
  court(): WorldCourt;
  /** Gets the comparisons ready, by a run of each scenario. */
  compared(): Compared;
}

/** Scenarios against the run without them: those that set levers and nothing else, and the others. */
export interface Compared {
  readonly policies: ComparisonPlan;
  readonly scenarios: ComparisonPlan;
  /** The ensembles of both, the policies' first. */
  readonly legs: readonly Leg[];
  /** Scenarios whose runs have a time axis or a method of their own. */
  readonly apart: readonly string[];
}

interface OpenedReport {
  readonly opened: Opened & { readonly facts: Facts };
  /** Throws `WrongUsage` where what is asked for cannot be had; undefined where the system cannot be run. */
  readonly ask: (() => AskedReport) | undefined;
}

/** Reads a system that is to be reported on. */
export function openReport(request: Request, load?: Load): OpenedReport {
  const [path = "", ...dataFiles] = request.operands;
  const opened = openRunnable(path, { ...readDataOptions(request, dataFiles), replaces: true }, load);
  const { facts, report } = opened;
  const simulator = facts.runnable ? createSimulator(facts, report) : undefined;
  return { opened, ask: simulator && (() => askReport(request, opened, simulator)) };
}

function askReport(
  request: Request,
  { facts, sources }: OpenedReport["opened"],
  simulator: Simulator,
): AskedReport {
  const { seed = 0 } = readDraws(request);
  const textOf = ({ source, from, to }: Span) => sources.get(source)?.slice(from, to) ?? "";
  const prepared = simulator.prepare({});
  const bands = bandsOf(facts, textOf);
  const courses = chooseCourses(listOf(request, "outcome"), { facts, prepared, textOf });
  const asked = { facts, simulator, prepared, seed, bands, courses };
  return { ...asked, worlds: askWorlds(request, asked) };
}

const noRanges =
  "No constant of the system has a range: there are no plausible worlds to compare, and every number here is of one run.";

function askWorlds(request: Request, asked: Omit<AskedReport, "worlds">): ReportWorlds | string {
  const { facts, simulator, prepared, seed, bands, courses } = asked;
  const { runs, wanted } = readWorlds(request);
  if (sampledInputs(facts.model, simulator.program).length === 0) return noRanges;
  try {
    const design = chooseDesign(request, facts, prepared, { runs, seed });
    const times = savedTimes(prepared.time);
    const fans = courses.map((course): Fan => ({ ...course, times }));
    const ensemble = createEnsemble({ prepared, design, outcomes: [], bands, fans, seed });
    const inputs = design.inputs.map(({ key }) => key);
    return {
      ensemble,
      wanted,
      court: () => createWorldCourt(facts, { simulator, inputs, seed }),
      compared: () => comparePlans(request, asked, ensemble),
    };
  } catch (problem) {
    if (problem instanceof UnfitEnsemble)
      return `${problem.message} It was not run in many worlds, and every number here is of one run.`;
    if (problem instanceof UnfitRows) throw new WrongUsage(problem.message);
    throw problem;
  }
}

/** So many plausible worlds are looked for unless told, among so many. */
const usuallyKept = 200;
const usuallyTried = 20_000;
/** So many are tried at most where only the number of plausible ones is told. */
const mostTried = 2 ** 20;

/** How many worlds are tried at most, and how many plausible ones are enough. */
function readWorlds(request: Request): { readonly runs: number; readonly wanted: number | undefined } {
  const told = readCount(request, "worlds", mostWorlds);
  const kept = readCount(request, "kept", mostWorlds);
  if (told !== undefined) return { runs: told, wanted: kept };
  const sampler = readSampler(request);
  if (sampler === "latin")
    throw new WrongUsage(
      "Of latin the number of worlds must be told: it parts each range into as many slices.",
      "--worlds 8000, or another sampler.",
    );
  const tried = kept === undefined ? usuallyTried : mostTried;
  // Sobol's worlds come in powers of two.
  return {
    runs: sampler === "sobol" ? 2 ** Math.floor(Math.log2(tried)) : tried,
    wanted: kept ?? usuallyKept,
  };
}

/** The outcomes that scenarios are compared by where nothing says what must stand beside each other. */
const mostCompared = 4;
const mostScenarios = 16;

function comparePlans(request: Request, asked: Omit<AskedReport, "worlds">, ensemble: Ensemble): Compared {
  const { facts, simulator, prepared, seed, bands, courses } = asked;
  const named = listOf(request, "policies");
  const policies = findPolicies(named, facts, simulator);
  const taken = new Set(policies.map(({ scenario }) => scenario));
  const families = facts.model.scenarios.filter(({ eachOf }) => eachOf).map(({ name }) => `${name}.`);
  const titles = new Map(facts.model.scenarios.map(({ name, title }) => [name, title]));
  const others = simulator.scenarios.flatMap((scenario): Policy[] => {
    if (taken.has(scenario) || families.some((family) => scenario.startsWith(family))) return [];
    const title = titles.get(scenario);
    return [{ scenario, ...(title !== undefined && { title }) }];
  });
  const { start, stop, step, saveEvery } = prepared.time;
  const timed = new Set(facts.model.scenarios.filter((one) => one.time).map(({ name }) => name));
  const isApart = ({ scenario }: Policy): boolean => {
    if (timed.has(scenario)) return true;
    const own = simulator.prepare({ scenario }).time;
    return own.start !== start || own.stop !== stop || own.step !== step || own.saveEvery !== saveEvery;
  };
  const apart = [...policies, ...others].filter(isApart).map(({ scenario }) => scenario);
  const isTogether = ({ scenario }: Policy): boolean => !apart.includes(scenario);
  const outcomes = courses
    .slice(0, courses.some(({ isBeside }) => isBeside) ? 1 : mostCompared)
    .map((course) => ({ ...course, time: stop }));
  const plan = (compared: readonly Policy[]): ComparisonPlan =>
    planComparison({
      simulator,
      prepared,
      given: { numbers: new Map(), initials: new Map(), tables: new Map() },
      policies: compared.filter(isTogether),
      outcomes,
      design: ensemble.design,
      bands,
      seed,
      horizons: usualHorizons(facts.model.time),
    });
  const both = [plan(policies), plan(others.slice(0, mostScenarios))] as const;
  return { policies: both[0], scenarios: both[1], legs: both.flatMap(({ legs }) => legs), apart };
}

/** The words that the user gave for the worlds, to make the report again. */
export function worldOptionsOf(request: Request): readonly string[] {
  return ["worlds", "kept", "seed", "sampler", "outcome", "policies", "allow", "tag"].flatMap((name) => {
    const values = request.options.get(name) ?? [];
    return values.flatMap((value) => [`--${name}`, value]);
  });
}

/** The folder or file that the system was opened from, as told; of a path from the root only its last part. */
export function nameOfModel(request: Request): string {
  const [path = ""] = request.operands;
  return /^([/\\]|[A-Za-z]:)/.test(path)
    ? (path.split(/[/\\]/).findLast((part) => part !== "") ?? path)
    : path;
}

/** The file that the report goes to. */
export function outOf(request: Request): string {
  const out = optionOf(request, "out");
  if (out === undefined || out === "")
    throw new WrongUsage("Where to? hence report MODEL --out FILE.html", "See: hence report --help");
  return out;
}

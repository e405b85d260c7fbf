import { UnfitWorlds } from "../argument/worldrun.ts";
import type { Facts } from "../check/facts.ts";
import { createSimulator } from "../compile/simulator.ts";
import { foldName, nearestName } from "../model/name.ts";
import type { SampledInput } from "../sample/inputs.ts";
import { UnfitRows } from "../sample/sampler.ts";
import { createUniforms } from "../sample/uniform.ts";
import { type Condition, readCondition } from "../study/condition.ts";
import type { Outcome } from "../study/ensemble.ts";
import { UnfitEnsemble } from "../study/reading.ts";
import { studies } from "../study/studies.ts";
import type { Asked, Plan, Study, StudyOption } from "../study/study.ts";
import { bandsOf } from "./bands.ts";
import { listOf, optionOf, type Request } from "./command.ts";
import { readDataOptions } from "./data.ts";
import { chooseDesign, readCount, readSampler } from "./design.ts";
import { bringDirections } from "./directions.ts";
import { type AskedRuns, askRuns, nothingOfThePast, type OpenedEnsemble } from "./ensemble.ts";
import { WrongUsage } from "./exit.ts";
import { judgeClaimIn } from "./judging.ts";
import { type Load, openRunnable } from "./opening.ts";
import { outcomesFor } from "./outcomes.ts";
import { findPolicies } from "./policies.ts";

/** A study of a system, as the words of the user ask for it. */
export interface AskedStudy extends AskedRuns {
  readonly study: Study;
  readonly asked: Asked;
  readonly plan: Plan;
  /** Whether the user named outcomes. */
  readonly isNamed: boolean;
}

interface OpenedStudy {
  readonly opened: OpenedEnsemble["opened"];
  /** Throws `WrongUsage` where what is asked for cannot be had; undefined where the system cannot be run. */
  readonly ask: (() => AskedStudy) | undefined;
}

/** Reads the system of a study: the operands are the study, the model, and files of data. */
export function openStudy(request: Request, load?: Load): OpenedStudy {
  const [name = "", path = "", ...dataFiles] = request.operands;
  const study = findStudy(name);
  refuseOptions(request, study);
  if (path === "") throw new WrongUsage(`What of? hence study ${study.name} MODEL`);
  const ofSystem = { ...request, operands: [path, ...dataFiles] };
  const opened = openRunnable(path, readDataOptions(ofSystem, dataFiles), load);
  const { facts, report } = opened;
  const simulator = facts.runnable ? createSimulator(facts, report) : undefined;
  return {
    opened,
    ask: simulator && (() => askStudy(ofSystem, study, askRuns(ofSystem, opened, simulator))),
  };
}

function findStudy(name: string): Study {
  const found = studies.find((study) => study.name === foldName(name));
  if (found) return found;
  const names = studies.map((study) => study.name);
  if (/[./\\]/.test(name))
    throw new WrongUsage(
      `Which study of ${name}? hence study NAME ${name}`,
      `There are: ${names.join(", ")}.`,
    );
  const near = nearestName(name, names);
  throw new WrongUsage(
    `There is no study ‘${name}’.${near ? ` Did you mean ‘${near}’?` : ""}`,
    `There are: ${names.join(", ")}.`,
  );
}

const special: readonly StudyOption[] = [
  "table",
  "outcome",
  "scenario",
  "base",
  "by",
  "inputs",
  "second",
  "over-time",
  "runs",
  "sampler",
  "history",
  "where",
  "claim",
  "policies",
  "want",
  "enough",
  "horizons",
];

function refuseOptions(request: Request, study: Study): void {
  const wrong = special.find((name) => request.options.has(name) && !study.options.includes(name));
  if (!wrong) return;
  const others = studies.filter(({ options }) => options.includes(wrong)).map(({ name }) => name);
  const hint =
    study.worlds === "plausible" && wrong === "history"
      ? "It takes plausible worlds anyhow, where the system says something of its past."
      : `--${wrong} is for: ${others.join(", ")}.`;
  throw new WrongUsage(`‘hence study ${study.name}’ does not listen to --${wrong}.`, hint);
}

function askStudy(request: Request, study: Study, runs: AskedRuns): AskedStudy {
  const { facts, simulator, prepared, textOf, seed } = runs;
  const sectors = new Map(facts.model.variables.map(({ name, sector }) => [foldName(name), sector]));
  const bands = bandsOf(facts, textOf);
  const history = request.options.has("history");
  if (history && bands.length === 0) throw new WrongUsage(...nothingOfThePast);
  const claim = optionOf(request, "claim");
  const where = claim === undefined ? readWhere(request, study) : undefined;
  const named = where ? [where.outcome] : listOf(request, "outcome");
  const outcomes = claim === undefined ? pickOutcomes(named, runs, study) : [];
  if (where && outcomes.length > 1)
    throw new WrongUsage(`‘${where.outcome}’ has ${outcomes.length} elements: name one of them.`);
  const base = readCount(request, "base", 2 ** 24);
  const enough = readNumber(request, "enough");
  const sampler = readSampler(request);
  const count = readCount(request, "runs", 2 ** 32) ?? usualRuns(study, sampler);
  try {
    const design = chooseDesign(request, facts, prepared, { runs: count, seed });
    const asked: Asked = {
      simulator,
      prepared,
      given: runs.inputs,
      inputs: design.inputs.map((input): Asked["inputs"][number] => {
        const sector = sectors.get(input.key.replace(/\[.*$/s, ""));
        return { ...input, ...(sector !== undefined && { sector }) };
      }),
      outcomes,
      bands,
      design,
      history,
      policies: findPolicies(listOf(request, "policies"), facts, simulator),
      seed,
      ...(base !== undefined && { base }),
      bySector: readBySector(request, facts),
      ...(request.options.has("inputs") && {
        chosen: chooseInputs(listOf(request, "inputs"), design.inputs),
      }),
      second: request.options.has("second"),
      overTime: request.options.has("over-time"),
      ...(where && { where }),
      ...(claim !== undefined && { judging: judgeClaimIn(request, claim, runs, design) }),
      want: readWant(request),
      ...(enough !== undefined && { enough }),
      horizons: readHorizons(request, facts),
      bringDirections,
      resampling: { uniforms: createUniforms(seed), times: 500, stream: 0 },
    };
    return { ...runs, study, asked, plan: study.plan(asked), isNamed: named.length > 0 };
  } catch (problem) {
    const isUnfit = [UnfitRows, UnfitEnsemble, UnfitWorlds].some((kind) => problem instanceof kind);
    if (isUnfit && problem instanceof Error) throw new WrongUsage(problem.message);
    throw problem;
  }
}

function usualRuns({ runs = 1024 }: Study, sampler: string): number {
  return sampler === "sobol" ? 2 ** Math.ceil(Math.log2(runs)) : runs;
}

/** So many outcomes are shown where none is named. */
const mostOutcomes = 2;

function pickOutcomes(
  named: readonly string[],
  { facts, prepared, textOf }: AskedRuns,
  { name }: Study,
): readonly Outcome[] {
  const all = outcomesFor(named, { facts, prepared, textOf, isChanged: false });
  if (all.length === 0)
    throw new WrongUsage(
      "The system has no stock and says nothing of any outcome: --outcome NAME@TIME names one.",
    );
  if (named.length === 0) return all.slice(0, name === "robust" || name === "levers" ? 1 : mostOutcomes);
  if (name === "robust" && all.length > 1)
    throw new WrongUsage(`‘hence study robust’ compares policies by one outcome, not by ${all.length}.`);
  return all;
}

function readWhere(request: Request, { name, options }: Study): Condition | undefined {
  if (!options.includes("where")) return undefined;
  const written = optionOf(request, "where");
  if (written === undefined)
    throw new WrongUsage(
      `‘hence study ${name}’ tells worlds of interest from others: which are they?`,
      '--where "NAME@TIME > NUMBER" says it (> p90: the tenth in which it is largest), or --claim ID: where it does not hold.',
    );
  const condition = readCondition(written);
  if (!condition)
    throw new WrongUsage(
      `‘--where ${written}’ is no condition.`,
      'It reads --where "NAME@TIME > NUMBER", with >, <, >= or <=, and for the number also p90 and the like.',
    );
  return condition;
}

/** The keys of the inputs that are named; a name stands for all of its elements. */
function chooseInputs(named: readonly string[], inputs: readonly SampledInput[]): ReadonlySet<string> {
  if (named.length === 0)
    throw new WrongUsage("--inputs A,B names the inputs that are looked at by themselves.");
  const keys = named.map((word) => {
    const name = foldName(word);
    const found = inputs.filter(({ key }) => key === name || key.replace(/\[.*$/s, "") === name);
    if (found.length > 0) return found.map(({ key }) => key);
    const near = nearestName(
      word,
      inputs.map(({ label }) => label),
    );
    throw new WrongUsage(
      `‘${word}’ is none of the ${inputs.length} numbers that differ between worlds.${near ? ` Did you mean ‘${near}’?` : ""}`,
      "Those are the constants that have a range, and are not set.",
    );
  });
  return new Set(keys.flat());
}

function readBySector(request: Request, { model }: Facts): boolean {
  const by = optionOf(request, "by");
  if (by === undefined) return false;
  if (foldName(by) !== "sector") throw new WrongUsage(`Inputs are grouped --by sector, not by ‘${by}’.`);
  if (model.sectors.length === 0) throw new WrongUsage("The system has no sectors to group its inputs by.");
  return true;
}

function readWant(request: Request): Asked["want"] {
  const want = optionOf(request, "want") ?? "less";
  if (want !== "less" && want !== "more")
    throw new WrongUsage(`--want is less or more, whichever of the outcome is better, not ‘${want}’.`);
  return want;
}

function readNumber(request: Request, name: string): number | undefined {
  const written = optionOf(request, name);
  if (written === undefined) return undefined;
  const number = written.trim() === "" ? Number.NaN : Number(written);
  if (!Number.isFinite(number)) throw new WrongUsage(`--${name} takes a number, not ‘${written}’.`);
  return number;
}

/** One, five and nine years after a policy begins; of another unit of time a tenth, half and nine tenths of the run. */
export function usualHorizons(time: Facts["model"]["time"]): readonly number[] {
  const isYears = foldName(time.unit).replace(/s$/, "") === "year";
  return isYears ? [1, 5, 9] : [0.1, 0.5, 0.9].map((share) => share * (time.stop - time.start));
}

function readHorizons(request: Request, { model: { time } }: Facts): readonly number[] {
  const written = listOf(request, "horizons");
  if (written.length === 0) return usualHorizons(time);
  return written
    .map((word) => {
      const number = Number(word);
      if (!(number > 0 && Number.isFinite(number)))
        throw new WrongUsage(`--horizons takes times after the beginning, as 1,5,9, not ‘${word}’.`);
      return number;
    })
    .sort((one, other) => one - other);
}

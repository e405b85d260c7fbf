import type { Facts } from "../check/facts.ts";
import { createSimulator } from "../compile/simulator.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Span } from "../model/span.ts";
import type { Inputs, TimeAxis } from "../run/program.ts";
import type { Prepared, Simulator } from "../run/simulator.ts";
import { UnfitRows } from "../sample/sampler.ts";
import { createEnsemble, type Ensemble, type Fan, type Outcome } from "../study/ensemble.ts";
import { UnfitEnsemble } from "../study/reading.ts";
import { savedTimes } from "../study/savedtimes.ts";
import { bandsOf } from "./bands.ts";
import { listOf, optionOf, type Request } from "./command.ts";
import { readDataOptions, tablesOf } from "./data.ts";
import { chooseDesign, mostWorlds, readCount, readSampler } from "./design.ts";
import { readDraws } from "./draws.ts";
import { WrongUsage } from "./exit.ts";
import { tellLeftOut } from "./giveninputs.ts";
import { type Load, type Opened, openRunnable } from "./opening.ts";
import { outcomesFor } from "./outcomes.ts";
import { findScenario } from "./scenario.ts";
import { readSettings } from "./settings.ts";

/** A system in many worlds, as the words of the user ask for it. */
export interface AskedEnsemble {
  readonly facts: Facts;
  readonly ensemble: Ensemble;
  readonly seed: number;
  /** What sets its runs apart: a scenario, changed numbers, data. */
  readonly changes: readonly string[];
  readonly remarks: readonly string[];
  /** On the data that the user brings. */
  readonly complaints: readonly Diagnostic[];
}

export interface OpenedEnsemble {
  readonly opened: Opened & { readonly facts: Facts };
  /** Throws `WrongUsage` where what is asked for cannot be had; undefined where the system cannot be run. */
  readonly ask: (() => AskedEnsemble) | undefined;
}

/** Reads a system that is to be run in many worlds. */
export function openEnsemble(request: Request, load?: Load): OpenedEnsemble {
  const [path = "", ...dataFiles] = request.operands;
  const opened = openRunnable(path, readDataOptions(request, dataFiles), load);
  const { facts, report } = opened;
  const simulator = facts.runnable ? createSimulator(facts, report) : undefined;
  return { opened, ask: simulator && (() => askEnsemble(request, opened, simulator)) };
}

export const nothingOfThePast = [
  "The system says nothing of its past, so that no world can be left out for it.",
  "A band: history NAME, and below it: QUANTITY @ TIME between LOW and HIGH.",
] as const;

/** The runs that the words of the user ask for, which worlds are to be laid over. */
export interface AskedRuns extends Omit<AskedEnsemble, "ensemble"> {
  readonly simulator: Simulator;
  readonly scenario?: string;
  /** Settings and data, without what a scenario says. */
  readonly inputs: Inputs;
  readonly prepared: Prepared;
  readonly textOf: (span: Span) => string;
}

export function askRuns(
  request: Request,
  { facts, sources, ...opened }: OpenedEnsemble["opened"],
  simulator: Simulator,
): AskedRuns {
  const { program } = simulator;
  const complaints: Diagnostic[] = [];
  const tables = tablesOf(program, opened.brought, opened.used, (remark) => complaints.push(remark));
  const written = request.options.get("set") ?? [];
  const { inputs, remarks } = readSettings(facts.model, program, written, tables);
  const scenario = findScenario(simulator, opened.changes ?? optionOf(request, "scenario"));
  const named = scenario === undefined ? [] : [`scenario ${scenario}`];
  const changes = [...named, ...written, ...request.operands.slice(1)];
  const { seed = 0 } = readDraws(request);
  const prepared = simulator.prepare({ inputs, ...(scenario !== undefined && { scenario }) });
  const textOf = ({ source, from, to }: Span) => sources.get(source)?.slice(from, to) ?? "";
  return {
    facts,
    simulator,
    ...(scenario !== undefined && { scenario }),
    inputs,
    prepared,
    textOf,
    seed,
    changes,
    remarks: [...remarks, ...tellLeftOut(request.given, facts.model, program)],
    complaints,
  };
}

function askEnsemble(
  request: Request,
  opened: OpenedEnsemble["opened"],
  simulator: Simulator,
): AskedEnsemble {
  const { prepared, textOf, ...asked } = askRuns(request, opened, simulator);
  const { facts, seed, changes, remarks, complaints } = asked;
  const wanted = { facts, prepared, textOf, isChanged: changes.length > 0 };
  const outcomes = outcomesFor(listOf(request, "outcome"), wanted);
  const bands = request.options.has("history") ? bandsOf(facts, textOf) : [];
  if (bands.length === 0 && request.options.has("history")) throw new WrongUsage(...nothingOfThePast);
  const fans = fansFor(outcomes, prepared.time);
  try {
    const usual = readSampler(request) === "sobol" ? 1024 : 1000;
    const runs = readCount(request, "runs", mostWorlds) ?? usual;
    const design = chooseDesign(request, facts, prepared, { runs, seed });
    const ensemble = createEnsemble({ prepared, design, outcomes, bands, fans, seed });
    return { facts, ensemble, seed, changes, remarks, complaints };
  } catch (problem) {
    if (problem instanceof UnfitRows || problem instanceof UnfitEnsemble)
      throw new WrongUsage(problem.message);
    throw problem;
  }
}

/** So many quantities have fans, each at about so many times. */
const mostFans = 4;

function fansFor(outcomes: readonly Outcome[], time: TimeAxis): readonly Fan[] {
  const quantities = [...new Map(outcomes.map((one) => [one.label, one])).values()];
  const times = savedTimes(time);
  return quantities.slice(0, mostFans).map(({ time: _, ...one }) => ({ ...one, times }));
}

import { askedOf, describe } from "../argument/outcomes.ts";
import type { Facts } from "../check/facts.ts";
import { createSimulator } from "../compile/simulator.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { foldName } from "../model/name.ts";
import type { Span } from "../model/span.ts";
import type { Slot, TimeAxis } from "../run/program.ts";
import type { Prepared, Simulator } from "../run/simulator.ts";
import { UnfitRows } from "../sample/sampler.ts";
import { createEnsemble, type Ensemble, type Fan, type Outcome } from "../study/ensemble.ts";
import { UnfitEnsemble } from "../study/reading.ts";
import { bandsOf } from "./bands.ts";
import { namedSeries } from "./columns.ts";
import { listOf, optionOf, type Request } from "./command.ts";
import { readDataOptions, tablesOf } from "./data.ts";
import { chooseDesign, mostWorlds, readCount, readSampler } from "./design.ts";
import { readDraws } from "./draws.ts";
import { WrongUsage } from "./exit.ts";
import { type Load, type Opened, openRunnable } from "./opening.ts";
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

interface OpenedEnsemble {
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

function askEnsemble(
  request: Request,
  opened: OpenedEnsemble["opened"],
  simulator: Simulator,
): AskedEnsemble {
  const { facts, sources } = opened;
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
  const wanted = { facts, prepared, textOf, isChanged: changes.length > 0 };
  const outcomes = outcomesFor(request, wanted);
  const bands = request.options.has("history") ? bandsOf(facts, textOf) : [];
  if (bands.length === 0 && request.options.has("history"))
    throw new WrongUsage(
      "The system says nothing of its past, so that no world can be left out for it.",
      "A band: history NAME, and below it: QUANTITY @ TIME between LOW and HIGH.",
    );
  const fans = fansFor(outcomes, prepared.time);
  try {
    const usual = readSampler(request) === "sobol" ? 1024 : 1000;
    const runs = readCount(request, "runs", mostWorlds) ?? usual;
    const design = chooseDesign(request, facts, program, { runs, seed });
    const ensemble = createEnsemble({ prepared, design, outcomes, bands, fans, seed });
    return { facts, ensemble, seed, changes, remarks, complaints };
  } catch (problem) {
    if (problem instanceof UnfitRows || problem instanceof UnfitEnsemble)
      throw new WrongUsage(problem.message);
    throw problem;
  }
}

interface Wanted {
  readonly facts: Facts;
  readonly prepared: Prepared;
  readonly textOf: (span: Span) => string;
  /** A lever may be moved: effects are shown soon after, later and at the end. */
  readonly isChanged: boolean;
}

function outcomesFor(request: Request, { facts, prepared, textOf, isChanged }: Wanted): readonly Outcome[] {
  const { time, program } = prepared;
  const named = listOf(request, "outcome");
  if (named.length > 0)
    return named.flatMap((word) => {
      const at = word.lastIndexOf("@");
      const [name, written] = at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
      const moment = written === undefined ? time.stop : Number(written);
      if (written !== undefined && (written.trim() === "" || !Number.isFinite(moment)))
        throw new WrongUsage(`‘--outcome ${word}’ has no time: it reads --outcome name@${time.stop}.`);
      return namedSeries(program, [name.trim()]).map(({ name: label, slot, element }) => ({
        ...describe({ kind: "element", variable: nameOf(slot), element }, label, facts),
        time: moment,
      }));
    });
  const horizons = isChanged ? horizonsOf(time) : [time.stop];
  const asked = askedOf(facts, textOf).filter(({ quantity }) =>
    quantity.kind === "element"
      ? program.slots.has(quantity.variable)
      : quantity.variables.every((name) => program.slots.has(name)),
  );
  return asked.flatMap((one) => horizons.map((at) => ({ ...one, time: at })));
}

function nameOf({ module, variable }: Slot): string {
  return foldName([...module, variable].join("."));
}

/** A third and two thirds of the way, and the end, each at a saved row. */
function horizonsOf({ start, stop, saveEvery }: TimeAxis): readonly number[] {
  const at = (share: number) => start + Math.round((share * (stop - start)) / saveEvery) * saveEvery;
  return [...new Set([at(1 / 3), at(2 / 3), stop])];
}

/** So many quantities have fans, each at about so many times. */
const mostFans = 4;
const mostTimes = 40;

function fansFor(outcomes: readonly Outcome[], time: TimeAxis): readonly Fan[] {
  const quantities = [...new Map(outcomes.map((one) => [one.label, one])).values()];
  const times = timesOfFans(time);
  return quantities.slice(0, mostFans).map(({ time: _, ...one }) => ({ ...one, times }));
}

/** Saved times, evenly apart where they can be, from the start to the end. */
function timesOfFans({ start, stop, saveEvery }: TimeAxis): readonly number[] {
  const rows = Math.floor((stop - start) / saveEvery + 1e-9);
  const least = Math.max(1, Math.ceil(rows / mostTimes));
  const apart =
    [least, least + 1, least + 2, least + 3].find((each) => rows % each === 0) ??
    rows / Math.min(rows, mostTimes);
  return Array.from(
    { length: Math.round(rows / apart) + 1 },
    (_, i) => start + Math.round(i * apart) * saveEvery,
  );
}

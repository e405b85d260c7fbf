import { bandsOf, UnfitBand } from "../../argument/bands.ts";
import type { Verdict } from "../../argument/verdict.ts";
import { createWorldCourt, type Judged, type WorldCourt } from "../../argument/worlds.ts";
import { sha256, utf8Bytes } from "../../model/sha256.ts";
import type { Prepared, Simulator } from "../../run/simulator.ts";
import type { WorldMachine } from "../../run/worlds.ts";
import type { Design } from "../../sample/design.ts";
import { sampledInputs } from "../../sample/inputs.ts";
import { UnfitRows } from "../../sample/sampler.ts";
import { chooseWorlds } from "../../sample/sampling.ts";
import { createEnsemble, type Ensemble, fates, worldsInChunk } from "../../study/ensemble.ts";
import { UnfitEnsemble } from "../../study/reading.ts";
import { signsOf } from "../../study/replay.ts";
import type { Held } from "./held.ts";
import { keepLatest } from "./latest.ts";
import type {
  Filtered,
  FilterQuestion,
  JudgedWorlds,
  JudgeQuestion,
  ReplayAnswer,
  ReplayQuestion,
  WorldPlan,
} from "./messages.ts";
import { createReplays, type Replays } from "./replays.ts";
import { inputsFrom, noSettings, type Settings, settingsKey } from "./settings.ts";

/** Runs many worlds of one system: which are plausible, and what becomes of them. */
export interface Worldwork {
  plan(): WorldPlan;
  filter(question: FilterQuestion): Filtered;
  replay(question: ReplayQuestion): ReplayAnswer;
  judge(question: JudgeQuestion): JudgedWorlds;
}

/** The worlds are those of `hence sweep --history` with its own sampler and seed, as far as anybody looks. */
const mostCandidates = 2 ** 20;
const seed = 0;

export function createWorldwork(held: Held): Worldwork {
  const { facts, texts } = held;
  const machines = new Map<string, WorldMachine>();
  const ensembles = new Map<string, Ensemble>();
  let court: WorldCourt | undefined;
  let replays: Replays | undefined;
  let made: { readonly design: Design; readonly signs: ReturnType<typeof signsOf> } | undefined;

  const simulator = (): Simulator => {
    if (!held.simulator) throw new Error("The system has errors and cannot be run.");
    return held.simulator;
  };
  const worlds = () => {
    if (made) return made;
    const { program } = simulator();
    const design = chooseWorlds(sampledInputs(facts.model, program), {
      sampler: "random",
      runs: mostCandidates,
      seed,
    });
    made = { design, signs: signsOf(design) };
    return made;
  };
  const prepared = new Map<string, Prepared>();
  const prepare = (settings: Settings): Prepared => {
    const key = settingsKey(settings);
    const one =
      prepared.get(key) ??
      withMachines(
        simulator().prepare({
          inputs: inputsFrom(settings, simulator().program),
          ...(settings.scenario !== undefined && { scenario: settings.scenario }),
        }),
        machines,
      );
    keepLatest(prepared, key, one);
    return one;
  };
  const bands = () => bandsOf(facts, ({ source, from, to }) => texts.get(source)?.slice(from, to) ?? "");
  const ensembleFor = (settings: Settings): Ensemble => {
    const key = settingsKey(settings);
    const known = ensembles.get(key);
    if (known) return known;
    const { design } = worlds();
    const one = createEnsemble({
      prepared: prepare(settings),
      design,
      outcomes: [],
      fans: [],
      bands: bands(),
      seed,
    });
    keepLatest(ensembles, key, one);
    return one;
  };
  return {
    plan() {
      try {
        const { time, bands: limits, chunks, prepared: base } = ensembleFor(noSettings);
        const { design } = worlds();
        const judged = limits.map(({ label, time: at, low, high }) => [label, at, low, high]);
        return {
          kind: "ready",
          id: sha256(utf8Bytes(JSON.stringify([base.program.id, design.id, judged]))),
          bands: limits.length,
          inputs: design.inputs.length,
          chunks,
          worldsInChunk,
          time,
        };
      } catch (problem) {
        if (problem instanceof UnfitEnsemble || problem instanceof UnfitRows || problem instanceof UnfitBand)
          return { kind: "none", why: problem.message };
        throw problem;
      }
    },
    filter({ chunk }) {
      const { first, fates: ended } = ensembleFor(noSettings).run(chunk);
      const kept = [...ended.entries()].filter(([, fate]) => fate === fates.kept);
      return {
        chunk,
        kept: Int32Array.from(kept, ([place]) => first + place),
        candidates: ended.length,
      };
    },
    replay(question) {
      const { design, signs } = worlds();
      replays ??= createReplays({ simulator: simulator(), design, signs, seed, prepare, ensembleFor });
      return replays.answer(question);
    },
    judge({ worlds: numbers }) {
      const { design } = worlds();
      court ??= createWorldCourt(facts, {
        simulator: simulator(),
        inputs: design.inputs.map(({ key }) => key),
        seed,
      });
      const values = new Float64Array(design.inputs.length);
      const judged = court.judge(
        [...numbers].map((number) => {
          design.world(number, values);
          return { number, numbers: values.slice() };
        }),
      );
      return { claims: verdictsOf(judged, "claims"), checks: verdictsOf(judged, "checks") };
    },
  };
}

function verdictsOf(
  judged: readonly Judged[],
  part: "claims" | "checks",
): ReadonlyMap<string, readonly Verdict[]> {
  const [first] = judged;
  return new Map(
    (first?.[part] ?? []).map(({ id }, i) => [id, judged.map((world) => world[part][i]!.verdict)] as const),
  );
}

/** The same runs, whose machines are made once for each choice of numbers. */
function withMachines(prepared: Prepared, machines: Map<string, WorldMachine>): Prepared {
  return {
    ...prepared,
    worldMachine(kept, sampled) {
      const { integrator, held } = prepared.program;
      const key = JSON.stringify([integrator, held, kept, sampled]);
      const known = machines.get(key);
      if (known) return known;
      const machine = prepared.worldMachine(kept, sampled);
      keepLatest(machines, key, machine, 12);
      return machine;
    },
  };
}

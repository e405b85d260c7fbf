import { bandsOf, UnfitBand } from "../../argument/bands.ts";
import type { Verdict } from "../../argument/verdict.ts";
import { createWorldCourt, type Judged, type WorldCourt } from "../../argument/worlds.ts";
import { sha256, utf8Bytes } from "../../model/sha256.ts";
import { stepsOf } from "../../run/program.ts";
import type { Prepared, Simulator } from "../../run/simulator.ts";
import type { WorldMachine } from "../../run/worlds.ts";
import type { Design } from "../../sample/design.ts";
import { sampledInputs } from "../../sample/inputs.ts";
import { UnfitRows } from "../../sample/sampler.ts";
import { chooseWorlds } from "../../sample/sampling.ts";
import { besideLevers } from "../../study/conduct.ts";
import { createEnsemble, type Ensemble, fates, worldsInChunk } from "../../study/ensemble.ts";
import { UnfitEnsemble } from "../../study/reading.ts";
import { createReplay, type Replay, type Replayed, signsOf } from "../../study/replay.ts";
import { workOut } from "../../study/workout.ts";
import type { Held } from "./held.ts";
import type {
  Filtered,
  FilterQuestion,
  JudgedWorlds,
  JudgeQuestion,
  PlanQuestion,
  ReplayQuestion,
  WorldPlan,
} from "./messages.ts";
import { offsetsFor } from "./runs.ts";
import { inputsFrom, type Settings, settingsKey } from "./settings.ts";

/** Runs many worlds of one system: which are plausible, and what becomes of them. */
export interface Worldwork {
  plan(question: PlanQuestion): WorldPlan;
  filter(question: FilterQuestion): Filtered;
  replay(question: ReplayQuestion): Replayed;
  judge(question: JudgeQuestion): JudgedWorlds;
}

/** The worlds are those of `hence sweep --history` with its own sampler and seed, as far as anybody looks. */
const mostCandidates = 2 ** 20;
const seed = 0;

export function createWorldwork(held: Held): Worldwork {
  const { facts, texts } = held;
  const replays = new Map<string, Replay>();
  const machines = new Map<string, WorldMachine>();
  const ensembles = new Map<string, Ensemble>();
  let court: WorldCourt | undefined;
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
    keep(prepared, key, one);
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
    keep(ensembles, key, one);
    return one;
  };
  const commonSteps = ({ filter, settings }: PlanQuestion): number => {
    const [one, other] = [prepare(filter), prepare(settings)];
    return simulator().commonSteps(one, other, worlds().signs);
  };

  return {
    plan(question) {
      try {
        const ensemble = ensembleFor(question.filter);
        const { time } = ensemble;
        const { design } = worlds();
        const steps = commonSteps(question);
        const lastBand = Math.max(0, ...ensemble.bands.map((band) => (band.time - time.start) / time.step));
        const program = ensemble.prepared.program.id;
        const limits = ensemble.bands.map(({ label, time: at, low, high }) => [label, at, low, high]);
        return {
          kind: "ready",
          id: sha256(utf8Bytes(JSON.stringify([program, design.id, limits, settingsKey(question.filter)]))),
          bands: ensemble.bands.length,
          inputs: design.inputs.length,
          chunks: ensemble.chunks,
          worldsInChunk,
          isPastSame: steps === stepsOf(time) || steps >= lastBand + 1,
          steps,
          time: prepare(question.settings).time,
        };
      } catch (problem) {
        if (problem instanceof UnfitEnsemble || problem instanceof UnfitRows || problem instanceof UnfitBand)
          return { kind: "none", why: problem.message };
        throw problem;
      }
    },
    filter({ filter, chunk }) {
      const { first, fates: ended } = ensembleFor(filter).run(chunk);
      const kept = [...ended.entries()].filter(([, fate]) => fate === fates.kept);
      return {
        chunk,
        kept: Int32Array.from(kept, ([place]) => first + place),
        candidates: ended.length,
      };
    },
    replay({ filter, settings, worlds: numbers, variables, isWhole = false }) {
      const base = prepare(filter);
      const { slots } = base.program;
      const offsets = offsetsFor(variables, slots);
      const beside = besideLevers(base.program);
      const named = beside.flatMap(({ quantity }) =>
        quantity.kind === "expression" ? quantity.variables : [quantity.variable],
      );
      const kept = [...new Set([...offsets.values(), ...named.map((name) => slots.get(name)!.offset)])].sort(
        (one, other) => one - other,
      );
      const key = [settingsKey(filter), numbers.length, numbers[0], numbers.at(-1), ...kept].join(" ");
      const { design } = worlds();
      const replay = replays.get(key) ?? createReplay({ base, design, worlds: [...numbers], kept, seed });
      keep(replays, key, replay, 64);
      const steps = isWhole ? 0 : commonSteps({ filter, settings });
      const replayed = replay.run(prepare(settings), steps);
      const size = replayed.rows * numbers.length;
      const columnAt = (offset: number) => {
        const from = kept.indexOf(offset) * size;
        return replayed.values.subarray(from, from + size);
      };
      const columns = [
        ...variables.map((name) => {
          const offset = offsets.get(name);
          return offset === undefined ? new Float64Array(size).fill(Number.NaN) : columnAt(offset);
        }),
        ...beside.map(({ quantity }) => workOut(quantity, size, (name) => columnAt(slots.get(name)!.offset))),
      ];
      const values = new Float64Array(columns.length * size);
      for (const [i, column] of columns.entries()) values.set(column, i * size);
      return { ...replayed, values };
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
      keep(machines, key, machine, 12);
      return machine;
    },
  };
}

/** Keeps the latest few, the one at hand among them. */
function keep<Value>(map: Map<string, Value>, key: string, value: Value, most = 24): void {
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= most) return;
    map.delete(oldest);
  }
}

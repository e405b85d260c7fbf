import type { TimeAxis } from "../run/program.ts";
import type { Outcome } from "./ensemble.ts";
import { UnfitEnsemble } from "./reading.ts";
import type { Sample } from "./sample.ts";
import type { Asked, Leg, Policy } from "./study.ts";

/** A policy and the last saved time at which no stock differs from the run without it. */
export interface Begun extends Policy {
  readonly begins: number;
}

/** Policies that change anything, with the time from which they do, in the run of the declared numbers. */
export function begunPolicies({
  simulator,
  policies,
  given,
  prepared,
}: Pick<Asked, "simulator" | "policies" | "given" | "prepared">): readonly Begun[] {
  const stocks = [...simulator.program.slots].flatMap(([name, { role }]) => (role === "stock" ? [name] : []));
  const question = { inputs: given, rows: "saved", save: stocks } as const;
  const base = simulator.run({ ...question });
  return policies.flatMap((policy) => {
    const { time } = simulator.prepare({ inputs: given, scenario: policy.scenario });
    if (!sameAxis(time, prepared.time))
      throw new UnfitEnsemble(`‘${policy.scenario}’ has a time axis of its own, and cannot be compared.`);
    const own = simulator.run({ ...question, scenario: policy.scenario });
    const first = base.rows.findIndex((value, i) => value !== own.rows[i] && !Number.isNaN(value));
    if (first < 0) return [];
    const row = Math.floor(first / (base.rows.length / base.times.length));
    return [{ ...policy, begins: base.times[Math.max(0, row - 1)]! }];
  });
}

function sameAxis(one: TimeAxis, other: TimeAxis): boolean {
  return one.start === other.start && one.stop === other.stop && one.step === other.step;
}

/** The times so long after a beginning, as far as the run goes, and its end where that is later. */
export function horizonTimes(begins: number, horizons: readonly number[], stop: number): readonly number[] {
  const inside = horizons.map((after) => begins + after).filter((time) => time <= stop);
  const last = inside.at(-1);
  return last === undefined || last < stop ? [...inside, stop] : inside;
}

/** The run without any policy, from which plausible worlds are taken, and one with each of them. */
export function legsOfPolicies(
  asked: Pick<Asked, "simulator" | "given" | "prepared" | "design" | "bands" | "seed">,
  policies: readonly { readonly scenario: string; readonly outcomes: readonly Outcome[] }[],
  baseOutcomes: readonly Outcome[],
): readonly Leg[] {
  const { simulator, given, prepared, design, bands, seed } = asked;
  return [
    { prepared, design, outcomes: baseOutcomes, bands, seed },
    ...policies.map(({ scenario, outcomes }) => ({
      prepared: simulator.prepare({ inputs: given, scenario }),
      design,
      outcomes,
      bands: [],
      seed,
    })),
  ];
}

/** The same samples, of the worlds that all of them have. */
export function inCommonWorlds(samples: readonly Sample[]): readonly Sample[] {
  const counts = new Map<number, number>();
  for (const { worlds } of samples)
    for (const world of worlds) counts.set(world, (counts.get(world) ?? 0) + 1);
  const isCommon = (world: number): boolean => counts.get(world) === samples.length;
  return samples.map((sample) => ({
    ...sample,
    worlds: sample.worlds.filter(isCommon),
    outcomes: sample.outcomes.map((values) => values.filter((_, row) => isCommon(sample.worlds[row]!))),
  }));
}

/** Throws `UnfitEnsemble` where there is no policy to look at. */
export function needPolicies(policies: readonly Begun[], { policies: named }: Asked): void {
  if (policies.length > 0) return;
  throw new UnfitEnsemble(
    named.length === 0
      ? "No scenario of the system sets levers and nothing else. A policy to look at: scenario NAME, and below it: LEVER = NUMBER."
      : `No stock differs with ${named.map(({ scenario }) => `‘${scenario}’`).join(", ")}: there is nothing to compare.`,
  );
}

/** Which worlds policies were tried in, for the reader. */
export function tellPolicyWorlds({ worlds, candidates }: Sample, { bands, design, seed }: Asked): string {
  const of = `${candidates} worlds (${design.sampler}, seed ${seed})`;
  return bands.length > 0
    ? `${worlds.length} plausible worlds, of ${of}: without any policy their past lies in all bands of what was observed. Each policy is tried in each.`
    : `${of}. Each policy is tried in each; the system says nothing of its past, by which worlds could be left out.`;
}

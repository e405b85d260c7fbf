import type { MorrisPlan } from "../sample/morris.ts";
import { bootstrap, type Estimate, type Resampling } from "./interval.ts";

/** What moving one input (or group) across its range does to an outcome, over trajectories. */
export interface ElementaryEffects {
  /** The mean size: the measure to rank by (Campolongo, Cariboni, Saltelli 2007). */
  readonly size: Estimate;
  /** The mean; far below the size where effects go either way. Undefined of a group, whose members may move apart. */
  readonly mean?: number;
  /** The standard deviation, divided by the number: an input that acts in curves or with others has a large one. */
  readonly deviation?: number;
}

/** Works out effects from the outcomes of a plan, in the order of its rows. */
export function elementaryEffects(
  plan: MorrisPlan,
  outcomes: Float64Array,
  resampling: Resampling,
): readonly ElementaryEffects[] {
  const { trajectories, groups, columns } = plan;
  const effects = Array.from({ length: groups }, () => new Float64Array(trajectories));
  for (let trajectory = 0; trajectory < trajectories; trajectory++) {
    const begins = trajectory * (groups + 1);
    for (let row = 1; row <= groups; row++) {
      const { group, by } = plan.moved(trajectory, row);
      effects[group]![trajectory] = (outcomes[begins + row]! - outcomes[begins + row - 1]!) / by;
    }
  }
  return effects.map((ofGroup, group) => {
    const sizes = ofGroup.map(Math.abs);
    const size = bootstrap(trajectories, (rowAt) => meanOf(sizes, rowAt), {
      ...resampling,
      stream: resampling.stream + group,
    });
    if (groups < columns) return { size };
    const mean = meanOf(ofGroup);
    return { size, mean, deviation: Math.sqrt(meanOf(ofGroup.map((effect) => (effect - mean) ** 2))) };
  });
}

function meanOf(values: Float64Array, rowAt: (place: number) => number = (place) => place): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[rowAt(i)]!;
  return sum / values.length;
}

import { Buckets } from "./buckets.ts";
import { type ChunkResults, type Ensemble, fates, type WorldFault } from "./ensemble.ts";
import { Moments } from "./moments.ts";
import { Narrowing } from "./narrowing.ts";

/** The numbers of one outcome over the worlds that are kept. */
export class Spread {
  readonly moments = new Moments();
  readonly buckets = new Buckets();
  /** Exact counts by sign; numbers that are missing are none of these. */
  below = 0;
  nought = 0;
  above = 0;
  missing = 0;

  add(value: number): void {
    if (Number.isNaN(value)) {
      this.missing++;
      return;
    }
    this.moments.add(value);
    this.buckets.add(value);
    if (value < 0) this.below++;
    else if (value > 0) this.above++;
    else this.nought++;
  }
}

/** Statistics over all worlds of an ensemble, of which no world's own numbers are kept. Chunks are added in their order. */
export class Tally {
  readonly ensemble: Ensemble;
  candidates = 0;
  kept = 0;
  failed = 0;
  /** How many worlds each band rejected first. */
  readonly rejected: Float64Array;
  /** The first world in which each variable was the first to be lost, and how many there are. */
  readonly faults = new Map<string, { readonly first: WorldFault; count: number }>();
  readonly outcomes: readonly Spread[];
  /** By fan and time. */
  readonly fans: readonly (readonly Buckets[])[];
  /** What the past says of each input, where there are bands. */
  readonly inputs: readonly Narrowing[];
  private readonly numbers: Float64Array;

  constructor(ensemble: Ensemble) {
    const { bands, outcomes, fans, design } = ensemble;
    this.ensemble = ensemble;
    this.rejected = new Float64Array(bands.length);
    this.outcomes = outcomes.map(() => new Spread());
    this.fans = fans.map(({ times }) => times.map(() => new Buckets()));
    this.inputs =
      bands.length > 0
        ? design.inputs.map(
            ({ shape }, i) =>
              new Narrowing(design.quantiles[i]!, design.sampler === "table" || shape.kind === "discrete"),
          )
        : [];
    this.numbers = new Float64Array(design.inputs.length);
  }

  add({ first, fates: ended, faults, values }: ChunkResults): void {
    let at = 0;
    for (const [place, fate] of ended.entries()) {
      this.candidates++;
      if (fate === fates.failed) this.failed++;
      else if (fate !== fates.kept) this.rejected[fate - 1]!++;
      else {
        this.kept++;
        this.addInputs(first + place);
        for (const spread of this.outcomes) spread.add(values[at++]!);
        for (const cells of this.fans) {
          for (const cell of cells) addNumber(cell, values[at++]!);
        }
      }
    }
    for (const fault of faults) {
      const known = this.faults.get(fault.variable);
      if (known) known.count++;
      else this.faults.set(fault.variable, { first: fault, count: 1 });
    }
  }

  private addInputs(world: number): void {
    if (this.inputs.length === 0) return;
    this.ensemble.design.world(world, this.numbers);
    for (const [i, narrowing] of this.inputs.entries()) narrowing.add(this.numbers[i]!);
  }
}

function addNumber(cell: Buckets, value: number): void {
  if (!Number.isNaN(value)) cell.add(value);
}

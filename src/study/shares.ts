import {
  itemsOf,
  type JudgedWorlds,
  linesOf,
  verdictCodes,
  type WorldLoss,
} from "../argument/verdictcodes.ts";
import type { Judged } from "../argument/worlds.ts";
import { Buckets } from "./buckets.ts";
import { type Estimate, shareOf } from "./interval.ts";

/** In how many worlds each verdict was given. */
export type VerdictCounts = Readonly<Record<(typeof verdictCodes)[number], number>>;

/** How often something holds, of the worlds in which it could be tested. */
export interface Share extends Estimate {
  readonly worlds: number;
}

/** One line of a claim or check over all worlds. */
export interface LineShares {
  readonly counts: VerdictCounts;
  /** The change of its effect in per cent, or what stands on the left. */
  readonly values: Buckets;
  /** Worlds in which that is above and below nought. */
  readonly above: number;
  readonly below: number;
}

/**
 * What comes out of an argument over many worlds. Counts only, so that the order in which worlds come does not matter; of
 * the first ones the verdicts are kept too, to find out which worlds they are.
 */
export class ArgumentTally {
  readonly mostKept: number;
  /** The numbers of the worlds whose verdicts are kept. */
  readonly kept: number[] = [];
  private total = 0;
  /** In how many worlds a number was lost in a run; by run and variable, the first of these and how many. */
  lostWorlds = 0;
  readonly losses = new Map<string, { readonly first: WorldLoss; count: number }>();
  private readonly items: number;
  private readonly lines: number;
  /** By item, then line, and by code. */
  private readonly counts: Float64Array[];
  private readonly values: readonly Buckets[];
  private readonly above: Float64Array;
  private readonly below: Float64Array;
  private readonly codes: Uint8Array[] = [];

  /** `judged` tells what there is to count; any world's verdicts do. */
  constructor(judged: Judged, mostKept: number) {
    this.items = itemsOf(judged).length;
    this.lines = linesOf(judged).length;
    this.mostKept = mostKept;
    this.counts = Array.from(
      { length: this.items + this.lines },
      () => new Float64Array(verdictCodes.length),
    );
    this.values = Array.from({ length: this.lines }, () => new Buckets());
    this.above = new Float64Array(this.lines);
    this.below = new Float64Array(this.lines);
  }

  /** How many worlds were judged. */
  get worlds(): number {
    return this.total;
  }

  add({ worlds, codes, values, lost }: JudgedWorlds): void {
    for (const loss of lost) this.addLoss(loss);
    const width = this.items + this.lines;
    for (const [i, world] of worlds.entries()) {
      this.total++;
      for (let place = 0; place < width; place++) this.counts[place]![codes[i * width + place]!]!++;
      for (let line = 0; line < this.lines; line++) this.addValue(line, values[i * this.lines + line]!);
      if (this.kept.length >= this.mostKept) continue;
      this.kept.push(world);
      this.codes.push(codes.slice(i * width, i * width + this.items));
    }
  }

  private addLoss(loss: WorldLoss): void {
    this.lostWorlds++;
    const key = `${loss.variable} ${loss.run}`;
    const known = this.losses.get(key);
    if (known) known.count++;
    else this.losses.set(key, { first: loss, count: 1 });
  }

  private addValue(line: number, value: number): void {
    if (Number.isNaN(value)) return;
    this.values[line]!.add(value);
    if (value > 0) this.above[line]!++;
    else if (value < 0) this.below[line]!++;
  }

  countsOf(item: number): VerdictCounts {
    return this.countsAt(item);
  }

  lineAt(line: number): LineShares {
    return {
      counts: this.countsAt(this.items + line),
      values: this.values[line]!,
      above: this.above[line]!,
      below: this.below[line]!,
    };
  }

  /** The code of an item in each of the worlds that are kept. */
  keptCodes(item: number): Uint8Array {
    return Uint8Array.from(this.codes, (codes) => codes[item]!);
  }

  private countsAt(place: number): VerdictCounts {
    const counts = this.counts[place]!;
    return Object.fromEntries(verdictCodes.map((word, code) => [word, counts[code]!])) as Record<
      (typeof verdictCodes)[number],
      number
    >;
  }
}

/**
 * The share of worlds in which something holds. Worlds in which it could not be tested say nothing; one without an effect
 * is a world in which it does not hold. Undefined where none is left.
 */
export function shareHolding(counts: VerdictCounts): Share | undefined {
  const { holds, fails, varies } = counts;
  const worlds = holds + fails + varies + counts["no-effect"];
  return worlds === 0 ? undefined : { ...shareOf(holds, worlds), worlds };
}

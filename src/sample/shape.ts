import type { RangeShape } from "../model/variable.ts";
import type { Routines } from "./routines.ts";

/** How likely the numbers of a range are: as a model says it, or as a file for another program. */
export type Shape = RangeOf<RangeShape> | ForeignShape;

interface RangeOf<Kind> {
  readonly kind: Kind;
  readonly low: number;
  readonly high: number;
  /** The declared number: where triangular and PERT have their peak, and normal and lognormal their middle. */
  readonly declared: number;
}

/** A distribution of another program, by its name there and its arguments. */
interface ForeignShape extends RangeOf<"foreign"> {
  readonly distribution: string;
  readonly args: readonly number[];
  readonly quantile: Quantile;
}

/** A shape without what is declared. */
export type ShapeOf<Any extends Shape> = Any extends Shape ? Omit<Any, "declared"> : never;

/** The number below which a share of all lies. */
export type Quantile = (share: number) => number;

/** That of a shape; never outside the range. */
export function quantileOf(shape: Shape, routines: Routines): Quantile {
  const { low, high } = shape;
  const quantile = unboundedQuantile(shape, routines);
  return (share) => Math.min(high, Math.max(low, quantile(share)));
}

function unboundedQuantile(shape: Shape, routines: Routines): Quantile {
  const { kind, low, high, declared } = shape;
  const { ln, exp } = routines;
  switch (kind) {
    case "foreign":
      return shape.quantile;
    case "uniform":
      return (share) => low + share * (high - low);
    case "triangular": {
      const rising = (high - low) * (declared - low);
      const falling = (high - low) * (high - declared);
      const atPeak = (declared - low) / (high - low);
      return (share) =>
        share < atPeak ? low + Math.sqrt(share * rising) : high - Math.sqrt((1 - share) * falling);
    }
    case "loguniform": {
      const [lnLow, lnHigh] = [ln(low), ln(high)];
      return (share) => exp(lnLow + share * (lnHigh - lnLow));
    }
    case "normal":
      return cutNormal([low, declared, high], routines);
    case "lognormal": {
      const quantile = cutNormal([ln(low), ln(declared), ln(high)], routines);
      return (share) => exp(quantile(share));
    }
    case "pert":
      return pertQuantile([low, declared, high], routines);
    case "discrete": {
      const [first, last] = [Math.ceil(low), Math.floor(high)];
      const count = last - first + 1;
      return (share) => first + Math.min(count - 1, Math.floor(share * count));
    }
  }
}

/** Where a range begins, its declared number, where it ends. */
type Ends = readonly [low: number, declared: number, high: number];

/** Of a bell around the declared number in which the whole range is four standard deviations, cut at its ends. */
function cutNormal([low, middle, high]: Ends, { normalShare, normalQuantile }: Routines): Quantile {
  const deviation = (high - low) / 4;
  const below = normalShare((low - middle) / deviation);
  const inside = normalShare((high - middle) / deviation) - below;
  return (share) => middle + deviation * normalQuantile(below + share * inside);
}

/** D. Malcolm and others, Application of a technique for research and development program evaluation, 1959. */
function pertQuantile([low, peak, high]: Ends, { betaQuantile }: Routines): Quantile {
  const width = high - low;
  const [a, b] = [1 + (4 * (peak - low)) / width, 1 + (4 * (high - peak)) / width];
  return (share) => {
    if (share <= 0) return low;
    return share >= 1 ? high : low + width * betaQuantile(a, b, share);
  };
}

/** Why numbers cannot be drawn from a range, in words that follow its name; undefined where they can. */
export function shapeFault({ kind, low, high, declared }: Shape): string | undefined {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return "has an end that is no finite number";
  if (low > high) return `is empty: it begins at ${low} and ends at ${high}`;
  if ((kind === "loguniform" || kind === "lognormal") && !(low > 0))
    return `begins at ${low}, and a ${kind} one lies above nought`;
  if (kind === "discrete" && Math.floor(high) < Math.ceil(low)) return "has no whole number in it";
  const needsDeclared = kind === "triangular" || kind === "pert" || kind === "normal" || kind === "lognormal";
  if (needsDeclared && !(declared >= low && declared <= high))
    return `does not hold the declared number, ${declared}, where a ${kind} one has its peak`;
  return undefined;
}

import { foldName } from "../model/name.ts";
import type { SampledInput } from "./inputs.ts";
import type { Routines } from "./routines.ts";

/** What a copula reads of an input. */
export type Correlated = Pick<SampledInput, "correlated">;

/** The groups of inputs that go together. A point has a column for each, behind those of the inputs. */
export function groupsOf(inputs: readonly Correlated[]): readonly string[] {
  return [...new Set(inputs.flatMap(({ correlated }) => (correlated ? [foldName(correlated.group)] : [])))];
}

/**
 * Makes shares that are drawn independently go together as the model says. Members of a group share one factor of a
 * Gaussian copula: two that say `correlated r` and `correlated s` have a normal correlation of √(r s), against each other
 * where the signs differ.
 */
export interface Copula {
  /** In place. */
  correlate(point: Float64Array): void;
  /**
   * Of two points that are independent of each other, and not yet correlated, the first says what stays and the second what
   * is drawn again, given what stays.
   */
  between(point: Float64Array, other: Float64Array): DrawAgain;
}

/** Writes shares that go together, some of which are drawn again. */
export type DrawAgain = (isDrawn: IsDrawn, into: Float64Array) => void;

/** Whether the input of a column is drawn again. */
export type IsDrawn = (column: number) => boolean;

export function createCopula(
  inputs: readonly Correlated[],
  { normalShare, normalQuantile }: Routines,
): Copula {
  const groups = groupsOf(inputs);
  const members = inputs.flatMap(({ correlated }, column): Member[] => {
    if (!correlated) return [];
    const factor = inputs.length + groups.indexOf(foldName(correlated.group));
    const weight = Math.sign(correlated.by) * Math.sqrt(Math.abs(correlated.by));
    return [{ column, factor, weight, rest: Math.sqrt(1 - Math.abs(correlated.by)) }];
  });
  // Shares of nought and one are moved inside, where the quantile is finite.
  const quantile = (share: number): number =>
    normalQuantile(Math.min(1 - 2 ** -53, Math.max(2 ** -54, share)));
  const normalOf = ({ column, factor, weight, rest }: Member, point: Float64Array): number =>
    weight * quantile(point[factor]!) + rest * quantile(point[column]!);
  return {
    correlate(point) {
      for (const member of members) point[member.column] = normalShare(normalOf(member, point));
    },
    between(point, other) {
      // What does not depend on what stays is worked out once.
      const placed = members.map((member): Placed => {
        const normal = normalOf(member, point);
        const apart = normal - normalOf(member, other);
        const own = member.rest * quantile(other[member.column]!);
        return { ...member, normal, apart, own, share: normalShare(normal) };
      });
      const together = groups.map((_, group) => {
        const factor = inputs.length + group;
        return { drawn: quantile(other[factor]!), placed: placed.filter((one) => one.factor === factor) };
      });
      return (isDrawn, into) => {
        for (let column = 0; column < inputs.length; column++)
          into[column] = (isDrawn(column) ? other : point)[column]!;
        for (const { drawn, placed: all } of together) {
          const factor = factorGiven(
            all.filter(({ column }) => !isDrawn(column)),
            drawn,
          );
          for (const { column, weight, own, share } of all)
            into[column] = isDrawn(column) ? normalShare(weight * factor + own) : share;
        }
      };
    },
  };
}

/** An input of a group: its normal number is `weight` times the factor of the group and `rest` times one of its own. */
interface Member {
  readonly column: number;
  readonly factor: number;
  readonly weight: number;
  readonly rest: number;
}

/** A member between two points. */
interface Placed extends Member {
  /** Its number, where it stays. */
  readonly normal: number;
  readonly share: number;
  /** How far that lies above its number at the other point. */
  readonly apart: number;
  /** Its own part at the other point. */
  readonly own: number;
}

/**
 * The factor of a group, given the members that stay. It is normal as they are: an independent draw of all of them, moved by
 * what the regression of the factor on the members says of the difference.
 */
function factorGiven(staying: readonly Placed[], drawn: number): number {
  const telling = staying.find(({ rest }) => rest === 0);
  if (telling) return telling.normal / telling.weight;
  let [precision, moved] = [1, 0];
  for (const { weight, rest, apart } of staying) {
    precision += (weight / rest) ** 2;
    moved += (weight / rest ** 2) * apart;
  }
  return drawn + moved / precision;
}

import { balancedBox, withoutLimit } from "./boxes.ts";
import type { CaseInput, Cases } from "./cases.ts";
import { shareOf } from "./interval.ts";
import { type PrimBox, primBoxes, rowsIn, usualPrim } from "./prim.ts";
import { quasiP } from "./quasip.ts";
import { regionalDistance } from "./regional.ts";

/** In which worlds something is so: limits of few inputs, and how well they tell. */
export interface Where {
  readonly limits: readonly Limit[];
  /** The worlds that the figures were counted in: others than those in which the limits were found. */
  readonly worlds: number;
  /** Of these, those of interest. */
  readonly share: number;
  /** Those within the limits, and among them those of interest. */
  readonly inside: number;
  readonly found: number;
}

/** At least one end; the other one is open. */
export interface Limit {
  readonly label: string;
  readonly low?: number;
  readonly high?: number;
}

/** Fewer worlds of interest, or others, than these are no ground for a description. */
export const leastCases = 10;
/** Nor is a box a description in which fewer of them are found again. */
const leastFound = 5;
/** Of many inputs those are looked at that differ most between the worlds of interest and the others. */
const mostInputs = 8;
/** More limits than these are no plain words. */
const mostLimits = 3;
/** A limit that chance would give as often as this is left out. */
const mostByChance = 0.05;

/**
 * Describes worlds of interest by a box. It is looked for in every other world, its limits are rounded, and it is counted in
 * the rest: what fits those worlds alone in which it was found does not come through. Undefined where there are too few
 * worlds, or where inside of the box they are no more of interest than everywhere.
 */
export function describeWhere(cases: Cases): Where | undefined {
  const interesting = cases.interest.reduce((sum, one) => sum + one, 0);
  if (Math.min(interesting, cases.interest.length - interesting) < leastCases) return undefined;
  const [found, rest] = [0, 1].map((first) => everyOther(cases, first)) as [Cases, Cases];
  const box = boxIn(withInputsThatDiffer(found));
  if (!box) return undefined;
  const inputs = box.limits.map(({ label }) => rest.inputs.find(({ name }) => name === label)!);
  const counted: Cases = { inputs, interest: rest.interest };
  const low = Float64Array.from(box.limits, (limit) => limit.low ?? Number.NEGATIVE_INFINITY);
  const high = Float64Array.from(box.limits, (limit) => limit.high ?? Number.POSITIVE_INFINITY);
  const inside = rowsIn(counted, { low, high }, Int32Array.from(rest.interest.keys()));
  const hits = inside.reduce((sum, row) => sum + rest.interest[row]!, 0);
  const share = rest.interest.reduce((sum, one) => sum + one, 0) / rest.interest.length;
  if (hits < leastFound || shareOf(hits, inside.length).low <= share) return undefined;
  return { limits: box.limits, worlds: rest.interest.length, share, inside: inside.length, found: hits };
}

function everyOther({ inputs, interest }: Cases, first: number): Cases {
  const isTaken = (_: number, row: number): boolean => row % 2 === first;
  return {
    interest: interest.filter(isTaken),
    inputs: inputs.map((input) => ({ ...input, values: input.values.filter(isTaken) })),
  };
}

function withInputsThatDiffer({ inputs, interest }: Cases): Cases {
  const distances = new Map(
    inputs.map((input) => [input, regionalDistance(input.values, (row) => interest[row] === 1)]),
  );
  const apart = (input: CaseInput): number => distances.get(input) || 0;
  return {
    interest,
    inputs: inputs.toSorted((one, other) => apart(other) - apart(one)).slice(0, mostInputs),
  };
}

/** The box with the best balance, of which the limits that may be there by chance have been taken away. */
function boxIn(cases: Cases): { readonly limits: readonly Limit[] } | undefined {
  const rows = Int32Array.from(cases.interest.keys());
  const trajectory = primBoxes(cases, usualPrim, rows);
  let box = balancedBox(trajectory);
  for (;;) {
    const chances = quasiP(cases, box, rows);
    const worst = Math.max(...chances);
    if (box.restricted.length <= mostLimits && !(worst > mostByChance)) break;
    const input = box.restricted[chances.indexOf(worst)]!;
    box = withoutLimit(cases, { box, trajectory, rows }, input);
  }
  return box.restricted.length === 0 ? undefined : { limits: limitsOf(cases, box, trajectory[0]!) };
}

function limitsOf({ inputs }: Cases, box: PrimBox, first: PrimBox): readonly Limit[] {
  return box.restricted.map((input) => {
    const { name, kind } = inputs[input]!;
    const [low, high] = [box.low[input]!, box.high[input]!];
    const round = (limit: number): number => (kind === "whole" ? limit : Number(limit.toPrecision(3)));
    return {
      label: name,
      ...(low > first.low[input]! && { low: round(low) }),
      ...(high < first.high[input]! && { high: round(high) }),
    };
  });
}

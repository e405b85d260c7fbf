import type { Uniforms } from "../sample/uniform.ts";
import type { Cases } from "./cases.ts";
import { type PrimBox, type PrimSettings, primBoxes, rowsIn } from "./prim.ts";

/** A box and its rows: one description of where the worlds of interest lie. */
export interface FoundBox {
  readonly box: PrimBox;
  /** The boxes that it was chosen from. */
  readonly trajectory: readonly PrimBox[];
  /** The rows that earlier boxes had left. */
  readonly rows: Int32Array;
}

/** One box after another: each is looked for among the rows that those before it leave. `choose` takes one of a trajectory in these rows. */
export function boxesOneAfterAnother(
  cases: Cases,
  settings: PrimSettings,
  choose: (trajectory: readonly PrimBox[], rows: Int32Array) => PrimBox,
  most: number,
): readonly FoundBox[] {
  const found: FoundBox[] = [];
  let rows = Int32Array.from(cases.interest.keys());
  while (found.length < most && rows.some((row) => cases.interest[row] === 1)) {
    const trajectory = primBoxes(cases, settings, rows);
    const box = choose(trajectory, rows);
    if (box.restricted.length === 0) break;
    found.push({ box, trajectory, rows });
    const inside = new Set(rowsIn(cases, box, rows));
    rows = rows.filter((row) => !inside.has(row));
  }
  return found;
}

/** The box with the best balance: the largest harmonic mean of coverage and density, the later one of equals. */
export function balancedBox(trajectory: readonly PrimBox[]): PrimBox {
  const balance = ({ coverage, density }: PrimBox): number =>
    coverage + density === 0 ? 0 : (2 * coverage * density) / (coverage + density);
  return trajectory.reduce((best, box) => (balance(box) >= balance(best) ? box : best));
}

/** A box without one of its limits, counted anew. */
export function withoutLimit(cases: Cases, { box, trajectory, rows }: FoundBox, input: number): PrimBox {
  const [low, high] = [box.low.slice(), box.high.slice()];
  low[input] = trajectory[0]!.low[input]!;
  high[input] = trajectory[0]!.high[input]!;
  const inside = rowsIn(cases, { low, high }, rows);
  const count = (of: Iterable<number>): number => [...of].reduce((sum, row) => sum + cases.interest[row]!, 0);
  const found = count(inside);
  return {
    low,
    high,
    restricted: box.restricted.filter((other) => other !== input),
    rows: inside.length,
    cases: found,
    coverage: found / count(cases.interest.keys()),
    density: found / inside.length,
    mass: inside.length / cases.interest.length,
  };
}

/**
 * How often each input is restricted when the boxes are looked for in halves of the rows, by the box whose coverage is
 * nearest to that of the one found: limits that come back every time are no accident of the sample.
 */
export function resampledLimits(
  cases: Cases,
  settings: PrimSettings,
  { box, rows }: FoundBox,
  uniforms: Uniforms,
  times = 10,
): readonly number[] {
  const counts = cases.inputs.map(() => 0);
  for (let turn = 0; turn < times; turn++) {
    const half = halfOf(rows, uniforms, turn);
    const nearest = primBoxes(halved(cases, half), settings).reduce((best, other) =>
      Math.abs(other.coverage - box.coverage) < Math.abs(best.coverage - box.coverage) ? other : best,
    );
    for (const input of nearest.restricted) counts[input]!++;
  }
  return counts.map((count) => count / times);
}

/** Half of the rows, each as likely as any other half. */
function halfOf(rows: Int32Array, uniforms: Uniforms, turn: number): Int32Array {
  const shuffled = rows.slice();
  const count = rows.length >> 1;
  for (let i = 0; i < count; i++) {
    const other = i + uniforms.below(rows.length - i, "resample", i, 0, turn);
    [shuffled[i], shuffled[other]] = [shuffled[other]!, shuffled[i]!];
  }
  return shuffled.slice(0, count).sort();
}

/** The cases of some rows alone. */
function halved(cases: Cases, rows: Int32Array): Cases {
  return {
    interest: Uint8Array.from(rows, (row) => cases.interest[row]!),
    inputs: cases.inputs.map((input) => ({
      ...input,
      values: Float64Array.from(rows, (row) => input.values[row]!),
    })),
  };
}

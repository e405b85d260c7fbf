import { createDesign } from "../sample/design.ts";
import type { Sampler } from "../sample/sampler.ts";
import { UnfitEnsemble } from "./reading.ts";
import type { Asked, Leg } from "./study.ts";

/** The inputs of a plan that moves them over their whole ranges, in groups that are moved together. */
export interface Grouping {
  readonly labels: readonly string[];
  /** The group of each input. */
  readonly groupOf: readonly number[];
}

/** Every input by itself, or by sector. Throws `UnfitEnsemble` where they go together, which such plans cannot respect. */
export function groupInputs({ inputs, bySector }: Asked, study: string): Grouping {
  if (inputs.length === 0)
    throw new UnfitEnsemble("Nothing is left to vary: what is set, or in the scenario, stays where it is.");
  const together = inputs.filter(({ correlated }) => correlated);
  if (together.length > 0)
    throw new UnfitEnsemble(
      `${study} moves each input by itself, but ${together.length} of them go together (‘${together[0]!.label}’ is correlated): worlds that the model leaves out would be run, and shares of variance would be counted twice. Instead: hence study pawn, or regional, which take worlds as they come.`,
    );
  if (!bySector) return { labels: inputs.map(({ label }) => label), groupOf: [...inputs.keys()] };
  const names = inputs.map(({ sector }) => sector ?? "(no sector)");
  const labels = [...new Set(names)];
  const groupOf = names.map((name) => labels.indexOf(name));
  return { labels: labels.map((label, group) => `${label} (${countOf(groupOf, group)})`), groupOf };
}

function countOf(groups: readonly number[], wanted: number): number {
  return groups.filter((group) => group === wanted).length;
}

/** An ensemble of the rows of a plan: nothing is left out, or the plan would have holes. */
export function legOfPlan(
  plan: Sampler,
  asked: Asked,
  settings: Readonly<Record<string, number | boolean>>,
): Leg {
  const { prepared, inputs, outcomes, seed } = asked;
  return { prepared, design: createDesign(plan, { inputs, seed, settings }), outcomes, bands: [], seed };
}

/** The pieces of a plan (`size` rows each) of which every world came to an end; the worlds are ascending. */
export function wholePieces(worlds: readonly number[], size: number): readonly number[] {
  const counts = new Map<number, number>();
  for (const world of worlds) {
    const piece = Math.floor(world / size);
    counts.set(piece, (counts.get(piece) ?? 0) + 1);
  }
  return [...counts].flatMap(([piece, count]) => (count === size ? [piece] : []));
}

/** The outcomes of whole pieces, one behind the other. */
export function outcomesOfPieces(
  { worlds, values }: { readonly worlds: readonly number[]; readonly values: Float64Array },
  pieces: readonly number[],
  size: number,
): Float64Array {
  const wanted = new Set(pieces);
  return values.filter((_, row) => wanted.has(Math.floor(worlds[row]! / size)));
}

/** Which worlds a plan over whole ranges runs, for the reader. */
export function tellWholeRanges({ design, outcomes }: Leg, asked: Asked): string {
  const past =
    asked.bands.length > 0
      ? " The past was not asked: worlds whose past lies outside of the bands are among them."
      : "";
  const many = outcomes.length === 0 ? "" : ` (${design.sampler}, seed ${asked.seed})`;
  return `${asked.inputs.length} uncertain numbers were moved over their whole ranges${many}.${past}`;
}

/** What lost worlds mean for a plan. Throws `UnfitEnsemble` where hardly anything is left. */
export function warnOfHoles(
  whole: number,
  of: number,
  what: string,
  why: string | undefined,
): readonly string[] {
  if (whole === of) return [];
  const first = why === undefined ? "" : `: ${why}, to begin with`;
  if (whole < of / 2 || whole < 2)
    throw new UnfitEnsemble(
      `Only ${whole} of ${of} ${what} came to an end; in the others a number was lost${first}. Narrow the ranges in which that happens.`,
    );
  return [`${of - whole} of ${of} ${what} are left out, as a number was lost in a world of each${first}.`];
}

import { createDesign, type Designed } from "../sample/design.ts";
import type { Sampler } from "../sample/sampler.ts";
import { UnfitEnsemble } from "./reading.ts";
import type { Asked, Leg } from "./study.ts";

/** The inputs of a plan that moves them over their whole ranges, in groups that are moved together. */
export interface Grouping {
  readonly labels: readonly string[];
  /** The group of each input. */
  readonly groupOf: readonly number[];
}

/**
 * Every input by itself, or by sector. Where inputs are chosen, those stand by themselves, and the others are moved together,
 * or by sector.
 */
export function groupInputs({ inputs, bySector, chosen }: Asked): Grouping {
  if (inputs.length === 0)
    throw new UnfitEnsemble("Nothing is left to vary: what is set, or in the scenario, stays where it is.");
  const placed = inputs.map(({ key, label, sector = "(no sector)" }): Place => {
    if (chosen ? chosen.has(key) : !bySector) return { group: `input ${key}`, labelOf: () => label };
    return bySector
      ? { group: `sector ${sector}`, labelOf: (count) => `${sector} (${count})` }
      : { group: "others", labelOf: (count) => `the other ${count}` };
  });
  const groups = [...new Set(placed.map(({ group }) => group))];
  return {
    labels: groups.map((name) => {
      const members = placed.filter(({ group }) => group === name);
      return members[0]!.labelOf(members.length);
    }),
    groupOf: placed.map(({ group }) => groups.indexOf(group)),
  };
}

/** The group that an input stands in, and how that is called where it has so many members. */
interface Place {
  readonly group: string;
  readonly labelOf: (members: number) => string;
}

/** Throws `UnfitEnsemble` where inputs go together, for a plan that cannot respect it. */
export function refuseTogether({ inputs }: Asked, study: string): void {
  const together = inputs.filter(({ correlated }) => correlated);
  if (together.length === 0) return;
  throw new UnfitEnsemble(
    `${study} moves each input by itself, but ${together.length} of them go together (‘${together[0]!.label}’ is correlated): worlds that the model leaves out would be run, and shares of variance would be counted twice. Instead: hence study shapley, which draws inputs given the others; or pawn and regional, which take worlds as they come.`,
  );
}

/** An ensemble of the rows of a plan: nothing is left out, or the plan would have holes. */
export function legOfPlan(plan: Sampler, asked: Asked, settings: NonNullable<Designed["settings"]>): Leg {
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

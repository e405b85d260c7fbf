import type { CaseInput, Cases } from "./cases.ts";
import { worldsWhere } from "./condition.ts";
import { UnfitEnsemble } from "./reading.ts";
import type { Report } from "./report.ts";
import { inputColumns, type Sample } from "./sample.ts";
import { type Asked, describeOutcome, type Leg, nameOutcome, type Plan, type StudyOption } from "./study.ts";
import { roundedWords } from "./words.ts";

/** The worlds that methods take as they come: all of a design, or those of them that fit the past. */
export function legAsAsked({ prepared, design, outcomes, bands, history, seed, judging }: Asked): Leg {
  return { prepared, design, outcomes, bands: history ? bands : [], seed, ...(judging && { judging }) };
}

/** Which worlds were run, for the reader. */
export function tellWorlds({ worlds, candidates }: Sample, { design, bands, history, seed }: Asked): string {
  const of = `${candidates} worlds (${design.sampler}, seed ${seed})`;
  if (history)
    return `${worlds.length} plausible worlds, of ${of}: their past lies in all bands of what was observed.`;
  return `${of} over the whole ranges of ${design.inputs.length} uncertain numbers.${bands.length > 0 ? " The past was not asked; --history leaves out worlds that do not fit it." : ""}`;
}

export function warnOfLost({ lost, candidates, why }: Sample): readonly string[] {
  if (lost === 0) return [];
  return [
    `${lost} of ${candidates} worlds are left out, as a number was lost in them: ${why}, to begin with.`,
  ];
}

/** Throws `UnfitEnsemble` where fewer worlds are left than a method needs. */
export function needWorlds(
  { worlds, candidates, untold }: Sample,
  least: number,
  { history, judging }: Asked,
  why: string,
): void {
  if (worlds.length >= least) return;
  if (judging && untold > candidates / 2)
    throw new UnfitEnsemble(
      `In ${untold} of ${candidates} worlds there is no telling whether ‘${judging.words}’: it cannot be tested there. The cause of a claim may already be where it is to be moved to.`,
    );
  const of = history ? `${candidates} worlds fit the past` : `${candidates} worlds came to an end`;
  throw new UnfitEnsemble(
    `${worlds.length} of ${of}; ${why} ${least} or more. ${worlds.length === 0 && history ? "Which bands conflict: hence sweep --history." : `--runs ${suggestRuns(worlds.length, candidates, least)} would give so many.`}`,
  );
}

function suggestRuns(kept: number, candidates: number, least: number): number {
  const factor = (1.5 * least) / Math.max(1, kept);
  return Number((candidates * Math.max(2, factor)).toPrecision(1));
}

/** Worlds of interest, with what they are made of. */
export interface Interest {
  readonly cases: Cases;
  readonly found: number;
  /** What they are about. */
  readonly title: string;
  /** `radicalised@2035 > 52000`, with the limit as a number. */
  readonly words: string;
}

/** With fewer worlds of interest than these, or of others, there is nothing to describe. */
const leastOfEither = 10;

/**
 * Parts worlds by the condition that was asked for. Throws `UnfitEnsemble` where it holds everywhere or nowhere, or hardly
 * so.
 */
export function interestIn(sample: Sample, asked: Asked): Interest {
  const { design, judging } = asked;
  const { interest, words, ends } = judging
    ? { interest: Uint8Array.from(sample.judged!), words: judging.words, ends: "" }
    : conditionIn(sample, asked);
  const title = judging?.title ?? describeOutcome(asked.outcomes[0]!);
  const total = interest.length;
  const found = interest.reduce((sum, one) => sum + one, 0);
  if (found < leastOfEither || total - found < leastOfEither) {
    const how = found === total ? "everywhere" : found === 0 ? "nowhere" : `in ${found} of ${total} worlds`;
    throw new UnfitEnsemble(
      `‘${words}’ ${judging ? "is so" : "holds"} ${how}: there is nothing to tell apart. ${ends}A method needs ${leastOfEither} worlds on either side, and says more with a hundred.`,
    );
  }
  const columns = inputColumns(design, sample.worlds);
  const inputs = design.inputs.map(
    ({ label, shape }, i): CaseInput => ({
      name: label,
      kind: shape.kind === "discrete" ? "whole" : "real",
      values: columns[i]!,
    }),
  );
  return { cases: { inputs, interest }, found, title, words };
}

/** The worlds in which the asked condition holds, and from where to where its outcome goes. */
function conditionIn({ outcomes: [values] }: Sample, { where, outcomes }: Asked) {
  if (!where || !values) throw new UnfitEnsemble("Nothing was said of which worlds are of interest.");
  const { interest, limit } = worldsWhere(where, values);
  const sorted = values.slice().sort();
  return {
    interest,
    words: `${nameOutcome(outcomes[0]!)} ${where.relation} ${roundedWords(limit)}`,
    ends: `It goes from ${roundedWords(sorted[0]!)} to ${roundedWords(sorted.at(-1)!)}. `,
  };
}

/** What a study listens to that tells worlds of interest from the others. */
export const interestOptions: readonly StudyOption[] = [
  "where",
  "claim",
  "scenario",
  "runs",
  "sampler",
  "table",
  "history",
];

/**
 * The plan of a study that tells worlds of interest from the others: its worlds are run, parted, and told. Throws
 * `UnfitEnsemble` where fewer than `least` are left; `needs` says what wants so many.
 */
export function planInterest(
  asked: Asked,
  { least, needs }: { readonly least: number; readonly needs: string },
  report: (interest: Interest) => Report,
): Plan {
  return {
    legs: [legAsAsked(asked)],
    async report(run) {
      const [sample] = (await run([0])) as [Sample];
      needWorlds(sample, least, asked, needs);
      const interest = interestIn(sample, asked);
      const { sections, warnings, data } = report(interest);
      return {
        sections,
        warnings: [...warnOfLost(sample), ...warnings],
        data: {
          says: tellWorlds(sample, asked),
          runs: sample.candidates,
          worlds: interest.cases.interest.length,
          where: interest.words,
          interest: interest.found,
          ...data,
        },
      };
    },
  };
}

/** A limit of an input in plain words: `above 0.3`, `0.1 to 0.3`. */
export function limitWords(low: number, high: number): string {
  const [from, to] = [low, high].map((limit) => roundedWords(limit));
  if (Number.isFinite(low) && Number.isFinite(high)) return `${from} to ${to}`;
  return Number.isFinite(low) ? `above ${from}` : `below ${to}`;
}

/** How often it is worth while to draw from so many rows again, in so many inputs. */
export function timesFor(rows: number, inputs: number, most: number): number {
  return Math.max(20, Math.min(most, Math.round(2e6 / (rows * inputs))));
}

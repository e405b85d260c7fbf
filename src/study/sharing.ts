import type { Sampler } from "../sample/sampler.ts";
import type { Outcome } from "./ensemble.ts";
import type { Estimate, Resampling } from "./interval.ts";
import { drawOverTime, outcomeOverTime } from "./overtime.ts";
import { mayBeNought, type Section } from "./report.ts";
import type { Sample } from "./sample.ts";
import { type Asked, describeOutcome, type Leg, nameOutcome, type Plan } from "./study.ts";
import { outcomesOfPieces, tellWholeRanges, warnOfHoles, wholePieces } from "./wholeranges.ts";

/** A way to part the variance of an outcome among inputs, from the rows of a plan over their whole ranges. */
export interface Sharing<Found extends Shared> {
  readonly plan: Sampler & { readonly base: number; readonly block: number };
  /** Of the inputs, or groups of them. */
  readonly labels: readonly string[];
  readonly leg: Leg;
  /** What comes of the blocks of these numbers; of a time among many nothing is worked out that is not shown. */
  find(blocks: Blocks, resampling: Resampling, of: "an outcome" | "one of many times"): Found;
  /** What inputs are ranked by, and whose intervals are watched. */
  measuresOf(found: Found): readonly Estimate[];
  draw(outcome: Outcome, found: Found): readonly Section[];
  /** `Shares over time` */
  readonly overTime: string;
  dataOf(found: Found): Readonly<Record<string, unknown>>;
  readonly says?: string;
}

export interface Shared {
  readonly variance: number;
}

/** The blocks of a plan in which no number was lost. */
export interface Blocks {
  readonly numbers: readonly number[];
  /** One behind the other. */
  readonly outcomes: Float64Array;
}

/** How many blocks a plan has unless told. */
export const usualBase = 512;
/** With fewer than these, intervals are wide. */
const fewBaseRows = 256;
/** Of each of many times intervals are rougher. */
const timesOverTime = 100;

/** The outcomes of such a study: those that are named, and where it is asked for, each at every saved time. */
export function sharedOutcomes(asked: Asked): readonly Outcome[] {
  const { outcomes, overTime } = asked;
  return [...outcomes, ...(overTime ? outcomes.flatMap((one) => outcomeOverTime(one, asked)) : [])];
}

export function planSharing<Found extends Shared>(asked: Asked, sharing: Sharing<Found>): Plan {
  const { plan, labels, leg, says = "" } = sharing;
  const named = asked.outcomes;
  const few = { ...asked.resampling, times: Math.min(timesOverTime, asked.resampling.times) };
  return {
    legs: [leg],
    async report(run) {
      const [{ worlds, outcomes, why }] = (await run([0])) as [Sample];
      const numbers = wholePieces(worlds, plan.block);
      const blocksOf = (values: Float64Array): Blocks => ({
        numbers,
        outcomes: outcomesOfPieces({ worlds, values }, numbers, plan.block),
      });
      const found = named.map((_, place) =>
        sharing.find(blocksOf(outcomes[place]!), asked.resampling, "an outcome"),
      );
      let next = named.length;
      const courses = (asked.overTime ? named : []).map((outcome) =>
        outcomeOverTime(outcome, asked).map(({ time }) => ({
          time,
          at: sharing.find(blocksOf(outcomes[next++]!), few, "one of many times"),
        })),
      );
      return {
        sections: named.flatMap((outcome, i) => {
          const own = found[i]!;
          const course = courses[i];
          const isSame = !(own.variance > 0);
          return [
            ...(isSame
              ? [{ title: describeOutcome(outcome), notes: ["It is the same in all worlds."] }]
              : sharing.draw(outcome, own)),
            ...(course?.some(({ at }) => at.variance > 0)
              ? [
                  drawOverTime(
                    `${sharing.overTime}: ${outcome.label}`,
                    labels,
                    bySize(sharing.measuresOf(own)),
                    course.map(({ time, at }) => ({
                      time,
                      measures: sharing.measuresOf(at).map(({ value }) => value),
                      variance: at.variance,
                    })),
                  ),
                ]
              : []),
          ];
        }),
        warnings: [
          ...warnOfHoles(numbers.length, plan.base, "base rows", why),
          ...warnOfFew(
            plan.base,
            found.filter(({ variance }) => variance > 0).map((own) => sharing.measuresOf(own)),
          ),
          ...named.flatMap((outcome, i) =>
            found[i]!.variance > 0 ? [] : [`‘${nameOutcome(outcome)}’ is the same in all worlds.`],
          ),
        ],
        data: {
          says: `${tellWholeRanges(leg, asked)}${says}`,
          runs: plan.rows,
          base: plan.base,
          inputs: labels,
          outcomes: Object.fromEntries(
            named.map((outcome, i) => [
              nameOutcome(outcome),
              {
                ...sharing.dataOf(found[i]!),
                ...(courses[i] && {
                  times: courses[i].map(({ time, at }) => ({ time, ...sharing.dataOf(at) })),
                }),
              },
            ]),
          ),
        },
      };
    },
  };
}

/** The places of measures, the largest first. */
export function bySize(measures: readonly Estimate[]): readonly number[] {
  return [...measures.keys()].sort((i, j) => measures[j]!.value - measures[i]!.value);
}

/** What must be known of shares whose intervals reach nought, or that lie below it. */
export function noteDoubts(measures: readonly Estimate[], what: string): readonly string[] {
  return [
    ...(measures.some(mayBeNought)
      ? ["?: the interval reaches nought: sampling may be all there is to it."]
      : []),
    ...(measures.some(({ value }) => value < 0)
      ? [
          `${what} below nought is an error of sampling (a true one never is): it stands for a small one. More base rows bring it nearer.`,
        ]
      : []),
  ];
}

function warnOfFew(base: number, found: readonly (readonly Estimate[])[]): readonly string[] {
  const widest = Math.max(0, ...found.flatMap((own) => own.map(({ low, high }) => high - low)));
  if (found.length === 0 || (base >= fewBaseRows && widest <= 0.2)) return [];
  return [
    `Few runs: the widest interval is ${widest.toFixed(2)}. --base ${2 * base} doubles them and takes about three tenths off it.`,
  ];
}

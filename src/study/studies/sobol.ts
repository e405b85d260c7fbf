import { type SaltelliPlan, saltelliPoints } from "../../sample/saltelli.ts";
import type { Outcome } from "../ensemble.ts";
import { mayBeNought, type Section } from "../report.ts";
import type { Sample } from "../sample.ts";
import { savedTimes, timesToShow } from "../savedtimes.ts";
import { type Asked, describeOutcome, nameOutcome, type Plan, type Study } from "../study.ts";
import { type VarianceShares, varianceShares } from "../variance.ts";
import {
  groupInputs,
  legOfPlan,
  outcomesOfPieces,
  tellWholeRanges,
  warnOfHoles,
  wholePieces,
} from "../wholeranges.ts";
import { percentWords } from "../words.ts";

export const sobol: Study = {
  name: "sobol",
  summary: "how much of an outcome's variance each input brings, alone and with others",
  worlds: "the whole ranges",
  options: ["outcome", "scenario", "base", "by", "over-time"],
  plan: planSobol,
};

const usualBase = 512;
/** With fewer base rows than these, intervals are wide. */
const fewBaseRows = 256;
const mostRows = 15;

function planSobol(asked: Asked): Plan {
  const { base = usualBase, seed, bringDirections } = asked;
  const { labels, groupOf } = groupInputs(asked, "Sobol's method");
  const plan = saltelliPoints(base, groupOf.length, seed, {
    groupOf,
    ...(bringDirections && { bringDirections }),
  });
  const named = asked.outcomes;
  const courses = asked.overTime ? named.map((one) => courseOf(one, asked)) : [];
  const leg = legOfPlan(
    plan,
    { ...asked, outcomes: [...named, ...courses.flat()] },
    { base, by: asked.bySector },
  );
  return {
    legs: [leg],
    async report(run) {
      const [sample] = (await run([0])) as [Sample];
      const pieces = wholePieces(sample.worlds, plan.block);
      const shares = (place: number, times: number) =>
        sharesOf(place, sample, { plan, pieces, asked, times });
      const found = named.map((_, place) => shares(place, asked.resampling.times));
      let next = named.length;
      const over = courses.map((course) =>
        course.map(({ time }) => ({ time, shares: shares(next++, Math.min(100, asked.resampling.times)) })),
      );
      return {
        sections: named.flatMap((outcome, i) => [
          drawShares(outcome, labels, found[i]!),
          ...(over[i] ? [drawCourse(outcome, labels, found[i]!, over[i])] : []),
        ]),
        warnings: [
          ...warnOfHoles(pieces.length, base, "base rows", sample.why),
          ...warnOfFew(base, found),
          ...named.flatMap((outcome, i) =>
            found[i]!.variance > 0 ? [] : [`‘${nameOutcome(outcome)}’ is the same in all worlds.`],
          ),
        ],
        data: {
          says: tellWholeRanges(leg, asked),
          runs: plan.rows,
          base,
          inputs: labels,
          outcomes: Object.fromEntries(
            named.map((outcome, i) => [
              nameOutcome(outcome),
              {
                ...dataOf(found[i]!),
                ...(over[i] && { times: over[i].map(({ time, shares: own }) => ({ time, ...dataOf(own) })) }),
              },
            ]),
          ),
        },
      };
    },
  };
}

interface Context {
  readonly plan: SaltelliPlan;
  readonly pieces: readonly number[];
  readonly asked: Asked;
  readonly times: number;
}

function sharesOf(
  place: number,
  { worlds, outcomes }: Sample,
  { plan, pieces, asked, times }: Context,
): VarianceShares {
  const values = outcomesOfPieces({ worlds, values: outcomes[place]! }, pieces, plan.block);
  return varianceShares({ ...plan, base: pieces.length }, values, { ...asked.resampling, times });
}

/** The outcome at every saved time, or at some of them where they are many. */
function courseOf(outcome: Outcome, { prepared }: Asked): readonly Outcome[] {
  return savedTimes(prepared.time).map((time) => ({ ...outcome, time }));
}

function drawShares(
  outcome: Outcome,
  labels: readonly string[],
  { first, total, variance }: VarianceShares,
): Section {
  if (!(variance > 0)) return { title: describeOutcome(outcome), notes: ["It is the same in all worlds."] };
  const order = byTotal(total);
  const shown = order.slice(0, mostRows);
  const rest = order.slice(mostRows);
  const alone = first.reduce((sum, { value }) => sum + value, 0);
  const hasNegative = first.some(({ value }) => value < 0);
  return {
    title: describeOutcome(outcome),
    table: {
      columns: ["Input", "alone", "with others", "with others"],
      rows: shown.map((i) => [
        labels[i]!,
        { kind: "estimate", of: "share", estimate: first[i]! },
        { kind: "estimate", of: "share", estimate: total[i]! },
        { kind: "bar", share: total[i]!.value },
      ]),
    },
    notes: [
      ...(rest.length > 0
        ? [`… and ${rest.length} more, none above ${total[rest[0]!]!.value.toFixed(2)} with others.`]
        : []),
      `Alone they bring ${percentWords(alone)} of the variance together; what is missing to 100 % comes of acting together.`,
      ...(first.some(mayBeNought)
        ? ["?: the interval reaches nought: sampling may be all there is to it."]
        : []),
      ...(hasNegative
        ? [
            "An index below nought is an error of sampling (a true one never is): it stands for a small one. More base rows bring it nearer.",
          ]
        : []),
    ],
  };
}

function drawCourse(
  outcome: Outcome,
  labels: readonly string[],
  at: VarianceShares,
  course: readonly { readonly time: number; readonly shares: VarianceShares }[],
): Section {
  const shown = timesToShow(course);
  const order = byTotal(at.total).slice(0, 8);
  const weight = course.reduce((sum, { shares }) => sum + shares.variance, 0);
  const weighted = (input: number): number =>
    course.reduce(
      (sum, { shares }) => sum + (shares.variance > 0 ? shares.total[input]!.value * shares.variance : 0),
      0,
    ) / weight;
  return {
    title: `With others, over time: ${outcome.label}`,
    table: {
      columns: ["Input", ...shown.map(({ time }) => String(time)), "all times"],
      rows: order.map((i) => [
        labels[i]!,
        ...shown.map(({ shares }) =>
          shares.variance > 0 ? ({ kind: "number", value: shares.total[i]!.value } as const) : "–",
        ),
        { kind: "number", value: weighted(i) },
      ]),
    },
    notes: [
      "All times: weighted by the variance at each (F. Gamboa and others, 2014). –: the same in all worlds.",
    ],
  };
}

function byTotal(total: VarianceShares["total"]): readonly number[] {
  return [...total.keys()].sort((i, j) => total[j]!.value - total[i]!.value);
}

function warnOfFew(base: number, found: readonly VarianceShares[]): readonly string[] {
  const widest = Math.max(0, ...found.flatMap(({ total }) => total.map(({ low, high }) => high - low)));
  if (base >= fewBaseRows && !(widest > 0.2)) return [];
  return [
    `Few runs: the widest interval of an index is ${widest.toFixed(2)}. --base ${2 * base} doubles them and takes about three tenths off it.`,
  ];
}

function dataOf({ first, total, mean, variance }: VarianceShares) {
  return { first, total, mean, variance };
}

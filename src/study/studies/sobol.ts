import { saltelliPoints } from "../../sample/saltelli.ts";
import type { Outcome } from "../ensemble.ts";
import { drawPairs, needFewPairs, pairsOf } from "../pairs.ts";
import type { Section } from "../report.ts";
import { bySize, noteDoubts, planSharing, sharedOutcomes, usualBase } from "../sharing.ts";
import { type Asked, describeOutcome, type Plan, type Study } from "../study.ts";
import { type VarianceShares, varianceShares } from "../variance.ts";
import { groupInputs, legOfPlan, refuseTogether } from "../wholeranges.ts";
import { percentWords } from "../words.ts";

export const sobol: Study = {
  name: "sobol",
  summary: "shares of an outcome's variance: each input alone, and with others",
  worlds: "the whole ranges",
  options: ["outcome", "scenario", "base", "by", "inputs", "over-time", "second"],
  plan: planSobol,
};

const mostRows = 15;

function planSobol(asked: Asked): Plan {
  const { base = usualBase, seed, second, bringDirections } = asked;
  refuseTogether(asked, "Sobol's method");
  const { labels, groupOf } = groupInputs(asked);
  const plan = saltelliPoints(base, groupOf.length, seed, {
    groupOf,
    second,
    ...(bringDirections && { bringDirections }),
  });
  if (second) needFewPairs(plan.groups, plan.rows);
  const settings = { base, second, groups: groupOf.join(" ") };
  return planSharing<VarianceShares>(asked, {
    plan,
    labels,
    leg: legOfPlan(plan, { ...asked, outcomes: sharedOutcomes(asked) }, settings),
    find({ numbers, outcomes }, resampling, of) {
      const wanted = { ...plan, base: numbers.length, second: second && of === "an outcome" };
      return varianceShares(wanted, outcomes, resampling);
    },
    measuresOf: ({ total }) => total,
    draw: (outcome, found) => [
      drawShares(outcome, labels, found),
      ...(second ? [drawPairs(outcome, pairsOf(found, labels))] : []),
    ],
    overTime: "With others, over time",
    dataOf: ({ first, total, mean, variance, pairs }) => ({
      first,
      total,
      ...(pairs && { pairs: pairsOf({ pairs }, labels) }),
      mean,
      variance,
    }),
  });
}

function drawShares(outcome: Outcome, labels: readonly string[], { first, total }: VarianceShares): Section {
  const order = bySize(total);
  const shown = order.slice(0, mostRows);
  const rest = order.slice(mostRows);
  const alone = first.reduce((sum, { value }) => sum + value, 0);
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
      ...noteDoubts(first, "An index"),
    ],
  };
}

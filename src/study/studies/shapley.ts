import { type ShapleyPlan, shapleyPoints } from "../../sample/shapley.ts";
import type { Outcome } from "../ensemble.ts";
import type { Section } from "../report.ts";
import { type ShapleyEffects, shapleyEffects } from "../shapley.ts";
import { bySize, noteDoubts, planSharing, sharedOutcomes, usualBase } from "../sharing.ts";
import { type Asked, describeOutcome, type Leg, type Plan, type Study } from "../study.ts";
import { groupInputs, legOfPlan } from "../wholeranges.ts";
import { percentWords } from "../words.ts";

export const shapley: Study = {
  name: "shapley",
  summary: "an outcome's variance shared out among inputs, correlated or not",
  worlds: "the whole ranges",
  options: ["outcome", "scenario", "base", "by", "inputs", "over-time"],
  plan: planShapley,
};

const mostRows = 15;

function planShapley(asked: Asked): Plan {
  const { base = usualBase, seed, inputs, bringDirections } = asked;
  const { labels, groupOf } = groupInputs(asked);
  const plan = shapleyPoints(base, inputs, seed, {
    groupOf,
    ...(bringDirections && { bringDirections }),
  });
  const together = inputs.filter(({ correlated }) => correlated).length;
  return planSharing<ShapleyEffects>(asked, {
    plan,
    labels,
    leg: legOf(plan, { ...asked, outcomes: sharedOutcomes(asked) }, groupOf),
    find: ({ numbers, outcomes }, resampling) =>
      shapleyEffects(
        { ...plan, base: numbers.length, order: (block) => plan.order(numbers[block]!) },
        outcomes,
        resampling,
      ),
    measuresOf: ({ effects }) => effects,
    draw: (outcome, found) => [drawEffects(outcome, labels, found)],
    overTime: "Shares over time",
    dataOf: (found) => ({ ...found }),
    ...(together > 0 && { says: ` ${together} of them go together, and were drawn so.` }),
  });
}

/** The plan has made inputs go together already, which is a part of what decides its rows. */
function legOf(plan: ShapleyPlan, asked: Asked, groupOf: readonly number[]): Leg {
  const alone = asked.inputs.map(({ correlated: _, ...input }) => input);
  const together = JSON.stringify(asked.inputs.map(({ correlated }) => correlated ?? null));
  return legOfPlan(
    plan,
    { ...asked, inputs: alone },
    { base: plan.base, groups: groupOf.join(" "), together },
  );
}

function drawEffects(outcome: Outcome, labels: readonly string[], { effects }: ShapleyEffects): Section {
  const order = bySize(effects);
  const shown = order.slice(0, mostRows);
  const rest = order.slice(mostRows);
  const theirs = rest.reduce((sum, i) => sum + effects[i]!.value, 0);
  return {
    title: describeOutcome(outcome),
    table: {
      columns: ["Input", "share", ""],
      rows: shown.map((i) => [
        labels[i]!,
        { kind: "estimate", of: "share", estimate: effects[i]! },
        { kind: "bar", share: effects[i]!.value },
      ]),
    },
    notes: [
      ...(rest.length > 0 ? [`… and ${rest.length} more, which get ${percentWords(theirs)} together.`] : []),
      "The shares sum to 1: what inputs do together, or have in common, is parted among them evenly.",
      ...noteDoubts(effects, "A share"),
    ],
  };
}

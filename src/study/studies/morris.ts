import { type MorrisPlan, morrisPoints } from "../../sample/morris.ts";
import { type ElementaryEffects, elementaryEffects } from "../elementary.ts";
import type { Outcome } from "../ensemble.ts";
import type { Section } from "../report.ts";
import type { Sample } from "../sample.ts";
import { type Asked, describeOutcome, nameOutcome, type Plan, type Study } from "../study.ts";
import {
  groupInputs,
  legOfPlan,
  outcomesOfPieces,
  refuseTogether,
  tellWholeRanges,
  warnOfHoles,
  wholePieces,
} from "../wholeranges.ts";
import { roundedWords } from "../words.ts";

export const morris: Study = {
  name: "morris",
  summary: "which inputs matter at all: what moving each one does, in few runs",
  worlds: "the whole ranges",
  options: ["outcome", "scenario", "base", "by"],
  plan: planMorris,
};

const usualTrajectories = 30;
const fewTrajectories = 10;
const mostRows = 20;

function planMorris(asked: Asked): Plan {
  const { base: trajectories = usualTrajectories, seed } = asked;
  refuseTogether(asked, "Morris's method");
  const { labels, groupOf } = groupInputs(asked);
  const plan = morrisPoints(trajectories, groupOf.length, seed, { groupOf });
  const leg = legOfPlan(plan, asked, { trajectories, by: asked.bySector });
  return {
    legs: [leg],
    async report(run) {
      const [{ worlds, outcomes, why }] = (await run([0])) as [Sample];
      const size = plan.groups + 1;
      const pieces = wholePieces(worlds, size);
      const found = outcomes.map((values) =>
        elementaryEffects(
          withTrajectories(plan, pieces),
          outcomesOfPieces({ worlds, values }, pieces, size),
          asked.resampling,
        ),
      );
      return {
        sections: asked.outcomes.map((outcome, i) => drawEffects(outcome, labels, found[i]!)),
        warnings: [
          ...warnOfHoles(pieces.length, trajectories, "trajectories", why),
          ...(trajectories < fewTrajectories
            ? [`Few trajectories: ${trajectories}. --base ${usualTrajectories} is usual.`]
            : []),
        ],
        data: {
          says: tellWholeRanges(leg, asked),
          runs: plan.rows,
          trajectories,
          inputs: labels,
          outcomes: Object.fromEntries(asked.outcomes.map((one, i) => [nameOutcome(one), found[i]])),
        },
      };
    },
  };
}

/** Some trajectories of a plan, by their numbers. */
function withTrajectories(plan: MorrisPlan, pieces: readonly number[]): MorrisPlan {
  return {
    ...plan,
    trajectories: pieces.length,
    moved: (trajectory, row) => plan.moved(pieces[trajectory]!, row),
  };
}

function drawEffects(
  outcome: Outcome,
  labels: readonly string[],
  effects: readonly ElementaryEffects[],
): Section {
  const order = [...effects.keys()].sort((i, j) => effects[j]!.size.value - effects[i]!.size.value);
  const largest = effects[order[0]!]!.size.value;
  if (!(largest > 0)) return { title: describeOutcome(outcome), notes: ["No input moves it."] };
  const shown = order.slice(0, mostRows);
  const isGrouped = effects[0]!.mean === undefined;
  return {
    title: describeOutcome(outcome),
    table: {
      columns: ["Input", "size", ...(isGrouped ? [] : ["mean", "spread"]), ""],
      rows: shown.map((i) => {
        const { size, mean, deviation } = effects[i]!;
        return [
          labels[i]!,
          { kind: "estimate", estimate: size },
          ...(mean === undefined
            ? []
            : ([
                { kind: "number", value: mean },
                { kind: "number", value: deviation! },
              ] as const)),
          { kind: "bar", share: size.value / largest },
        ];
      }),
    },
    notes: [
      ...(order.length > shown.length
        ? [
            `… and ${order.length - shown.length} more, each of size ${roundedWords(effects[order[shown.length]!]!.size.value, 2)} or less.`,
          ]
        : []),
      "Size: how far the outcome moves where the input goes across its range, on average, whichever way.",
      ...(isGrouped
        ? ["Inputs of a sector were moved together, each its own way."]
        : [
            "Mean: the same with its sign; far below the size, the input acts one way in some worlds and the other way in others. Spread: large against the size, it acts in curves or together with others.",
          ]),
    ],
  };
}

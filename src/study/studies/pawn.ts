import { legAsAsked, needWorlds, tellWorlds, timesFor, warnOfLost } from "../givendata.ts";
import { quantileOfSorted, type Resampling } from "../interval.ts";
import { type Pawn, pawn as pawnIndex } from "../pawn.ts";
import type { Section } from "../report.ts";
import { inputColumns, type Sample } from "../sample.ts";
import { type Asked, describeOutcome, nameOutcome, type Plan, type Study } from "../study.ts";

export const pawn: Study = {
  name: "pawn",
  summary: "how far an outcome's distribution moves with each input",
  worlds: "as asked",
  runs: 2000,
  options: ["outcome", "scenario", "runs", "sampler", "table", "history"],
  plan: planPawn,
};

const slices = 10;
/** Ten worlds in each slice. */
const leastWorlds = 100;
const fewWorlds = 500;
const mostRows = 15;
/** So many inputs that do nothing are made up, to see what an index is by chance. */
const idle = 100;

function planPawn(asked: Asked): Plan {
  const leg = legAsAsked(asked);
  return {
    legs: [leg],
    async report(run) {
      const [sample] = (await run([0])) as [Sample];
      needWorlds(sample, leastWorlds, asked, `ten slices of them need`);
      const { worlds, outcomes } = sample;
      const columns = inputColumns(asked.design, worlds);
      const labels = asked.design.inputs.map(({ label }) => label);
      const found = outcomes.map((values) => findIndices(columns, values, asked));
      return {
        sections: asked.outcomes.map((outcome, i) => ({
          title: describeOutcome(outcome),
          ...drawIndices(labels, found[i]!),
        })),
        warnings: [
          ...warnOfLost(sample),
          ...(worlds.length < fewWorlds
            ? [`Few worlds: with ${worlds.length} of them only inputs that matter much stand out.`]
            : []),
        ],
        data: {
          says: tellWorlds(sample, asked),
          runs: sample.candidates,
          worlds: worlds.length,
          slices,
          inputs: labels,
          outcomes: Object.fromEntries(asked.outcomes.map((one, i) => [nameOutcome(one), found[i]])),
        },
      };
    },
  };
}

interface Found {
  readonly indices: readonly Pawn[];
  readonly byChance: number;
}

/** Intervals are worked out of inputs that stand out only; those of the others are NaN. */
function findIndices(columns: readonly Float64Array[], values: Float64Array, { resampling }: Asked): Found {
  const byChance = indexByChance(values, resampling);
  const plain = columns.map((column) => pawnIndex(column, values, { ...resampling, times: 0 }, slices));
  const standOut = plain.filter(({ median }) => median.value > byChance).length;
  const times = timesFor(values.length, standOut, 100);
  const indices = plain.map((index, stream) =>
    index.median.value > byChance
      ? pawnIndex(columns[stream]!, values, { ...resampling, times, stream }, slices)
      : index,
  );
  return { indices, byChance };
}

/** What 99 in 100 inputs that do nothing stay below. */
function indexByChance(outcome: Float64Array, resampling: Resampling): number {
  const medians = Float64Array.from({ length: idle }, (_, i) => {
    const column = Float64Array.from(outcome, (_value, row) =>
      resampling.uniforms.number("resample", row, 0, 2 ** 20 + i),
    );
    return pawnIndex(column, outcome, { ...resampling, times: 0 }, slices).median.value;
  });
  return quantileOfSorted(medians.sort(), 0.99);
}

function drawIndices(labels: readonly string[], { indices, byChance }: Found): Omit<Section, "title"> {
  const order = [...indices.keys()].sort((i, j) => indices[j]!.median.value - indices[i]!.median.value);
  const some = order.filter((i) => indices[i]!.median.value > byChance);
  const shown = some.slice(0, mostRows);
  const rest = some.length - shown.length;
  const none = order.length - some.length;
  return {
    ...(shown.length > 0 && {
      table: {
        columns: ["Input", "middle slice", "farthest", ""],
        rows: shown.map((i) => [
          labels[i]!,
          { kind: "estimate" as const, of: "share" as const, estimate: indices[i]!.median },
          { kind: "number" as const, value: indices[i]!.most.value },
          { kind: "bar" as const, share: indices[i]!.median.value },
        ]),
      },
    }),
    notes: [
      ...(rest > 0 ? [`… and ${rest} more.`] : []),
      ...(none > 0
        ? [
            `${shown.length === 0 ? "No input stands out" : `${none} more inputs do not stand out`}: theirs is what an input that does nothing gets by chance (${byChance.toPrecision(2)} in one of a hundred).`,
          ]
        : []),
      "The distance between the distribution of the outcome in worlds that are alike in the input and in all worlds (0 to 1; F. Pianosi and T. Wagener, 2018). Inputs may go together. An interval by resampling leans upwards.",
    ],
  };
}

import { interestOptions, planInterest, timesFor } from "../givendata.ts";
import { bootstrap, quantileOfSorted } from "../interval.ts";
import { regionalDistance } from "../regional.ts";
import type { Asked, Plan, Study } from "../study.ts";

export const regional: Study = {
  name: "regional",
  summary: "which inputs lie elsewhere in the worlds of interest",
  worlds: "as asked",
  runs: 2000,
  options: interestOptions,
  plan: planRegional,
};

const leastWorlds = 50;
const mostRows = 15;

function planRegional(asked: Asked): Plan {
  return planInterest(
    asked,
    { least: leastWorlds, needs: "two distributions need" },
    ({ cases, found, title, words }) => {
      const total = cases.interest.length;
      const byChance = distanceByChance(found, total - found);
      const isOfInterest = (row: number): boolean => cases.interest[row] === 1;
      const plain = cases.inputs
        .map(({ name, values }) => ({ name, values, distance: regionalDistance(values, isOfInterest) }))
        .sort((one, other) => other.distance - one.distance);
      const standing = plain.filter(({ distance }) => distance > byChance);
      const times = timesFor(total, standing.length, 100);
      const some = standing.map(({ name, values }, stream) => ({
        name,
        values,
        distance: bootstrap(
          total,
          (rowAt) =>
            regionalDistance(
              values.map((_, row) => values[rowAt(row)]!),
              (row) => isOfInterest(rowAt(row)),
            ),
          { ...asked.resampling, times, stream },
        ),
      }));
      const spread = (values: Float64Array, of: 0 | 1) => {
        const sorted = values.filter((_, row) => cases.interest[row] === of).sort();
        const [low, high] = [quantileOfSorted(sorted, 0.05), quantileOfSorted(sorted, 0.95)];
        return { kind: "range", low, high } as const;
      };
      return {
        sections: [
          {
            title,
            says: [`Of interest: ${words}, in ${found} of ${total} worlds.`],
            ...(some.length > 0 && {
              table: {
                columns: ["Input", "distance", "p5 to p95", "of the others"],
                rows: some
                  .slice(0, mostRows)
                  .map(({ name, values, distance }) => [
                    name,
                    { kind: "estimate" as const, of: "share" as const, estimate: distance },
                    spread(values, 1),
                    spread(values, 0),
                  ]),
              },
            }),
            notes: [
              ...(some.length > mostRows ? [`… and ${some.length - mostRows} more.`] : []),
              `${some.length === 0 ? "No input stands out" : `${plain.length - some.length} more inputs do not stand out`}: a distance of ${byChance.toPrecision(2)} comes by chance in one of a hundred.`,
              "The largest distance between the distributions of the input in both kinds of worlds (0 to 1; R. Spear and G. Hornberger, 1980). It says nothing of inputs that act only together.",
            ],
          },
        ],
        warnings: [],
        data: {
          byChance,
          inputs: plain.map(({ name, distance }, i) => ({ name, distance, ...some[i]?.distance })),
        },
      };
    },
  );
}

/** The distance (N. Smirnov) that two samples of the same distribution exceed once in a hundred times. */
function distanceByChance(one: number, other: number): number {
  return 1.63 * Math.sqrt((one + other) / (one * other));
}

import { interestOptions, limitWords, planInterest } from "../givendata.ts";
import type { Asked, Plan, Study } from "../study.ts";
import { growTree, type Leaf, leavesOf } from "../tree.ts";
import { percentWords } from "../words.ts";

export const tree: Study = {
  name: "tree",
  summary: "which questions part the worlds of interest from the others",
  worlds: "as asked",
  runs: 2000,
  options: interestOptions,
  plan: planTree,
};

const leastWorlds = 100;
const leastMass = 0.05;
/** Leaves that are shown; `--json` has all. */
const mostLeaves = 8;

function planTree(asked: Asked): Plan {
  return planInterest(
    asked,
    { least: leastWorlds, needs: "leaves need" },
    ({ cases, found, title, words }) => {
      const total = cases.interest.length;
      const leaves = leavesOf(growTree(cases, leastMass))
        .map((leaf) => ({ ...leaf, density: leaf.cases / leaf.rows, coverage: leaf.cases / found }))
        .sort((one, other) => other.density - one.density || other.rows - one.rows);
      const nameOf = (input: number): string => cases.inputs[input]!.name;
      const wordsOf = ({ limits }: Leaf): string =>
        limits.map(({ input, low, high }) => `${nameOf(input)} ${limitWords(low, high)}`).join("; ") ||
        "everywhere";
      return {
        sections: [
          {
            title,
            says: [
              `Of interest: ${words}, in ${found} of ${total} worlds (${percentWords(found / total)}). Leaves, those first in which most are of interest:`,
            ],
            table: {
              columns: ["Where", "worlds", "of interest", "takes in", "of interest"],
              rows: leaves
                .slice(0, mostLeaves)
                .map((leaf) => [
                  wordsOf(leaf),
                  String(leaf.rows),
                  percentWords(leaf.density),
                  percentWords(leaf.coverage),
                  { kind: "bar", share: leaf.density },
                ]),
            },
            notes: [
              ...noteRest(leaves.slice(mostLeaves)),
              `Takes in: of all worlds of interest, those in the leaf. A leaf holds ${percentWords(leastMass)} of the worlds or more. Of questions that part equally well the first is asked: small differences in the worlds may give another tree. In other worlds leaves do somewhat worse.`,
            ],
          },
        ],
        warnings: [],
        data: {
          leaves: leaves.map(({ limits, ...leaf }) => ({
            ...leaf,
            limits: limits.map(({ input, low, high }) => ({
              input: nameOf(input),
              low: Number.isFinite(low) ? low : null,
              high: Number.isFinite(high) ? high : null,
            })),
          })),
        },
      };
    },
  );
}

/** The leaves that are not shown. */
function noteRest(rest: readonly { readonly rows: number; readonly density: number }[]): readonly string[] {
  const [first] = rest;
  if (!first) return [];
  const worlds = rest.reduce((sum, { rows }) => sum + rows, 0);
  return [
    `… and ${rest.length} more with ${worlds} worlds, in none of which more than ${percentWords(first.density)} are of interest.`,
  ];
}

import {
  type ComparedPolicy,
  type ComparedQuantity,
  planComparison,
  titleOfCompared,
  turningIn,
} from "../comparison.ts";
import { needWorlds, warnOfLost } from "../givendata.ts";
import { needPolicies, tellPolicyWorlds } from "../policies.ts";
import type { Cell, Section } from "../report.ts";
import { type Asked, nameOutcome, type Plan, type Study } from "../study.ts";

export const levers: Study = {
  name: "levers",
  summary: "what policies change, soon and later, and what that costs",
  worlds: "plausible",
  runs: 10_000,
  options: ["outcome", "runs", "sampler", "table", "policies", "horizons"],
  plan: planLevers,
};

const leastWorlds = 10;
const fewWorlds = 100;

function planLevers(asked: Asked): Plan {
  const { policies, legs, compare } = planComparison(asked);
  needPolicies(policies, asked);
  return {
    legs,
    async report(run) {
      const { first, samples, worlds, quantities, times, without, ...compared } = await compare(
        run,
        (tried) =>
          needWorlds(tried, leastWorlds, { ...asked, history: asked.bands.length > 0 }, "ranges need"),
      );
      return {
        sections: [
          {
            title: "Without any of them: where nine tenths of the worlds lie, p5 to p95",
            table: {
              columns: ["", ...times.map(yearOf)],
              rows: quantities.map((quantity, row) => [
                titleOfCompared(quantity),
                ...times.map((_, column): Cell => {
                  const { p5, p95 } = without[column]![row]!;
                  return { kind: "range", low: p5, high: p95 };
                }),
              ]),
            },
            notes: [
              "Below: the change in per cent against the same world without the policy, p5 to p95; in brackets, in how many of a hundred worlds there is less of it. No policy is a solution: look at all times, at rights beside results, and at who bears them.",
            ],
          },
          ...compared.policies.map((policy) => drawPolicy(policy, quantities)),
        ],
        warnings: [
          ...samples.flatMap((sample) => warnOfLost(sample)).slice(0, 3),
          ...(worlds < fewWorlds
            ? [`Few worlds: ranges of ${worlds} of them are rough. --runs N tries more.`]
            : []),
        ],
        data: {
          says: tellPolicyWorlds(first, asked),
          runs: first.candidates,
          worlds,
          policies: compared.policies.map(({ policy, times: own, changes }) => ({
            ...policy,
            times: own,
            outcomes: Object.fromEntries(
              own.flatMap((time, column) =>
                quantities.map((quantity, row) => [
                  nameOutcome({ ...quantity, time }),
                  changes[column]![row]!,
                ]),
              ),
            ),
          })),
        },
      };
    },
  };
}

function drawPolicy(compared: ComparedPolicy, quantities: readonly ComparedQuantity[]): Section {
  const { policy, times, changes } = compared;
  const { scenario, title, begins } = policy;
  const turning = turningIn(compared, quantities);
  return {
    title: `${scenario}${title === undefined ? "" : `: ${title}`} (from ${yearOf(begins)})`,
    table: {
      columns: ["Change in %", ...times.map(yearOf)],
      rows: quantities.map((quantity, row) => [
        titleOfCompared(quantity),
        ...times.map((_, column): Cell => {
          const { percent, less, more } = changes[column]![row]!;
          if (!percent || (less === 0 && more === 0)) return "–";
          return {
            kind: "range",
            of: "percent",
            low: percent.p5,
            high: percent.p95,
            remark: String(Math.round(100 * less)),
          };
        }),
      ]),
    },
    notes:
      turning.length === 0
        ? []
        : [
            `It turns with time: ${turning.map(titleOfCompared).join("; ")}. What most worlds show first is not what they show later.`,
          ],
  };
}

function yearOf(time: number): string {
  return String(Math.round(time * 100) / 100);
}

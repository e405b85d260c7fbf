import { changeOver } from "../changes.ts";
import { besideLevers } from "../conduct.ts";
import type { Outcome } from "../ensemble.ts";
import { needWorlds, warnOfLost } from "../givendata.ts";
import { quantileOfSorted } from "../interval.ts";
import {
  begunPolicies,
  horizonTimes,
  inCommonWorlds,
  legsOfPolicies,
  needPolicies,
  tellPolicyWorlds,
} from "../policies.ts";
import type { Cell, Section } from "../report.ts";
import { firstBy, metrics, robustness } from "../robustness.ts";
import type { Sample } from "../sample.ts";
import { type Asked, describeOutcome, nameOutcome, type Plan, type Study } from "../study.ts";
import { roundedWords } from "../words.ts";

export const robust: Study = {
  name: "robust",
  summary: "how policies compare over plausible worlds, by eleven measures",
  worlds: "plausible",
  runs: 10_000,
  options: ["outcome", "runs", "sampler", "table", "policies", "want", "enough", "horizons"],
  plan: planRobust,
};

const leastWorlds = 20;
const fewWorlds = 100;
const none = "(no policy)";

function planRobust(asked: Asked): Plan {
  const policies = begunPolicies(asked);
  needPolicies(policies, asked);
  const names = [none, ...policies.map(({ scenario }) => scenario)];
  const [main] = asked.outcomes as [Outcome];
  const begins = Math.max(...policies.map((policy) => policy.begins));
  const times = horizonTimes(begins, asked.horizons, asked.prepared.time.stop);
  const rights = besideLevers(asked.simulator.program).filter(({ isRights }) => isRights);
  const outcomes: readonly Outcome[] = [
    main,
    ...times.map((time) => ({ ...main, time })),
    ...rights.map((one) => ({ ...one, time: main.time })),
  ];
  const legs = legsOfPolicies(
    asked,
    policies.map((policy) => ({ ...policy, outcomes })),
    outcomes,
  );
  return {
    legs,
    async report(run) {
      const [first] = (await run([0])) as [Sample];
      needWorlds(first, leastWorlds, { ...asked, history: asked.bands.length > 0 }, "tails need");
      const samples = [first, ...(await run([...legs.keys()].slice(1), first.worlds))];
      const common = inCommonWorlds(samples);
      const resultsAt = (place: number) => {
        const values = common.map((sample) => sample.outcomes[place]!);
        const enough = asked.enough ?? quantileOfSorted(values[0]!.slice().sort(), 0.5);
        return { enough, results: robustness({ want: asked.want, values, enough }) };
      };
      const { enough, results } = resultsAt(0);
      const firsts = times.map((_, i) => firstsOf(resultsAt(1 + i).results, names, asked));
      const [base] = common as [Sample];
      return {
        sections: [
          ...drawMetrics(asked, names, results, enough),
          drawFirsts(times, firsts),
          ...drawRights(
            rights.map(({ title, label }) => title ?? label),
            names,
            common,
            1 + times.length,
            main.time,
          ),
        ],
        warnings: [
          ...samples.flatMap((sample) => warnOfLost(sample)).slice(0, 3),
          ...(base.worlds.length < fewWorlds
            ? [
                `Few worlds: the worst of ${base.worlds.length} is not the worst there is. --runs N tries more.`,
              ]
            : []),
        ],
        data: {
          says: tellPolicyWorlds(first, asked),
          runs: first.candidates,
          worlds: base.worlds.length,
          outcome: nameOutcome(main),
          want: asked.want,
          enough,
          policies: names,
          metrics: Object.fromEntries(
            metrics.map(({ name }, i) => [
              name,
              {
                values: Object.fromEntries(names.map((policy, j) => [policy, results[i]![j]!])),
                first: Object.fromEntries(times.map((time, j) => [time, firsts[j]![i]!])),
              },
            ]),
          ),
        },
      };
    },
  };
}

function firstsOf(
  results: readonly (readonly number[])[],
  names: readonly string[],
  { want }: Asked,
): readonly (readonly string[])[] {
  return metrics.map((metric, i) => firstBy(metric, results[i]!, want).map((place) => names[place]!));
}

/** Eleven metrics in three tables. */
function drawMetrics(
  asked: Asked,
  names: readonly string[],
  results: readonly (readonly number[])[],
  enough: number,
): readonly Section[] {
  const [main] = asked.outcomes as [Outcome];
  const parts = [metrics.slice(0, 4), metrics.slice(4, 8), metrics.slice(8)];
  return parts.map((part, i) => ({
    title: [describeOutcome(main), "Regret and deviations", "How the worlds lie"][i]!,
    ...(i === 0 && {
      says: [
        `${asked.want === "less" ? "Less" : "More"} of it counts as better here (--want says which). Measures differ in how much they fear the worst, and need not agree.`,
      ],
    }),
    table: {
      columns: ["Policy", ...part.map(({ name, short = name }) => short)],
      rows: names.map((name, policy) => [
        name,
        ...part.map((metric): Cell => {
          const value = results[metrics.indexOf(metric)]![policy]!;
          return Number.isFinite(value) ? { kind: "number", value } : "–";
        }),
      ]),
    },
    notes: [
      part
        .map(
          ({ name, says, better }) =>
            `${name}: ${says}${better === "as wanted" ? "" : ` (${better} is better)`}`,
        )
        .join("; ") +
        `${i < 2 ? "" : `; good enough is ${asked.want === "less" ? "at most" : "at least"} ${roundedWords(enough)}${asked.enough === undefined ? ", which half of the worlds have without any policy" : ""}`}.`,
    ],
  }));
}

function drawFirsts(times: readonly number[], firsts: readonly (readonly (readonly string[])[])[]): Section {
  const wordsOf = (names: readonly string[]): string =>
    names.length > 2 ? `${names.length} alike` : names.join(", ");
  return {
    title: "Ranked first, by time",
    table: {
      columns: ["Measure", ...times.map(String)],
      rows: metrics.map(({ name }, i) => [name, ...firsts.map((at) => wordsOf(at[i]!))]),
    },
    notes: [
      "Ranked first among those compared, by this outcome alone, under the assumptions of the model: none is a solution. What each changes otherwise, soon and later, at home and elsewhere: hence study levers.",
    ],
  };
}

/** What policies cost people who did nothing. */
function drawRights(
  titles: readonly string[],
  names: readonly string[],
  samples: readonly Sample[],
  from: number,
  time: number,
): readonly Section[] {
  if (titles.length === 0) return [];
  return [
    {
      title: `Rights beside it, at ${time}: change in % against no policy, p5 to p95`,
      table: {
        columns: ["Policy", ...titles],
        rows: names.slice(1).map((name, i) => [
          name,
          ...titles.map((_, place): Cell => {
            const { percent, less, more } = changeOver(
              samples[0]!.outcomes[from + place]!,
              samples[i + 1]!.outcomes[from + place]!,
            );
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
      notes: ["In brackets: in how many of a hundred worlds there is less of it than without a policy."],
    },
  ];
}

import { type ChangeOver, changeOver, spreadOf } from "../changes.ts";
import { type Beside, besideLevers } from "../conduct.ts";
import type { Outcome } from "../ensemble.ts";
import { needWorlds, warnOfLost } from "../givendata.ts";
import {
  type Begun,
  begunPolicies,
  horizonTimes,
  inCommonWorlds,
  legsOfPolicies,
  needPolicies,
  tellPolicyWorlds,
} from "../policies.ts";
import type { Cell, Section } from "../report.ts";
import type { Sample } from "../sample.ts";
import { type Asked, nameOutcome, type Plan, type Study } from "../study.ts";

export const levers: Study = {
  name: "levers",
  summary: "what each policy changes, soon and later, with what it costs, over plausible worlds",
  worlds: "plausible",
  runs: 10_000,
  options: ["outcome", "runs", "sampler", "policies", "horizons"],
  plan: planLevers,
};

const leastWorlds = 10;
const fewWorlds = 100;

/** A quantity at no time yet. */
type Quantity = Omit<Outcome, "time"> & Partial<Pick<Beside, "isRights">>;

function planLevers(asked: Asked): Plan {
  const policies = begunPolicies(asked);
  needPolicies(policies, asked);
  const quantities = quantitiesOf(asked);
  const { stop } = asked.prepared.time;
  const timesOf = ({ begins }: Begun) => horizonTimes(begins, asked.horizons, stop);
  const at = (times: readonly number[]): readonly Outcome[] =>
    times.flatMap((time) => quantities.map((quantity) => ({ ...quantity, time })));
  const allTimes = [...new Set(policies.flatMap(timesOf))].sort((one, other) => one - other);
  const legs = legsOfPolicies(
    asked,
    policies.map((policy) => ({ ...policy, outcomes: at(timesOf(policy)) })),
    at(allTimes),
  );
  return {
    legs,
    async report(run) {
      const [first] = (await run([0])) as [Sample];
      needWorlds(first, leastWorlds, { ...asked, history: asked.bands.length > 0 }, "ranges need");
      const samples = [first, ...(await run([...legs.keys()].slice(1), first.worlds))];
      const [base, ...tried] = inCommonWorlds(samples) as [Sample, ...Sample[]];
      const changes = policies.map((policy, i) =>
        changesOf(policy, timesOf(policy), { tried: tried[i]!, base, allTimes, quantities }),
      );
      const shown = mostShared(policies.map(timesOf));
      return {
        sections: [
          {
            title: "Without any of them: where nine tenths of the worlds lie, p5 to p95",
            table: {
              columns: ["", ...shown.map(yearOf)],
              rows: quantities.map((quantity, row) => [
                titleOf(quantity),
                ...shown.map((time): Cell => {
                  const place = allTimes.indexOf(time) * quantities.length + row;
                  const { p5, p95 } = spreadOf(base.outcomes[place]!);
                  return { kind: "range", low: p5, high: p95 };
                }),
              ]),
            },
            notes: [
              "Below: the change in per cent against the same world without the policy, p5 to p95; in brackets, in how many of a hundred worlds there is less of it. No policy is a solution: look at all times, at rights beside results, and at who bears them.",
            ],
          },
          ...changes.map((change) => drawPolicy(change, quantities)),
        ],
        warnings: [
          ...samples.flatMap((sample) => warnOfLost(sample)).slice(0, 3),
          ...(base.worlds.length < fewWorlds
            ? [`Few worlds: ranges of ${base.worlds.length} of them are rough. --runs N tries more.`]
            : []),
        ],
        data: {
          says: tellPolicyWorlds(first, asked),
          runs: first.candidates,
          worlds: base.worlds.length,
          policies: changes.map(({ policy, times, changes: own }) => ({
            ...policy,
            times,
            outcomes: Object.fromEntries(
              times.flatMap((time, column) =>
                quantities.map((quantity, row) => [nameOutcome({ ...quantity, time }), own[column]![row]!]),
              ),
            ),
          })),
        },
      };
    },
  };
}

/** What was asked for, and what is always shown beside it; results before rights. */
function quantitiesOf({ outcomes, simulator }: Asked): readonly Quantity[] {
  const asked = outcomes.map(({ time: _, ...quantity }): Quantity => quantity);
  const beside = besideLevers(simulator.program);
  const all = [...asked, ...beside.filter(({ label }) => !asked.some((one) => one.label === label))];
  const unique = [...new Map(all.map((one) => [one.label, one])).values()];
  const isRights = (one: Quantity) => beside.some(({ label, isRights: is }) => is && label === one.label);
  return [
    ...unique.filter((one) => !isRights(one)),
    ...unique.filter(isRights).map((one) => ({ ...one, isRights: true })),
  ];
}

interface Changed {
  readonly policy: Begun;
  readonly times: readonly number[];
  /** By time, then quantity. */
  readonly changes: readonly (readonly ChangeOver[])[];
}

interface Tried {
  readonly tried: Sample;
  readonly base: Sample;
  readonly allTimes: readonly number[];
  readonly quantities: readonly Quantity[];
}

function changesOf(
  policy: Begun,
  times: readonly number[],
  { tried, base, allTimes, quantities }: Tried,
): Changed {
  const changes = times.map((time, column) =>
    quantities.map((_, row) =>
      changeOver(
        base.outcomes[allTimes.indexOf(time) * quantities.length + row]!,
        tried.outcomes[column * quantities.length + row]!,
      ),
    ),
  );
  return { policy, times, changes };
}

function drawPolicy({ policy, times, changes }: Changed, quantities: readonly Quantity[]): Section {
  const { scenario, title, begins } = policy;
  const turning = quantities.filter((_, row) => turns(changes.map((own) => own[row]!)));
  return {
    title: `${scenario}${title === undefined ? "" : `: ${title}`} (from ${yearOf(begins)})`,
    table: {
      columns: ["Change in %", ...times.map(yearOf)],
      rows: quantities.map((quantity, row) => [
        titleOf(quantity),
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
            `It turns with time: ${turning.map(titleOf).join("; ")}. What most worlds show first is not what they show later.`,
          ],
  };
}

/** Of several lists of times the one that most policies have. */
function mostShared(lists: readonly (readonly number[])[]): readonly number[] {
  const keys = lists.map(String);
  const countOf = (key: string): number => keys.filter((one) => one === key).length;
  return lists.reduce((best, list) => (countOf(String(list)) > countOf(String(best)) ? list : best));
}

/** Whether most worlds go one way at one time, and most the other way at another. */
function turns(course: readonly ChangeOver[]): boolean {
  return course.some(({ less }) => less > 0.5) && course.some(({ more }) => more > 0.5);
}

function titleOf({ title, label, isRights }: Quantity): string {
  return `${isRights ? "rights: " : ""}${title ?? label}`;
}

function yearOf(time: number): string {
  return String(Math.round(time * 100) / 100);
}

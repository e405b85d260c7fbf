import { type ChangeOver, changeOver, type Spread, spreadOf } from "./changes.ts";
import { type Beside, besideLevers } from "./conduct.ts";
import type { Outcome } from "./ensemble.ts";
import { type Begun, begunPolicies, horizonTimes, inCommonWorlds, legsOfPolicies } from "./policies.ts";
import type { Sample } from "./sample.ts";
import type { Asked, Leg, RunLegs } from "./study.ts";

/** A quantity at no time yet. */
export type ComparedQuantity = Omit<Outcome, "time"> & Partial<Pick<Beside, "isRights">>;

/** What each policy changes in worlds, against the same worlds without it. */
export interface Comparison {
  /** The worlds without any policy, from which plausible ones were taken. */
  readonly first: Sample;
  /** Of all runs, for what was lost in them. */
  readonly samples: readonly Sample[];
  /** How many worlds came to an end with and without every policy. */
  readonly worlds: number;
  /** What was asked for and what is always shown beside it, results before rights. */
  readonly quantities: readonly ComparedQuantity[];
  /** The times that most policies are looked at. */
  readonly times: readonly number[];
  /** Without any policy, by time, then quantity. */
  readonly without: readonly (readonly Spread[])[];
  readonly policies: readonly ComparedPolicy[];
}

export interface ComparedPolicy {
  readonly policy: Begun;
  readonly times: readonly number[];
  /** By time, then quantity. */
  readonly changes: readonly (readonly ChangeOver[])[];
}

export interface ComparisonPlan {
  readonly policies: readonly Begun[];
  /** The run without any policy first. */
  readonly legs: readonly Leg[];
  /** `enough` may refuse the worlds of the first leg by throwing. */
  compare(run: RunLegs, enough: (first: Sample) => void): Promise<Comparison>;
}

/** What a comparison has to be told. */
export type ToCompare = Pick<
  Asked,
  "simulator" | "policies" | "given" | "prepared" | "outcomes" | "design" | "bands" | "seed" | "horizons"
>;

/** Plans to run every policy that changes anything in each plausible world. */
export function planComparison(asked: ToCompare): ComparisonPlan {
  const policies = begunPolicies(asked);
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
    policies,
    legs,
    async compare(run, enough) {
      const [first] = (await run([0])) as [Sample];
      enough(first);
      const samples = [first, ...(await run([...legs.keys()].slice(1), first.worlds))];
      const [base, ...tried] = inCommonWorlds(samples) as [Sample, ...Sample[]];
      const placeOf = (time: number, row: number) => allTimes.indexOf(time) * quantities.length + row;
      const times = mostShared(policies.map(timesOf));
      return {
        first,
        samples,
        worlds: base.worlds.length,
        quantities,
        times,
        without: times.map((time) =>
          quantities.map((_, row) => spreadOf(base.outcomes[placeOf(time, row)]!)),
        ),
        policies: policies.map((policy, i) => {
          const own = timesOf(policy);
          const changes = own.map((time, column) =>
            quantities.map((_, row) =>
              changeOver(
                base.outcomes[placeOf(time, row)]!,
                tried[i]!.outcomes[column * quantities.length + row]!,
              ),
            ),
          );
          return { policy, times: own, changes };
        }),
      };
    },
  };
}

/** What was asked for, and what is always shown beside it; results before rights. */
function quantitiesOf({
  outcomes,
  simulator,
}: Pick<Asked, "outcomes" | "simulator">): readonly ComparedQuantity[] {
  const asked = outcomes.map(({ time: _, ...quantity }): ComparedQuantity => quantity);
  const beside = besideLevers(simulator.program);
  const all = [...asked, ...beside.filter(({ label }) => !asked.some((one) => one.label === label))];
  const unique = [...new Map(all.map((one) => [one.label, one])).values()];
  const isRights = (one: ComparedQuantity) =>
    beside.some(({ label, isRights: is }) => is && label === one.label);
  return [
    ...unique.filter((one) => !isRights(one)),
    ...unique.filter(isRights).map((one) => ({ ...one, isRights: true })),
  ];
}

/** Of several lists of times the one that most policies have. */
function mostShared(lists: readonly (readonly number[])[]): readonly number[] {
  const keys = lists.map(String);
  const countOf = (key: string): number => keys.filter((one) => one === key).length;
  return lists.reduce<readonly number[]>(
    (best, list) => (countOf(String(list)) > countOf(String(best)) ? list : best),
    lists[0] ?? [],
  );
}

/** The quantities that go one way in most worlds at one time, and the other way in most at another. */
export function turningIn(
  { changes }: Pick<ComparedPolicy, "changes">,
  quantities: readonly ComparedQuantity[],
): readonly ComparedQuantity[] {
  return quantities.filter((_, row) => {
    const course = changes.map((own) => own[row]!);
    return course.some(({ less }) => less > 0.5) && course.some(({ more }) => more > 0.5);
  });
}

/** What people are told of a quantity; what a policy costs people who did nothing is marked. */
export function titleOfCompared({ title, label, isRights }: ComparedQuantity): string {
  return `${isRights ? "rights: " : ""}${title ?? label}`;
}

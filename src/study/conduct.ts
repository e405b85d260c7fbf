import { foldName } from "../model/name.ts";
import type { Program } from "../run/program.ts";
import type { Outcome } from "./ensemble.ts";

/** What every result on a lever shows beside what was asked for, where the system has it. */
export interface Beside extends Omit<Outcome, "time"> {
  /** What a policy costs people who did nothing. */
  readonly isRights: boolean;
}

/**
 * The share as well as the numbers, in the host country and at home apart, and the rights of people who did nothing: an
 * effect that is shown without them is easily taken for a solution.
 */
export function besideLevers({ slots }: Program): readonly Beside[] {
  return rows
    .filter(({ variables }) => variables.every((name) => slots.get(foldName(name))?.size === 1))
    .map(({ label, title, unit, variables, isRights, value }) => ({
      label,
      title,
      unit,
      isRights,
      quantity: {
        kind: "expression",
        variables,
        value: (numberOf) => value(variables.map((name) => numberOf(name, 0))),
      },
    }));
}

interface Row {
  readonly label: string;
  readonly title: string;
  readonly unit: string;
  readonly variables: readonly string[];
  readonly isRights: boolean;
  readonly value: (numbers: readonly number[]) => number;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

const rows: readonly Row[] = [
  {
    label: "radicalised / total_population",
    title: "radicalised share of citizens",
    unit: "1",
    variables: ["radicalised", "total_population"],
    isRights: false,
    value: ([some, all]) => some! / all!,
  },
  {
    label: "radicalised_migrants",
    title: "radicalised, in the host country",
    unit: "person",
    variables: ["radicalised_migrants"],
    isRights: false,
    value: sum,
  },
  {
    label: "home_sympathisers + home_radicals + prisoners_radical",
    title: "radicalised, at home",
    unit: "person",
    variables: ["home_sympathisers", "home_radicals", "prisoners_radical"],
    isRights: false,
    value: sum,
  },
  {
    label: "prisoners_other",
    title: "imprisoned people who did nothing",
    unit: "person",
    variables: ["prisoners_other"],
    isRights: true,
    value: sum,
  },
  {
    label: "deportations",
    title: "people expelled",
    unit: "person/year",
    variables: ["deportations"],
    isRights: true,
    value: sum,
  },
];

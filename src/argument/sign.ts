import type { Attempt } from "../check/attempts.ts";
import type { CausalLink, Facts } from "../check/facts.ts";
import type { PointTable } from "../check/lookup.ts";
import { attemptsFor, type LinkSign, pathSign, type Sampler, signOf } from "../check/signs.ts";
import type { Clock } from "../functions/function.ts";
import { foldName } from "../model/name.ts";
import type { Variable } from "../model/variable.ts";
import type { Program } from "../run/program.ts";
import { lengthOf, type Trace, timeAt, valueAt } from "./trace.ts";

/** The signs of links over every step of the base run, each found when it is asked for. */
export type Signs = (link: CausalLink) => LinkSign;

/** What is tried of each link, found once for all the runs that signs are found in. */
export type Attempts = Map<CausalLink, readonly Attempt[]>;

/** Gets ready to find signs in the base run, of which everything has been kept, at steps that `every` divides. */
export function signsIn(
  facts: Facts,
  program: Program,
  base: Trace,
  { every = 1, attempts = new Map() }: { readonly every?: number; readonly attempts?: Attempts } = {},
): Signs {
  const columns = new Map(
    facts.model.variables.map((variable) => [variable, base.columns.get(foldName(variable.name))]),
  );
  const sampler: Sampler = {
    clocks: Array.from({ length: Math.floor(base.steps / every) + 1 }, (_, sample): Clock => {
      const step = sample * every;
      return { ...base.time, time: timeAt(base, step), step: lengthOf(base, step) };
    }),
    value: (sample, variable, element) => {
      const column = columns.get(variable);
      return column ? valueAt(base, column, element, sample * every) : Number.NaN;
    },
    table: (variable, element) => tableIn(program, variable, element),
  };
  const attemptsOf = (link: CausalLink): readonly Attempt[] => {
    const known = attempts.get(link) ?? attemptsFor(link, facts.shapes);
    attempts.set(link, known);
    return known;
  };
  const found = new Map<CausalLink, LinkSign>();
  const signs: Signs = (link) => {
    const known = found.get(link);
    if (known) return known;
    const sign = link.through
      ? joinSigns(link.through.map((chain) => pathSign(chain.map(signs))))
      : signOf(link, sampler, facts.shapes, attemptsOf(link));
    found.set(link, sign);
    return sign;
  };
  return signs;
}

function tableIn({ tables, tableSlots }: Program, { name }: Variable, element: number): PointTable {
  const slot = tableSlots.get(foldName(name));
  return (slot && tables[slot.offset + element]) ?? { pairs: [], outside: "hold" };
}

/** What several links between the same two variables do together. */
export function joinSigns(signs: readonly LinkSign[]): LinkSign {
  const [first, ...rest] = signs;
  if (!first || rest.length === 0) return first ?? pathSign([]);
  const raises = signs.some((one) => one.raises);
  const lowers = signs.some((one) => one.lowers);
  const sign = raises && lowers ? "varies" : raises ? "raises" : lowers ? "lowers" : "none";
  return {
    raises,
    lowers,
    sign,
    at: first.at.map((ways, i) => rest.reduce((all, { at }) => all | at[i]!, ways)),
  };
}

import type { CausalLink, Facts } from "../check/facts.ts";
import type { PointTable } from "../check/lookup.ts";
import { type LinkSign, type Sampler, signOf } from "../check/signs.ts";
import type { Clock } from "../functions/function.ts";
import { foldName } from "../model/name.ts";
import type { Variable } from "../model/variable.ts";
import type { Program } from "../run/program.ts";
import { type Trace, timeAt, valueAt } from "./trace.ts";
import type { Sign } from "./verdict.ts";

/** The signs of links over every step of the base run, each found when it is asked for. */
export type Signs = (link: CausalLink) => LinkSign;

/** Gets ready to find signs in the base run, of which everything has been kept. */
export function signsIn(facts: Facts, program: Program, base: Trace): Signs {
  const sampler: Sampler = {
    clocks: Array.from(
      { length: base.steps + 1 },
      (_, step): Clock => ({ ...base.time, time: timeAt(base, step) }),
    ),
    value: (step, variable, element) => {
      const column = base.columns.get(foldName(variable.name));
      return column ? valueAt(base, column, element, step) : Number.NaN;
    },
    table: (variable, element) => tableIn(program, variable, element),
  };
  const found = new Map<CausalLink, LinkSign>();
  return (link) => {
    const known = found.get(link);
    if (known) return known;
    const sign = signOf(link, sampler, facts.shapes);
    found.set(link, sign);
    return sign;
  };
}

function tableIn({ tables, tableSlots }: Program, { name }: Variable, element: number): PointTable {
  const slot = tableSlots.get(foldName(name));
  return (slot && tables[slot.offset + element]) ?? { pairs: [], outside: "hold" };
}

/** Which ways something acts at each step: 1 for raising, 2 for lowering, 3 for both, 0 for neither. */
export type Ways = Uint8Array;

/** What several links between the same two variables do together. */
export function joinWays(left: Ways, right: Ways): Ways {
  return left.map((way, i) => way | right[i]!);
}

/** What two links do one behind the other: two that lower raise. */
export function chainWays(left: Ways, right: Ways): Ways {
  return left.map((way, i) => chained[4 * way + right[i]!]!);
}

/** The product for each pair of ways, the left one in rows of four. */
const chained = [0, 0, 0, 0, 0, 1, 2, 3, 0, 2, 1, 3, 0, 3, 3, 3];

/** The one word for what something does over all steps. */
export function signOver(ways: Ways): Sign {
  const all = ways.reduce((found, way) => found | way, 0);
  return (["none", "raises", "lowers", "varies"] as const)[all]!;
}

import type { Variable } from "../model/variable.ts";
import type { CausalLink } from "./facts.ts";

/** Which ways a change of the cause can move the effect; neither where the link does nothing. */
export interface Ways {
  readonly raises: boolean;
  readonly lowers: boolean;
}

/** The shortest chain of links from one variable to another, ends included; undefined where there is none. */
export function causalPath(
  from: Variable,
  to: Variable,
  links: readonly CausalLink[],
): readonly Variable[] | undefined {
  return signedPath(from, to, links, "raises", () => ({ raises: true, lowers: false }));
}

/**
 * The shortest chain of links whose signs multiply to the wanted direction. A chain that comes through a variable twice,
 * going round a loop that turns the direction, is the answer only where no other is found.
 */
export function signedPath(
  from: Variable,
  to: Variable,
  links: readonly CausalLink[],
  wanted: "raises" | "lowers",
  waysOf: (link: CausalLink) => Ways,
): readonly Variable[] | undefined {
  const byCause = new Map<Variable, CausalLink[]>();
  for (const link of links) {
    const same = byCause.get(link.cause);
    if (same) same.push(link);
    else byCause.set(link.cause, [link]);
  }
  return search("each once") ?? search("twice");

  /** Breadth first over variables and the direction in which each has been moved. */
  function search(through: "each once" | "twice"): readonly Variable[] | undefined {
    const queue: Stop[] = [{ variable: from, raised: true }];
    const seen = { raised: new Set<Variable>(), lowered: new Set<Variable>() };
    for (const stop of queue) {
      for (const link of byCause.get(stop.variable) ?? []) {
        const ways = waysOf(link);
        for (const same of [true, false]) {
          if (!(same ? ways.raises : ways.lowers)) continue;
          const raised = stop.raised === same;
          const next = { variable: link.effect, raised, before: stop };
          if (link.effect === to && raised === (wanted === "raises")) return pathOf(next);
          const side = raised ? seen.raised : seen.lowered;
          if (side.has(link.effect)) continue;
          if (through === "each once" && (link.effect === to || pathOf(stop).includes(link.effect))) continue;
          side.add(link.effect);
          queue.push(next);
        }
      }
    }
    return undefined;
  }
}

interface Stop {
  readonly variable: Variable;
  readonly raised: boolean;
  readonly before?: Stop;
}

function pathOf(last: Stop): readonly Variable[] {
  const path: Variable[] = [];
  for (let stop: Stop | undefined = last; stop; stop = stop.before) path.push(stop.variable);
  return path.reverse();
}

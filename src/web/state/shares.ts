import type { Verdict } from "../../argument/verdict.ts";
import type { Pool } from "../engine/pool.ts";

/** In how many plausible worlds a part of the argument holds, of those that it was tested in. */
export interface Share {
  readonly holds: number;
  /** Those in which it fails, or in which the effect is too small to count. */
  readonly fails: number;
  readonly worlds: number;
}

/** By id of a claim or check. */
export type Shares = ReadonlyMap<string, Share>;

/** So many worlds are tested in at most, and so many at a time. */
export const mostTested = 200;
const worldsAtATime = 8;

/**
 * Tests the argument in plausible worlds, some at a time, while no hand is moving anything. `told` hears of what
 * has been found so far.
 */
export async function judgeWorlds(
  court: Pool,
  kept: readonly number[],
  isWanted: () => boolean,
  told: (shares: Shares, worlds: number) => void,
): Promise<void> {
  const shares = new Map<string, Share>();
  const most = Math.min(kept.length, mostTested);
  for (let from = 0; from < most; from += worldsAtATime) {
    const worlds = Int32Array.from(kept.slice(from, Math.min(most, from + worldsAtATime)));
    const judged = await court.ask(0, "judge", { worlds }, { isUrgent: false, isWanted });
    for (const [id, verdicts] of [...judged.claims, ...judged.checks])
      shares.set(id, added(shares.get(id), verdicts));
    told(new Map(shares), from + worlds.length);
  }
}

function added(before: Share | undefined, verdicts: readonly Verdict[]): Share {
  const count = (...of: readonly Verdict[]) => verdicts.filter((verdict) => of.includes(verdict)).length;
  const { holds, fails, worlds } = before ?? { holds: 0, fails: 0, worlds: 0 };
  return {
    holds: holds + count("holds"),
    fails: fails + count("fails", "no-effect"),
    worlds: worlds + count("holds", "fails", "no-effect"),
  };
}

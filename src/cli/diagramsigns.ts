import { type Signs, signsIn } from "../argument/sign.ts";
import { keepTrace } from "../argument/trace.ts";
import type { Facts } from "../check/facts.ts";
import type { Simulator } from "../run/simulator.ts";

/** So many moments of a run are looked at for the signs of arrows. */
const samples = 40;

/** The signs that links have in the base run; undefined where there can be none. */
export function signsInBaseRun(facts: Facts, simulator: Simulator | undefined): Signs | undefined {
  if (!simulator) return undefined;
  const base = keepTrace("base", simulator.run({ rows: "every step" }));
  return signsIn(facts, simulator.program, base, { every: Math.max(1, Math.floor(base.steps / samples)) });
}

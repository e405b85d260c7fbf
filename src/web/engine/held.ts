import type { Facts } from "../../check/facts.ts";
import type { Simulator } from "../../run/simulator.ts";

/** A system as a session holds it. */
export interface Held {
  readonly facts: Facts;
  /** Undefined where it cannot be run. */
  readonly simulator: Simulator | undefined;
  readonly texts: ReadonlyMap<string, string>;
}

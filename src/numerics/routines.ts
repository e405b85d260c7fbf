import type { Arithmetic } from "./arithmetic.ts";
import { cosine, sine, tangent } from "./circular.ts";
import { exp } from "./exponential.ts";
import { lnGamma } from "./gamma.ts";
import { hyperbolicCosine, hyperbolicSine, hyperbolicTangent } from "./hyperbolic.ts";
import { arccosine, arcsine, arctangent } from "./inverse.ts";
import { ln, logarithm } from "./logarithm.ts";
import { normalQuantile, normalShare } from "./normal.ts";
import { power } from "./power.ts";

/** A function that the machine does not have, as one text for every arithmetic. */
export interface Routine {
  readonly parameters: 1 | 2;
  readonly of: <V, I, B>(m: Arithmetic<V, I, B>, ...args: readonly [V, V]) => V;
}

/** All routines, by name. */
export const routines = {
  exp: { parameters: 1, of: exp },
  ln: { parameters: 1, of: ln },
  logarithm: { parameters: 2, of: logarithm },
  power: { parameters: 2, of: power },
  sine: { parameters: 1, of: sine },
  cosine: { parameters: 1, of: cosine },
  tangent: { parameters: 1, of: tangent },
  arcsine: { parameters: 1, of: arcsine },
  arccosine: { parameters: 1, of: arccosine },
  arctangent: { parameters: 1, of: arctangent },
  hyperbolicSine: { parameters: 1, of: hyperbolicSine },
  hyperbolicCosine: { parameters: 1, of: hyperbolicCosine },
  hyperbolicTangent: { parameters: 1, of: hyperbolicTangent },
  lnGamma: { parameters: 1, of: lnGamma },
  normalShare: { parameters: 1, of: normalShare },
  normalQuantile: { parameters: 1, of: normalQuantile },
} as const satisfies Readonly<Record<string, Routine>>;

export type RoutineName = keyof typeof routines;

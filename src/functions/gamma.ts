import { computeRoutine } from "../numerics/plain.ts";
import { binary, type Code, number, routine } from "./code.ts";
import type { Pointwise } from "./function.ts";

/** C. Lanczos, A precision approximation of the gamma function (1964), with six terms as programs have long had them. */
const terms = [76.18009173, -86.50532033, 24.01409822, -1.231739516, 0.120858003e-2, -0.536382e-5];
const scale = 2.50662827465;

/** The gamma function as Vensim computes it. */
export const gammaFunctions: readonly Pointwise[] = [
  {
    kind: "pointwise",
    name: "vensim_gamma_ln",
    family: "transcendental",
    summary:
      "The natural logarithm of the gamma function by Lanczos's sum of six terms, which is off by up to 2e-10; `gamma_ln` is exact.",
    doubt: "That Vensim computes so is seen from what it gives for 1, where there is nothing but the error.",
    aliases: { vensim: "GAMMA LN" },
    parameters: [{ name: "x" }],
    units: { kind: "dimensionless" },
    value: ([x]) => {
      const from = x! - 1;
      const above = from + 5.5;
      const main = above - (from + 0.5) * computeRoutine("ln", above);
      const series = terms.reduce((sum, term, i) => sum + term / (from + (i + 1)), 1);
      return computeRoutine("ln", scale * series) - main;
    },
    lower: ([x]) => {
      const from = binary("subtract", x!, number(1));
      const above = binary("add", from, number(5.5));
      const slope = binary("multiply", binary("add", from, number(0.5)), routine("ln", above));
      const main = binary("subtract", above, slope);
      const series = terms.reduce<Code>(
        (sum, term, i) =>
          binary("add", sum, binary("divide", number(term), binary("add", from, number(i + 1)))),
        number(1),
      );
      return binary("subtract", routine("ln", binary("multiply", number(scale), series)), main);
    },
    examples: [{ args: [1], result: -3.413624938275461e-11 }],
  },
];

import {
  drawBeta,
  drawBinomial,
  drawGamma,
  drawGeometric,
  drawLogistic,
  drawLognormal,
  drawNegativeBinomial,
  drawNormal,
  drawPareto,
  drawPoisson,
  drawTriangular,
  drawUniform,
  drawWeibull,
  drawWeibullOfMean,
} from "../procedures/draw.ts";
import type { RandomProcedure } from "../procedures/machine.ts";
import type { Aliases, ArgumentUnit, Parameter, RandomRow } from "./function.ts";

const stretch: Parameter = { name: "stretch", otherwise: 1 };
const shift: Parameter = { name: "shift", otherwise: 0 };

/**
 * Draws at random: one for each call, element and step. Vensim stretches and shifts what it draws and leaves away what
 * lies outside of two limits; Stella has the limits as an option. Neither’s streams of numbers can be had again here.
 */
export const randomFunctions: readonly RandomRow[] = [
  {
    kind: "random",
    name: "random_uniform",
    family: "random",
    summary: "A number between `least` and `most`, all equally likely.",
    aliases: { vensim: "RANDOM UNIFORM", xmile: "RANDOM", stella: "UNIFORM" },
    parameters: [{ name: "least" }, { name: "most" }, { name: "seed", otherwise: 0 }],
    units: { kind: "like", arg: 0, others: ["any", { sameAs: 0 }, "dimensionless"] },
    procedure: drawUniform,
    examples: [],
  },
  {
    kind: "random",
    name: "random_0_1",
    family: "random",
    summary: "A number between 0 and 1, all equally likely.",
    aliases: { vensim: "RANDOM 0 1" },
    parameters: [],
    units: { kind: "dimensionless" },
    procedure: (m, _, uniform) => uniform(m.whole(0)),
    examples: [],
  },
  distribution({
    name: "random_normal",
    of: "the normal distribution, by its mean and its standard deviation",
    aliases: { vensim: { name: "RANDOM NORMAL", order: [2, 3, 4, 0, 1] }, xmile: "NORMAL" },
    own: ["mean", "deviation"],
    units: ["any", { sameAs: 0 }],
    procedure: drawNormal,
  }),
  distribution({
    name: "random_lognormal",
    of: "the lognormal distribution, by its own mean and standard deviation",
    aliases: { xmile: "LOGNORMAL" },
    own: ["mean", "deviation"],
    units: ["any", { sameAs: 0 }],
    procedure: drawLognormal,
  }),
  distribution({
    name: "random_exponential",
    of: "the exponential distribution, by its mean",
    aliases: { vensim: { name: "RANDOM EXPONENTIAL", order: [3, 4, 0, 1, 2] }, xmile: "EXPRND" },
    own: ["mean"],
    units: ["any"],
    more: [shift],
    procedure: (m, [mean, ...others], uniform) => drawWeibull(m, [m.number(1), mean!, ...others], uniform),
  }),
  distribution({
    name: "random_gamma",
    of: "the gamma distribution, by its shape and its scale",
    aliases: { vensim: { name: "RANDOM GAMMA", order: [2, 4, 5, 0, 1, 3] }, stella: "GAMMA" },
    own: ["shape", "scale"],
    units: ["dimensionless", "any"],
    like: 1,
    more: [shift],
    procedure: drawGamma,
  }),
  distribution({
    name: "random_weibull",
    of: "Weibull’s distribution, by its shape and its scale",
    aliases: { stella: "WEIBULL" },
    own: ["shape", "scale"],
    units: ["dimensionless", "any"],
    like: 1,
    more: [shift],
    procedure: drawWeibull,
  }),
  distribution({
    name: "random_weibull_mean",
    of: "Weibull’s distribution, by its shape and its mean",
    aliases: { vensim: { name: "RANDOM WEIBULL", order: [2, 4, 5, 0, 1, 3] } },
    own: ["shape", "mean"],
    units: ["dimensionless", "any"],
    like: 1,
    more: [shift],
    procedure: drawWeibullOfMean,
  }),
  distribution({
    name: "random_beta",
    of: "the beta distribution between 0 and 1, by its two shapes, stretched and shifted",
    aliases: { vensim: { name: "RANDOM BETA", order: [2, 3, 6, 0, 1, 5, 4] }, stella: "BETA" },
    own: ["a", "b"],
    units: ["dimensionless", "dimensionless"],
    more: [stretch, shift],
    procedure: drawBeta,
  }),
  distribution({
    name: "random_triangular",
    of: "a triangle from `start` over its `peak` to `stop`",
    aliases: {
      vensim: { name: "RANDOM TRIANGULAR", order: [2, 3, 4, 5, 0, 1] },
      stella: "TRIANGULAR",
    },
    own: ["start", "peak", "stop"],
    units: ["any", { sameAs: 0 }, { sameAs: 0 }],
    procedure: drawTriangular,
  }),
  distribution({
    name: "random_logistic",
    of: "the logistic distribution, by its mean and its scale",
    aliases: { stella: "LOGISTIC" },
    own: ["mean", "scale"],
    units: ["any", { sameAs: 0 }],
    procedure: drawLogistic,
  }),
  distribution({
    name: "random_pareto",
    of: "Pareto’s distribution, by its shape and its least value",
    aliases: { stella: "PARETO" },
    own: ["shape", "scale"],
    units: ["dimensionless", "any"],
    like: 1,
    procedure: drawPareto,
  }),
  distribution({
    name: "random_poisson",
    of: "Poisson’s distribution, the number of events by their mean, stretched and shifted",
    aliases: { vensim: { name: "RANDOM POISSON", order: [2, 5, 0, 1, 4, 3] }, xmile: "POISSON" },
    own: ["mean"],
    units: ["any"],
    more: [stretch, shift],
    procedure: drawPoisson,
  }),
  distribution({
    name: "random_binomial",
    of: "the binomial distribution, the number of successes among so many trials, stretched and shifted",
    aliases: {
      vensim: { name: "RANDOM BINOMIAL", order: [3, 2, 6, 0, 1, 5, 4] },
      stella: "BINOMIAL",
    },
    own: ["trials", "probability"],
    units: ["any", "dimensionless"],
    more: [stretch, shift],
    procedure: drawBinomial,
  }),
  distribution({
    name: "random_negative_binomial",
    of: "the negative binomial distribution, the number of trials up to so many successes, stretched and shifted",
    aliases: {
      vensim: { name: "RANDOM NEGATIVE BINOMIAL", order: [3, 2, 6, 0, 1, 5, 4] },
      stella: "NEGBINOMIAL",
    },
    doubt: "whether Stella counts the trials, as here, or the failures among them.",
    own: ["successes", "probability"],
    units: ["any", "dimensionless"],
    more: [stretch, shift],
    procedure: drawNegativeBinomial,
  }),
  distribution({
    name: "random_geometric",
    of: "the geometric distribution, the number of trials up to the first success",
    aliases: { stella: "GEOMETRIC" },
    own: ["probability"],
    units: ["dimensionless"],
    procedure: drawGeometric,
  }),
];

interface Distribution {
  readonly name: string;
  /** What it is drawn from, in words. */
  readonly of: string;
  readonly doubt?: string;
  readonly aliases: Aliases;
  readonly own: readonly string[];
  readonly units: readonly ArgumentUnit[];
  /** Which parameter has the unit of the result. */
  readonly like?: number;
  /** Parameters behind the limits. */
  readonly more?: readonly Parameter[];
  readonly procedure: RandomProcedure;
}

function distribution({
  name,
  of,
  doubt,
  aliases,
  own,
  units,
  like = 0,
  more = [],
  procedure,
}: Distribution): RandomRow {
  const all: ArgumentUnit[] = [...units, "dimensionless", "any", "any", ...more.map(() => "any" as const)];
  return {
    kind: "random",
    name,
    family: "random",
    summary: `A draw from ${of}; what lies outside of \`least\` and \`most\` is drawn again.`,
    ...(doubt !== undefined && { doubt }),
    aliases,
    parameters: [
      ...own.map((parameter) => ({ name: parameter })),
      { name: "seed", otherwise: 0 },
      { name: "least", otherwise: Number.NEGATIVE_INFINITY },
      { name: "most", otherwise: Number.POSITIVE_INFINITY },
      ...more,
    ],
    units:
      units[like] === "dimensionless"
        ? { kind: "number", others: all }
        : { kind: "like", arg: like, others: all },
    procedure,
    examples: [],
  };
}

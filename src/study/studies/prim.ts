import { balancedBox, boxesOneAfterAnother, type FoundBox, resampledLimits, withoutLimit } from "../boxes.ts";
import type { Cases } from "../cases.ts";
import { interestOptions, limitWords, planInterest } from "../givendata.ts";
import { shareOf } from "../interval.ts";
import { type PrimBox, usualPrim } from "../prim.ts";
import { quasiP } from "../quasip.ts";
import { regionalDistance } from "../regional.ts";
import type { Section } from "../report.ts";
import type { Asked, Plan, Study } from "../study.ts";
import { percentWords } from "../words.ts";

export const prim: Study = {
  name: "prim",
  summary: "boxes of few inputs in which most worlds are of interest",
  worlds: "as asked",
  runs: 2000,
  options: interestOptions,
  plan: planPrim,
};

const leastWorlds = 100;
const fewFound = 50;
const mostBoxes = 3;
/** Of many inputs those are looked at that differ most between the worlds of interest and the others. */
const mostInputs = 20;
/** A limit that chance would give as often as this is taken away. */
const mostByChance = 0.05;
const halves = 10;

function planPrim(asked: Asked): Plan {
  return planInterest(
    asked,
    { least: leastWorlds, needs: "boxes need" },
    ({ cases: all, found, title, words }) => {
      const cases = withInputsThatDiffer(all);
      const total = cases.interest.length;
      const boxes = boxesOneAfterAnother(
        cases,
        usualPrim,
        (trajectory, rows) => withoutChance(cases, trajectory, rows),
        mostBoxes,
      ).filter(({ box }) => shareOf(box.cases, box.rows).low > found / total);
      const told = boxes.map((one) => tellBox(cases, one, asked));
      return {
        sections: [
          {
            title,
            says: [
              `Of interest: ${words}, in ${found} of ${total} worlds (${percentWords(found / total)}).`,
              ...(boxes.length === 0
                ? [
                    "No box tells them from the others: they lie all over the ranges, or more worlds are needed (--runs).",
                  ]
                : []),
            ],
          },
          ...told.map((one, i) => drawBox(one, i, total, found)),
        ],
        warnings: [
          ...(found < fewFound
            ? [
                `Few worlds of interest: ${found}. Limits wander; see how often halves of the worlds have them.`,
              ]
            : []),
        ],
        data: {
          boxes: told,
          trajectory: boxes[0]?.trajectory.map(({ coverage, density, mass, restricted }) => ({
            coverage,
            density,
            mass,
            restricted: restricted.length,
          })),
        },
      };
    },
  );
}

interface ToldBox {
  readonly rows: number;
  readonly cases: number;
  readonly coverage: number;
  readonly density: number;
  readonly mass: number;
  /** The density of all worlds that earlier boxes left. */
  readonly before: number;
  readonly limits: readonly ToldLimit[];
}

interface ToldLimit {
  readonly input: string;
  readonly low: number | null;
  readonly high: number | null;
  readonly quasiP: number;
  /** The share of halves of the worlds that have a limit of this input too. */
  readonly halves: number;
}

function tellBox(cases: Cases, one: FoundBox, { resampling }: Asked): ToldBox {
  const { box, trajectory, rows } = one;
  const again = resampledLimits(cases, usualPrim, one, resampling.uniforms, halves);
  const chances = quasiP(cases, box, rows);
  return {
    rows: box.rows,
    cases: box.cases,
    coverage: box.coverage,
    density: box.density,
    mass: box.mass,
    before: shareIn(cases, rows),
    limits: box.restricted.map((input, i) => ({
      input: cases.inputs[input]!.name,
      low: box.low[input]! > trajectory[0]!.low[input]! ? box.low[input]! : null,
      high: box.high[input]! < trajectory[0]!.high[input]! ? box.high[input]! : null,
      quasiP: chances[i]!,
      halves: again[input]!,
    })),
  };
}

/** The box with the best balance, without the limits that may be there by chance, the weakest first. */
function withoutChance(cases: Cases, trajectory: readonly PrimBox[], rows: Int32Array): PrimBox {
  let box = balancedBox(trajectory);
  for (;;) {
    const chances = quasiP(cases, box, rows);
    const worst = Math.max(...chances);
    if (!(worst > mostByChance)) return box;
    box = withoutLimit(cases, { box, trajectory, rows }, box.restricted[chances.indexOf(worst)]!);
  }
}

function withInputsThatDiffer({ inputs, interest }: Cases): Cases {
  const distances = inputs.map(({ values }) => regionalDistance(values, (row) => interest[row] === 1));
  const order = [...inputs.keys()].sort((i, j) => distances[j]! - distances[i]!).slice(0, mostInputs);
  return { interest, inputs: order.sort((i, j) => i - j).map((i) => inputs[i]!) };
}

/** Of some rows, the share that is of interest. */
function shareIn({ interest }: Cases, rows: Int32Array): number {
  return rows.reduce((sum, row) => sum + interest[row]!, 0) / rows.length;
}

function drawBox(
  { limits, rows, cases, coverage, density, before }: ToldBox,
  place: number,
  total: number,
  found: number,
): Section {
  const words = limits.map(
    ({ input, low, high }) =>
      `${input} is ${limitWords(low ?? Number.NEGATIVE_INFINITY, high ?? Number.POSITIVE_INFINITY)}`,
  );
  const among =
    place === 0 ? `of all ${percentWords(before)}` : `of all that are left ${percentWords(before)}`;
  return {
    title: place === 0 ? "First box" : `Box ${place + 1}, among the worlds that are left`,
    says: [
      `Where ${words.join(", and ")}: ${percentWords(density)} of ${rows} worlds are of interest (${among}). That takes in ${cases} of the ${found} worlds of interest, ${percentWords(coverage)}.`,
    ],
    table: {
      columns: ["Limit", "", "by chance", "in halves"],
      rows: limits.map(({ input, low, high, quasiP: chance, halves: often }) => [
        input,
        limitWords(low ?? Number.NEGATIVE_INFINITY, high ?? Number.POSITIVE_INFINITY),
        chance < 1e-4 ? "< 0.0001" : chance.toPrecision(1),
        `${Math.round(often * halves)} of ${halves}`,
      ]),
    },
    notes: [
      `Coverage ${coverage.toPrecision(2)}, density ${density.toPrecision(2)}, mass ${(rows / total).toPrecision(2)}. By chance: how likely so many are without the limit (quasi-p). In halves: how often half of the worlds have a limit there too. In other worlds a box does somewhat worse than in those in which it was found.`,
    ],
  };
}

import type { Unit } from "../model/unit.ts";
import { computeRoutine } from "../numerics/plain.ts";
import { binary, type Code, choose, number, routine, unary } from "./code.ts";
import type { Pointwise, UnitRule } from "./function.ts";

const ofMoney: UnitRule = {
  kind: "computed",
  sentence: "The result and the amounts have the same unit.",
  of: ([, , first, second]: readonly (Unit | undefined)[]) => first ?? second,
  others: ["dimensionless", "dimensionless", "any", { sameAs: 2 }],
};

/**
 * What money is worth at other times. Amounts that are paid and amounts that are received have different signs: of a
 * present value, equal payments at the end of each period and a future value, all three together are worth nothing.
 */
export const financialFunctions: readonly Pointwise[] = [
  {
    kind: "pointwise",
    name: "fv",
    family: "financial",
    summary:
      "The future value after `periods`, each with interest at `rate` and a `payment` at its end, of a `present` value; paid and received have different signs.",
    aliases: { stella: "FV" },
    parameters: [{ name: "rate" }, { name: "periods" }, { name: "payment" }, { name: "present" }],
    units: ofMoney,
    value: ([rate, periods, payment, present]) =>
      -(present! * growth(rate!, periods!) + payment! * annuity(rate!, periods!)),
    lower: ([rate, periods, payment, present]) =>
      unary(
        "negate",
        binary(
          "add",
          binary("multiply", present!, lowerGrowth(rate!, periods!)),
          binary("multiply", payment!, lowerAnnuity(rate!, periods!)),
        ),
      ),
    examples: [
      { args: [0.5, 2, 0, -100], result: 225 },
      { args: [0, 12, -100, -50], result: 1250 },
      { args: [0.5, 2, -100, 0], result: 250 },
    ],
  },
  {
    kind: "pointwise",
    name: "pv",
    family: "financial",
    summary:
      "What equal payments over `periods` and a `future` value at their end are worth now, with interest at `rate`; paid and received have different signs.",
    aliases: { stella: "PV" },
    parameters: [{ name: "rate" }, { name: "periods" }, { name: "payment" }, { name: "future" }],
    units: ofMoney,
    value: ([rate, periods, payment, future]) =>
      -(future! + payment! * annuity(rate!, periods!)) / growth(rate!, periods!),
    lower: ([rate, periods, payment, future]) => {
      const all = binary("add", future!, binary("multiply", payment!, lowerAnnuity(rate!, periods!)));
      return binary("divide", unary("negate", all), lowerGrowth(rate!, periods!));
    },
    examples: [
      { args: [0.5, 2, 0, 225], result: -100 },
      { args: [0, 12, -100, 0], result: 1200 },
      { args: [1, 2, -100, 0], result: 75 },
    ],
  },
  {
    kind: "pointwise",
    name: "pmt",
    family: "financial",
    summary:
      "The equal payment at the end of each of so many `periods` that turns a `present` value into a `future` one, with interest at `rate`; paid and received have different signs.",
    aliases: { stella: "PMT" },
    parameters: [{ name: "rate" }, { name: "periods" }, { name: "present" }, { name: "future" }],
    units: ofMoney,
    value: ([rate, periods, present, future]) =>
      -(present! * growth(rate!, periods!) + future!) / annuity(rate!, periods!),
    lower: ([rate, periods, present, future]) => {
      const all = binary("add", binary("multiply", present!, lowerGrowth(rate!, periods!)), future!);
      return binary("divide", unary("negate", all), lowerAnnuity(rate!, periods!));
    },
    examples: [
      { args: [1, 2, 75, 0], result: -100 },
      { args: [0, 12, 1200, 0], result: -100 },
      { args: [0.5, 2, 0, -250], result: 100 },
    ],
  },
];

/** What one becomes in so many periods. */
function growth(rate: number, periods: number): number {
  return computeRoutine("power", 1 + rate, periods);
}

/** What payments of one become. */
function annuity(rate: number, periods: number): number {
  return rate === 0 ? periods : (growth(rate, periods) - 1) / rate;
}

function lowerGrowth(rate: Code, periods: Code): Code {
  return routine("power", binary("add", number(1), rate), periods);
}

function lowerAnnuity(rate: Code, periods: Code): Code {
  const grown = binary("subtract", lowerGrowth(rate, periods), number(1));
  return choose(binary("equal", rate, number(0)), periods, binary("divide", grown, rate));
}

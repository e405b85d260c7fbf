import { itemAt, type Machine, setItem } from "../procedures/machine.ts";
import { missing } from "../procedures/missing.ts";
import { itemBehind, placeOfRank, rankItems, reorderItems } from "../procedures/ordering.ts";
import { selectItems } from "../procedures/selection.ts";
import { vectorLookup } from "../procedures/vectorlookup.ts";
import type { Vector } from "./function.ts";

/** Functions over whole rows. */
export const vectorFunctions: readonly Vector[] = [
  {
    kind: "vector",
    name: "vector_sort_order",
    family: "array",
    summary:
      "The places (from 0) of the elements of `x` in rising order where `direction` is above zero, else in falling order; equal ones as they stand.",
    aliases: { vensim: "VECTOR SORT ORDER" },
    parameters: [
      { name: "x", shape: "row" },
      { name: "direction", shape: "number" },
    ],
    result: { kind: "row", along: 0 },
    units: { kind: "number", others: ["any", "dimensionless"] },
    procedure: (m, [x, direction], result) => {
      const isRising = m.less(m.number(0), direction!.value);
      m.repeat(x!.length, (turn) => {
        const value = itemAt(m, x!.address, turn);
        const place = m.wholeVariable(turn);
        const before = () => itemAt(m, result, oneBelow(m, place.get()));
        const goesBefore = () => {
          const other = itemAt(m, x!.address, m.toWhole(before()));
          const rises = m.both(isRising, m.less(value, other));
          return m.either(rises, m.both(m.not(isRising), m.less(other, value)));
        };
        m.while(
          () => m.both(m.below(m.whole(0), place.get()), goesBefore()),
          () => {
            setItem(m, result, place.get(), before());
            place.set(oneBelow(m, place.get()));
          },
        );
        setItem(m, result, place.get(), m.toNumber(turn));
      });
    },
    examples: [
      { args: [[3, 1, 2], 1], result: [1, 2, 0] },
      { args: [[3, 1, 2], -1], result: [0, 2, 1] },
      { args: [[1, 0, 1, 0], 1], result: [1, 3, 0, 2] },
      { args: [[], 1], result: [] },
    ],
  },
  {
    kind: "vector",
    name: "vector_rank",
    family: "array",
    summary:
      "The rank (from 1) of each element of `x`, in rising order where `direction` is above zero, else in falling order; equal ones as they stand.",
    aliases: { vensim: "VECTOR RANK" },
    parameters: [
      { name: "x", shape: "row" },
      { name: "direction", shape: "number" },
    ],
    result: { kind: "row", along: 0 },
    units: { kind: "number", others: ["any", "dimensionless"] },
    procedure: rankItems,
    examples: [
      { args: [[5000, 3000, 8000], 1], result: [2, 1, 3] },
      { args: [[5000, 3000, 8000], 0], result: [2, 3, 1] },
      { args: [[1, 0, 1, 0], 1], result: [3, 1, 4, 2] },
    ],
  },
  {
    kind: "vector",
    name: "vector_reorder",
    family: "array",
    summary:
      "The elements of `x` in the order of `places`, which count from 0; a missing value where there is no such place.",
    aliases: { vensim: "VECTOR REORDER" },
    parameters: [
      { name: "x", shape: "row" },
      { name: "places", shape: "row" },
    ],
    result: { kind: "row", along: 1 },
    units: { kind: "like", arg: 0, others: ["any", "dimensionless"] },
    procedure: reorderItems,
    examples: [
      {
        args: [
          [5000, 3000, 8000],
          [1, 0, 2],
        ],
        result: [3000, 5000, 8000],
      },
      {
        args: [
          [7, 8],
          [1, 2],
        ],
        result: [8, missing],
      },
    ],
  },
  {
    kind: "vector",
    name: "vector_elm_map",
    family: "array",
    summary:
      "The element `offset` places behind `element`, counted through all elements of its variable, the last dimension fastest; a missing value outside.",
    aliases: { vensim: "VECTOR ELM MAP" },
    parameters: [
      { name: "element", shape: "whole" },
      { name: "offset", shape: "number" },
    ],
    result: { kind: "number" },
    units: { kind: "like", arg: 0, others: ["any", "dimensionless"] },
    procedure: itemBehind,
    examples: [
      { args: [{ numbers: [1, 2, 4, 8], place: 1 }, 2], result: 8 },
      { args: [{ numbers: [1, 2, 4, 8], place: 1 }, -1], result: 1 },
      { args: [{ numbers: [1, 2, 4, 8], place: 1 }, 3], result: missing },
    ],
  },
  {
    kind: "vector",
    name: "rank",
    family: "array",
    summary:
      "The place (from 1) of the item that has a `rank` in rising order, the first being 1; 0 where there is none.",
    aliases: { xmile: "RANK" },
    parameters: [
      { name: "items", shape: "row" },
      { name: "rank", shape: "number" },
    ],
    result: { kind: "number" },
    units: { kind: "number", others: ["any", "dimensionless"] },
    procedure: placeOfRank,
    examples: [
      { args: [[5000, 3000, 8000], 1], result: 2 },
      { args: [[5000, 3000, 8000], 3], result: 3 },
      { args: [[5000, 3000, 8000], 4], result: 0 },
      { args: [[1, 0, 1, 0], 2], result: 4 },
    ],
  },
  {
    kind: "vector",
    name: "rank",
    family: "array",
    summary:
      "The place (from 1) of the item that has a `rank` in rising order; of equal ones the one with less in `others` comes first.",
    aliases: { xmile: "RANK" },
    parameters: [
      { name: "items", shape: "row" },
      { name: "rank", shape: "number" },
      { name: "others", shape: "row" },
    ],
    result: { kind: "number" },
    units: { kind: "number", others: ["any", "dimensionless", "any"] },
    procedure: placeOfRank,
    examples: [
      { args: [[1, 0, 1, 0], 1, [1, 9, 2, 3]], result: 4 },
      { args: [[1, 0, 1, 0], 3, [5, 9, 2, 3]], result: 3 },
    ],
  },
  {
    kind: "vector",
    name: "vector_select",
    together: true,
    family: "array",
    summary:
      "What `action` makes of the items where `selection` is not zero: of items times selection their sum (0), product (1), minimum (2), maximum (3) or mean (4), the product of items to the power of their selection (5), and of the items themselves sum (6), product (7), minimum (8), maximum (9) or mean (10); `nothing` where all are zero. A `fault` of 1 forbids none, 2 more than one, 3 both.",
    aliases: { vensim: "VECTOR SELECT" },
    parameters: [
      { name: "selection", shape: "row" },
      { name: "items", shape: "row" },
      { name: "nothing", shape: "number" },
      { name: "action", shape: "number" },
      { name: "fault", shape: "number" },
    ],
    result: { kind: "number" },
    units: {
      kind: "computed",
      sentence: "The result has the unit of `items`.",
      of: ([, items, nothing]) => items ?? nothing,
      others: ["any", "any", "any", "dimensionless", "dimensionless"],
    },
    procedure: selectItems,
    examples: [
      { args: [[0, 2, 3], [5, 7, 11], -1, 0, 0], result: 47 },
      { args: [[0, 2, 3], [5, 7, 11], -1, 1, 0], result: 462 },
      { args: [[0, 2, 3], [5, 7, 11], -1, 2, 0], result: 14 },
      { args: [[0, 2, 3], [5, 7, 11], -1, 3, 0], result: 33 },
      { args: [[0, 2, 3], [5, 7, 11], -1, 4, 0], result: 23.5 },
      { args: [[0, 2, 3], [5, 7, 11], -1, 5, 0], result: 65219 },
      { args: [[0, 2, 3], [5, 7, 11], -1, 6, 0], result: 18 },
      { args: [[0, 2, 3], [5, 7, 11], -1, 7, 0], result: 77 },
      { args: [[0, 2, 3], [5, 7, 11], -1, 8, 0], result: 7 },
      { args: [[0, 2, 3], [5, 7, 11], -1, 9, 0], result: 11 },
      { args: [[0, 2, 3], [5, 7, 11], -1, 10, 0], result: 9 },
      { args: [[0, 0], [5, 7], -1, 0, 0], result: -1 },
      { args: [[0, 0], [5, 7], -1, 0, 2], result: -1 },
      { args: [[0, 0], [5, 7], -1, 0, 1], result: Number.NaN },
      { args: [[1, 1], [5, 7], -1, 0, 2], result: Number.NaN },
      { args: [[1, 1], [5, 7], -1, 0, 3], result: Number.NaN },
    ],
  },
  {
    kind: "vector",
    name: "vector_lookup",
    family: "array",
    summary:
      "A row as the values of a graph whose inputs are spread evenly from `low` to `high`: read at `x` (`mode` 0), its area from `low` on (1), backward (2), extrapolated (3), forward (4), inverted (5), its slope (6); area, inverse and slope of the extrapolated graph (7, 8, 9).",
    aliases: { vensim: "VECTOR LOOKUP" },
    parameters: [
      { name: "values", shape: "row" },
      { name: "x", shape: "number" },
      { name: "low", shape: "number" },
      { name: "high", shape: "number" },
      { name: "mode", shape: "number" },
    ],
    result: { kind: "number" },
    units: {
      kind: "computed",
      sentence: "The unit of the result is not worked out, as it depends on `mode`.",
      of: () => undefined,
      others: ["any", "any", "any", { sameAs: 2 }, "dimensionless"],
    },
    procedure: vectorLookup,
    examples: [
      { args: [[0, 2, 6], 15, 10, 20, 0], result: 2 },
      { args: [[0, 2, 6], 17.5, 10, 20, 0], result: 4 },
      { args: [[0, 2, 6], 25, 10, 20, 0], result: 6 },
      { args: [[0, 2, 6], 20, 10, 20, 1], result: 25 },
      { args: [[0, 2, 6], 17.5, 10, 20, 2], result: 2 },
      { args: [[0, 2, 6], 25, 10, 20, 3], result: 10 },
      { args: [[0, 2, 6], 17.5, 10, 20, 4], result: 6 },
      { args: [[0, 2, 6], 4, 10, 20, 5], result: 17.5 },
      { args: [[0, 2, 6], 10, 10, 20, 5], result: 20 },
      { args: [[0, 2, 6], 12.5, 10, 20, 6], result: 0.4 },
      { args: [[0, 2, 6], 25, 10, 20, 7], result: 65 },
      { args: [[2, 2, 2], 5, 10, 20, 7], result: -10 },
      { args: [[0, 2, 6], 10, 10, 20, 8], result: 25 },
      { args: [[0, 2, 6], 25, 10, 20, 9], result: 0.8 },
      { args: [[0, 2, 6], 25, 10, 20, 10], result: Number.NaN },
    ],
  },
];

/** The place before one, or the first: both sides of a condition are computed, and memory must not be left. */
function oneBelow<V, W, B>(m: Machine<V, W, B>, place: W): W {
  return m.selectWhole(m.below(m.whole(0), place), m.minus(place, m.whole(1)), place);
}

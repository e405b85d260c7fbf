import { itemAt, type Machine, setItem } from "../procedures/machine.ts";
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
];

/** The place before one, or the first: both sides of a condition are computed, and memory must not be left. */
function oneBelow<V, W, B>(m: Machine<V, W, B>, place: W): W {
  return m.selectWhole(m.below(m.whole(0), place), m.minus(place, m.whole(1)), place);
}

import type { PeekProcedure } from "./machine.ts";

/** What looks into the content of a discrete stock: how many parts it has, and how much each is, from 1 on. */
export interface Content {
  readonly size: PeekProcedure;
  readonly item: PeekProcedure;
}

/** What is made of the amounts of all parts; of none it is NaN. */
export const summaries = ["min", "max", "mean", "sd"] as const;
type Summary = (typeof summaries)[number];

/** The least and the largest part, their mean, and their standard deviation, which counts them as all that there are. */
export function contentSummary({ size, item }: Content, which: Summary): PeekProcedure {
  return (m, _, state, now) => {
    const count = size(m, [], state, now);
    const parts = m.toWhole(count);
    const partAt = (index: typeof parts) => item(m, [m.add(m.toNumber(index), m.number(1))], state, now);
    const fold = (start: number, step: (total: typeof count, value: typeof count) => typeof count) => {
      const total = m.variable(m.number(start));
      m.repeat(parts, (index) => total.set(step(total.get(), partAt(index))));
      return total.get();
    };
    const isNone = m.same(parts, m.whole(0));
    const mean = () => m.divide(fold(0, m.add), count);
    const found = {
      min: () => fold(Number.POSITIVE_INFINITY, m.min),
      max: () => fold(Number.NEGATIVE_INFINITY, m.max),
      mean,
      sd: () => {
        const centre = mean();
        const squares = fold(0, (total, value) => {
          const distance = m.subtract(value, centre);
          return m.add(total, m.multiply(distance, distance));
        });
        return m.sqrt(m.divide(squares, count));
      },
    }[which]();
    return m.select(isNone, m.number(Number.NaN), found);
  };
}

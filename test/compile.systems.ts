import fc from "fast-check";
import { functions } from "../src/functions/functions.ts";

/** What an expression may read: scalars, and arrays over `side`; inside an equation over `side`, elements at hand. */
interface Readable {
  readonly scalars: readonly string[];
  readonly arrays: readonly string[];
  readonly isOverSide: boolean;
}

/** The text of a random system. Equations read what is before them; the statements then stand in any order. */
export const someText: fc.Arbitrary<string> = fc
  .record({
    start: fc.constantFrom("0", "2010", "-1.1"),
    step: fc.constantFrom("1", "1/4", "0.1"),
    steps: fc.integer({ min: 1, max: 9 }),
    every: fc.integer({ min: 1, max: 3 }),
    method: fc.constantFrom("euler", "rk4"),
    variables: fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 14 }),
    order: fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
  })
  .chain(({ start, step, steps, every, method, variables, order }) => {
    const time = `time ${start} to ${lastTime(start, step, steps)} by ${step} year, ${method}, save every ${every * size(step)}`;
    return statements(variables).map((texts) => {
      const shuffled = texts
        .map((text) => ({ text, key: order.next().value }))
        .sort((a, b) => a.key - b.key)
        .map(({ text }) => text);
      return ["system random", time, "dim side = left, middle, right", ...shuffled, ""].join("\n");
    });
  });

import fc from "fast-check";
import { expect, test } from "vitest";
import { createShare, type RoutineValue } from "../src/compile/lower/share.ts";
import { binary, type Code, number, unary } from "../src/functions/code.ts";
import { computeRoutine } from "../src/numerics/plain.ts";
import { evaluateCode, someCode, someTable } from "./compile.kernels.ts";

const routineValue: RoutineValue = (name, [a = 0, b = 0]) => computeRoutine(name, a, b);

test("sharing leaves every value as it is, to the last bit", () => {
  fc.assert(
    fc.property(someCode(2, 1), someTable, fc.tuple(fc.double(), fc.double()), (code, table, row) => {
      const world = {
        row,
        tables: [table],
        step: 6,
        clock: { time: 3, begun: 3, step: 0.5, start: -1, stop: 9, saveEvery: 1 },
      };
      expect(evaluateCode(createShare(routineValue)(code), world)).toBe(evaluateCode(code, world));
    }),
    { numRuns: 2000 },
  );
});

const slot: Code = { kind: "slot", offset: 0 };

test("equal expressions become one object", () => {
  const share = createShare(routineValue);
  const twice = (): Code => binary("add", unary("sqrt", slot), number(1));
  expect(share(twice())).toBe(share(twice()));
  expect(share(binary("add", number(0), slot))).not.toBe(share(binary("add", number(-0), slot)));
});

test("constants are worked out, and a unit of 1 costs nothing", () => {
  const share = createShare(routineValue);
  expect(share(binary("multiply", number(300), binary("divide", number(1), number(4))))).toEqual(number(75));
  expect(share(binary("divide", binary("multiply", slot, number(1)), number(1)))).toEqual(slot);
  expect(share({ kind: "routine", name: "ln", args: [number(1)] })).toEqual(number(0));
});

test("a sum of a hundred thousand is no burden to the stack", () => {
  let sum: Code = slot;
  for (let i = 1; i < 100_000; i++) sum = binary("add", sum, { kind: "slot", offset: i });
  expect(createShare(routineValue)(sum)).toMatchObject({ kind: "binary", op: "add" });
});

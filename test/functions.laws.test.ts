import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Pointwise, TableReader, Vector } from "../src/functions/function.ts";
import { functions } from "../src/functions/functions.ts";
import { carryOutTable, carryOutVector, type PlainArgument } from "../src/procedures/carry.ts";
import { betaShare, gammaShare } from "../src/procedures/incomplete.ts";
import { createPlainMachine } from "../src/procedures/plain.ts";
import { betaQuantile, gammaQuantile } from "../src/procedures/quantile.ts";

/** The result of a function over rows on plain numbers. */
function vector(name: string, ...args: readonly (number | readonly number[] | readonly number[][])[]) {
  const row = functions.find((one): one is Vector => one.kind === "vector" && one.name === name)!;
  const given = args.map((arg): PlainArgument => {
    if (typeof arg === "number") return arg;
    const [first] = arg;
    const columns = Array.isArray(first) ? first.length : arg.length;
    return { numbers: arg.flat(), columns, place: 0 };
  });
  const counts = given.map((arg) => (typeof arg === "number" ? 1 : arg.numbers.length));
  const results = row.result.kind === "number" ? 1 : counts[row.result.along]!;
  return carryOutVector(row.procedure, given, results, row.scratch?.(counts) ?? 0);
}

function table(name: string, pairs: readonly (readonly [number, number])[], ...args: readonly number[]) {
  const row = functions.find((one): one is TableReader => one.kind === "table" && one.name === name)!;
  const missing = row.parameters.slice(args.length + 1).map(({ otherwise }) => otherwise!);
  return carryOutTable(row.procedure!, pairs, [...args, ...missing]);
}

function pointwise(name: string, ...args: readonly number[]) {
  const row = functions.find((one): one is Pointwise => one.kind === "pointwise" && one.name === name)!;
  return row.value(args, { time: 0, step: 1, start: 0, stop: 1 });
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
const amount = fc.integer({ min: 0, max: 1_000_000 }).map((n) => n / 7);
const middle = fc.double({ min: -50, max: 50, noNaN: true });
const width = fc.double({ min: 0.01, max: 20, noNaN: true });

describe("allocations", () => {
  const profile = fc.tuple(fc.constantFrom(0, 1, 2, 3, 4), middle, width, fc.constant(1));
  const requests = fc.array(fc.tuple(amount, profile), { minLength: 1, maxLength: 8 });

  test("all of a supply that is short is given out, however the curves lie, and nobody gets more than asked for", () => {
    fc.assert(
      fc.property(requests, fc.integer({ min: 0, max: 120 }), (asked, percent) => {
        const wanted = asked.map(([quantity]) => quantity);
        const profiles = asked.map(([, lines]) => [...lines]);
        const supply = (percent / 100) * sum(wanted);
        const given = vector("allocate_available", wanted, profiles, supply);
        const expected = Math.min(supply, sum(wanted));
        expect(Math.abs(sum(given) - expected)).toBeLessThanOrEqual(1e-12 * expected);
        given.forEach((one, i) => {
          expect(one).toBeGreaterThanOrEqual(0);
          expect(one).toBeLessThanOrEqual(wanted[i]! * (1 + 1e-15));
        });
      }),
    );
  });

  test("with more supply nobody gets less", () => {
    fc.assert(
      fc.property(
        requests,
        fc.integer({ min: 1, max: 90 }).map((n) => n / 100),
        (asked, share) => {
          const wanted = asked.map(([quantity]) => quantity);
          const profiles = asked.map(([, lines]) => [...lines]);
          const total = sum(wanted);
          const less = vector("allocate_available", wanted, profiles, share * total);
          const more = vector("allocate_available", wanted, profiles, (share + 0.1) * total);
          less.forEach((one, i) => {
            expect(more[i]!).toBeGreaterThanOrEqual(one - 1e-9 * total);
          });
        },
      ),
    );
  });

  test("whole units stay whole and add up", () => {
    const whole = fc.integer({ min: 0, max: 50 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(whole, middle), { minLength: 1, maxLength: 6 }),
        whole,
        (asked, supply) => {
          const wanted = asked.map(([quantity]) => quantity);
          const profiles = asked.map(([, at]) => [13, at, 5, 0]);
          const given = vector("allocate_available", wanted, profiles, supply);
          expect(given.every(Number.isInteger)).toBe(true);
          expect(sum(given)).toBe(Math.min(supply, sum(wanted)));
        },
      ),
    );
  });

  test("at a market’s price as much is offered as is wanted", () => {
    const curve = fc.tuple(fc.constantFrom(1, 2, 3, 4), middle, width, fc.constant(0));
    const side = fc.array(fc.tuple(fc.double({ min: 1, max: 1e4, noNaN: true }), curve), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(side, side, (demand, supply) => {
        const split = (all: typeof demand) =>
          [all.map(([quantity]) => quantity), all.map(([, lines]) => [...lines])] as const;
        const [wants, capacities] = [split(demand), split(supply)];
        const [price] = vector("find_market_price", ...wants, ...capacities);
        const at = (name: string, all: typeof demand) =>
          sum(all.map(([quantity, lines]) => vector(name, quantity, [...lines], price!)[0]!));
        const gap = Math.abs(at("demand_at_price", demand) - at("supply_at_price", supply));
        // Only beyond five widths of all curves is there none, and then next to nothing is traded or all of it.
        expect(gap).toBeLessThan(1e-4 * (sum(wants[0]) + sum(capacities[0])));
      }),
    );
  });
});

test("a matrix times its inverse is one, and determinants multiply", () => {
  const entry = fc.integer({ min: -9, max: 9 });
  const square = fc.array(fc.array(entry, { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 });
  const product = (a: readonly number[][], b: readonly number[][]) =>
    a.map((line) => line.map((_, j) => sum(line.map((x, k) => x * b[k]![j]!))));
  fc.assert(
    fc.property(square, square, (a, b) => {
      const [ofA] = vector("determinant", a, 3);
      const [ofB] = vector("determinant", b, 3);
      const [ofBoth] = vector("determinant", product(a, b), 3);
      expect(Math.abs(ofBoth! - ofA! * ofB!)).toBeLessThan(1e-6);
      fc.pre(Math.abs(ofA!) > 1);
      const flat = vector("invert_matrix", a, 3);
      const inverse = [flat.slice(0, 3), flat.slice(3, 6), flat.slice(6)];
      product(a, inverse).forEach((line, i) => {
        line.forEach((x, j) => {
          expect(Math.abs(x - (i === j ? 1 : 0))).toBeLessThan(1e-9);
        });
      });
    }),
  );
});

test("sorting, ranking and reordering go together", () => {
  const items = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(items, fc.constantFrom(1, 0), (numbers, direction) => {
      const order = vector("vector_sort_order", numbers, direction);
      const sorted = vector("vector_reorder", numbers, order);
      expect(sorted).toEqual([...numbers].sort((a, b) => (direction === 1 ? a - b : b - a)));
      const ranks = vector("vector_rank", numbers, direction);
      expect(order.map((place) => ranks[place])).toEqual(numbers.map((_, i) => i + 1));
    }),
  );
});

const rising = fc
  .array(
    fc.tuple(fc.double({ min: 0.1, max: 5, noNaN: true }), fc.double({ min: 0.1, max: 5, noNaN: true })),
    {
      minLength: 2,
      maxLength: 8,
    },
  )
  .map((steps) => {
    let [x, y] = [0, 0];
    return steps.map(([dx, dy]): readonly [number, number] => {
      x += dx;
      y += dy;
      return [x, y];
    });
  });

test("a graph’s inverse, area and slope are those of what it reads", () => {
  fc.assert(
    fc.property(rising, fc.double({ min: 0, max: 1, noNaN: true }), (pairs, share) => {
      const [first, last] = [pairs[0]!, pairs.at(-1)!];
      const x = first[0] + share * (last[0] - first[0]);
      const y = table("lookup_extrapolate", pairs, x);
      expect(table("lookup_invert", pairs, y)).toBeCloseTo(x, 9);
      const [left, right] = [
        table("lookup_area", pairs, first[0], x),
        table("lookup_area", pairs, x, last[0] + 2),
      ];
      expect(left + right).toBeCloseTo(table("lookup_area", pairs, first[0], last[0] + 2), 9);
      expect(table("lookup_backward", pairs, x)).toBeLessThanOrEqual(y + 1e-12);
      expect(table("lookup_forward", pairs, x)).toBeGreaterThanOrEqual(y - 1e-12);
      const within = table("lookup_quantile", pairs, share);
      const all = table("lookup_area", pairs, first[0], last[0]);
      expect(table("lookup_area", pairs, first[0], within)).toBeCloseTo(share * all, 8);
    }),
  );
});

test("quantiles of the gamma and beta distributions have the share that they are for", () => {
  const m = createPlainMachine();
  const shape = fc.double({ min: 0.05, max: 500, noNaN: true });
  const share = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });
  fc.assert(
    fc.property(shape, shape, share, (a, b, p) => {
      const x = gammaQuantile(m, a, p);
      if (x > 1e-290) expect(gammaShare(m, a, x)).toBeCloseTo(p, 9);
      const y = betaQuantile(m, a, b, p);
      if (y > 1e-290 && y < 1 - 1e-9) expect(betaShare(m, a, b, y)).toBeCloseTo(p, 7);
    }),
  );
});

test("Vensim’s calendar is the one that computers have", () => {
  const day = 86_400_000;
  fc.assert(
    fc.property(fc.integer({ min: 1601, max: 2400 }), fc.integer({ min: 0, max: 100_000 }), (year, days) => {
      const date = new Date(Date.UTC(year, 0, 1) + days * day);
      const at = (measure: number) => pointwise("get_time_value", 0, days, measure, year, 1, 1, 1);
      expect([at(1), at(3), at(4), at(5)]).toEqual([
        date.getUTCFullYear(),
        date.getUTCMonth() + 1,
        date.getUTCDate(),
        date.getUTCDay(),
      ]);
    }),
  );
});

test("a present value, equal payments and a future value are worth nothing together", () => {
  const money = fc.integer({ min: -1000, max: 1000 });
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 0.3, noNaN: true }),
      fc.integer({ min: 1, max: 40 }),
      money,
      money,
      (rate, periods, present, payment) => {
        const future = pointwise("fv", rate, periods, payment, present);
        const size = Math.abs(future) + 1;
        expect(Math.abs(pointwise("pv", rate, periods, payment, future) - present)).toBeLessThan(1e-9 * size);
        expect(Math.abs(pointwise("pmt", rate, periods, present, future) - payment)).toBeLessThan(
          1e-9 * size,
        );
      },
    ),
  );
});

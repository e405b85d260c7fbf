import { describe, expect, test } from "vitest";
import { computeRoutine } from "../src/numerics/plain.ts";
import { type RoutineName, routines } from "../src/numerics/routines.ts";
import { compileRoutines, Numbers, routineNames } from "./numerics.compiled.ts";
import { piTo, references, ulpsBetween } from "./numerics.reference.ts";

const compiled = compileRoutines();
const numbers = new Numbers();

type Arguments = readonly [number, number?];
type Generator = () => Arguments;

const sized = (low: number, high: number) => (): Arguments => [numbers.sized(low, high)];
const between = (low: number, high: number) => (): Arguments => [numbers.between(low, high)];
const near =
  (value: number, low = 1e-17, high = 0.1) =>
  (): Arguments => [value * (1 + numbers.sized(low, high))];
const positive = (generator: Generator) => (): Arguments => [Math.abs(generator()[0])];
const finite = (): Arguments => [numbers.finite()];
const quarterTurn = (): Arguments => [
  Math.floor(numbers.between(-1e6, 1e6)) * (Math.PI / 2) * (1 + numbers.sized(1e-17, 1e-3)),
];

const angles: readonly Generator[] = [
  between(-4, 4),
  between(-3e6, 3e6),
  sized(1e-300, 1e300),
  finite,
  quarterTurn,
];
const shares: readonly Generator[] = [
  between(-1, 1),
  sized(5e-324, 1),
  near(0.5),
  () => [1 - Math.abs(numbers.sized(1e-16, 0.5))],
];

const generators: Readonly<Record<RoutineName, readonly Generator[]>> = {
  exp: [
    between(-745, 709.7),
    between(-1, 1),
    sized(1e-20, 700),
    between(-745, -700),
    () => [(Math.floor(numbers.between(-1000, 1000)) + 0.5) * Math.LN2 + numbers.sized(1e-18, 1e-3)],
  ],
  ln: [
    positive(finite),
    between(1e-9, 3),
    near(1),
    near(Math.SQRT1_2),
    near(Math.SQRT2),
    positive(sized(5e-324, 1e-300)),
  ],
  logarithm: [
    () => [Math.abs(numbers.finite()), Math.abs(numbers.finite())],
    () => [numbers.between(0.001, 100), numbers.between(0.001, 20)],
    () => [1 + numbers.sized(1e-15, 0.4), 1 + numbers.sized(1e-15, 0.4)],
  ],
  power: [
    () => [Math.abs(numbers.sized(1e-5, 1e5)), numbers.between(-60, 60)],
    () => [Math.abs(numbers.sized(1e-300, 1e300)), numbers.between(-2.5, 2.5)],
    () => [1 + numbers.sized(1e-16, 0.3), numbers.sized(1, 2000)],
    () => [1 + numbers.sized(1e-16, 1e-13), numbers.sized(1e10, 1e15)],
    () => [Math.abs(numbers.sized(5e-324, 1e-300)), numbers.between(-0.9, 1)],
    () => [2 ** numbers.between(-1, 1), numbers.between(-1000, 1000)],
  ],
  sine: angles,
  cosine: angles,
  tangent: angles,
  arcsine: shares,
  arccosine: shares,
  arctangent: [sized(5e-324, 1e300), between(-5, 5), near(1 + Math.SQRT2), near(Math.SQRT2 - 1)],
  hyperbolicSine: [between(-2, 2), between(-709, 709), sized(1e-300, 700), between(709, 710.4)],
  hyperbolicCosine: [between(-2, 2), between(-709, 709), sized(1e-300, 700), between(709, 710.4)],
  hyperbolicTangent: [between(-2, 2), between(-25, 25), sized(1e-300, 300), near(0.6)],
  lnGamma: [
    positive(sized(1e-300, 1e300)),
    positive(between(0, 10)),
    near(1),
    near(2),
    near(8, 1e-16, 0.01),
    positive(between(0, 200)),
  ],
  normalShare: [between(-8, 8), between(-37, 5), sized(1e-300, 30)],
  normalQuantile: [
    () => [numbers.between(0, 1)],
    () => [Math.abs(numbers.sized(1e-300, 0.5))],
    () => [0.5 + numbers.sized(1e-15, 0.45)],
    () => [1 - Math.abs(numbers.sized(1e-16, 0.1))],
  ],
};

/** The promise of each routine, in units of the last place. */
const bounds: Readonly<Record<RoutineName, number>> = {
  exp: 1,
  ln: 1,
  logarithm: 1,
  power: 1,
  sine: 1,
  cosine: 1,
  tangent: 2,
  arcsine: 2,
  arccosine: 2,
  arctangent: 1,
  hyperbolicSine: 3,
  hyperbolicCosine: 3,
  hyperbolicTangent: 3,
  lnGamma: 6,
  normalShare: 6,
  normalQuantile: 8,
};

describe.each(routineNames)("%s", (name) => {
  // References that are slow to work out are worked out less often.
  const tries = name.startsWith("normal") ? 2000 : name === "lnGamma" ? 4000 : 20_000;
  const share = Math.ceil(tries / generators[name].length);

  test(`is within ${bounds[name]} units in the last place of the true value`, () => {
    let worst: { readonly error: number; readonly args: Arguments } = { error: 0, args: [0] };
    for (const generator of generators[name]) {
      for (let i = 0; i < share; i++) {
        const args = generator();
        // Only where the true value is a number at all, as the reference wants it.
        if (name === "power" && Math.abs(args[1]! * Math.log(args[0])) > 760) continue;
        const [a, b = 0] = args;
        const error = ulpsBetween(compiled[name](a, b), references[name](a, b));
        if (error > worst.error) worst = { error, args };
      }
    }
    expect(worst.error, `at ${worst.args.join(" and ")}`).toBeLessThanOrEqual(bounds[name]);
  });

  test("has the same bits on plain numbers as in WebAssembly", () => {
    for (let i = 0; i < 4000; i++) {
      const generator = generators[name][i % generators[name].length]!;
      const [a, b = 0] = i % 4 === 0 ? [numbers.pattern(), numbers.pattern()] : generator();
      const [plain, machine] = [computeRoutine(name, a, b), compiled[name](a, b)];
      if (!Object.is(plain, machine)) expect(plain, `at ${a} and ${b}`).toBe(machine);
    }
  });
});

/** For every size, the angles closest to whole quarter turns: denominators of the fractions that come near 2^e · 2/π. */
function anglesNearQuarters(): readonly number[] {
  const bits = 1500;
  const pi = piTo(bits);
  const found: number[] = [];
  for (let exponent = -20; exponent <= 970; exponent += 5) {
    // Continued fraction of 2^exponent / (π/2).
    const shift = BigInt(bits + 1 + Math.max(exponent, 0));
    let [above, below] = [1n << shift, pi << BigInt(Math.max(-exponent, 0))];
    let [before, denominator] = [0n, 1n];
    while (below !== 0n) {
      const whole = above / below;
      const next = whole * denominator + before;
      if (next >= 2n ** 53n) break;
      [above, below] = [below, above % below];
      [before, denominator] = [denominator, next];
      found.push(Number(denominator) * 2 ** exponent);
    }
  }
  return found;
}

test("sine, cosine and tangent are true where an angle nearly is a whole number of quarter turns", () => {
  const hard = [...anglesNearQuarters(), 6381956970095103 * 2 ** 797];
  expect(Math.min(...hard.map((angle) => Math.abs(compiled.cosine(angle))))).toBeLessThan(2 ** -60);
  for (const name of ["sine", "cosine", "tangent"] as const) {
    const errors = hard.map((angle) => ulpsBetween(compiled[name](angle), references[name](angle)));
    expect(Math.max(...errors)).toBeLessThanOrEqual(bounds[name]);
  }
});

test("powers and logarithms that are numbers themselves come out exactly", () => {
  for (let base = 2; base <= 40; base++) {
    for (let exponent = 0; base ** exponent <= 2 ** 53; exponent++) {
      const power = Number(BigInt(base) ** BigInt(exponent));
      expect(computeRoutine("power", base, exponent)).toBe(power);
      expect(computeRoutine("power", -base, exponent)).toBe(exponent % 2 ? -power : power);
      expect(computeRoutine("logarithm", power, base)).toBe(exponent);
      if (exponent > 0) expect(computeRoutine("power", power, 1 / exponent)).toBeCloseTo(base, 10);
    }
  }
  for (let exponent = -1074; exponent <= 1023; exponent++) {
    expect(compiled.power(2, exponent)).toBe(2 ** exponent);
    expect(compiled.logarithm(2 ** exponent, 2)).toBe(exponent);
  }
  for (let i = 0; i < 2000; i++) {
    const x = Math.fround(numbers.sized(1e-6, 1e6));
    expect(compiled.power(x, 2)).toBe(x * x);
    expect(compiled.power(x * x, 0.5)).toBe(Math.abs(x));
    expect(compiled.power(x, 1)).toBe(x);
  }
});

test("every routine is among those tried, and none takes more than two arguments", () => {
  expect(Object.keys(generators).sort()).toEqual(Object.keys(routines).sort());
});

import { type Arithmetic, roundingNumber, type ScalarArithmetic } from "./arithmetic.ts";
import { addExactly, addSmaller, head, type Pair } from "./pair.ts";

/** An angle as a whole number of quarter turns and a rest, at most an eighth of a turn either way. */
export interface QuarterTurns<V, I> {
  readonly rest: Pair<V>;
  /** Its last two bits tell the quarter. */
  readonly quarter: I;
}

/** Takes whole multiples of π/2 from a finite angle; the rest has some 70 good bits, however large the angle. */
export function quarterTurns<V, I, B>(m: Arithmetic<V, I, B>, angle: V): QuarterTurns<V, I> {
  const { number, add, subtract, multiply } = m;
  // After W. J. Cody and W. Waite: π/2 in three parts of 33 bits at most and the rest of it, so that the products with
  // counts below 2^20 are exact.
  const rounded = add(multiply(angle, number(2 / Math.PI)), number(roundingNumber));
  const count = subtract(rounded, number(roundingNumber));
  const [first, second, third, fourth] = quarterParts.map((part) => multiply(count, number(part)));
  const one = addExactly(m, subtract(angle, first!), m.negate(second!));
  const two = addExactly(m, one.high, m.negate(third!));
  const rest = addSmaller(m, two.high, subtract(add(one.low, two.low), fourth!));

  const isHuge = m.less(number(largestSmallAngle), m.abs(angle));
  const [high, low, turns] = m.rarely(isHuge, [rest.high, rest.low, rounded], quarterTurnsOfHuge, [angle]);
  return { rest: { high: high!, low: low! }, quarter: m.bits(turns!) };
}

/** 2^20 · π/2, below. */
const largestSmallAngle = 1.6e6;

/** π/2 cut after 32, 65 and 98 binary places, and the rest. */
export const quarterParts = [
  1.5707963267341256, 6.077100506303966e-11, 2.0222662487111665e-21, 8.4784276603689e-32,
] as const;

/**
 * The same for a huge angle (M. H. Payne and R. N. Hanek, 1983). The angle is mantissa · 2^exponent with a whole
 * mantissa; of its product with 2/π only what lies below one whole turn, four quarters, is worked out, from the 192 bits
 * of 2/π that matter to it. Gives the rest, high and low, and the number of quarters as `roundingNumber` plus itself.
 */
function quarterTurnsOfHuge<V, I, B>(
  m: ScalarArithmetic<V, I, B>,
  [angle]: readonly V[],
): readonly [V, V, V] {
  const { integer, and, or, addInteger, subtractInteger, shiftLeft, shiftRight, number, multiply } = m;
  const bits = m.bits(angle!);
  const mantissa = or(and(bits, integer(0xf_ffff_ffff_ffffn)), integer(1n << 52n));
  const field = and(shiftRight(bits, 52), integer(0x7ffn));

  // The bit of 2/π that is worth two whole quarters when multiplied by the mantissa's last bit.
  const position = subtractInteger(field, integer(1075n - 62n));
  const word = shiftRight(position, 6);
  const shift = and(position, integer(63n));
  const [w0, w1, w2, w3] = [0n, 1n, 2n, 3n].map((i) => m.entry(twoOverPi, addInteger(word, integer(i))));
  const joined = (left: I, right: I): I =>
    or(
      m.shiftLeftBy(left, shift),
      m.shiftRightBy(m.shiftRightBy(right, integer(1n)), subtractInteger(integer(63n), shift)),
    );
  const high = multiplyWide(m, mantissa, joined(w0!, w1!)).low;
  const middle = multiplyWide(m, mantissa, joined(w1!, w2!));
  const low = multiplyWide(m, mantissa, joined(w2!, w3!));
  const sum = addWithCarry(m, middle.low, low.high);
  const top = addInteger(addInteger(high, middle.high), sum.carry);

  // The two highest bits are the quarter; the other 62, and 64 more, are the fraction. Round to the nearest quarter.
  const quarter = m.shiftRightBy(addInteger(top, integer(1n << 61n)), integer(62n));
  const fraction = subtractInteger(top, shiftLeft(quarter, 62));
  const lowHalf = (a: I): V => m.toNumber(and(a, integer(0xffff_ffffn)));
  const highHalf = (a: I): V => m.toNumber(m.shiftRightBy(a, integer(32n)));
  const piece = (value: V, power: number): V => multiply(value, number(2 ** power));
  const upper = addSmaller(
    m,
    piece(m.toNumber(shiftRight(fraction, 32)), -30),
    piece(lowHalf(fraction), -62),
  );
  const lower = addSmaller(m, piece(highHalf(sum.sum), -94), piece(lowHalf(sum.sum), -126));
  const both = addExactly(m, upper.high, lower.high);
  const turned = addSmaller(m, both.high, m.add(m.add(both.low, upper.low), lower.low));

  // Times π/2.
  const head26 = head(m, turned.high);
  const tail = m.add(m.subtract(turned.high, head26), turned.low);
  const [quarterHigh, quarterLow] = quarterTurn.map(number);
  const rest = addSmaller(
    m,
    multiply(head26, quarterHigh!),
    m.add(multiply(head26, quarterLow!), multiply(tail, number(Math.PI / 2))),
  );

  const isNegative = m.less(angle!, number(0));
  const signed = (value: V): V => m.select(isNegative, m.negate(value), value);
  return [signed(rest.high), signed(rest.low), m.add(signed(m.toNumber(quarter)), number(roundingNumber))];
}

/** π/2 cut to 26 significant bits, and the rest. */
export const quarterTurn = [1.5707963109016418, 1.5893254773528196e-8] as const;

/** All 128 bits of the product of two integers without sign. */
function multiplyWide<V, I, B>(
  m: ScalarArithmetic<V, I, B>,
  a: I,
  b: I,
): { readonly high: I; readonly low: I } {
  const { and, addInteger, multiplyInteger, integer } = m;
  const lowHalf = (x: I): I => and(x, integer(0xffff_ffffn));
  const highHalf = (x: I): I => m.shiftRightBy(x, integer(32n));
  const lowLow = multiplyInteger(lowHalf(a), lowHalf(b));
  const lowHigh = multiplyInteger(lowHalf(a), highHalf(b));
  const highLow = multiplyInteger(highHalf(a), lowHalf(b));
  const middle = addInteger(addInteger(highHalf(lowLow), lowHalf(lowHigh)), lowHalf(highLow));
  const high = addInteger(
    multiplyInteger(highHalf(a), highHalf(b)),
    addInteger(highHalf(lowHigh), highHalf(highLow)),
  );
  return { high: addInteger(high, highHalf(middle)), low: multiplyInteger(a, b) };
}

/** A sum of two integers without sign, and 1 where it did not fit. */
function addWithCarry<V, I, B>(
  m: ScalarArithmetic<V, I, B>,
  a: I,
  b: I,
): { readonly sum: I; readonly carry: I } {
  const sum = m.addInteger(a, b);
  const common = m.and(a, b);
  const overrun = m.and(m.or(a, b), m.subtractInteger(m.integer(-1n), sum));
  return { sum, carry: m.shiftRightBy(m.or(common, overrun), m.integer(63n)) };
}

/** 2/π in words of 64 bits, the first of them before the point. */
export const twoOverPi: readonly bigint[] = [
  0x0000_0000_0000_0000n,
  0xa2f9_836e_4e44_1529n,
  0xfc27_57d1_f534_ddc0n,
  0xdb62_9599_3c43_9041n,
  0xfe51_63ab_debb_c561n,
  0xb724_6e3a_424d_d2e0n,
  0x0649_2eea_09d1_921cn,
  0xfe1d_eb1c_b129_a73en,
  0xe882_35f5_2ebb_4484n,
  0xe99c_7026_b45f_7e41n,
  0x3991_d639_8353_39f4n,
  0x9c84_5f8b_bdf9_283bn,
  0x1ff8_97ff_de05_980fn,
  0xef2f_118b_5a0a_6d1fn,
  0x6d36_7ecf_27cb_09b7n,
  0x4f46_3f66_9e5f_ea2dn,
  0x7527_bac7_ebe5_f17bn,
  0x3d07_39f7_8a52_92ean,
  0x6bfb_5fb1_1f8d_5d08n,
  0x5603_3046_fc7b_6babn,
];

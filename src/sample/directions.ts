import { joeKuo } from "./joekuo.ts";

/** So many dimensions have their numbers in the code, and so many have them at all. */
export const embeddedDimensions = 1111;
export const mostDimensions = 21201;

/** Brings the file `data/joe-kuo.bits`, which says at its beginning what it is made of. */
export type BringDirections = () => Uint8Array;

const bitsInAll = 32;

/**
 * The 32 direction numbers of each of the first dimensions, as words: that of a bit is XORed in where the bit is set.
 * `bring` is called for more than `embeddedDimensions`.
 */
export function directionsOf(dimensions: number, bring?: BringDirections): readonly Int32Array[] {
  const made =
    dimensions > embeddedDimensions && bring ? unpack(bring(), dimensions - 1) : embedded(dimensions - 1);
  return [first(), ...made.map(directionsFrom)];
}

/** What a dimension is made of: a primitive polynomial, and as many initial numbers as its degree. */
interface Making {
  readonly polynomial: number;
  readonly initials: readonly number[];
}

function embedded(count: number): readonly Making[] {
  const words = joeKuo.trim().split(/\s/u).slice(0, count);
  return words.map((word) => {
    const [polynomial = 0, ...others] = word.split(".").map((digits) => Number.parseInt(digits, 36));
    return { polynomial, initials: [1, ...others] };
  });
}

/** How many dimensions have polynomials of the degrees from 1. */
const dimensionsOfDegree = [1, 1, 2, 2, 6, 6, 18, 16, 48, 60, 176, 144, 630, 756, 1800, 2048, 7710, 7776];

function unpack(file: Uint8Array, count: number): readonly Making[] {
  let place = 8 * (file.indexOf(0) + 1);
  const read = (bits: number): number => {
    let number = 0;
    for (const end = place + bits; place < end; place++)
      number = 2 * number + ((file[place >> 3]! >> (7 - (place & 7))) & 1);
    return number;
  };
  const makings: Making[] = [];
  for (const [before, dimensions] of dimensionsOfDegree.entries()) {
    for (let i = 0; i < dimensions && makings.length < count; i++) {
      // The degree is one more than `before`; first and last coefficient and the last bit of an initial number are 1.
      const polynomial = (2 << before) + 2 * read(before) + 1;
      const initials = Array.from({ length: before + 1 }, (_, bits) => 2 * read(bits) + 1);
      makings.push({ polynomial, initials });
    }
  }
  return makings;
}

/** The bits one after another: van der Corput's points. */
function first(): Int32Array {
  return Int32Array.from({ length: bitsInAll }, (_, bit) => 1 << (31 - bit));
}

function directionsFrom({ polynomial, initials }: Making): Int32Array {
  const degree = initials.length;
  const directions = new Int32Array(bitsInAll);
  for (let bit = 0; bit < bitsInAll; bit++) {
    const initial = initials[bit];
    if (initial !== undefined) {
      directions[bit] = initial << (31 - bit);
      continue;
    }
    const before = directions[bit - degree]!;
    let direction = before ^ (before >>> degree);
    for (let back = 1; back < degree; back++) {
      if ((polynomial >>> (degree - back)) & 1) direction ^= directions[bit - back]!;
    }
    directions[bit] = direction;
  }
  return directions;
}

import { joeKuo } from "./joekuo.ts";

export const mostDimensions = 1111;

const bitsInAll = 32;

/** The 32 direction numbers of each of the first dimensions, as words: that of a bit is XORed in where the bit is set. */
export function directionsOf(dimensions: number): readonly Int32Array[] {
  const words = joeKuo
    .trim()
    .split(/\s/u)
    .slice(0, dimensions - 1);
  return [first(), ...words.map(directionsFrom)];
}

/** The bits one after another: van der Corput's points. */
function first(): Int32Array {
  return Int32Array.from({ length: bitsInAll }, (_, bit) => 1 << (31 - bit));
}

function directionsFrom(word: string): Int32Array {
  const [polynomial = 0, ...others] = word.split(".").map((digits) => Number.parseInt(digits, 36));
  const initials = [1, ...others];
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

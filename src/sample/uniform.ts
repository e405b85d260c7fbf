import { philoxInto } from "./philox.ts";

/** What numbers are drawn for: each purpose has numbers of its own under the same seed. */
export const purposes = {
  random: 1,
  latinPlace: 2,
  latinShift: 3,
  owen: 4,
  morris: 5,
  resample: 6,
  shapley: 7,
} as const;
export type Purpose = keyof typeof purposes;

/** Random numbers by what they are for and where they stand: none depends on which others are drawn. */
export interface Uniforms {
  /** From 0 to below 1, 53 bits. */
  number(purpose: Purpose, row: number, column: number, turn?: number): number;
  /** 32 bits, without a sign. */
  word(purpose: Purpose, row: number, column: number, turn?: number): number;
  /** From 0 to below `count`, each equally likely to 2^-53. */
  below(count: number, purpose: Purpose, row: number, column: number, turn?: number): number;
  /** Fills with a number for each column of a row: the same as `number` gives. */
  fill(into: Float64Array, purpose: Purpose, row: number): void;
}

/** `seed` is a whole number of up to 53 bits. */
export function createUniforms(seed: number): Uniforms {
  const words = new Int32Array(4);
  const low = seed | 0;
  const high = Math.floor(seed / 2 ** 32) | 0;
  const draw = (purpose: Purpose, row: number, pair: number, turn: number): void => {
    const tag = (Math.floor(row / 2 ** 32) << 8) | purposes[purpose];
    philoxInto(words, row | 0, pair | 0, turn | 0, tag, low, high);
  };
  // Two columns share a draw of four words.
  const numberAt = (place: number): number =>
    ((words[place]! >>> 5) * 2 ** 26 + (words[place + 1]! >>> 6)) * 2 ** -53;
  const number: Uniforms["number"] = (purpose, row, column, turn = 0) => {
    draw(purpose, row, column >>> 1, turn);
    return numberAt(2 * (column & 1));
  };
  return {
    number,
    word(purpose, row, column, turn = 0) {
      draw(purpose, row, column >>> 1, turn);
      return words[2 * (column & 1)]! >>> 0;
    },
    below: (count, ...place) => Math.floor(count * number(...place)),
    fill(into, purpose, row) {
      for (let column = 0; column < into.length; column += 2) {
        draw(purpose, row, column >>> 1, 0);
        into[column] = numberAt(0);
        if (column + 1 < into.length) into[column + 1] = numberAt(2);
      }
    },
  };
}

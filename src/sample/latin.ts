import type { Sampler } from "./sampler.ts";
import { createUniforms, type Uniforms } from "./uniform.ts";

/**
 * A Latin hypercube: each column has one point in each of `rows` strips of equal width (McKay, Beckman, Conover 1979).
 * Which strip a row has is a keyed permutation, so that a design of any size needs no memory.
 */
export function latinPoints(rows: number, columns: number, seed: number): Sampler {
  const uniforms = createUniforms(seed);
  return {
    name: "latin",
    rows,
    columns,
    point(row, into) {
      for (let column = 0; column < columns; column++) {
        const strip = permute(row, rows, column, uniforms);
        // Rounding must not lift a point into the next strip.
        const within = Math.min(uniforms.number("latinShift", row, column), 1 - 2 ** -20);
        into[column] = (strip + within) / rows;
      }
    },
  };
}

/**
 * Where a place from 0 to below `count` goes under the permutation of a column: a Feistel network of six rounds over the
 * next even number of bits, walked until it comes back to below `count` (Black and Rogaway, Ciphers with arbitrary finite
 * domains, 2002).
 */
export function permute(place: number, count: number, column: number, uniforms: Uniforms): number {
  let half = 1;
  while (4 ** half < count) half++;
  const mask = 2 ** half - 1;
  let now = place;
  do {
    let left = Math.floor(now / 2 ** half);
    let right = now % 2 ** half;
    for (let round = 0; round < 6; round++) {
      const mixed = uniforms.word("latinPlace", right, column, round) & mask;
      [left, right] = [right, left ^ mixed];
    }
    now = left * 2 ** half + right;
  } while (now >= count);
  return now;
}

import type { Sampler } from "./sampler.ts";
import { createUniforms, type Uniforms } from "./uniform.ts";

/**
 * A Latin hypercube: each column has one point in each of `rows` strips of equal width (McKay, Beckman, Conover 1979).
 * Which strip a row has is a keyed permutation, so that a design of any size needs little memory.
 */
export function latinPoints(rows: number, columns: number, seed: number): Sampler {
  const uniforms = createUniforms(seed);
  const stripsOf = createStrips(rows, columns, createPermutations(rows, columns, uniforms));
  return {
    name: "latin",
    rows,
    columns,
    point(row, into) {
      uniforms.fill(into.subarray(0, columns), "latinShift", row);
      const strips = stripsOf(row);
      for (let column = 0; column < columns; column++) {
        // Rounding must not lift a point into the next strip.
        const within = Math.min(into[column]!, 1 - 2 ** -20);
        into[column] = (strips[column]! + within) / rows;
      }
    },
  };
}

/**
 * The strips that a row has. Who asks for one row after another is given them from a block, which is made column by column:
 * what one column needs is small enough to be at hand, and that of all columns is not.
 */
function createStrips(rows: number, columns: number, permute: Permute): (row: number) => Float64Array {
  const block = Array.from({ length: rowsInBlock }, () => new Float64Array(columns));
  const single = new Float64Array(columns);
  let [first, behind, last] = [0, 0, -2];
  return (row) => {
    const follows = row === last + 1;
    last = row;
    if (row >= first && row < behind) return block[row - first]!;
    if (!follows) {
      for (let column = 0; column < columns; column++) single[column] = permute(row, column);
      return single;
    }
    first = row;
    behind = Math.min(rows, row + rowsInBlock);
    for (let column = 0; column < columns; column++)
      for (let at = first; at < behind; at++) block[at - first]![column] = permute(at, column);
    return block[0]!;
  };
}

const rowsInBlock = 64;

/** Where a place from 0 to below `count` goes under the permutation of a column. */
export type Permute = (place: number, column: number) => number;

const rounds = 6;

/**
 * Keyed permutations, one for each column: a Feistel network of six rounds over the next even number of bits, walked until
 * it comes back to below `count` (Black and Rogaway, Ciphers with arbitrary finite domains, 2002). What a round mixes in is
 * the same for all places with the same right half, of which there are few; so it is kept, where that takes no more than
 * `mostKept` numbers.
 */
export function createPermutations(
  count: number,
  columns: number,
  uniforms: Uniforms,
  mostKept = 2 ** 24,
): Permute {
  let half = 1;
  while (4 ** half < count) half++;
  const size = 2 ** half;
  const mask = size - 1;
  const mix = (right: number, column: number, round: number): number =>
    uniforms.word("latinPlace", right, column, round) & mask;
  if (columns * rounds * size > mostKept)
    return (place, column) => {
      let now = place;
      do {
        let [left, right] = [now >>> half, now & mask];
        for (let round = 0; round < rounds; round++)
          [left, right] = [right, left ^ mix(right, column, round)];
        now = left * size + right;
      } while (now >= count);
      return now;
    };
  const kept = keepMixed(columns, size, mix);
  return (place, column) => {
    let now = place;
    do {
      let left = now >>> half;
      let right = now & mask;
      const end = (column + 1) * rounds * size;
      for (let from = column * rounds * size; from < end; from += size) {
        const turned = left ^ kept[from + right]!;
        left = right;
        right = turned;
      }
      now = left * size + right;
    } while (now >= count);
    return now;
  };
}

/** What is mixed in, by column, round and right half. */
function keepMixed(
  columns: number,
  size: number,
  mix: (right: number, column: number, round: number) => number,
): Uint16Array | Uint32Array {
  const kept = new (size > 2 ** 16 ? Uint32Array : Uint16Array)(columns * rounds * size);
  let at = 0;
  for (let column = 0; column < columns; column++)
    for (let round = 0; round < rounds; round++)
      for (let right = 0; right < size; right++) kept[at++] = mix(right, column, round);
  return kept;
}

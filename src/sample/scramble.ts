/**
 * A. Owen's scrambling of one coordinate, by a hash of its bits: which way a bit is turned depends on those before it, so
 * that strips stay strips. The form of S. Laine and T. Karras, with the constants of B. Burley, Practical hash-based
 * Owen scrambling, 2020. Words of 32 bits without a sign.
 */
export function scramble(bits: number, seed: number): number {
  let word = (reverse(bits) + seed) | 0;
  word ^= Math.imul(word, 0x6c50b47c);
  word ^= Math.imul(word, 0xb82f1e52);
  word ^= Math.imul(word, 0xc7afe638);
  word ^= Math.imul(word, 0x8d22f6e6);
  return reverse(word) >>> 0;
}

/** The bits of a word in the opposite order. */
function reverse(bits: number): number {
  let word = ((bits >>> 1) & 0x55555555) | ((bits & 0x55555555) << 1);
  word = ((word >>> 2) & 0x33333333) | ((word & 0x33333333) << 2);
  word = ((word >>> 4) & 0x0f0f0f0f) | ((word & 0x0f0f0f0f) << 4);
  word = ((word >>> 8) & 0x00ff00ff) | ((word & 0x00ff00ff) << 8);
  return (word >>> 16) | (word << 16);
}

/**
 * The directions of one coordinate under J. Matoušek's linear scrambling (On the L2-discrepancy for anchored boxes, 1998):
 * each bit takes on some of those before it. With all bits of every point turned by one more word it spreads points as
 * evenly as Owen's on average, and is no slower than no scrambling; indices of sensitivity of smooth functions come out
 * two to three times as close. `word` gives a random word for each of 32 places.
 */
export function scrambleDirections(directions: Int32Array, word: (place: number) => number): Int32Array {
  const rows = Int32Array.from(directions, (_, bit) => {
    const before = bit === 0 ? 0 : -1 << (32 - bit);
    return (word(bit) & before) | (1 << (31 - bit));
  });
  return directions.map((direction) => {
    let scrambled = 0;
    for (let bit = 0; bit < 32; bit++) scrambled |= parity(rows[bit]! & direction) << (31 - bit);
    return scrambled;
  });
}

function parity(word: number): 0 | 1 {
  let folded = word ^ (word >>> 16);
  folded ^= folded >>> 8;
  folded ^= folded >>> 4;
  return ((0x6996 >>> (folded & 15)) & 1) as 0 | 1;
}

/**
 * Philox4x32-10 (Salmon, Moraes, Dror, Shaw, Parallel random numbers: as easy as 1, 2, 3, 2011): four words of 32 random
 * bits for a counter of four words under a key of two. `procedures/philox.ts` has the text that kernels are written from;
 * this one gives the same words thirty times as fast, since a design of a million worlds asks for some 1e8 of them.
 */
export function philoxInto(
  words: Int32Array,
  counter: readonly [number, number, number, number],
  key: readonly [number, number],
): void {
  let [a, b, c, d] = counter;
  let [k, l] = key;
  for (let round = 0; round < 10; round++) {
    const upperA = upperProduct(a, 0xd2511f53);
    const lowerA = Math.imul(a, 0xd2511f53);
    const upperC = upperProduct(c, 0xcd9e8d57);
    const lowerC = Math.imul(c, 0xcd9e8d57);
    a = upperC ^ b ^ k;
    b = lowerC;
    c = upperA ^ d ^ l;
    d = lowerA;
    k = (k + 0x9e3779b9) | 0;
    l = (l + 0xbb67ae85) | 0;
  }
  words[0] = a;
  words[1] = b;
  words[2] = c;
  words[3] = d;
}

/** The upper half of the product of two words without signs, by halves of sixteen bits. */
function upperProduct(a: number, b: number): number {
  const [aHigh, aLow] = [a >>> 16, a & 0xffff];
  const [bHigh, bLow] = [b >>> 16, b & 0xffff];
  const low = (Math.imul(aHigh, bLow) + (Math.imul(aLow, bLow) >>> 16)) | 0;
  const middle = (Math.imul(aLow, bHigh) + (low & 0xffff)) | 0;
  return (Math.imul(aHigh, bHigh) + (low >>> 16) + (middle >>> 16)) | 0;
}

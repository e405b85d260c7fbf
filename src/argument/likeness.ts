/**
 * A fingerprint of a sentence from which the sentence cannot be read, but how alike two sentences are can be estimated:
 * for each of 128 bits, whether more of the sentence's words and pairs of neighbouring words have it in their hash than
 * have not (Charikar, STOC 2002).
 */
export function fingerprint(sentence: string): string {
  const sums = new Int32Array(32 * parts.length);
  for (const feature of featuresOf(sentence)) {
    for (const part of parts) {
      const hash = hashOf(feature, part);
      for (let bit = 0; bit < 32; bit++) sums[32 * part + bit]! += (hash >>> bit) & 1 ? 1 : -1;
    }
  }
  return parts
    .map((part) => sums.subarray(32 * part, 32 * part + 32))
    .map((own) => own.reduce((word, sum, bit) => (sum > 0 ? word | (1 << bit) : word), 0) >>> 0)
    .map((word) => word.toString(16).padStart(8, "0"))
    .join("");
}

/** How alike two sentences are by their fingerprints: 1 for the same words, about 0 for nothing in common. */
export function likeness(left: string, right: string): number {
  let different = 0;
  for (let i = 0; i < left.length; i += 4) {
    let bits = Number.parseInt(left.slice(i, i + 4), 16) ^ Number.parseInt(right.slice(i, i + 4), 16);
    for (; bits !== 0; bits &= bits - 1) different++;
  }
  return Math.max(0, Math.cos((Math.PI * different) / (32 * parts.length)));
}

/** The 32-bit words of a fingerprint, each with a hash of its own. */
const parts = [0, 1, 2, 3];

/** FNV-1a from a beginning of its own for each part, mixed at the end so that every bit depends on every letter. */
function hashOf(feature: string, part: number): number {
  let hash = 0x811c9dc5 ^ Math.imul(part, 0x9e3779b9);
  for (let i = 0; i < feature.length; i++) hash = Math.imul(hash ^ feature.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function featuresOf(sentence: string): readonly string[] {
  const words = sentence.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...words, ...words.slice(1).map((word, i) => `${words[i]} ${word}`)];
}

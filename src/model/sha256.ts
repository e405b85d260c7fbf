/** The SHA-256 of bytes (FIPS 180-4), as 64 hexadecimal digits. */
export function sha256(bytes: Uint8Array): string {
  const hash = Uint32Array.from(initialHash);
  const words = new Uint32Array(64);
  const whole = bytes.length >> 6;
  for (let i = 0; i < whole; i++) compress(hash, words, bytes, 64 * i);
  const end = lastBlocks(bytes.subarray(64 * whole), bytes.length);
  for (let at = 0; at < end.length; at += 64) compress(hash, words, end, at);
  return [...hash].map((word) => word.toString(16).padStart(8, "0")).join("");
}

/** A text in UTF-8; a lone surrogate becomes the replacement character. */
export function utf8Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(3 * text.length);
  let used = 0;
  for (let i = 0; i < text.length; i++) {
    let point = text.codePointAt(i)!;
    if (point < 0x80) {
      bytes[used++] = point;
      continue;
    }
    if (point > 0xffff) i++;
    else if (point >= 0xd800 && point < 0xe000) point = 0xfffd;
    const following = point < 0x800 ? 1 : point < 0x1_0000 ? 2 : 3;
    bytes[used++] = [0xc0, 0xe0, 0xf0][following - 1]! | (point >> (6 * following));
    for (let j = following - 1; j >= 0; j--) bytes[used++] = 0x80 | ((point >> (6 * j)) & 0x3f);
  }
  return bytes.slice(0, used);
}

/** What is left of the bytes, a one bit behind them, and at the very end their length in bits. */
function lastBlocks(rest: Uint8Array, length: number): Uint8Array {
  const end = new Uint8Array(rest.length < 56 ? 64 : 128);
  end.set(rest);
  end[rest.length] = 0x80;
  const view = new DataView(end.buffer);
  view.setUint32(end.length - 8, Math.floor(length / 2 ** 29));
  view.setUint32(end.length - 4, length << 3);
  return end;
}

function compress(hash: Uint32Array, words: Uint32Array, bytes: Uint8Array, from: number): void {
  for (let t = 0; t < 16; t++) {
    const at = from + 4 * t;
    words[t] = (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
  }
  for (let t = 16; t < 64; t++) {
    const near = words[t - 2]!;
    const far = words[t - 15]!;
    const s0 = rotated(far, 7) ^ rotated(far, 18) ^ (far >>> 3);
    const s1 = rotated(near, 17) ^ rotated(near, 19) ^ (near >>> 10);
    words[t] = words[t - 16]! + s0 + words[t - 7]! + s1;
  }
  let a = hash[0]!;
  let b = hash[1]!;
  let c = hash[2]!;
  let d = hash[3]!;
  let e = hash[4]!;
  let f = hash[5]!;
  let g = hash[6]!;
  let h = hash[7]!;
  for (let t = 0; t < 64; t++) {
    const s1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25);
    const s0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22);
    const chosen = (e & f) ^ (~e & g);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const first = (h + s1 + chosen + roundConstants[t]! + words[t]!) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + s0 + majority) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => {
    hash[i] = hash[i]! + word;
  });
}

function rotated(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

// The first 32 bits behind the point of the cube roots of the first 64 primes.
const roundConstants: readonly number[] = [
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98,
  0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
  0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8,
  0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
  0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
  0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
  0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
  0xc67178f2,
];

// The same of the square roots of the first eight.
const initialHash: readonly number[] = [
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
];

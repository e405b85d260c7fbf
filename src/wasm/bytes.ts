/** A run of bytes that grows at its end, in the encodings of the WebAssembly binary format. */
export class ByteWriter {
  private bytes: Uint8Array<ArrayBuffer>;
  private view: DataView;
  private used = 0;

  constructor(capacity = 256) {
    this.bytes = new Uint8Array(capacity);
    this.view = new DataView(this.bytes.buffer);
  }

  get length(): number {
    return this.used;
  }

  byte(value: number): void {
    if (this.used === this.bytes.length) this.reserve(1);
    this.bytes[this.used++] = value;
  }

  /** Unsigned LEB128 of a whole number below 2^32. */
  unsigned(value: number): void {
    let rest = value >>> 0;
    while (rest > 0x7f) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.byte(rest);
  }

  /** Signed LEB128 of a 32-bit whole number; one above 2^31 means the same bits. */
  signed(value: number): void {
    let rest = value | 0;
    while (rest < -0x40 || rest > 0x3f) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>= 7;
    }
    this.byte(rest & 0x7f);
  }

  /** Signed LEB128 of a 64-bit whole number; one above 2^63 means the same bits. */
  signed64(value: bigint): void {
    let rest = BigInt.asIntN(64, value);
    while (rest < -0x40n || rest > 0x3fn) {
      this.byte(Number(rest & 0x7fn) | 0x80);
      rest >>= 7n;
    }
    this.byte(Number(rest & 0x7fn));
  }

  /** The eight bytes of a number. NaN has one form, so that a program has the same bytes on every engine. */
  f64(value: number): void {
    this.reserve(8);
    if (Number.isNaN(value)) this.view.setBigUint64(this.used, 0x7ff8_0000_0000_0000n, true);
    else this.view.setFloat64(this.used, value, true);
    this.used += 8;
  }

  /** A name in UTF-8, with its length before it. A lone surrogate is written as the replacement character. */
  name(text: string): void {
    const encoded = new ByteWriter(text.length * 3);
    for (const character of text) {
      const point = character.codePointAt(0)!;
      encoded.utf8(point >= 0xd800 && point < 0xe000 ? 0xfffd : point);
    }
    this.sized(encoded);
  }

  private utf8(point: number): void {
    if (point < 0x80) {
      this.byte(point);
      return;
    }
    const following = point < 0x800 ? 1 : point < 0x1_0000 ? 2 : 3;
    const mark = [0xc0, 0xe0, 0xf0][following - 1]!;
    this.byte(mark | (point >> (6 * following)));
    for (let i = following - 1; i >= 0; i--) this.byte(0x80 | ((point >> (6 * i)) & 0x3f));
  }

  /** Bytes as they are. */
  append(other: ByteWriter): void {
    this.reserve(other.used);
    this.bytes.set(other.bytes.subarray(0, other.used), this.used);
    this.used += other.used;
  }

  /** Bytes with their number before them. */
  sized(other: ByteWriter): void {
    this.unsigned(other.used);
    this.append(other);
  }

  /** A copy of what has been written. */
  finish(): Uint8Array<ArrayBuffer> {
    return this.bytes.slice(0, this.used);
  }

  private reserve(more: number): void {
    const needed = this.used + more;
    if (needed <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, 2 * this.bytes.length));
    grown.set(this.bytes);
    this.bytes = grown;
    this.view = new DataView(grown.buffer);
  }
}

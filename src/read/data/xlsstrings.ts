/** Reads the texts that the cells of an older workbook share. They lie in a record and those that continue it. */
export function readSharedStrings(pieces: readonly Uint8Array[]): readonly string[] {
  const [first] = pieces;
  if (!first || first.length < 8) return [];
  const reader = new PieceReader(pieces);
  reader.skip(4);
  const count = reader.number(4);
  const strings: string[] = [];
  while (strings.length < count && !reader.isAtEnd) strings.push(readString(reader));
  return strings;
}

function readString(reader: PieceReader): string {
  const letters = reader.number(2);
  const flags = reader.number(1);
  const runs = (flags & 8) === 0 ? 0 : reader.number(2);
  const further = (flags & 4) === 0 ? 0 : reader.number(4);
  const text = reader.text(letters, (flags & 1) === 1);
  reader.skip(4 * runs + further);
  return text;
}

/** Reads on from one piece to the next. */
class PieceReader {
  readonly #pieces: readonly Uint8Array[];
  #piece = 0;
  #at = 0;

  constructor(pieces: readonly Uint8Array[]) {
    this.#pieces = pieces;
  }

  get isAtEnd(): boolean {
    this.#settle();
    return this.#piece >= this.#pieces.length;
  }

  /** Goes to the next piece where this one ends; the answer is whether it did. */
  #settle(): boolean {
    let moved = false;
    while (this.#piece < this.#pieces.length && this.#at >= this.#pieces[this.#piece]!.length) {
      this.#at -= this.#pieces[this.#piece]!.length;
      this.#piece++;
      moved = true;
    }
    return moved;
  }

  #byte(): number {
    this.#settle();
    return this.#pieces[this.#piece]?.[this.#at++] ?? 0;
  }

  number(bytes: number): number {
    let value = 0;
    for (let i = 0; i < bytes; i++) value += this.#byte() * 2 ** (8 * i);
    return value;
  }

  skip(bytes: number): void {
    this.#at += bytes;
  }

  /** Letters; where they go on in another piece, that says anew whether a letter has one byte or two. */
  text(letters: number, isWide: boolean): string {
    let wide = isWide;
    let text = "";
    for (let i = 0; i < letters && this.#piece < this.#pieces.length; i++) {
      if (this.#settle()) wide = (this.#byte() & 1) === 1;
      text += String.fromCharCode(this.number(wide ? 2 : 1));
    }
    return text;
  }
}

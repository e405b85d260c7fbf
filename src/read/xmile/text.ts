import type { Span } from "../../model/span.ts";

/** A text out of an XML file, its entities and CDATA taken away, that knows where each of its letters stands there. */
export class SourceText {
  readonly source: string;
  readonly text: string;
  /** The place in the file of each letter; undefined where letters follow each other there as they do here. */
  readonly #places: readonly number[] | undefined;
  readonly #from: number;
  readonly #to: number;

  private constructor(
    source: string,
    text: string,
    places: readonly number[] | undefined,
    from: number,
    to: number,
  ) {
    this.source = source;
    this.text = text;
    this.#places = places;
    this.#from = from;
    this.#to = to;
  }

  /** The text of some pieces of a file; a piece with a negative end is CDATA, in which nothing is an entity. */
  static of(
    source: string,
    file: string,
    pieces: readonly (readonly [from: number, to: number])[],
  ): SourceText {
    const [first] = pieces;
    if (!first) return new SourceText(source, "", undefined, 0, 0);
    const from = first[0];
    const to = Math.abs(pieces.at(-1)![1]);
    if (pieces.length === 1) {
      const plain = file.slice(from, to);
      if (first[1] < 0 || !/[&\r]/.test(plain)) return new SourceText(source, plain, undefined, from, to);
    }
    const letters: string[] = [];
    const places: number[] = [];
    for (const [start, end] of pieces) {
      const piece = file.slice(start, Math.abs(end));
      const pattern = end < 0 ? /[\s\S]/g : /&(?:#x([0-9a-f]+)|#([0-9]+)|(\w+));|[\s\S]/gi;
      for (const match of piece.matchAll(pattern)) {
        if (match[0] === "\r") continue;
        const letter = end < 0 ? match[0] : letterOf(match);
        for (const unit of letter.split("")) {
          letters.push(unit);
          places.push(start + match.index);
        }
      }
    }
    return new SourceText(source, letters.join(""), places, from, to);
  }

  /** A text whose letters stand at given places of a file. */
  static placed(
    source: string,
    text: string,
    places: readonly number[],
    from: number,
    to: number,
  ): SourceText {
    return new SourceText(source, text, places, from, to);
  }

  /** A part of it, blanks at its ends left out. */
  slice(from: number, to: number): SourceText {
    const part = this.text.slice(from, to);
    const start = from + (part.length - part.trimStart().length);
    const text = part.trim();
    const { from: first, to: last } = this.span(start, start + text.length);
    const places = this.#places?.slice(start, start + text.length);
    return new SourceText(this.source, text, places, first, last);
  }

  /** The same in double quotes, which have no place of their own. */
  inQuotes(): SourceText {
    const places = Array.from({ length: this.text.length }, (_, i) => this.#place(i));
    const text = `"${this.text.replaceAll('"', "")}"`;
    return new SourceText(this.source, text, [this.#from, ...places, this.#to], this.#from, this.#to);
  }

  /** Where letters `from` to `to` stand in the file. */
  span(from: number, to: number): Span {
    const { source } = this;
    if (this.text.length === 0) return { source, from: this.#from, to: this.#to };
    return { source, from: this.#place(from), to: to > from ? this.#place(to - 1) + 1 : this.#place(from) };
  }

  get whole(): Span {
    const start = this.text.search(/\S/);
    return start < 0
      ? { source: this.source, from: this.#from, to: this.#to }
      : this.span(start, this.text.trimEnd().length);
  }

  #place(index: number): number {
    if (!this.#places) return Math.min(this.#from + index, this.#to);
    return this.#places[index] ?? this.#to;
  }
}

function letterOf(match: RegExpMatchArray): string {
  const [whole, hex, decimal, name] = match;
  if (hex !== undefined || decimal !== undefined) {
    const code = hex !== undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : "";
  }
  return name === undefined ? whole : (entities.get(name) ?? whole);
}

const entities: ReadonlyMap<string, string> = new Map([
  ["lt", "<"],
  ["gt", ">"],
  ["amp", "&"],
  ["quot", '"'],
  ["apos", "'"],
]);

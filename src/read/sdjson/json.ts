import type { Report } from "../../model/diagnostic.ts";
import type { Span } from "../../model/span.ts";
import { SourceText } from "../xmile/text.ts";

/** A value of a JSON text with its place. */
export type JsonValue =
  | { readonly kind: "text"; readonly text: SourceText; readonly span: Span }
  | { readonly kind: "number"; readonly value: number; readonly span: Span }
  | { readonly kind: "word"; readonly value: boolean | null; readonly span: Span }
  | { readonly kind: "list"; readonly items: readonly JsonValue[]; readonly span: Span }
  | { readonly kind: "record"; readonly fields: ReadonlyMap<string, JsonValue>; readonly span: Span };

/** Lists and records may stand so deep in each other. */
const deepest = 100;

/** Reads JSON. What is none gives nothing, and is reported. */
export function readJson(text: string, source: string, report: Report): JsonValue | undefined {
  try {
    return new JsonReader(text, source).readWhole();
  } catch (problem) {
    if (!(problem instanceof JsonFault)) throw problem;
    const { message, from } = problem;
    report({
      code: "json-broken",
      severity: "error",
      message,
      span: { source, from, to: Math.min(from + 1, text.length) },
    });
    return undefined;
  }
}

class JsonFault extends Error {
  readonly from: number;
  constructor(message: string, from: number) {
    super(message);
    this.from = from;
  }
}

const escapes: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["t", "\t"],
  ["r", ""],
  ["b", ""],
  ["f", ""],
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
]);

class JsonReader {
  readonly #text: string;
  readonly #source: string;
  #at = 0;
  #depth = 0;

  constructor(text: string, source: string) {
    this.#text = text;
    this.#source = source;
  }

  readWhole(): JsonValue {
    const value = this.#value();
    this.#skip();
    if (this.#at < this.#text.length)
      throw new JsonFault("This is no JSON: something stands behind its end.", this.#at);
    return value;
  }

  #skip(): void {
    while (/\s|\ufeff/.test(this.#text[this.#at] ?? "")) this.#at++;
  }

  #take(sign: string): boolean {
    this.#skip();
    const is = this.#text[this.#at] === sign;
    if (is) this.#at++;
    return is;
  }

  #expect(sign: string, where: string): void {
    if (!this.#take(sign)) throw new JsonFault(`This is no JSON: ‘${sign}’ is missing ${where}.`, this.#at);
  }

  #spanFrom(from: number): Span {
    return { source: this.#source, from, to: this.#at };
  }

  #value(): JsonValue {
    this.#skip();
    const from = this.#at;
    const sign = this.#text[from];
    if (sign === '"') return this.#string();
    if (sign === "[" || sign === "{") {
      if (++this.#depth > deepest)
        throw new JsonFault(`Lists stand in each other more than ${deepest} deep.`, from);
      const value = sign === "[" ? this.#list() : this.#record();
      this.#depth--;
      return value;
    }
    const word = /^(?:true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/.exec(
      this.#text.slice(from, from + 400),
    )?.[0];
    if (word === undefined) throw new JsonFault("This is no JSON: a value is missing here.", from);
    this.#at += word.length;
    const span = this.#spanFrom(from);
    if (word === "null") return { kind: "word", value: null, span };
    return word === "true" || word === "false"
      ? { kind: "word", value: word === "true", span }
      : { kind: "number", value: Number(word), span };
  }

  #list(): JsonValue {
    const from = this.#at++;
    const items: JsonValue[] = [];
    if (this.#take("]")) return { kind: "list", items, span: this.#spanFrom(from) };
    do items.push(this.#value());
    while (this.#take(","));
    this.#expect("]", "at the end of a list");
    return { kind: "list", items, span: this.#spanFrom(from) };
  }

  #record(): JsonValue {
    const from = this.#at++;
    const fields = new Map<string, JsonValue>();
    if (this.#take("}")) return { kind: "record", fields, span: this.#spanFrom(from) };
    do {
      this.#skip();
      if (this.#text[this.#at] !== '"')
        throw new JsonFault("This is no JSON: a name in quotes is missing.", this.#at);
      const { text } = this.#string();
      this.#expect(":", "behind a name");
      fields.set(text.text, this.#value());
    } while (this.#take(","));
    this.#expect("}", "at the end of a record");
    return { kind: "record", fields, span: this.#spanFrom(from) };
  }

  #string(): Extract<JsonValue, { readonly kind: "text" }> {
    const from = this.#at++;
    const letters: string[] = [];
    const places: number[] = [];
    for (;;) {
      const place = this.#at;
      const letter = this.#text[place];
      if (letter === undefined || letter === "\n") throw new JsonFault("This text is not closed.", from);
      this.#at++;
      if (letter === '"') break;
      const read = letter === "\\" ? this.#escaped() : letter;
      if (read === "") continue;
      letters.push(read);
      places.push(place);
    }
    const text = SourceText.placed(this.#source, letters.join(""), places, from + 1, this.#at - 1);
    return { kind: "text", text, span: this.#spanFrom(from) };
  }

  #escaped(): string {
    const letter = this.#text[this.#at++] ?? "";
    if (letter === "u") {
      const code = this.#text.slice(this.#at, this.#at + 4);
      if (!/^[0-9a-f]{4}$/i.test(code))
        throw new JsonFault("Behind \\u come four digits of a letter’s number.", this.#at);
      this.#at += 4;
      return String.fromCharCode(Number.parseInt(code, 16));
    }
    const read = escapes.get(letter);
    if (read === undefined) throw new JsonFault(`‘\\${letter}’ means nothing in JSON.`, this.#at - 2);
    return read;
  }
}

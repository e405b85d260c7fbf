import type { Span } from "../../model/span.ts";
import { SourceText } from "../xmile/text.ts";
import type { XmlElement } from "../xmile/xml.ts";
import type { JsonValue } from "./json.ts";

/** What an element is made of: attributes and a text that stand in the JSON, or that nobody wrote. */
export interface ElementParts {
  readonly attributes?: Readonly<Record<string, SourceText | string | undefined>>;
  readonly text?: SourceText | string;
  readonly children?: readonly (XmlElement | undefined)[];
}

/** An element of XMILE as the JSON means it, at a place of the JSON. */
export function elementOf(name: string, span: Span, parts: ElementParts = {}): XmlElement {
  const { source, from, to } = span;
  const written = (text: SourceText | string) =>
    typeof text === "string"
      ? SourceText.placed(
          source,
          text,
          Array.from(text, () => from),
          from,
          to,
        )
      : text;
  const attributes = Object.entries(parts.attributes ?? {}).flatMap(([key, value]) => {
    if (value === undefined) return [];
    const text = written(value);
    return [[key, { value: text.text, text }] as const];
  });
  return {
    name,
    prefix: "",
    attributes: new Map(attributes),
    children: (parts.children ?? []).filter((child) => child !== undefined),
    text: written(parts.text ?? ""),
    source,
    from,
    to,
    head: to,
  };
}

/** A field of a record; undefined where there is none, or nothing in it. */
export function fieldOf(value: JsonValue | undefined, name: string): JsonValue | undefined {
  const field = value?.kind === "record" ? value.fields.get(name) : undefined;
  return field?.kind === "word" && field.value === null ? undefined : field;
}

/** The items of a field that is a list. */
export function itemsOf(value: JsonValue | undefined, name: string): readonly JsonValue[] {
  const field = fieldOf(value, name);
  return field?.kind === "list" ? field.items : [];
}

/** A field as text: numbers are taken as they are written. */
export function textOf(value: JsonValue | undefined, name?: string): SourceText | undefined {
  const field = name === undefined ? value : fieldOf(value, name);
  if (field?.kind === "text") return field.text.text.trim() === "" ? undefined : field.text;
  if (field?.kind !== "number") return undefined;
  const { source, from, to } = field.span;
  const written = `${field.value}`;
  return SourceText.placed(
    source,
    written,
    Array.from(written, () => from),
    from,
    to,
  );
}

/** Whether a field says `true`. */
export function isTrue(value: JsonValue | undefined, name: string): boolean {
  const field = fieldOf(value, name);
  return field?.kind === "word" && field.value === true;
}

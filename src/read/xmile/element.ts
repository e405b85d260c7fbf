import type { Span } from "../../model/span.ts";
import type { SourceText } from "./text.ts";
import type { XmlElement } from "./xml.ts";

/** The first element of XMILE of that name directly inside. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.prefix === "" && child.name === name);
}

/** All elements of XMILE of that name directly inside. */
export function childrenOf(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter((child) => child.prefix === "" && child.name === name) ?? [];
}

/** Where the variables of a model or macro stand: before OASIS directly in it. */
export function variablesOf(model: XmlElement): XmlElement {
  return childOf(model, "variables") ?? model;
}

/** The value of an attribute; empty ones count as left out. */
export function attributeOf(element: XmlElement, name: string): string | undefined {
  const value = element.attributes.get(name)?.value.trim();
  return value === "" ? undefined : value;
}

/** The text of an element inside, without blanks around it; undefined where there is none. */
export function textOf(element: XmlElement | undefined): string | undefined {
  const text = element?.text.text.trim();
  return text === "" ? undefined : text;
}

/** Whether a tag such as `<non_negative/>` is there and does not say `false`. */
export function isOn(element: XmlElement): boolean {
  return !/^(false|0)$/i.test(element.text.text.trim());
}

/** Whether an attribute says `true`. */
export function says(element: XmlElement | undefined, name: string, value: "true" | "false"): boolean {
  return element?.attributes.get(name)?.value.trim().toLowerCase() === value;
}

/** The opening tag of an element. */
export function headSpan({ source, from, head }: XmlElement): Span {
  return { source, from, to: head };
}

/** The place of an element's name, or of the whole opening tag where it has none. */
export function nameSpanOf(element: XmlElement): Span {
  return element.attributes.get("name")?.text.whole ?? headSpan(element);
}

/** Whether an equation says anything, comments aside. */
export function isBlank(text: SourceText): boolean {
  return /^(\s|\u00a0|\{[^}]*\})*$/.test(text.text);
}

/** The cuts of a text at a sign that does not stand in quotes, blanks around them taken away. */
export function splitText(text: SourceText, sign: string): readonly SourceText[] {
  const cuts: SourceText[] = [];
  let from = 0;
  let quoted = false;
  for (let at = 0; at <= text.text.length; at++) {
    const letter = text.text[at];
    if (letter === '"' && text.text[at - 1] !== "\\") quoted = !quoted;
    if (at < text.text.length && (quoted || letter !== sign)) continue;
    cuts.push(text.slice(from, at));
    from = at + 1;
  }
  return cuts;
}

/** An element of XML to be written. Children and text do not stand in one element, but for `<hence:text>`. */
export interface XmlNode {
  /** With its prefix, as in `hence:text`. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  readonly text?: string;
}

/** An element with text in it, or with nothing. */
export function leaf(
  name: string,
  text?: string,
  attributes: Readonly<Record<string, string>> = {},
): XmlNode {
  return { name, attributes, children: [], ...(text !== undefined && { text }) };
}

/** An element with others in it. */
export function branch(
  name: string,
  children: readonly (XmlNode | undefined)[],
  attributes: Readonly<Record<string, string>> = {},
): XmlNode {
  return { name, attributes, children: children.filter((child) => child !== undefined) };
}

/** A whole file. */
export function printXml(root: XmlNode): string {
  const lines = ['<?xml version="1.0" encoding="utf-8"?>'];
  print(root, "", lines);
  return `${lines.join("\n")}\n`;
}

function print(node: XmlNode, indent: string, lines: string[]): void {
  const { name, attributes, children, text } = node;
  const shown = Object.entries(attributes)
    .map(
      ([key, value]) =>
        ` ${key}="${escapeXml(value)
          .replaceAll('"', "&quot;")
          .replace(/[\n\t]/g, code)}"`,
    )
    .join("");
  if (children.length > 0) {
    lines.push(`${indent}<${name}${shown}>`);
    for (const child of children) print(child, `${indent}\t`, lines);
    lines.push(`${indent}</${name}>`);
  } else if (text === undefined || text === "") lines.push(`${indent}<${name}${shown}/>`);
  else lines.push(`${indent}<${name}${shown}>${escapeXml(text)}</${name}>`);
}

/** Signs of XML are escaped, and what XML cannot hold is left out. */
function escapeXml(text: string): string {
  return text
    .replace(impossible, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\r", "&#13;");
}

// Control signs other than tab and line breaks have no place in XML 1.0.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const impossible = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

function code(sign: string): string {
  return `&#${sign.charCodeAt(0)};`;
}

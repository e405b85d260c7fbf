import { sha256, utf8Bytes } from "../../model/sha256.ts";

/** What of an XML element counts where two are compared: not its layout, and nothing of other makers. */
export interface Marked {
  readonly name: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly text: string;
  readonly children: readonly Marked[];
}

/** The namespace of what Hence adds to an XMILE file. */
export const ownNamespace = "https://hence.dev/ns/xmile/1";

/**
 * A short sign that tells whether an element says the same as when Hence wrote it. Text of Hence stands beside an element
 * with the mark of it, and is believed as long as no other program has changed the element.
 */
export function markOf(element: Marked): string {
  return sha256(utf8Bytes(canonical(element))).slice(0, 16);
}

function canonical({ name, attributes, text, children }: Marked): string {
  const own = attributes
    .filter(([key]) => !key.includes(":"))
    .map(([key, value]) => `${key}=${squeezed(value)}`)
    .sort();
  return `(${[name, ...own, squeezed(text), ...children.filter((one) => !one.name.includes(":")).map(canonical)].join("|")})`;
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

import { type Marked, markOf } from "../../read/xmile/mark.ts";
import { leaf, type XmlNode } from "./xml.ts";

/** An element with the text of Hence that says the same and more; it counts as long as the element is not changed. */
export function withOwnText(
  element: XmlNode,
  text: string,
  attributes: Readonly<Record<string, string>> = {},
): XmlNode {
  const own = leaf("hence:text", text, { mark: markOf(marked(element)), ...attributes });
  return { ...element, children: [...element.children, own] };
}

/** An element that XMILE needs and the model does not have; it is gone again when Hence reads the file. */
export function asMade(element: XmlNode, owner: string): XmlNode {
  const own = leaf("hence:made", undefined, { mark: markOf(marked(element)), for: owner });
  return { ...element, children: [...element.children, own] };
}

/** The mark of an element of the file that text elsewhere says the same as. */
export function markOfNode(element: XmlNode): string {
  return markOf(marked(element));
}

function marked({ name, attributes, children, text }: XmlNode): Marked {
  return { name, attributes: Object.entries(attributes), text: text ?? "", children: children.map(marked) };
}

import type { Report } from "../../model/diagnostic.ts";
import type { Expr } from "../../model/expression.ts";
import type { Part, PartSubscript } from "../../model/variable.ts";
import { attributeOf, childOf, childrenOf, headSpan, isBlank, nameSpanOf, splitText } from "./element.ts";
import { readEquation } from "./expression.ts";
import { errorAt } from "./fault.ts";
import type { Translate } from "./ground.ts";
import type { Declared } from "./terms.ts";
import type { SourceText } from "./text.ts";
import { nameOf } from "./token.ts";
import type { XmlElement } from "./xml.ts";

/**
 * The equations of a variable: one for all of it, or one for each element. An element without one takes that above it. The
 * names say which tags hold them, the first that says anything counting; what is read of their text may be said too.
 */
export function readParts(
  declared: Declared,
  names: readonly string[],
  translate: Translate,
  report: Report,
  read: (text: SourceText) => Expr = (text) => translate(readEquation(text, report)),
): readonly Part[] {
  const { element, name } = declared;
  const above = equationOf(element, names);
  const elements = childrenOf(element, "element");
  const parts: Part[] = [];
  for (const each of elements) {
    const equation = equationOf(each, names);
    if (equation) parts.push(readPart(each, equation, declared, readSubscripts(each, report), read));
    else if (!above && !childOf(each, "gf")) reportEmpty(name, each, names, report);
  }
  if (above)
    parts.push({
      ...readPart(element, above, declared, [], read),
      otherwise: parts.length > 0,
    });
  if (!above && elements.length === 0) reportEmpty(name, element, names, report);
  return parts;
}

function equationOf(element: XmlElement, names: readonly string[]): XmlElement | undefined {
  return names.map((name) => childOf(element, name)).find((equation) => equation && !isBlank(equation.text));
}

function readPart(
  element: XmlElement,
  equation: XmlElement,
  { graph, element: owner }: Declared,
  subscripts: readonly PartSubscript[],
  read: (text: SourceText) => Expr,
): Part {
  const value = read(equation.text);
  const span = equation.text.whole;
  const isThroughGraph =
    graph !== undefined &&
    (graph.dimensions.length === 0 || element === owner || childOf(element, "gf") !== undefined);
  if (!isThroughGraph || value.kind === "error")
    return { subscripts, except: [], otherwise: false, value, span };
  const call: Expr = { kind: "call", name: graph.name, args: [value], nameSpan: span, span };
  return { subscripts, except: [], otherwise: false, value: call, span };
}

/** The elements that `<element subscript="A1, D1">` names. */
export function readSubscripts(element: XmlElement, report: Report): readonly PartSubscript[] {
  const attribute = element.attributes.get("subscript");
  if (!attribute || attributeOf(element, "subscript") === undefined) {
    report(
      errorAt("xmile-structure", "An <element> says in ‘subscript’ which one it is.", headSpan(element)),
    );
    return [];
  }
  return splitText(attribute.text, ",").map((text) => ({
    kind: "name",
    name: nameOf(text.text),
    span: text.whole,
  }));
}

function reportEmpty(name: string, element: XmlElement, names: readonly string[], report: Report): void {
  const equation = names.map((each) => childOf(element, each)).find((each) => each !== undefined);
  const subscript = attributeOf(element, "subscript");
  const which = subscript === undefined ? name : `${name}[${subscript}]`;
  const message = `‘${which}’ has no equation.`;
  const note =
    equation && equation.text.text.trim() !== ""
      ? "What stands between the braces { } is a comment, and nothing else is there."
      : undefined;
  report(errorAt("empty-equation", message, equation ? headSpan(equation) : nameSpanOf(element), note));
}

import type { Report } from "../../model/diagnostic.ts";
import { foldName } from "../../model/name.ts";
import type { Dimension } from "../../model/system.ts";
import { attributeOf, childrenOf, headSpan, nameSpanOf } from "./element.ts";
import { errorAt } from "./fault.ts";
import { nameOf } from "./token.ts";
import type { XmlElement } from "./xml.ts";

/** More elements in one dimension are taken for a slip of the pen. */
const mostElements = 1_000_000;

/** The dimensions of `<dimensions>`; one whose elements are a part of another's is a subrange of it. */
export function readDimensions(elements: readonly XmlElement[], report: Report): readonly Dimension[] {
  const dimensions = new Map<string, Dimension>();
  for (const dim of elements.flatMap((element) => childrenOf(element, "dim"))) {
    const dimension = readDimension(dim, report);
    // Files that are included may say the same again.
    if (dimension && !dimensions.has(foldName(dimension.name)))
      dimensions.set(foldName(dimension.name), dimension);
  }
  const plain = [...dimensions.values()];
  return plain.map((dimension, i) => {
    const parent = plain.find((other, j) => isPartOf(dimension, other, i > j));
    return parent ? { ...dimension, of: parent.name } : dimension;
  });
}

/** Whether named elements of the one all occur in the other, which has more of them, or as many and came before. */
function isPartOf(part: Dimension, whole: Dimension, isLater: boolean): boolean {
  if (part === whole || part.elements.length > whole.elements.length) return false;
  if (part.elements.length === whole.elements.length && !isLater) return false;
  if (part.elements.some(({ name }) => /^\d+$/.test(name))) return false;
  const names = new Set(whole.elements.map(({ name }) => foldName(name)));
  return part.elements.every(({ name }) => names.has(foldName(name)));
}

function readDimension(dim: XmlElement, report: Report): Dimension | undefined {
  const written = attributeOf(dim, "name");
  const span = nameSpanOf(dim);
  if (written === undefined) {
    report(errorAt("xmile-structure", "A <dim> needs a name.", headSpan(dim)));
    return undefined;
  }
  const name = nameOf(written);
  const named = childrenOf(dim, "elem").flatMap((elem) => {
    const label = attributeOf(elem, "name");
    return label === undefined ? [] : [{ name: nameOf(label), span: nameSpanOf(elem) }];
  });
  if (named.length > 0) return { name, elements: named, span };
  const size = Number(attributeOf(dim, "size"));
  if (!Number.isInteger(size) || size < 1 || size > mostElements) {
    const message = `The dimension ‘${name}’ has neither elements nor a size that is a whole number of at least 1.`;
    report(errorAt("xmile-structure", message, headSpan(dim)));
    return undefined;
  }
  const elements = Array.from({ length: size }, (_, i) => ({ name: `${i + 1}`, span }));
  return { name, elements, span };
}

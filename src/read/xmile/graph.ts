import type { Report } from "../../model/diagnostic.ts";
import type { Graph, Part, Points, VariableHead } from "../../model/variable.ts";
import { attributeOf, childOf, childrenOf, headSpan } from "./element.ts";
import { hasEquation } from "./node.ts";
import { readSubscripts } from "./part.ts";
import { readPoints } from "./points.ts";
import type { Declared } from "./terms.ts";
import type { XmlElement } from "./xml.ts";

/** The graph of a variable, or the graph that it is. */
export function readGraph(declared: Declared, head: VariableHead, report: Report): Graph | undefined {
  const { element, graph } = declared;
  if (!graph) return undefined;
  const own = element.name === "gf" ? element : childOf(element, "gf");
  const isReference =
    own !== undefined &&
    element.name !== "gf" &&
    !childOf(own, "ypts") &&
    attributeOf(own, "name") !== undefined;
  if (isReference) return undefined;
  const parts = graph.dimensions.length > 0 ? readGraphParts(declared, report) : wholeGraph(own, report);
  const isItself = graph.name === head.name;
  const { dimensions: _, ...rest } = head;
  return {
    ...rest,
    name: graph.name,
    ...(!isItself && { description: `The graph of ‘${head.name}’.` }),
    kind: "graph",
    dimensions: graph.dimensions.map((name) => ({ name, span: head.nameSpan })),
    input: { name: "x", span: headSpan(own ?? element) },
    points: parts,
  };
}

function wholeGraph(gf: XmlElement | undefined, report: Report): readonly Part<Points>[] {
  const value = gf && readPoints(gf, report);
  return value ? [{ subscripts: [], except: [], otherwise: false, value, span: value.span }] : [];
}

/** The graphs of elements; where some have none, nothing ever reads what stands for theirs. */
function readGraphParts(declared: Declared, report: Report): readonly Part<Points>[] {
  const elements = childrenOf(declared.element, "element");
  const parts = elements.flatMap((element): Part<Points>[] => {
    const gf = childOf(element, "gf");
    const value = gf && readPoints(gf, report);
    if (!value) return [];
    return [
      { subscripts: readSubscripts(element, report), except: [], otherwise: false, value, span: value.span },
    ];
  });
  const [first] = parts;
  const isWhole =
    elements.length === parts.length ||
    elements.every((element) => !hasEquation(element) || childOf(element, "gf"));
  return first && !isWhole ? [...parts, { ...first, subscripts: [], otherwise: true }] : parts;
}

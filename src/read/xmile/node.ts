import type { Report } from "../../model/diagnostic.ts";
import { foldName } from "../../model/name.ts";
import type { Dimension } from "../../model/system.ts";
import { dimensionBehind } from "./brackets.ts";
import { attributeOf, childOf, childrenOf, headSpan, isBlank, nameSpanOf } from "./element.ts";
import { errorAt } from "./fault.ts";
import type { Declared, GraphHead } from "./terms.ts";
import { nameOf } from "./token.ts";
import type { XmlElement } from "./xml.ts";

/** The elements inside `<variables>` that have a value, or hold ones that have. */
const kinds: ReadonlyMap<string, Declared["kind"]> = new Map([
  ["stock", "stock"],
  ["flow", "flow"],
  ["aux", "aux"],
  ["gf", "graph"],
  ["module", "module"],
]);

/** What the variables of a model are called and what shape they have. Dimensions that stand twice get aliases. */
export function declareVariables(
  variables: XmlElement | undefined,
  dimensions: Map<string, Dimension>,
  report: Report,
): ReadonlyMap<string, Declared> {
  const declared = new Map<string, Declared>();
  const elements = (variables?.children ?? []).filter(({ prefix, name }) => prefix === "" && kinds.has(name));
  const written = new Set(elements.map((element) => foldName(nameOf(attributeOf(element, "name") ?? ""))));
  const flows = flowsOf(elements);
  for (const element of elements) {
    const label = attributeOf(element, "name");
    if (label === undefined) {
      report(errorAt("xmile-structure", `A <${element.name}> needs a name.`, headSpan(element)));
      continue;
    }
    const name = nameOf(label);
    const folded = foldName(name);
    if (declared.has(folded)) {
      const message = `‘${name}’ is declared twice.`;
      const first = declared.get(folded)!;
      const notes = [{ message: "It is declared here first.", span: nameSpanOf(first.element) }];
      report({ code: "name-twice", severity: "error", message, span: nameSpanOf(element), notes });
      continue;
    }
    const given = kinds.get(element.name)!;
    // What fills or empties a stock is a flow, even where a converter called it an auxiliary.
    const kind = given === "aux" && flows.has(folded) ? "flow" : given;
    const over = readOver(element, dimensions, report);
    const graph = graphOf(element, name, over, written);
    declared.set(folded, { name, kind, dimensions: over, element, ...(graph && { graph }) });
  }
  return declared;
}

/** The folded names in the lists of inflows and outflows. */
function flowsOf(elements: readonly XmlElement[]): ReadonlySet<string> {
  return new Set(
    elements
      .flatMap((element) => [...childrenOf(element, "inflow"), ...childrenOf(element, "outflow")])
      .map((flow) => foldName(nameOf(flow.text.text))),
  );
}

/** A name like another, with a number behind it if that is taken; it is taken from now on. */
export function unusedName(name: string, written: Set<string>): string {
  let free = name;
  for (let count = 2; written.has(foldName(free)); count++) free = `${name} ${count}`;
  written.add(foldName(free));
  return free;
}

/** The dimensions that a variable is over. */
function readOver(
  element: XmlElement,
  dimensions: Map<string, Dimension>,
  report: Report,
): readonly string[] {
  const dims = childrenOf(childOf(element, "dimensions"), "dim");
  const over: string[] = [];
  for (const dim of dims) {
    const label = attributeOf(dim, "name");
    const dimension = label === undefined ? undefined : dimensions.get(foldName(nameOf(label)));
    if (!dimension) {
      const message = `There is no dimension called ‘${label ?? ""}’.`;
      report(
        errorAt(
          "unknown-dimension",
          message,
          nameSpanOf(dim),
          "The file declares its dimensions in <dimensions>, beside the models.",
        ),
      );
      continue;
    }
    const times = over.filter((name) => dimensionBehind(name, dimensions) === dimension.name).length;
    over.push(times === 0 ? dimension.name : aliasOf(dimension, times + 1, dimensions));
  }
  return over;
}

/** Another name for a dimension, for its second place in one variable. */
function aliasOf(dimension: Dimension, count: number, dimensions: Map<string, Dimension>): string {
  const name = `${dimension.name} ${count}`;
  if (!dimensions.has(foldName(name))) {
    const { span } = dimension;
    dimensions.set(foldName(name), { name, elements: [{ name: dimension.name, span }], span });
  }
  return name;
}

/** The graph that a variable is, or has beside its equation. */
function graphOf(
  element: XmlElement,
  name: string,
  dimensions: readonly string[],
  written: Set<string>,
): GraphHead | undefined {
  if (element.name === "gf") return { name, dimensions: [] };
  if (element.name === "module") return undefined;
  const own = childOf(element, "gf");
  const parts = childrenOf(element, "element");
  const withGraphs = parts.filter((part) => childOf(part, "gf"));
  if (!own && withGraphs.length === 0) return undefined;
  const isGraphOnly = element.name !== "stock" && !hasEquation(element) && !parts.some(hasEquation);
  const label = own && attributeOf(own, "name");
  // `<gf name="rising"/>` without points speaks of another one.
  if (own && label !== undefined && !childOf(own, "ypts")) return { name: nameOf(label), dimensions: [] };
  const free = isGraphOnly
    ? name
    : unusedName(label === undefined ? `${name} lookup` : nameOf(label), written);
  return { name: free, dimensions: withGraphs.length > 0 ? dimensions : [] };
}

/** Whether an element has an equation that says anything. */
export function hasEquation(element: XmlElement): boolean {
  const equation = childOf(element, "eqn");
  return equation !== undefined && !isBlank(equation.text);
}

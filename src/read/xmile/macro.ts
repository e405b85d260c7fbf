import type { Report } from "../../model/diagnostic.ts";
import { foldName } from "../../model/name.ts";
import type { Dimension, FunctionDefinition } from "../../model/system.ts";
import { readDocumentation } from "./documentation.ts";
import { attributeOf, childOf, childrenOf, headSpan, isBlank, nameSpanOf, variablesOf } from "./element.ts";
import { readEquation } from "./expression.ts";
import { errorAt } from "./fault.ts";
import { readFilter } from "./filter.ts";
import { readLoop } from "./macroloop.ts";
import { declareVariables } from "./node.ts";
import type { Declared, MacroHead, MacroParameter, ModelNode, OptionFilter } from "./terms.ts";
import { nameOf } from "./token.ts";
import { createTranslator } from "./translate.ts";
import { readVariable, type VariableTools } from "./variable.ts";
import type { XmlElement } from "./xml.ts";

/** A macro of a file, with what calls of it look like. */
export interface Macro {
  readonly head: MacroHead;
  readonly element: XmlElement;
  /** It is called for what has an option, never by its name. */
  readonly filter?: OptionFilter;
}

/** The macros of a whole; those that are filters of an option among them. */
export function readMacros(elements: readonly XmlElement[], report: Report): readonly Macro[] {
  return elements.flatMap((element, index): Macro[] => {
    const written = attributeOf(element, "name");
    if (written === undefined) {
      report(errorAt("xmile-structure", "A <macro> needs a name.", headSpan(element)));
      return [];
    }
    const parameters = readParameters(element, report);
    if (attributeOf(element, "filter") !== undefined) {
      const filter = readFilter(element, report);
      return filter
        ? [{ head: { name: filter.name, parameters, span: nameSpanOf(element) }, element, filter }]
        : [];
    }
    // One name may serve for several macros that take other numbers of arguments.
    const others = elements
      .slice(0, index)
      .filter((other) => foldName(nameOf(attributeOf(other, "name") ?? "")) === foldName(nameOf(written)));
    const name = others.length === 0 ? nameOf(written) : `${nameOf(written)} ${others.length + 1}`;
    const equation = childOf(element, "eqn");
    const isPlain =
      equation && !isBlank(equation.text) && !childOf(element, "variables") && !childOf(element, "sim_specs");
    const result = isPlain ? readEquation(equation.text, () => undefined) : undefined;
    const loop = childOf(element, "sim_specs") ? readLoop(element) : undefined;
    return [
      {
        head: {
          name,
          parameters,
          ...(result && { result }),
          ...(loop && { loop }),
          span: nameSpanOf(element),
        },
        element,
      },
    ];
  });
}

/** Macros by the folded name that calls have in the file. */
export function listMacros(macros: readonly Macro[]): ReadonlyMap<string, readonly MacroHead[]> {
  const byName = new Map<string, MacroHead[]>();
  for (const { head, element, filter } of macros) {
    if (filter) continue;
    const name = foldName(nameOf(attributeOf(element, "name") ?? ""));
    byName.set(name, [...(byName.get(name) ?? []), head]);
  }
  return byName;
}

function readParameters(element: XmlElement, report: Report): readonly MacroParameter[] {
  return childrenOf(element, "parm").map((parm): MacroParameter => {
    const attribute = parm.attributes.get("default");
    const otherwise =
      attribute && !isBlank(attribute.text) ? readEquation(attribute.text, report) : undefined;
    return { name: nameOf(parm.text.text), ...(otherwise && { otherwise }), span: parm.text.whole };
  });
}

/** A macro as a function of one's own. */
export function readMacro(
  { head, element }: Macro,
  dimensions: Map<string, Dimension>,
  shared: ModelNode["shared"],
  tools: Omit<VariableTools, "node" | "filled" | "sectors">,
): FunctionDefinition {
  const { report } = tools;
  const own = declareVariables(variablesOf(element), dimensions, report);
  const parameters = new Map(
    head.parameters.map(({ name }): [string, Declared] => [
      foldName(name),
      { name, kind: "parameter", dimensions: [], element },
    ]),
  );
  // A parameter may stand among the variables too, with what it is where the macro runs by itself.
  const declared = new Map([...own, ...parameters]);
  const node: ModelNode = { element, path: [], over: [], declared, children: new Map(), shared };
  const specs = childOf(element, "sim_specs");
  if (specs) {
    const message = `The macro ‘${head.name}’ runs by a time of its own, which cannot be said in Hence yet.`;
    report(
      errorAt(
        "macro-own-time",
        message,
        headSpan(specs),
        "A macro without <sim_specs> goes along with the model.",
      ),
    );
  }
  const body = [...declared.values()].flatMap((variable) =>
    variable.kind === "parameter"
      ? []
      : readVariable(variable, { ...tools, node, filled: new Set(), sectors: new Map() }),
  );
  const equation = childOf(element, "eqn");
  if (!equation || isBlank(equation.text))
    report(
      errorAt("empty-equation", `The macro ‘${head.name}’ has no equation, which is its result.`, head.span),
    );
  const description = readDocumentation(childOf(element, "doc"));
  return {
    name: head.name,
    parameters: head.parameters.map(({ name, span }) => ({ name, span })),
    ...(description !== undefined && { description }),
    body,
    result: equation
      ? createTranslator({ node, report })(readEquation(equation.text, report))
      : { kind: "error", span: head.span },
    span: { source: element.source, from: element.from, to: element.to },
  };
}

import type { Macro, Pointwise } from "../../functions/function.ts";
import { foldName } from "../../model/name.ts";
import type { FunctionDefinition } from "../../model/system.ts";
import { definitionOf } from "../definition.ts";
import { codeText } from "./code.ts";
import { equationText } from "./expression.ts";
import { attributeName, identifier } from "./name.ts";
import { type Scope, variableNode } from "./variable.ts";
import { branch, leaf, type XmlNode } from "./xml.ts";

/** A function of one's own as a macro. */
export function macroNode(definition: FunctionDefinition, scope: Scope): XmlNode {
  const { name, parameters, body, result, description } = definition;
  const hidden = new Set([...parameters, ...body].map((one) => foldName(one.name)));
  const inside = { ...scope, units: new Set([...scope.units].filter((unit) => !hidden.has(unit))) };
  const variables = body.flatMap((variable) => {
    const { element, made } = variableNode(variable, inside);
    return [element, ...made];
  });
  return branch(
    "macro",
    [
      ...(description === undefined ? [] : [leaf("doc", description)]),
      ...parameters.map((parameter) => leaf("parm", identifier(parameter.name))),
      leaf("eqn", equationText(result, { axes: [] }, inside)),
      ...(variables.length > 0 ? [branch("variables", variables)] : []),
    ],
    { name: attributeName(name) },
  );
}

/** A function of Hence that XMILE does not have. */
export function functionMacro(row: Macro | Pointwise, scope: Scope): XmlNode | undefined {
  if (row.kind === "macro") {
    const definition = definitionOf(row);
    return definition && macroNode(definition, scope);
  }
  const names = row.parameters.map(({ name }) => identifier(name));
  const equation = codeText(row.lower(row.parameters.map((_, offset) => ({ kind: "slot", offset }))), names);
  if (equation === undefined) return undefined;
  const parameters = names.map((name) => leaf("parm", name));
  return branch("macro", [leaf("doc", row.summary), ...parameters, leaf("eqn", equation)], {
    name: row.name,
  });
}

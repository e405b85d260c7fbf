import type { Macro, Pointwise } from "../../functions/function.ts";
import { foldName } from "../../model/name.ts";
import type { FunctionDefinition } from "../../model/system.ts";
import { definitionOf } from "../definition.ts";
import { blockText, commentText } from "./block.ts";
import { codeEquations } from "./code.ts";
import { equationText, type Surroundings } from "./expression.ts";
import { macroName, vensimName } from "./name.ts";
import { variableText } from "./variable.ts";

/** A function of one's own as a macro: its result is the variable of its name. */
export function macroText(definition: FunctionDefinition, surroundings: Surroundings): string {
  const { name, parameters, body, result, description } = definition;
  const hidden = new Set([...parameters, ...body].map((one) => foldName(one.name)));
  const inside: Surroundings = {
    ...surroundings,
    units: new Set([...surroundings.units].filter((unit) => !hidden.has(unit))),
    variables: new Map(body.map((variable) => [foldName(variable.name), variable])),
    inMacro: true,
  };
  const variables = body.map((variable) => variableText(variable, inside));
  const isItself = result.kind === "name" && vensimName(result.name) === macroName(name);
  const told = `\t~\t\n\t~\t${commentText(description ?? "")}\n\t|\n\n`;
  const own = isItself
    ? ""
    : blockText([`${macroName(name)} = ${equationText(result, new Map(), inside)}`], told);
  return frame(name, parameters, own + variables.join(""));
}

/** A function of Hence that Vensim does not have; undefined where it cannot be written. */
export function functionText(row: Macro | Pointwise, surroundings: Surroundings): string | undefined {
  if (row.kind === "macro") {
    const definition = definitionOf(row);
    return definition && macroText(definition, surroundings);
  }
  const names = row.parameters.map(({ name }) => vensimName(name));
  const code = row.lower(row.parameters.map((_, offset) => ({ kind: "slot", offset })));
  const equations = codeEquations(code, names);
  if (equations === undefined) return undefined;
  const parts = equations.parts.map((part) => blockText([`${part.name} = ${part.equation}`], untold));
  const told = `\t~\t\n\t~\t${commentText(row.summary)}\n\t|\n\n`;
  return frame(
    row.name,
    row.parameters,
    [blockText([`${macroName(row.name)} = ${equations.result}`], told), ...parts].join(""),
  );
}

const untold = "\t~\t\n\t~\t\n\t|\n\n";

function frame(name: string, parameters: readonly { readonly name: string }[], inside: string): string {
  const list = parameters.map((parameter) => vensimName(parameter.name)).join(", ");
  return `:MACRO: ${macroName(name)}(${list})\n${inside}:END OF MACRO:\n`;
}

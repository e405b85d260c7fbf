import type { Integrator, Tolerance } from "../../model/argument.ts";
import type {
  Dimension,
  FunctionDefinition,
  Mapping,
  Model,
  Sector,
  TimeStatement,
} from "../../model/system.ts";
import type { UnitDeclaration } from "../../model/unit.ts";
import { titleText } from "./argument.ts";
import { exprText, type Words } from "./expression.ts";
import { descriptionLines, elementText, nameText, stringText } from "./name.ts";
import { numberText, stepText } from "./number.ts";
import { fileText } from "./part.ts";
import { unitText } from "./unit.ts";
import { variableLines } from "./variable.ts";

/** The lines of the statement `system`, its head first; those of the other statements likewise. */
export function systemLines({ name, title, description, purpose, threshold }: Model): readonly string[] {
  return [
    `system ${nameText(name)}${titleText(title)}`,
    ...(description === undefined ? [] : descriptionLines(description)),
    ...(purpose === undefined ? [] : [`purpose ${stringText(purpose)}`]),
    ...(threshold === usualThreshold ? [] : [`threshold ${numberText(threshold)} %`]),
  ];
}

/** What the reader takes where a system does not say. */
const usualThreshold = 0.1;

export function timeLines(time: TimeStatement, words: Words): readonly string[] {
  const { start, stop, step, saveEvery, unit, like, varying } = time;
  const parts = [
    `${numberText(start)} to ${numberText(stop)} by ${stepText(step)} ${nameText(unit)}`,
    methodText(time),
    ...(saveEvery === step ? [] : [`save every ${stepText(saveEvery)}`]),
    ...(like === undefined ? [] : [`like ${like}`]),
  ];
  const changing = [
    ["step", varying?.step],
    ["stop", varying?.stop],
    ["save", varying?.saveEvery],
  ] as const;
  return [
    `time ${parts.join(", ")}`,
    ...changing.flatMap(([what, expr]) => (expr ? [`varying ${what} = ${exprText(expr, words)}`] : [])),
  ];
}

/** A method, and how exact it is where that is said. */
export function methodText({
  integrator,
  tolerance,
}: {
  readonly integrator: Integrator;
  readonly tolerance?: Tolerance;
}): string {
  if (!tolerance || integrator !== "rk4 auto") return integrator;
  const { absolute, relative } = tolerance;
  const own = relative === absolute ? "" : ` or ${numberText(relative)} of itself`;
  return `${integrator} within ${numberText(absolute)}${own}`;
}

export function unitLine({ name, aliases }: UnitDeclaration): string {
  return `unit ${nameText(name)}${aliases.length === 0 ? "" : ` = ${aliases.map(nameText).join(", ")}`}`;
}

export function dimensionLine({ name, of, title, elements, file }: Dimension): string {
  const parent = of === undefined ? "" : ` of ${nameText(of)}`;
  const inside = file ? fileText(file) : `= ${elementsText(elements)}`;
  return `dim ${nameText(name)}${parent}${titleText(title)} ${inside}`;
}

/** Elements that are numbered in a row are written as a range, `1..10`. */
function elementsText(elements: Dimension["elements"]): string {
  const shown: string[] = [];
  for (let i = 0; i < elements.length; i++) {
    const first = Number(elements[i]!.name);
    let last = i;
    while (`${first + last - i}` === elements[last]?.name && /^\d{1,15}$/.test(elements[last]!.name)) last++;
    if (last - i > 2) {
      shown.push(`${first}..${first + last - i - 1}`);
      i = last - 1;
    } else shown.push(elementText(elements[i]!.name));
  }
  return shown.join(", ");
}

export function mappingLine({ from, to, pairs }: Mapping): string {
  const shown = pairs.map((pair) => `${pair.from.map(elementText).join(", ")}: ${elementText(pair.to)}`);
  return `map ${nameText(from)} to ${nameText(to)} (${shown.join("; ")})`;
}

export function sectorLines({ name, title, description }: Sector): readonly string[] {
  return [
    `sector ${nameText(name)}${titleText(title)}`,
    ...(description === undefined ? [] : descriptionLines(description)),
  ];
}

export function functionLines(definition: FunctionDefinition, words: Words): readonly string[] {
  const { name, parameters, unit, description, body, result } = definition;
  const inputs = parameters.map(
    (one) => `${nameText(one.name)}${one.unit ? ` : ${unitText(one.unit)}` : ""}`,
  );
  return [
    `function ${nameText(name)}(${inputs.join(", ")})${unit ? ` : ${unitText(unit)}` : ""}`,
    ...(description === undefined ? [] : descriptionLines(description)),
    ...body.flatMap((variable) => variableLines(variable, words)),
    `= ${exprText(result, words)}`,
    "end",
  ];
}

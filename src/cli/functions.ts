import { aliasesIn } from "../functions/dialect.ts";
import type { ArgumentUnit, Course, FunctionRow, UnitRule, VectorValue } from "../functions/function.ts";
import { functions, functionsNamed } from "../functions/functions.ts";
import { standings } from "../functions/standing.ts";
import { foldName, nearestName } from "../model/name.ts";
import { formatNumber } from "../view/number.ts";
import { wrap } from "../view/text.ts";
import type { Request } from "./command.ts";
import { exit, WrongUsage } from "./exit.ts";
import {
  callOf,
  countsOf,
  elsewhereOf,
  languageNames,
  languages,
  printReference,
  unquote,
} from "./reference.ts";
import type { Terminal } from "./terminal.ts";

/** `hence functions`. */
export async function listFunctions(request: Request, terminal: Terminal): Promise<number> {
  const [name] = request.operands;
  const asMarkdown = request.options.has("markdown");
  terminal.out(
    asMarkdown
      ? printReference()
      : (name === undefined ? drawAll(terminal) : drawOne(name, terminal)).join("\n"),
  );
  return exit.good;
}

function drawAll({ paint, width }: Terminal): string[] {
  const families = [...new Set(functions.map(({ family }) => family))];
  return [
    ...families.flatMap((family) => [
      paint.strong(family),
      ...functions
        .filter((row) => row.family === family && row.kind !== "peek")
        .flatMap((row) => drawEntry(row, width)),
      "",
    ]),
    ...languages.flatMap((language) => wrap(`${languageNames[language]}: ${countsOf(language)}.`, width)),
    "",
    ...wrap(
      "hence functions NAME has examples and units. ‘corpus’: met in public models of that program; ‘by hand’: results worked out from its manual; ‘law’: by what must hold of many results.",
      width,
    ),
  ];
}

/** A call on a line of its own, and below it what it means and what it is elsewhere. */
function drawEntry(row: FunctionRow, width: number): string[] {
  const elsewhere = elsewhereOf(row).join(", ");
  const text = `${unquote(row.summary)}${elsewhere === "" ? "" : ` [${elsewhere}]`}`;
  const call = wrap(callOf(row), width - 2).map((line) => `  ${line}`);
  return [...call, ...wrap(text, width - 6).map((line) => `      ${line}`)];
}

function drawOne(name: string, { paint, width }: Terminal): string[] {
  const own = functionsNamed(foldName(name));
  const rows = own.length > 0 ? own : functions.filter((row) => isCalled(row, name));
  if (rows.length === 0) throw new WrongUsage(describeNone(name), "hence functions lists all of them.");
  return rows.flatMap((row, i) => {
    const elsewhere = elsewhereOf(row);
    return [
      ...(i > 0 ? [""] : []),
      paint.strong(callOf(row)),
      ...wrap(unquote(row.summary), width),
      ...(row.doubt === undefined ? [] : wrap(`Left open by the manual: ${unquote(row.doubt)}`, width)),
      ...wrap(`Units: ${describeUnits(row)}`, width),
      ...wrap(
        elsewhere.length > 0
          ? `Elsewhere: ${elsewhere.join(", ")}`
          : "Elsewhere: no function is quite the same",
        width,
      ),
      "",
      ...row.examples.map((example) =>
        "results" in example ? `  ${printCourse(row, example)}` : `  ${printExample(row, example)}`,
      ),
    ];
  });
}

/** Why there is no such function: it is said otherwise here, or is not supported, or is misspelt. */
function describeNone(name: string): string {
  for (const language of languages) {
    for (const one of standings(functions, language)) {
      if (foldName(one.name) !== foldName(name)) continue;
      const { standing } = one;
      const whose = `${languageNames[language]}’s ${one.name}`;
      if (standing.kind === "other words")
        return `${whose} is no function here, but ${unquote(standing.words)}.`;
      if (standing.kind === "unsupported") return `${whose} is not supported: ${standing.why}.`;
    }
  }
  const near = nearestName(
    name,
    functions.map((row) => row.name),
  );
  return `There is no function ‘${name}’.${near ? ` Did you mean ‘${near}’?` : ""}`;
}

function isCalled(row: FunctionRow, name: string): boolean {
  return languages.some((language) =>
    aliasesIn(row, language).some((alias) => foldName(alias) === foldName(name)),
  );
}

function describeUnits({ units, parameters }: FunctionRow): string {
  const nameAt = (index: number) => parameters[index]?.name ?? "";
  switch (units.kind) {
    case "same": {
      const alike = units.args ? units.args.map(nameAt) : parameters.map(({ name }) => name);
      return alike.length === 1
        ? `the result has the unit of ${alike[0]}.`
        : `${alike.join(", ")} and the result have the same unit.`;
    }
    case "dimensionless":
      return "the arguments and the result are plain numbers.";
    case "like":
      return `the result has the unit of ${nameAt(units.arg)}${describeOthers(units, nameAt)}.`;
    case "computed":
      return `${unquote(units.sentence.replace(/^The/, "the").replace(/\.$/, ""))}${describeOthers(units, nameAt)}.`;
    case "number":
      return `the result is a plain number${describeOthers(units, nameAt)}.`;
  }
}

function describeOthers(
  rule: Extract<UnitRule, { others: unknown }>,
  nameAt: (index: number) => string,
): string {
  const words = rule.others
    .map((unit, i) => describeArgument(unit, nameAt(i), nameAt))
    .filter((one) => one !== "");
  return words.length === 0 ? "" : `; ${words.join(", ")}`;
}

function describeArgument(unit: ArgumentUnit, name: string, nameAt: (index: number) => string): string {
  if (name === "" || unit === "any") return "";
  if (unit === "dimensionless") return `${name} is a plain number`;
  if (unit === "time") return `${name} is a time`;
  return `${name} has the unit of ${nameAt(unit.sameAs)}`;
}

function printExample(
  { name, kind }: FunctionRow,
  example: Exclude<FunctionRow["examples"][number], Course>,
): string {
  const args = example.args.map(printValue);
  if ("pairs" in example)
    args.unshift(example.pairs.map(([x, y]) => `(${printValue(x)}, ${printValue(y)})`).join(" "));
  const list = args.join(", ");
  const at = "clock" in example && example.clock ? ` at ${example.clock.time}` : "";
  const { result } = example;
  const says = typeof result === "number" ? formatNumber(result, 6) : printValue(result);
  return `${name}(${kind === "reducer" ? `[${list}]` : list})${at} is ${says}`;
}

function printValue(value: VectorValue): string {
  if (typeof value === "number") return formatNumber(value, 15);
  if ("place" in value) return `${printValue(value.numbers)} at ${value.place}`;
  return `[${value.map(printValue).join(", ")}]`;
}

/** `smooth([0, 8, 8], 2) by steps of 1 is 0, 0, 4`. */
function printCourse({ name }: FunctionRow, { step, args, results }: Course): string {
  const list = (numbers: readonly number[]) => numbers.map((value) => formatNumber(value, 6)).join(", ");
  const given = args.map((arg) => (typeof arg === "number" ? formatNumber(arg, 6) : `[${list(arg)}]`));
  return `${name}(${given.join(", ")}) by steps of ${formatNumber(step, 6)} is ${list(results)}`;
}

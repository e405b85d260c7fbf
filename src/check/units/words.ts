import type { Report } from "../../model/diagnostic.ts";
import type { Expr } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import type { Span } from "../../model/span.ts";
import type { FunctionDefinition, Model } from "../../model/system.ts";
import {
  baseUnit,
  convertTime,
  dimensionless,
  raiseUnit,
  timeWords,
  type Unit,
  type UnitExpr,
  unitWords,
} from "../../model/unit.ts";
import type { Graph, Variable } from "../../model/variable.ts";
import { createSuggest, writtenName } from "../names/suggestion.ts";
import type { Products } from "./products.ts";

/** The units that the model states, behind colons and in its time statement. */
export interface StatedUnits {
  readonly time: Unit;
  readonly variables: ReadonlyMap<Variable, Unit>;
  /** What a graph is read at. */
  readonly inputs: ReadonlyMap<Graph, Unit>;
  readonly functions: ReadonlyMap<FunctionDefinition, StatedFunction>;
}

interface StatedFunction {
  readonly parameters: ReadonlyMap<string, Unit>;
  readonly result?: Unit;
}

/** Reads every unit in the model. A word that means none is reported once, and then taken for a unit of its own. */
export function readStatedUnits(model: Model, products: Products, report: Report): StatedUnits {
  reportSecondMeanings(model, report);
  const words = new Map(unitWords(model.units));
  const candidates = [
    ...timeWords.flatMap(({ name, plural }) => [name, plural]),
    ...model.units.flatMap(wordsOf),
  ];
  const suggest = createSuggest();

  const baseOf = (word: string, span: Span): string => {
    const known = words.get(foldName(word));
    if (known !== undefined) return known;
    const suggestion = suggest(word, candidates, span);
    // Taken for what was probably meant, it causes no further faults.
    const base = words.get(foldName(suggestion.fix?.insert ?? "")) ?? word;
    words.set(foldName(word), base);
    report({
      code: "unit-unknown",
      severity: "error",
      message: `‘${word}’ is no unit that this model declares.`,
      span,
      ...(suggestion.fix
        ? suggestion
        : { notes: [{ message: `If it is meant, declare it: unit ${writtenName(word)}` }] }),
    });
    return base;
  };
  const readings = new Map<string, Unit>();
  const read = ({ factors }: UnitExpr): Unit => {
    let text = "";
    for (const { name, power } of factors) text += `${name}\n${power}\n`;
    const before = readings.get(text);
    if (before) return before;
    let unit = dimensionless;
    for (const { name, power, span } of factors)
      unit = products.multiply(unit, raiseUnit(products.keep(baseUnit(baseOf(name, span))), power));
    readings.set(text, unit);
    return unit;
  };

  const time = products.keep(baseUnit(baseOf(model.time.unit, model.time.span)));
  const bodies = model.functions.flatMap((definition) =>
    definition.body.filter(({ unit }) => !isOfParameter(unit, definition)),
  );
  const variables = new Map<Variable, Unit>();
  const inputs = new Map<Graph, Unit>();
  for (const variable of [...model.variables, ...bodies]) {
    if (variable.unit) variables.set(variable, read(variable.unit));
    if (variable.kind !== "graph") continue;
    if (variable.input.unit) inputs.set(variable, read(variable.input.unit));
    else if (foldName(variable.input.name) === "time") inputs.set(variable, time);
  }
  const functions = new Map<FunctionDefinition, StatedFunction>();
  for (const definition of model.functions) {
    const parameters = new Map<string, Unit>();
    for (const { name, unit } of definition.parameters)
      if (unit && !isOfParameter(unit, definition)) parameters.set(foldName(name), read(unit));
    const result = isOfParameter(definition.unit, definition) ? undefined : definition.unit;
    functions.set(definition, { parameters, ...(result && { result: read(result) }) });
  }

  for (const claim of model.claims) {
    for (const test of claim.tests)
      if (test.kind === "effect") checkDuration(test.after.unit, test.after.span);
  }
  return { time, variables, inputs, functions };

  /** `after 6 months`: a unit of time, which is converted to that of the model where the two differ. */
  function checkDuration(word: string, span: Span): void {
    const own = baseOf(word, span);
    const [modelTime] = Object.keys(time);
    if (own === modelTime || convertTime(1, own, modelTime!) !== undefined) return;
    const isTime = timeWords.some(({ name }) => name === own);
    report({
      code: "unit-not-time",
      severity: "error",
      message: isTime
        ? `Nothing says how many ‘${modelTime}’ make one ‘${own}’.`
        : `‘${word}’ is no unit of time, and what stands behind ‘after’ is a time.`,
      span,
      notes: [{ message: `Time in this model is counted in ‘${modelTime}’.`, span: model.time.span }],
    });
  }
}

/** Vensim measures what is in a macro in its parameters: ‘of whatever unit x is’, which only a call can tell. */
function isOfParameter(unit: UnitExpr | undefined, { parameters }: FunctionDefinition): boolean {
  const names = new Set(parameters.map(({ name }) => foldName(name)));
  return unit?.factors.some(({ name }) => names.has(foldName(name))) ?? false;
}

/** Whether numbers alone make up an expression: such a value takes the unit of what it defines. */
export function isPlainNumber(expr: Expr): boolean {
  switch (expr.kind) {
    case "number":
      return true;
    case "unary":
      return isPlainNumber(expr.operand);
    case "binary":
      return isPlainNumber(expr.left) && isPlainNumber(expr.right);
    case "call":
      return expr.args.length > 0 && expr.args.every(isPlainNumber);
    case "if":
      return [expr.condition, expr.yes, expr.no].every(isPlainNumber);
    case "name":
    case "at":
    case "base":
    case "percent":
    case "error":
      return false;
  }
}

function wordsOf({ name, aliases }: Model["units"][number]): readonly string[] {
  return [name, ...aliases];
}

function reportSecondMeanings({ units }: Model, report: Report): void {
  const builtIn = timeWords.flatMap(({ name, plural }) => [[name, name] as const, [plural, name] as const]);
  const meanings = new Map<string, { readonly unit: string; readonly span?: Span }>(
    builtIn.map(([word, unit]) => [word, { unit }]),
  );
  for (const declaration of units) {
    const own = meanings.get(foldName(declaration.name));
    // `unit year = yr` gives another word to a unit of time.
    const addsWords = own !== undefined && own.span === undefined && own.unit === foldName(declaration.name);
    for (const word of wordsOf(declaration)) {
      const before = meanings.get(foldName(word));
      if (addsWords && before?.unit === own.unit) continue;
      if (!before)
        meanings.set(foldName(word), {
          unit: addsWords ? own.unit : declaration.name,
          span: declaration.span,
        });
      else
        report({
          code: "unit-twice",
          severity: "error",
          message: before.span
            ? `‘${word}’ is already a word for the unit ‘${before.unit}’.`
            : `‘${word}’ is built in as a word for the unit of time ‘${before.unit}’.`,
          span: declaration.span,
          ...(before.span && {
            notes: [{ message: `‘${before.unit}’ is declared here.`, span: before.span }],
          }),
        });
    }
  }
}

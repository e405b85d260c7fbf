import { Bug } from "../../model/diagnostic.ts";
import { foldName } from "../../model/name.ts";
import type { Model } from "../../model/system.ts";
import type { Variable } from "../../model/variable.ts";
import { pathBeside } from "../../read/path.ts";
import { formatHence } from "../hence.ts";
import { unitsInEquations } from "../units.ts";
import { claimLines, historyLines, linkLines, loopLines, sourceLines } from "./argument.ts";
import { checkLines, type Surroundings, scenarioLines } from "./runs.ts";
import {
  dimensionLine,
  functionLines,
  mappingLine,
  sectorLines,
  systemLines,
  timeLines,
  unitLine,
} from "./system.ts";
import { variableLines } from "./variable.ts";

/** A system as text, and those that its modules and their modules are instances of, by their paths from here. */
export interface HenceTexts {
  readonly text: string;
  readonly systems: readonly { readonly path: string; readonly text: string }[];
}

/**
 * A model as text of Hence. Reading it again gives an equal model, the places in the text aside, and variables in the
 * order of their sectors.
 */
export function writeHence(model: Model): HenceTexts {
  const systems = new Map<string, string>();
  const collect = (outer: Model, from: string): void => {
    for (const { path, model: inner } of outer.systems) {
      const place = pathBeside(from, path);
      if (systems.has(place)) continue;
      systems.set(place, textOf(inner));
      collect(inner, place);
    }
  };
  collect(model, "");
  return { text: textOf(model), systems: [...systems].map(([path, text]) => ({ path, text })) };
}

/** The text of a model in parts, for a file of another format to carry. */
export interface Fragments {
  readonly time: string;
  readonly units: string;
  readonly dimensions: string;
  /** All other statements that are no variables. */
  readonly rest: string;
  readonly textOf: (variable: Variable) => string;
}

/** The statements of a model, one by one and not laid out. */
export function henceFragments(model: Model): Fragments {
  const words = surroundingsOf(model);
  const textOf = (statements: readonly Statement[]) =>
    statements.map(({ lines }) => lines.join("\n  ")).join("\n");
  const statements = statementsOf({ ...model, variables: [] }, words);
  const apart = ["time", "unit", "dim"];
  const of = (family: string) => textOf(statements.filter((statement) => statement.family === family));
  return {
    time: of("time"),
    units: of("unit"),
    dimensions: of("dim"),
    rest: textOf(statements.filter(({ family }) => !apart.includes(family))),
    textOf: (variable) => joinHead(variableLines(variable, words)).join("\n  "),
  };
}

/** Variables in the order in which a text has them: those of no sector, then those of each. */
export function orderBySector(model: Model): Model {
  const known = new Set(model.sectors.map(({ name }) => name));
  const sectorless = model.variables.filter(({ sector }) => sector === undefined || !known.has(sector));
  const inSectors = model.sectors.flatMap(({ name }) =>
    model.variables.filter(({ sector }) => sector === name),
  );
  return { ...model, variables: [...sectorless, ...inSectors] };
}

function textOf(model: Model): string {
  const text = paragraphs(statementsOf(model)).join("\n");
  const formatted = formatHence(text, model.name);
  const fault = formatted.diagnostics.find(({ severity }) => severity === "error");
  if (fault) {
    const at = fault.span?.from ?? 0;
    throw new Bug(`What was written cannot be read: ${fault.message} At: ${text.slice(at, at + 80)}`);
  }
  return formatted.text;
}

/** A statement: its lines, and whether it may stand right below another one of a single line. */
interface Statement {
  readonly lines: readonly string[];
  readonly family: string;
}

function statementsOf(model: Model, words = surroundingsOf(model)): readonly Statement[] {
  const one = (family: string) => (lines: readonly string[]) => ({ family, lines });
  const variables = (list: Model["variables"]) =>
    list.map((variable) => one("variable")(joinHead(variableLines(variable, words))));
  const ordered = orderBySector(model).variables;
  const known = new Set(model.sectors.map(({ name }) => name));
  return [
    one("system")(systemLines(model)),
    one("time")(timeLines(model.time, words)),
    ...model.units.map((unit) => one("unit")([unitLine(unit)])),
    ...model.dimensions.map((dimension) => one("dim")([dimensionLine(dimension)])),
    ...model.mappings.map((mapping) => one("map")([mappingLine(mapping)])),
    ...model.sources.map((source) => one("source")(sourceLines(source))),
    ...model.functions.map((definition) =>
      one("function")(functionLines(definition, withoutUnits(words, definition))),
    ),
    ...variables(ordered.filter(({ sector }) => sector === undefined || !known.has(sector))),
    ...model.sectors.flatMap((sector) => [
      one("sector")(sectorLines(sector)),
      ...variables(ordered.filter((variable) => variable.sector === sector.name)),
    ]),
    ...model.claims.map((claim) => one("claim")(claimLines(claim, words))),
    ...model.links.map((link) => one("link")(linkLines(link, words))),
    ...model.loops.map((loop) => one("loop")(loopLines(loop, words))),
    ...model.scenarios.map((scenario) => one("scenario")(scenarioLines(scenario, words))),
    ...model.checks.map((check) => one("check")(checkLines(check, words))),
    ...model.history.map((history) => one("history")(historyLines(history, words))),
  ];
}

function surroundingsOf(model: Model): Surroundings {
  const units = unitsInEquations(model);
  const series = model.variables.filter(({ kind }) => kind === "data").map(({ name }) => foldName(name));
  return { units, timeUnit: model.time.unit, series: new Set(series) };
}

/** In a function, its inputs and variables hide units of the same name. */
function withoutUnits(words: Surroundings, { parameters, body }: Model["functions"][number]): Surroundings {
  const units = new Set(words.units);
  for (const { name } of [...parameters, ...body]) units.delete(foldName(name));
  return { ...words, units };
}

/** A short equation stands on the line of its head. */
function joinHead([head = "", equation, ...others]: readonly string[]): readonly string[] {
  if (equation === undefined) return [head];
  const joined = `${head} ${equation}`;
  const isJoined = equation.startsWith("= ") && joined.length <= widestHead;
  return isJoined ? [joined, ...others] : [head, equation, ...others];
}

const widestHead = 90;

/** The lines of all statements, with blank lines between those of several lines and between different ones. */
function paragraphs(statements: readonly Statement[]): readonly string[] {
  const lines: string[] = [];
  for (const [i, statement] of statements.entries()) {
    const before = statements[i - 1];
    const isClose =
      before?.family === statement.family && before.lines.length === 1 && statement.lines.length === 1;
    if (before && !isClose) lines.push("");
    lines.push(...statement.lines);
  }
  return lines;
}

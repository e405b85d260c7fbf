import type { Report } from "../../model/diagnostic.ts";
import type { Layout } from "../../model/layout.ts";
import { foldName } from "../../model/name.ts";
import type { Model } from "../../model/system.ts";
import type { Variable } from "../../model/variable.ts";
import { Ground } from "../ground.ts";
import { orderBySector } from "../text/model.ts";
import { unitsInEquations } from "../units.ts";
import { commentText } from "./block.ts";
import { withoutDiscreteStocks } from "./discrete.ts";
import type { Surroundings } from "./expression.ts";
import { functionText, macroText } from "./macro.ts";
import { withoutModules } from "./modules.ts";
import { Ranges } from "./ranges.ts";
import { controlText, settingsText, stars } from "./settings.ts";
import { sketchText } from "./sketch.ts";
import { variableText } from "./variable.ts";

/** A model as a text of Vensim (.mdl). What Vensim has no words for is reported as an error, each at its place. */
export function writeVensim(written: Model, drawn: Layout | undefined, report: Report): string {
  const { model, layout } = withoutModules(withoutDiscreteStocks(written, report), drawn, report);
  const ground = new Ground(model);
  const units = unitsInEquations(model);
  const surroundings: Surroundings = {
    ground,
    ranges: new Ranges(model, ground),
    variables: new Map(model.variables.map((variable) => [foldName(variable.name), variable])),
    functions: new Set(model.functions.map(({ name }) => foldName(name))),
    units,
    called: readElsewhere(model),
    report,
    needed: new Set(),
    inMacro: false,
  };
  const macros = model.functions.map((definition) => macroText(definition, surroundings));
  const variables = variableTexts(model, surroundings);
  const control = controlText(model, surroundings);
  // Mappings may need parts of dimensions that the equations do not; they are found while ranges are written.
  const ranges = surroundings.ranges.blocks();
  tellLeftOut(written, report);
  return [
    "{UTF-8}\n",
    ...functionTexts(surroundings),
    ...macros,
    ...ranges,
    ...variables,
    control,
    sketchText(model, layout),
    settingsText(model),
  ].join("");
}

/** A variable that other programs made of one of Vensim's own, such as TIME STEP: it is one again. */
function isControl(variable: Variable, { time }: Model): boolean {
  const number = {
    initial_time: time.start,
    final_time: time.stop,
    time_step: time.step,
    saveper: time.saveEvery,
  };
  const own = Object.entries(number).find(([name]) => name === foldName(variable.name))?.[1];
  const [part] =
    variable.kind === "const" ? variable.value : variable.kind === "aux" ? variable.equation : [];
  if (own === undefined || !part) return false;
  if (part.value.kind === "number") return part.value.value === own;
  return (
    part.value.kind === "name" &&
    Object.hasOwn(number, foldName(part.value.name)) &&
    time.saveEvery === time.step
  );
}

/** The variables of each group below its name. */
function variableTexts(model: Model, surroundings: Surroundings): readonly string[] {
  let sector: string | undefined;
  return orderBySector(model).variables.map((variable) => {
    if (isControl(variable, model)) return "";
    const text = variableText(variable, surroundings);
    if (variable.sector === sector) return text;
    sector = variable.sector;
    const group = model.sectors.find(({ name }) => name === sector);
    if (!group) return text;
    const told = [group.title, group.description].filter((line) => line !== undefined).join(" - ");
    return `${stars}\n\t.${group.name}\n${stars}~\n\t\t${commentText(told)}\n\t|\n\n${text}`;
  });
}

/** Macros of functions that Vensim does not have; they may need others in turn. */
function functionTexts(surroundings: Surroundings): readonly string[] {
  const texts: string[] = [];
  // A set goes on with what is added while it is gone through.
  for (const row of surroundings.needed) {
    const text =
      row.kind === "macro" || row.kind === "pointwise" ? functionText(row, surroundings) : undefined;
    if (text !== undefined) texts.unshift(text);
    else
      surroundings.report({
        code: "not-in-vensim",
        severity: "error",
        message: `Vensim has no words for the function ‘${row.name}’.`,
      });
  }
  return texts;
}

/** Graphs of time that are read at other times, or go on beyond their points: they are lookups. */
function readElsewhere({ variables, functions }: Model): ReadonlySet<string> {
  const found = new Set<string>();
  const search = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if (Array.isArray(value)) {
      for (const item of value) search(item);
      return;
    }
    if ("kind" in value && value.kind === "call" && "name" in value) found.add(foldName(String(value.name)));
    for (const item of Object.values(value)) search(item);
  };
  search(variables);
  search(functions);
  for (const variable of variables)
    if (variable.kind === "graph" && variable.points.some(({ value }) => value.outside !== "hold"))
      found.add(foldName(variable.name));
  const isOfTime = (variable: Variable) =>
    variable.kind === "graph" && foldName(variable.input.name) === "time";
  return new Set(
    variables
      .filter(isOfTime)
      .map(({ name }) => foldName(name))
      .filter((name) => found.has(name)),
  );
}

/** What a file of Vensim has no place for and a run does not need. */
function tellLeftOut(model: Model, report: Report): void {
  const left = (["claims", "links", "loops", "scenarios", "checks", "history", "sources"] as const).filter(
    (list) => model[list].length > 0,
  );
  if (left.length === 0) return;
  const message = `Vensim has no place for the ${left.join(", ")} of this system: they are not in the file.`;
  report({ code: "left-out", severity: "warning", message });
}

import type { Report } from "../../model/diagnostic.ts";
import { foldName, nearestName } from "../../model/name.ts";
import type { Model } from "../../model/system.ts";
import type { Part, Points, Variable } from "../../model/variable.ts";
import { elementsOf, partFor } from "./axes.ts";
import { type DataColumn, seriesKey, takeNameApart } from "./series.ts";

/** Whether a variable is a data series that a run must bring: it has neither points nor a file. */
export function isGiven(variable: Variable): boolean {
  return variable.kind === "data" && variable.points.length === 0 && variable.files.length === 0;
}

/**
 * Gives the series that files bring to the data series of their names: one for all of it, or one for each element,
 * `name[element]`. An element that no file has is missing throughout. Of two files that bring the same the later one
 * counts. With `replaces` they also go to data series and graphs that have points, where they are for all elements. The keys
 * tell which series were used.
 */
export function attachGiven(
  model: Model,
  brought: readonly DataColumn[],
  replaces = false,
): { readonly model: Model; readonly used: ReadonlySet<string> } {
  const used = new Set<string>();
  const byName = new Map<string, Map<string, Brought>>();
  for (const column of brought) {
    const { name, labels } = takeNameApart(column.name);
    const all = byName.get(foldName(name)) ?? new Map<string, Brought>();
    all.set(seriesKey({ name, labels }), { labels, column });
    byName.set(foldName(name), all);
  }
  const elements = elementsOf(model.dimensions);
  const variables = model.variables.map((variable) => {
    if (variable.kind !== "data" && variable.kind !== "graph") return variable;
    const columns = isGiven(variable) || replaces ? byName.get(foldName(variable.name)) : undefined;
    if (!columns) return variable;
    const fitting = [...columns].filter(
      ([, { labels }]) => labels.length === variable.dimensions.length || labels.length === 0,
    );
    const isWhole = fitting.some(([, { labels }]) => labels.length === 0);
    const size = variable.dimensions.reduce((count, { name }) => count * (elements(name)?.length ?? 0), 1);
    if (fitting.length === 0 || !(isGiven(variable) || isWhole || fitting.length === size)) return variable;
    const points = fitting.map(([key, { labels, column }]): Part<Points> => {
      used.add(key);
      return partFor(labels, { pairs: column.pairs, outside: "hold", span: column.span }, column.span);
    });
    return { ...variable, points: isWhole ? points.slice(-1) : [...points, missing(variable)], files: [] };
  });
  return { model: { ...model, variables }, used };
}

interface Brought {
  readonly labels: readonly string[];
  readonly column: DataColumn;
}

/** What no file has is missing: no points at all. */
function missing({ nameSpan: span }: Variable): Part<Points> {
  return { subscripts: [], except: [], otherwise: true, value: { pairs: [], outside: "hold", span }, span };
}

/**
 * Tells which data series nobody brought; a model with such a series cannot be run. Those of modules, which a flattened
 * model has, are brought under their full names, `farm.rain`.
 */
export function tellUngiven(model: Model, brought: readonly DataColumn[], report: Report): void {
  const names = brought.map((column) => takeNameApart(column.name).name);
  const known = new Set(names.map(foldName));
  for (const variable of model.variables.filter(isGiven)) {
    if (known.has(foldName(variable.name))) continue;
    const near = nearestName(variable.name, names);
    const example = variable.dimensions.length === 0 ? variable.name : `${variable.name}[…]`;
    report({
      code: "not-given",
      severity: "error",
      message: `The data series ‘${variable.name}’ is given by the run, and no file brings it.`,
      span: variable.nameSpan,
      notes: [
        near === undefined
          ? { message: `Name a file behind the model that has a column or series ‘${example}’.` }
          : { message: `The files bring ‘${near}’: is that meant?` },
      ],
    });
  }
}

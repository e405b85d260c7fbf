import type { Report } from "../../model/diagnostic.ts";
import { foldName, nearestName } from "../../model/name.ts";
import type { Model } from "../../model/system.ts";
import type { DataSeries, Part, Points, Variable } from "../../model/variable.ts";
import { partFor } from "./axes.ts";
import { type DataColumn, seriesKey, takeNameApart } from "./series.ts";

/** Whether a variable is a data series that a run must bring: it has neither points nor a file. */
export function isGiven(variable: Variable): variable is DataSeries {
  return variable.kind === "data" && variable.points.length === 0 && variable.files.length === 0;
}

/**
 * Gives the series that files bring to the data series of their names: one for all of it, or one for each element,
 * `name[element]`. An element that no file has is missing throughout. The keys tell which series were used.
 */
export function attachGiven(
  model: Model,
  brought: readonly DataColumn[],
): { readonly model: Model; readonly used: ReadonlySet<string> } {
  const used = new Set<string>();
  const byName = new Map<string, { readonly labels: readonly string[]; readonly column: DataColumn }[]>();
  for (const column of brought) {
    const { name, labels } = takeNameApart(column.name);
    const key = foldName(name);
    byName.set(key, [...(byName.get(key) ?? []), { labels, column }]);
  }
  const variables = model.variables.map((variable) => {
    const columns = isGiven(variable) ? byName.get(foldName(variable.name)) : undefined;
    if (!columns || variable.kind !== "data") return variable;
    const fitting = columns.filter(
      ({ labels }) => labels.length === variable.dimensions.length || labels.length === 0,
    );
    const points = fitting.map(({ labels, column }): Part<Points> => {
      used.add(seriesKey({ name: variable.name, labels }));
      return partFor(labels, { pairs: column.pairs, outside: "hold", span: column.span }, column.span);
    });
    if (points.length === 0) return variable;
    const isWhole = fitting.some(({ labels }) => labels.length === 0);
    return { ...variable, points: isWhole ? points.slice(-1) : [...points, missing(variable)] };
  });
  return { model: { ...model, variables }, used };
}

/** What no file has is missing: no points at all. */
function missing({ nameSpan: span }: Variable): Part<Points> {
  return { subscripts: [], except: [], otherwise: true, value: { pairs: [], outside: "hold", span }, span };
}

/** Tells which data series nobody brought; a model with such a series cannot be run. */
export function tellUngiven(model: Model, brought: readonly DataColumn[], report: Report): void {
  const names = brought.map((column) => takeNameApart(column.name).name);
  for (const variable of model.variables.filter(isGiven)) {
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

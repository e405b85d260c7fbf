import { foldName, nearestName } from "../../model/name.ts";
import type { FileSource, Part, Points, VariableHead } from "../../model/variable.ts";
import { axesOf, type Elements, elementsIn, partFor } from "./axes.ts";
import type { PartTools } from "./constants.ts";
import type { Naming } from "./library.ts";
import { type DataColumn, seriesKey, takeNameApart } from "./series.ts";

export type ColumnSource = Extract<FileSource, { readonly kind: "column" }>;

/** The points of a part in the series of a file: one of its name, or one for each element, `name[element]`. */
export function pointsFromColumns(
  variable: VariableHead,
  part: Part<FileSource>,
  source: ColumnSource,
  naming: Naming,
  tools: PartTools,
): readonly Part<Points>[] {
  const series = tools.library.seriesIn(naming);
  const axes = axesOf(variable.dimensions, part, tools.elements);
  if (!series || !axes) return [];
  const byKey = new Map(series.map((one) => [seriesKey(takeNameApart(one.name)), one]));
  const { name, labels } = takeNameApart(source.column ?? variable.name);
  const wholeIsThere = byKey.has(seriesKey({ name, labels }));
  const elements = elementsIn(axes, part.except, variable.dimensions, tools.elements);
  // A column that is there by the very name is that series, also for every element of an array.
  const keys = wholeIsThere
    ? elements.map(() => seriesKey({ name, labels }))
    : labels.length === 0
      ? elements.map((element) => seriesKey({ name, labels: element.labels }))
      : keysOf(name, labels, tools.elements);
  const found = elements.map((_, i) => byKey.get(keys[i] ?? ""));
  const lost = found.findIndex((one) => one === undefined || one.pairs.length === 0);
  if (
    lost >= 0 &&
    (found.every((one) => one === undefined) || keys.length !== elements.length || found[lost])
  ) {
    tellMissing(source.column ?? variable.name, naming, series, tools);
    return [];
  }
  if (lost >= 0) tellMissing(`${name}[${elements[lost]!.labels.join(",")}]`, naming, series, tools);
  return elements.flatMap(({ labels: own }, i) => {
    const one = found[i];
    if (!one) return [];
    const pairs = moved(one.pairs, source.times);
    return [partFor<Points>(own, { pairs, outside: "hold", span: one.span }, one.span)];
  });
}

/** `pop[region]` names one series for each element of the dimension, as the model has it. */
function keysOf(name: string, labels: readonly string[], elements: Elements): readonly string[] {
  let all: readonly (readonly string[])[] = [[]];
  for (const label of labels)
    all = all.flatMap((before) => (elements(label) ?? [label]).map((each) => [...before, each]));
  return all.map((each) => seriesKey({ name, labels: each }));
}

function moved(pairs: Points["pairs"], times: ColumnSource["times"]): Points["pairs"] {
  if (!times || !(times.slope > 0)) return pairs;
  return pairs.map(([time, value]) => [times.start + times.slope * time, value]);
}

function tellMissing(
  column: string,
  naming: Naming,
  series: readonly DataColumn[],
  { report }: PartTools,
): void {
  const near = nearestName(
    foldName(column),
    series.map(({ name }) => name),
  );
  report({
    code: "missing-column",
    severity: "error",
    message: `‘${naming.path}’ has no column ‘${column}’ with numbers in it.`,
    span: naming.span,
    ...(near === undefined
      ? {}
      : { notes: [{ message: `It has a column ‘${near}’: add column "${near}".` }] }),
  });
}

/** The value of points at a time: the one before it, or the first. */
export function valueAt({ pairs }: Points, time: number | undefined): number | undefined {
  if (time === undefined) return pairs[0]?.[1];
  return (pairs.findLast(([at]) => at <= time) ?? pairs[0])?.[1];
}

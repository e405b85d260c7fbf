import type { Report } from "../../model/diagnostic.ts";
import type { Model } from "../../model/system.ts";
import type {
  Constant,
  DataSeries,
  FileSource,
  Graph,
  Part,
  Points,
  Variable,
} from "../../model/variable.ts";
import { elementsOf } from "./axes.ts";
import { pointsFromColumns, valueAt } from "./columns.ts";
import { constantsFromCells, numberExpr, type PartTools } from "./constants.ts";
import { attachElements } from "./elements.ts";
import type { DataLibrary, Naming } from "./library.ts";
import { pointsFromCells } from "./points.ts";

/**
 * Reads the numbers that a model keeps in files, and the elements of its dimensions, so that they stand in the model like
 * any other. What cannot be read is told, and left out.
 */
export function attachData(model: Model, library: DataLibrary, report: Report): Model {
  const dimensions = model.dimensions.map((dimension) => attachElements(dimension, library, report));
  const tools: PartTools = { library, elements: elementsOf(dimensions), report };
  return {
    ...model,
    dimensions,
    variables: model.variables.map((variable) => attachVariable(variable, tools)),
    functions: model.functions.map((one) => ({
      ...one,
      body: one.body.map((variable) => attachVariable(variable, tools)),
    })),
    systems: model.systems.map((one) => ({ ...one, model: attachData(one.model, library, report) })),
  };
}

function attachVariable(variable: Variable, tools: PartTools): Variable {
  switch (variable.kind) {
    case "const":
      return variable.files && variable.files.length > 0 ? attachConstant(variable, tools) : variable;
    case "graph":
      return variable.files && variable.files.length > 0 ? attachGraph(variable, tools) : variable;
    case "data":
      return variable.files.length > 0 ? attachSeries(variable, tools) : variable;
    default:
      return variable;
  }
}

function attachConstant(variable: Constant, tools: PartTools): Variable {
  const { files = [], ...plain } = variable;
  const read = files.flatMap((part) => {
    const naming = namingOf(variable, part.value);
    if (part.value.kind === "cells") return constantsFromCells(variable, part, part.value, naming, tools);
    const { at, path } = part.value;
    // Vensim's way to say that the number itself is meant.
    if (path === "" && at !== undefined) return [{ ...part, value: at }];
    return pointsFromColumns(variable, part, part.value, naming, tools).flatMap((one) => {
      const value = valueAt(one.value, at);
      return value === undefined ? [] : [{ ...one, value }];
    });
  });
  const parts = read.map((one): Part => ({ ...one, value: numberExpr(one.value, one.span) }));
  return isUnread(files, read) ? variable : { ...plain, value: [...variable.value, ...parts] };
}

function attachGraph(variable: Graph, tools: PartTools): Variable {
  const { files = [], ...plain } = variable;
  const read = files.flatMap((part) => pointsOf(variable, part, tools));
  return isUnread(files, read) ? variable : { ...plain, points: [...variable.points, ...read] };
}

function attachSeries(variable: DataSeries, tools: PartTools): Variable {
  const read = variable.files.flatMap((part) => pointsOf(variable, part, tools));
  return isUnread(variable.files, read)
    ? variable
    : { ...variable, points: [...variable.points, ...read], files: [] };
}

/** Where nothing could be read that has been told, and a model with files left has no numbers to run with. */
function isUnread(files: readonly unknown[], read: readonly unknown[]): boolean {
  return files.length > 0 && read.length === 0;
}

function pointsOf(
  variable: Graph | DataSeries,
  part: Part<FileSource>,
  tools: PartTools,
): readonly Part<Points>[] {
  const naming = namingOf(variable, part.value);
  return part.value.kind === "cells"
    ? pointsFromCells(variable, part, part.value, naming, tools)
    : pointsFromColumns(variable, part, part.value, naming, tools);
}

const words = { const: "The number", graph: "The curve", data: "The data" };

function namingOf({ kind, name }: Constant | Graph | DataSeries, { path, span }: FileSource): Naming {
  return { path, span, what: `${words[kind]} of ‘${name}’` };
}

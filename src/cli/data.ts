import type { Report } from "../model/diagnostic.ts";
import { foldName, nearestName } from "../model/name.ts";
import type { Model } from "../model/system.ts";
import type { DataSeries, FileSource, Part, PartSubscript, Points } from "../model/variable.ts";
import { type DataColumn, readCsv } from "../read/csv.ts";
import type { Loaded } from "../read/hence.ts";
import { pathBeside } from "../read/path.ts";
import type { Program, Table } from "../run/program.ts";
import { findKey } from "./columns.ts";
import { WrongUsage } from "./exit.ts";

/** Reads the data series that a model keeps in files, so that they have their points like any other. */
export function attachData(
  model: Model,
  load: (path: string) => Loaded,
  sources: Map<string, string>,
  report: Report,
): Model {
  const columnsOf = (
    path: string,
    series: DataSeries,
    file: FileSource,
  ): readonly DataColumn[] | undefined => {
    const loaded = load(path);
    if ("missing" in loaded) {
      const message = `The data of ‘${series.name}’ in ‘${path}’ cannot be read: ${loaded.missing}.`;
      report({ code: "missing-file", severity: "error", message, span: file.span });
      return undefined;
    }
    for (const diagnostic of loaded.diagnostics ?? []) report(diagnostic);
    sources.set(path, loaded.text);
    return readCsv(loaded.text, path, report);
  };
  const variables = model.variables.map((variable) => {
    const file = variable.kind === "data" ? variable.files[0]?.value : undefined;
    if (variable.kind !== "data" || file?.kind !== "column") return variable;
    const path = pathBeside(file.span.source, file.path);
    const columns = columnsOf(path, variable, file);
    return columns
      ? { ...variable, points: partsOf(variable, file, path, columns, report), files: [] }
      : variable;
  });
  return { ...model, variables };
}

/** The columns of one series: that of its name, or one for each element, headed `name[element]`. */
function partsOf(
  series: DataSeries,
  file: Extract<FileSource, { readonly kind: "column" }>,
  path: string,
  columns: readonly DataColumn[],
  report: Report,
): readonly Part<Points>[] {
  const wanted = foldName(file.column ?? series.name);
  const parts = columns.flatMap(({ name, pairs, span }) => {
    const [, plain = name, inside] = /^([^[]*)\[(.*)\]$/s.exec(name) ?? [];
    if (foldName(plain.trim()) !== wanted || pairs.length === 0) return [];
    const subscripts: PartSubscript[] =
      inside === undefined
        ? []
        : inside.split(",").map((label) => ({ kind: "name", name: label.trim(), span }));
    const value: Points = { pairs, outside: "hold", span };
    return [{ subscripts, except: [], otherwise: false, value, span }];
  });
  if (parts.length === 0) {
    const near = nearestName(
      wanted,
      columns.map(({ name }) => name),
    );
    report({
      code: "missing-column",
      severity: "error",
      message: `‘${path}’ has no column ‘${file.column ?? series.name}’ with numbers in it.`,
      span: file.span,
      ...(near === undefined
        ? {}
        : { notes: [{ message: `It has a column ‘${near}’: add column "${near}".` }] }),
    });
  }
  return parts;
}

/** What the data files behind a model give other values to, by the key of `Inputs`. */
export function readTables(
  program: Program,
  paths: readonly string[],
  load: (path: string) => Loaded,
  sources: Map<string, string>,
  report: Report,
): ReadonlyMap<string, Table> {
  const tables = new Map<string, Table>();
  for (const path of paths) {
    const loaded = load(path);
    if ("missing" in loaded) throw new WrongUsage(`‘${path}’ cannot be read: ${loaded.missing}.`);
    for (const diagnostic of loaded.diagnostics ?? []) report(diagnostic);
    sources.set(path, loaded.text);
    for (const { name, pairs, span } of readCsv(loaded.text, path, report)) {
      const key = keyOf(program, name);
      if (key === undefined) {
        const series = [...program.tableSlots.values()].map(({ variable }) => variable);
        const near = nearestName(name, series);
        const message = `‘${program.name}’ has no data series or graph ‘${name}’; the column is not used.`;
        const notes = near === undefined ? [] : [{ message: `Is ‘${near}’ meant?` }];
        report({ code: "unused-column", severity: "warning", message, span, notes });
      } else if (pairs.length > 0) {
        tables.set(key, { pairs, outside: "hold" });
      }
    }
  }
  return tables;
}

function keyOf(program: Program, column: string): string | undefined {
  const plain = foldName(column.replace(/\[.*\]$/s, "").trim());
  return program.tableSlots.has(plain) ? findKey(program, column).key : undefined;
}

import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import type { Report } from "../model/diagnostic.ts";
import { foldName, nearestName } from "../model/name.ts";
import type { DataAccess } from "../read/data/library.ts";
import { type DataColumn, seriesKey, takeNameApart } from "../read/data/series.ts";
import type { Program, Table } from "../run/program.ts";
import { findKey } from "./columns.ts";
import type { Request } from "./command.ts";
import { WrongUsage } from "./exit.ts";
import { explainFileProblem } from "./files.ts";
import { inflate } from "./inflate.ts";
import { fileOfTag } from "./tagsettings.ts";

/** What the user says about files of data. */
export interface DataOptions {
  /** Files that bring series to the data of the model. */
  readonly brought: readonly string[];
  /** Whether they replace the points of any series in the model; otherwise those of given ones only, and of a run the rest. */
  readonly replaces?: boolean;
  /** Changes files of Vensim, which make a scenario. */
  readonly changes: readonly string[];
  /** Folders besides that of the system whose files its data may stand in. */
  readonly allowed: readonly string[];
  /** The files that tags stand for. */
  readonly tags: ReadonlyMap<string, string>;
}

/** The options by which a command knows about files of data. */
export const dataOptions = [
  {
    name: "allow",
    value: "DIR",
    repeated: true,
    summary: "Data of the system may also stand in files in this folder.",
  },
  {
    name: "tag",
    value: "NAME=FILE",
    repeated: true,
    summary: "Which file a tag stands for that a Vensim model names as '?NAME'.",
  },
] as const;

export function readDataOptions(request: Request, files: readonly string[]): DataOptions {
  const isChanges = (file: string) => file.toLowerCase().endsWith(".cin");
  const changes = [...(request.options.get("changes") ?? []), ...files.filter(isChanges)];
  const brought = files.filter((file) => !isChanges(file));
  const written = request.options.get("tag") ?? [];
  const tags = written.map((setting) => {
    const at = setting.indexOf("=");
    if (at < 1) throw new WrongUsage(`‘--tag ${setting}’ says nothing: it reads --tag name=file.`);
    return [foldName(setting.slice(0, at).replace(/^\?/, "")), setting.slice(at + 1)] as const;
  });
  return { brought, changes, allowed: request.options.get("allow") ?? [], tags: new Map(tags) };
}

/** A file of data may have this many bytes. */
const mostBytes = 128 * 1024 * 1024;

/** Reads files of data from the disk, for a system with the given entry file. */
export function createAccess(entry: string, { allowed, tags, brought }: DataOptions): DataAccess {
  const folders = [dirname(entry), ...allowed].map(realFolder);
  const isInside = (path: string) => folders.some((folder) => isBelow(folder, path));
  const known = new Set(brought);
  return {
    inflate,
    tag: (name) => tags.get(name) ?? tagBeside(entry, name),
    allows: (path) => isInside(resolve(path)) || isInside(realOr(path)),
    load: (path) => {
      try {
        const found = realpathSync(findFile(path));
        const { size, isPlain } = describe(found);
        if (size > mostBytes) return { missing: `it is larger than ${mostBytes / 1024 / 1024} MB` };
        // A pipe that the user names may be read; one that a model names might never end.
        if (!known.has(path) && !isPlain) return { missing: "it is no ordinary file" };
        if (!known.has(path) && !isInside(found))
          return { missing: "it is a link to a file outside of the folder of the system" };
        return { bytes: readFileSync(found) };
      } catch (problem) {
        return { missing: explainFileProblem(problem) };
      }
    },
  };
}

function describe(path: string): { readonly size: number; readonly isPlain: boolean } {
  const found = statSync(path);
  return { size: found.size, isPlain: found.isFile() || found.isDirectory() };
}

function realFolder(path: string): string {
  return realOr(path === "" ? "." : path);
}

function realOr(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path); // It does not exist; reading it says so.
  }
}

function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && resolve(folder, way) === path;
}

/** A file as it is named, or the only one of that name in other letter case: models come from Windows. */
function findFile(path: string): string {
  if (statSync(path, { throwIfNoEntry: false })) return path;
  const folder = dirname(path);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return path;
  const wanted = basename(path).toLowerCase();
  const same = readdirSync(folder).filter((name) => name.toLowerCase() === wanted);
  return same.length === 1 ? join(folder, same[0]!) : path;
}

/** What the settings of another tool beside a model, `NAME_spec.json`, say that a tag stands for. */
function tagBeside(entry: string, name: string): string | undefined {
  const path = entry.replace(/\.[^./\\]*$/, "_spec.json");
  try {
    return fileOfTag(readFileSync(path, "utf8"), name);
  } catch {
    return undefined; // There are no such settings.
  }
}

/** What the series that files bring give other values to, by the key of `Inputs`; `used` have been given already. */
export function tablesOf(
  program: Program,
  brought: readonly DataColumn[],
  used: ReadonlySet<string>,
  report: Report,
): ReadonlyMap<string, Table> {
  const tables = new Map<string, Table>();
  const strangers = new Map<string, DataColumn[]>();
  for (const column of brought) {
    const name = takeNameApart(column.name);
    if (used.has(seriesKey(name))) continue;
    if (!program.tableSlots.has(foldName(name.name))) {
      const { source } = column.span;
      strangers.set(source, [...(strangers.get(source) ?? []), column]);
      continue;
    }
    const written = name.labels.length === 0 ? name.name : `${name.name}[${name.labels.join(",")}]`;
    const { key } = findKey(program, written);
    if (column.pairs.length > 0) tables.set(key, { pairs: column.pairs, outside: "hold" });
  }
  for (const columns of strangers.values()) tellStrangers(program, columns, report);
  return tables;
}

/** A file may well have series of other models, so that one remark is enough for all of them. */
function tellStrangers(program: Program, columns: readonly DataColumn[], report: Report): void {
  const series = [...program.tableSlots.values()].map(({ variable }) => variable);
  const shown = columns.slice(0, 3).map(({ name }) => `‘${name}’`);
  const more = columns.length > shown.length ? ` and ${columns.length - shown.length} more` : "";
  const near = columns.map(({ name }) => nearestName(takeNameApart(name).name, series)).find(Boolean);
  report({
    code: "unused-column",
    severity: "warning",
    message: `‘${program.name}’ has no data series or graph ${shown.join(", ")}${more}; ${columns.length === 1 ? "the column is" : "these columns are"} not used.`,
    span: columns[0]!.span,
    notes: near === undefined ? [] : [{ message: `Is ‘${near}’ meant?` }],
  });
}

import { readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { checkModel, stopsRuns } from "../check/check.ts";
import type { Facts } from "../check/facts.ts";
import type { Diagnostic, Report } from "../model/diagnostic.ts";
import type { Layout } from "../model/layout.ts";
import { foldName } from "../model/name.ts";
import type { Model } from "../model/system.ts";
import { attachGiven, tellUngiven } from "../read/data/given.ts";
import type { DataLibrary } from "../read/data/library.ts";
import type { DataColumn } from "../read/data/series.ts";
import { decodeText } from "../read/decode.ts";
import type { Loaded } from "../read/hence.ts";
import { ClosedFormat, type OpenedTexts, type Opening, openTexts } from "../read/open.ts";
import { readChanges } from "../read/vensim/changes.ts";
import { drawDiagnostic, Texts } from "../view/diagnostic.ts";
import { formatCount } from "../view/number.ts";
import { createAccess, type DataOptions } from "./data.ts";
import { exit, WrongUsage } from "./exit.ts";
import { explainFileProblem } from "./files.ts";
import type { Terminal } from "./terminal.ts";

/** A system as the terminal holds it: read, and what there is to say about it. */
export interface Opened {
  /** The path of its entry file. */
  readonly entry: string;
  /** The system as it stands in its files. */
  readonly written: Model;
  /** The system, its data files included. */
  readonly model: Model;
  /** The scenario that the changes files behind the model make. */
  readonly changes?: string;
  /** Reads where things lie on its diagrams, if its own format says so. */
  readonly readLayout?: () => Layout;
  /** The series that were brought to its data, and the keys of those that are in the model now. */
  readonly brought: readonly DataColumn[];
  readonly used: ReadonlySet<string>;
  /** The texts of its files, by the name that spans give them. */
  readonly sources: Map<string, string>;
  /** What has been reported so far; later passes add to it. */
  readonly diagnostics: Diagnostic[];
  readonly texts: Texts;
  readonly report: Report;
}

/** Reads a system from a file, or from a folder by the file of its own name; without its data where that is not needed. */
export function openSystem(
  path: string,
  data: DataOptions | "without data" = noData,
  load: Load = loadText,
): Opened {
  const options = data === "without data" ? noData : data;
  const entry = findEntry(path);
  const diagnostics: Diagnostic[] = [];
  const report: Report = (diagnostic) => {
    diagnostics.push(diagnostic);
  };
  const { reading, library, ...read } = readTexts(
    entry,
    { load, access: createAccess(entry, options), isBare: data === "without data" },
    report,
  );
  const brought = options.brought.flatMap((file) => bringSeries(library, file));
  const { model, used } = attachGiven(read.model, brought, options.replaces ?? false);
  const sources = new Map([...reading.sources, ...library.texts]);
  const changed = addChanges(model, { paths: options.changes, load, sources }, report);
  const texts = new Texts(sources);
  const written = reading.model;
  const { readLayout } = reading;
  const opened = { entry, written, ...changed, brought, used, sources, diagnostics, texts, report };
  return readLayout ? { ...opened, readLayout } : opened;
}

function readTexts(entry: string, opening: Opening, report: Report): OpenedTexts {
  try {
    return openTexts(entry, opening, report);
  } catch (problem) {
    if (problem instanceof ClosedFormat) throw new WrongUsage(problem.message, problem.hint);
    throw problem;
  }
}

interface ChangesFiles {
  readonly paths: readonly string[];
  readonly load: Load;
  /** Takes their texts. */
  readonly sources: Map<string, string>;
}

/** Adds a scenario for each changes file, one on top of the other. */
function addChanges(
  model: Model,
  { paths, load, sources }: ChangesFiles,
  report: Report,
): { readonly model: Model; readonly changes?: string } {
  let changed = model;
  let last: string | undefined;
  for (const path of paths) {
    const loaded = load(path);
    if ("missing" in loaded) throw new WrongUsage(`‘${path}’ cannot be read: ${loaded.missing}.`);
    sources.set(path, loaded.text);
    const name = freeName(basename(path).replace(/\.[^.]*$/, ""), changed);
    const read = readChanges(path, loaded.text, name, changed, report);
    const scenario = last === undefined ? read : { ...read, on: { name: last, span: read.span } };
    changed = { ...changed, scenarios: [...changed.scenarios, scenario] };
    last = name;
  }
  return last === undefined ? { model: changed } : { model: changed, changes: last };
}

function freeName(wanted: string, { scenarios }: Pick<Model, "scenarios">): string {
  const taken = new Set(["base", ...scenarios.map(({ name }) => foldName(name))]);
  return taken.has(foldName(wanted)) ? freeName(`${wanted} changes`, { scenarios }) : wanted;
}

const noData: DataOptions = { brought: [], changes: [], allowed: [], tags: new Map() };

/** The series of a file that the user names. */
function bringSeries(library: DataLibrary, path: string): readonly DataColumn[] {
  return library.seriesAt(path, { what: "What you bring" }) ?? [];
}

/** Reads a system and checks it. What could not be read wholly cannot be run. */
export function openChecked(
  path: string,
  options?: DataOptions,
  load?: Load,
): Opened & { readonly facts: Facts } {
  const opened = openSystem(path, options, load);
  const isWhole = !hasErrors(opened.diagnostics);
  const facts = checkModel(opened.model, opened.report);
  return { ...opened, facts: { ...facts, runnable: facts.runnable && isWhole } };
}

/** Reads a system that is to be run: all of its data must be there. */
export function openRunnable(
  path: string,
  options?: DataOptions,
  load?: Load,
): Opened & { readonly facts: Facts } {
  const opened = openChecked(path, options, load);
  const faults: Diagnostic[] = [];
  tellUngiven(opened.facts.model, opened.brought, (fault) => faults.push(fault));
  opened.diagnostics.push(...faults);
  const { facts } = opened;
  return { ...opened, facts: { ...facts, runnable: facts.runnable && faults.length === 0 } };
}

/** Finds the text of a file by its path. */
export type Load = (path: string) => Loaded;

/** The text of a file, or why there is none. */
export function loadText(path: string): Loaded {
  try {
    return decodeText(readFileSync(path), path);
  } catch (problem) {
    return { missing: explainFileProblem(problem) };
  }
}

function findEntry(path: string): string {
  const inside = join(path, `${basename(join(path))}.hence`);
  try {
    if (!statSync(path).isDirectory()) return path;
    return statSync(inside).isFile() ? inside : path;
  } catch (problem) {
    const words = explainFileProblem(problem);
    if (isFolder(path))
      throw new WrongUsage(
        `The folder ‘${path}’ has no file ‘${basename(inside)}’.`,
        "A folder is opened by the file of its own name; any other file can be named itself.",
      );
    throw new WrongUsage(`‘${path}’ cannot be read: ${words}.`, "A first system: hence new mine.hence");
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Of very many diagnostics only the first are shown to people. */
export const mostShown = 100;

/** Prints diagnostics, in the order of the texts. */
export function complain(
  opened: Pick<Opened, "sources" | "texts">,
  diagnostics: readonly Diagnostic[],
  terminal: Pick<Terminal, "width" | "complaintPaint" | "complain">,
): void {
  const ordered = inOrder(opened, diagnostics);
  for (const diagnostic of ordered.slice(0, mostShown))
    terminal.complain(
      drawDiagnostic(diagnostic, opened.texts, terminal.complaintPaint, terminal.width).join("\n"),
    );
  if (ordered.length > mostShown) terminal.complain(`… and ${ordered.length - mostShown} more.`);
}

/** Says why a system cannot be run. */
export function refuseToRun(opened: Opened, terminal: Terminal): number {
  const errors = opened.diagnostics.filter(stopsRuns);
  complain(opened, errors, terminal);
  terminal.complain(`‘${opened.model.name}’ has ${formatCount(errors.length, "error")} and was not run.`);
  return exit.faults;
}

/** Diagnostics in the order of the files and of the places in them. */
export function inOrder(
  opened: { readonly sources: ReadonlyMap<string, string> },
  diagnostics: readonly Diagnostic[],
): Diagnostic[] {
  const files = [...opened.sources.keys()];
  const place = ({ span }: Diagnostic) => (span ? files.indexOf(span.source) : files.length);
  return diagnostics.toSorted((a, b) => place(a) - place(b) || (a.span?.from ?? 0) - (b.span?.from ?? 0));
}

/** `2 errors and 1 warning`, or nothing where there is nothing to say. */
export function countDiagnostics(diagnostics: readonly Diagnostic[]): string | undefined {
  const counts = (["error", "warning", "note"] as const)
    .map((severity) => ({ severity, count: diagnostics.filter((one) => one.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => formatCount(count, severity));
  if (counts.length === 0) return undefined;
  return counts.length === 1 ? counts[0] : `${counts.slice(0, -1).join(", ")} and ${counts.at(-1)}`;
}

/** Whether anything is wrong, not only doubtful. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}

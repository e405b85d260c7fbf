import type { Diagnostic, Report } from "../model/diagnostic.ts";
import type { Layout } from "../model/layout.ts";
import { foldName } from "../model/name.ts";
import type { Span } from "../model/span.ts";
import type { Model, TimeStatement } from "../model/system.ts";
import { timeFaults } from "../model/time.ts";
import { Cursor, type Mark, type Name } from "./cursor.ts";
import { type Draft, joinDrafts } from "./draft.ts";
import { collectFaults, type Faults } from "./faults.ts";
import { pathBeside } from "./path.ts";
import { readStatements } from "./statement.ts";
import type { Token } from "./token.ts";

/** What was found under a path: a text, with what there is to say of its encoding, or why there is none. */
export type Loaded =
  | { readonly text: string; readonly diagnostics?: readonly Diagnostic[] }
  | { readonly missing: string };

/** One file as read: its tokens, where its statements and clauses begin, and what they say. */
export interface SourceSyntax {
  readonly source: string;
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly marks: readonly Mark[];
  readonly drafts: readonly Draft[];
  /** Whether there was nothing to say against it. */
  readonly isSound: boolean;
}

/** A system, and the texts that it was read from. */
export interface Reading {
  readonly model: Model;
  /** In the order in which their reading ended; the entry is the last. */
  readonly syntax: readonly SourceSyntax[];
  /** The texts by source name, to print lines and columns with. */
  readonly sources: ReadonlyMap<string, string>;
  /** Reads where things lie on diagrams, if the format says so; a run has no use for it. */
  readonly readLayout?: () => Layout;
}

/**
 * Reads a system from its entry file and all files that it uses. Whatever the text, there is a model: what could not be
 * read is left out, and reported. Of a previous reading, such as before an edit, the texts that are the same are not
 * read again.
 */
export function readHence(
  entry: string,
  load: (path: string) => Loaded,
  report: Report,
  previous?: Reading,
): Reading {
  const known = new Map(previous?.syntax.map((file) => [file.source, file]));
  const syntax: SourceSyntax[] = [];
  const sources = new Map<string, string>();
  /** Systems by the paths of their entries, as far as they have been read. */
  const systems = new Map<string, Model>();
  const files = new Map<string, FileReading>();

  /** A file, once, whatever number of systems it belongs to; only the first of them hears of its faults. */
  const readFile = (path: string, used: Span | undefined): FileReading => {
    const before = files.get(path);
    if (before) return { ...before, isFirst: false };
    const loaded = load(path);
    if ("missing" in loaded) {
      const message = `The file ‘${path}’ cannot be read: ${loaded.missing}.`;
      report({ code: "missing-file", severity: "error", message, ...(used && { span: used }) });
      return { isFirst: true, isWhole: false };
    }
    for (const diagnostic of loaded.diagnostics ?? []) report(diagnostic);
    sources.set(path, loaded.text);
    const faults = collectFaults();
    const same = known.get(path);
    const file = same?.isSound && same.text === loaded.text ? same : readSource(path, loaded.text, faults);
    const isWhole = !loaded.diagnostics?.some(({ severity }) => severity === "error");
    files.set(path, { file, isFirst: false, isWhole });
    return { file, faults, isFirst: true, isWhole };
  };

  /** One system: its entry and what that uses; `around` are the entries of the systems that it is a module in. */
  const readSystem = (path: string, around: readonly string[], named: Span | undefined): Model => {
    const drafts: Draft[] = [];
    const firsts = new Map<"system" | "time", Span>();
    /** Files begun and not ended: those that lead from the entry to the present one. */
    const open: string[] = [];
    const begun = new Set<string>();

    const use = (from: string, { name, span }: Name, reportUse: Report) => {
      const path = pathBeside(from, name);
      const circle = [...open.slice(open.indexOf(path)), path].map((file) => `‘${file}’`).join(" uses ");
      const fault = (message: string) => reportUse({ code: "use-circle", severity: "error", message, span });
      if (open.length >= mostOpen) fault(`Files use files that use files, more than ${mostOpen} deep.`);
      else if (open.includes(path)) fault(`These files use each other: ${circle}.`);
      else if (!begun.has(path)) readInto(path, span);
    };
    const readInto = (path: string, used: Span | undefined): boolean => {
      const { file, faults = collectFaults(), isFirst, isWhole } = readFile(path, used);
      begun.add(path);
      if (!file) return false;
      open.push(path);
      for (const draft of file.drafts) {
        drafts.push(draft);
        tellSecond(firsts, "system", draft.systems, faults.report);
        tellSecond(firsts, "time", draft.times, faults.report);
        if (draft.use) use(path, draft.use, faults.report);
      }
      for (const fault of faults.told()) report(fault);
      open.pop();
      if (isFirst) syntax.push(file);
      return isWhole;
    };
    const isWhole = readInto(path, named);
    const model = completeModel(joinDrafts(drafts), path, isWhole, report);
    return withSystems(model, (written, span) => {
      const inner = pathBeside(span.source, written);
      const circle = [...around, path];
      if (circle.includes(inner)) {
        const names = [...circle.slice(circle.indexOf(inner)), inner].map((file) => `‘${file}’`);
        const message = `These systems are modules of each other: ${names.join(" has a module from ")}.`;
        report({ code: "module-circle", severity: "error", message, span });
        return undefined;
      }
      if (circle.length > mostOpen) {
        const message = `Modules stand in modules that stand in modules, more than ${mostOpen} deep.`;
        report({ code: "module-circle", severity: "error", message, span });
        return undefined;
      }
      const before = systems.get(inner);
      if (before || files.get(inner)?.isWhole === false) return before;
      const read = readSystem(inner, circle, span);
      if (!sources.has(inner)) return undefined;
      systems.set(inner, read);
      return read;
    });
  };

  return { model: readSystem(pathBeside("", entry), [], undefined), syntax, sources };
}

/** What is known of a file that some system uses. */
interface FileReading {
  readonly file?: SourceSyntax;
  readonly faults?: Faults;
  /** Whether this is the first time that it is asked for. */
  readonly isFirst: boolean;
  readonly isWhole: boolean;
}

/** Adds the systems that its modules are instances of, each by the path that the modules give. */
function withSystems(model: Model, find: (path: string, span: Span) => Model | undefined): Model {
  const systems = new Map<string, Model>();
  const variables = model.variables.map((variable) => {
    if (variable.kind !== "module") return variable;
    const { path, span } = variable.system;
    const found = find(path, span);
    if (!found) return variable;
    // Two files in different folders may mean different systems by the same words.
    const isTaken = systems.has(path) && systems.get(path) !== found;
    const name = isTaken ? pathBeside(span.source, path) : path;
    systems.set(name, found);
    return isTaken ? { ...variable, system: { ...variable.system, path: name } } : variable;
  });
  if (systems.size === 0) return model;
  return { ...model, variables, systems: [...systems].map(([path, inner]) => ({ path, model: inner })) };
}

/** A system has one statement of a kind, in whatever files. */
function tellSecond(
  firsts: Map<"system" | "time", Span>,
  word: "system" | "time",
  read: readonly { readonly span: Span }[],
  tell: Report,
): void {
  for (const { span } of read) {
    const first = firsts.get(word);
    if (!first) {
      firsts.set(word, span);
      continue;
    }
    const message = `A system has one statement ‘${word}’.`;
    const notes = [{ message: "The first one is here.", span: first }];
    tell({ code: "statement-twice", severity: "error", message, span, notes });
  }
}

/** Reads one text by itself. */
function readSource(source: string, text: string, faults: Faults): SourceSyntax {
  const cursor = new Cursor(source, text, faults.report);
  const drafts = readStatements(cursor);
  const isSound = faults.told().length === 0;
  return { source, text, tokens: cursor.tokens, marks: cursor.marks, drafts, isSound };
}

/** So many files may lead from the entry to one that is used. */
const mostOpen = 100;

/** Adds what every system must say; where it was not said, that is reported and something stands in for it. */
function completeModel(draft: Draft, entry: string, isWhole: boolean, report: Report): Model {
  const { lists } = draft;
  const [system] = draft.systems;
  const span: Span = { source: pathBeside("", entry), from: 0, to: 0 };
  if (!draft.tried.has("system") && isWhole) {
    const fix = { title: "Begin with a name for the system", span, insert: "system my_system\n\n" };
    report({
      code: "missing-system",
      severity: "error",
      message: "The statement ‘system NAME’ is missing.",
      span,
      fix,
    });
  }
  if (!draft.tried.has("time") && isWhole) reportMissingTime(draft, span, report);
  const [told] = draft.times;
  const time = completeTime(told, span, report);
  if (told) for (const unit of draft.timeUnits) checkScenarioUnit(unit, told, report);
  return {
    name: system?.name ?? "system",
    ...(system?.title !== undefined && { title: system.title }),
    ...(system?.description !== undefined && { description: system.description }),
    ...(system?.purpose !== undefined && { purpose: system.purpose }),
    threshold: system?.threshold ?? 0.1,
    time,
    systems: [],
    ...lists,
  };
}

function reportMissingTime({ systems: [system], lists }: Draft, start: Span, report: Report): void {
  const message = "The statement ‘time START to STOP by STEP UNIT’ is missing.";
  const span = system ? { ...system.span, from: system.span.to } : start;
  const taken = lists.scenarios.find(({ time }) => time?.start !== undefined && time.step !== undefined);
  const notes = taken?.time && [
    { message: `This one belongs to the scenario ‘${taken.name}’ above it.`, span: taken.time.span },
    { message: "The time of the system is told before all scenarios." },
  ];
  const fix = {
    title: "Say from when to when the system runs",
    span,
    insert: "\n\ntime 0 to 10 by 1/4 year\n",
  };
  report({ code: "missing-time", severity: "error", message, span, ...(notes ? { notes } : { fix }) });
}

/** The time as told; where it cannot be run, that is reported and something stands in for it. */
function completeTime(told: TimeStatement | undefined, span: Span, report: Report): TimeStatement {
  if (!told) return { ...standInTime, unit: "year", integrator: "euler", span };
  const faults = timeFaults(told);
  for (const fault of faults) report({ ...fault, span: told.span });
  const isRunnable = faults.every(({ code }) => code === "step-does-not-fit" || code === "save-does-not-fit");
  return isRunnable ? told : { ...told, ...standInTime };
}

const standInTime = { start: 0, stop: 10, step: 0.25, saveEvery: 0.25 };

/** A scenario's step in another unit of time would silently be taken for one in the system's. */
function checkScenarioUnit(unit: Name, time: TimeStatement, report: Report): void {
  const plain = (name: string) => foldName(name).replace(/s$/, "");
  if (plain(unit.name) === plain(time.unit)) return;
  const message = `The step of this scenario is written in ‘${unit.name}’, and the time of the system in ‘${time.unit}’.`;
  const notes = [{ message: `Hence does not convert units of time: write the step in ‘${time.unit}’.` }];
  report({ code: "other-unit-of-time", severity: "error", message, span: unit.span, notes });
}

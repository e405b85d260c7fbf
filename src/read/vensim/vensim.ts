import type { Report } from "../../model/diagnostic.ts";
import type { Model } from "../../model/system.ts";
import { numberInFile } from "../data/constants.ts";
import type { DataLibrary } from "../data/library.ts";
import { collectFaults } from "../faults.ts";
import type { Loaded, Reading } from "../hence.ts";
import { pathBeside } from "../path.ts";
import { readBlocks } from "./block.ts";
import { makeMacro, makeVariables } from "./body.ts";
import { makeChecks } from "./checks.ts";
import { evaluateStart } from "./evaluate.ts";
import { fileRanges } from "./fileranges.ts";
import { fileCallOf } from "./files.ts";
import { findGlobals } from "./macros.ts";
import { mappingsOf } from "./mapping.ts";
import { addOutputs } from "./outputs.ts";
import { addQueues } from "./queues.ts";
import { resolveRanges } from "./ranges.ts";
import type { Raw } from "./raw.ts";
import type { Extras, Scope } from "./scope.ts";
import { readSettings } from "./settings.ts";
import { addShifts } from "./shifting.ts";
import { readSketch } from "./sketch.ts";
import { sortBlocks } from "./sort.ts";
import { shapeAll, symbolsOf, takenNames } from "./symbols.ts";
import { readTime } from "./time.ts";
import { translate } from "./translate.ts";
import { declareUnits } from "./unitwords.ts";

/** Reads a Vensim model from its text, `.mdl`. What cannot be said as a model of Hence is reported with its place. */
export function readVensim(
  entry: string,
  load: (path: string) => Loaded,
  report: Report,
  data?: DataLibrary,
): Reading {
  const source = pathBeside("", entry);
  const loaded = load(source);
  const faults = collectFaults();
  if ("missing" in loaded) {
    const message = `The file ‘${source}’ cannot be read: ${loaded.missing}.`;
    report({ code: "missing-file", severity: "error", message });
  } else {
    // Without {UTF-8} in its first line a file is in Windows-1252, as Vensim wrote it for long.
    const isUtf8 = /^\s*\{utf-?8\}/i.test(loaded.text);
    for (const diagnostic of loaded.diagnostics ?? [])
      if (isUtf8 || diagnostic.code !== "not-utf-8") report(diagnostic);
  }
  const text = "text" in loaded ? loaded.text : "";
  const sections = findSections(text);
  const model = readModel(source, text, sections, faults.report, data);
  for (const fault of faults.told()) report(fault);
  return {
    model,
    syntax: [],
    sources: new Map([[source, text]]),
    readLayout: () => readSketch(text, sections.sketch, sections.settings),
  };
}

/** Whether a text is probably Vensim's: equations that end with bars, or its sketch. */
export function looksLikeVensim(text: string): boolean {
  return /^\s*\{utf-?8\}/i.test(text) || text.includes("\\\\\\---///") || /~[^~|]*~[^|]*\|/.test(text);
}

/** Where the parts behind the equations begin: the drawing, and the settings. */
interface Sections {
  readonly sketch: number;
  readonly settings: number;
}

function findSections(text: string): Sections {
  const found = (pattern: RegExp) => {
    const at = text.search(pattern);
    return at === -1 ? text.length : at;
  };
  const settings = found(/^\/{3}---\\{2,3}/m);
  return { sketch: Math.min(found(/^\\{2,3}---\/{3}/m), settings), settings };
}

function readModel(
  source: string,
  text: string,
  sections: Sections,
  report: Report,
  data: DataLibrary | undefined,
): Model {
  const settings = readSettings(source, text, sections.settings);
  const file = sortBlocks(source, text, readBlocks(source, text, sections.sketch, report), report);
  const files = fileRanges(file, settings, data, report);
  const ranges = resolveRanges(file.ranges, file.aliases, files, report);
  const extras: Extras = { positions: new Map(), aliases: new Map() };
  const macroHeads = new Map([...file.macros].map(([key, { head }]) => [key, head]));
  addOutputs(file.groups, file.macros);
  addQueues(file.groups);
  addShifts(file.groups, ranges, (key) => ranges.byName.has(key) || file.macros.has(key));

  const symbols = symbolsOf(file.groups);
  const startOf = (raw: Raw) =>
    evaluateStart(raw, file.groups, (call) => {
      const found = fileCallOf(call, { strings: file.strings, tags: settings.tags, report });
      return found?.what === "constants" && data ? numberInFile(found.file, data, report) : undefined;
    });
  const scope: Scope = {
    source,
    ranges,
    symbols,
    macros: macroHeads,
    broken: file.broken,
    strings: file.strings,
    tags: settings.tags,
    date: settings.date,
    numbers: (raw) => {
      const found = startOf(raw);
      return found.kind === "number" ? found.value : undefined;
    },
    taken: takenNames(file.groups, ranges, file.macros),
    extras,
    report,
  };
  const lefts = shapeAll(file.groups, symbols, scope);
  findGlobals(file.macros, symbols);
  const time = readTime(
    file.groups,
    settings,
    startOf,
    ({ statement }) => {
      const { right, left } = statement;
      const place = { scope, owner: left.name, left: [], isReducing: false, add: () => undefined };
      return right && right.kind !== "table"
        ? translate(right, place)
        : { kind: "error", span: statement.span };
    },
    source,
    report,
  );
  const variables = makeVariables(file.groups, lefts, scope);
  const ownFunctions = [...file.macros.values()].map((macro) => makeMacro(macro, scope, file.macros));
  const rcStart = file.groups.get("rc_start_time")?.[0]?.statement.right;
  const start = rcStart && rcStart.kind !== "table" ? scope.numbers(rcStart) : undefined;
  const realityChecks = makeChecks(
    file.conditions,
    file.inputs,
    scope,
    time,
    start ?? time.start + time.step,
  );
  const all = [...variables, ...extras.positions.values()];
  const used = new Set(all.flatMap(({ sector }) => sector ?? []));
  return {
    name: stemOf(source),
    threshold: 0.1,
    time,
    units: declareUnits(settings.units, [...all, ...ownFunctions.flatMap(({ body }) => body)], time),
    dimensions: [...ranges.dimensions, ...extras.aliases.values()],
    mappings: mappingsOf(file.ranges, ranges.byName, report),
    sectors: file.sectors.filter(({ name }) => used.has(name)),
    variables: all,
    functions: ownFunctions,
    systems: [],
    sources: [],
    claims: [],
    links: [],
    loops: [],
    scenarios: realityChecks.scenarios,
    checks: realityChecks.checks,
    history: [],
  };
}

function stemOf(path: string): string {
  return path.replace(/^.*\//, "").replace(/\.[^.]*$/, "");
}

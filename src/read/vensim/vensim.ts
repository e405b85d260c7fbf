import { findForeign } from "../../functions/dialect.ts";
import { functions, functionsNamed } from "../../functions/functions.ts";
import type { Report } from "../../model/diagnostic.ts";
import type { Layout } from "../../model/layout.ts";
import { foldName } from "../../model/name.ts";
import type { FunctionDefinition, Model, Sector } from "../../model/system.ts";
import type { Variable } from "../../model/variable.ts";
import { numberInFile } from "../data/constants.ts";
import { attachElements } from "../data/elements.ts";
import type { DataLibrary } from "../data/library.ts";
import { collectFaults } from "../faults.ts";
import type { Loaded, Reading } from "../hence.ts";
import { pathBeside } from "../path.ts";
import { type Block, type EquationBlock, readBlocks } from "./block.ts";
import { makeChecks } from "./checks.ts";
import { Cursor } from "./cursor.ts";
import { type Definition, kindOf } from "./definition.ts";
import { evaluateStart } from "./evaluate.ts";
import { fileCallOf } from "./files.ts";
import { type Left, shapeLeft } from "./left.ts";
import { findGlobals, type Macro, readMacroHead } from "./macros.ts";
import { mappingsOf } from "./mapping.ts";
import { nameExpr } from "./place.ts";
import { addQueues } from "./queues.ts";
import { type FileRange, type Ranges, resolveRanges } from "./ranges.ts";
import { type Raw, type RawCall, walkRaw } from "./raw.ts";
import { clockNames, type Extras, type Known, type Scope } from "./scope.ts";
import { readSettings, type Settings } from "./settings.ts";
import { addShifts } from "./shifting.ts";
import { readSketch } from "./sketch.ts";
import {
  type AliasStatement,
  type ConditionStatement,
  type RangeStatement,
  readStatement,
  type Statement,
  type TestInputStatement,
} from "./statement.ts";
import { findStreams } from "./stocks.ts";
import { isControl, readTime } from "./time.ts";
import { translate } from "./translate.ts";
import { readUnits } from "./units.ts";
import { declareUnits } from "./unitwords.ts";
import { makeVariable } from "./variables.ts";

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
  let layout: Layout | undefined;
  return {
    model,
    syntax: [],
    sources: new Map([[source, text]]),
    // A sketch may be most of a file, and a run does not look at it.
    get layout() {
      layout ??= readSketch(text, sections.sketch, sections.settings);
      return layout;
    },
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
  addShifts(
    file.groups,
    ranges,
    (raw) => {
      const found = evaluateStart(raw, file.groups, () => undefined);
      return found.kind === "number" ? found.value : undefined;
    },
    (key) => ranges.byName.has(key) || file.macros.has(key),
  );

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

/** The ranges whose elements stand in files; they are read here, because lists of numbers and mappings count them. */
function fileRanges(
  { ranges, strings }: Sorted,
  { tags }: Settings,
  data: DataLibrary | undefined,
  report: Report,
): ReadonlyMap<RangeStatement, FileRange> {
  const found = new Map<RangeStatement, FileRange>();
  for (const range of ranges) {
    if (!range.file) continue;
    const call = fileCallOf(range.file, { strings, tags, report });
    if (call?.what !== "subscript") {
      const message = `The elements of ‘${range.name}’ are listed with commas, or read by GET DIRECT SUBSCRIPT.`;
      if (!call) report({ code: "no-elements", severity: "error", message, span: range.span });
      continue;
    }
    const { file } = call;
    const dimension = { name: range.name, elements: [], file, span: range.span };
    const elements = data ? attachElements(dimension, data, report).elements : [];
    found.set(range, { file, elements });
  }
  return found;
}

function stemOf(path: string): string {
  return path.replace(/^.*\//, "").replace(/\.[^.]*$/, "");
}

/** The statements of a file, sorted by what they are. */
interface Sorted {
  readonly ranges: readonly RangeStatement[];
  readonly aliases: readonly AliasStatement[];
  /** The equations by folded name of what they define. */
  readonly groups: Map<string, readonly Definition[]>;
  readonly macros: ReadonlyMap<string, Macro>;
  readonly strings: ReadonlyMap<string, string>;
  readonly sectors: readonly Sector[];
  /** Names whose equations could not be read. */
  readonly broken: Set<string>;
  readonly conditions: readonly ConditionStatement[];
  readonly inputs: readonly TestInputStatement[];
}

function sortBlocks(source: string, text: string, blocks: readonly Block[], report: Report): Sorted {
  const ranges: RangeStatement[] = [];
  const aliases: AliasStatement[] = [];
  const groups = new Map<string, Definition[]>();
  const macros = new Map<string, Macro>();
  const strings = new Map<string, string>();
  const sectors = new Map<string, Sector>();
  const broken = new Set<string>();
  const conditions: ConditionStatement[] = [];
  const inputs: TestInputStatement[] = [];
  let sector: string | undefined;

  const define = (
    into: Map<string, Definition[]>,
    block: EquationBlock,
    statement: Statement | undefined,
  ) => {
    if (!statement) {
      const cursor = new Cursor(source, text, block.equation, () => undefined);
      if (cursor.atName) broken.add(foldName(cursor.here.value));
    }
    if (statement?.kind !== "equation") return;
    const units = block.units && readUnits(source, text, block.units);
    const comment = block.comment && plainComment(text.slice(block.comment.from, block.comment.to));
    const definition: Definition = {
      statement,
      ...(units && { units }),
      ...(comment && { comment }),
      ...(sector !== undefined && { sector }),
    };
    const key = foldName(statement.left.name);
    const known = into.get(key);
    if (known) known.push(definition);
    else into.set(key, [definition]);
  };
  for (const block of blocks) {
    if (block.kind === "group") {
      sector = block.name === "" ? undefined : block.name;
      const comment = block.comment && plainComment(text.slice(block.comment.from, block.comment.to));
      const span = { source, from: block.from, to: block.to };
      if (sector !== undefined && !sectors.has(foldName(sector)))
        sectors.set(foldName(sector), { name: sector, ...(comment && { description: comment }), span });
      else if (sector !== undefined) sector = sectors.get(foldName(sector))?.name;
    } else if (block.kind === "macro") {
      const read = readMacroHead(source, text, block, report);
      const inner = new Map<string, Definition[]>();
      const outside = sector;
      sector = undefined;
      for (const each of block.blocks) define(inner, each, readStatement(source, text, each, report));
      sector = outside;
      if (read) macros.set(foldName(read.head.name), { ...read, groups: inner, block });
    } else {
      const statement = readStatement(source, text, block, report);
      if (statement?.kind === "range") ranges.push(statement);
      if (statement?.kind === "condition") conditions.push(statement);
      if (statement?.kind === "test input") inputs.push(statement);
      if (statement?.kind === "alias") aliases.push(statement);
      if (statement?.kind === "string") strings.set(foldName(statement.name.name), statement.text);
      define(groups, block, statement);
    }
  }
  return {
    ranges,
    aliases,
    groups,
    macros,
    strings,
    sectors: [...sectors.values()],
    broken,
    conditions,
    inputs,
  };
}

/** A comment as one paragraph. */
function plainComment(written: string): string {
  const trimmed = written.trim();
  if (trimmed === "" || /^[\x21-\x5b\x5d-\x7e]+(?: [\x21-\x5b\x5d-\x7e]+)*$/.test(trimmed)) return trimmed;
  return trimmed.replace(/\\[ \t]*(?:\r\n?|\n)[ \t]*/g, "").replace(/\s+/g, " ");
}

/** Makes equations of their own for the further results that a call of a macro, or of DELAYP, hands out. */
function addOutputs(groups: Map<string, readonly Definition[]>, macros: ReadonlyMap<string, Macro>): void {
  for (const { statement, ...rest } of [...groups.values()].flat()) {
    if (!statement.right || statement.right.kind === "table") continue;
    for (const raw of walkRaw(statement.right)) {
      if (raw.kind !== "call" || raw.outputs.length === 0) continue;
      const outputs = macros.get(foldName(raw.callee.name))?.head.outputs ?? outputsOfRow(raw);
      for (const [i, left] of raw.outputs.entries()) {
        const output = outputs[i];
        if (output === undefined) continue;
        const right = { ...raw, outputs: [], output };
        const equation = { kind: "equation", left, except: [], sign: "=", right, span: left.span } as const;
        const sector = rest.sector === undefined ? {} : { sector: rest.sector };
        groups.set(foldName(left.name), [{ statement: equation, ...sector }]);
      }
    }
  }
}

function outputsOfRow({ callee, args }: RawCall): readonly string[] {
  const row = findForeign(functions, "vensim", callee.name, args.length)?.row;
  return row && "outputs" in row && row.outputs ? row.outputs : [];
}

function symbolsOf(groups: ReadonlyMap<string, readonly Definition[]>): Map<string, Known> {
  const symbols = new Map<string, Known>();
  for (const [key, definitions] of groups) {
    if (isControl(key)) continue;
    const isGraph = definitions.some(({ statement }) => kindOf(statement).startsWith("graph"));
    const { name } = definitions[0]!.statement.left;
    const isTaken = isGraph && functionsNamed(foldName(name)).length > 0;
    symbols.set(key, { name: isTaken ? `${name} lookup` : name, isGraph, dimensions: [] });
  }
  return symbols;
}

function takenNames(
  groups: ReadonlyMap<string, unknown>,
  { byName, places }: Ranges,
  macros: ReadonlyMap<string, unknown>,
): Set<string> {
  return new Set([
    ...groups.keys(),
    ...byName.keys(),
    ...places.keys(),
    ...macros.keys(),
    ...clockNames.values(),
  ]);
}

/** What the left sides of all variables come to; the symbols learn their dimensions. */
function shapeAll(
  groups: ReadonlyMap<string, readonly Definition[]>,
  symbols: Map<string, Known>,
  scope: Scope,
): ReadonlyMap<string, Left> {
  const lefts = new Map<string, Left>();
  for (const [key, definitions] of groups) {
    const symbol = symbols.get(key);
    const left =
      symbol &&
      shapeLeft(
        definitions.map(({ statement }) => statement),
        scope,
      );
    if (!left) {
      if (symbol) scope.broken.add(key);
      continue;
    }
    lefts.set(foldName(symbol.name), left);
    symbols.set(key, { ...symbol, dimensions: left.dimensions.map(({ name }) => name) });
  }
  return lefts;
}

function makeVariables(
  groups: ReadonlyMap<string, readonly Definition[]>,
  lefts: ReadonlyMap<string, Left>,
  scope: Scope,
): readonly Variable[] {
  const isAuxiliary = (key: string) => {
    const definitions = groups.get(key);
    return definitions?.every(({ statement }) => kindOf(statement) === "aux") === true;
  };
  const streams = findStreams(groups, isAuxiliary, (key) => scope.ranges.byName.has(key));
  const flows = new Set(
    [...streams.values()].flatMap(({ inflows, outflows }) =>
      [...inflows, ...outflows].map(({ name }) => foldName(name)),
    ),
  );
  const variables: Variable[] = [];
  const add = (variable: Variable) => {
    variables.push(variable);
  };
  for (const [key, definitions] of groups) {
    if (isControl(key) && !scope.macro) continue;
    const name = scope.symbols.get(key)?.name ?? definitions[0]!.statement.left.name;
    makeVariable(name, definitions, { scope, streams, flows, lefts, add });
  }
  return variables;
}

function makeMacro(
  { head, groups, parameterNames, block }: Macro,
  outer: Scope,
  macros: ReadonlyMap<string, Macro>,
): FunctionDefinition {
  const own = new Map(groups);
  addOutputs(own, macros);
  const called = new Set(
    [...own.values()]
      .flat()
      .flatMap(({ statement: { right } }) =>
        right && right.kind !== "table"
          ? walkRaw(right).flatMap((raw) => (raw.kind === "call" ? foldName(raw.callee.name) : []))
          : [],
      ),
  );
  const parameters = parameterNames.map(({ name }): [string, Known] => [
    foldName(name),
    { name, isGraph: called.has(foldName(name)), dimensions: [] },
  ]);
  const symbols = new Map([...symbolsOf(own), ...parameters]);
  const taken = new Set([...outer.taken, ...symbols.keys()]);
  const scope: Scope = { ...outer, symbols, taken, outer, macro: head };
  const body = makeVariables(own, shapeAll(own, symbols, scope), scope);
  const handed = [...head.globals.values()].map((name) => `${name}$`);
  const span = { source: outer.source, from: block.header.from, to: block.header.to };
  if (!own.has(foldName(head.name))) {
    const message = `The macro ‘${head.name}’ has no equation for ‘${head.name}’, which is its result.`;
    outer.report({ code: "missing-result", severity: "error", message, span });
  }
  return {
    name: head.calledAs,
    parameters: [
      ...parameterNames.map(({ name, span: at }) => ({ name, span: at })),
      ...handed.map((name) => ({ name, span })),
    ],
    body,
    result: nameExpr(head.name, span),
    span,
  };
}

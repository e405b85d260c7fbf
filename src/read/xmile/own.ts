import type { Diagnostic, Report } from "../../model/diagnostic.ts";
import { foldName } from "../../model/name.ts";
import type { Span } from "../../model/span.ts";
import type { Model } from "../../model/system.ts";
import type { Variable } from "../../model/variable.ts";
import { Cursor } from "../cursor.ts";
import { type Draft, joinDrafts } from "../draft.ts";
import { collectFaults } from "../faults.ts";
import { readHence } from "../hence.ts";
import { pathBeside } from "../path.ts";
import { readStatements } from "../statement.ts";
import { attributeOf, childOf, childrenOf, headSpan, variablesOf } from "./element.ts";
import { noteAt } from "./fault.ts";
import { type Marked, markOf } from "./mark.ts";
import type { XmlElement } from "./xml.ts";

/** What Hence wrote into a file beside what XMILE can say, as far as no other program has changed it since. */
export interface OwnTexts {
  /** The statements that are no variables, but for those of `changed`. */
  readonly draft: Draft;
  /** What was changed outside of variables, by the element of XMILE that says it. */
  readonly changed: ReadonlySet<string>;
  /** In the order of the file; undefined where a variable was changed or added, and XMILE is to be believed. */
  readonly variables: readonly { readonly name: string; readonly own: Variable | undefined }[];
  readonly systems: Model["systems"];
  /** Where what is believed stands, so that nobody hears twice of it. */
  readonly believed: readonly Span[];
  /** Whether nothing was changed. */
  readonly isWhole: boolean;
}

/** The text of Hence in an XMILE file; undefined where it has none. What was changed is told. */
export function readOwnTexts(root: XmlElement, report: Report): OwnTexts | undefined {
  const system = ownChild(root, "system");
  const model = childOf(root, "model");
  if (!system || !model) return undefined;
  const believed: Span[] = [headSpan(system)];
  const changed = new Set<string>();
  const drafts: Draft[] = [];
  const texts = new Map<string, string>();
  for (const text of system.children.filter((child) => isOwn(child, "text"))) {
    const of = attributeOf(text, "of");
    const path = attributeOf(text, "path");
    const element = of === undefined ? undefined : childOf(root, of);
    if (path !== undefined) texts.set(path, text.text.text);
    else if (of !== undefined && (!element || !holds(element, text))) changed.add(of);
    else {
      drafts.push(readFragment(text, report));
      if (element) believed.push(spanOf(element));
    }
  }
  if (childrenOf(root, "model").slice(1).some(wasChanged)) changed.add("model");
  if (childrenOf(root, "macro").some(wasChanged)) changed.add("macro");
  for (const what of changed) tellChange(`‘<${what}>’`, childOf(root, what) ?? system, report);

  const variables = readVariables(model, believed, report).map((each) =>
    changed.has("model") && each.own?.kind === "module" ? { ...each, own: undefined } : each,
  );
  const isWhole = changed.size === 0 && variables.every(({ own }) => own);
  const systems = changed.has("model") ? [] : readSystems(variables, texts, report);
  if (isWhole) believed.push(spanOf(root));
  return { draft: joinDrafts(drafts), changed, variables, systems, believed, isWhole };
}

/** The model of a file with text of Hence in it; `standard` is what XMILE says by itself. */
export function joinOwnTexts(own: OwnTexts, standard: Model): Model {
  const { draft, changed, isWhole } = own;
  const { lists } = draft;
  const [system] = draft.systems;
  if (!system) return standard;
  const { name, title, description, purpose, threshold } = system;
  const words = new Set(lists.units.flatMap((unit) => [unit.name, ...unit.aliases]).map(foldName));
  const more = isWhole ? [] : standard.units.filter((unit) => !words.has(foldName(unit.name)));
  return {
    name,
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(purpose !== undefined && { purpose }),
    threshold: threshold ?? standard.threshold,
    time: draft.times[0] ?? standard.time,
    ...lists,
    // What a threshold of XMILE says besides has no words in a text.
    checks: lists.checks.map((check) => {
      const threshold = standard.checks.find(({ id }) => id === check.id)?.threshold;
      return threshold ? { ...check, threshold } : check;
    }),
    units: [...lists.units, ...more],
    dimensions: changed.has("dimensions") ? standard.dimensions : lists.dimensions,
    functions: changed.has("macro") ? standard.functions : lists.functions,
    variables: own.variables.flatMap(({ name: wanted, own: read }) => {
      if (read) return [read];
      return standard.variables.filter((variable) => foldName(variable.name) === foldName(wanted));
    }),
    systems: changed.has("model") ? standard.systems : own.systems,
  };
}

/** What XMILE says is heard of only where no text of Hence stands for it. */
export function besides({ believed }: OwnTexts, report: Report): Report {
  return (diagnostic) => {
    const { span } = diagnostic;
    const isInside = believed.some(
      ({ source, from, to }) => span?.source === source && from <= span.from && span.to <= to,
    );
    if (!isInside) report(diagnostic);
  };
}

/** The variables of the root model, each from its own text where that still holds. */
function readVariables(model: XmlElement, believed: Span[], report: Report): OwnTexts["variables"] {
  const elements = variablesOf(model).children.filter(
    ({ prefix, name }) => prefix === "" && name !== "group",
  );
  const disowned = new Set(elements.filter(wasChanged).map((element) => foldName(ownerOf(element) ?? "")));
  return elements.flatMap((element) => {
    const name = attributeOf(element, "name") ?? "";
    const owner = ownerOf(element);
    if (owner !== undefined && !disowned.has(foldName(owner))) {
      believed.push(spanOf(element));
      return [];
    }
    const text = ownChild(element, "text");
    if (!text || owner !== undefined || disowned.has(foldName(name))) return [{ name, own: undefined }];
    if (!holds(element, text)) {
      tellChange(`‘${name}’`, element, report);
      return [{ name, own: undefined }];
    }
    believed.push(spanOf(element));
    const [own] = readFragment(text, report).lists.variables;
    const sector = text.attributes.get("sector")?.value;
    return [{ name, own: own && sector !== undefined ? { ...own, sector } : own }];
  });
}

/** The systems of modules, each by the path that the modules give. */
function readSystems(
  variables: OwnTexts["variables"],
  texts: ReadonlyMap<string, string>,
  report: Report,
): Model["systems"] {
  const load = (path: string) => {
    const text = texts.get(path);
    return text === undefined ? { missing: "it is not in this file" } : { text };
  };
  const paths = variables.flatMap(({ own }) => (own?.kind === "module" ? [own.system.path] : []));
  const known = [...new Set(paths)].filter((path) => texts.has(pathBeside("", path)));
  return known.map((path) => ({ path, model: readHence(pathBeside("", path), load, report).model }));
}

/** Reads statements that stand in an element; their places are those in the file. */
function readFragment({ text, source }: XmlElement, report: Report): Draft {
  const place = (span: Span): Span => (span.source === source ? text.span(span.from, span.to) : span);
  const faults = collectFaults();
  const drafts = readStatements(new Cursor(source, text.text, faults.report));
  for (const fault of faults.told()) report(moved(fault, place) as Diagnostic);
  return moved(joinDrafts(drafts), place) as Draft;
}

/** The same with every span in it moved. */
function moved(value: unknown, place: (span: Span) => Span): unknown {
  if (typeof value !== "object" || value === null || value instanceof Set) return value;
  if (Array.isArray(value)) return value.map((item) => moved(item, place));
  if ("source" in value && "from" in value && "to" in value) return place(value as Span);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, moved(item, place)]));
}

function ownChild(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => isOwn(child, name));
}

function isOwn({ prefix, name }: XmlElement, wanted: string): boolean {
  return prefix === "hence" && name === wanted;
}

/** The variable that an element was made for, which XMILE needs and Hence does not have. */
function ownerOf(element: XmlElement): string | undefined {
  return ownChild(element, "made")?.attributes.get("for")?.value;
}

/** Whether an element that was made is no longer as it was. */
function wasChanged(element: XmlElement): boolean {
  const made = ownChild(element, "made");
  return made !== undefined && !holds(element, made);
}

function holds(element: XmlElement, own: XmlElement): boolean {
  return attributeOf(own, "mark") === markOf(marked(element));
}

function marked({ name, prefix, attributes, children, text }: XmlElement): Marked {
  return {
    name: prefix === "" ? name : `${prefix}:${name}`,
    attributes: [...attributes].map(([key, { value }]) => [key, value] as const),
    text: text.text,
    children: children.map(marked),
  };
}

function spanOf({ source, from, to }: XmlElement): Span {
  return { source, from, to };
}

function tellChange(what: string, element: XmlElement, report: Report): void {
  const message = `Another program has changed ${what} since Hence wrote it: its text of Hence is not read.`;
  report(noteAt("changed-outside", message, headSpan(element)));
}

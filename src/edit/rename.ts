import { clockWords } from "../check/clock.ts";
import { isFunctionName } from "../check/names/vocabulary.ts";
import { foldName } from "../model/name.ts";
import type { Span } from "../model/span.ts";
import type { DataSeries } from "../model/variable.ts";
import { stringText } from "../write/text/name.ts";
import { type Layouts, renameInLayouts } from "./layoutnames.ts";
import type { Named, NamedKind, SystemNames } from "./named.ts";
import type { NameIndex } from "./nameindex.ts";
import type { Occurrence } from "./occurrences.ts";
import { spelt } from "./spelling.ts";
import type { Edited, TextEdit } from "./textedit.ts";
import { unreadPlaceOf } from "./unread.ts";
import { firstFrom } from "./words.ts";

/**
 * Another name for what is called so at an offset of a text, in all files: equations, claims, checks, scenarios, links.
 * Refused where another thing has that name, or where some equation would mean something else afterwards.
 */
export function renameAt(
  index: NameIndex,
  path: string,
  offset: number,
  name: string,
  layouts: Layouts = new Map(),
): Edited {
  const here = index.at(path, offset);
  return here
    ? rename(index, here.named, name, layouts)
    : { refused: "Here stands no name that could be changed." };
}

/** The same for a thing at hand; it keeps its places in the layouts. */
export function rename(index: NameIndex, named: Named, name: string, layouts: Layouts = new Map()): Edited {
  const wanted = name.trim();
  const places = index.placesOf(named);
  const why =
    whyNoName(wanted) ??
    whyFixed(index, named) ??
    whyBroken(index, named) ??
    whyDoubtful(index, places) ??
    index.systems.map((system) => whyClash(system, named, wanted)).find((problem) => problem !== undefined) ??
    whyCaptured(index, named, places, wanted);
  if (why !== undefined) return { refused: why };
  const edits = places.map((place) => editOf(index, place, wanted)).filter((edit) => edit !== undefined);
  return [...edits, ...columnsOf(index, named), ...renameInLayouts(layouts, named, wanted)];
}

/** What a thing is called in a refusal, with its article. */
function kindText({ kind }: Named): string {
  const word = kind === "member" ? "scenario of the family" : kind;
  return `${/^[aeio]/.test(word) ? "an" : "a"} ${word}`;
}

function editOf(index: NameIndex, { span }: Occurrence, name: string): TextEdit | undefined {
  const tokens = index.words.of(span.source);
  const at = firstFrom(tokens, span.from);
  const token = tokens[at];
  const text = index.reading.sources.get(span.source);
  if (!token || text === undefined) return undefined;
  const insert = spelt(name, text, token, tokens[at - 1]);
  return insert === token.text ? undefined : { path: span.source, from: span.from, to: span.to, insert };
}

function whyNoName(name: string): string | undefined {
  if (name === "") return "A name has at least one letter.";
  return /[\r\n]/.test(name) ? "A name stands on one line." : undefined;
}

function whyFixed({ systems }: NameIndex, { kind, name, span }: Named): string | undefined {
  if (!span) return `‘${name}’ is a word of the language, and has the same name everywhere.`;
  if (kind !== "element") return undefined;
  const folded = foldName(name);
  const owners = systems.flatMap(({ model }) =>
    model.dimensions.filter((each) => each.elements.some((element) => foldName(element.name) === folded)),
  );
  const roots = owners.filter(({ of }) => of === undefined);
  if (roots.length > 1)
    return `‘${name}’ is an element of ${roots.map((each) => `‘${each.name}’`).join(" and ")}: change its name in the text, where it is plain which is meant.`;
  return undefined;
}

/** A statement that could not be read may speak of it, too. */
function whyBroken(index: NameIndex, { name }: Named): string | undefined {
  const found = unreadPlaceOf(index, foldName(name));
  if (!found) return undefined;
  return `Line ${found.line} of ‘${found.path}’ has a fault and speaks of ‘${name}’: mend that first.`;
}

function whyDoubtful(index: NameIndex, places: readonly Occurrence[]): string | undefined {
  const doubtful = places.find((place) => index.isDoubtful(place));
  if (!doubtful) return undefined;
  const { name } = doubtful.named;
  return `‘${doubtful.span.source}’ belongs to several systems, in which ‘${name}’ means different things.`;
}

/** Another thing of the same kind has the name, or the language has it. */
function whyClash(system: SystemNames, named: Named, name: string): string | undefined {
  const folded = foldName(name);
  const same = groupsOf(system).find((group) => group.includes(named));
  if (!same) return undefined;
  const other = same.find((each) => each !== named && foldName(each.name) === folded);
  if (other) return `There is ${kindText(other)} called ‘${other.name}’ already.`;
  const { kind, variable } = named;
  if (kind === "scenario" && folded === "base") return "‘base’ is the run without a scenario.";
  if (kind !== "variable" && kind !== "parameter") {
    if (kind === "function" && isFunctionName(name)) return `Hence has a function called ‘${folded}’.`;
    return undefined;
  }
  if (clockWords.has(folded)) return `‘${folded}’ is what the clock says in every equation.`;
  if (variable?.kind === "graph" && isFunctionName(name))
    return `Hence has a function called ‘${folded}’, which is called the same way as a graph.`;
  return undefined;
}

/** Things that must have different names, group by group. */
function groupsOf(system: SystemNames): readonly (readonly Named[])[] {
  const { variables, functions, insides, dimensions, elements, units, sectors } = system;
  const { sources, claims, scenarios, others } = system;
  const ofKind = (kind: NamedKind) => others.filter((each) => each.kind === kind);
  return [
    [...variables.values()],
    ...[...insides.values()].map((inside) => [...inside.values()]),
    [...functions.values()],
    [...dimensions.values(), ...elements.values()],
    [...units.values()],
    sectors,
    [...sources.values()],
    [...claims.values()],
    [...scenarios.values()],
    ...(["link", "loop", "check", "history"] as const).map(ofKind),
  ];
}

/** An equation that would mean something else: because it uses the new name already, or because of what comes first. */
function whyCaptured(
  index: NameIndex,
  named: Named,
  places: readonly Occurrence[],
  name: string,
): string | undefined {
  const folded = foldName(name);
  if (folded === foldName(named.name) || !isInEquations(named.kind)) return undefined;
  const paths = new Set(index.reading.syntax.map(({ source }) => source));
  for (const path of paths)
    for (const place of index.inFile(path)) {
      if (foldName(place.named.name) !== folded || !wouldCapture(named, place)) continue;
      return `In ${lineOf(index, place.span)} ‘${place.named.name}’ is ${kindText(place.named)}, and would then mean this ${named.kind}.`;
    }
  const system = index.systems.find((each) => groupsOf(each).some((group) => group.includes(named)));
  const other = system && [system.dimensions, system.elements].map((all) => all.get(folded)).find(Boolean);
  const hidden = other && places.find(({ place }) => place === "brackets");
  if (hidden)
    return `In ${lineOf(index, hidden.span)} it stands in brackets, where ‘${name}’ is ${kindText(other)}.`;
  return undefined;
}

function isInEquations(kind: NamedKind): boolean {
  return ["variable", "parameter", "dimension", "element", "unit"].includes(kind);
}

/** Whether a place in an equation, which has meant something else, would come to mean the thing of the new name. */
function wouldCapture({ kind }: Named, { named: other, place }: Occurrence): boolean {
  const rank = (each: NamedKind) => ["parameter", "variable", "dimension", "element", "unit"].indexOf(each);
  if (other.kind === kind || rank(other.kind) < 0) return false;
  if (place === "plain") return kind !== "parameter" && rank(kind) < rank(other.kind);
  if (place === "function") return rank(kind) < rank(other.kind);
  return place === "brackets" && (kind === "dimension" || kind === "element");
}

function lineOf({ reading }: NameIndex, { source, from }: Span): string {
  const line = (reading.sources.get(source) ?? "").slice(0, from).split(/\r\n?|\n/).length;
  return `line ${line} of ‘${source}’`;
}

/** A series whose name says which column of a file it is keeps reading that column. */
function columnsOf(index: NameIndex, { variable }: Named): readonly TextEdit[] {
  if (variable?.kind !== "data" && variable?.kind !== "const") return [];
  const files: DataSeries["files"] = variable.files ?? [];
  return files.flatMap(({ value }) => {
    if (value.kind !== "column" || value.column !== undefined) return [];
    const tokens = index.words.of(value.span.source);
    const path = tokens.slice(firstFrom(tokens, value.span.from)).find(({ kind }) => kind === "text");
    if (!path) return [];
    const insert = ` column ${stringText(variable.name)}`;
    return [{ path: value.span.source, from: path.to, to: path.to, insert }];
  });
}

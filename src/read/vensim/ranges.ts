import type { Report } from "../../model/diagnostic.ts";
import { foldName } from "../../model/name.ts";
import type { Span } from "../../model/span.ts";
import type { Dimension } from "../../model/system.ts";
import type { FileSource } from "../../model/variable.ts";
import type { AliasStatement, RangeItem, RangeStatement } from "./statement.ts";

/** A subscript range of the file with its elements worked out. */
export interface Range {
  readonly name: string;
  readonly elements: readonly Element[];
  /** Where each element stands in it, by folded name. */
  readonly indices: ReadonlyMap<string, number>;
  /** The range that holds all elements that this one shares with others, at the end of all parts and aliases. */
  readonly root: string;
  readonly span: Span;
}

export interface Element {
  readonly name: string;
  readonly span: Span;
}

/** The subscript ranges of a file, as dimensions of a model and to look names up in. */
export interface Ranges {
  readonly dimensions: readonly Dimension[];
  /** Ranges and aliases of ranges, by folded name. */
  readonly byName: ReadonlyMap<string, Range>;
  /** The root that an element stands in, and where from 0 on, by folded name. */
  readonly places: ReadonlyMap<
    string,
    { readonly root: Range; readonly index: number; readonly name: string }
  >;
}

/** A range whose elements are listed in a file beside the model. */
export interface FileRange {
  readonly file: FileSource & { readonly prefix?: string };
  /** Its elements, where they can be known already. */
  readonly elements: readonly Element[];
}

/**
 * Works out the elements of all ranges. Ranges that share elements are parts of one dimension: of the one that holds all
 * of them, or of one that is made up where none does.
 */
export function resolveRanges(
  statements: readonly RangeStatement[],
  aliases: readonly AliasStatement[],
  files: ReadonlyMap<RangeStatement, FileRange>,
  report: Report,
): Ranges {
  const declared = new Map<string, RangeStatement | AliasStatement>();
  for (const statement of [...statements, ...aliases]) {
    const before = declared.get(foldName(statement.name));
    if (!before) declared.set(foldName(statement.name), statement);
    else reportTwice(statement, before.span, report);
  }
  const elements = expandAll(declared, files, report);
  const ranges = statements.filter((statement) => declared.get(foldName(statement.name)) === statement);
  const families = findFamilies(ranges, elements);
  const roots = families.map((family) => rootOf(family, elements, declared));

  const byName = new Map<string, Range>();
  const places = new Map<string, { root: Range; index: number; name: string }>();
  for (const [number, family] of families.entries()) {
    const { name, elements: all, span } = roots[number]!;
    const root: Range = { name, elements: all, indices: indicesOf(all), root: name, span };
    byName.set(foldName(name), root);
    for (const [index, element] of all.entries())
      places.set(foldName(element.name), { root, index, name: element.name });
    for (const range of family) {
      if (foldName(range.name) === foldName(name)) continue;
      const own = elements.get(foldName(range.name)) ?? [];
      byName.set(foldName(range.name), {
        name: range.name,
        elements: own,
        indices: indicesOf(own),
        root: name,
        span: range.span,
      });
    }
  }
  for (const alias of aliases) {
    const target = targetOf(alias, declared);
    const range = target && byName.get(foldName(target.name));
    if (range) byName.set(foldName(alias.name), { ...range, name: alias.name, span: alias.span });
  }

  const dimensions: Dimension[] = [];
  for (const [number, family] of families.entries()) {
    const { name, elements: all, span, isMadeUp } = roots[number]!;
    if (isMadeUp) dimensions.push({ name, elements: all, span });
    for (const range of family) {
      const isRoot = foldName(range.name) === foldName(name);
      const own = byName.get(foldName(range.name))!;
      const file = files.get(range);
      dimensions.push({
        name: range.name,
        elements: own.elements,
        ...(file && file.elements.length === 0 && { file: file.file }),
        ...(!isRoot && { of: name }),
        span: range.span,
      });
    }
  }
  for (const { name, other, span } of aliases)
    if (byName.has(foldName(name))) dimensions.push({ name, elements: [{ name: other, span }], span });
  return { dimensions, byName, places };
}

function indicesOf(elements: readonly Element[]): ReadonlyMap<string, number> {
  return new Map(elements.map(({ name }, index) => [foldName(name), index]));
}

function reportTwice({ name, span }: { name: string; span: Span }, first: Span, report: Report): void {
  const notes = [{ message: "It is defined here first.", span: first }];
  report({
    code: "name-twice",
    severity: "error",
    message: `The range ‘${name}’ is defined twice.`,
    span,
    notes,
  });
}

/** The elements of every range by folded name; ranges inside ranges are written out. */
function expandAll(
  declared: ReadonlyMap<string, RangeStatement | AliasStatement>,
  files: ReadonlyMap<RangeStatement, FileRange>,
  report: Report,
): ReadonlyMap<string, readonly Element[]> {
  const expanded = new Map<string, readonly Element[]>();
  const open = new Set<string>();

  const expand = (key: string, statement: RangeStatement | AliasStatement): readonly Element[] => {
    const known = expanded.get(key);
    if (known) return known;
    if (open.has(key)) {
      const message = `The range ‘${statement.name}’ is made of itself.`;
      report({ code: "dimension-circle", severity: "error", message, span: statement.span });
      return [];
    }
    open.add(key);
    const elements: Element[] = [];
    const seen = new Set<string>();
    const add = (element: Element) => {
      if (!seen.has(foldName(element.name))) elements.push(element);
      seen.add(foldName(element.name));
    };
    if (statement.kind === "alias") {
      const other = declared.get(foldName(statement.other));
      if (!other) {
        const message = `‘<->’ gives another name to a range, but there is no range ‘${statement.other}’.`;
        report({ code: "unknown-dimension", severity: "error", message, span: statement.span });
      } else for (const element of expand(foldName(statement.other), other)) add(element);
    } else {
      for (const element of files.get(statement)?.elements ?? []) add(element);
      for (const item of statement.items) {
        const inner = item.kind === "name" ? declared.get(foldName(item.name)) : undefined;
        const found = inner ? expand(foldName(inner.name), inner) : elementsOf(item, report);
        for (const element of found) add(element);
      }
    }
    open.delete(key);
    expanded.set(key, elements);
    return elements;
  };
  for (const [key, statement] of declared) expand(key, statement);
  return expanded;
}

const mostNumbered = 100_000;

/** One element, or `(A1-A9)` written out. */
export function elementsOf(item: RangeItem, report: Report): readonly Element[] {
  if (item.kind === "name") return [{ name: item.name, span: item.span }];
  const { from, to, span } = item;
  const [, stem = "", first = ""] = /^(.*?)(\d+)$/s.exec(from) ?? [];
  const [, otherStem = "", last = ""] = /^(.*?)(\d+)$/s.exec(to) ?? [];
  const count = Number(last) - Number(first) + 1;
  if (
    first === "" ||
    last === "" ||
    foldName(stem) !== foldName(otherStem) ||
    !(count > 0) ||
    count > mostNumbered
  ) {
    const message = `(${from}-${to}) is no row of numbered elements: it goes from a name with a number to the same name with a higher one.`;
    report({ code: "element-range", severity: "error", message, span });
    return [];
  }
  const width = first.startsWith("0") ? first.length : 0;
  return Array.from({ length: count }, (_, i) => ({
    name: stem + `${Number(first) + i}`.padStart(width, "0"),
    span,
  }));
}

/** Ranges that hang together by shared elements, each family in the order of the file. */
function findFamilies(
  ranges: readonly RangeStatement[],
  elements: ReadonlyMap<string, readonly Element[]>,
): readonly (readonly RangeStatement[])[] {
  const parent = ranges.map((_, i) => i);
  const find = (i: number): number => {
    let top = i;
    while (parent[top] !== top) top = parent[top]!;
    return top;
  };
  const first = new Map<string, number>();
  for (const [i, { name }] of ranges.entries()) {
    for (const element of elements.get(foldName(name)) ?? []) {
      const key = foldName(element.name);
      const other = first.get(key);
      if (other === undefined) first.set(key, i);
      else if (find(i) !== find(other))
        parent[Math.max(find(i), find(other))] = Math.min(find(i), find(other));
    }
  }
  const families = new Map<number, RangeStatement[]>();
  for (const [i, range] of ranges.entries()) {
    const family = families.get(find(i));
    if (family) family.push(range);
    else families.set(find(i), [range]);
  }
  return [...families.values()];
}

/** The range that holds all elements of a family, or one that is made up: elements in the order in which they appear. */
function rootOf(
  family: readonly RangeStatement[],
  elements: ReadonlyMap<string, readonly Element[]>,
  declared: ReadonlyMap<string, unknown>,
) {
  const all = new Map<string, Element>();
  for (const { name } of family) {
    for (const element of elements.get(foldName(name)) ?? []) {
      if (!all.has(foldName(element.name))) all.set(foldName(element.name), element);
    }
  }
  const whole = family.find(({ name }) => elements.get(foldName(name))?.length === all.size);
  if (whole) {
    const own = elements.get(foldName(whole.name)) ?? [];
    return { name: whole.name, elements: own, span: whole.span, isMadeUp: false };
  }
  const biggest = family.toSorted(
    (a, b) => elements.get(foldName(b.name))!.length - elements.get(foldName(a.name))!.length,
  );
  let name = `${biggest[0]!.name} and others`;
  while (declared.has(foldName(name))) name = `${name}, all`;
  return { name, elements: [...all.values()], span: family[0]!.span, isMadeUp: true };
}

function targetOf(
  alias: AliasStatement,
  declared: ReadonlyMap<string, RangeStatement | AliasStatement>,
): RangeStatement | undefined {
  const seen = new Set<unknown>();
  let at: RangeStatement | AliasStatement | undefined = alias;
  while (at?.kind === "alias" && !seen.has(at)) {
    seen.add(at);
    at = declared.get(foldName(at.other));
  }
  return at?.kind === "range" ? at : undefined;
}

import type { Report } from "../../model/diagnostic.ts";
import { foldName } from "../../model/name.ts";
import type { Mapping } from "../../model/system.ts";
import type { Element, Range } from "./ranges.ts";
import type { RangeItem, RangeStatement, RawMapping } from "./statement.ts";

/**
 * The mappings of all ranges. Vensim's `B: b1, b2 -> A` lets an equation over A read what is over B: in Hence that is a
 * map from A to B.
 */
export function mappingsOf(
  ranges: readonly RangeStatement[],
  byName: ReadonlyMap<string, Range>,
  report: Report,
): readonly Mapping[] {
  const mappings: Mapping[] = [];
  const done = new Set<string>();
  for (const range of ranges) {
    const own = byName.get(foldName(range.name));
    for (const mapping of range.mappings) {
      const to = byName.get(foldName(mapping.to));
      const key = `${foldName(range.name)} ${foldName(mapping.to)}`;
      if (!to) {
        const message = `‘${range.name}’ is mapped to ‘${mapping.to}’, but there is no such range.`;
        report({ code: "unknown-dimension", severity: "error", message, span: mapping.span });
      } else if (own && !done.has(key)) {
        done.add(key);
        const found = mappingOf(range, own, mapping, to, byName, report);
        if (found) mappings.push(found);
      }
    }
  }
  return mappings;
}

function mappingOf(
  range: RangeStatement,
  own: Range,
  { items, span }: RawMapping,
  to: Range,
  byName: ReadonlyMap<string, Range>,
  report: Report,
): Mapping | undefined {
  const spread = (item: RangeItem): readonly Element[] => {
    if (item.kind === "series") return [];
    return byName.get(foldName(item.name))?.elements ?? [{ name: item.name, span: item.span }];
  };
  const targets = items ? items.map(spread) : to.elements.map((element) => [element]);
  const groups = range.items.map(spread);
  const sources = targets.length === own.elements.length ? own.elements.map((element) => [element]) : groups;
  if (targets.length !== sources.length) {
    // Elements that stand in a file are not known yet.
    if (own.elements.length === 0 || to.elements.length === 0) return undefined;
    const message = `‘${range.name}’ has ${own.elements.length} elements, and is mapped to ${targets.length} of ‘${to.name}’.`;
    report({ code: "mapping-lengths", severity: "error", message, span });
    return undefined;
  }
  const forward = sources.map((source, i) => [source, targets[i]!] as const);
  const isUnique = isFunction(
    forward.flatMap(([source, target]) => target.map((each) => [each.name, source] as const)),
  );
  if (isUnique) {
    const pairs = forward.map(([source, target]) => ({
      from: target.map(({ name }) => name),
      to: source[0]!.name,
      span,
    }));
    return { from: to.name, to: range.name, pairs, span };
  }
  // One element there belongs to several here: told the other way round, it is read backwards where that is unique.
  const pairs = forward.flatMap(([source, target]) =>
    target.slice(0, 1).map((each) => ({ from: source.map(({ name }) => name), to: each.name, span })),
  );
  return { from: range.name, to: to.name, pairs, span };
}

/** Whether every name leads to one element only. */
function isFunction(leads: readonly (readonly [string, readonly Element[]])[]): boolean {
  const seen = new Set<string>();
  return leads.every(([name, source]) => {
    if (source.length !== 1 || seen.has(foldName(name))) return false;
    seen.add(foldName(name));
    return true;
  });
}

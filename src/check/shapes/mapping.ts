import type { Report } from "../../model/diagnostic.ts";
import { foldName } from "../../model/name.ts";
import type { Mapping } from "../../model/system.ts";
import type { Suggest } from "../names/suggestion.ts";
import { elementIndex, type ResolvedDimension } from "./dimensions.ts";

/** `map A to B`, worked out: to which element of B each element of A leads, by position; -1 where that is missing. */
export interface ResolvedMapping {
  readonly from: ResolvedDimension;
  readonly to: ResolvedDimension;
  readonly targets: readonly number[];
}

/**
 * Works out the mappings between dimensions. An element leads to one place only; one that leads nowhere is missed where
 * an equation needs it.
 */
export function resolveMappings(
  mappings: readonly Mapping[],
  dimensions: ReadonlyMap<string, ResolvedDimension>,
  suggest: Suggest,
  report: Report,
): readonly ResolvedMapping[] {
  const resolved: ResolvedMapping[] = [];
  const first = new Map<string, Mapping>();
  for (const mapping of mappings) {
    const { span } = mapping;
    const key = `${foldName(mapping.from)} ${foldName(mapping.to)}`;
    const before = first.get(key);
    if (before) {
      const message = `‘${mapping.from}’ is mapped to ‘${mapping.to}’ twice.`;
      const notes = [{ message: "It is mapped here first.", span: before.span }];
      report({ code: "mapping-twice", severity: "error", message, span, notes });
      continue;
    }
    first.set(key, mapping);
    const [from, to] = [mapping.from, mapping.to].map((name) => {
      const dimension = dimensions.get(foldName(name));
      if (dimension) return dimension;
      const message = `‘map’ leads from one dimension to another, but there is no dimension ‘${name}’.`;
      const more = suggest(
        name,
        [...dimensions.values()].map(({ axis }) => axis.name),
      );
      report({ code: "unknown-dimension", severity: "error", message, span, ...more });
      return undefined;
    });
    if (from && to)
      resolved.push({ from, to, targets: targetsOf(mapping, from, to, dimensions, suggest, report) });
  }
  return resolved;
}

function targetsOf(
  mapping: Mapping,
  from: ResolvedDimension,
  to: ResolvedDimension,
  dimensions: ReadonlyMap<string, ResolvedDimension>,
  suggest: Suggest,
  report: Report,
): readonly number[] {
  const targets = from.axis.elements.map(() => -1);
  for (const { from: sources, to: target, span } of mapping.pairs) {
    const indexOf = (dimension: ResolvedDimension, element: string) => {
      const index = elementIndex(dimension, element);
      if (index === undefined) {
        const message = `‘${element}’ is no element of ‘${dimension.axis.name}’.`;
        report({
          code: "unknown-element",
          severity: "error",
          message,
          span,
          ...suggest(element, dimension.axis.elements),
        });
      }
      return index;
    };
    const targetIndex = indexOf(to, target);
    for (const source of sources.flatMap((each) => elementsNamed(each, from, dimensions))) {
      const index = indexOf(from, source);
      if (index === undefined || targetIndex === undefined) continue;
      if (targets[index] !== -1) {
        const before = to.axis.elements[targets[index]!]!;
        const message = `‘${source}’ is mapped to ‘${before}’ already, and cannot be mapped to ‘${target}’ too.`;
        report({ code: "element-mapped-twice", severity: "error", message, span });
      } else {
        targets[index] = targetIndex;
      }
    }
  }
  return targets;
}

/** An element, or all elements of a subrange. */
function elementsNamed(
  name: string,
  from: ResolvedDimension,
  dimensions: ReadonlyMap<string, ResolvedDimension>,
): readonly string[] {
  const part = dimensions.get(foldName(name));
  return part?.root === from.root && !from.indices.has(foldName(name)) ? part.axis.elements : [name];
}

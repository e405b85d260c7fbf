import type { Report } from "../../model/diagnostic.ts";
import { foldName } from "../../model/name.ts";
import type { Mapping } from "../../model/system.ts";
import { listNames, type Suggest } from "../names/suggestion.ts";
import { elementIndex, type ResolvedDimension } from "./dimensions.ts";

/** `map A to B`, worked out: to which element of B each element of A leads, by position; -1 where that is missing. */
export interface ResolvedMapping {
  readonly from: ResolvedDimension;
  readonly to: ResolvedDimension;
  readonly targets: readonly number[];
}

/** Works out the mappings between dimensions. Each must lead every element somewhere, and to one place only. */
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
    if (from && to) resolved.push({ from, to, targets: targetsOf(mapping, from, to, suggest, report) });
  }
  return resolved;
}

function targetsOf(
  mapping: Mapping,
  from: ResolvedDimension,
  to: ResolvedDimension,
  suggest: Suggest,
  report: Report,
): readonly number[] {
  const targets = from.axis.elements.map(() => -1);
  let isSound = true;
  for (const { from: sources, to: target, span } of mapping.pairs) {
    const indexOf = (dimension: ResolvedDimension, element: string) => {
      const index = elementIndex(dimension, element);
      if (index === undefined) {
        isSound = false;
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
    for (const source of sources) {
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
  const missing = from.axis.elements.filter((_, index) => targets[index] === -1);
  if (isSound && missing.length > 0) {
    const message = `This does not say which element of ‘${to.axis.name}’ belongs to ${listNames(missing)}.`;
    report({ code: "mapping-incomplete", severity: "error", message, span: mapping.span });
  }
  return targets;
}

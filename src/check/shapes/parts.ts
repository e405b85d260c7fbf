import type { Report } from "../../model/diagnostic.ts";
import { foldName } from "../../model/name.ts";
import type { Part, PartSubscript, Variable } from "../../model/variable.ts";
import type { Axis } from "../facts.ts";
import { listNames, type Suggest } from "../names/suggestion.ts";
import type { ResolvedDimension } from "./dimensions.ts";
import { elementLabel, placeOf } from "./place.ts";

/** Which elements the parts of one definition are for. */
export interface Coverage {
  /** For each element the number of its part, -1 where it has none; undefined where one part is for all. */
  readonly table?: Int32Array;
  /** For each part, and in it for each axis, the elements that it is for. */
  readonly covered: readonly (readonly (readonly number[])[])[];
}

export interface PartTools {
  readonly dimensions: ReadonlyMap<string, ResolvedDimension>;
  readonly suggest: Suggest;
  /** Counts work, so that a hostile text cannot ask for hours of it; false when there was too much. */
  readonly spend: (work: number) => boolean;
  readonly report: Report;
}

/**
 * Works out which part of a definition is for which element. An element that no part is for, or that two are for, is a
 * fault. Undefined where the parts themselves are at fault.
 */
export function coverParts(
  { name, nameSpan }: Variable,
  axes: readonly ResolvedDimension[],
  parts: readonly Part<unknown>[],
  what: string,
  tools: PartTools,
): Coverage | undefined {
  const { spend, report } = tools;
  const everything = axes.map(({ all }) => all);
  const [only] = parts;
  if (parts.length === 1 && only && only.subscripts.length === 0) return { covered: [everything] };
  const plain = axes.map(({ axis }) => axis);
  if (axes.length === 0) {
    const part = parts.find(({ subscripts }) => subscripts.length > 0) ?? only;
    if (!part) return { covered: [] };
    const message = `‘${name}’ is a single number, and cannot have an equation for each of several elements.`;
    const notes = [{ message: `To make it an array, name its dimension: ${name}[region]` }];
    report({ code: "no-array", severity: "error", message, span: part.span, notes });
    return undefined;
  }

  const size = everything.reduce((product, elements) => product * elements.length, 1);
  const boxes = parts.map((part) => boxesOf(part, axes, everything, name, tools));
  if (boxes.includes(undefined)) return undefined;
  const work = boxes.map((box) => sizeOfBox(box!.inside) * (1 + box!.except.length));
  if (!spend(size + work.reduce((sum, each) => sum + each, 0))) return undefined;

  const table = new Int32Array(size).fill(-1);
  const overlaps = new Set<string>();
  for (const [number, part] of parts.entries()) {
    if (part.otherwise) continue;
    eachElement(boxes[number]!, axes, (index) => {
      const before = table[index]!;
      if (before === -1) table[index] = number;
      else if (overlaps.size < mostOverlaps && !overlaps.has(`${before} ${number}`)) {
        overlaps.add(`${before} ${number}`);
        report({
          code: "part-overlap",
          severity: "error",
          message: `‘${elementLabel(name, index, plain)}’ has two ${what}s.`,
          span: part.span,
          notes: [
            { message: "The other is here.", span: parts[before]!.span },
            {
              message:
                "Leave it out of one of them with ‘except’, as in [*] except [khatlon], or use ‘else’.",
            },
          ],
        });
      }
    });
  }
  // Of two lines for everything else the reader has told.
  const otherwise = parts.findIndex((part) => part.otherwise);
  if (otherwise !== -1) for (let i = 0; i < size; i++) if (table[i] === -1) table[i] = otherwise;

  const missing: string[] = [];
  let missingCount = 0;
  for (let index = 0; index < size; index++) {
    if (table[index] !== -1) continue;
    missingCount++;
    if (missing.length < mostNamed) missing.push(elementLabel(name, index, plain));
  }
  if (missingCount > 0) {
    const more = missingCount > mostNamed ? ` and ${missingCount - mostNamed} more` : "";
    const names = more === "" ? listNames(missing) : missing.map((each) => `‘${each}’`).join(", ");
    const message = `Nothing gives ${names}${more} ${what.startsWith("e") ? "an" : "a"} ${what}.`;
    const notes = [{ message: "Add a line for what is missing, or one for all the rest: else = …" }];
    report({ code: "missing-element", severity: "error", message, span: nameSpan, notes });
  }
  return {
    table,
    covered: projections(
      table,
      boxes.map((box) => box!),
      parts,
      plain,
    ),
  };
}

const mostOverlaps = 5;
const mostNamed = 6;

/** For each axis some elements: all combinations of these. */
type Box = readonly (readonly number[])[];

interface Boxes {
  readonly inside: Box;
  readonly except: readonly Box[];
}

function boxesOf(
  { subscripts, except, span }: Part<unknown>,
  axes: readonly ResolvedDimension[],
  everything: Box,
  name: string,
  tools: PartTools,
): Boxes | undefined {
  const boxOf = (brackets: readonly PartSubscript[], isLeftOut: boolean): Box | undefined => {
    if (brackets.length === axes.length) {
      const box = brackets.map((subscript, i) =>
        isLeftOut ? leftOut(subscript, axes[i]!, name, tools) : indicesOf(subscript, axes[i]!, name, tools),
      );
      return box.includes(undefined) ? undefined : box.map((indices) => indices!);
    }
    const wanted = axes.length === 1 ? "1 dimension" : `${axes.length} dimensions`;
    const message = `‘${name}’ has ${wanted} (${axes.map(({ axis }) => axis.name).join(", ")}), and these brackets name ${brackets.length}.`;
    tools.report({ code: "wrong-subscripts", severity: "error", message, span });
    return undefined;
  };
  const inside = subscripts.length === 0 ? everything : boxOf(subscripts, false);
  const outside = except.map((brackets) => boxOf(brackets, true));
  if (!inside || outside.includes(undefined)) return undefined;
  return { inside, except: outside.map((box) => box!) };
}

/** As `indicesOf`, behind `except`, where it does no harm to leave out what an array over a subrange does not have. */
function leftOut(
  subscript: PartSubscript,
  axis: ResolvedDimension,
  name: string,
  tools: PartTools,
): readonly number[] | undefined {
  const root = tools.dimensions.get(axis.root);
  const key = subscript.kind === "name" ? foldName(subscript.name) : "";
  const part = tools.dimensions.get(key);
  if (part?.root === axis.root) return part.places.flatMap((place) => axis.byPlace.get(place) ?? []);
  if (root?.indices.has(key) && !axis.indices.has(key)) return [];
  return indicesOf(subscript, axis, name, tools);
}

/** The elements that one place between the brackets of a part names. */
function indicesOf(
  subscript: PartSubscript,
  axis: ResolvedDimension,
  name: string,
  { dimensions, suggest, report }: PartTools,
): readonly number[] | undefined {
  if (subscript.kind === "all") return axis.all;
  const key = foldName(subscript.name);
  const dimension = dimensions.get(key);
  const indices =
    dimension?.root === axis.root ? dimension.places.map((place) => axis.byPlace.get(place)) : [];
  if (indices.length > 0 && !indices.includes(undefined)) return indices.map((index) => index!);
  const element = axis.indices.get(key);
  if (element !== undefined) return [element];
  const { span } = subscript;
  const message = dimension
    ? `‘${subscript.name}’ is not a part of ‘${axis.axis.name}’, which ‘${name}’ is over.`
    : `‘${subscript.name}’ is no element of ‘${axis.axis.name}’, which ‘${name}’ is over.`;
  const parts = [...dimensions.values()]
    .filter(({ root }) => root === axis.root)
    .map((part) => part.axis.name);
  const more = suggest(subscript.name, [...axis.axis.elements, ...parts], span);
  report({ code: "unknown-element", severity: "error", message, span, ...more });
  return undefined;
}

function sizeOfBox(box: Box): number {
  return box.reduce((size, indices) => size * indices.length, 1);
}

/** Visits the row-major indices of the elements of a part, in order. */
function eachElement(
  { inside, except }: Boxes,
  axes: readonly ResolvedDimension[],
  visit: (index: number) => void,
): void {
  const holes = except.map((box) => box.map((indices) => new Set(indices)));
  const go = (axis: number, row: number, open: readonly (readonly ReadonlySet<number>[])[]): void => {
    const { length } = axes[axis]!.all;
    const isLast = axis === axes.length - 1;
    for (const index of inside[axis]!) {
      // The holes that the place so far is in.
      const around = open.length === 0 ? open : open.filter((hole) => hole[axis]!.has(index));
      if (!isLast) go(axis + 1, row * length + index, around);
      else if (around.length === 0) visit(row * length + index);
    }
  };
  go(0, 0, holes);
}

/** For each part, and in it for each axis, the elements that it is really for. */
function projections(
  table: Int32Array,
  boxes: readonly Boxes[],
  parts: readonly Part<unknown>[],
  axes: readonly Axis[],
): readonly Box[] {
  const derived = parts.map(({ otherwise }, number) => otherwise || boxes[number]!.except.length > 0);
  if (!derived.includes(true)) return boxes.map(({ inside }) => inside);
  const seen = parts.map(() => axes.map(() => new Set<number>()));
  for (let index = 0; index < table.length; index++) {
    const number = table[index]!;
    if (!derived[number]) continue;
    const place = placeOf(index, axes);
    for (let axis = 0; axis < place.length; axis++) seen[number]![axis]!.add(place[axis]!);
  }
  return boxes.map(({ inside }, number) =>
    derived[number] ? seen[number]!.map((indices) => [...indices].sort((a, b) => a - b)) : inside,
  );
}

import type { Report } from "../../model/diagnostic.ts";
import { foldName } from "../../model/name.ts";
import type { Part, Variable } from "../../model/variable.ts";
import { clausesOf, type Equations, equationsOf, streamsOf } from "../definition.ts";
import type { Axis, Names, PartOf, Shapes } from "../facts.ts";
import { createSuggest, listNames, type Suggest } from "../names/suggestion.ts";
import { shapeArgument } from "./argument.ts";
import { type ResolvedDimension, resolveDimensions } from "./dimensions.ts";
import type { Ground } from "./ground.ts";
import { resolveMappings } from "./mapping.ts";
import { type Coverage, coverParts } from "./parts.ts";
import { createShaper, type ReferenceFacts } from "./references.ts";

/** Finds out over which dimensions each variable is, which equation is for which element, and what each reference picks. */
export function resolveShapes(names: Names, report: Report): Shapes {
  const { model, meanings, callees, reads } = names;
  const suggest = createSuggest();
  const spend = createBudget(report);
  const dimensions = resolveDimensions(names.dimensions, report);
  const mappings = resolveMappings(model.mappings, dimensions, suggest, report);
  const axes = shapeVariables(names, dimensions, suggest, report);

  const facts: ReferenceFacts = {
    picks: new Map(),
    positions: new Map(),
    graphPicks: new Map(),
    loops: new Map(),
    vectors: new Map(),
  };
  const { variables } = names;
  const tools = { dimensions, mappings, meanings, variables, callees, reads, axes, suggest, spend, report };
  const shape = createShaper(facts, tools);

  const tables = new Map<readonly Part<unknown>[], Int32Array>();
  for (const variable of model.variables) {
    const own = axes.get(variable);
    if (!own) continue;
    for (const { role, parts } of equationsOf(variable)) {
      const only = parts[0];
      if (own.length === 0 && only && parts.length === 1 && only.subscripts.length === 0) {
        shape(only.value, singleNumber);
        continue;
      }
      const covers = cover(variable, own, parts, words[role]);
      for (let number = 0; number < covers.length; number++) {
        const covered = covers[number]!;
        const part = parts[number]!;
        const named = part.subscripts.map((each) => (each.kind === "name" ? foldName(each.name) : undefined));
        shape(part.value, { axes: own, named, covered, allowsWhole: false });
      }
    }
    if (variable.kind === "graph" || variable.kind === "data")
      cover(variable, own, variable.points, "list of points");
    const { inflows, outflows } = streamsOf(variable);
    const clauses = clausesOf(variable);
    if (inflows.length === 0 && outflows.length === 0 && clauses.length === 0) continue;
    const everywhere: Ground = { axes: own, covered: own.map(({ all }) => all), allowsWhole: false };
    const inList: Ground = { ...everywhere, isPlain: true };
    for (const streams of [inflows, outflows]) {
      for (const { flow, share } of streams) {
        shape(flow, inList);
        if (share) shape(share, everywhere);
      }
    }
    for (const expr of clauses) shape(expr, everywhere);
  }
  shapeArgument(model, shape);

  const partOf: PartOf = (_variable, parts, index) => parts[tables.get(parts)?.[index] ?? 0];
  const plainAxes = new Map<Variable, readonly Axis[]>();
  for (const [variable, own] of axes)
    plainAxes.set(variable, own.length === 0 ? none : own.map(({ axis }) => axis));
  return { names, axes: plainAxes, partOf, ...facts };

  function cover(
    variable: Variable,
    own: readonly ResolvedDimension[],
    parts: readonly Part<unknown>[],
    what: string,
  ): Coverage["covered"] {
    if (parts.length === 0) return none;
    const coverage = coverParts(variable, own, parts, what, tools);
    if (coverage?.table) tables.set(parts, coverage.table);
    return coverage?.covered ?? none;
  }
}

const none: readonly never[] = [];

/** Where the equation of what is no array stands. */
const singleNumber: Ground = { axes: none, named: none, covered: none, allowsWhole: false };

const words: Readonly<Record<Equations["role"], string>> = {
  starts: "starting value",
  rate: "rate",
  equation: "equation",
  initially: "value at the start",
  next: "next value",
  input: "input",
  value: "value",
};

/** More numbers than this in all variables together are taken for a slip of the pen. */
const mostElements = 1_000_000;

function shapeVariables(
  names: Names,
  dimensions: ReadonlyMap<string, ResolvedDimension>,
  suggest: Suggest,
  report: Report,
): ReadonlyMap<Variable, readonly ResolvedDimension[]> {
  const axes = new Map<Variable, readonly ResolvedDimension[]>();
  const { model } = names;
  let total = 0;
  for (const variable of [...model.variables, ...model.functions.flatMap(({ body }) => body)]) {
    const own = axesOf(variable, dimensions, names, suggest, report);
    if (!own) continue;
    let size = 1;
    for (const { places } of own) size *= places.length;
    if (total + size <= mostElements) {
      total += size;
      axes.set(variable, own);
      continue;
    }
    const { name, nameSpan: span } = variable;
    const message = `With ‘${name}’, which has ${size} elements, the variables have more than ${mostElements} numbers in all.`;
    report({ code: "too-many-elements", severity: "error", message, span });
  }
  return axes;
}

function axesOf(
  { name, dimensions: written }: Variable,
  dimensions: ReadonlyMap<string, ResolvedDimension>,
  names: Names,
  suggest: Suggest,
  report: Report,
): readonly ResolvedDimension[] | undefined {
  if (written.length === 0) return none;
  const axes: ResolvedDimension[] = [];
  let isSound = true;
  for (const { name: word, span } of written) {
    const dimension = dimensions.get(foldName(word));
    isSound &&= dimension !== undefined;
    if (dimension) axes.push(dimension);
    else if (!names.dimensions.has(foldName(word))) {
      const homes = [...dimensions.values()].filter(({ indices }) => indices.has(foldName(word)));
      const [home] = homes;
      const note = home && `Write ${name}[${home.axis.name}] here, and a line for the element: [${word}] = …`;
      const message = home
        ? `‘${word}’ is an element of ${listNames(homes.map(({ axis }) => axis.name))}; behind the name stand dimensions.`
        : `There is no dimension called ‘${word}’.`;
      const candidates = [...dimensions.values()].map(({ axis }) => axis.name);
      const more = note === undefined ? suggest(word, candidates, span) : { notes: [{ message: note }] };
      report({ code: "unknown-dimension", severity: "error", message, span, ...more });
    }
  }
  return isSound ? axes : undefined;
}

/** So many numbers may be kept about the references in all equations. */
const mostWork = 20_000_000;

function createBudget(report: Report): (work: number) => boolean {
  let left = mostWork;
  return (work) => {
    if (left < 0) return false;
    left -= work;
    if (left >= 0) return true;
    const message = `The equations of the arrays read more than ${mostWork / 1e6} million elements in all.`;
    const notes = [
      { message: "Make the dimensions smaller, or bring together what many equations bring together." },
    ];
    report({ code: "too-many-elements", severity: "error", message, notes });
    return false;
  };
}

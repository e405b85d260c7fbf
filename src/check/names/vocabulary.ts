import { functionsNamed } from "../../functions/functions.ts";
import type { Scenario } from "../../model/argument.ts";
import type { Report } from "../../model/diagnostic.ts";
import { foldName } from "../../model/name.ts";
import type { Span } from "../../model/span.ts";
import type { Dimension, FunctionDefinition, Model } from "../../model/system.ts";
import { baseUnit, type Unit, unitWords } from "../../model/unit.ts";
import type { Variable } from "../../model/variable.ts";
import { clockWords } from "../clock.ts";
import { isAliasOf } from "../shapes/dimensions.ts";

/** All that a model declares, by folded name. Of two things with one name, the first. */
export interface Vocabulary {
  readonly variables: ReadonlyMap<string, Variable>;
  readonly dimensions: ReadonlyMap<string, Dimension>;
  /** In which dimensions an element stands, and where in each. */
  readonly elements: ReadonlyMap<string, readonly ElementPlace[]>;
  readonly units: ReadonlyMap<string, Unit>;
  readonly functions: ReadonlyMap<string, FunctionDefinition>;
  readonly scenarios: ReadonlyMap<string, Scenario>;
  /** The ids of claims and the names of sources, as written. */
  readonly claims: ReadonlyMap<string, string>;
  readonly sources: ReadonlyMap<string, string>;
  /** Whether it comes from another language, whose names are not those of Hence. */
  readonly isForeign: boolean;
}

export interface ElementPlace {
  readonly dimension: Dimension;
  readonly index: number;
}

/** Lists what a model declares. Two things of one kind with the same name are a fault, in whatever files they stand. */
export function listVocabulary(model: Model, report: Report): Vocabulary {
  const variables = declare(
    model.variables,
    ({ name }) => name,
    ({ nameSpan }) => nameSpan,
    report,
  );
  const byName = ({ name }: { readonly name: string }) => name;
  const byId = ({ id }: { readonly id: string }) => id;
  const whole = ({ span }: { readonly span: Span }) => span;

  const dimensions = declare(model.dimensions, byName, whole, report, "The dimension ");
  const ownFunctions = declare(model.functions, byName, whole, report, "The function ");
  const scenarios = declare(model.scenarios, byName, whole, report, "The scenario ");
  const sources = declare(model.sources, byName, whole, report, "The source ");
  const claims = declare(model.claims, byId, whole, report, "The claim ");
  declare(model.links, byId, whole, report, "The link ");
  declare(model.loops, byId, whole, report, "The loop ");
  declare(model.checks, byId, whole, report, "The check ");
  declare(model.history, byId, whole, report, "The history ");

  const isForeign = model.time.like !== undefined;
  const tellTaken: Report = isForeign ? () => {} : report;
  if (!isForeign) for (const variable of model.variables) reportTaken(variable, report);
  for (const definition of model.functions) {
    if (!isForeign) for (const variable of definition.body) reportTaken(variable, report);
    declare(
      definition.body,
      byName,
      ({ nameSpan }) => nameSpan,
      report,
      `In the function ‘${definition.name}’ `,
    );
    if (isFunctionName(definition.name))
      tellTaken(
        taken(
          definition.name,
          definition.span,
          "Hence has a function of that name, which is called the same way",
        ),
      );
  }
  for (const { name, span } of model.scenarios) {
    if (foldName(name) === "base") report(taken(name, span, "‘base’ is the run without a scenario"));
  }
  return {
    variables,
    dimensions,
    elements: listElements(dimensions, report),
    units: new Map([...unitWords(model.units)].map(([word, base]) => [word, baseUnit(base)])),
    functions: ownFunctions,
    scenarios,
    claims: new Map([...claims].map(([folded, { id }]) => [folded, id])),
    sources: new Map([...sources].map(([folded, { name }]) => [folded, name])),
    isForeign,
  };
}

function declare<Item>(
  items: readonly Item[],
  nameOf: (item: Item) => string,
  spanOf: (item: Item) => Span,
  report: Report,
  what = "",
): ReadonlyMap<string, Item> {
  const byName = new Map<string, Item>();
  for (const item of items) {
    const name = nameOf(item);
    const folded = foldName(name);
    const first = byName.get(folded);
    if (first === undefined) {
      byName.set(folded, item);
      continue;
    }
    const same =
      nameOf(first) === name
        ? []
        : [{ message: "Letter case, spaces and underscores do not distinguish names." }];
    report({
      code: "name-twice",
      severity: "error",
      message: `${what}‘${name}’ is declared twice.`,
      span: spanOf(item),
      notes: [{ message: `‘${nameOf(first)}’ is declared here first.`, span: spanOf(first) }, ...same],
    });
  }
  return byName;
}

/** Names that would change the meaning of equations all over the model. */
function reportTaken(variable: Variable, report: Report): void {
  const { nameSpan, kind, origin } = variable;
  const name = origin?.kind === "module" ? origin.name : variable.name;
  if (clockWords.has(foldName(name)))
    report(taken(name, nameSpan, `in every equation ‘${name}’ is what the clock says`));
  else if (kind === "graph" && isFunctionName(name))
    report(taken(name, nameSpan, "Hence has a function of that name, which is called the same way"));
}

function taken(name: string, span: Span, why: string) {
  return {
    code: "name-taken",
    severity: "error",
    message: `‘${name}’ cannot be declared: ${why}.`,
    span,
    notes: [{ message: "Choose another name." }],
  } as const;
}

/** Whether Hence has a function of that name, whatever it takes. */
export function isFunctionName(name: string): boolean {
  return functionsNamed(foldName(name)).length > 0;
}

/** Elements of the dimensions that stand by themselves; subranges and aliases have the elements of those. */
function listElements(
  dimensions: ReadonlyMap<string, Dimension>,
  report: Report,
): ReadonlyMap<string, readonly ElementPlace[]> {
  const places = new Map<string, ElementPlace[]>();
  for (const dimension of dimensions.values()) {
    if (dimension.of !== undefined || isAliasOf(dimension, dimensions) !== undefined) continue;
    const seen = new Map<string, Span>();
    for (const [index, { name, span }] of dimension.elements.entries()) {
      const first = seen.get(foldName(name));
      if (first) {
        const message = `‘${name}’ stands twice among the elements of ‘${dimension.name}’.`;
        const notes = [{ message: "It stands here first.", span: first }];
        report({ code: "element-twice", severity: "error", message, span, notes });
        continue;
      }
      seen.set(foldName(name), span);
      if (dimensions.has(foldName(name))) {
        const message = `‘${name}’ is a dimension, and cannot be one of several elements of ‘${dimension.name}’.`;
        const note = `To say that ‘${dimension.name}’ is another name for it, write it alone: dim ${dimension.name} = ${name}`;
        report({
          code: "dimension-as-element",
          severity: "error",
          message,
          span,
          notes: [{ message: note }],
        });
      }
      const place = { dimension, index };
      const others = places.get(foldName(name));
      if (others) others.push(place);
      else places.set(foldName(name), [place]);
    }
  }
  return places;
}

import type { Facts } from "../check/facts.ts";
import { functions } from "../functions/functions.ts";
import { foldName } from "../model/name.ts";
import { printUnit } from "../model/unit.ts";
import type { Variable } from "../model/variable.ts";
import type { NameIndex } from "./nameindex.ts";
import { signatureOf } from "./signature.ts";

/** A variable as a list shows it. */
export interface LexiconVariable {
  readonly name: string;
  readonly kind: Variable["kind"];
  readonly unit?: string;
  /** Its title, or else the beginning of what it means. */
  readonly label?: string;
}

/** All names that may stand in the texts of a system: plain data, which an editor colours and completes with. */
export interface Lexicon {
  readonly variables: readonly LexiconVariable[];
  readonly functions: readonly {
    readonly name: string;
    readonly signature: string;
    readonly summary: string;
  }[];
  readonly dimensions: readonly { readonly name: string; readonly elements: readonly string[] }[];
  readonly units: readonly string[];
  readonly scenarios: readonly { readonly name: string; readonly label?: string }[];
  readonly claims: readonly { readonly name: string; readonly label?: string }[];
  readonly sources: readonly { readonly name: string; readonly label?: string }[];
}

/** What is known before any text has been read. */
export const emptyLexicon: Lexicon = {
  variables: [],
  functions: [],
  dimensions: [],
  units: [],
  scenarios: [],
  claims: [],
  sources: [],
};

/** Gathers the names of a reading; units that were worked out come from the facts, where there are any. */
export function lexiconOf(index: NameIndex, facts: Facts | undefined): Lexicon {
  const { names } = index;
  const { model } = names;
  const unitOf = (variable: Variable): string | undefined => {
    const known = facts?.names.variables.get(foldName(variable.name));
    const unit = known && facts?.units.variables.get(known);
    return unit && printUnit(unit);
  };
  const labelled = (name: string, label: string | undefined) => ({
    name,
    ...(label !== undefined && { label }),
  });
  return {
    variables: model.variables.map((variable) => {
      const { name, kind, title, description } = variable;
      const unit = unitOf(variable);
      return { ...labelled(name, title ?? description), kind, ...(unit !== undefined && { unit }) };
    }),
    functions: [
      ...builtInFunctions(),
      ...model.functions.map(({ name, parameters, description }) => ({
        name,
        signature: `${name}(${parameters.map((parameter) => parameter.name).join(", ")})`,
        summary: description ?? "A function of this system.",
      })),
    ],
    dimensions: model.dimensions.map(({ name, elements }) => ({
      name,
      elements: elements.slice(0, mostElements).map((element) => element.name),
    })),
    units: [...names.units.values()].map(({ name }) => name),
    scenarios: model.scenarios.map(({ name, title }) => labelled(name, title)),
    claims: model.claims.map(({ id, sentence, context }) => labelled(id, sentence ?? context)),
    sources: model.sources.map(({ name, title }) => labelled(name, title)),
  };
}

/** Those of Hence, each name once with all ways to call it. */
function builtInFunctions(): Lexicon["functions"] {
  const found = new Map<string, Lexicon["functions"][number]>();
  for (const row of functions) {
    const { name, summary } = row;
    const before = found.get(name);
    const signature = before ? `${before.signature} or ${signatureOf(row)}` : signatureOf(row);
    found.set(name, { name, signature, summary: before?.summary ?? summary });
  }
  return [...found.values()];
}

/** A list shows no more elements of a dimension. */
const mostElements = 1000;

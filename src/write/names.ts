import type { Layout } from "../model/layout.ts";
import { foldName } from "../model/name.ts";
import type { Model } from "../model/system.ts";

/**
 * The same model with names that need no quotes where only spaces are in the way: ‘Birth Rate’ is called ‘Birth_Rate’,
 * which is the same name, and everywhere spelt as where it is declared.
 */
export function withPlainNames(model: Model): Model {
  const spellings = new Map<string, string>();
  const declare = (name: string) => {
    if (!spellings.has(foldName(name))) spellings.set(foldName(name), plainName(name));
  };
  const declareAll = ({ variables, dimensions, functions, systems }: Model): void => {
    for (const { name } of variables) declare(name);
    for (const { name, elements } of dimensions)
      for (const each of [name, ...elements.map((one) => one.name)]) declare(each);
    for (const { name, parameters, body } of functions)
      for (const each of [name, ...parameters.map((one) => one.name), ...body.map((one) => one.name)])
        declare(each);
    for (const system of systems) declareAll(system.model);
  };
  declareAll(model);
  const labelled = withPlainLabels(model);
  const spell = (name: string) => spellings.get(foldName(name)) ?? plainName(name);
  return respelled(labelled, spell);
}

/** The name of the system and those of its sectors, which no equation uses: plain, with the old one for a title. */
function withPlainLabels(model: Model): Model {
  const labels = new Map<string, string>();
  const label = (name: string): string => {
    const word = name.replace(/[^\p{L}\p{M}\p{N}_]+/gu, "_").replace(/^_+|_+$/g, "");
    const plain = /^[\p{L}\p{M}_]/u.test(word) ? word : `part_${word}`;
    const taken = new Set([...labels.values()].map(foldName));
    const free = taken.has(foldName(plain)) ? `${plain}_${labels.size + 1}` : plain;
    labels.set(name, free);
    return free;
  };
  const retitled = <Named extends { readonly name: string; readonly title?: string }>(one: Named): Named => {
    const name = label(one.name);
    return foldName(name) === foldName(one.name)
      ? { ...one, name }
      : { ...one, name, title: one.title ?? one.name };
  };
  const sectors = model.sectors.map(retitled);
  const variables = model.variables.map((variable) =>
    variable.sector === undefined
      ? variable
      : { ...variable, sector: labels.get(variable.sector) ?? variable.sector },
  );
  labels.clear();
  return { ...retitled(model), sectors, variables };
}

/** With underscores instead of spaces where that makes it a plain word. */
function plainName(name: string): string {
  const plain = name.trim().replace(/[\s_\u00a0]+/gu, "_");
  const isPlain = /^[\p{L}\p{M}_][\p{L}\p{M}\p{N}_]*$/u.test(plain);
  return isPlain && foldName(plain) === foldName(name) ? plain : name;
}

/** A model, or a layout, in which every name is spelt as `spell` says. */
export function respelled<Named extends Model | Layout>(
  named: Named,
  spell: (name: string) => string,
): Named {
  return spelled(named, "", spell) as Named;
}

function spelled(value: unknown, key: string, spell: (name: string) => string): unknown {
  if (typeof value === "string") return nameKeys.has(key) ? spell(value) : value;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => spelled(item, key === "path" ? "name" : key, spell));
  if ("source" in value && "from" in value && "to" in value) return value;
  return Object.fromEntries(
    Object.entries(value).map(([inner, item]) => [
      inner,
      spelled(item, isText(inner, item) ? "" : inner, spell),
    ]),
  );
}

/** The parts of a model that are names, or lists of names. */
const nameKeys: ReadonlySet<string> = new Set([
  ...[
    "name",
    "of",
    "from",
    "to",
    "sector",
    "group",
    "input",
    "output",
    "id",
    "unit",
    "variable",
    "aliases",
    "flow",
  ],
]);

/** A path of files is a string, one of modules a list of names. */
function isText(key: string, value: unknown): boolean {
  return key === "path" && typeof value === "string";
}

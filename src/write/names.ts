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
  const spell = (name: string) => spellings.get(foldName(name)) ?? plainName(name);
  return spelled(model, "", spell) as Model;
}

/** With underscores instead of spaces where that makes it a plain word. */
function plainName(name: string): string {
  const plain = name.trim().replace(/[\s_\u00a0]+/gu, "_");
  const isPlain = /^[\p{L}\p{M}_][\p{L}\p{M}\p{N}_]*$/u.test(plain);
  return isPlain && foldName(plain) === foldName(name) ? plain : name;
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
  ...["name", "of", "from", "to", "sector", "group", "input", "output", "id", "unit", "variable", "aliases"],
]);

/** A path of files is a string, one of modules a list of names. */
function isText(key: string, value: unknown): boolean {
  return key === "path" && typeof value === "string";
}

import { foldName } from "../model/name.ts";
import type { Alias, Aliases, FunctionRow } from "./function.ts";
import { functions, takes } from "./functions.ts";

/** The languages in which functions have other names. Stella reads XMILE, and has more functions than that. */
export type Language = keyof Aliases;

/** A function as another language calls it. */
export interface Foreign {
  readonly row: FunctionRow;
  /** Which of the arguments there (from 0) stands at each place here; undefined: as they stand. */
  readonly order?: readonly number[];
}

/** The names of a function in a language, as they are written there. */
export function aliasesIn({ aliases }: FunctionRow, language: Language): readonly string[] {
  return listed(aliases[language]).map((alias) => (typeof alias === "string" ? alias : alias.name));
}

/** The function of Hence that a call in another language means: its name there and its number of arguments. */
export function findForeign(language: Language, name: string, argumentCount: number): Foreign | undefined {
  return foreignNamed(language, foldName(name)).find(({ row, order }) =>
    takes(row, argumentCount, order && Math.max(...order) + 1),
  );
}

/** All functions of Hence that a folded name means in another language, whatever they take. */
export function foreignNamed(language: Language, name: string): readonly Foreign[] {
  const known = byAlias.get(language) ?? listAliases(language);
  byAlias.set(language, known);
  return known.get(name) ?? none;
}

/** For each language that has been asked for, the functions by their folded names there. */
const byAlias = new Map<Language, ReadonlyMap<string, readonly Foreign[]>>();
const none: readonly Foreign[] = [];

function listAliases(language: Language): ReadonlyMap<string, readonly Foreign[]> {
  const listing = new Map<string, Foreign[]>();
  for (const row of functions) {
    for (const alias of listed(row.aliases[language])) {
      const key = foldName(typeof alias === "string" ? alias : alias.name);
      const foreign = typeof alias === "string" ? { row } : { row, order: alias.order };
      const same = listing.get(key);
      if (same) same.push(foreign);
      else listing.set(key, [foreign]);
    }
  }
  return listing;
}

function listed(alias: Aliases[Language]): readonly Alias[] {
  if (alias === undefined) return [];
  return typeof alias === "string" || "name" in alias ? [alias] : alias;
}

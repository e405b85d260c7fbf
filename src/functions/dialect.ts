import { foldName } from "../model/name.ts";
import type { Alias, Aliases, FunctionRow } from "./function.ts";

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
export function findForeign(
  rows: readonly FunctionRow[],
  language: Language,
  name: string,
  argumentCount: number,
): Foreign | undefined {
  const folded = foldName(name);
  for (const row of rows) {
    for (const alias of listed(row.aliases[language])) {
      const order = typeof alias === "string" ? undefined : alias.order;
      if (foldName(typeof alias === "string" ? alias : alias.name) !== folded) continue;
      const most = order ? Math.max(...order) + 1 : row.parameters.length;
      const needed = row.parameters.filter(({ otherwise }) => otherwise === undefined).length;
      if (needed <= argumentCount && argumentCount <= most) return order ? { row, order } : { row };
    }
  }
  return undefined;
}

function listed(alias: Aliases[Language]): readonly Alias[] {
  if (alias === undefined) return [];
  return typeof alias === "string" || "name" in alias ? [alias] : alias;
}

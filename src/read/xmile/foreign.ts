import { type Foreign, findForeign, foreignNamed, type Language } from "../../functions/dialect.ts";
import type { FunctionRow } from "../../functions/function.ts";
import { foldName } from "../../model/name.ts";

/** XMILE's words for what the clock says, by folded name (XMILE 1.0, 3.5.5). */
export const clockNames: ReadonlyMap<string, string> = new Map([
  ["time", "time"],
  ["dt", "dt"],
  ["starttime", "start_time"],
  ["stoptime", "stop_time"],
]);

/** Names before a dot that only say who defines a function (XMILE 1.0, 3.2.2.3). */
const namespaces: ReadonlySet<string> = new Set([
  "std",
  "user",
  "anylogic",
  "forio",
  "insightmaker",
  "isee",
  "powersim",
  "simanticssd",
  "simile",
  "sysdea",
  "vensim",
]);

/** Whether a part before a dot is a namespace of functions. */
export function isNamespace(part: string | undefined): boolean {
  return part !== undefined && namespaces.has(foldName(part));
}

/** Whose habits a file follows: Vensim writes XMILE with meanings of its own. */
export type Maker = "stella" | "vensim";

const languages: readonly Language[] = ["xmile", "stella", "vensim"];

/** XMILE's words by which Vensim means its own functions: they differ below zero (corpus: rounding). */
const meantByVensim: ReadonlyMap<string, string> = new Map([
  ["int", "INTEGER"],
  ["mod", "MODULO"],
]);

/** Finds the function of Hence that a call means, by its name in the file and its number of arguments. */
export type FindFunction = (written: string, argumentCount: number) => Foreign | undefined;

/** By XMILE's name, else by Stella's, else by Vensim's; what was found once is kept. */
export function createFinder(maker: Maker): FindFunction {
  const found = new Map<string, Foreign | undefined>();
  return (written, argumentCount) => {
    const key = `${written} ${argumentCount}`;
    if (!found.has(key)) found.set(key, findFunction(written, argumentCount, maker));
    return found.get(key);
  };
}

function findFunction(written: string, argumentCount: number, maker: Maker): Foreign | undefined {
  const dot = written.indexOf(".");
  const name = dot > 0 && isNamespace(written.slice(0, dot)) ? written.slice(dot + 1) : written;
  const meant = maker === "vensim" ? meantByVensim.get(foldName(name)) : undefined;
  if (meant !== undefined) return findForeign("vensim", meant, argumentCount);
  for (const language of languages) {
    const row = findForeign(language, name, argumentCount);
    if (row) return row;
  }
  return undefined;
}

/** All rows that have a name in one of the languages, whatever they take. */
export function rowsCalled(name: string): readonly FunctionRow[] {
  const key = foldName(name);
  return [...new Set(languages.flatMap((language) => foreignNamed(language, key).map(({ row }) => row)))];
}

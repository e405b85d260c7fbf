import { aliasesIn } from "../../functions/dialect.ts";
import { functions } from "../../functions/functions.ts";
import { foldName } from "../../model/name.ts";

/** A name as Vensim writes it: in quotes where it has other signs than letters, digits, spaces and a few more. */
export function vensimName(name: string): string {
  const isPlain = /^\p{L}[\p{L}\p{N}\p{M}_' $]*$/u.test(name) && !/\s$/.test(name);
  if (isPlain && !reserved.has(foldName(name))) return name;
  return `"${name.replaceAll('"', '\\"').replace(/\s+/g, " ")}"`;
}

/** The name of a macro; one that Vensim has a function of gets another, since quotes do not tell calls apart. */
export function macroName(name: string): string {
  return vensimName(reserved.has(foldName(name)) ? `${name} macro` : name);
}

/** Names of Vensim's functions, of its clock, and the words of its operators. */
const reserved: ReadonlySet<string> = new Set([
  ...functions.flatMap((row) => aliasesIn(row, "vensim")).map(foldName),
  ...["integ", "active_initial", "with_lookup", "if_then_else", "tabbed_array", "game", "a_function_of"],
  ...["time", "time_step", "initial_time", "final_time", "saveper"],
]);

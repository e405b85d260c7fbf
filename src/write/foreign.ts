import type { Language } from "../functions/dialect.ts";
import type { Alias, FunctionRow } from "../functions/function.ts";
import { findFunction } from "../functions/functions.ts";
import type { CallExpr, Expr } from "../model/expression.ts";
import { foldName } from "../model/name.ts";

/** A call as another language writes it; without a name, where it has none for the function. */
export interface ForeignCall {
  readonly row: FunctionRow;
  readonly name?: string;
  readonly args: readonly Expr[];
}

/** The call of a function of Hence in the first of the languages that has it. Undefined for what is no such function. */
export function foreignCall(call: CallExpr, languages: readonly Language[]): ForeignCall | undefined {
  const { args, span } = call;
  const row = findFunction(foldName(call.name), args.length);
  if (!row) return undefined;
  for (const language of languages) {
    for (const alias of listed(row.aliases[language])) {
      if (typeof alias === "string") return { row, name: alias, args };
      const reordered = reorder(row, args, alias.order, span);
      if (reordered) return { row, name: alias.name, args: reordered };
    }
  }
  return { row, args };
}

function listed(alias: Alias | readonly Alias[] | undefined): readonly Alias[] {
  if (alias === undefined) return [];
  return typeof alias === "string" || "name" in alias ? [alias] : alias;
}

/** The arguments at their places there. What was left out here takes the number that it is then. */
function reorder(
  { parameters }: FunctionRow,
  args: readonly Expr[],
  order: readonly number[],
  span: CallExpr["span"],
): readonly Expr[] | undefined {
  const there: Expr[] = [];
  for (const [i, place] of order.entries()) {
    const otherwise = parameters[i]?.otherwise;
    const arg: Expr | undefined =
      args[i] ?? (otherwise === undefined ? undefined : { kind: "number", value: otherwise, span });
    if (!arg) return undefined;
    there[place] = arg;
  }
  return Array.from(there).includes(undefined as never) ? undefined : there;
}

import { childrenOf, type Expr, type NameExpr, type Subscript } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import { replaceNames } from "../../model/replace.ts";
import type { MacroHead } from "./terms.ts";

/** No argument is longer, by far. */
const longest = 5000;

/** The arguments of a call, those that it leaves out being what the macro says, with the arguments before them in it. */
export function fillDefaults({ parameters }: MacroHead, args: readonly Expr[]): readonly Expr[] {
  const given = new Map<string, Expr>();
  return parameters.flatMap(({ name, otherwise }, i) => {
    const value = args[i] ?? (otherwise && replaceParameters(otherwise, given));
    // Defaults that name each other again and again would double without end.
    if (!value || isLongerThan(value, longest)) return [];
    given.set(foldName(name), value);
    return [value];
  });
}

/** Whether an expression has more than so many parts; what is put in at several places counts at each. */
export function isLongerThan(expr: Expr, most: number): boolean {
  let left = most;
  const open = [expr];
  for (let each = open.pop(); each; each = open.pop()) {
    if (--left < 0) return true;
    open.push(...childrenOf(each));
  }
  return false;
}

/** An expression with other expressions in the place of some names. */
export function replaceParameters(expr: Expr, by: ReadonlyMap<string, Expr>): Expr {
  return replaceNames(expr, (name) => replaceName(name, by));
}

/** What stands in the place of a name of a macro, if anything does. */
function replaceName(expr: NameExpr, by: ReadonlyMap<string, Expr>): Expr | undefined {
  const replacement = expr.path.length === 0 ? by.get(foldName(expr.name)) : undefined;
  if (!replacement) return undefined;
  if (!expr.subscripts || replacement.kind !== "name") return replacement;
  const subscripts = expr.subscripts.map(
    (subscript): Subscript =>
      subscript.kind === "position"
        ? { ...subscript, index: replaceParameters(subscript.index, by) }
        : named(subscript, by),
  );
  if (!replacement.subscripts) return { ...replacement, subscripts };
  // Of a slice, `A[2, *]`, the brackets of the macro pick where its stars are.
  const rest = [...subscripts];
  return {
    ...replacement,
    subscripts: replacement.subscripts.map((own) => (own.kind === "all" ? (rest.shift() ?? own) : own)),
  };
}

/** A name in brackets that is a parameter stands for what the call gives. */
function named(subscript: Subscript, by: ReadonlyMap<string, Expr>): Subscript {
  const index = subscript.kind === "name" ? by.get(foldName(subscript.name)) : undefined;
  return index ? { kind: "position", index, span: subscript.span } : subscript;
}

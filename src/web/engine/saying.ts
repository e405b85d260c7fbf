import { firstParts } from "../../check/definition.ts";
import type { Facts } from "../../check/facts.ts";
import type { NameExpr } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import { printUnit } from "../../model/unit.ts";
import type { Variable } from "../../model/variable.ts";
import { equationWords } from "../../view/equationwords.ts";
import { formatCount } from "../../view/number.ts";

/** The equations of some variables in words, by the names that were asked for. */
export function sayEquations(facts: Facts, names: readonly string[]): ReadonlyMap<string, string> {
  const said = new Map<string, string>();
  for (const name of names) {
    const variable = facts.names.variables.get(foldName(name));
    const words = variable && equationOf(variable, facts);
    if (words !== undefined) said.set(name, words);
  }
  return said;
}

function equationOf(variable: Variable, { names }: Facts): string | undefined {
  if (variable.kind === "graph") return `a curve through ${formatCount(variable.points.length, "point")}`;
  const [first, ...others] = firstParts(variable) ?? [];
  if (!first) return undefined;
  const nameOf = (expr: NameExpr) => {
    const meaning = names.meanings.get(expr);
    switch (meaning?.kind) {
      case "variable":
        return { text: meaning.variable.title ?? spaced(meaning.variable.name), isUnit: false };
      case "unit":
        return { text: printUnit(meaning.unit), isUnit: true };
      default:
        return { text: spaced(expr.name), isUnit: false };
    }
  };
  const words = equationWords(first.value, nameOf);
  return others.length === 0 ? words : `${words}, and ${formatCount(others.length, "further equation")}`;
}

function spaced(name: string): string {
  return name.replaceAll("_", " ");
}

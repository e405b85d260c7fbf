import type { Facts } from "../check/facts.ts";
import { type LinkSign, pathSign } from "../check/signs.ts";
import { Bug } from "../model/diagnostic.ts";
import type { NameExpr } from "../model/expression.ts";
import type { Variable } from "../model/variable.ts";
import { joinSigns, type Signs } from "./sign.ts";
import type { Sign, SignedStep } from "./verdict.ts";

/** Direct references one behind the other, and what the whole chain does in the base run. */
export interface Chain {
  readonly path: readonly string[];
  readonly steps: readonly SignedStep[];
  /** Null where a reference is missing. */
  readonly sign: Sign | null;
  readonly note: string | null;
}

/** Looks up every reference of a chain in the model, and its sign at every step of the base run. */
export function readChain(
  names: readonly NameExpr[],
  shape: "open" | "closed",
  facts: Facts,
  signs: Signs,
): Chain {
  const path = names.map(({ name }) => name);
  const variables = names.map((name) => variableOf(name, facts));
  const [start] = variables;
  if (!start || (shape === "open" && variables.length < 2))
    return { path, steps: [], sign: null, note: "It leads nowhere." };
  const followers = shape === "closed" ? [...variables.slice(1), start] : variables.slice(1);
  const steps: SignedStep[] = [];
  const found: LinkSign[] = [];
  for (const [i, effect] of followers.entries()) {
    const cause = variables[i]!;
    const sign = signBetween(cause, effect, facts, signs);
    if (!sign) return { path, steps, sign: null, note: missing(cause, effect, facts) };
    steps.push({ from: cause.name, to: effect.name, sign: sign.sign });
    found.push(sign);
  }
  return { path, steps, sign: pathSign(found).sign, note: null };
}

/** What a variable does to another directly, in whatever ways it acts; undefined where it does not. */
function signBetween(cause: Variable, effect: Variable, facts: Facts, signs: Signs): LinkSign | undefined {
  const acting = facts
    .links()
    .filter((link) => link.cause === cause && link.effect === effect && link.kind !== "initial");
  return acting.length === 0 ? undefined : joinSigns(acting.map(signs));
}

function variableOf(name: NameExpr, { names }: Facts): Variable {
  const meaning = names.meanings.get(name);
  if (meaning?.kind !== "variable") throw new Bug(`‘${name.name}’ is no variable.`);
  return meaning.variable;
}

function missing(cause: Variable, effect: Variable, { links }: Facts): string {
  return links().some((link) => link.cause === cause && link.effect === effect)
    ? `‘${cause.name}’ stands in the starting value of ‘${effect.name}’ only.`
    : `‘${cause.name}’ does not act on ‘${effect.name}’ directly.`;
}

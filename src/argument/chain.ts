import type { CausalLink, Facts } from "../check/facts.ts";
import type { NameExpr } from "../model/expression.ts";
import type { Variable } from "../model/variable.ts";
import { chainWays, joinWays, type Signs, signOver, type Ways } from "./sign.ts";
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
  const unknown = names.find((_, i) => !variables[i]);
  if (unknown) return { path, steps: [], sign: null, note: `‘${unknown.name}’ is no variable.` };

  const known = variables.filter((variable) => variable !== undefined);
  const followers = shape === "closed" ? [...known.slice(1), known[0]!] : known.slice(1);
  const steps: SignedStep[] = [];
  let whole: Ways | undefined;
  for (const [i, effect] of followers.entries()) {
    const cause = known[i]!;
    const between = facts.links.filter((link) => link.cause === cause && link.effect === effect);
    const acting = between.filter(({ kind }) => kind !== "initial");
    if (acting.length === 0) return { path, steps, sign: null, note: missing(cause, effect, between) };
    const ways = acting.map((link): Ways => signs(link).at).reduce(joinWays);
    steps.push({ from: cause.name, to: effect.name, sign: signOver(ways) });
    whole = whole ? chainWays(whole, ways) : ways;
  }
  return whole
    ? { path, steps, sign: signOver(whole), note: null }
    : { path, steps, sign: null, note: "It goes nowhere." };
}

function variableOf(name: NameExpr, { names }: Facts): Variable | undefined {
  const meaning = names.meanings.get(name);
  return meaning?.kind === "variable" ? meaning.variable : undefined;
}

function missing(cause: Variable, effect: Variable, between: readonly CausalLink[]): string {
  if (between.length > 0) return `‘${cause.name}’ stands in the starting value of ‘${effect.name}’ only.`;
  return `‘${cause.name}’ does not act on ‘${effect.name}’ directly.`;
}

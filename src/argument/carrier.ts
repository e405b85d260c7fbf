import { isNumber } from "../check/definition.ts";
import type { Facts } from "../check/facts.ts";
import { causalPath, signedPath } from "../check/paths.ts";
import type { ClaimTest, ContrastTest, EffectTest } from "../model/argument.ts";
import { foldName } from "../model/name.ts";
import type { Variable } from "../model/variable.ts";
import { causeOf } from "./cause.ts";
import { variablesIn } from "./plan.ts";
import type { Signs } from "./sign.ts";

/** What carries a cause to an effect. */
export interface Carriers {
  /** Whether there is any causal path at all. */
  readonly any: boolean;
  /** The shortest whose signs multiply to the claim's direction; empty where there is none. */
  readonly path: readonly Variable[];
  /** Whether it has that direction only by going round a loop. */
  readonly roundLoop: boolean;
}

/** Looks for the path of a line of a claim, with the signs that its links have in the base run. */
export function findCarriers(test: ClaimTest, facts: Facts, signs: Signs): Carriers {
  return test.kind === "effect" ? carriersOf(test, facts, signs) : carriersOfContrast(test, facts);
}

function carriersOf(test: EffectTest, facts: Facts, signs: Signs): Carriers {
  const cause = causeOf(test, facts);
  if (!cause) return { any: false, path: [], roundLoop: false };
  const { variable } = cause;
  const { says } = test;
  const links = isNumber(variable) ? facts.links() : facts.links().filter(({ kind }) => kind !== "initial");
  const effects = effectsOf(test, facts);
  const direct = effects.includes(variable) ? [variable] : undefined;
  const any = direct ?? first(effects, (effect) => causalPath(variable, effect, links));
  if (!any) return { any: false, path: [], roundLoop: false };
  if (says === "leaves") return { any: true, path: any, roundLoop: false };
  const path =
    (says === "raises" ? direct : undefined) ??
    first(effects, (effect) => signedPath(variable, effect, links, says, signs));
  return { any: true, path: path ?? [], roundLoop: path !== undefined && new Set(path).size < path.length };
}

/** The path of a contrast begins at what either of the two scenarios sets. */
function carriersOfContrast(test: ContrastTest, facts: Facts): Carriers {
  const effects = effectsOf(test, facts);
  const causes = [test.left.name, test.right.name].flatMap((name) => settingsOf(name, facts));
  if (causes.length === 0) return { any: true, path: [], roundLoop: false };
  const path = first(causes, (cause) =>
    effects.includes(cause) ? [cause] : first(effects, (effect) => causalPath(cause, effect, facts.links())),
  );
  return { any: path !== undefined, path: path ?? [], roundLoop: false };
}

function effectsOf({ effect }: EffectTest | ContrastTest, facts: Facts): readonly Variable[] {
  const names = variablesIn(facts, effect);
  return [...names].flatMap((name) => facts.names.variables.get(name) ?? []);
}

function first<Item, Found>(
  items: readonly Item[],
  find: (item: Item) => Found | undefined,
): Found | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The variables that a scenario sets, itself and those that it builds on; `family.member` sets the member alone. */
function settingsOf(name: string, { names }: Facts): readonly Variable[] {
  const set: Variable[] = [];
  const seen = new Set<string>();
  let next: string | undefined = name;
  while (next !== undefined && !seen.has(foldName(next))) {
    seen.add(foldName(next));
    const scenario = names.scenarios.get(foldName(next));
    const settings: readonly string[] = scenario?.settings.map((setting) => setting.name.name) ?? [
      next.slice(next.indexOf(".") + 1).replace(/\[.*$/su, ""),
    ];
    set.push(...settings.flatMap((own) => names.variables.get(foldName(own)) ?? []));
    next = scenario?.on?.name;
  }
  return set;
}

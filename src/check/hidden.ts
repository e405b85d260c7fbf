import type { Variable } from "../model/variable.ts";
import type { CausalLink } from "./facts.ts";

/** Whether a variable is part of a call in the definition of another, so that people are not shown it unasked. */
export function isHidden({ origin }: Variable): boolean {
  return origin?.kind === "call";
}

/** So many ways through hidden variables stand for one link; delays of high order have more. */
const mostWays = 24;
/** So many links are followed back from one effect. */
const patience = 20_000;

/**
 * Links between the variables that people see. What acts through the hidden variables of a call acts directly: a link
 * `x -> y` for `y = smooth(x, 3)`, with the chains of links that it stands for. It acts in a starting value only where
 * each of these does; as for other links, such a one is left out where the same cause acts at every time too.
 */
export function visibleLinks(links: readonly CausalLink[]): readonly CausalLink[] {
  if (!links.some(({ cause }) => isHidden(cause))) return links;
  const into = new Map<Variable, CausalLink[]>();
  for (const link of links) {
    const same = into.get(link.effect);
    if (same) same.push(link);
    else into.set(link.effect, [link]);
  }
  return [...into].flatMap(([effect, own]) => {
    if (isHidden(effect)) return [];
    const all = [...own.filter(({ cause }) => !isHidden(cause)), ...linksThrough(effect, own, into)];
    const acting = new Set(all.flatMap(({ cause, kind }) => (kind === "initial" ? [] : cause)));
    return all.filter(({ cause, kind }) => kind !== "initial" || !acting.has(cause));
  });
}

/** The links of one effect that lead through hidden variables: one for each cause and way of acting. */
function linksThrough(
  effect: Variable,
  own: readonly CausalLink[],
  into: ReadonlyMap<Variable, readonly CausalLink[]>,
): readonly CausalLink[] {
  const found = new Map<string, { readonly link: CausalLink; readonly through: (readonly CausalLink[])[] }>();
  const numbers = new Map<Variable, number>();
  let steps = 0;
  // Breadth first, so that the ways that are kept are the shortest.
  const chains: (readonly CausalLink[])[] = own.filter(({ cause }) => isHidden(cause)).map((link) => [link]);
  for (const chain of chains) {
    for (const link of into.get(chain[0]!.cause) ?? []) {
      if (++steps > patience) return [...found.values()].map(finished);
      const longer = [link, ...chain];
      if (isHidden(link.cause)) {
        if (!chain.some(({ cause }) => cause === link.cause)) chains.push(longer);
        continue;
      }
      const isInitial = longer.some(({ kind }) => kind === "initial");
      const kind = isInitial ? "initial" : longer.at(-1)!.kind;
      if (!numbers.has(link.cause)) numbers.set(link.cause, numbers.size);
      const key = `${kind} ${numbers.get(link.cause)}`;
      const before = found.get(key) ?? { link: { cause: link.cause, effect, kind }, through: [] };
      found.set(key, before);
      if (before.through.length < mostWays) before.through.push(longer);
    }
  }
  return [...found.values()].map(finished);
}

function finished({
  link,
  through,
}: {
  readonly link: CausalLink;
  readonly through: CausalLink["through"];
}): CausalLink {
  return { ...link, ...(through && { through }) };
}

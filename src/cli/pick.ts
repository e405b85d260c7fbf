import { foldName, nearestName } from "../model/name.ts";
import { WrongUsage } from "./exit.ts";

interface Named {
  readonly id: string;
}

/** Whatever has the parts of an argument: a model, or the verdicts on it. */
interface Argument {
  readonly claims: readonly Named[];
  readonly checks: readonly Named[];
  readonly loops: readonly Named[];
  readonly links: readonly Named[];
  readonly history: readonly Named[];
}

/** What the ids name of an argument; all of them must be there. */
export function pickParts<Of extends Argument>(argument: Of, ids: readonly string[]): Of {
  const { claims, checks, loops, links, history } = argument;
  const all = [...claims, ...checks, ...loops, ...links, ...history].map(({ id }) => id);
  const wanted = new Set(ids.map(foldName));
  for (const id of ids) {
    if (all.some((one) => foldName(one) === foldName(id))) continue;
    const near = nearestName(id, all);
    const meant = near ? ` Did you mean ${near}?` : "";
    throw new WrongUsage(`No claim, check, loop, link or history is called ‘${id}’.${meant}`);
  }
  const pick = (items: readonly Named[]) => items.filter(({ id }) => wanted.has(foldName(id)));
  return {
    ...argument,
    claims: pick(claims),
    checks: pick(checks),
    loops: pick(loops),
    links: pick(links),
    history: pick(history),
  };
}

import type { Sheet, SheetFlow, SheetLink, SheetNode } from "./sheet.ts";
import {
  type DiagramFlow,
  type DiagramLink,
  type DiagramSystem,
  type DiagramVariable,
  isStockKind,
} from "./system.ts";

export interface SheetOptions {
  /** Without them the structure alone is left. */
  readonly constants: boolean;
}

/** At most so many effects are shown of what acts on nothing here. */
const mostEffects = 4;

/**
 * What a view of one group shows (of all that stands in none, where that is undefined): its variables, the pipes of its
 * stocks, and a ghost of whatever acts on them from elsewhere. What is only a cause stands beside each of its effects, the
 * first time itself and then as a ghost, so that no arrow has far to go.
 */
export function sectorSheet(
  system: DiagramSystem,
  group: string | undefined,
  { constants }: SheetOptions = { constants: true },
): Sheet {
  const byName = new Map(system.variables.map((variable) => [variable.name, variable]));
  const isShown = ({ kind }: DiagramVariable) => constants || kind !== "const";
  const own = system.variables.filter((variable) => variable.group === group && isShown(variable));
  const ownNames = new Set(own.map(({ name }) => name));
  const nodes = new Map<string, SheetNode>();
  const flows = pipesOf(system, ownNames, byName, nodes);
  const links: SheetLink[] = [];

  const seen = new Set<string>();
  const arrows = system.links.flatMap((link) => {
    const effect = drawnEffect(link, system.flows);
    const cause = byName.get(link.cause);
    const key = `${link.cause}\n${effect}`;
    if (effect === undefined || !ownNames.has(effect) || !cause || !isShown(cause) || seen.has(key))
      return [];
    seen.add(key);
    return [{ cause, effect, link }];
  });
  const affected = new Set(arrows.map(({ effect }) => effect));
  const inPipes = new Set(flows.flatMap((flow) => flow.flows));
  const isSource = ({ name, kind }: DiagramVariable) =>
    !affected.has(name) && !isStockKind(kind) && !inPipes.has(name);

  const placed = new Set<string>();
  for (const variable of own) nodes.set(variable.name, nodeOf(variable, variable.name));
  for (const { cause, effect, link } of arrows) {
    const isOwn = ownNames.has(cause.name);
    if (isOwn && !isSource(cause)) {
      links.push({ from: cause.name, to: effect, link });
      continue;
    }
    const end = isOwn ? undefined : ghostEnd(cause.name, effect, flows, nodes);
    if (isOwn && !placed.has(cause.name)) {
      placed.add(cause.name);
      nodes.set(cause.name, { ...nodeOf(cause, cause.name), beside: effect });
      links.push({ from: cause.name, to: effect, link });
    } else if (end !== undefined) links.push({ from: end, to: effect, link });
    else {
      const key = `${cause.name}@${effect}`;
      nodes.set(key, { ...nodeOf(cause, key), ghost: true, beside: effect });
      links.push({ from: key, to: effect, link });
    }
  }
  addEffects(system, own, { nodes, links, flows });
  const title = system.groups.find(({ key }) => key === group)?.title ?? system.title;
  return { title, notation: "stock and flow", nodes: [...nodes.values()], links, flows };
}

function nodeOf({ name, label, kind }: DiagramVariable, key: string): SheetNode {
  return { key, name, label, kind, ghost: false };
}

/** What an arrow leads to: nothing where it is a pipe itself; of a share, the flow that is shared. */
function drawnEffect(
  { cause, effect, kind, share }: DiagramLink,
  flows: readonly DiagramFlow[],
): string | undefined {
  if (kind !== "inflow" && kind !== "outflow") return effect;
  if (share !== undefined) return share;
  return flows.some(
    ({ flow, from, to }) => flow === cause && (kind === "inflow" ? to : from).includes(effect),
  )
    ? undefined
    : effect;
}

/** The ghost of a stock that stands at the end of the pipe of the effect already. */
function ghostEnd(
  cause: string,
  effect: string,
  flows: readonly SheetFlow[],
  nodes: ReadonlyMap<string, SheetNode>,
): string | undefined {
  const flow = flows.find((one) => one.flows.includes(effect));
  return [...(flow?.from ?? []), ...(flow?.to ?? [])].find((key) => nodes.get(key)?.name === cause);
}

/** The pipes of a group's flows, with ghosts of stocks elsewhere at their ends; and those of its stocks, by group. */
function pipesOf(
  { flows, groups }: DiagramSystem,
  own: ReadonlySet<string>,
  byName: ReadonlyMap<string, DiagramVariable>,
  nodes: Map<string, SheetNode>,
): readonly SheetFlow[] {
  const found: SheetFlow[] = [];
  const bundles = new Map<
    string,
    { readonly flows: string[]; readonly from: string[]; readonly to: string[] }
  >();
  const ghost = (name: string, beside: string): string => {
    const key = `${name}@${beside}`;
    nodes.set(key, { ...nodeOf(byName.get(name)!, key), ghost: true });
    return key;
  };
  for (const { flow, from, to } of flows) {
    if (own.has(flow)) {
      const ends = (names: readonly string[]) =>
        names.map((name) => (own.has(name) ? name : ghost(name, flow)));
      found.push({ flows: [flow], from: ends(from), to: ends(to) });
      continue;
    }
    for (const [stocks, side] of [
      [from, "from"],
      [to, "to"],
    ] as const) {
      for (const stock of stocks) {
        if (!own.has(stock)) continue;
        const group = byName.get(flow)?.group ?? "";
        const key = `${group}@${stock} ${side}`;
        const title = groups.find((one) => one.key === group)?.title ?? "elsewhere";
        if (!bundles.has(key)) {
          nodes.set(key, { key, name: group, label: title, kind: "elsewhere", ghost: true });
          bundles.set(key, {
            flows: [],
            from: side === "from" ? [stock] : [key],
            to: side === "from" ? [key] : [stock],
          });
        }
        bundles.get(key)!.flows.push(ghost(flow, stock));
      }
    }
  }
  return [...found, ...bundles.values()];
}

/** What neither acts nor is acted on here shows what it acts on elsewhere. */
function addEffects(
  { links: all, variables }: DiagramSystem,
  own: readonly DiagramVariable[],
  sheet: {
    readonly nodes: Map<string, SheetNode>;
    readonly links: SheetLink[];
    readonly flows: readonly SheetFlow[];
  },
): void {
  const linked = new Set(sheet.links.flatMap(({ from, to }) => [from, to]));
  for (const flow of sheet.flows) for (const key of flow.flows) linked.add(key);
  for (const { name } of own) {
    if (linked.has(name)) continue;
    const effects = all.filter(({ cause }) => cause === name);
    for (const link of effects.slice(0, mostEffects)) {
      const effect = variables.find((variable) => variable.name === link.effect);
      const key = `${link.effect}@${name}`;
      if (!effect || sheet.nodes.has(key)) continue;
      sheet.nodes.set(key, { ...nodeOf(effect, key), ghost: true, beside: name });
      sheet.links.push({ from: name, to: key, link });
    }
  }
}

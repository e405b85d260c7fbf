import { type DiagramGroup, type DiagramSystem, type DiagramVariable, isStockKind } from "./system.ts";

/** A group with more variables than this is shown in pieces. */
const tooMany = 130;
/** About so many variables go into a piece. */
const enough = 80;

/**
 * Cuts groups that are too large for one picture into pieces: each stock with the flows that connect it to others, and
 * with what acts on these, as far as nothing else is nearer. Other groups stay as they are.
 */
export function inPieces(system: DiagramSystem): DiagramSystem {
  const byGroup = groupBy(system.variables);
  const pieceOf = new Map<string, string>();
  const groups: DiagramGroup[] = [];
  const known = new Map(system.groups.map((group) => [group.key, group]));
  for (const [key, own] of byGroup) {
    const group = key === undefined ? undefined : known.get(key);
    if (own.length <= tooMany) {
      if (group) groups.push(group);
      continue;
    }
    const pieces = cut(own, system);
    for (const [i, piece] of pieces.entries()) {
      const name = `${key ?? "part"} ${i + 1}`;
      const stock = piece.find(({ kind }) => kind === "stock") ?? piece[0]!;
      const title = `${group?.title ?? "Part"} ${i + 1} of ${pieces.length}: ${stock.label}`;
      groups.push({ key: name, title, kind: group?.kind ?? "sector" });
      for (const variable of piece) pieceOf.set(variable.name, name);
    }
  }
  if (pieceOf.size === 0) return system;
  return {
    ...system,
    groups,
    variables: system.variables.map((variable) => {
      const group = pieceOf.get(variable.name);
      return group === undefined ? variable : { ...variable, group };
    }),
  };
}

function groupBy(variables: readonly DiagramVariable[]): ReadonlyMap<string | undefined, DiagramVariable[]> {
  const groups = new Map<string | undefined, DiagramVariable[]>();
  for (const variable of variables) {
    const same = groups.get(variable.group);
    if (same) same.push(variable);
    else groups.set(variable.group, [variable]);
  }
  return groups;
}

function cut(
  own: readonly DiagramVariable[],
  system: DiagramSystem,
): readonly (readonly DiagramVariable[])[] {
  const order = new Map(own.map(({ name }, i) => [name, i]));
  const seeds = seedsOf(own, order, system);
  const seedOf = nearestSeeds(seeds, order, system);
  const near = seeds.map((): DiagramVariable[] => []);
  const rest: DiagramVariable[] = [];
  for (const variable of own) {
    const seed = seedOf.get(variable.name);
    if (seed === undefined) rest.push(variable);
    else near[seed]!.push(variable);
  }
  const pieces: DiagramVariable[][] = [];
  for (const some of [...near, rest]) {
    const last = pieces.at(-1);
    if (last && last.length + some.length <= enough) last.push(...some);
    else for (let i = 0; i < some.length; i += enough) pieces.push(some.slice(i, i + enough));
  }
  return pieces;
}

/** Stocks that flows connect, together with these flows. */
function seedsOf(
  own: readonly DiagramVariable[],
  order: ReadonlyMap<string, number>,
  { flows }: DiagramSystem,
): readonly (readonly string[])[] {
  const root = new Map(own.filter(({ kind }) => isStockKind(kind)).map(({ name }) => [name, name]));
  const find = (name: string): string => {
    let at = name;
    while (root.get(at) !== at) at = root.get(at)!;
    return at;
  };
  const touching = flows.flatMap(({ flow, from, to }) => {
    const stocks = [...from, ...to].filter((name) => root.has(name));
    return order.has(flow) && stocks.length > 0 ? [{ flow, stocks }] : [];
  });
  for (const { stocks } of touching) for (const stock of stocks) root.set(find(stock), find(stocks[0]!));
  const seeds = new Map<string, string[]>();
  for (const name of root.keys()) {
    const key = find(name);
    if (seeds.has(key)) seeds.get(key)!.push(name);
    else seeds.set(key, [name]);
  }
  for (const { flow, stocks } of touching) seeds.get(find(stocks[0]!))!.push(flow);
  return [...seeds.values()].sort((a, b) => order.get(a[0]!)! - order.get(b[0]!)!);
}

/** For each variable the seed that it has the shortest way to, against or along the arrows. */
function nearestSeeds(
  seeds: readonly (readonly string[])[],
  order: ReadonlyMap<string, number>,
  { links }: DiagramSystem,
): ReadonlyMap<string, number> {
  const causes = new Map<string, string[]>();
  const effects = new Map<string, string[]>();
  for (const { cause, effect } of links) {
    for (const [map, from, to] of [
      [causes, effect, cause],
      [effects, cause, effect],
    ] as const) {
      if (map.has(from)) map.get(from)!.push(to);
      else map.set(from, [to]);
    }
  }
  const found = new Map<string, number>();
  const spread = (queue: string[], next: ReadonlyMap<string, readonly string[]>) => {
    for (const name of queue) {
      for (const other of next.get(name) ?? []) {
        if (!order.has(other) || found.has(other)) continue;
        found.set(other, found.get(name)!);
        queue.push(other);
      }
    }
  };
  for (const [i, seed] of seeds.entries()) for (const name of seed) found.set(name, i);
  spread([...found.keys()], causes);
  spread([...found.keys()], effects);
  spread([...found.keys()], causes);
  return found;
}

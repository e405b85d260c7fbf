/** Which things are next to each other, from each of which to which so many flows lead. */
export interface Neighbours {
  readonly keys: readonly string[];
  readonly between: ReadonlyMap<
    string,
    ReadonlyMap<string, { readonly forth: number; readonly back: number }>
  >;
}

/** Counts the flows between stocks, by pairs of keys. */
export function neighboursOf(
  keys: readonly string[],
  flows: readonly (readonly [from: string, to: string])[],
): Neighbours {
  const between = new Map(keys.map((key) => [key, new Map<string, { forth: number; back: number }>()]));
  const count = (a: string, b: string, side: "forth" | "back") => {
    const own = between.get(a)!;
    if (!own.has(b)) own.set(b, { forth: 0, back: 0 });
    own.get(b)![side]++;
  };
  for (const [from, to] of flows) {
    if (from === to) continue;
    count(from, to, "forth");
    count(to, from, "back");
  }
  return { keys, between };
}

/** So many steps are taken to find the longest path through one group. */
const patience = 20_000;

/**
 * Lays all things out in paths of neighbours, the longest first, each thing in one path: a path runs the way in which
 * most of its flows do.
 */
export function layPaths({ keys, between }: Neighbours): readonly (readonly string[])[] {
  const left = new Set(keys);
  const paths: (readonly string[])[] = [];
  while (left.size > 0) {
    const path = turned(longestPath(left, between), between);
    paths.push(path);
    for (const key of path) left.delete(key);
  }
  return paths;
}

function longestPath(left: ReadonlySet<string>, between: Neighbours["between"]): readonly string[] {
  let best: { readonly path: readonly string[]; readonly weight: number } = { path: [], weight: -1 };
  let steps = 0;
  const walk = (path: readonly string[], weight: number) => {
    if (path.length > best.path.length || (path.length === best.path.length && weight > best.weight))
      best = { path, weight };
    for (const [next, { forth, back }] of between.get(path.at(-1)!)!) {
      if (++steps > patience) return;
      if (left.has(next) && !path.includes(next)) walk([...path, next], weight + forth + back / 2);
    }
  };
  for (const key of left) walk([key], 0);
  return best.path;
}

function turned(path: readonly string[], between: Neighbours["between"]): readonly string[] {
  const forward = path.slice(1).reduce((sum, key, i) => {
    const { forth, back } = between.get(path[i]!)!.get(key)!;
    return sum + forth - back;
  }, 0);
  return forward < 0 ? path.toReversed() : path;
}

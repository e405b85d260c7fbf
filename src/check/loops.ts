import type { Variable } from "../model/variable.ts";
import type { CausalLink } from "./facts.ts";

/** Feedback loops, and how far the list goes. */
export interface Loops {
  /** Each begins with the variable declared first in it, and its last variable acts on that one. */
  readonly loops: readonly (readonly Variable[])[];
  /** Whether these are all there are. */
  readonly complete: boolean;
  /** Beyond the bound, the shortest loop through each link stands for the rest; through some links in a huge model. */
  readonly how: "all" | "shortest through each link" | "shortest through some links";
}

/**
 * The elementary feedback loops of a model (no variable twice in one), all of them if there are at most `bound`. Loops
 * are named in the order in which the links name variables as effects, which is the order of declaration. Links that
 * act in starting values only close no loop.
 */
export function findLoops(links: readonly CausalLink[], bound = 10_000): Loops {
  const graph = graphOf(links.filter(({ kind }) => kind !== "initial"));
  const named = (loops: readonly Loop[]) =>
    loops.toSorted(byFirst).map((loop) => loop.map((node) => graph.variables[node]!));

  const all = allLoops(graph, bound);
  if (all) return { loops: named(all), complete: true, how: "all" };
  const { loops, everyLink } = shortestLoops(graph);
  const how = everyLink ? "shortest through each link" : "shortest through some links";
  return { loops: named(loops), complete: false, how };
}

/** Variables as numbers from 0, and for each the numbers of those that it acts on, in rising order. */
interface Graph {
  readonly variables: readonly Variable[];
  readonly targets: readonly (readonly number[])[];
}

type Loop = readonly number[];

/** How many steps along links each of the two searches may take, those of the loops found included. */
const patience = 5_000_000;

function graphOf(links: readonly CausalLink[]): Graph {
  const variables = [...new Set([...links.map(({ effect }) => effect), ...links.map(({ cause }) => cause)])];
  const numbers = new Map(variables.map((variable, number) => [variable, number]));
  const targets = variables.map(() => new Set<number>());
  for (const { cause, effect } of links) targets[numbers.get(cause)!]!.add(numbers.get(effect)!);
  return { variables, targets: targets.map((set) => [...set].sort((a, b) => a - b)) };
}

function byFirst(left: Loop, right: Loop): number {
  return left[0]! - right[0]!;
}

/**
 * Johnson's algorithm (SIAM J. Comput. 4, 1975) without recursion: all loops through the first node of a strongly
 * connected part, then the same for what is left of the part without that node. Undefined beyond the bound.
 */
function allLoops({ targets }: Graph, bound: number): readonly Loop[] | undefined {
  const loops: Loop[] = [];
  let steps = 0;

  /** The loops through `first` within one part; false where there is no time or room for more. */
  function loopsThrough(first: number, part: ReadonlySet<number>): boolean {
    const path = [first];
    /** For each node of the path, which of its targets comes next. */
    const next = [0];
    /** Whether a loop was found from the node of the path on. */
    const found = [false];
    // A node is blocked while it is on the path, and after that for as long as everything behind it leads back to it.
    const blocked = new Set(path);
    const waiting = new Map<number, Set<number>>();

    while (path.length > 0) {
      if (++steps > patience) return false;
      const node = path.at(-1)!;
      const target = targets[node]![next[next.length - 1]!++];
      if (target === undefined) {
        path.pop();
        next.pop();
        if (found.pop()) {
          if (found.length > 0) found[found.length - 1] = true;
          unblock(node, blocked, waiting);
        } else {
          for (const behind of targets[node]!) {
            if (!part.has(behind)) continue;
            if (!waiting.has(behind)) waiting.set(behind, new Set());
            waiting.get(behind)!.add(node);
          }
        }
      } else if (target === first) {
        if (loops.length === bound) return false;
        loops.push([...path]);
        steps += path.length;
        found[found.length - 1] = true;
      } else if (part.has(target) && !blocked.has(target)) {
        path.push(target);
        next.push(0);
        found.push(false);
        blocked.add(target);
      }
    }
    return true;
  }

  const parts = connectedParts(
    targets.map((_, node) => node),
    targets,
  );
  for (let part = parts.pop(); part; part = parts.pop()) {
    const first = part.reduce((least, node) => Math.min(least, node));
    if (!loopsThrough(first, new Set(part))) return undefined;
    const rest = part.filter((node) => node !== first);
    steps += rest.reduce((sum, node) => sum + 1 + targets[node]!.length, 0);
    parts.push(...connectedParts(rest, targets));
  }
  return loops;
}

/** Lifts the block from a node, and from all that were blocked only because of it. */
function unblock(node: number, blocked: Set<number>, waiting: Map<number, Set<number>>): void {
  const free = [node];
  for (let next = free.pop(); next !== undefined; next = free.pop()) {
    if (!blocked.delete(next)) continue;
    free.push(...(waiting.get(next) ?? []));
    waiting.delete(next);
  }
}

/** The strongly connected parts among some nodes, without those of one node that does not act on itself (Tarjan). */
function connectedParts(nodes: readonly number[], targets: Graph["targets"]): number[][] {
  const inside = new Set(nodes);
  const order = new Map<number, number>();
  const lowest = new Map<number, number>();
  const open: number[] = [];
  const isOpen = new Set<number>();
  const parts: number[][] = [];

  for (const root of nodes) {
    if (order.has(root)) continue;
    const path: { readonly node: number; next: number }[] = [{ node: root, next: 0 }];
    while (path.length > 0) {
      const here = path.at(-1)!;
      const { node } = here;
      if (here.next === 0) {
        lowest.set(node, order.size);
        order.set(node, order.size);
        open.push(node);
        isOpen.add(node);
      }
      const target = targets[node]![here.next++];
      if (target !== undefined) {
        if (!inside.has(target)) continue;
        if (!order.has(target)) path.push({ node: target, next: 0 });
        else if (isOpen.has(target)) lowest.set(node, Math.min(lowest.get(node)!, order.get(target)!));
        continue;
      }
      path.pop();
      const above = path.at(-1);
      if (above) lowest.set(above.node, Math.min(lowest.get(above.node)!, lowest.get(node)!));
      if (lowest.get(node) !== order.get(node)) continue;
      const part = open.splice(open.lastIndexOf(node));
      for (const member of part) isOpen.delete(member);
      if (part.length > 1 || targets[node]!.includes(node)) parts.push(part);
    }
  }
  return parts;
}

/** For each link the shortest loop that it lies on, each loop once. */
function shortestLoops({ targets }: Graph): { readonly loops: readonly Loop[]; readonly everyLink: boolean } {
  const loops = new Map<string, Loop>();
  const sources = targets.map((): number[] => []);
  for (const [node, own] of targets.entries()) for (const target of own) sources[target]!.push(node);
  let steps = 0;

  for (const begin of targets.keys()) {
    // Backwards from the cause of the links: one search finds the way round for all links from `begin`.
    const onward = new Map<number, number>();
    const queue = [begin];
    for (const node of queue) {
      steps += 1 + sources[node]!.length;
      for (const source of sources[node]!) {
        if (onward.has(source)) continue;
        onward.set(source, node);
        if (source !== begin) queue.push(source);
      }
    }
    if (steps > patience) return { loops: [...loops.values()], everyLink: false };
    for (const target of targets[begin]!) {
      if (target !== begin && !onward.has(target)) continue;
      const loop = [begin];
      for (let node = target; node !== begin; node = onward.get(node)!) loop.push(node);
      const first = loop.indexOf(loop.reduce((least, node) => Math.min(least, node)));
      const turned = [...loop.slice(first), ...loop.slice(0, first)];
      loops.set(turned.join(" "), turned);
      steps += turned.length;
    }
  }
  return { loops: [...loops.values()], everyLink: true };
}

import { centreOf } from "../../view/diagram/geometry.ts";
import type { Scene, SceneNode } from "../../view/diagram/scene.ts";

/** Where a walk along causes and effects is, and from where it came. */
export interface Walk {
  readonly key: string;
  /** The node and direction of the last step: what it led to can be gone through one by one. */
  readonly from?: { readonly key: string; readonly way: "cause" | "effect" };
}

/** The next step to a cause or an effect; pipes count as well: a flow acts on the stock that it fills or empties. */
export function step({ key }: Walk, way: "cause" | "effect", scene: Scene): Walk | undefined {
  const [next] = reached(key, way, scene);
  return next === undefined ? undefined : { key: next, from: { key, way } };
}

/** To the next or the one before of what the last step could have led to. */
export function sibling(walk: Walk, by: 1 | -1, scene: Scene): Walk | undefined {
  if (!walk.from) return undefined;
  const all = reached(walk.from.key, walk.from.way, scene);
  const at = all.indexOf(walk.key);
  if (at < 0 || all.length < 2) return undefined;
  return { key: all[(at + by + all.length) % all.length]!, from: walk.from };
}

function reached(key: string, way: "cause" | "effect", { nodes, arrows, pipes }: Scene): readonly string[] {
  const places = new Map(nodes.map((node) => [node.key, node]));
  // A ghost stands for its variable: from there the walk goes on.
  const own = places.get(key);
  const same = new Set(
    nodes.filter(({ name, kind }) => name === own?.name && kind !== "elsewhere").map((node) => node.key),
  );
  const found = new Set<string>();
  for (const { from, to } of arrows) {
    if (way === "cause" && same.has(to)) found.add(from);
    if (way === "effect" && same.has(from)) found.add(to);
  }
  for (const { flows, from, to } of pipes) {
    const stocks = [from, to].filter((end) => end !== undefined);
    for (const flow of flows) {
      if (way === "effect" && same.has(flow)) for (const stock of stocks) found.add(stock);
      if (way === "cause" && stocks.some((stock) => same.has(stock))) found.add(flow);
    }
  }
  found.delete(key);
  return [...found].filter((one) => places.has(one));
}

/** The nearest node in a direction, by where things lie. */
export function neighbour(
  key: string,
  direction: "left" | "right" | "up" | "down",
  { nodes }: Pick<Scene, "nodes">,
): string | undefined {
  const own = nodes.find((node) => node.key === key);
  if (!own) return nodes[0]?.key;
  const [x, y] = centreOf(own.box);
  const [ux, uy] = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] }[direction] as [number, number];
  let best: SceneNode | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const node of nodes) {
    if (node === own) continue;
    const [nx, ny] = centreOf(node.box);
    const along = (nx - x) * ux + (ny - y) * uy;
    const across = Math.abs((nx - x) * uy) + Math.abs((ny - y) * ux);
    if (along <= 4 || across > 2.5 * along + 40) continue;
    const cost = along + 2 * across;
    if (cost < least) [best, least] = [node, cost];
  }
  return best?.key;
}

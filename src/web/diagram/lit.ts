import type { Scene, SceneNode } from "../../view/diagram/scene.ts";
import type { DiagramSystem } from "../../view/diagram/system.ts";

/** What is chosen, as far as a diagram shows it: variables by their names, the rest by id. */
export type Chosen =
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "claim" | "link" | "loop"; readonly id: string };

/** What stands out in a scene while the rest is dimmed: nodes and pipes by key, arrows by their place in the list. */
export interface Lit {
  /** What is chosen itself. */
  readonly chosen: ReadonlySet<string>;
  readonly nodes: ReadonlySet<string>;
  readonly arrows: ReadonlySet<number>;
  readonly pipes: ReadonlySet<number>;
}

/** Of a variable, itself and what it has to do with directly; of a claim, link or loop, its way. Undefined: nothing stands out. */
export function litBy(chosen: Chosen | undefined, scene: Scene, system: DiagramSystem): Lit | undefined {
  if (!chosen) return undefined;
  return chosen.kind === "variable" ? aroundVariable(chosen.name, scene) : alongWay(chosen, scene, system);
}

function aroundVariable(name: string, { nodes, arrows, pipes }: Scene): Lit | undefined {
  const own = new Set(nodes.filter((node) => node.name === name).map(({ key }) => key));
  if (own.size === 0) return undefined;
  const lit = new Set(own);
  const litArrows = new Set<number>();
  for (const [i, { from, to }] of arrows.entries()) {
    if (!own.has(from) && !own.has(to)) continue;
    litArrows.add(i);
    lit.add(from).add(to);
  }
  const litPipes = new Set<number>();
  for (const [i, { flows, from, to }] of pipes.entries()) {
    const ends = [...flows, from, to].filter((key) => key !== undefined);
    if (!ends.some((key) => own.has(key))) continue;
    litPipes.add(i);
    for (const key of ends) lit.add(key);
  }
  return { chosen: own, nodes: lit, arrows: litArrows, pipes: litPipes };
}

function alongWay(
  chosen: Exclude<Chosen, { readonly kind: "variable" }>,
  { nodes, arrows, pipes }: Scene,
  { ways, variables }: DiagramSystem,
): Lit | undefined {
  const way = ways.find(({ kind, id }) => kind === chosen.kind && id === chosen.id);
  if (!way) return undefined;
  const groupOf = new Map(variables.map(({ name, group }) => [name, group]));
  const names = new Set(way.paths.flat());
  const steps = new Set<string>();
  for (const path of way.paths) {
    const followers = way.kind === "loop" ? [...path.slice(1), path[0]!] : path.slice(1);
    for (const [i, next] of followers.entries()) {
      steps.add(`${path[i]}\n${next}`);
      // In the overview a step is an arrow between groups.
      steps.add(`${groupOf.get(path[i]!)}\n${groupOf.get(next)}`);
    }
  }
  const isOverview = nodes.some(({ kind }) => kind === "group");
  const groups = new Set([...names].map((name) => groupOf.get(name)));
  const isOn = ({ name, kind }: SceneNode) => (kind === "group" ? groups.has(name) : names.has(name));
  const on = new Set(nodes.filter(isOn).map(({ key }) => key));
  if (on.size === 0) return undefined;
  const namesOf = new Map(nodes.map(({ key, name }) => [key, name]));
  const isStep = (from: string | undefined, to: string | undefined) => steps.has(`${from}\n${to}`);
  const litArrows = arrows.flatMap(({ cause, effect, from, to }, i) =>
    isStep(cause, effect) && on.has(from) && on.has(to) && (isOverview || names.has(cause)) ? [i] : [],
  );
  const litPipes = pipes.flatMap(({ flows, from, to }, i) => {
    const ends = [from, to].flatMap((end) => (end === undefined ? [] : [namesOf.get(end)]));
    const isOnWay = flows.some((key) => {
      const flow = namesOf.get(key);
      return ends.some((end) => isStep(flow, end) || isStep(end, flow));
    });
    return isOnWay ? [i] : [];
  });
  // A ghost is lit where the way goes through it, and not wherever it stands.
  const touched = new Set([
    ...litArrows.flatMap((i) => [arrows[i]!.from, arrows[i]!.to]),
    ...litPipes.flatMap((i) => [...pipes[i]!.flows, pipes[i]!.from, pipes[i]!.to]),
  ]);
  const lit = new Set(
    nodes.filter(({ key, ghost }) => on.has(key) && (!ghost || touched.has(key))).map(({ key }) => key),
  );
  return { chosen: new Set(), nodes: lit, arrows: new Set(litArrows), pipes: new Set(litPipes) };
}

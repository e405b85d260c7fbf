import type { LayoutItem, Point, View } from "../../model/layout.ts";
import { foldName } from "../../model/name.ts";
import { arrange } from "./arrange.ts";
import { type Block, blockOf, type Parts, type Pipe, valveRadius } from "./block.ts";
import { cutSheet, partsOf } from "./blocks.ts";
import { bridgePipes } from "./bridges.ts";
import type { Arrangement } from "./compose.ts";
import { type Box, boxAround, boxOf, centreOf, distance } from "./geometry.ts";
import type { Sheet, SheetNode } from "./sheet.ts";
import { type Settled, withGhosts } from "./untangle.ts";

type VariableItem = Extract<LayoutItem, { readonly kind: "variable" }>;
type PipeItem = Extract<LayoutItem, { readonly kind: "pipe" }>;

/**
 * Gives the nodes of a sheet the places that a layout has for them. What the layout does not know (a variable that is
 * new) finds a free place near to what it has to do with; what it knows and the sheet does not is left out.
 */
export function settleKnown(sheet: Sheet, view: View): Settled {
  const items = view.items.filter((item) => item.kind === "variable");
  const places = placesOf(sheet, items);
  const whole = withKnownGhosts(sheet, items, places);
  const parts = partsOf(whole);
  const pipes = view.items.filter((item) => item.kind === "pipe");
  return { sheet: whole, parts, arrangement: fillIn(parts, places, pipes) };
}

/** The places of real nodes by name, in their order where a name stands twice; of ghosts, by the place that is nearest to what they stand beside. */
function placesOf(sheet: Sheet, items: readonly VariableItem[]): Map<string, VariableItem> {
  const places = new Map<string, VariableItem>();
  const left = new Set(items);
  for (const { key, name, ghost } of sheet.nodes) {
    const item = ghost
      ? undefined
      : items.find((one) => left.has(one) && !one.ghost && foldName(one.name) === foldName(name));
    if (!item) continue;
    places.set(key, item);
    left.delete(item);
  }
  const ghosts = sheet.nodes.filter(({ ghost }) => ghost);
  for (const name of new Set(ghosts.map((node) => foldName(node.name)))) {
    const keys = ghosts.filter((node) => foldName(node.name) === name);
    const free = [...left].filter((item) => item.ghost && foldName(item.name) === name);
    const hosts = keys.map((node) => placeOfHost(node, sheet, places));
    for (const [i, item] of assign(hosts, free).entries()) if (item) places.set(keys[i]!.key, item);
  }
  return places;
}

/** Gives each host one of the items, so that they lie near together in all: pairs are swapped as long as that helps. */
function assign(
  hosts: readonly (Point | undefined)[],
  items: readonly VariableItem[],
): readonly (VariableItem | undefined)[] {
  const left = new Set(items);
  const far = (host: Point | undefined, item: VariableItem | undefined) =>
    host && item ? distance(host, item.at) : 0;
  const chosen = hosts.map((host) => {
    const [nearest] = [...left].toSorted((a, b) => far(host, a) - far(host, b));
    if (nearest) left.delete(nearest);
    return nearest;
  });
  for (let isBetter = true; isBetter; ) {
    isBetter = false;
    for (let i = 0; i < chosen.length; i++) {
      for (let j = i + 1; j < chosen.length; j++) {
        const now = far(hosts[i], chosen[i]) + far(hosts[j], chosen[j]);
        const swapped = far(hosts[i], chosen[j]) + far(hosts[j], chosen[i]);
        if (!chosen[i] || !chosen[j] || swapped >= now - 1e-6) continue;
        [chosen[i], chosen[j]] = [chosen[j], chosen[i]];
        isBetter = true;
      }
    }
  }
  return chosen;
}

function placeOfHost(
  { key, beside }: SheetNode,
  { flows }: Sheet,
  places: ReadonlyMap<string, VariableItem>,
): Point | undefined {
  const flow = flows.find(({ from, to, flows: keys }) => [...from, ...to, ...keys].includes(key));
  const host =
    beside ??
    [...(flow?.flows ?? []), ...(flow?.from ?? []), ...(flow?.to ?? [])].find(
      (one) => one !== key && places.has(one),
    );
  return host === undefined ? undefined : places.get(host)?.at;
}

/** Ghosts that stand in place of arrows which were in the way, or that somebody made. */
function withKnownGhosts(
  sheet: Sheet,
  items: readonly VariableItem[],
  places: Map<string, VariableItem>,
): Sheet {
  const used = new Set(places.values());
  let whole = sheet;
  for (const item of items) {
    if (!item.ghost || used.has(item)) continue;
    const links = whole.links.filter(({ from }) => {
      const node = whole.nodes.find(({ key }) => key === from);
      return node && !node.ghost && foldName(node.name) === foldName(item.name) && node.beside === undefined;
    });
    const [nearest] = links
      .filter(({ to }) => places.has(to))
      .toSorted((a, b) => distance(places.get(a.to)!.at, item.at) - distance(places.get(b.to)!.at, item.at));
    if (!nearest) continue;
    whole = withGhosts(whole, new Set([nearest]));
    places.set(whole.nodes.at(-1)!.key, item);
  }
  return whole;
}

function fillIn(
  parts: Parts,
  places: ReadonlyMap<string, VariableItem>,
  drawn: readonly PipeItem[],
): Arrangement {
  const { sheet, faces, nodes } = parts;
  const boxes = new Map<string, Box>();
  for (const { key, kind, beside } of sheet.nodes) {
    // What stands for another group has no name of its own to be kept by, and stays at the end of its pipe.
    if (kind !== "elsewhere" || beside !== undefined) continue;
    const flow = sheet.flows.find(({ from, to }) => from.includes(key) || to.includes(key));
    const stock = [...(flow?.from ?? []), ...(flow?.to ?? [])]
      .map((end) => places.get(end))
      .find((item) => item !== undefined);
    const label = flow && places.get(flow.flows.at(-1)!);
    if (!stock || !label) continue;
    const { width, height } = faces.get(key)!;
    const away = Math.sign(label.at[0] - stock.at[0]) * (width / 2 + 96);
    boxes.set(key, boxAround([label.at[0] + away, label.at[1] + 20], width, height));
  }
  for (const [key, { at, size }] of places) {
    const { width, height } = faces.get(key)!;
    const isSized = size && nodes.get(key)!.kind !== "flow" && size[1] > height;
    boxes.set(key, boxAround(at, isSized ? Math.max(width, size[0]) : width, isSized ? size[1] : height));
  }
  const pipes: Pipe[] = [];
  // What has no place is placed together with what stands beside it, blocks of known nodes being fixed.
  const { chains, others } = cutSheet(parts);
  const fixed: Block[] = [...boxes].map(([key, box]) => blockOf(new Map([[key, box]]), []));
  const free = [...chains, ...others].flatMap((forms) => {
    const missing = forms.map((form) => withoutKnown(form, boxes)).filter((form) => form !== undefined);
    const [first, ...rest] = missing;
    return first ? [[first, ...rest] as const] : [];
  });
  const ties = [
    ...sheet.links,
    ...sheet.flows.flatMap(({ flows: [flow = ""], from, to }) =>
      [...from, ...to].map((key) => ({ from: key, to: flow })),
    ),
  ];
  const placed = arrange(
    free.map(([first, ...rest]) => [first, ...rest]),
    ties,
    fixed,
  );
  for (const block of placed) for (const [key, box] of block.boxes) boxes.set(key, box);
  for (const flow of sheet.flows) {
    const label = boxes.get(flow.flows.at(-1)!);
    if (!label) continue;
    // A valve stands below the name of its flow.
    const valve: Point = [centreOf(label)[0], label.y + label.height + valveRadius + 2];
    const name = nodes.get(flow.flows[0]!)!.name;
    const item = drawn.find((one) => foldName(one.flow) === foldName(name));
    const [first, last] = [item?.points[0], item?.points.at(-1)];
    const clouds = {
      ...(first && item?.from === undefined && { from: first }),
      ...(last && item?.to === undefined && { to: last }),
    };
    pipes.push(...bridgePipes(flow, valve, boxes, clouds));
  }
  return { boxes, pipes };
}

/** The part of a block that has no place yet, around where it was; undefined where all of it has. */
function withoutKnown({ boxes }: Block, known: ReadonlyMap<string, Box>): Block | undefined {
  const rest = new Map([...boxes].filter(([key]) => !known.has(key)));
  return rest.size === 0 || !boxOf(rest.values()) ? undefined : blockOf(rest, []);
}

import { auxiliaryBlock, type Block, type Parts } from "./block.ts";
import { chainBlock } from "./chain.ts";
import { faceOf } from "./face.ts";
import { layPaths, neighboursOf } from "./paths.ts";
import type { Sheet, SheetFlow } from "./sheet.ts";
import { isStockKind } from "./system.ts";

/** A block in each of the forms that it may take; the first is the usual one. */
export type Forms = readonly [Block, ...Block[]];

/** A sheet cut into blocks, and the flows whose pipes can only be drawn when the blocks have places. */
export interface Cut {
  readonly chains: readonly Forms[];
  readonly others: readonly Forms[];
  /** Flows between stocks of different blocks; the valve is that of a block of its own. */
  readonly bridges: readonly SheetFlow[];
}

export function partsOf(sheet: Sheet): Parts {
  const nodes = new Map(sheet.nodes.map((node) => [node.key, node]));
  const causes = new Map<string, string[]>();
  const effects = new Map<string, string[]>();
  const acts = new Set(sheet.links.map(({ from, to }) => `${from}\n${to}`));
  for (const { key, beside } of sheet.nodes) {
    if (beside === undefined) continue;
    const side = acts.has(`${key}\n${beside}`) ? causes : effects;
    if (side.has(beside)) side.get(beside)!.push(key);
    else side.set(beside, [key]);
  }
  const faces = new Map(sheet.nodes.map((node) => [node.key, faceOf(node, sheet.notation)]));
  const piped = new Set(sheet.flows.flatMap(({ flows }) => flows));
  return { sheet, nodes, faces, causes, effects, piped };
}

/** Cuts a sheet into rows of stocks with their flows, and the nodes between them with what stands beside each. */
export function cutSheet(parts: Parts): Cut {
  const { sheet, nodes } = parts;
  const isOwnStock = (key: string) => {
    const { kind, ghost } = nodes.get(key)!;
    return isStockKind(kind) && !ghost && sheet.notation === "stock and flow";
  };
  const stocks = sheet.nodes.filter(({ key }) => isOwnStock(key)).map(({ key }) => key);
  const ends = new Map(
    sheet.flows.map((flow) => [flow, [flow.from.filter(isOwnStock), flow.to.filter(isOwnStock)] as const]),
  );
  const pairs = [...ends.values()].flatMap(([[from], [to]]) =>
    from === undefined || to === undefined ? [] : [[from, to] as const],
  );
  const paths = layPaths(neighboursOf(stocks, pairs));
  const pathOf = new Map(paths.flatMap((path) => path.map((key) => [key, path] as const)));

  const inPaths = new Map<readonly string[], SheetFlow[]>(paths.map((path) => [path, []]));
  const bridges: SheetFlow[] = [];
  for (const [flow, [[source, ...otherSources], [target, ...otherTargets]]] of ends) {
    if (source === undefined && target === undefined) continue;
    const [from, to] = [source ?? target!, target ?? source!];
    const path = pathOf.get(from)!;
    const isNear =
      pathOf.get(to) === path &&
      (source === undefined || target === undefined || Math.abs(path.indexOf(from) - path.indexOf(to)) === 1);
    const hasOthers = otherSources.length > 0 || otherTargets.length > 0;
    if (isNear && !hasOthers) inPaths.get(path)!.push(flow);
    else bridges.push(flow);
  }
  const chains = paths.map((path): Forms => [chainBlock(path, inPaths.get(path)!, parts)]);
  const placed = new Set(chains.flatMap(([{ boxes }]) => [...boxes.keys()]));
  const others = sheet.nodes
    .filter(({ key, beside }) => !placed.has(key) && (beside === undefined || !nodes.has(beside)))
    .map(({ key }): Forms => [auxiliaryBlock(key, parts, "left"), auxiliaryBlock(key, parts, "right")]);
  return { chains, others, bridges };
}

import type { Layout } from "../../model/layout.ts";
import { foldName } from "../../model/name.ts";
import { partsOf } from "./blocks.ts";
import { alongPaths, aroundSheet, causalSheet } from "./causalsheet.ts";
import { arrangeSheet } from "./compose.ts";
import { type Drawing, draw } from "./drawing.ts";
import { boxOf, type Curve, centreOf } from "./geometry.ts";
import { givenDrawing } from "./given.ts";
import { settleKnown } from "./known.ts";
import { setLabel } from "./label.ts";
import { overviewScene } from "./overview.ts";
import { alongRing, placeRing, placeRows } from "./ring.ts";
import type { SceneLoop } from "./scene.ts";
import { sectorSheet } from "./sectorsheet.ts";
import type { Sheet, SheetLink } from "./sheet.ts";
import type { DiagramSystem, DiagramWay } from "./system.ts";
import { settle } from "./untangle.ts";

/** What a diagram shows. */
export type DiagramView =
  /** A group with its stocks and flows; without a key, what stands in none. */
  | { readonly kind: "group"; readonly key?: string }
  /** All groups, and the links between them. */
  | { readonly kind: "overview" }
  /** The path of a claim or link, or a loop, as causes and effects. */
  | { readonly kind: "way"; readonly of: DiagramWay["kind"]; readonly id: string }
  /** A variable with its direct causes and effects. */
  | { readonly kind: "around"; readonly name: string }
  /** Some variables with the links between them. */
  | { readonly kind: "chosen"; readonly names: readonly string[] }
  /** A view of the layout that came with the model, by its name. */
  | { readonly kind: "given"; readonly name: string };

/** A view and what to call it. */
export interface NamedView {
  readonly view: DiagramView;
  readonly title: string;
}

export interface DrawOptions {
  /** Where things lie, as far as somebody has said. */
  readonly layout?: Layout;
  /** Without them, the structure alone is shown. Layouts are for diagrams with them. */
  readonly constants?: boolean;
}

/** The views that a system has by itself: an overview where there is more than one group, each group, and what was given. */
export function viewsOf(system: DiagramSystem, layout?: Layout): readonly NamedView[] {
  const { groups, variables } = system;
  const keys = new Set(groups.map(({ key }) => foldName(key)));
  const given = (layout?.views ?? []).filter(({ name }) => !keys.has(foldName(name)) && name !== viewOfRest);
  const hasRest = groups.length === 0 || variables.some(({ group }) => group === undefined);
  return [
    ...(groups.length > 1 ? [{ view: { kind: "overview" } as const, title: "Overview" }] : []),
    ...given.map(({ name }): NamedView => ({ view: { kind: "given", name }, title: name })),
    ...groups.map(({ key, title }): NamedView => ({ view: { kind: "group", key }, title })),
    ...(hasRest
      ? [{ view: { kind: "group" } as const, title: groups.length === 0 ? system.title : "In no sector" }]
      : []),
  ];
}

/** What the view of all that stands in no group is called in a layout. */
export const viewOfRest = "(rest)";

/** Draws a view; undefined where the system has nothing of that name. */
export function drawView(
  system: DiagramSystem,
  view: DiagramView,
  options: DrawOptions = {},
): Drawing | undefined {
  const { layout, constants = true } = options;
  switch (view.kind) {
    case "overview":
      return { scene: overviewScene(system) };
    case "group": {
      if (view.key !== undefined && !system.groups.some(({ key }) => key === view.key)) return undefined;
      const sheet = sectorSheet(system, view.key, { constants });
      const name = view.key ?? viewOfRest;
      const known = constants
        ? layout?.views.find((one) => foldName(one.name) === foldName(name))
        : undefined;
      return draw(system, { ...(known ? settleKnown(sheet, known) : settle(sheet)), curves: new Map() });
    }
    case "given": {
      const known = layout?.views.find(({ name }) => name === view.name);
      return known && givenDrawing(system, known);
    }
    case "way": {
      const way = system.ways.find(({ kind, id }) => kind === view.of && foldName(id) === foldName(view.id));
      return way && drawWay(system, way);
    }
    case "around": {
      const sheet = aroundSheet(system, view.name);
      if (sheet.nodes.length === 0) return undefined;
      return drawFreely(system, sheet);
    }
    case "chosen": {
      const sheet = causalSheet(system, view.names, "Chosen variables");
      return sheet.nodes.length === 0 ? undefined : drawFreely(system, sheet);
    }
  }
}

function drawFreely(system: DiagramSystem, sheet: Sheet): Drawing {
  const parts = partsOf(sheet);
  const arrangement = arrangeSheet(parts);
  return draw(system, { sheet, parts, arrangement, curves: new Map() });
}

function drawWay(system: DiagramSystem, way: DiagramWay): Drawing {
  const title = way.title === "" ? way.id : `${way.id}: ${way.title}`;
  const names = [...new Set(way.paths.flat())];
  const isLoop = way.kind === "loop";
  const sheet = alongPaths(causalSheet(system, names, title), way.paths, isLoop);
  const parts = partsOf(sheet);
  const keys = names.filter((name) => parts.nodes.has(name));
  const isPlain = way.paths.length === 1 && keys.length === way.paths[0]!.length;
  if (!isPlain) return drawFreely(system, sheet);
  if (!isLoop) {
    const boxes = placeRows(keys, parts);
    return draw(system, { sheet, parts, arrangement: { boxes, pipes: [] }, curves: new Map() });
  }
  const boxes = placeRing(keys, parts);
  const middle = centreOf(boxOf(boxes.values())!);
  const curves = new Map<SheetLink, Curve>(
    sheet.links.map((link) => [link, alongRing(boxes.get(link.from)!, boxes.get(link.to)!, middle)]),
  );
  const sign: SceneLoop = {
    id: way.id,
    text: way.id,
    ...(way.title !== "" && { title: setLabel(way.title, { size: 12, most: keys.length > 4 ? 190 : 130 }) }),
    ...(way.says && { kind: way.says }),
    at: [middle[0], middle[1] - 14],
    clockwise: true,
  };
  return draw(system, { sheet, parts, arrangement: { boxes, pipes: [] }, curves }, [sign]);
}

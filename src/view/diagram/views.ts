import type { Layout, Point, View } from "../../model/layout.ts";
import { foldName } from "../../model/name.ts";
import { partsOf } from "./blocks.ts";
import { alongPaths, aroundSheet, causalSheet } from "./causalsheet.ts";
import { arrangeSheet } from "./compose.ts";
import { type Drawing, draw } from "./drawing.ts";
import { boxOf, type Curve, centreOf } from "./geometry.ts";
import { givenDrawing } from "./given.ts";
import { settleKnown } from "./known.ts";
import { setLabel } from "./label.ts";
import { placeLayers } from "./layers.ts";
import { overviewScene } from "./overview.ts";
import { alongRing, placeRing, placeRows, type Shape } from "./ring.ts";
import type { SceneLoop } from "./scene.ts";
import { sectorSheet } from "./sectorsheet.ts";
import type { Sheet, SheetLink } from "./sheet.ts";
import type { DiagramSystem, DiagramWay } from "./system.ts";
import { settle } from "./untangle.ts";
import { type DiagramView, isOwnView, layoutNameOf, viewNamed } from "./viewname.ts";

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
  /** What the overview and loops are to fit into. */
  readonly shape?: Shape;
}

/**
 * The views of a system: as its author drew it, then those that it has by itself, an overview where there is more than one
 * group, and each group. Of what was drawn, pages of words come last: nobody opens a model to see its title.
 */
export function viewsOf(system: DiagramSystem, layout?: Layout): readonly NamedView[] {
  const { groups, variables } = system;
  const keys = new Set(groups.map(({ key }) => foldName(key)));
  const given = (layout?.views ?? []).filter(
    ({ name, items }) => items.length > 0 && !keys.has(foldName(name)) && !isOwnView(name),
  );
  const isOfWords = ({ items }: View) => items.every(({ kind }) => kind === "text");
  const drawn = [...given.filter((one) => !isOfWords(one)), ...given.filter(isOfWords)];
  const hasRest = groups.length === 0 || variables.some(({ group }) => group === undefined);
  return [
    ...drawn.map(({ name }): NamedView => ({ view: { kind: "given", name }, title: name })),
    ...(groups.length > 1 ? [{ view: { kind: "overview" } as const, title: "Overview" }] : []),
    ...groups.map(({ key, title }): NamedView => ({ view: { kind: "group", key }, title })),
    ...(hasRest
      ? [{ view: { kind: "group" } as const, title: groups.length === 0 ? system.title : "In no sector" }]
      : []),
  ];
}

/** Draws a view; undefined where the system has nothing of that name. */
export function drawView(
  system: DiagramSystem,
  view: DiagramView,
  options: DrawOptions = {},
): Drawing | undefined {
  const { layout, constants = true, shape = "wide" } = options;
  const known = viewNamed(layout, layoutNameOf(view));
  switch (view.kind) {
    case "overview":
      return { scene: overviewScene(system, { shape, moved: groupPlaces(known) }) };
    case "group": {
      if (view.key !== undefined && !system.groups.some(({ key }) => key === view.key)) return undefined;
      const sheet = sectorSheet(system, view.key, { constants });
      const places = constants && known ? settleKnown(sheet, known) : settle(sheet);
      return draw(system, { ...places, curves: new Map() });
    }
    case "given": {
      const given = layout?.views.find(({ name }) => name === view.name);
      return given && givenDrawing(system, given);
    }
    case "way": {
      const way = system.ways.find(({ kind, id }) => kind === view.of && foldName(id) === foldName(view.id));
      return way && drawWay(system, way, shape, known);
    }
    case "around": {
      const sheet = aroundSheet(system, view.name);
      if (sheet.nodes.length === 0) return undefined;
      return drawFreely(system, sheet, known);
    }
    case "chosen": {
      const sheet = causalSheet(system, view.names, "Chosen variables");
      return sheet.nodes.length === 0 ? undefined : drawFreely(system, sheet);
    }
  }
}

function drawFreely(system: DiagramSystem, sheet: Sheet, known?: View): Drawing {
  if (known) return draw(system, { ...settleKnown(sheet, known), curves: new Map() });
  const parts = partsOf(sheet);
  const arrangement = arrangeSheet(parts);
  return draw(system, { sheet, parts, arrangement, curves: new Map() });
}

function drawWay(system: DiagramSystem, way: DiagramWay, shape: Shape, known: View | undefined): Drawing {
  const title = way.title === "" ? way.id : `${way.id}: ${way.title}`;
  const names = [...new Set(way.paths.flat())];
  const isLoop = way.kind === "loop";
  const sheet = alongPaths(causalSheet(system, names, title), way.paths, isLoop);
  const parts = partsOf(sheet);
  const keys = names.filter((name) => parts.nodes.has(name));
  const isPlain = way.paths.length === 1 && keys.length === way.paths[0]!.length;
  if (known && !(isPlain && isLoop)) return drawFreely(system, sheet, known);
  if (!isPlain || !isLoop) {
    const here = way.paths.map((path) => path.filter((name) => parts.nodes.has(name)));
    const boxes = isPlain ? placeRows(keys, parts, shape === "tall" ? 3 : 5) : placeLayers(here, parts);
    return draw(system, { sheet, parts, arrangement: { boxes, pipes: [] }, curves: new Map() });
  }
  const settled = known && settleKnown(sheet, known);
  const boxes = settled?.arrangement.boxes ?? placeRing(keys, parts, shape);
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

/** The places of groups in the overview that somebody has moved, by key. */
function groupPlaces(known: View | undefined): ReadonlyMap<string, Point> {
  return new Map(
    (known?.items ?? []).flatMap((item) => (item.kind === "frame" ? [[item.name, item.at] as const] : [])),
  );
}

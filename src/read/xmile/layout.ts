import type { Layout, LayoutItem, Point, View } from "../../model/layout.ts";
import { foldName } from "../../model/name.ts";
import { attributeOf, childOf, childrenOf, textOf, variablesOf } from "./element.ts";
import type { ModelNode } from "./terms.ts";
import { nameOf } from "./token.ts";
import type { XmlElement } from "./xml.ts";

/** The views of all models that show stocks and flows; what lies on pages for users is not read. */
export function layoutOf(root: ModelNode): Layout {
  const views: View[] = [];
  const visit = (node: ModelNode) => {
    for (const [index, view] of viewsOf(node).entries()) {
      const drawn = index === 0 ? displayed(node, view) : [];
      const items = [...view.children.flatMap((element) => readItem(element, node, view)), ...drawn];
      const written = attributeOf(view, "name");
      const name = written === undefined ? (node.path.at(-1) ?? "model") : nameOf(written);
      if (items.length > 0) views.push({ name, items });
    }
    for (const child of node.children.values()) visit(child);
  };
  visit(root);
  return { views };
}

/** Before OASIS a view was a `<display>` right inside its model. */
function viewsOf({ element }: ModelNode): readonly XmlElement[] {
  const places = [childOf(element, "views"), element];
  return places
    .flatMap((place) => [...childrenOf(place, "view"), ...childrenOf(place, "display")])
    .filter((view) => !/interface/i.test(attributeOf(view, "type") ?? attributeOf(view, "view_type") ?? ""));
}

/** Variables that carry their place themselves, in a `<display>` inside, as STELLA 10 writes them. */
function displayed(node: ModelNode, view: XmlElement): readonly LayoutItem[] {
  return variablesOf(node.element).children.flatMap((element) => {
    const display = childOf(element, "display");
    const name = element.attributes.get("name");
    if (!display || !name) return [];
    const attributes = new Map([...display.attributes, ["name", name] as const]);
    return readItem({ ...display, name: element.name, attributes }, node, view);
  });
}

function readItem(element: XmlElement, node: ModelNode, view: XmlElement): readonly LayoutItem[] {
  const at = placeOf(element);
  if (element.name === "connector") return readArrow(element, node, view);
  if (at === undefined) return [];
  const size = sizeOf(element);
  const sized = size && { size };
  const written = attributeOf(element, "name");
  switch (element.name) {
    case "stock":
    case "aux":
    case "gf":
      return written === undefined
        ? []
        : [{ kind: "variable", name: fullName(written, node), at, ...sized, ghost: false }];
    case "flow":
      return written === undefined ? [] : readPipe(element, written, node);
    case "alias": {
      const of = textOf(childOf(element, "of"));
      return of === undefined
        ? []
        : [{ kind: "variable", name: fullName(of, node), at, ...sized, ghost: true }];
    }
    case "module":
    case "group":
      return written === undefined
        ? []
        : [{ kind: "frame", name: fullName(written, node), at, size: size ?? [60, 40] }];
    case "text_box": {
      const text = textOf(element);
      return text === undefined ? [] : [{ kind: "text", text, at, ...sized }];
    }
    case "loop_indicator": {
      const text = textOf(childOf(element, "title")) ?? textOf(element) ?? attributeOf(element, "name") ?? "";
      return [
        { kind: "loop", text, at, clockwise: !/counter/i.test(attributeOf(element, "direction") ?? "") },
      ];
    }
    default:
      return [];
  }
}

/** A flow with the stocks that it leaves and enters. */
function readPipe(element: XmlElement, written: string, node: ModelNode): readonly LayoutItem[] {
  const folded = foldName(nameOf(written));
  const stockWith = (side: "inflow" | "outflow") =>
    childrenOf(variablesOf(node.element), "stock").find((stock) =>
      childrenOf(stock, side).some(({ text }) => foldName(nameOf(text.text)) === folded),
    );
  const [from, to] = [stockWith("outflow"), stockWith("inflow")].map((stock) => {
    const name = stock && attributeOf(stock, "name");
    return name === undefined ? undefined : fullName(name, node);
  });
  const points = pointsOf(element);
  const ends = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  return [{ kind: "pipe", flow: fullName(written, node), ...ends, points }];
}

/** A connector, whose ends are names, or aliases by the number that they have in the view. */
function readArrow(element: XmlElement, node: ModelNode, view: XmlElement): readonly LayoutItem[] {
  const [from, to] = ["from", "to"].map((side) => {
    const end = childOf(element, side);
    const alias = childOf(end, "alias");
    if (alias) {
      const uid = attributeOf(alias, "uid");
      const ghost = childrenOf(view, "alias").find((each) => attributeOf(each, "uid") === uid);
      const of = textOf(childOf(ghost, "of"));
      return of === undefined ? undefined : fullName(of, node);
    }
    const name = textOf(end);
    return name === undefined ? undefined : fullName(name, node);
  });
  if (from === undefined || to === undefined) return [];
  const angle = numberOf(element, "angle");
  const points = pointsOf(element);
  const middle = placeOf(element);
  const through = points.length > 0 ? points : middle ? [middle] : [];
  const polarity = attributeOf(element, "polarity") ?? attributeOf(element, "isee:polarity");
  const sign = polarity === "+" || polarity === "-" ? polarity : undefined;
  const isDelayed = attributeOf(element, "delay_mark") === "true";
  return [
    {
      kind: "arrow",
      from,
      to,
      ...(angle !== undefined ? { angle } : through.length > 0 && { through }),
      ...(sign && { sign }),
      ...(isDelayed && { delayed: true }),
    },
  ];
}

/** A name as the whole has it: behind the modules that lead to it. */
function fullName(written: string, { path, declared }: ModelNode): string {
  const name = declared.get(foldName(nameOf(written)))?.name ?? nameOf(written);
  return [...path, name].join(".");
}

/** The points of the way of a flow or connector. */
function pointsOf(element: XmlElement): readonly Point[] {
  const points = childrenOf(childOf(element, "pts"), "pt").map(placeOf);
  return points.filter((point) => point !== undefined);
}

function placeOf(element: XmlElement): Point | undefined {
  const [x, y] = [numberOf(element, "x"), numberOf(element, "y")];
  return x === undefined || y === undefined ? undefined : [x, y];
}

function sizeOf(element: XmlElement): Point | undefined {
  const [width, height] = [numberOf(element, "width"), numberOf(element, "height")];
  return width === undefined || height === undefined ? undefined : [width, height];
}

function numberOf(element: XmlElement, name: string): number | undefined {
  const written = attributeOf(element, name);
  const number = Number(written);
  return written === undefined || !Number.isFinite(number) ? undefined : number;
}

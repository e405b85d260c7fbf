import type { Layout, LayoutItem, View } from "../../model/layout.ts";
import { foldName } from "../../model/name.ts";
import type { Model } from "../../model/system.ts";
import type { Variable } from "../../model/variable.ts";
import { numberText } from "../text/number.ts";
import { attributeName, identifier } from "./name.ts";
import { branch, leaf, type XmlNode } from "./xml.ts";

/** The diagrams of a model; where there is no layout, its variables stand in rows. */
export function viewNodes(model: Model, layout: Layout | undefined): readonly XmlNode[] {
  const kinds = new Map(model.variables.map((variable) => [foldName(variable.name), tagOf(variable)]));
  const views = layout?.views.length ? layout.views : [inRows(model)];
  return [
    branch(
      "views",
      views.map((view) => viewNode(view, kinds)),
    ),
  ];
}

function tagOf({ kind }: Variable): string {
  if (kind === "stock" || kind === "count" || kind === "conveyor" || kind === "queue" || kind === "oven")
    return "stock";
  return kind === "flow" || kind === "module" ? kind : "aux";
}

function viewNode({ name, items }: View, kinds: ReadonlyMap<string, string>): XmlNode {
  const nodes = items.map((item, i) => itemNode(item, i, kinds)).filter((node) => node !== undefined);
  return branch("view", nodes, { view_type: "stock_flow", "isee:show_pages": "false", name });
}

function itemNode(item: LayoutItem, i: number, kinds: ReadonlyMap<string, string>): XmlNode | undefined {
  switch (item.kind) {
    case "variable": {
      const tag = kinds.get(foldName(item.name));
      if (tag === undefined || tag === "flow") return undefined;
      const place = {
        ...at(item.at),
        ...(item.size && { width: numberText(item.size[0]), height: numberText(item.size[1]) }),
      };
      if (item.ghost)
        return branch("alias", [leaf("of", identifier(item.name))], { ...place, uid: `${i + 1}` });
      return leaf(tag, undefined, { name: attributeName(item.name), ...place });
    }
    case "pipe": {
      const [first, last] = [item.points[0], item.points.at(-1)];
      if (!first || !last) return undefined;
      const middle = at([(first[0] + last[0]) / 2, (first[1] + last[1]) / 2]);
      const points = item.points.map((point) => leaf("pt", undefined, at(point)));
      return branch("flow", [branch("pts", points)], { name: attributeName(item.flow), ...middle });
    }
    case "arrow": {
      const ends = [leaf("from", identifier(item.from)), leaf("to", identifier(item.to))];
      return branch("connector", ends, {
        uid: `${i + 1}`,
        ...(item.angle !== undefined && { angle: numberText(item.angle) }),
        ...(item.sign && { polarity: item.sign }),
        ...(item.delayed && { delay_mark: "true" }),
      });
    }
    case "text":
      return leaf("text_box", item.text, { ...at(item.at), ...sizeOf(item.size ?? [120, 40]) });
    case "frame":
      return leaf("group", undefined, {
        name: attributeName(item.name),
        ...at(item.at),
        ...sizeOf(item.size),
      });
    case "loop":
      return leaf("text_box", item.text, { ...at(item.at), ...sizeOf([40, 30]) });
  }
}

function at([x, y]: readonly [number, number]): { readonly x: string; readonly y: string } {
  return { x: numberText(x), y: numberText(y) };
}

function sizeOf([width, height]: readonly [number, number]) {
  return { width: numberText(width), height: numberText(height) };
}

const [across, down, columns] = [160, 100, 7];

/** Stocks first, then flows, then the rest, in rows. */
function inRows({ variables }: Model): View {
  const order = ["stock", "flow", "module", "aux"];
  const sorted = variables.toSorted((a, b) => order.indexOf(tagOf(a)) - order.indexOf(tagOf(b)));
  const items = sorted.map(({ name, ...variable }, i): LayoutItem => {
    const [x, y] = [across * ((i % columns) + 1), down * (Math.floor(i / columns) + 1)];
    if (variable.kind === "flow")
      return {
        kind: "pipe",
        flow: name,
        points: [
          [x - 30, y],
          [x + 30, y],
        ],
      };
    return { kind: "variable", name, at: [x, y], ghost: false };
  });
  return { name: "all variables", items };
}

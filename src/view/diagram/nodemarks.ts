import type { Point } from "../../model/layout.ts";
import { labelMark, type Mark, mark, round } from "./mark.ts";
import type { SceneNode } from "./scene.ts";

/** The sign in front of the label of what is only a cause. */
function kindMark({ kind, box }: SceneNode): readonly Mark[] {
  const [x, y] = [box.x + 9, box.y + box.height / 2];
  switch (kind) {
    case "const":
      return [
        mark("polygon", { class: "sign", points: `${x - 4},${y} ${x},${y - 4} ${x + 4},${y} ${x},${y + 4}` }),
      ];
    case "lever":
      return [
        mark("line", { class: "sign-line", x1: x - 5, y1: y, x2: x + 5, y2: y }),
        mark("circle", { class: "sign", cx: x + 1.5, cy: y, r: 2.8 }),
      ];
    case "switch":
      return [
        mark("rect", { class: "sign-line hollow", x: x - 5, y: y - 3, width: 10, height: 6, rx: 3 }),
        mark("circle", { class: "sign", cx: x + 2, cy: y, r: 2 }),
      ];
    case "input":
      return [mark("path", { class: "sign-line", d: `M${x - 5} ${y}h8m-3 -3l3 3l-3 3` })];
    case "graph":
      return [mark("path", { class: "sign-line", d: `M${x - 5} ${y + 1.5}c2 -6 4 -6 5 -1.5s3 4.5 5 -1.5` })];
    case "data":
      return [mark("path", { class: "sign-line", d: `M${x - 5} ${y + 3}l3.4 -4l3 2.4l3.6 -5` })];
    default:
      return [];
  }
}

/** What a node is drawn with, from the back to the front. */
export function nodeMarks(node: SceneNode): readonly Mark[] {
  const { kind, box, label, ghost, mark: left } = node;
  const { x, y, width, height } = box;
  const frame = { x: round(x), y: round(y), width: round(width), height: round(height) };
  const middle: Point = [x + left / 2 + width / 2, y + height / 2];
  switch (kind) {
    case "stock":
    case "count":
    case "conveyor":
    case "queue":
    case "oven":
      return [
        mark("rect", { class: "stock-box", ...frame, rx: 2 }),
        ...(ghost ? [] : stockMarks(kind, box)),
        labelMark(label, ghost ? middle : [middle[0], stockLabelAt(node)]),
      ];
    case "group":
      return [
        mark("rect", { class: "group-box", ...frame, rx: 14 }),
        labelMark(label, node.detail ? [middle[0], y + 13 + label.height / 2] : middle),
        ...(node.detail
          ? [labelMark(node.detail, [middle[0], y + 17 + label.height + node.detail.height / 2])]
          : []),
      ];
    case "elsewhere":
      return [
        mark("rect", { class: "elsewhere-box", ...frame, rx: round(height / 2) }),
        labelMark(label, middle),
      ];
    default:
      return [
        mark("rect", { class: "plate", ...frame, rx: 6 }),
        ...kindMark(node),
        left > 0 ? labelMark(label, [x + left + 4, middle[1]], "start") : labelMark(label, middle),
      ];
  }
}

/** Where the middle of a stock's label lies: above the room for its chart. */
export function stockLabelAt({ box: { y, height }, label }: SceneNode): number {
  return y + height / 2 - (height - label.height > 34 ? 13 : 0);
}

/** A conveyor is barred, a queue has its rows, an oven its door, a count a second edge. */
function stockMarks(kind: SceneNode["kind"], { x, y, width, height }: SceneNode["box"]): readonly Mark[] {
  switch (kind) {
    case "conveyor":
      return [1, 2, 3, 4].map((i) => {
        const across = x + (width * i) / 5;
        return mark("line", { class: "stock-bar", x1: across, y1: y, x2: across, y2: y + height });
      });
    case "queue":
      return [1, 2, 3].map((i) => {
        const down = y + (height * i) / 4;
        return mark("line", { class: "stock-bar", x1: x, y1: down, x2: x + width, y2: down });
      });
    case "oven":
      return [
        mark("rect", {
          class: "stock-bar hollow",
          x: x + 5,
          y: y + 5,
          width: width - 10,
          height: height - 10,
          rx: 6,
        }),
      ];
    case "count":
      return [mark("line", { class: "stock-bar", x1: x + 5, y1: y, x2: x + 5, y2: y + height })];
    default:
      return [];
  }
}

/** The classes of the group of a node. */
export function nodeClass({ kind, ghost }: Pick<SceneNode, "kind" | "ghost">): string {
  return `node ${kind}${ghost ? " ghost" : ""}`;
}
/** Where a stock has room for a small chart, below its label. */
export function chartBox(
  node: SceneNode,
): { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | undefined {
  const { box, label } = node;
  if (box.height - label.height <= 34) return undefined;
  const top = stockLabelAt(node) + label.height / 2 + 4;
  return { x: box.x + 10, y: top, width: box.width - 20, height: 22 };
}

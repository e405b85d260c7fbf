import type { Point } from "../../model/layout.ts";
import { lineHeight } from "./label.ts";
import type { Scene, SceneArrow, SceneLoop, SceneNode, ScenePipe } from "./scene.ts";

/** An element of a picture, for whatever draws it: text of SVG, or a page. */
export interface Mark {
  readonly tag:
    | "g"
    | "path"
    | "rect"
    | "circle"
    | "ellipse"
    | "text"
    | "tspan"
    | "line"
    | "polygon"
    | "title";
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children?: readonly Mark[];
  readonly text?: string;
}

function mark(tag: Mark["tag"], attributes: Mark["attributes"], children?: readonly Mark[] | string): Mark {
  if (typeof children === "string") return { tag, attributes, text: children };
  return children ? { tag, attributes, children } : { tag, attributes };
}

const round = (value: number) => Math.round(value * 10) / 10;
const at = ([x, y]: Point) => `${round(x)} ${round(y)}`;

/** The lines of a label around a middle. */
export function labelMark(
  { lines, size, weight }: SceneNode["label"],
  [x, y]: Point,
  anchor: "middle" | "start" | "end" = "middle",
): Mark {
  const step = size * lineHeight;
  const first = y - ((lines.length - 1) * step) / 2 + size * 0.35;
  return mark(
    "text",
    {
      class: weight === "strong" ? "label strong" : "label",
      "font-size": size,
      "text-anchor": anchor,
      x: round(x),
      y: round(first),
    },
    lines.map((line, i) => mark("tspan", { x: round(x), y: round(first + i * step) }, line)),
  );
}

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

/** A double line with a valve, an arrowhead at its end, and clouds where it has no stock. */
export function pipeMarks({ points, valve, from, to, ghost }: ScenePipe): readonly Mark[] {
  const last = points.at(-1)!;
  const before = points.at(-2)!;
  const size = Math.hypot(last[0] - before[0], last[1] - before[1]) || 1;
  const [ux, uy] = [(last[0] - before[0]) / size, (last[1] - before[1]) / size];
  const isCloudTo = to === undefined && valve !== undefined;
  const isCloudFrom = from === undefined && valve !== undefined;
  const hasHead = valve !== undefined || to !== undefined;
  const tip: Point = isCloudTo ? [last[0] - ux * 10, last[1] - uy * 10] : last;
  const neck: Point = [tip[0] - ux * 9, tip[1] - uy * 9];
  const start: Point = points[0]!;
  const way = hasHead ? [start, ...points.slice(1, -1), neck] : points;
  const d = `M${way.map(at).join("L")}`;
  const style = ghost ? " ghost" : "";
  return [
    mark("path", { class: `pipe-wall${style}`, d }),
    mark("path", { class: "pipe-inside", d }),
    ...(hasHead
      ? [
          mark("polygon", {
            class: `pipe-head${style}`,
            points: [tip, [neck[0] - uy * 6.5, neck[1] + ux * 6.5], [neck[0] + uy * 6.5, neck[1] - ux * 6.5]]
              .map((point) => at(point as Point).replace(" ", ","))
              .join(" "),
          }),
        ]
      : []),
    ...(isCloudFrom ? [cloud(start)] : []),
    ...(isCloudTo ? [cloud(last)] : []),
    ...(valve ? [valveMark(valve, style)] : []),
  ];
}

function cloud([x, y]: Point): Mark {
  const d = `M${at([x - 7, y + 6])}a5 5 0 0 1 -1.5 -9.6a6 6 0 0 1 10.5 -3.6a5 5 0 0 1 6.6 6.2a4 4 0 0 1 -1.6 7z`;
  return mark("path", { class: "cloud", d });
}

function valveMark([x, y]: Point, style: string): Mark {
  return mark("path", {
    class: `valve${style}`,
    d: `M${at([x - 7, y - 7])}L${at([x + 7, y + 7])}V${round(y - 7)}L${at([x - 7, y + 7])}Z`,
  });
}

/** A thin curve with its head, its sign, and what else it has. */
export function arrowMarks(arrow: SceneArrow): readonly Mark[] {
  const { curve, sign, signAt, initial, delay, bundle } = arrow;
  const [start, first, second, end] = curve;
  const size = Math.hypot(end[0] - second[0], end[1] - second[1]) || 1;
  const [ux, uy] = [(end[0] - second[0]) / size, (end[1] - second[1]) / size];
  const length = bundle ? 9 : 6.5;
  const half = bundle ? 4.5 : 2.8;
  const neck: Point = [end[0] - ux * length, end[1] - uy * length];
  const corners: readonly Point[] = [
    end,
    [neck[0] - uy * half, neck[1] + ux * half],
    [neck[0] + uy * half, neck[1] - ux * half],
  ];
  const thickness = bundle ? ` thick-${Math.min(4, Math.ceil(bundle.count / 5))}` : "";
  return [
    mark("path", {
      class: `arrow${initial ? " initial" : ""}${thickness}`,
      d: `M${at(start)}C${at(first)} ${at(second)} ${at(neck)}`,
    }),
    mark("polygon", {
      class: "arrow-head",
      points: corners.map((point) => at(point).replace(" ", ",")).join(" "),
    }),
    ...(delay
      ? [
          mark("path", {
            class: "delay",
            d: "M-2 -5V5M2 -5V5",
            transform: `translate(${at(delay.at)}) rotate(${round(delay.angle)})`,
          }),
        ]
      : []),
    ...(sign && sign !== "0" && !bundle ? [signMark(sign, signAt)] : []),
    ...(bundle ? bundleMarks(bundle, sign) : []),
  ];
}

const signClasses = { "+": "plus", "-": "minus", "±": "both", "0": "none" } as const;

function signMark(sign: NonNullable<SceneArrow["sign"]>, [x, y]: Point): Mark {
  const text = sign === "-" ? "−" : sign;
  return mark(
    "text",
    { class: `arrow-sign ${signClasses[sign]}`, x: round(x), y: round(y + 3.6), "text-anchor": "middle" },
    text,
  );
}

/** The number of links in a bundle, with their sign where they have one in common. */
function bundleMarks(
  { count, at: [x, y] }: NonNullable<SceneArrow["bundle"]>,
  sign: SceneArrow["sign"],
): readonly Mark[] {
  const shown = sign && sign !== "0" ? sign : undefined;
  const width = String(count).length * 6.6 + 9 + (shown ? 9 : 0);
  const left = x - (shown ? 4.5 : 0);
  return [
    mark("rect", {
      class: "bundle-plate",
      x: round(x - width / 2),
      y: round(y - 8),
      width: round(width),
      height: 16,
      rx: 8,
    }),
    mark(
      "text",
      { class: "bundle-count", x: round(left), y: round(y + 3.8), "text-anchor": "middle" },
      String(count),
    ),
    ...(shown ? [signMark(shown, [left + String(count).length * 3.3 + 6, y])] : []),
  ];
}

/** The name of a loop inside an arrow that turns as the loop does. */
export function loopMarks({ text, title, at: [x, y], clockwise, kind }: SceneLoop): readonly Mark[] {
  const radius = 17;
  const turn = clockwise ? 1 : -1;
  const point = (degrees: number, r = radius): Point => {
    const angle = (degrees * Math.PI) / 180;
    return [x + turn * r * Math.cos(angle), y + r * Math.sin(angle)];
  };
  const [from, to] = [point(-60), point(215)];
  const head: readonly Point[] = [point(238), point(215, radius - 5), point(215, radius + 5)];
  const style = kind ? ` ${kind}` : "";
  return [
    mark("path", {
      class: `loop-arrow${style}`,
      d: `M${at(from)}A${radius} ${radius} 0 1 ${clockwise ? 1 : 0} ${at(to)}`,
    }),
    mark("polygon", {
      class: `loop-head${style}`,
      points: head.map((one) => at(one).replace(" ", ",")).join(" "),
    }),
    mark(
      "text",
      { class: `loop-name${style}`, x: round(x), y: round(y + 4.5), "text-anchor": "middle" },
      text,
    ),
    ...(title ? [labelMark(title, [x, y + radius + 8 + title.height / 2])] : []),
  ];
}

/** All of a scene, in groups by layer, each thing in a group of its own with its key. */
export function sceneMarks({ nodes, pipes, arrows, loops, frames, remarks }: Scene): readonly Mark[] {
  return [
    ...frames.map(({ title, box }) =>
      mark("g", { class: "frame" }, [
        mark("rect", {
          class: "frame-box",
          x: round(box.x),
          y: round(box.y),
          width: round(box.width),
          height: round(box.height),
          rx: 10,
        }),
        mark("text", { class: "frame-title", x: round(box.x + 14), y: round(box.y + 21) }, title),
      ]),
    ),
    mark(
      "g",
      { class: "pipes" },
      pipes.map((pipe) => mark("g", { class: "pipe" }, pipeMarks(pipe))),
    ),
    mark(
      "g",
      { class: "nodes" },
      nodes.map((node) =>
        mark("g", { class: nodeClass(node) }, [mark("title", {}, node.spoken), ...nodeMarks(node)]),
      ),
    ),
    mark(
      "g",
      { class: "arrows" },
      arrows.map((arrow) => mark("g", { class: "link" }, arrowMarks(arrow))),
    ),
    mark(
      "g",
      { class: "loops" },
      loops.map((loop) => mark("g", { class: "loop" }, loopMarks(loop))),
    ),
    mark(
      "g",
      { class: "remarks" },
      remarks.map(({ label, at: place }) => labelMark(label, place)),
    ),
  ];
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

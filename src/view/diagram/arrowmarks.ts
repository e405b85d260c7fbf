import type { Point } from "../../model/layout.ts";
import { at, labelMark, type Mark, mark, round } from "./mark.ts";
import type { SceneArrow, SceneLoop } from "./scene.ts";

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

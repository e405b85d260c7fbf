import type { Point } from "../../model/layout.ts";
import { type Label, lineHeight } from "./label.ts";

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

/** Makes one. */
export function mark(
  tag: Mark["tag"],
  attributes: Mark["attributes"],
  children?: readonly Mark[] | string,
): Mark {
  if (typeof children === "string") return { tag, attributes, text: children };
  return children ? { tag, attributes, children } : { tag, attributes };
}

/** To a tenth of a point, which nobody sees. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** A place as a path has it. */
export function at([x, y]: Point): string {
  return `${round(x)} ${round(y)}`;
}

/** The lines of a label around a middle. */
export function labelMark(
  { lines, size, weight }: Label,
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

import type { Point } from "../../model/layout.ts";
import { at, type Mark, mark, round } from "./mark.ts";
import type { ScenePipe } from "./scene.ts";

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

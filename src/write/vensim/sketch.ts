import type { Layout, Point, View } from "../../model/layout.ts";
import { foldName } from "../../model/name.ts";
import type { Model } from "../../model/system.ts";
import type { Variable } from "../../model/variable.ts";
import { vensimName } from "./name.ts";

const fonts = "$192-192-192,0,Times New Roman|12||0-0-0|0-0-0|0-0-255|-1--1--1|-1--1--1|72,72,100,0";

/** The diagrams; where there is no layout, one view with all variables in rows. */
export function sketchText(model: Model, layout: Layout | undefined): string {
  const kinds = new Map(model.variables.map((variable) => [foldName(variable.name), variable.kind]));
  const views = layout?.views.length ? layout.views : [inRows(model)];
  return views
    .map((view) => {
      const lines = [
        "\\\\\\---/// Sketch information - do not modify anything except names",
        "V300  Do not put anything below this section - it will be ignored",
        `*${view.name.replace(/\s+/g, " ")}`,
        fonts,
        ...linesOf(view, kinds),
      ];
      return `${lines.join("\n")}\n`;
    })
    .join("");
}

/** The two halves of a pipe: only one has the head of an arrow. */
const pipes = { head: "4,0,0,22,0,0,0", tail: "100,0,0,22,0,0,0" } as const;

/** Things are numbered in their order; arrows name the numbers of their ends. */
function linesOf({ items }: View, kinds: ReadonlyMap<string, Variable["kind"]>): readonly string[] {
  const lines: string[] = [];
  const numbers = new Map<string, number>();
  let next = 0;
  const whole = (value: number) => Math.round(value);
  const place = ([x, y]: Point) => `${whole(x)},${whole(y)}`;
  const put = (name: string, at: Point, size: Point, shape: number, bits: number) => {
    next++;
    if (!numbers.has(foldName(name))) numbers.set(foldName(name), next);
    const half = `${Math.max(1, whole(size[0] / 2))},${Math.max(1, whole(size[1] / 2))}`;
    lines.push(`10,${next},${vensimName(name)},${place(at)},${half},${shape},${bits},0,0,0,0,0,0`);
  };
  const arrow = (from: number, to: number, form: string, through: readonly Point[]) => {
    next++;
    const points = through.map(([x, y]) => `(${whole(x)},${whole(y)})|`).join("");
    lines.push(`1,${next},${from},${to},${form},-1--1--1,,${through.length}|${points}`);
  };
  for (const item of items) {
    if (item.kind !== "variable" || !kinds.has(foldName(item.name))) continue;
    const kind = kinds.get(foldName(item.name));
    const isStock = kind === "stock" || kind === "count";
    const size = item.size ?? (isStock ? [80, 40] : [90, 22]);
    put(item.name, item.at, size, isStock ? 3 : 8, item.ghost ? 2 : 3);
  }
  for (const item of items) {
    if (item.kind !== "pipe") continue;
    const [first, last] = [item.points[0], item.points.at(-1)];
    if (!first || !last) continue;
    const middle: Point = [(first[0] + last[0]) / 2, (first[1] + last[1]) / 2];
    const endOf = (stock: string | undefined, at: Point) => {
      const known = stock === undefined ? undefined : numbers.get(foldName(stock));
      if (known !== undefined) return known;
      next++;
      lines.push(`12,${next},48,${place(at)},10,8,0,3,0,0,-1,0,0,0`);
      return next;
    };
    const [from, to] = [endOf(item.from, first), endOf(item.to, last)];
    // The pipes come before their valve, which has the number that follows theirs.
    const valve = next + 3;
    arrow(valve, to, pipes.head, [last]);
    arrow(valve, from, pipes.tail, [first]);
    next++;
    lines.push(`11,${next},0,${place(middle)},6,8,34,3,0,0,1,0,0,0`);
    put(item.flow, [middle[0], middle[1] + 24], [90, 22], 40, 3);
  }
  for (const item of items) {
    if (item.kind !== "arrow") continue;
    const [from, to] = [numbers.get(foldName(item.from)), numbers.get(foldName(item.to))];
    const sign = item.sign === "+" ? 43 : item.sign === "-" ? 45 : 0;
    const form = `0,0,${sign},0,0,64,0`;
    if (from !== undefined && to !== undefined) arrow(from, to, form, item.through?.slice(0, 1) ?? [[0, 0]]);
  }
  for (const item of items) {
    if (item.kind !== "text") continue;
    next++;
    lines.push(`12,${next},0,${place(item.at)},40,11,8,4,0,0,-1,0,0,0`, item.text.replace(/\s+/g, " "));
  }
  return lines;
}

const [across, down, columns] = [140, 80, 7];

function inRows({ variables }: Model): View {
  const items = variables.map(({ name }, i): View["items"][number] => {
    const at: Point = [across * ((i % columns) + 1), down * (Math.floor(i / columns) + 1)];
    return { kind: "variable", name, at, ghost: false };
  });
  return { name: "View 1", items };
}

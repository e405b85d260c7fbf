import type { Layout, LayoutItem, Point, View } from "../../model/layout.ts";
import { foldName } from "../../model/name.ts";
import type { Model } from "../../model/system.ts";
import type { Variable } from "../../model/variable.ts";
import { vensimName } from "./name.ts";

const fonts = "$192-192-192,0,Times New Roman|12||0-0-0|0-0-0|0-0-255|-1--1--1|-1--1--1|96,96,100,0";

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
  /** Sizes are told from the middle to the sides. */
  const halfOf = ([width, height]: Point) =>
    `${Math.max(1, whole(width / 2))},${Math.max(1, whole(height / 2))}`;
  const put = (name: string, at: Point, size: Point, shape: number, bits: number) => {
    next++;
    if (!numbers.has(foldName(name))) numbers.set(foldName(name), next);
    lines.push(`10,${next},${vensimName(name)},${place(at)},${halfOf(size)},${shape},${bits},0,0,0,0,0,0`);
  };
  const arrow = (from: number, to: number, form: string, through: readonly Point[]) => {
    next++;
    const points = through.map(([x, y]) => `(${whole(x)},${whole(y)})|`).join("");
    lines.push(`1,${next},${from},${to},${form},-1--1--1,,${through.length}|${points}`);
  };
  const pipesOf = items.filter((item) => item.kind === "pipe");
  const inPipes = new Set(pipesOf.map(({ flow }) => foldName(flow)));
  const labels = new Map<string, VariableItem>();
  for (const item of items) {
    if (item.kind !== "variable" || !kinds.has(foldName(item.name))) continue;
    const key = foldName(item.name);
    // The name of a flow belongs to its valve.
    if (inPipes.has(key) && !item.ghost && !labels.has(key)) {
      labels.set(key, item);
      continue;
    }
    const isStock = kinds.get(key) === "stock" || kinds.get(key) === "count";
    put(
      item.name,
      item.at,
      item.size ?? (isStock ? [80, 40] : [90, 22]),
      isStock ? 3 : 8,
      item.ghost ? 2 : 3,
    );
  }
  for (const item of pipesOf) {
    const label = labels.get(foldName(item.flow));
    const way = wayOf(item, label?.at);
    if (!way) continue;
    const endOf = (stock: string | undefined, at: Point) => {
      const known = stock === undefined ? undefined : numbers.get(foldName(stock));
      if (known !== undefined) return known;
      next++;
      lines.push(`12,${next},48,${place(at)},10,8,0,3,0,0,-1,0,0,0`);
      return next;
    };
    const [from, to] = [endOf(item.from, way.first), endOf(item.to, way.last)];
    // The pipes come before their valve, which has the number that follows theirs.
    const valve = next + 3;
    arrow(valve, to, pipes.head, way.behind);
    arrow(valve, from, pipes.tail, way.before.toReversed());
    next++;
    lines.push(`11,${next},0,${place(way.valve)},6,8,34,3,0,0,1,0,0,0`);
    const [x, y] = way.valve;
    put(item.flow, label?.at ?? [x, y + 24], label?.size ?? [90, 22], 40, 3);
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
    const text = item.text.replace(/\s+/g, " ");
    const half = halfOf(item.size ?? [Math.min(300, 7 * text.length), 22]);
    lines.push(`12,${next},0,${place(item.at)},${half},8,4,0,0,-1,0,0,0`, text);
  }
  return lines;
}

type VariableItem = Extract<LayoutItem, { readonly kind: "variable" }>;

/** Where the valve of a pipe is, and the bends before and behind it: a pipe of Vensim's has one at least. */
function wayOf({ points }: Extract<LayoutItem, { readonly kind: "pipe" }>, label: Point | undefined) {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return undefined;
  const inner = points.slice(1, -1);
  const between = ([ax, ay]: Point, [bx, by]: Point): Point => [(ax + bx) / 2, (ay + by) / 2];
  const wish = label ?? between(first, last);
  const far = ([x, y]: Point) => Math.hypot(x - wish[0], y - wish[1]);
  const at = inner.reduce((best, point, i) => (far(point) < far(inner[best]!) ? i : best), 0);
  const valve = inner[at] ?? between(first, last);
  const bends = (some: readonly Point[], end: Point) => (some.length > 0 ? some : [between(valve, end)]);
  return {
    first,
    last,
    valve,
    before: bends(inner.slice(0, at), first),
    behind: bends(inner.slice(at + 1), last),
  };
}

const [across, down, columns] = [140, 80, 7];

function inRows({ variables }: Model): View {
  const items = variables.map(({ name }, i): View["items"][number] => {
    const at: Point = [across * ((i % columns) + 1), down * (Math.floor(i / columns) + 1)];
    return { kind: "variable", name, at, ghost: false };
  });
  return { name: "View 1", items };
}

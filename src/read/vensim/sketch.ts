import type { Layout, LayoutItem, Point, View } from "../../model/layout.ts";
import { plainName } from "./token.ts";

/** Reads where the variables of a model lie on its views: all that stands behind the equations, up to the settings. */
export function readSketch(text: string, from: number, to: number): Layout {
  const lines = text.slice(from, to).split(/\r?\n|\r/);
  const views: View[] = [];
  let name: string | undefined;
  let objects: SketchObject[] = [];
  const close = () => {
    if (name !== undefined) views.push({ name, items: itemsOf(objects) });
    objects = [];
  };
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    if (line.startsWith("*")) {
      close();
      name = line.slice(1).trim();
      continue;
    }
    const object = /^\d/.test(line) ? objectOf(splitFields(line)) : undefined;
    if (!object) continue;
    // The text of a comment stands on a line of its own.
    if (object.kind === "comment" && object.isTextBelow)
      objects.push({ ...object, text: (lines[++i] ?? "").trim() });
    else objects.push(object);
  }
  close();
  return { views };
}

type SketchObject =
  | {
      readonly kind: "word";
      readonly id: number;
      readonly name: string;
      readonly at: Point;
      readonly size: Point;
      readonly ghost: boolean;
      /** It names the valve before it. */
      readonly isAttached: boolean;
    }
  | { readonly kind: "valve"; readonly id: number; readonly at: Point }
  | {
      readonly kind: "comment";
      readonly id: number;
      readonly text: string;
      readonly isTextBelow: boolean;
      readonly isCloud: boolean;
      readonly shape: number;
      readonly at: Point;
      readonly size: Point;
    }
  | {
      readonly kind: "arrow";
      readonly from: number;
      readonly to: number;
      readonly shape: number;
      readonly isPipe: boolean;
      readonly polarity: string;
      readonly delayed: boolean;
      readonly points: readonly Point[];
    };

/** The fields of a line; a name in quotes may have commas in it. */
function splitFields(line: string): readonly string[] {
  const fields: string[] = [];
  const field = /\s*("(?:[^"\\]|\\.)*"|[^,]*)(,|$)/gy;
  for (;;) {
    const match = field.exec(line);
    if (!match) return fields;
    fields.push(match[1]!.trim());
    if (match[2] === "") return fields;
  }
}

function objectOf(fields: readonly string[]): SketchObject | undefined {
  const number = (i: number) => Number(fields[i]) || 0;
  const id = number(1);
  const at: Point = [number(3), number(4)];
  // From the middle to the sides.
  const size: Point = [2 * number(5), 2 * number(6)];
  const shape = number(7);
  const bits = number(8);
  switch (fields[0]) {
    case "1":
      return arrowOf(fields);
    case "10": {
      const name = plainName(fields[2] ?? "");
      return { kind: "word", id, name, at, size, ghost: (bits & 1) === 0, isAttached: (shape & 32) !== 0 };
    }
    case "11":
      return { kind: "valve", id, at };
    case "12": {
      const text = plainName(fields[2] ?? "");
      // A number is a picture, 0 none: remarks without a text are left out.
      if (text === "0" && (bits & 4) === 0) return undefined;
      return {
        kind: "comment",
        id,
        text,
        isTextBelow: (bits & 4) !== 0,
        isCloud: text === "48",
        shape: shape & 31,
        at,
        size,
      };
    }
    default:
      return undefined;
  }
}

/** `1,id,from,to,shape,hidden,polarity,thickness,…,n|(x,y)|(x,y)|` */
function arrowOf(fields: readonly string[]): SketchObject | undefined {
  const number = (i: number) => Number(fields[i]) || 0;
  if (number(5) !== 0) return undefined;
  const places = [
    ...fields
      .slice(13)
      .join(",")
      .matchAll(/\((-?[\d.]+),(-?[\d.]+)\)/g),
  ];
  return {
    kind: "arrow",
    from: number(2),
    to: number(3),
    shape: number(4),
    isPipe: number(7) > 20,
    polarity: String.fromCharCode(number(6)),
    delayed: (number(9) & 63) !== 0,
    points: places.map((match): Point => [Number(match[1]), Number(match[2])]),
  };
}

function itemsOf(objects: readonly SketchObject[]): readonly LayoutItem[] {
  const items: LayoutItem[] = [];
  const byId = new Map(
    objects.flatMap((object) => (object.kind === "arrow" ? [] : [[object.id, object] as const])),
  );
  const flowOf = new Map<number, string>();
  let valve: number | undefined;
  for (const object of objects) {
    if (object.kind === "word" && object.isAttached && valve !== undefined) flowOf.set(valve, object.name);
    if (object.kind !== "arrow") valve = object.kind === "valve" ? object.id : undefined;
  }
  for (const object of objects) {
    switch (object.kind) {
      case "word": {
        const { name, at, size, ghost } = object;
        items.push({ kind: "variable", name, at, size, ghost });
        break;
      }
      case "comment":
        if (!object.isCloud) items.push(remarkOf(object));
        break;
      case "valve": {
        const pipe = pipeOf(object.id, object.at, flowOf.get(object.id), objects, byId);
        if (pipe) items.push(pipe);
        break;
      }
      case "arrow": {
        const nameOf = (id: number) => {
          const end = byId.get(id);
          return end?.kind === "word" ? end.name : flowOf.get(id);
        };
        const [from, to] = [nameOf(object.from), nameOf(object.to)];
        if (object.isPipe || from === undefined || to === undefined) break;
        items.push({
          kind: "arrow",
          from,
          to,
          ...(object.points.length > 0 && object.shape !== 0 && { through: object.points }),
          ...signOf(object.polarity),
          ...(object.delayed && { delayed: true }),
        });
        break;
      }
    }
  }
  return items;
}

/** Some write S and O, same and opposite, for the signs of links. */
function signOf(polarity: string): { readonly sign?: "+" | "-" } {
  if (/[+sS]/.test(polarity)) return { sign: "+" };
  return /[-oO]/.test(polarity) ? { sign: "-" } : {};
}

function remarkOf({
  text,
  at,
  size,
  shape,
}: Extract<SketchObject, { readonly kind: "comment" }>): LayoutItem {
  const isLoop = shape === 4 || shape === 5;
  return isLoop ? { kind: "loop", text, at, clockwise: shape === 4 } : { kind: "text", text, at, size };
}

/** The two halves of a pipe lead away from its valve; the one without an arrowhead is where the flow comes from. */
function pipeOf(
  valve: number,
  at: Point,
  flow: string | undefined,
  objects: readonly SketchObject[],
  byId: ReadonlyMap<number, Exclude<SketchObject, { readonly kind: "arrow" }>>,
): LayoutItem | undefined {
  if (flow === undefined) return undefined;
  const halves = objects.flatMap((object) =>
    object.kind === "arrow" && object.isPipe && (object.from === valve || object.to === valve)
      ? [object]
      : [],
  );
  const other = (half: (typeof halves)[number]) => byId.get(half.from === valve ? half.to : half.from);
  const source = halves.find(({ shape }) => shape === 100) ?? halves[1];
  const target = halves.find((half) => half !== source);
  const [from, to] = [source && other(source), target && other(target)];
  const before = source && from ? [from.at, ...source.points.toReversed()] : [];
  const behind = target && to ? [...target.points, to.at] : [];
  return {
    kind: "pipe",
    flow,
    ...(from?.kind === "word" && { from: from.name }),
    ...(to?.kind === "word" && { to: to.name }),
    points: [...before, at, ...behind],
  };
}

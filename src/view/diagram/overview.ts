import type { Point } from "../../model/layout.ts";
import {
  type Box,
  bent,
  boxAround,
  boxOf,
  type Curve,
  centreOf,
  doOverlap,
  edgeTowards,
  pointOn,
  widen,
} from "./geometry.ts";
import { type Label, setLabel } from "./label.ts";
import type { Shape } from "./ring.ts";
import type { Scene, SceneArrow, SceneNode } from "./scene.ts";
import type { ArrowSign, DiagramGroup, DiagramLink, DiagramSystem } from "./system.ts";

/** Links from one group to another, together. */
interface Bundle {
  readonly from: string;
  readonly to: string;
  readonly links: readonly DiagramLink[];
}

export interface OverviewPlaces {
  readonly shape: Shape;
  /** The middles of groups that somebody has moved, by key. */
  readonly moved: ReadonlyMap<string, Point>;
}

/**
 * The groups of a system around a ring, those with much to do with each other side by side, and an arrow for all links
 * from one to another: how many they are, and their sign where they have one in common.
 */
export function overviewScene(system: DiagramSystem, places: OverviewPlaces): Scene {
  const bundles = bundlesOf(system);
  const ring = inOrder(
    system.groups.map(({ key }) => key),
    bundles,
  );
  const nodes = placeGroups(system, ring, places);
  const boxes = new Map(nodes.map(({ key, box }) => [key, box]));
  const most = bundles.reduce((count, { links }) => Math.max(count, links.length), 1);
  // Of very many arrows the thin ones would hide the others.
  const shown = bundles.length > 60 ? bundles.filter(({ links }) => links.length > most / 12) : bundles;
  const titles = new Map(system.groups.map(({ key, title }) => [key, title]));
  const middle: Point = centreOf(boxOf(boxes.values()) ?? { x: 0, y: 0, width: 0, height: 0 });
  const taken: Box[] = [...boxes.values()];
  const arrows = shown
    .toSorted((a, b) => b.links.length - a.links.length)
    .map(({ from, to, links }): SceneArrow => {
      const curve = chord(boxes.get(from)!, boxes.get(to)!, middle);
      const at = freePlace(curve, taken);
      taken.push(boxAround(at, 34, 18));
      const sign = commonSign(links);
      const spoken = `${titles.get(from)} acts on ${titles.get(to)} by ${count(links.length, "link", "links")}${signWords(links)}.`;
      return {
        from,
        to,
        cause: from,
        effect: to,
        curve,
        ...(sign && { sign }),
        signAt: at,
        initial: false,
        bundle: { count: links.length, at, spoken },
      };
    });
  const all = boxOf([...boxes.values(), ...taken]);
  return {
    title: system.title,
    description: `Overview of ${system.title}: ${count(system.groups.length, "sector", "sectors")}, ${count(bundles.length, "bundle", "bundles")} of links between them.`,
    box: widen(all ?? { x: 0, y: 0, width: 0, height: 0 }, 28),
    nodes,
    pipes: [],
    arrows,
    loops: [],
    frames: [],
    remarks: [],
  };
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

function bundlesOf({ variables, links }: DiagramSystem): readonly Bundle[] {
  const groupOf = new Map(variables.map(({ name, group }) => [name, group]));
  const bundles = new Map<
    string,
    { readonly from: string; readonly to: string; readonly links: DiagramLink[] }
  >();
  for (const link of links) {
    const [from, to] = [groupOf.get(link.cause), groupOf.get(link.effect)];
    if (from === undefined || to === undefined || from === to) continue;
    const key = `${from}\n${to}`;
    if (!bundles.has(key)) bundles.set(key, { from, to, links: [] });
    bundles.get(key)!.links.push(link);
  }
  return [...bundles.values()];
}

function commonSign(links: readonly DiagramLink[]): ArrowSign | undefined {
  const signs = new Set(links.map(({ sign }) => sign).filter((sign) => sign !== "0"));
  const [only] = signs;
  return signs.size === 1 && only !== "±" ? only : undefined;
}

function signWords(links: readonly DiagramLink[]): string {
  const number = (wanted: ArrowSign) => links.filter(({ sign }) => sign === wanted).length;
  const parts = [
    [number("+"), "raising"],
    [number("-"), "lowering"],
    [number("±"), "now one, now the other"],
    [number("0"), "without effect in the run"],
  ] as const;
  const said = parts.filter(([one]) => one > 0).map(([one, word]) => `${one} ${word}`);
  return said.length > 0 ? ` (${said.join(", ")})` : "";
}

/** The order around the ring in which heavy bundles are short: pairs are swapped as long as that helps. */
function inOrder(keys: readonly string[], bundles: readonly Bundle[]): readonly string[] {
  const ring = [...keys];
  const size = ring.length;
  const cost = () => {
    const places = new Map(ring.map((key, i) => [key, i]));
    return bundles.reduce((sum, { from, to, links }) => {
      const apart = Math.abs(places.get(from)! - places.get(to)!);
      return sum + Math.sqrt(links.length) * Math.min(apart, size - apart) ** 1.5;
    }, 0);
  };
  let least = cost();
  for (let isBetter = size <= 80; isBetter; ) {
    isBetter = false;
    for (let i = 0; i < size; i++) {
      for (let j = i + 1; j < size; j++) {
        [ring[i], ring[j]] = [ring[j]!, ring[i]!];
        const now = cost();
        if (now < least - 1e-9) {
          least = now;
          isBetter = true;
        } else [ring[i], ring[j]] = [ring[j]!, ring[i]!];
      }
    }
  }
  // It begins with what was declared first.
  const start = Math.max(0, ring.indexOf(keys[0] ?? ""));
  return [...ring.slice(start), ...ring.slice(0, start)];
}

function placeGroups(
  system: DiagramSystem,
  ring: readonly string[],
  { shape, moved }: OverviewPlaces,
): readonly SceneNode[] {
  const faces = ring.map((key) => {
    const group = system.groups.find((one) => one.key === key)!;
    const label = setLabel(group.title, { size: 14, weight: "strong", most: 168 });
    const detail = setLabel(contentsOf(system, key), { size: 10.5, most: 180 });
    const width = Math.max(label.width, detail.width) + 34;
    return { group, label, detail, width, height: label.height + detail.height + 30 };
  });
  const widest = faces.reduce((most, { width }) => Math.max(most, width), 120);
  const around = (widest + 90) * ring.length;
  const [across, down] = shape === "tall" ? tallRing(widest, ring.length) : wideRing(widest, around);
  return faces.map(({ group, label, detail, width, height }, i): SceneNode => {
    const angle = -Math.PI / 2 + (2 * Math.PI * i) / ring.length;
    const at: Point =
      moved.get(group.key) ??
      (ring.length === 1 ? [0, 0] : [across * Math.cos(angle), down * Math.sin(angle)]);
    return {
      key: group.key,
      name: group.key,
      kind: "group",
      ghost: false,
      box: boxAround(at, width, height),
      label,
      detail,
      mark: 0,
      spoken: spokenGroup(system, group, detail),
    };
  });
}

function wideRing(widest: number, around: number): Point {
  const across = Math.max(widest * 1.15, around / 5.2);
  return [across, Math.max(150, across * 0.62)];
}

/** As narrow as its names allow: groups stand at its sides, one below the other. */
function tallRing(widest: number, groups: number): Point {
  const across = widest * 1.25;
  return [across, Math.max(across, groups * 60)];
}

function contentsOf({ variables }: DiagramSystem, key: string): string {
  const own = variables.filter(({ group }) => group === key);
  const number = (kinds: readonly string[]) => own.filter(({ kind }) => kinds.includes(kind)).length;
  const parts = [
    [number(["stock", "count", "conveyor", "queue", "oven"]), "stock", "stocks"],
    [number(["flow"]), "flow", "flows"],
    [number(["aux", "input"]), "auxiliary", "auxiliaries"],
    [number(["lever", "switch"]), "lever", "levers"],
  ] as const;
  const said = parts.filter(([one]) => one > 0).map(([one, word, words]) => count(one, word, words));
  return said.length > 0 ? said.join(", ") : count(own.length, "number", "numbers");
}

function spokenGroup(
  { variables }: DiagramSystem,
  { key, title, kind }: DiagramGroup,
  detail: Label,
): string {
  const stocks = variables.filter((variable) => variable.group === key && variable.kind === "stock");
  const names = stocks.map(({ label }) => label).join("; ");
  const word = kind === "module" ? "Module" : "Sector";
  return `${word} ${title}: ${detail.lines.join(" ")}${names === "" ? "" : `, stocks: ${names}`}`;
}

/** From box to box, bent to the right of its way, so that the arrow back has a way of its own; a little off the middle. */
function chord(from: Box, to: Box, [mx, my]: Point): Curve {
  const [[ax, ay], [bx, by]] = [centreOf(from), centreOf(to)];
  const [hx, hy] = [(ax + bx) / 2, (ay + by) / 2];
  const length = Math.hypot(bx - ax, by - ay) || 1;
  const side = 24 + length * 0.05;
  const control: Point = [
    hx - (side * (by - ay)) / length + (mx - hx) * 0.18,
    hy + (side * (bx - ax)) / length + (my - hy) * 0.18,
  ];
  return bent(edgeTowards(from, control, 4), control, edgeTowards(to, control, 5));
}

/** The first place along a curve, from its middle on, where a number covers nothing. */
function freePlace(curve: Curve, taken: readonly Box[]): Point {
  for (const t of [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8]) {
    const at = pointOn(curve, t);
    const box = boxAround(at, 36, 20);
    if (!taken.some((one) => doOverlap(one, box))) return at;
  }
  return pointOn(curve, 0.5);
}

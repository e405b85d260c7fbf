import { kindWords } from "../../view/diagram/spoken.ts";
import type { ArrowSign, DiagramLink, DiagramSystem, DiagramVariable } from "../../view/diagram/system.ts";

/** A line of the outline: a sector, a variable in it, or a cause or effect of the variable above it. */
export interface Branch {
  /** The way to it from the top, by which it is opened and found again. */
  readonly id: string;
  readonly level: number;
  /** How many stand side by side here, and which of them it is, from 1. */
  readonly size: number;
  readonly place: number;
  readonly isOpen: boolean;
  readonly hasBranches: boolean;
  readonly words: string;
  /** The variable; undefined for a sector. */
  readonly name?: string;
}

/** What a system's outline is made from: its links by their ends. */
export interface OutlineIndex {
  readonly system: DiagramSystem;
  readonly variables: ReadonlyMap<string, DiagramVariable>;
  readonly causes: ReadonlyMap<string, readonly DiagramLink[]>;
  readonly effects: ReadonlyMap<string, readonly DiagramLink[]>;
}

export function indexOutline(system: DiagramSystem): OutlineIndex {
  const links = system.links.filter(({ cause, effect }) => cause !== effect);
  return {
    system,
    variables: new Map(system.variables.map((variable) => [variable.name, variable])),
    causes: groupBy(links, ({ effect }) => effect),
    effects: groupBy(links, ({ cause }) => cause),
  };
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** In a system without sectors, what holds all of it. */
export const whole = "(whole)";

const order: readonly string[] = [
  "stock",
  "count",
  "conveyor",
  "queue",
  "oven",
  "flow",
  "aux",
  "input",
  "graph",
  "data",
  "lever",
  "switch",
  "const",
];

/** The lines that are to be seen when some have been opened, from top to bottom. */
export function branchesOf(index: OutlineIndex, open: ReadonlySet<string>): readonly Branch[] {
  const { system } = index;
  const groups = [
    ...system.groups.map(({ key, title }) => ({ key: key as string | undefined, title })),
    ...(system.groups.length === 0 || system.variables.some(({ group }) => group === undefined)
      ? [{ key: undefined, title: system.groups.length === 0 ? system.title : "In no sector" }]
      : []),
  ];
  return groups.flatMap(({ key, title }, i) => {
    const id = key ?? whole;
    const own = system.variables.filter(({ group }) => group === key);
    const sorted = own.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
    const line = {
      id,
      level: 1,
      size: groups.length,
      place: i + 1,
      isOpen: open.has(id),
      hasBranches: own.length > 0,
      words: `${title}: ${contents(own)}`,
    };
    if (!line.isOpen) return [line];
    return [
      line,
      ...sorted.flatMap((variable, place) =>
        variableBranches(index, open, variable, {
          id: `${id}/${variable.name}`,
          level: 2,
          size: sorted.length,
          place: place + 1,
          words: `${kindWords[variable.kind]} ${variable.label}${variable.unit ? `, in ${variable.unit}` : ""}${variable.elements === undefined ? "" : `, ${variable.elements} elements`}`,
        }),
      ),
    ];
  });
}

type Line = Pick<Branch, "id" | "level" | "size" | "place" | "words">;

function variableBranches(
  index: OutlineIndex,
  open: ReadonlySet<string>,
  { name }: DiagramVariable,
  line: Line,
): readonly Branch[] {
  const ways = waysOf(index, name);
  const isOpen = open.has(line.id);
  const own: Branch = { ...line, isOpen, hasBranches: ways.length > 0, name };
  if (!isOpen) return [own];
  return [
    own,
    ...ways.flatMap(({ variable, words, way }, i) =>
      variableBranches(index, open, variable, {
        id: `${line.id}/${way}${variable.name}`,
        level: line.level + 1,
        size: ways.length,
        place: i + 1,
        words,
      }),
    ),
  ];
}

interface Way {
  readonly variable: DiagramVariable;
  readonly words: string;
  readonly way: "<" | ">";
}

/** What acts on a variable, and behind it what that acts on. */
function waysOf({ variables, causes, effects }: OutlineIndex, name: string): readonly Way[] {
  const way = (link: DiagramLink, isCause: boolean): readonly Way[] => {
    const variable = variables.get(isCause ? link.cause : link.effect);
    if (!variable) return [];
    const words = `${(isCause ? causeWords : effectWords)(link)} ${variable.label}${link.delayed ? ", after a delay" : ""}`;
    return [{ variable, words, way: isCause ? "<" : ">" }];
  };
  const all = [
    ...(causes.get(name) ?? []).flatMap((link) => way(link, true)),
    ...(effects.get(name) ?? []).flatMap((link) => way(link, false)),
  ];
  // Two variables may have several links: in the start and in the equation, say.
  const seen = new Set<string>();
  return all.filter(({ way: direction, variable }) => {
    const key = direction + variable.name;
    return !seen.has(key) && seen.add(key);
  });
}

const signWords: Readonly<Record<ArrowSign, readonly [of: string, to: string]>> = {
  "+": ["raised by", "raises"],
  "-": ["lowered by", "lowers"],
  "±": ["raised or lowered by", "raises or lowers"],
  "0": ["depends, without effect in this run, on", "does nothing in this run to"],
};

function causeWords({ kind, sign }: DiagramLink): string {
  if (kind === "inflow") return "filled by";
  if (kind === "outflow") return "emptied by";
  if (kind === "initial") return "starts from";
  return sign ? signWords[sign][0] : "depends on";
}

function effectWords({ kind, sign }: DiagramLink): string {
  if (kind === "inflow") return "fills";
  if (kind === "outflow") return "empties";
  if (kind === "initial") return "sets the start of";
  return sign ? signWords[sign][1] : "acts on";
}

function contents(own: readonly DiagramVariable[]): string {
  const number = (kinds: readonly string[]) => own.filter(({ kind }) => kinds.includes(kind)).length;
  const parts = [
    [number(["stock", "count", "conveyor", "queue", "oven"]), "stock", "stocks"],
    [number(["flow"]), "flow", "flows"],
    [number(["aux", "input", "graph", "data"]), "auxiliary", "auxiliaries"],
    [number(["lever", "switch"]), "lever", "levers"],
    [number(["const"]), "constant", "constants"],
  ] as const;
  const said = parts.filter(([count]) => count > 0);
  return said.map(([count, one, many]) => `${count} ${count === 1 ? one : many}`).join(", ") || "empty";
}

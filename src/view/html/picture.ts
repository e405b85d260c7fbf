import { drawInline } from "../diagram/inline.ts";
import type { Scene } from "../diagram/scene.ts";
import { kindWords } from "../diagram/spoken.ts";
import type { ArrowSign, VariableKind } from "../diagram/system.ts";
import { type Markup, markup, type Piece } from "../markup.ts";
import { formatCount } from "../number.ts";
import type { PageSection } from "./page.ts";
import { anchorOf, drawDetails, drawPairs, joined, unitText } from "./pieces.ts";

/** The system in pictures and in words, for a page whose script lights the way of a claim in them. */
export interface ShownPicture {
  /** The overview of sectors, where there are several. */
  readonly overview?: Scene;
  /** A picture of each sector, in the order of the parts’ groups. */
  readonly groups: readonly { readonly key: string; readonly title: string; readonly scene: Scene }[];
  readonly parts: readonly ShownPart[];
  readonly ways: readonly ShownWay[];
}

/** A variable as the pictures have it, and what there is to say of it. */
export interface ShownPart {
  readonly name: string;
  readonly title: string;
  readonly kind: VariableKind;
  readonly unit?: string;
  readonly meaning?: string;
  readonly equation: readonly string[];
  /** Of the group that it stands in: its place among them. */
  readonly group?: number;
  /** What it depends on: parts by their places, the numbers that are no parts by their titles. */
  readonly causes: readonly { readonly part: number; readonly sign?: ArrowSign }[];
  readonly numbers: readonly string[];
  readonly effects: readonly { readonly part: number; readonly sign?: ArrowSign }[];
}

/** A way through the system that the argument names. */
export interface ShownWay {
  readonly kind: "claim" | "link" | "loop";
  readonly id: string;
  /** Parts by their places, one behind the other; of a loop, the last acts on the first. */
  readonly paths: readonly (readonly number[])[];
}

/** So much of its own size a picture of a sector has on a page. */
const sectorScale = 0.9;

/** The pictures, a place for what a reader has chosen, and the same in words. */
export function drawPicture(picture: ShownPicture): PageSection {
  const { overview, groups, parts } = picture;
  const places = new Map(parts.map(({ name }, place) => [name, String(place)]));
  const groupPlaces = new Map(groups.map(({ key }, place) => [key, `g${place}`]));
  const scrolled = (title: string, svg: Markup, tone = ""): Markup =>
    markup`<div class="scroll seen${tone}" role="group" aria-label="Picture: ${title}" tabindex="0">${svg}</div>`;
  const sectors = groups.map(({ title, scene }, i) => {
    const svg = drawInline(scene, {
      id: `picture-g${i}`,
      scale: sectorScale,
      refer: (name) => places.get(name),
    });
    return groups.length === 1
      ? scrolled(title, svg)
      : markup`<details class="sector" data-group="g${i}"><summary>${title} <span class="lit-count"></span></summary>${scrolled(title, svg)}</details>`;
  });
  const whole =
    overview &&
    scrolled(
      "overview",
      drawInline(overview, {
        id: "picture-overview",
        scale: 1,
        refer: (name) => groupPlaces.get(name),
      }),
      " overview",
    );
  const body = markup`<p>${readingHelp(picture)}</p><div id="pictures" data-ways="${JSON.stringify(waysByAnchor(picture))}"><div class="views">${whole}${sectors}</div><aside id="part" aria-live="polite" aria-label="What is chosen"><p class="quiet">Choose a part of a picture to read what it is, or a sentence or claim to see its way lit.</p></aside></div>${drawDetails(
    `The same in words: ${formatCount(parts.length, "part")}`,
    drawOutline(picture),
  )}`;
  return { id: "picture", title: "The system in a picture", body };
}

function readingHelp({ overview }: ShownPicture): string {
  const sectors = overview
    ? " In the overview the number at an arrow says for how many links it stands; each sector has a picture of its own below."
    : "";
  return `Boxes are what there is at a time, pipes with valves what fills and empties it, and arrows what acts on what: + where more of the cause makes more of the effect, − where it makes less. A dashed frame is something of another sector. Constants are left out.${sectors}`;
}

function waysByAnchor({ ways }: ShownPicture): Readonly<Record<string, ShownWay["paths"]>> {
  return Object.fromEntries(
    ways.map(({ kind, id, paths }) => [
      anchorOf(kind, id),
      kind === "loop" ? paths.map((path) => [...path, path[0]!]) : paths,
    ]),
  );
}

function drawOutline(picture: ShownPicture): Piece {
  const { groups, parts } = picture;
  const numbered = parts.map((part, place) => ({ part, place }));
  const list = (own: typeof numbered): Markup =>
    markup`<ul class="parts">${own.map(({ part, place }) => drawPart(part, place, picture))}</ul>`;
  const rest = numbered.filter(({ part }) => part.group === undefined);
  return [
    ...groups.flatMap(({ title }, place) => {
      const own = numbered.filter(({ part }) => part.group === place);
      return own.length > 0 ? [markup`<h3>${title}</h3>${list(own)}`] : [];
    }),
    ...(rest.length > 0
      ? [markup`${groups.length > 0 ? markup`<h3>Other parts</h3>` : undefined}${list(rest)}`]
      : []),
  ];
}

function drawPart(part: ShownPart, place: number, { parts, ways }: ShownPicture): Markup {
  const { name, title, kind, unit, meaning, equation, causes, numbers, effects } = part;
  const linked = (all: ShownPart["causes"]): Piece =>
    joined(
      all.map(
        ({ part: other, sign }) =>
          markup`<a href="#part-${other}">${parts[other]!.title}</a>${sign && sign !== "0" ? ` (${sign === "-" ? "−" : sign})` : ""}`,
      ),
      "; ",
    );
  const named = ways.filter(({ paths }) => paths.some((path) => path.includes(place)));
  return markup`<li id="part-${place}"${part.group === undefined ? undefined : markup` data-group="g${part.group}"`}><p><strong>${title}</strong> <small>${kindWords[kind].toLowerCase()}${unitText(unit && `in ${unit}`)}</small></p>${
    meaning === undefined ? undefined : markup`<p>${meaning}</p>`
  }${drawPairs([
    [markup`<code>${name}</code>`, equation.map((line) => markup`<code class="line">${line}</code>`)],
    ["Depends on", linked(causes)],
    ["and on numbers", numbers.join("; ")],
    ["Acts on", linked(effects)],
    [
      "Argument",
      joined(
        named.map(({ kind: of, id }) => markup`<a href="#${anchorOf(of, id)}">${id}</a>`),
        ", ",
      ),
    ],
  ])}</li>`;
}

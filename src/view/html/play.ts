import { leverStep, leverText } from "../lever.ts";
import { type Markup, markup, type Piece } from "../markup.ts";
import type { PageSection } from "./page.ts";
import { drawDetails, unitText } from "./pieces.ts";

/** A number that readers may change, as the page shows it. */
export interface PlayLever {
  readonly name: string;
  readonly title: string;
  readonly description?: string;
  readonly kind: "lever" | "switch" | "const";
  readonly sector?: string;
  readonly unit: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface Play {
  readonly levers: readonly PlayLever[];
  /** The figures, in the order of the courses of the published system. */
  readonly figures: readonly {
    readonly title: string;
    readonly drawn: Markup;
    readonly says: string;
    readonly numbers: Markup;
  }[];
  readonly horizons: readonly string[];
  /** So many stand beside the levers; the rest are behind a button. */
  readonly first: number;
  readonly legend: Piece;
}

/** What stands where it is said what a change does, as long as there is none. */
export const nothingMoved = "Move something: what that changes, soon and later, is said here.";

/** Levers and what they change, at once: the script of the page binds them by `data-lever` and `data-course`. */
export function drawPlay({ levers, figures, horizons, first, legend }: Play): PageSection {
  const numbered = levers.map((lever, i) => ({ lever, drawn: drawLever(lever, i) }));
  const group = (kind: PlayLever["kind"], title: string): Markup | undefined => {
    const own = numbered.filter(({ lever }) => lever.kind === kind);
    return own.length === 0
      ? undefined
      : markup`<fieldset><legend>${title}</legend>${own.map(({ drawn }) => drawn)}</fieldset>`;
  };
  const drawn = figures.map(
    ({ title, drawn: picture, says, numbers }, i) =>
      markup`<figure data-course="${i}"><figcaption>${title}</figcaption><div class="picture">${picture}</div><p class="says">${says}</p>${numbers}</figure>`,
  );
  const rest = drawn.slice(first);
  const body = markup`<noscript><p class="note">The levers need JavaScript, which is off. Everything else on this page stands as it was published.</p></noscript><div class="play"><form id="controls" inert>${group(
    "lever",
    "Policies",
  )}${group("switch", "How the system works")}${group("const", "Numbers")}<details id="assumed" hidden><summary>Assumptions</summary></details><p><button type="button" id="reset">Reset all</button></p></form><div class="stage"><p id="state" role="status" class="quiet"></p><p id="headline" class="quiet" role="status">${nothingMoved}</p>${legend}<div class="charts">${drawn.slice(0, first)}</div>${
    rest.length > 0
      ? drawDetails(`${rest.length} more`, markup`<div class="charts">${rest}</div>`, true)
      : undefined
  }</div></div>${drawHorizons(horizons)}`;
  return { id: "play", title: "Move something", body };
}

/** A slider for a number, from one end of its range to the other. */
export function drawSlider(id: string, place: number, { low, high, value }: Slid): Markup {
  return markup`<input type="range" id="${id}" data-lever="${place}" min="${low}" max="${high}" step="${leverStep(low, high, value) ?? "any"}" value="${value}">`;
}

type Slid = Pick<PlayLever, "low" | "high" | "value">;

function drawLever(
  { name, title, description, kind, unit, value, low, high }: PlayLever,
  place: number,
): Markup {
  const id = `lever-${place}`;
  const control =
    kind === "switch"
      ? markup`<input type="checkbox" role="switch" id="${id}" data-lever="${place}"${value === 0 ? undefined : markup` checked`}>`
      : drawSlider(id, place, { low, high, value });
  const range = kind === "switch" ? "on or off" : `${leverText(low)} to ${leverText(high)}${unitText(unit)}`;
  const declared = kind === "switch" ? (value === 0 ? "off" : "on") : leverText(value);
  return markup`<div class="lever"><label for="${id}">${title}</label>${control}<output for="${id}">${declared}</output>${drawDetails(
    "About",
    markup`<p>${description ?? ""}</p><p class="quiet"><code>${name}</code>: ${range}; ${declared} as published.</p>`,
  )}</div>`;
}

function drawHorizons(labels: readonly string[]): Markup | undefined {
  if (labels.length === 0) return undefined;
  return markup`<h3>Soon and later</h3><p class="quiet">What helps at first may harm later: ranges over plausible worlds (p5 to p95), at several times.</p><div class="scroll" role="group" aria-label="Outcomes soon and later" tabindex="0"><table id="horizons"><caption>Outcomes soon and later</caption><thead><tr><th scope="col">outcome</th>${labels.map((label) => markup`<th scope="col">${label}</th>`)}</tr></thead><tbody></tbody></table></div>`;
}

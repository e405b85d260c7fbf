import type { PublishedAssumption } from "../publish/system.ts";
import { unitText } from "../view/html/pieces.ts";
import { drawSlider } from "../view/html/play.ts";
import { leverText } from "../view/lever.ts";
import { type Markup, markup } from "../view/markup.ts";

/**
 * Fills the place for what the system assumes with a slider for each number, by sector: there are many, and who does not
 * open it needs none. `first` is the place of the first of them among all that can be moved.
 */
export function drawAssumed(assumptions: readonly PublishedAssumption[], first: number): void {
  const place = document.getElementById("assumed");
  if (!place || assumptions.length === 0) return;
  const numbered = assumptions.map((one, i) => ({ ...one, place: first + i }));
  const sectors = [...new Set(assumptions.map(({ sector }) => sector))];
  const parts = sectors.map((sector) => {
    const own = numbered.filter((one) => one.sector === sector).map(drawOne);
    return sectors.length === 1
      ? own
      : [
          markup`<details><summary>${sector === "" ? "Others" : sector} (${own.length})</summary>${own}</details>`,
        ];
  });
  place.innerHTML =
    markup`<summary>Assumptions: ${assumptions.length} numbers</summary><p class="quiet">Each plausible world has its own of these, within the range. What you set here is the same in all of them. Where that changes the past, only those are shown that still fit it. <a href="#assumptions">What they stand on</a></p>${parts}`.text;
  place.hidden = false;
}

function drawOne(one: PublishedAssumption & { readonly place: number }): Markup {
  const { place, title, unit, low, high, value, basis } = one;
  const id = `lever-${place}`;
  const word = basis === "assumed" ? "ASSUMED, " : basis === "" ? "" : `${basis}, `;
  return markup`<div class="lever"><label for="${id}">${title}</label>${drawSlider(id, place, one)}<output for="${id}">${leverText(value)}</output><small>${word}${leverText(low)} to ${leverText(high)}${unitText(unit)}</small></div>`;
}

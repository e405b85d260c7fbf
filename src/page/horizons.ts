import type { PublishedCourse, PublishedHorizon } from "../publish/system.ts";
import type { Quantiles } from "../study/quantiles.ts";
import { bandsOf, effectsOf, pickRows, type WorldPart } from "../study/worldbands.ts";
import { type Markup, markup } from "../view/markup.ts";
import { formatNumber, formatPercent } from "../view/number.ts";
import { type Pair, rowAt } from "./headline.ts";

export interface Horizons {
  readonly horizons: readonly PublishedHorizon[];
  readonly courses: readonly PublishedCourse[];
  readonly times: readonly number[];
  readonly before: readonly WorldPart[];
  readonly after: Pair | undefined;
}

/** Fills the table of what is changed soon and later. */
export function drawHorizons({ horizons, courses, times, before, after }: Horizons): void {
  const body = document.querySelector("#horizons tbody");
  if (!body) return;
  const rows = horizons.map(({ time }) => rowAt(times, time));
  const columns = [0, courses.length] as const;
  const picked = (parts: readonly WorldPart[]) => parts.map((part) => pickRows(part, columns, rows));
  const bands = bandsOf(picked(before));
  const isLeft = after?.changed.some(({ worlds }) => worlds > 0);
  const changed = after?.changed.map((part, i) => pickRows(part, columns, rows, after.without[i]));
  const effects = after && changed && isLeft ? effectsOf(picked(after.without), changed) : undefined;
  const at = (quantiles: Quantiles<Float64Array>, row: number) =>
    rangeOf(quantiles.p5[row]!, quantiles.p95[row]!);
  const lines = courses.map(({ title, unit }, course) => {
    const cells = rows.map((_, row): Markup => {
      const effect = effects?.[course]?.[row];
      const base = at(bands[course]!.quantiles, row);
      if (effect)
        return markup`<td><strong>${rangeOf(effect.with.p5, effect.with.p95)}</strong><br><small>without: ${base}<br>in each world: ${formatPercent(effect.change.p5)} to ${formatPercent(effect.change.p95)}</small></td>`;
      return markup`<td>${base}</td>`;
    });
    const of = unit === undefined || unit === "1" || unit === "" ? "" : ` (${unit})`;
    return markup`<tr><th scope="row">${title}${of}</th>${cells}</tr>`;
  });
  body.innerHTML = lines.map(({ text }) => text).join("");
}

function rangeOf(low: number, high: number): string {
  return `${formatNumber(low, 2)} to ${formatNumber(high, 2)}`;
}

import type { PublishedCourse, PublishedHorizon } from "../publish/system.ts";
import type { Quantiles } from "../study/quantiles.ts";
import { bandsOf, effectsOf, pickRows, type WorldPart } from "../study/worldbands.ts";
import { type Markup, markup } from "../view/markup.ts";
import { formatNumber, formatPercent } from "../view/number.ts";

export interface Horizons {
  readonly horizons: readonly PublishedHorizon[];
  readonly courses: readonly PublishedCourse[];
  readonly times: readonly number[];
  readonly before: readonly WorldPart[];
  readonly after: readonly WorldPart[] | undefined;
  /** Whether both have the same worlds, so that each can be set against itself. */
  readonly isSame: boolean;
}

/** Fills the table of what is changed soon and later. */
export function drawHorizons({ horizons, courses, times, before, after, isSame }: Horizons): void {
  const body = document.querySelector("#horizons tbody");
  if (!body) return;
  const rows = horizons.map(({ time }) => times.findIndex((each) => Math.abs(each - time) < 1e-6));
  const columns = [0, courses.length] as const;
  const without = before.map((part) => pickRows(part, columns, rows));
  const changed = after?.map((part, i) => pickRows(part, columns, rows, isSame ? before[i] : undefined));
  const effects = changed && isSame ? effectsOf(without, changed) : undefined;
  const bands = bandsOf(without);
  const other = changed && !isSame ? bandsOf(changed) : undefined;
  const at = (quantiles: Quantiles<Float64Array>, row: number) =>
    rangeOf(quantiles.p5[row]!, quantiles.p95[row]!);
  const lines = courses.map(({ title, unit }, course) => {
    const cells = rows.map((_, row): Markup => {
      const effect = effects?.[course]?.[row];
      const base = at(bands[course]!.quantiles, row);
      if (effect)
        return markup`<td><strong>${rangeOf(effect.with.p5, effect.with.p95)}</strong><br><small>without: ${base}<br>in each world: ${formatPercent(effect.change.p5)} to ${formatPercent(effect.change.p95)}</small></td>`;
      const now = other?.[course];
      return now
        ? markup`<td><strong>${at(now.quantiles, row)}</strong><br><small>without: ${base}</small></td>`
        : markup`<td>${base}</td>`;
    });
    const of = unit === undefined || unit === "1" || unit === "" ? "" : ` (${unit})`;
    return markup`<tr><th scope="row">${title}${of}</th>${cells}</tr>`;
  });
  body.innerHTML = lines.map(({ text }) => text).join("");
}

function rangeOf(low: number, high: number): string {
  return `${formatNumber(low, 2)} to ${formatNumber(high, 2)}`;
}

import { formatNumber } from "../../view/number.ts";
import type { ChartData, ChartSeries } from "./lines.ts";

/** All series of a chart at a time: the last one, or where the pointer is. It is the key to the lines too. */
export function Readout({
  data,
  row,
  unit,
}: {
  readonly data: ChartData;
  readonly row: number | undefined;
  readonly unit: string;
}) {
  const at = row ?? data.times.length - 1;
  return (
    <dl class="readout" aria-label={`At ${data.times[at]}`}>
      <div>
        <dt>{unit}</dt>
        <dd>{data.times[at]}</dd>
      </div>
      {data.series
        .filter(({ kind }) => kind !== "base edge")
        .map((series) => (
          <div key={`${series.kind} ${series.label}`}>
            <dt>
              <span
                class={`key ${series.kind.replace(" ", "-")} v${series.variable} n${series.number % 4}${series.upTo?.share === "half" ? " half" : ""}`}
                aria-hidden="true"
              />
              {series.label}
            </dt>
            <dd>{valueAt(series, at)}</dd>
          </div>
        ))}
    </dl>
  );
}

function valueAt({ values, upTo }: ChartSeries, at: number): string {
  const low = formatNumber(values[at] ?? Number.NaN, 2);
  return upTo ? `${low} to ${formatNumber(upTo.values[at] ?? Number.NaN, 2)}` : low;
}

import type { WorldBand } from "../../study/worldbands.ts";

/** What a chart draws: one line or band for each series, over the same times. */
export interface ChartData {
  readonly times: readonly number[] | Float64Array;
  readonly series: readonly ChartSeries[];
  /** What was observed. */
  readonly observed: readonly Observed[];
  /** The units of its axes: the first stands on the left, a second on the right. */
  readonly units: readonly string[];
}

/** Of which kind a series is decides how it looks; `number` tells several variables, or several scenarios, apart. */
export interface ChartSeries {
  readonly kind: "base" | "base edge" | "range" | "median" | "one run" | "scenario";
  /** What people read. */
  readonly label: string;
  /** Of which variable of the chart, from 0. */
  readonly variable: number;
  readonly number: number;
  /** 0 for the left axis. */
  readonly axis: 0 | 1;
  readonly values: Float64Array;
  /** Of a range: its other end, and how much of the worlds lies between. */
  readonly upTo?: { readonly values: Float64Array; readonly share: "nine tenths" | "half" };
}

export interface Observed {
  readonly label: string;
  readonly axis: 0 | 1;
  readonly time: number;
  readonly low: number;
  readonly high: number;
}

/** What is known of one variable of a chart. */
export interface Shown {
  readonly key: string;
  readonly label: string;
  readonly unit: string;
  /** One run, as the levers are, and with nothing changed. */
  readonly current: Float64Array | undefined;
  /** Over plausible worlds. */
  readonly band: WorldBand | undefined;
  readonly baseBand: WorldBand | undefined;
  readonly observed: readonly Omit<Observed, "axis" | "label">[];
  /** Saved scenarios, by name. */
  readonly scenarios: readonly { readonly name: string; readonly values: Float64Array }[];
}

/** The series of a chart, those that lie behind first. */
export function chartOf(times: Float64Array, shown: readonly Shown[], isChanged: boolean): ChartData {
  const units = [...new Set(shown.map(({ unit }) => unit))].slice(0, 2);
  const isFew = shown.length <= 2;
  const series = shown.flatMap((one, variable): readonly ChartSeries[] => {
    const axis = axisOf(one.unit, units);
    const own = (
      kind: ChartSeries["kind"],
      label: string,
      values: Float64Array,
      number = 0,
    ): ChartSeries => ({
      kind,
      label: shown.length > 1 ? `${one.label}: ${label}` : label,
      variable,
      number,
      axis,
      values,
    });
    const { band, baseBand, current } = one;
    const range = (low: Float64Array, high: Float64Array, share: "nine tenths" | "half"): ChartSeries => ({
      ...own("range", `${share} of the worlds`, low),
      upTo: { values: high, share },
    });
    const ranges = band
      ? [
          range(band.quantiles.p5, band.quantiles.p95, "nine tenths"),
          ...(isFew ? [range(band.quantiles.p25, band.quantiles.p75, "half")] : []),
        ]
      : [];
    const base =
      isChanged && baseBand
        ? [
            own("base edge", "base, p5", baseBand.quantiles.p5),
            own("base edge", "base, p95", baseBand.quantiles.p95),
            own("base", "base, middle world", baseBand.quantiles.p50),
          ]
        : [];
    return [
      ...ranges,
      ...base,
      ...(band ? [own("median", "middle world", band.quantiles.p50)] : []),
      ...one.scenarios.map(({ name, values }, i) => own("scenario", `${name}, one run`, values, i)),
      ...(current ? [own("one run", "one run", current)] : []),
    ];
  });
  const order = ["range", "base edge", "base", "scenario", "median", "one run"];
  const sorted = series.toSorted((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind));
  const observed = shown.flatMap(({ observed: bands, label, unit }) =>
    bands.map((band) => ({ ...band, label, axis: axisOf(unit, units) })),
  );
  return { times, series: sorted, observed, units };
}

function axisOf(unit: string, units: readonly string[]): 0 | 1 {
  return units.indexOf(unit) === 1 ? 1 : 0;
}

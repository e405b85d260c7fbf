import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { axisNumbers } from "./axis.ts";
import type { ChartData } from "./lines.ts";
import { lookOf } from "./looks.ts";

export interface PlotProps {
  readonly data: ChartData;
  readonly timeUnit: string;
  /** What it is to those who do not see it. */
  readonly sentence: string;
  /** Told which row the pointer is at; undefined where it is at none. */
  readonly onRow: (row: number | undefined) => void;
}

/** A chart of lines over bands. It is made once for each set of series, and drawn again when their numbers change. */
export function Plot({ data, timeUnit, sentence, onRow }: PlotProps) {
  const theme = useTheme();
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<{ readonly shape: string; readonly chart: uPlot } | undefined>(undefined);
  const latest = useRef(data);
  latest.current = data;

  // Before the frame is painted: a curve should not come a frame later than its numbers.
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return;
    const shape = `${theme} ${shapeOf(data)}`;
    if (plot.current?.shape === shape) {
      plot.current.chart.setData(columnsOf(data));
      return;
    }
    plot.current?.chart.destroy();
    const { width, height } = sizeOf(element);
    const options = optionsFor(() => latest.current, { timeUnit, width, height, onRow });
    plot.current = { shape, chart: new uPlot(options, columnsOf(data), element) };
  });

  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const watch = new ResizeObserver(() => plot.current?.chart.setSize(sizeOf(element)));
    watch.observe(element);
    return () => {
      watch.disconnect();
      plot.current?.chart.destroy();
      plot.current = undefined;
    };
  }, []);

  return <div class="plot" ref={place} role="img" aria-label={sentence} />;
}

/** The theme of the page, which colours that are drawn do not follow by themselves. */
function useTheme(): string {
  const [theme, setTheme] = useState(themeNow);
  useEffect(() => {
    const watch = new MutationObserver(() => setTheme(themeNow()));
    watch.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => watch.disconnect();
  }, []);
  return theme;
}

function themeNow(): string {
  return document.documentElement.dataset.theme ?? "";
}

/** So much room, beside an axis, have its numbers. */
function roomFor(_: uPlot, written: readonly (string | null)[] | null): number {
  const longest = (written ?? []).reduce((most, text) => Math.max(most, text?.length ?? 0), 3);
  return 17 + 7.2 * longest;
}

function sizeOf(element: HTMLElement): { readonly width: number; readonly height: number } {
  return { width: Math.max(160, element.clientWidth), height: Math.max(140, element.clientHeight) };
}

function shapeOf({ series, units }: ChartData): string {
  return JSON.stringify([
    units,
    series.map(({ kind, label, axis, variable, number, upTo }) => [
      kind,
      label,
      axis,
      variable,
      number,
      upTo?.share,
    ]),
  ]);
}

/** The columns of the chart library: a range takes two. */
function columnsOf({ times, series }: ChartData): uPlot.AlignedData {
  const columns = series.flatMap(({ values, upTo }) => (upTo ? [values, upTo.values] : [values]));
  return [times, ...columns] as uPlot.AlignedData;
}

interface Surroundings extends Pick<PlotProps, "timeUnit" | "onRow"> {
  readonly width: number;
  readonly height: number;
}

function optionsFor(now: () => ChartData, { timeUnit, width, height, onRow }: Surroundings): uPlot.Options {
  const { series, units } = now();
  const colour = (name: string) =>
    getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const axis = {
    stroke: colour("quiet"),
    grid: { stroke: colour("rule"), width: 1 },
    ticks: { stroke: colour("rule") },
  };
  const looks = series.map(lookOf);
  let column = 1;
  const bands: uPlot.Band[] = [];
  const lines = series.flatMap((one, i): uPlot.Series[] => {
    const { label, upTo } = one;
    const scale = one.axis === 0 ? "y" : "y2";
    const { stroke, width: thick, dash, fill } = looks[i]!;
    const line: uPlot.Series = {
      label,
      scale,
      points: { show: false },
      stroke: stroke === undefined ? "transparent" : colour(stroke),
      width: thick,
      dash: [...dash],
    };
    if (!upTo) {
      column++;
      return [line];
    }
    bands.push({
      series: [column + 1, column],
      fill: fill ? seeThrough(colour(fill.colour), fill.share) : "transparent",
    });
    column += 2;
    return [line, line];
  });
  return {
    width,
    height,
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
    scales: { x: { time: false }, y: { range: rangeFromNought }, y2: { range: rangeFromNought } },
    axes: [
      { ...axis, label: timeUnit, labelSize: 18, size: 30, values: (_, splits) => splits.map(String) },
      {
        ...axis,
        scale: "y",
        label: units[0] || "number",
        labelSize: 20,
        size: roomFor,
        space: 24,
        values: numbers,
      },
      ...(units.length > 1
        ? [
            {
              ...axis,
              scale: "y2",
              side: 1 as const,
              label: units[1] || "number",
              labelSize: 20,
              size: roomFor,
              space: 24,
              values: numbers,
              grid: { show: false },
            },
          ]
        : []),
    ],
    series: [{ label: timeUnit }, ...lines],
    bands,
    hooks: {
      draw: [(chart) => drawObserved(chart, now(), colour("band"))],
      setCursor: [({ cursor: { idx, left = -1 } }) => onRow(left < 0 || idx === null ? undefined : idx)],
    },
  };
}

function seeThrough(colour: string, share: number): string {
  return share === 1 ? colour : `color-mix(in srgb, ${colour} ${100 * share}%, transparent)`;
}

function numbers(_: uPlot, splits: readonly number[]): string[] {
  return axisNumbers(splits);
}

/** What is never negative stands on nought, so that a small change does not look like a large one. */
function rangeFromNought(_: uPlot, low: number | null, high: number | null): uPlot.Range.MinMax {
  if (low === null || high === null) return [0, 1];
  const room = 0.05 * (high - Math.min(0, low)) || 1;
  return [low >= 0 ? 0 : low - room, high + room];
}

/** What was observed: from the least to the greatest plausible number, with a foot at either end. */
function drawObserved(chart: uPlot, { observed }: ChartData, stroke: string): void {
  const { ctx } = chart;
  ctx.save();
  ctx.strokeStyle = stroke;
  ctx.lineWidth = 1.5 * devicePixelRatio;
  const foot = 4 * devicePixelRatio;
  ctx.beginPath();
  for (const { time, low, high, axis } of observed) {
    const scale = axis === 0 ? "y" : "y2";
    const x = chart.valToPos(time, "x", true);
    const [top, end] = [chart.valToPos(high, scale, true), chart.valToPos(low, scale, true)];
    ctx.moveTo(x, top);
    ctx.lineTo(x, end);
    for (const y of [top, end]) {
      ctx.moveTo(x - foot, y);
      ctx.lineTo(x + foot, y);
    }
  }
  ctx.stroke();
  ctx.restore();
}

import type { Quantiles } from "../../study/quantiles.ts";
import { type Markup, markup } from "../markup.ts";
import { formatNumber } from "../number.ts";
import { type Magnitude, magnitudeOf } from "./magnitude.ts";
import { at, type Scale, scaleOver } from "./scale.ts";

/** A quantity over time: in many worlds, in one run, and what was observed of it. */
export interface FanChart {
  /** What the picture is called by those who cannot see it. */
  readonly name: string;
  readonly unit: string | undefined;
  readonly timeUnit: string;
  readonly fan?: FanOver;
  /** What the fan is compared with: drawn as lines alone. */
  readonly before?: FanOver;
  readonly run?: { readonly times: ArrayLike<number>; readonly values: ArrayLike<number> };
  readonly bands: readonly ObservedBand[];
}

export interface FanOver extends Quantiles<ArrayLike<number>> {
  readonly times: readonly number[];
}

export interface ObservedBand {
  readonly time: number;
  readonly low: number;
  readonly high: number;
}

const [width, height] = [360, 210];
const [top, right, bottom] = [20, 14, 34];

/**
 * A fan chart: nine tenths of the worlds, the middle half, the line that halves them; one run as a thin dashed line that is
 * labelled as one; observed bands as brackets. Colours are those of the page.
 */
export function drawFanChart(chart: FanChart): Markup {
  const { fan, before, run, bands } = chart;
  const fans = [fan, before].filter((one) => one !== undefined);
  const values = [
    ...fans.flatMap(({ p5, p95 }) => [...Array.from(p5), ...Array.from(p95)]),
    ...(run ? Array.from(run.values) : []),
    ...bands.flatMap(({ low, high }) => [low, high]),
  ].filter(Number.isFinite);
  if (values.length === 0) return markup`<p class="quiet">There are no numbers to draw.</p>`;
  const magnitude = magnitudeOf(Math.max(...values.map(Math.abs)), chart.unit);
  const up = scaleOver(withNought(values), { from: height - bottom, to: top, ticks: 4, round: true });
  const labels = up.ticks.map(magnitude.write);
  const left = 12 + 6.6 * Math.max(...labels.map(({ length }) => length));
  const times = [
    ...(fan?.times ?? []),
    ...(run ? Array.from(run.times) : []),
    ...bands.map(({ time }) => time),
  ];
  const along = scaleOver(times, { from: left, to: width - right, ticks: 5 });
  return markup`<svg class="chart" role="img" aria-label="${chart.name}" viewBox="0 0 ${width} ${height}">${[
    drawAxes({ up, along, labels, magnitude, left, timeUnit: chart.timeUnit }),
    fan ? drawFanOver(fan, along, up) : undefined,
    before ? drawBefore(before, along, up) : undefined,
    bands.map((band) => drawBand(band, along, up)),
    run ? drawRunLine(run, along, up) : undefined,
  ]}</svg>`;
}

/** Sizes are seen from nought on, unless that would press all of them into a corner. */
function withNought(values: readonly number[]): readonly number[] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return low > 0 && low < 0.6 * high ? [0, high] : [low, high];
}

interface Axes {
  readonly up: Scale;
  readonly along: Scale;
  readonly labels: readonly string[];
  readonly magnitude: Magnitude;
  readonly left: number;
  readonly timeUnit: string;
}

function drawAxes({ up, along, labels, magnitude, left, timeUnit }: Axes): readonly Markup[] {
  const floor = height - bottom;
  return [
    markup`<g class="axis">${up.ticks.map(
      (tick, i) =>
        markup`<path d="M${at(left)} ${at(up.place(tick))}H${width - right}"/><text x="${at(left - 5)}" y="${at(up.place(tick) + 4)}" text-anchor="end">${labels[i]}</text>`,
    )}${along.ticks.map(
      (tick) =>
        markup`<path d="M${at(along.place(tick))} ${floor}v4"/><text x="${at(along.place(tick))}" y="${floor + 16}" text-anchor="middle">${timeText(tick)}</text>`,
    )}</g>`,
    markup`<text class="unit" x="${at(left - 5)}" y="11">${magnitude.unit}</text>`,
    markup`<text class="unit" x="${width - right}" y="${height - 4}" text-anchor="end">${timeUnit}</text>`,
  ];
}

/** A time as people write it: years without commas. */
export function timeText(time: number): string {
  return formatNumber(time, 6).replaceAll(",", "");
}

function drawFanOver({ times, p5, p25, p50, p75, p95 }: FanOver, along: Scale, up: Scale): Markup {
  const points = (row: ArrayLike<number>) => pointsOf(times, row, along, up);
  return markup`<path class="outer" d="${area(points(p5), points(p95))}"/><path class="inner" d="${area(points(p25), points(p75))}"/><path class="edge" d="${lines(points(p5))}${lines(points(p95))}"/><path class="median" d="${lines(points(p50))}"/>`;
}

function drawBefore({ times, p5, p50, p95 }: FanOver, along: Scale, up: Scale): Markup {
  const line = (row: ArrayLike<number>) => lines(pointsOf(times, row, along, up));
  return markup`<path class="before" d="${line(p5)}${line(p95)}"/><path class="before median" d="${line(p50)}"/>`;
}

function drawRunLine(
  { times, values }: NonNullable<FanChart["run"]>,
  along: Scale,
  up: Scale,
): Markup | undefined {
  const points = pointsOf(times, values, along, up);
  const last = points.findLast((point) => point !== undefined);
  if (!last) return undefined;
  // Above the line where there is room for it.
  const y = last.y - 6 < top + 8 ? last.y + 14 : last.y - 6;
  return markup`<path class="run" d="${lines(points)}"/><text class="run-label" x="${at(last.x)}" y="${at(y)}" text-anchor="end">one run</text>`;
}

function drawBand({ time, low, high }: ObservedBand, along: Scale, up: Scale): Markup {
  const [x, bottomEnd, topEnd] = [along.place(time), up.place(low), up.place(high)];
  return markup`<path class="band" d="M${at(x - 4)} ${at(bottomEnd)}h8M${at(x - 4)} ${at(topEnd)}h8M${at(x)} ${at(bottomEnd)}V${at(topEnd)}"/>`;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Undefined where there is no number. */
function pointsOf(
  times: ArrayLike<number>,
  values: ArrayLike<number>,
  along: Scale,
  up: Scale,
): readonly (Point | undefined)[] {
  return Array.from(times, (time, i) => {
    const value = values[i] ?? Number.NaN;
    return Number.isFinite(value) ? { x: along.place(time), y: up.place(value) } : undefined;
  });
}

/** A line through the points, with gaps where there are none. */
function lines(points: readonly (Point | undefined)[]): string {
  let isDown = false;
  return points
    .map((point) => {
      const letter = isDown ? "L" : "M";
      isDown = point !== undefined;
      return point ? `${letter}${at(point.x)} ${at(point.y)}` : "";
    })
    .join("");
}

function area(below: readonly (Point | undefined)[], above: readonly (Point | undefined)[]): string {
  const both = below.flatMap((point, i) => (point && above[i] ? [{ below: point, above: above[i] }] : []));
  if (both.length === 0) return "";
  const round = [...both.map((one) => one.above), ...both.toReversed().map((one) => one.below)];
  return `M${round.map(({ x, y }) => `${at(x)} ${at(y)}`).join("L")}Z`;
}

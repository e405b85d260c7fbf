import { quantilesOf } from "../../study/quantiles.ts";
import { timesToShow } from "../../study/savedtimes.ts";
import type { Tally } from "../../study/tally.ts";
import { type Markup, markup, type Piece } from "../markup.ts";
import { formatCount, formatNumber } from "../number.ts";
import { drawFanChart, type FanOver, timeText } from "../svg/fan.ts";
import type { PageSection } from "./page.ts";
import { drawDetails, measuredText } from "./pieces.ts";
import type { ShownCourse, ShownReport } from "./shown.ts";
import { drawTable } from "./table.ts";

/** Quantities over time: ranges over plausible worlds, one run, and what was observed. */
export function drawBehaviour({ courses, worlds, model }: ShownReport): PageSection {
  const tally = typeof worlds === "string" ? undefined : worlds.candidates;
  const figures = courses.map((course, i) => drawFigure(course, fanOf(tally, i), model.time.unit));
  const body =
    courses.length === 0
      ? markup`<p>The system has no stock and says nothing of any outcome.</p>`
      : markup`<p>${whatIsShown(tally, courses)}</p>${drawLegend({ hasFans: tally !== undefined }, courses)}<div class="charts">${figures}</div>`;
  return { id: "behaviour", title: "Behaviour over time", body };
}

function whatIsShown(tally: Tally | undefined, courses: readonly ShownCourse[]): string {
  const observed = courses.some(({ bands }) => bands.length > 0)
    ? " Brackets are bands of what was observed."
    : "";
  if (!tally)
    return `One run with the declared numbers, since there are no worlds to show a range of.${observed} A projection, not a statement of what will be.`;
  return `Ranges over ${formatCount(tally.kept, "plausible world")}; the thin dashed line is one run, that of the declared numbers, which is one world among them.${observed} Projections, not statements of what will be.`;
}

/** What the lines of the charts are; `isMoved` where readers may change something. */
export function drawLegend(
  { hasFans, isMoved = false }: { readonly hasFans: boolean; readonly isMoved?: boolean },
  courses: readonly ShownCourse[],
): Markup {
  const sample = (inside: Markup, words: string) =>
    markup`<li><svg aria-hidden="true" viewBox="0 0 38 14">${inside}</svg>${words}</li>`;
  return markup`<ul class="legend">${[
    hasFans
      ? [
          sample(
            markup`<rect class="outer" y="1" width="38" height="12"/><path class="edge" d="M0 1H38M0 13H38"/>`,
            "nine tenths of the worlds (p5 to p95)",
          ),
          sample(markup`<rect class="inner" y="2" width="38" height="10"/>`, "the middle half (p25 to p75)"),
          sample(markup`<path class="median" d="M0 7H38"/>`, "the line that halves them"),
        ]
      : undefined,
    sample(markup`<path class="run" d="M0 7H38"/>`, "one run"),
    hasFans && isMoved
      ? sample(
          markup`<path class="before" d="M0 1H38M0 13H38"/><path class="before median" d="M0 7H38"/>`,
          "without your changes",
        )
      : undefined,
    courses.some(({ bands }) => bands.length > 0)
      ? sample(markup`<path class="band" d="M15 1h8M15 13h8M19 1V13"/>`, "what was observed")
      : undefined,
  ]}</ul>`;
}

function fanOf(tally: Tally | undefined, place: number): FanOver | undefined {
  const cells = tally?.fans[place];
  const fan = tally?.ensemble.fans[place];
  if (!cells || !fan) return undefined;
  return { times: fan.times, ...quantilesOf((share) => cells.map((buckets) => buckets.quantile(share))) };
}

function drawFigure(course: ShownCourse, fan: FanOver | undefined, timeUnit: string): Markup {
  const { label, unit, bands } = course;
  const title = course.title ?? label;
  const run = thinned(course.run);
  const says = sentenceOf(course, fan);
  return markup`<figure><figcaption>${title}</figcaption>${drawFanChart({
    name: `${title} over time. ${says}`,
    unit,
    timeUnit,
    ...(fan && { fan }),
    run,
    bands,
  })}<p>${says}</p>${drawDetails(markup`Numbers of ${title}`, drawNumbers(course, fan))}</figure>`;
}

/** What the picture shows, in a sentence for those who do not see it. */
export function sentenceOf({ unit, run, bands }: ShownCourse, fan: FanOver | undefined): string {
  const observed = bands.length === 0 ? "" : ` ${formatCount(bands.length, "band")} of the past.`;
  if (!fan) {
    const last = run.values.length - 1;
    const at = (row: number) => {
      const value = run.values[row] ?? Number.NaN;
      return `${measuredText(value, value, unit)} in ${timeText(run.times[row] ?? 0)}`;
    };
    return `One run: ${at(0)}, ${at(last)}.${observed}`;
  }
  const last = fan.times.length - 1;
  const at = (row: number) =>
    `${measuredText(fan.p5[row]!, fan.p95[row]!, unit)} in ${timeText(fan.times[row]!)}`;
  return `From ${at(0)} to ${at(last)}, p5 to p95.${observed}`;
}

const mostPoints = 160;

/** A long run has more points than a picture has room for. */
function thinned({ times, values }: ShownCourse["run"]): ShownCourse["run"] {
  if (times.length <= mostPoints) return { times, values };
  const rows = Array.from({ length: mostPoints }, (_, i) =>
    Math.round((i * (times.length - 1)) / (mostPoints - 1)),
  );
  return {
    times: Float64Array.from(rows, (row) => times[row]!),
    values: Float64Array.from(rows, (row) => values[row]!),
  };
}

const mostRows = 12;

export function drawNumbers(course: ShownCourse, fan: FanOver | undefined): Piece {
  const { label, unit, run, bands, title = label } = course;
  const of = unit === undefined || unit === "1" || unit === "" ? "" : ` (${unit})`;
  const number = (heading: string) => ({ title: heading, of: "number" as const });
  const times = fan ? fan.times : Array.from(run.times);
  const rows = [0, ...timesToShow([...times.keys()].slice(1), mostRows)];
  const observed = bands.map(
    ({ time, low, high }) => `${timeText(time)}: ${formatNumber(low, 6)} to ${formatNumber(high, 6)}`,
  );
  return [
    drawTable(
      `${title}${of}`,
      [number("time"), ...(fan ? ["p5", "p25", "p50", "p75", "p95"] : []).map(number), number("one run")],
      rows.map((row) => [
        timeText(times[row]!),
        ...(fan ? [fan.p5, fan.p25, fan.p50, fan.p75, fan.p95] : []).map((all) =>
          formatNumber(all[row] ?? Number.NaN, 2),
        ),
        formatNumber(valueAt(run, times[row]!), 2),
      ]),
    ),
    observed.length === 0 ? undefined : markup`<p>Observed, at ${observed.join("; ")}.</p>`,
  ];
}

/** The number of the saved row that is nearest. */
function valueAt({ times, values }: ShownCourse["run"], time: number): number {
  let nearest = 0;
  for (let i = 1; i < times.length; i++)
    if (Math.abs(times[i]! - time) < Math.abs(times[nearest]! - time)) nearest = i;
  return values[nearest] ?? Number.NaN;
}

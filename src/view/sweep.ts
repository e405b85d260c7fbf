import type { Design } from "../sample/design.ts";
import type { WorldFault } from "../study/ensemble.ts";
import { shareOf } from "../study/interval.ts";
import { quantileNames, quantilesOf } from "../study/quantiles.ts";
import type { ArgumentTally } from "../study/shares.ts";
import type { Tally } from "../study/tally.ts";
import { drawFan } from "./chart.ts";
import { formatApart, formatCount, formatNumber } from "./number.ts";
import type { Paint } from "./paint.ts";
import { drawTable } from "./table.ts";
import { wrap } from "./text.ts";

/** What is shown of an ensemble. */
export interface ShownSweep {
  readonly title: string;
  readonly purpose: string | undefined;
  /** What sets its runs apart: a scenario, changed numbers. */
  readonly with: readonly string[];
  readonly seed: number;
  /** The structural choices and what they are set to. */
  readonly switches: readonly string[];
  readonly tally: Tally;
}

/** More rows than these are for programs. */
const mostOutcomes = 20;
const mostBands = 12;
const mostInputs = 10;
const mostFaults = 8;

/** An ensemble for people: how many worlds there are, what the past says, and ranges of outcomes. */
export function drawSweep(shown: ShownSweep, paint: Paint, width: number): string[] {
  const { tally } = shown;
  const { design } = tally.ensemble;
  return [
    paint.strong(shown.title),
    ...wrap(
      `${formatCount(tally.candidates, "world")}, in which ${variedWords(design, shown.seed)}: projections in this model, under its assumptions. Numbers are rounded.`,
      width,
    ),
    ...(shown.with.length > 0 ? wrap(`With ${shown.with.join(", ")}.`, width) : []),
    ...(shown.switches.length > 0 ? wrap(`Switches: ${shown.switches.join(", ")}.`, width) : []),
    "",
    ...drawKept(tally, width),
    ...drawFaults(tally, width),
    ...drawRejections(tally, width),
    ...drawNarrowing(tally, width),
    ...drawOutcomes(shown, width),
    ...(shown.purpose === undefined ? [] : ["", ...wrap(shown.purpose, width).map(paint.faint)]),
  ];
}

/** What varies between worlds, and how it was chosen. */
export function variedWords({ inputs, sampler }: Design, seed: number): string {
  const numbers = formatCount(inputs.length, "uncertain number");
  if (sampler === "table")
    return `${numbers} ${inputs.length === 1 ? "is that" : "are those"} of a table (seed ${seed})`;
  return `${numbers} ${inputs.length === 1 ? "varies within its range" : "vary within their ranges"} (${sampler}, seed ${seed})`;
}

function drawKept({ ensemble, candidates, kept }: Tally, width: number): string[] {
  const { bands } = ensemble;
  if (bands.length === 0)
    return wrap(`${formatCount(kept, "world")} kept: nothing was asked of the past (--history asks).`, width);
  const { low, high } = shareOf(kept, candidates);
  const [from, to] = formatApart(100 * low, 100 * high);
  return wrap(
    `${formatCount(kept, "world")} kept, ${formatNumber((100 * kept) / candidates, 2)} % (${from} to ${to} %): their past lies in ${bands.length === 1 ? "the band" : `all ${bands.length} bands`} of what was observed.`,
    width,
  );
}

/** Worlds that came to no number, by what was lost first. */
export function drawFaults({ failed, faults }: Tally, width: number): string[] {
  if (failed === 0) return [];
  const lines = [...faults].map(([variable, { first, count }]) => ({ variable, first, count }));
  return drawLost(`${formatCount(failed, "world")} failed. The first number that was lost:`, lines, width);
}

/** Worlds that were tested though a number was lost in a run of theirs: what needs it could not be tested. */
export function drawLosses({ lostWorlds, losses }: ArgumentTally, width: number): string[] {
  if (lostWorlds === 0) return [];
  const lines = [...losses.values()].map(({ first, count }) => ({
    variable: first.variable,
    first,
    count,
    where: ` in the run ‘${first.run}’`,
  }));
  const head = `In ${formatCount(lostWorlds, "world")} of those that were tested a number was lost in a run of the argument; what rests on it could not be tested there. The first that was lost:`;
  return drawLost(head, lines, width);
}

interface Lost {
  readonly variable: string;
  readonly first: WorldFault;
  readonly count: number;
  /** In which run, where there are many. */
  readonly where?: string;
}

function drawLost(head: string, all: readonly Lost[], width: number): string[] {
  const sorted = all.toSorted((one, other) => other.count - one.count);
  const lines = sorted.slice(0, mostFaults).map(({ variable, first, count, where = "" }) => {
    const is = Number.isNaN(first.value) ? "is no number" : "is infinite";
    return `‘${variable}’${where} in ${formatCount(count, "world")}: in world ${first.world} it ${is} at ${formatNumber(first.time, 6).replaceAll(",", "")}`;
  });
  const more = sorted.length - lines.length;
  return [
    ...wrap(head, width),
    ...lines.flatMap((line) => wrap(line, width, "  ", "    ")),
    ...(more > 0 ? [`  … and ${formatCount(more, "more variable")}`] : []),
  ];
}

const right = (title: string) => ({ title, side: "right" as const });

export function drawRejections({ ensemble, rejected, candidates }: Tally, width: number): string[] {
  const all = ensemble.bands.map((band, i) => ({ band, count: rejected[i]! }));
  const some = all.filter(({ count }) => count > 0).sort((one, other) => other.count - one.count);
  if (some.length === 0) return [];
  const rows = some
    .slice(0, mostBands)
    .map(({ band, count }) => [
      `${band.label} @ ${band.time}`,
      [band.low, band.high].map((end) => formatNumber(end, 6)).join(" to "),
      formatNumber(count, 15),
      `${formatNumber((100 * count) / candidates, 2)} %`,
    ]);
  const columns = [
    { title: "Rejected first by", gives: "wrap" as const },
    right("between"),
    right("worlds"),
    right("share"),
  ];
  return ["", ...drawTable(columns, rows, width)];
}

/** The inputs of which the past says something, those first of which it says most. */
function drawNarrowing({ ensemble, inputs }: Tally, width: number): string[] {
  const all = inputs.map((narrowing, i) => ({ narrowing, label: ensemble.design.inputs[i]!.label }));
  const some = all
    .filter(({ narrowing }) => narrowing.count > 0 && narrowing.distance() > narrowing.byChance())
    .sort((one, other) => other.narrowing.distance() - one.narrowing.distance());
  if (some.length === 0) return [];
  const ends = (quantile: (share: number) => number) =>
    formatApart(quantile(0.05), quantile(0.95)).join(" to ");
  const rows = some
    .slice(0, mostInputs)
    .map(({ narrowing, label }) => [
      label,
      ends((share) => narrowing.tried(share)),
      ends((share) => narrowing.kept(share)),
      formatNumber(narrowing.kept(0.5), 2),
      formatNumber(narrowing.distance(), 2),
    ]);
  const columns = [
    { title: "Narrowed by the past", gives: "wrap" as const },
    right("p5 to p95 tried"),
    right("kept"),
    right("half"),
    right("distance"),
  ];
  const more = some.length - rows.length;
  return [
    "",
    ...drawTable(columns, rows, width),
    ...(more > 0
      ? [`… and ${formatCount(more, "more input")}, of ${inputs.length}: --json has them all.`]
      : []),
  ];
}

function drawOutcomes(shown: ShownSweep, width: number): string[] {
  const { tally } = shown;
  const { outcomes } = tally.ensemble;
  if (tally.kept === 0) return [];
  const rows = outcomes.slice(0, mostOutcomes).map(({ label, title, unit, time }, i) => {
    const { buckets } = tally.outcomes[i]!;
    const of = unit === undefined || unit === "1" ? "" : `, ${unit}`;
    const quantiles = quantilesOf((share) => formatNumber(buckets.quantile(share), 2));
    return [`${title ?? label}${of}`, String(time), ...Object.values(quantiles)];
  });
  const columns = [{ title: "Outcome", gives: "wrap" as const }, right("at"), ...quantileNames.map(right)];
  const more = outcomes.length - rows.length;
  return [
    "",
    ...drawTable(columns, rows, width),
    ...(more > 0 ? [`… and ${more} more: --outcome NAME@TIME names some, --json has them all.`] : []),
    ...drawFirstFan(tally, width),
  ];
}

function drawFirstFan({ ensemble, fans, kept }: Tally, width: number): string[] {
  const [fan] = ensemble.fans;
  const [cells] = fans;
  if (!fan || !cells || cells.length < 2) return [];
  const quantiles = quantilesOf((share) => cells.map((buckets) => buckets.quantile(share)));
  const { unit } = fan;
  return [
    "",
    `${fan.title ?? fan.label}${unit === undefined || unit === "1" ? "" : ` (${unit})`}`,
    ...wrap(
      `${formatCount(kept, "world")}: thin from p5 to p95, dense from p25 to p75, a line at the half.`,
      width,
    ),
    ...drawFan(fan.times, quantiles, { width: Math.min(width, 72), height: 11 }),
  ];
}

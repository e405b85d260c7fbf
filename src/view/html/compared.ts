import type { ChangeOver } from "../../study/changes.ts";
import {
  type ComparedPolicy,
  type ComparedQuantity,
  type Comparison,
  titleOfCompared,
  turningIn,
} from "../../study/comparison.ts";
import { type Markup, markup, type Piece } from "../markup.ts";
import { formatNumber } from "../number.ts";
import { drawRangeBar } from "../svg/bar.ts";
import { timeText } from "../svg/fan.ts";
import { drawTornado } from "../svg/tornado.ts";
import type { PageSection } from "./page.ts";
import { anchorOf, measuredText, rangeText } from "./pieces.ts";
import type { ShownReport } from "./shown.ts";
import { drawTable } from "./table.ts";

/** What each policy changes, soon and later, with what it costs. */
export function drawPolicies({ worlds, model }: ShownReport): PageSection {
  const compared = typeof worlds === "string" ? undefined : worlds.policies;
  const title = "Levers: what policies change, soon and later";
  if (!compared) {
    const hasLevers = model.variables.some(({ kind }) => kind === "lever");
    const why = hasLevers
      ? "No scenario that sets levers and nothing else was compared in plausible worlds."
      : "The system has no levers.";
    return { id: "levers", title, body: markup`<p>${why}</p>` };
  }
  return {
    id: "levers",
    title,
    body: markup`<p>Each policy is tried in each of ${compared.worlds} plausible worlds and compared with the same world without it. No policy is a solution: look at all times, at rights beside results, and at who bears them.</p>${drawComparison(compared, "policy")}`,
  };
}

/** The other scenarios of the system against the run without them. */
export function drawScenarios({ worlds }: ShownReport): PageSection | undefined {
  if (typeof worlds === "string") return undefined;
  const { scenarios, notCompared } = worlds;
  if (!scenarios && notCompared.length === 0) return undefined;
  return {
    id: "scenarios",
    title: "Scenarios compared",
    body: markup`${
      scenarios
        ? markup`<p>Scenarios that change more than levers: the world as it might have been, extreme conditions, other views. Each is tried in each of ${scenarios.worlds} plausible worlds and compared with the same world without it.</p>${drawComparison(scenarios, "scenario")}`
        : undefined
    }${notCompared.map((why) => markup`<p>Not compared. ${why}</p>`)}`,
  };
}

function drawComparison(compared: Comparison, kind: "policy" | "scenario"): Markup {
  const { quantities, times, without, policies } = compared;
  const base = drawTable(
    `Without any ${kind}: where nine tenths of the plausible worlds lie, p5 to p95`,
    [
      { title: "Outcome", of: "words" },
      ...times.map((time) => ({ title: timeText(time), of: "number" as const })),
    ],
    quantities.map((quantity, row) => [
      titleOfCompared(quantity),
      ...times.map((_, column) => {
        const { p5, p95 } = without[column]![row]!;
        return measuredText(p5, p95, quantity.unit);
      }),
    ]),
  );
  const charts = quantities.map((quantity, row) => drawChart(quantity, row, compared, kind));
  return markup`${base}<h3>Change by each ${kind}, p5 to p95</h3><p>Bars reach from p5 to p95 of the change in per cent; the tick is where half of the worlds lie below. Their numbers stand in the tables below.</p><div class="charts">${charts}</div><h3>Numbers of each ${kind}</h3><p>In brackets, in how many of a hundred worlds there is less of it than without the ${kind}.</p>${policies.map((policy) => drawPolicy(policy, quantities, kind))}`;
}

/** Of one outcome what all policies change, at every time. */
function drawChart(
  quantity: ComparedQuantity,
  row: number,
  { policies, worlds }: Comparison,
  kind: "policy" | "scenario",
): Markup {
  const title = titleOfCompared(quantity);
  const groups = policies.map(({ policy, times, changes }) => ({
    label: policy.title ?? policy.scenario,
    ranges: times.map((time, column) => {
      const percent = changes[column]![row]!.percent;
      return {
        label: timeText(time),
        low: percent?.p5 ?? Number.NaN,
        middle: percent?.p50 ?? Number.NaN,
        high: percent?.p95 ?? Number.NaN,
      };
    }),
  }));
  const says = `Change of ${title} by ${policies.length} ${kind === "policy" ? "policies" : "scenarios"} at several times each, over ${worlds} worlds.`;
  return markup`<figure><figcaption>${title}</figcaption>${drawTornado({ name: says, unit: "change in %", groups: groups.map((group) => within(group, groups)) })}<p>${tellWidest(groups)}</p></figure>`;
}

/** So many per cent either way are drawn; a change that is far larger than the others would press them all together. */
function within<
  Group extends { readonly ranges: readonly { low: number; middle: number; high: number; label: string }[] },
>(group: Group, all: readonly Group[]): Group {
  const sizes = all
    .flatMap(({ ranges }) => ranges.flatMap(({ low, high }) => [Math.abs(low), Math.abs(high)]))
    .filter(Number.isFinite)
    .sort((one, other) => one - other);
  const usual = sizes[Math.floor(0.9 * (sizes.length - 1))] ?? 0;
  const most = Math.max(100, 1.5 * usual);
  const cut = (value: number): number => Math.min(most, Math.max(-most, value));
  return {
    ...group,
    ranges: group.ranges.map(({ label, low, middle, high }) => ({
      label: low < -most || high > most ? `${label} ›` : label,
      low: cut(low),
      middle: cut(middle),
      high: cut(high),
    })),
  };
}

function tellWidest(
  groups: readonly {
    readonly label: string;
    readonly ranges: readonly { readonly label: string; readonly low: number; readonly high: number }[];
  }[],
): string {
  const all = groups.flatMap(({ label, ranges }) =>
    ranges.map((range) => ({ ...range, time: range.label, group: label })),
  );
  const finite = all.filter(({ low, high }) => Number.isFinite(high - low));
  if (finite.length === 0) return "No change can be told in per cent: without it there is none.";
  const [first, ...rest] = finite;
  const widest = rest.reduce((best, one) => (one.high - one.low > best.high - best.low ? one : best), first!);
  return `Widest: ${widest.group}, ${rangeText(widest.low, widest.high)} % in ${widest.time}.`;
}

function drawPolicy(
  compared: ComparedPolicy,
  quantities: readonly ComparedQuantity[],
  kind: "policy" | "scenario",
): Markup {
  const { policy, times, changes } = compared;
  const { scenario, title, begins } = policy;
  const turning = turningIn(compared, quantities);
  const ends = changes.flatMap((own) =>
    own.flatMap(({ percent }) => (percent ? [Math.abs(percent.p5), Math.abs(percent.p95)] : [])),
  );
  const most = Math.min(100, Math.max(1e-9, ...ends));
  return markup`<h4 id="${anchorOf(kind, scenario)}">${title ?? scenario} <small>(<code>${scenario}</code>, from ${timeText(begins)})</small></h4>${drawTable(
    `Change in % by ${scenario}; bars from ${rangeText(-most, most)} %`,
    [{ title: "Outcome", of: "words" }, ...times.map((time) => ({ title: timeText(time) }))],
    quantities.map((quantity, row) => [
      titleOfCompared(quantity),
      ...times.map((_, column) => drawChange(changes[column]![row]!, most)),
    ]),
  )}${
    turning.length === 0
      ? undefined
      : markup`<p>It turns with time: ${turning.map(titleOfCompared).join("; ")}. What most worlds show first is not what they show later.</p>`
  }`;
}

function drawChange({ percent, less, more }: ChangeOver, most: number): Piece {
  if (!percent || (less === 0 && more === 0)) return "no change";
  const { p5, p50, p95 } = percent;
  return markup`${tenths(p5)} to ${tenths(p95)} <small>(${Math.round(100 * less)})</small>${drawRangeBar({
    low: -most,
    high: most,
    from: p5,
    to: p95,
    mark: p50,
    line: 0,
  })}`;
}

/** Two digits, and none beyond the tenths. */
function tenths(value: number): string {
  return formatNumber(Math.abs(value) < 1 ? Math.round(10 * value) / 10 : value, 2);
}

import type { SampledInput } from "../../sample/inputs.ts";
import type { Limit } from "../../study/where.ts";
import { type Markup, markup } from "../markup.ts";
import { formatNumber } from "../number.ts";
import { drawRangeBar } from "../svg/bar.ts";
import { describeItem } from "../where.ts";
import type { Names } from "./names.ts";
import type { PageSection } from "./page.ts";
import { anchorOf, joined, rangeText, unitText } from "./pieces.ts";
import type { ShownReport } from "./shown.ts";
import { drawTable } from "./table.ts";

/** In which worlds something does not hold: limits of a few numbers, in words and as stretches of their ranges. */
export function drawFailing({ worlds, verdicts }: ShownReport, names: Names): PageSection | undefined {
  if (typeof worlds === "string" || !worlds.argument) return undefined;
  const { described, candidates } = worlds;
  const { inputs } = candidates.ensemble.design;
  const kindOf = (id: string) => (verdicts.claims.some((claim) => claim.id === id) ? "claim" : "check");
  const titleOf = (id: string): string =>
    verdicts.claims.find((claim) => claim.id === id)?.sentence ??
    verdicts.checks.find((check) => check.id === id)?.title ??
    "";
  const found = described.flatMap(({ id, interest, where }) => (where ? [{ id, interest, where }] : []));
  const rest = described.filter(({ where }) => !where).map(({ id }) => id);
  const linked = (id: string): Markup => markup`<a href="#${anchorOf(kindOf(id), id)}">${id}</a>`;
  const body =
    described.length === 0
      ? markup`<p>Nothing holds in some plausible worlds and fails in enough others for them to be told apart.</p>`
      : markup`<p>Limits are looked for in one half of the plausible worlds by the patient rule induction method (J. Friedman and N. Fisher) and rounded; the figures are counted in the other half, so that what fits by chance does not come through.</p>${found.map(
          ({ id, interest, where }) =>
            markup`<h3>${linked(id)} <small>${titleOf(id)}</small></h3><p>${describeItem(interest, {
              ...where,
              limits: where.limits.map((limit) => ({ ...limit, label: names.title(limit.label) })),
            })}</p>${drawTable(
              `Limits of the worlds in which ${id} ${interest === "failing" ? "does not hold" : "holds"}, within the ranges that were tried`,
              [
                { title: "Number", of: "words" },
                { title: "In these worlds" },
                { title: "Tried" },
                { title: "In its range" },
              ],
              where.limits.map((limit) => drawLimit(limit, inputs, names)),
            )}`,
        )}${
          rest.length === 0
            ? undefined
            : markup`<p>No two or three limits tell the worlds in which these do not hold from the others: ${joined(rest.map(linked), ", ")}.</p>`
        }`;
  return { id: "where", title: "In which worlds it does not hold", body };
}

function drawLimit({ label, low, high }: Limit, inputs: readonly SampledInput[], names: Names) {
  const unit = unitText(names.of(label)?.unit);
  const shape = inputs.find((input) => input.label === label)?.shape;
  const [from, to] = [low ?? shape?.low ?? Number.NaN, high ?? shape?.high ?? Number.NaN];
  const words =
    low !== undefined && high !== undefined
      ? `${rangeText(low, high)}${unit}`
      : low === undefined
        ? `below ${formatNumber(high ?? Number.NaN)}${unit}`
        : `above ${formatNumber(low)}${unit}`;
  return [
    names.both(label),
    words,
    shape ? `${rangeText(shape.low, shape.high)}${unit}` : "",
    shape && drawRangeBar({ low: shape.low, high: shape.high, from, to, mark: shape.declared }),
  ];
}

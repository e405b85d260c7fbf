import type { Model } from "../../model/system.ts";
import type { Variable } from "../../model/variable.ts";
import { type Markup, markup } from "../markup.ts";
import { formatCount } from "../number.ts";
import { formatStep } from "../run.ts";
import type { PageSection } from "./page.ts";
import { drawPairs } from "./pieces.ts";
import type { ShownReport, ShownVariable } from "./shown.ts";
import { drawTable } from "./table.ts";

const groups: readonly (readonly [title: string, kinds: readonly Variable["kind"][]])[] = [
  ["stocks", ["stock", "count", "conveyor", "queue", "oven"]],
  ["flows", ["flow"]],
  ["worked out", ["aux", "input", "memory", "device"]],
  ["constants", ["const"]],
  ["over time", ["graph", "data"]],
  ["levers", ["lever"]],
  ["switches", ["switch"]],
];

const methods = {
  euler: "Euler’s method",
  rk2: "Heun’s method",
  rk4: "Runge and Kutta’s method of fourth order",
  "rk4 auto": "Runge and Kutta’s method with steps as short as accuracy asks for",
} as const;

/** What the system is made of. */
export function drawStructure({ model, variables }: ShownReport): PageSection {
  const { time } = model;
  const body = markup`${drawPairs([
    [
      "Time",
      `${time.start} to ${time.stop} (${time.unit}), in steps of ${formatStep(time.step)}, by ${methods[time.integrator]}`,
    ],
    ["Sources", model.sources.map(({ name, title }) => markup`<div>${title ?? name}</div>`)],
    ["Parts", partsOf(model)],
  ])}${drawSectors(model, variables)}`;
  return { id: "system", title: "The system", body };
}

function partsOf({ claims, checks, loops, links, scenarios, history }: Model): string {
  const parts = [
    [claims.length, "claim"],
    [checks.length, "check"],
    [links.length, "link"],
    [loops.length, "loop"],
    [scenarios.length, "scenario"],
    [history.length, "observed series"],
  ] as const;
  const some = parts.filter(([count]) => count > 0);
  if (some.length === 0) return "The system makes no claims, and says nothing of its past.";
  return some
    .map(([count, noun]) => formatCount(count, noun, noun === "observed series" ? noun : undefined))
    .join(", ");
}

function drawSectors({ sectors }: Model, variables: readonly ShownVariable[]): Markup {
  const used = groups.filter(([, kinds]) => variables.some(({ kind }) => kinds.includes(kind)));
  const countsOf = (own: readonly ShownVariable[]) =>
    used.map(([, kinds]) => String(own.filter(({ kind }) => kinds.includes(kind)).length));
  const named = sectors.map((sector) => ({
    head: markup`<strong>${sector.title ?? sector.name}</strong>${sector.description === undefined ? undefined : markup`<br>${sector.description}`}`,
    own: variables.filter((variable) => variable.sector === sector.name),
  }));
  const rest = variables.filter(({ sector }) => !sectors.some(({ name }) => name === sector));
  const rows = [
    ...named.filter(({ own }) => own.length > 0),
    ...(rest.length > 0
      ? [{ head: markup`${sectors.length > 0 ? "outside of sectors" : "all"}`, own: rest }]
      : []),
  ];
  return drawTable(
    "What there is, by sector: how many variables of each kind",
    [{ title: "Sector", of: "words" }, ...used.map(([title]) => ({ title, of: "number" as const }))],
    rows.map(({ head, own }) => [head, ...countsOf(own)]),
  );
}

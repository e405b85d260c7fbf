import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { darkPalette, lightPalette, type Palette } from "../../view/html/palette.ts";
import { formatNumber } from "../../view/number.ts";
import { chartSvg } from "../chart/chartsvg.ts";
import { type ChartData, chartOf, type Shown } from "../chart/lines.ts";
import { savePicture } from "../chart/picture.ts";
import { Plot } from "../chart/plot.tsx";
import { Readout } from "../chart/readout.tsx";
import { printCsv, sentenceOf, tableOf } from "../chart/table.ts";
import type { Workbench } from "../state/workbench.ts";
import { chosenCourses, OfferedCourses, variableOf } from "./chosencourses.tsx";
import { describeSettings } from "./describe.ts";
import { saveText } from "./download.ts";
import { VariablePicker } from "./variablepicker.tsx";

/** The charts, one above or beside the other. */
export function Charts({ workbench }: { readonly workbench: Workbench }) {
  const { charts } = workbench.runs;
  return (
    <div class="charts">
      <OfferedCourses workbench={workbench} />
      {charts.value.map((keys, i) => (
        <Chart key={i} workbench={workbench} place={i} keys={keys} />
      ))}
    </div>
  );
}

interface ChartProps {
  readonly workbench: Workbench;
  readonly place: number;
  readonly keys: readonly string[];
}

function Chart({ workbench, place, keys }: ChartProps) {
  const row = useSignal<number | undefined>(undefined);
  const isTable = useSignal(false);
  const { analysis, runs, worlds, levers } = workbench;
  const found = analysis.lastGood.value;
  const run = runs.run.value;
  const isChanged = levers.isChanged.value;
  const current = worlds.current.value;
  const base = worlds.base.value;
  const compared = runs.compared.value;
  const shown = useMemo(
    () => (run && found ? keys.map((key) => shownOf(workbench, key)) : []),
    [run, found, current, base, compared, keys],
  );
  const data = useMemo(
    () => chartOf(run?.current.times ?? new Float64Array(), shown, isChanged),
    [run, shown, isChanged],
  );
  const title = shown.map(({ label }) => label).join(" and ") || "Chart";
  const chosen = chosenCourses(workbench);
  const ago = runs.editsAgo.value;
  // While a text is still being read, nothing is known to be old.
  const isStale = ago > 0 && !analysis.isBehind.value;
  const isLit = keys.some((key) => chosen.has(variableOf(key)));
  if (!found || !run) return <figure class="chart is-empty">Reading the system …</figure>;
  const name = `${found.name} ${keys.join(" ")}`;
  const program = runs.program.value;
  const remarks = [
    `${title}, a projection in this model, under its assumptions`,
    `With: ${describeSettings(levers.settings.value, analysis)}`,
    rangeWords(workbench),
    ...(found.purpose === undefined ? [] : [found.purpose]),
    ...(program === undefined ? [] : [`Made with Hence, program ${program.slice(0, 16)}`]),
  ];
  return (
    <figure class={`chart${isStale ? " is-stale" : ""}${isLit ? " is-lit" : ""}`} aria-label={title}>
      <figcaption>
        <VariablePicker workbench={workbench} place={place} keys={keys} />
        {isLit && <small class="lit-mark">of what is chosen</small>}
        <span class="tools">
          <button
            type="button"
            aria-pressed={isTable.value}
            title="The numbers of the chart, as a table"
            onClick={() => {
              isTable.value = !isTable.value;
            }}
          >
            Table
          </button>
          <button
            type="button"
            title="Save the numbers for other programs"
            onClick={() => saveText(name, "csv", printCsv(tableOf(data, found.time.unit), remarks))}
          >
            CSV
          </button>
          <button
            type="button"
            title="Save the chart as a picture"
            onClick={(event) => savePicture(event.currentTarget, name, remarks)}
          >
            PNG
          </button>
          <button
            type="button"
            title="Save the chart as a picture of lines, for print and for other programs"
            onClick={() =>
              saveText(
                name,
                "svg",
                chartSvg(
                  data,
                  { title, sentence: sentenceOf(title, data), timeUnit: found.time.unit, remarks },
                  paletteNow(),
                ),
              )
            }
          >
            SVG
          </button>
        </span>
      </figcaption>
      {isTable.value ? (
        <DataTable data={data} timeUnit={found.time.unit} />
      ) : (
        <Plot
          data={data}
          timeUnit={found.time.unit}
          sentence={sentenceOf(title, data)}
          onRow={(at) => {
            row.value = at;
          }}
        />
      )}
      <Readout data={data} row={row.value} unit={found.time.unit} />
      <div class="foot">
        {isStale && <strong class="old">From {ago === 1 ? "1 edit" : `${ago} edits`} ago. </strong>}
        {rangeWords(workbench)}
      </div>
    </figure>
  );
}

/** The colours that the page has now. */
function paletteNow(): Palette {
  return document.documentElement.dataset.theme === "dark" ? darkPalette : lightPalette;
}

/** What there is of one variable. */
function shownOf({ analysis, runs, worlds }: Workbench, key: string): Shown {
  const variable = analysis.variable(key);
  const name = variable?.title ?? variable?.name ?? key;
  const element = /\[[^[]*\]$/.exec(key)?.[0] ?? "";
  const history = analysis.lastGood.value?.history ?? [];
  return {
    key,
    label: `${name}${element}`,
    unit: variable?.unit ?? "",
    current: runs.run.value?.current.series.get(key),
    band: worlds.current.value?.bands.get(key),
    baseBand: worlds.base.value?.bands.get(key),
    observed: history.flatMap(({ bands }) => bands.filter((band) => band.variable === key)),
    scenarios: [...runs.compared.value].flatMap(([scenario, { series }]) => {
      const values = series.get(key);
      return values ? [{ name: scenario, values }] : [];
    }),
  };
}

/** What stands behind the ranges of the charts. */
function rangeWords({ worlds, analysis }: Workbench): string {
  const current = worlds.current.value;
  const search = worlds.search.value;
  const hasHistory = (analysis.lastGood.value?.history.length ?? 0) > 0;
  if (search.kind === "none") return `One run without its range: ${search.why}`;
  if (!current) return "One run; plausible worlds for its range are being looked for.";
  const kind = hasHistory ? "plausible worlds" : "worlds; the system says nothing of its past";
  const { worlds: count, judgedOf } = current;
  if (count === 0)
    return `One run: this change alters the past, and in none of ${formatNumber(judgedOf ?? 0, 4)} worlds is it plausible then.`;
  const past =
    judgedOf === undefined
      ? ""
      : ` This change alters the past: of ${formatNumber(judgedOf, 4)} worlds, these have a plausible one still.`;
  return `Ranges: p5 to p95 and p25 to p75 of ${formatNumber(count, 4)} ${kind}.${past}`;
}

function DataTable({ data, timeUnit }: { readonly data: ChartData; readonly timeUnit: string }) {
  const { columns, rows } = tableOf(data, timeUnit);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled with the keyboard.
    <section class="datatable" tabIndex={0} aria-label="The numbers of the chart">
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([time, ...numbers]) => (
            <tr key={time}>
              <th scope="row">{time}</th>
              {numbers.map((value, i) => (
                <td key={columns[i + 1]}>{formatNumber(value)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

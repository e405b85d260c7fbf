import type { Narrowing } from "../../study/narrowing.ts";
import type { Tally } from "../../study/tally.ts";
import { isFault, verdictWords } from "../item.ts";
import { type Markup, markup, type Piece } from "../markup.ts";
import { formatApart, formatCount, formatNumber } from "../number.ts";
import { drawRangeBar } from "../svg/bar.ts";
import type { Names } from "./names.ts";
import type { PageSection } from "./page.ts";
import { drawBadge, drawDetails, rangeText, unitText } from "./pieces.ts";
import type { ShownReport } from "./shown.ts";
import { drawTable } from "./table.ts";

/** What was observed, which worlds it leaves, and what it says of uncertain numbers. */
export function drawPast(shown: ShownReport, names: Names): PageSection {
  const { verdicts, worlds } = shown;
  const title = "The past, and which worlds are plausible";
  if (verdicts.history.length === 0)
    return {
      id: "past",
      title,
      body: markup`<p>The system says nothing of what was observed, so that no world is left out for its past.</p>${
        typeof worlds === "string" ? undefined : drawLost(worlds.candidates)
      }`,
    };
  const tally = typeof worlds === "string" ? undefined : worlds.candidates;
  return {
    id: "past",
    title,
    body: markup`${tally ? markup`<p>${howChosen(tally)}</p>` : undefined}${drawBands(shown, tally)}${
      tally ? [drawLost(tally), drawNarrowing(tally, names)] : undefined
    }`,
  };
}

function howChosen({ candidates, kept, ensemble }: Tally): string {
  const { inputs } = ensemble.design;
  return `${formatCount(candidates, "world")} were tried. In each, ${formatCount(inputs.length, "uncertain number")} ${inputs.length === 1 ? "takes a value" : "take values"} from their ranges; ${formatNumber(kept, 15)} keep within every band below and are called plausible. A world is dropped at the first band that it leaves.`;
}

function drawBands({ verdicts }: ShownReport, tally: Tally | undefined): Markup {
  let place = 0;
  const rows = verdicts.history.flatMap((history) =>
    history.bands.map((band, i) => {
      const rejected = tally?.rejected[place];
      const own = tally?.ensemble.bands[place++];
      const basis =
        history.basis === "official"
          ? markup` <span class="tag official">official claim</span>`
          : history.basis === null
            ? undefined
            : markup` <small>(${history.basis})</small>`;
      const head = i === 0 ? markup`${history.title ?? history.id}${basis}` : markup`<small>the same</small>`;
      const cells: readonly Piece[] = [
        head,
        own ? markup`<code>${own.label}</code>` : markup`<code>${band.text}</code>`,
        String(band.time),
        // As its author wrote them.
        `${formatNumber(band.low, 6)} to ${formatNumber(band.high, 6)}`,
        band.value === null ? "no number" : formatNumber(band.value, 3),
        isFault(band.verdict) ? drawBadge(band.verdict) : verdictWords.holds,
        ...(tally && rejected !== undefined
          ? [
              markup`${formatNumber(rejected, 15)} <small>(${formatNumber((100 * rejected) / tally.candidates, 2)} %)</small>`,
            ]
          : []),
      ];
      return { cells, isApart: i === 0 };
    }),
  );
  return drawTable(
    "Bands of what was observed. The one run has the declared numbers; worlds are counted at the band that rejected them first",
    [
      { title: "Observed", of: "words" },
      { title: "Quantity" },
      { title: "At", of: "number" },
      { title: "Between", of: "number" },
      { title: "One run", of: "number" },
      { title: "In the band" },
      ...(tally ? [{ title: "Worlds rejected first", of: "number" as const }] : []),
    ],
    rows,
  );
}

/** Worlds that came to no number. */
function drawLost({ failed, faults }: Tally): Markup | undefined {
  if (failed === 0) return undefined;
  const rows = [...faults]
    .sort(([, one], [, other]) => other.count - one.count)
    .map(([variable, { first, count }]) => [
      markup`<code>${variable}</code>`,
      formatNumber(count, 15),
      `${first.world}, at ${formatNumber(first.time, 6).replaceAll(",", "")}`,
    ]);
  return markup`<p>${formatCount(failed, "world")} failed: a number was lost in them.</p>${drawTable(
    "The number that was lost first",
    [{ title: "Variable" }, { title: "Worlds", of: "number" }, { title: "The first of them" }],
    rows,
  )}`;
}

const mostShown = 12;

/** The numbers of which the past says more than chance would. */
function drawNarrowing({ ensemble, inputs, kept }: Tally, names: Names): Markup | undefined {
  if (inputs.length === 0) return undefined;
  const some = inputs
    .map((narrowing, i) => ({ narrowing, input: ensemble.design.inputs[i]! }))
    .filter(({ narrowing }) => narrowing.count > 0 && narrowing.distance() > narrowing.byChance())
    .sort((one, other) => other.narrowing.distance() - one.narrowing.distance());
  const head = markup`<h3>What the past narrows</h3>`;
  if (some.length === 0)
    return markup`${head}<p>Of none of the ${inputs.length} uncertain numbers do the ${formatNumber(kept, 15)} plausible worlds say more than chance would.</p>`;
  const rowOf = ({ narrowing, input }: (typeof some)[number]): readonly Piece[] => [
    names.both(input.label),
    rangeWith(narrowing, "tried", names.of(input.label)?.unit),
    rangeWith(narrowing, "kept", names.of(input.label)?.unit),
    drawRangeBar({
      low: input.shape.low,
      high: input.shape.high,
      from: narrowing.kept(0.05),
      to: narrowing.kept(0.95),
      mark: narrowing.kept(0.5),
    }),
    formatNumber(narrowing.distance(), 2),
  ];
  const columns = [
    { title: "Number", of: "words" },
    { title: "Tried, p5 to p95" },
    { title: "Plausible, p5 to p95" },
    { title: "In its range" },
    { title: "Distance", of: "number" },
  ] as const;
  const rest = some.slice(mostShown);
  return markup`${head}<p>Where the numbers of plausible worlds lie, against all that were tried. The distance is the largest one between the two distributions (A. Kolmogorov): 0 says nothing, 1 all. One number in a hundred is shown though it is so by chance.</p>${drawTable(
    `The ${Math.min(mostShown, some.length)} numbers that the past says most of; in the bars the stretch of plausible worlds, their middle marked`,
    columns,
    some.slice(0, mostShown).map(rowOf),
  )}${
    rest.length === 0
      ? undefined
      : drawDetails(
          `${formatCount(rest.length, "more number")} that the past says less of`,
          drawTable("Numbers that the past says less of", columns, rest.map(rowOf)),
        )
  }`;
}

function rangeWith(narrowing: Narrowing, which: "tried" | "kept", unit: string | undefined): string {
  const [low, high] = formatApart(narrowing[which](0.05), narrowing[which](0.95));
  return low === undefined || high === undefined
    ? rangeText(Number.NaN, Number.NaN)
    : `${low} to ${high}${unitText(unit)}`;
}

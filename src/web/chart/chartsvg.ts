import { setLabel } from "../../view/diagram/label.ts";
import type { Palette } from "../../view/html/palette.ts";
import { type Markup, markup } from "../../view/markup.ts";
import { magnitudeOf } from "../../view/svg/magnitude.ts";
import { at, type Scale, scaleOver } from "../../view/svg/scale.ts";
import type { ChartData, ChartSeries } from "./lines.ts";
import { type Look, lookOf } from "./looks.ts";

/** What a picture of a chart says beside its lines. */
export interface ChartWords {
  readonly title: string;
  /** For those who do not see it. */
  readonly sentence: string;
  readonly timeUnit: string;
  /** Below it: what it is a picture of, its range, and what it is for. */
  readonly remarks: readonly string[];
}

const [width, plotHeight] = [720, 360];
const [edge, top] = [16, 56];
const row = 18;
const legendColumns = 2;

/**
 * A chart as a picture that stands alone: SVG with title, axes with their units, legend, and remarks; its colours are those
 * that are given.
 */
export function chartSvg(data: ChartData, words: ChartWords, palette: Palette): string {
  const { series, units, times } = data;
  const sides = ([0, 1] as const).slice(0, Math.max(1, units.length)).map((axis) => upAxis(data, axis));
  const [left, right] = [roomOf(sides[0]), sides[1] ? roomOf(sides[1]) : edge];
  const along = scaleOver(times, { from: edge + left, to: width - right, ticks: 8 });
  const floor = top + plotHeight;
  const scaleFor = ({ axis }: { readonly axis: 0 | 1 }): Scale => (sides[axis] ?? sides[0]!).scale;
  const legend = legendOf(data);
  const legendTop = floor + 52;
  const remarksTop = legendTop + Math.ceil(legend.length / legendColumns) * row + 12;
  const lines = words.remarks.flatMap(
    (remark) => setLabel(remark, { size: 11, most: width - 2 * edge }).lines,
  );
  const height = remarksTop + lines.length * 15 + 8;
  const heading = setLabel(words.title, { size: 16, weight: "strong", most: width - 2 * edge }).lines;
  const drawn = markup`<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title description" width="${width}" height="${at(height)}" viewBox="0 0 ${width} ${at(height)}" font-family="system-ui, &quot;Segoe UI&quot;, Roboto, &quot;Noto Sans&quot;, &quot;Liberation Sans&quot;, Arial, sans-serif" font-size="12">
<title id="title">${words.title}</title>
<desc id="description">${[words.sentence, ...words.remarks].join(" ")}</desc>
<rect width="${width}" height="${at(height)}" fill="${palette.page}"/>
<text x="${edge}" y="26" font-size="16" font-weight="600" fill="${palette.ink}">${heading[0] ?? ""}${heading.length > 1 ? " …" : ""}</text>
${sides.map((side, i) => drawSide(side, i === 1, { left: edge + left, right: width - right, palette }))}
${along.ticks.map(
  (tick) =>
    markup`<path d="M${at(along.place(tick))} ${floor}v5" stroke="${palette.rule}"/><text x="${at(along.place(tick))}" y="${floor + 19}" text-anchor="middle" fill="${palette.quiet}">${tick}</text>`,
)}
<text x="${width - right}" y="${floor + 35}" text-anchor="end" fill="${palette.quiet}">${words.timeUnit}</text>
${series.map((one) => drawSeries(one, lookOf(one), { times, along, up: scaleFor(one), palette }))}
${data.observed.map((band) => drawObserved(band, along, scaleFor(band), palette))}
${legend.map(({ label, sample }, i) => {
  const [x, y] = [
    edge + (i % legendColumns) * ((width - 2 * edge) / legendColumns),
    legendTop + Math.floor(i / legendColumns) * row,
  ];
  return markup`<g transform="translate(${x} ${y})">${sample(palette)}<text x="40" y="4" fill="${palette.ink}">${label}</text></g>`;
})}
${lines.map((line, i) => markup`<text x="${edge}" y="${at(remarksTop + 12 + 15 * i)}" font-size="11" fill="${palette.quiet}">${line}</text>`)}
</svg>
`;
  return drawn.text;
}

interface Side {
  readonly scale: Scale;
  readonly labels: readonly string[];
  readonly unit: string;
}

function upAxis({ series, observed, units }: ChartData, axis: 0 | 1): Side {
  const values = [
    ...series
      .filter((one) => one.axis === axis)
      .flatMap(({ values: own, upTo }) => [...own, ...(upTo?.values ?? [])]),
    ...observed.filter((one) => one.axis === axis).flatMap(({ low, high }) => [low, high]),
  ].filter(Number.isFinite);
  // What is never negative stands on nought, so that a small change does not look like a large one.
  const scale = scaleOver([0, ...values], {
    from: top + plotHeight,
    to: top,
    ticks: 5,
    round: true,
  });
  const magnitude = magnitudeOf(Math.max(0, ...values.map(Math.abs)), units[axis]);
  return { scale, labels: scale.ticks.map(magnitude.write), unit: magnitude.unit };
}

/** So much room the numbers beside an axis have. */
function roomOf(side: Side | undefined): number {
  return 12 + 7 * Math.max(3, ...(side?.labels ?? []).map(({ length }) => length));
}

function drawSide(
  { scale, labels, unit }: Side,
  isRight: boolean,
  { left, right, palette }: { readonly left: number; readonly right: number; readonly palette: Palette },
): Markup {
  const x = isRight ? right + 6 : left - 6;
  const anchor = isRight ? "start" : "end";
  return markup`<g>${scale.ticks.map((tick, i) => {
    const y = scale.place(tick);
    // Lines across belong to the left axis alone.
    const line = isRight
      ? undefined
      : markup`<path d="M${left} ${at(y)}H${right}" stroke="${palette.rule}"/>`;
    return markup`${line}<text x="${x}" y="${at(y + 4)}" text-anchor="${anchor}" fill="${palette.quiet}">${labels[i]}</text>`;
  })}<text x="${isRight ? width - edge : edge}" y="${top - 12}" text-anchor="${anchor === "end" ? "start" : "end"}" fill="${palette.quiet}">${unit}</text></g>`;
}

interface Drawn {
  readonly times: ChartData["times"];
  readonly along: Scale;
  readonly up: Scale;
  readonly palette: Palette;
}

function drawSeries({ values, upTo }: ChartSeries, look: Look, { times, along, up, palette }: Drawn): Markup {
  const points = (all: Float64Array): string[] =>
    Array.from(times, (time, i) => {
      const value = all[i] ?? Number.NaN;
      return Number.isFinite(value) ? `${at(along.place(time))} ${at(up.place(value))}` : "";
    });
  const line = (all: readonly string[]): string =>
    all.map((point, i) => (point === "" ? "" : `${all[i - 1] ? "L" : "M"}${point}`)).join("");
  const stroke =
    look.stroke === undefined
      ? markup` stroke="none"`
      : markup` stroke="${palette[look.stroke]}" stroke-width="${look.width}"${dashesOf(look)}`;
  const own = points(values);
  if (!upTo) return markup`<path d="${line(own)}" fill="none"${stroke}/>\n`;
  const other = points(upTo.values);
  const round = [...own, ...other.toReversed()].filter((point) => point !== "");
  const fill = look.fill
    ? markup` fill="${palette[look.fill.colour]}" fill-opacity="${look.fill.share}"`
    : markup` fill="none"`;
  return markup`<path d="M${round.join("L")}Z"${fill} stroke="none"/><path d="${line(own)}${line(other)}" fill="none"${stroke}/>\n`;
}

function drawObserved(
  { time, low, high }: ChartData["observed"][number],
  along: Scale,
  up: Scale,
  { band }: Palette,
): Markup {
  const [x, bottom, end] = [along.place(time), up.place(low), up.place(high)];
  return markup`<path d="M${at(x - 4)} ${at(bottom)}h8M${at(x - 4)} ${at(end)}h8M${at(x)} ${at(bottom)}V${at(end)}" stroke="${band}" stroke-width="1.5" fill="none"/>`;
}

function dashesOf({ dash }: Look): Markup | undefined {
  return dash.length > 0 ? markup` stroke-dasharray="${dash.join(" ")}"` : undefined;
}

interface Sample {
  readonly label: string;
  sample(palette: Palette): Markup;
}

/** Both edges of the base have one sample. */
function legendOf({ series, observed }: ChartData): readonly Sample[] {
  const samples = new Map<string, Sample>();
  for (const one of series) {
    const label = one.label.replace(/, p5$/, ", p5 and p95");
    if (/, p95$/.test(one.label)) continue;
    const look = lookOf(one);
    samples.set(label, {
      label,
      sample: (palette) =>
        one.upTo
          ? markup`<rect y="-6" width="32" height="12" fill="${palette[look.fill?.colour ?? "outer"]}" fill-opacity="${look.fill?.share ?? 1}" stroke="${look.stroke === undefined ? "none" : palette[look.stroke]}"/>`
          : markup`<path d="M0 0H32" stroke="${palette[look.stroke ?? "ink"]}" stroke-width="${look.width}"${dashesOf(look)}/>`,
    });
  }
  const isObserved = observed.length > 0;
  return [
    ...samples.values(),
    ...(isObserved
      ? [
          {
            label: "what was observed",
            sample: ({ band }: Palette) =>
              markup`<path d="M12 -6h8M12 6h8M16 -6V6" stroke="${band}" stroke-width="1.5" fill="none"/>`,
          },
        ]
      : []),
  ];
}

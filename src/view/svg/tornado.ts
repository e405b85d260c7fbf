import { type Markup, markup } from "../markup.ts";
import { formatNumber } from "../number.ts";
import { at, type Scale, scaleOver } from "./scale.ts";

/** Ranges side by side around a line at nought, in groups that have a name each. */
export interface Tornado {
  /** What the picture is called by those who cannot see it. */
  readonly name: string;
  /** What is measured along it: `change in %`. */
  readonly unit: string;
  readonly groups: readonly TornadoGroup[];
}

export interface TornadoGroup {
  readonly label: string;
  readonly ranges: readonly TornadoRange[];
}

export interface TornadoRange {
  /** Such as the time that it is of. */
  readonly label: string;
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

const width = 360;
const [left, right, top, bottom] = [8, 34, 6, 32];
const [rowHeight, labelHeight, gap] = [11, 14, 5];

/** Draws each group under its label: a bar from low to high for each range, with a tick at the middle. */
export function drawTornado({ name, unit, groups }: Tornado): Markup {
  const height =
    top + bottom + groups.reduce((sum, { ranges }) => sum + labelHeight + rowHeight * ranges.length + gap, 0);
  const ends = groups.flatMap(({ ranges }) => ranges.flatMap(({ low, high }) => [low, high]));
  const along = scaleOver([0, ...ends], { from: left, to: width - right, ticks: 5, round: true });
  const floor = height - bottom;
  let y = top;
  const rows = groups.map((group) => {
    const drawn = drawGroup(group, y, along);
    y += labelHeight + rowHeight * group.ranges.length + gap;
    return drawn;
  });
  const axis = along.ticks.map(
    (tick) =>
      markup`<path d="M${at(along.place(tick))} ${top}V${floor}"/><text x="${at(along.place(tick))}" y="${floor + 14}" text-anchor="middle">${formatNumber(tick, 4)}</text>`,
  );
  return markup`<svg class="chart" role="img" aria-label="${name}" viewBox="0 0 ${width} ${height}"><g class="axis">${axis}</g><path class="zero" d="M${at(along.place(0))} ${top}V${floor}"/>${rows}<text class="unit" x="${width - right}" y="${height - 4}" text-anchor="end">${unit}</text></svg>`;
}

function drawGroup({ label, ranges }: TornadoGroup, y: number, along: Scale): Markup {
  return markup`<text class="name" x="${left}" y="${y + 11}">${clipped(label)}</text>${ranges.map(
    (range, i) => {
      const middle = y + labelHeight + rowHeight * (i + 0.5);
      if (![range.low, range.high].every(Number.isFinite)) return undefined;
      const [from, to] = [along.place(range.low), along.place(range.high)];
      return markup`<rect class="inner" x="${at(from)}" y="${at(middle - 3.5)}" width="${at(Math.max(1.5, to - from))}" height="7"/><path class="median" d="M${at(along.place(range.middle))} ${at(middle - 4.5)}v9"/><text class="small" x="${width - right + 4}" y="${at(middle + 3.5)}">${range.label}</text>`;
    },
  )}`;
}

/** A label that fits above its bars. */
function clipped(label: string): string {
  const letters = [...label];
  return letters.length <= 52 ? label : `${letters.slice(0, 51).join("")}…`;
}

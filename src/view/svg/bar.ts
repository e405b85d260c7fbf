import { type Markup, markup } from "../markup.ts";
import { at } from "./scale.ts";

/** A stretch of a whole range, with marks; decoration beside numbers that stand there in words. */
export interface RangeBar {
  /** The ends of the whole. */
  readonly low: number;
  readonly high: number;
  /** The stretch. */
  readonly from: number;
  readonly to: number;
  /** A number in it that stands out, such as a median or a declared value. */
  readonly mark?: number;
  /** Nought, say, where it is drawn as a line through the whole. */
  readonly line?: number;
}

const [width, height] = [120, 14];

/** Draws a stretch of a range, hidden from those who listen: the numbers stand beside it. */
export function drawRangeBar({ low, high, from, to, mark, line }: RangeBar): Markup {
  const span = high - low;
  const place = (value: number): number =>
    span > 0 ? 1 + (width - 2) * Math.min(1, Math.max(0, (value - low) / span)) : width / 2;
  const [start, end] = [place(from), place(to)];
  // What is very short is still to be seen.
  const length = Math.max(2, end - start);
  const upright = (value: number | undefined, name: string): Markup | undefined =>
    value === undefined || !Number.isFinite(value)
      ? undefined
      : markup`<path class="${name}" d="M${at(place(value))} 1V${height - 1}"/>`;
  return markup`<svg class="bar" aria-hidden="true" viewBox="0 0 ${width} ${height}"><rect class="whole" x="0.5" y="4.5" width="${width - 1}" height="5"/>${upright(line, "zero")}<rect class="stretch" x="${at(start)}" y="3" width="${at(length)}" height="8"/>${upright(mark, "mark")}</svg>`;
}

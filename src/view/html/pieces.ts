import { shareHolding, type VerdictCounts } from "../../study/shares.ts";
import { type AnyVerdict, verdictMarks, verdictWords } from "../item.ts";
import { type Markup, markup, type Piece } from "../markup.ts";
import { formatNumber } from "../number.ts";
import { formatShare } from "../share.ts";
import { drawRangeBar } from "../svg/bar.ts";
import { isSmallShare } from "../svg/magnitude.ts";

// Small pieces that several parts of a page are made of.

export function drawBadge(verdict: AnyVerdict): Markup {
  const [mark, tone] = verdictMarks[verdict];
  return markup`<span class="badge ${tone}"><span aria-hidden="true">${mark}</span>${verdictWords[verdict]}</span>`;
}

/** `95 % (88 to 98 %)` of worlds with a bar; nothing where it was tested in none. */
export function drawShare(counts: VerdictCounts): Markup | undefined {
  const share = shareHolding(counts);
  if (!share) return undefined;
  const { value, low, high } = share;
  return markup`${formatShare(value)} % <small>(${formatShare(low)} to ${formatShare(high)}) of plausible worlds</small>${drawRangeBar({ low: 0, high: 1, from: low, to: high, mark: value })}`;
}

/** What is shown on demand; `keep` prints it too. */
export function drawDetails(summary: Piece, inside: Piece, keep = false): Markup {
  return markup`<details${keep ? markup` class="keep"` : undefined}><summary>${summary}</summary><div class="inside">${inside}</div></details>`;
}

/** Terms with what there is to say of each; those of which there is nothing are left out. */
export function drawPairs(pairs: readonly (readonly [term: Piece, says: Piece])[]): Markup | undefined {
  const some = pairs.filter(
    ([, says]) => says !== undefined && says !== "" && !(Array.isArray(says) && says.length === 0),
  );
  if (some.length === 0) return undefined;
  return markup`<dl class="pairs">${some.map(([term, says]) => markup`<dt>${term}</dt><dd>${says}</dd>`)}</dl>`;
}

/** Pieces with something between them. */
export function joined(pieces: readonly Piece[], between: Piece): Piece {
  return pieces.map((piece, i) => (i === 0 ? piece : [between, piece]));
}

/** `2.4 to 3.2`, to two digits; once where both ends are the same to two digits. */
export function rangeText(low: number, high: number): string {
  const [from, to] = [low, high].map((end) => formatNumber(end, 2));
  return from === to ? `${from}` : `${from} to ${to}`;
}

/** The same with its unit; a small share is told in per cent. */
export function measuredText(low: number, high: number, unit: string | undefined): string {
  return isSmallShare(high, unit)
    ? `${rangeText(100 * low, 100 * high)} %`
    : rangeText(low, high) + unitText(unit);
}

/** What stands behind a number: its unit, where it has one. */
export function unitText(unit: string | undefined): string {
  return unit === undefined || unit === "" || unit === "1" ? "" : ` ${unit}`;
}

/** The anchor of something with an id: letters and digits of it alone. */
export function anchorOf(kind: string, id: string): string {
  return `${kind}-${id.replace(/[^\p{L}\p{N}]/gu, (sign) => `_${sign.codePointAt(0)!.toString(16)}`)}`;
}

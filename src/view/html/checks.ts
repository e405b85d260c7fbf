import type { CheckLineVerdict, CheckVerdict } from "../../argument/verdict.ts";
import { type LineShares, shareHolding } from "../../study/shares.ts";
import { verdictWords } from "../item.ts";
import { type Markup, markup, type Piece } from "../markup.ts";
import { formatApart, formatNumber, formatPercent } from "../number.ts";
import { formatShare, formatSpread } from "../share.ts";
import type { DrawnWith } from "./claims.ts";
import { drawItem } from "./item.ts";
import type { ItemShares } from "./itemshares.ts";
import { drawPairs } from "./pieces.ts";

/** The checks, with what stands on the left of each of their lines. */
export function drawChecks({ shown, shares }: DrawnWith): Piece {
  const { checks } = shown.verdicts;
  if (checks.length === 0) return markup`<p>The system has no checks.</p>`;
  return markup`<ul class="items">${checks.map((check, i) => drawCheck(check, shares[i]))}</ul>`;
}

function drawCheck(check: CheckVerdict, shares: ItemShares | undefined): Markup {
  const text = check.title ?? check.lines[0]?.text ?? "";
  const details = drawPairs([
    ["Lines", check.lines.map((line, i) => drawLine(line, shares?.lines[i]))],
    ["Rests on", check.because.join(", ")],
  ]);
  const rival = check.rival ? markup` <span class="tag official">rival theory</span>` : undefined;
  return drawItem({
    kind: "check",
    id: check.id,
    text: [text, rival],
    verdict: check.verdict,
    shares,
    details,
    called: "Lines",
  });
}

function drawLine(line: CheckLineVerdict, shares: LineShares | undefined): Markup {
  const member = line.member === null ? "" : ` (${line.member})`;
  return markup`<p><code>${line.text}</code>${member}<br><small>${[
    ...inWorlds(line, shares),
    ...inOneRun(line),
    ...(line.note === null ? [] : [line.note]),
  ].join("; ")}</small></p>`;
}

function inWorlds({ verdict }: CheckLineVerdict, shares: LineShares | undefined): readonly string[] {
  if (!shares || shares.values.count === 0) return [];
  const share = shareHolding(shares.counts);
  const often =
    verdict === "shown"
      ? `above nought in ${formatShare(shares.above / shares.values.count)} %`
      : share && `holds in ${formatShare(share.value)} %`;
  return [`plausible worlds: ${often === undefined ? "" : `${often}, `}${formatSpread(shares.values, "")}`];
}

function inOneRun(line: CheckLineVerdict): readonly string[] {
  const parts: string[] = [];
  if (line.left !== null && line.right !== null) {
    const ends = typeof line.right === "number" ? [line.right] : [line.right.low, line.right.high];
    const [left, ...right] = formatApart(line.left, ...ends);
    parts.push(`one run: ${left} against ${right.join(" to ")} (${verdictWords[line.verdict]})`);
  } else if (line.left !== null) parts.push(`one run: ${formatNumber(line.left, 2)}`);
  if (line.base?.percent != null) parts.push(`${formatPercent(line.base.percent)} against the base run`);
  if (line.worst !== null) {
    const where = line.worst.variable === null ? "" : `: ${line.worst.variable}`;
    parts.push(`nearest to failing${where} at ${line.worst.time} with ${formatNumber(line.worst.value, 2)}`);
  }
  return parts;
}

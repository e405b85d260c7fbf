import type { ClaimLineVerdict, ClaimVerdict } from "../argument/verdict.ts";
import {
  drawItem,
  drawRemark,
  isDetailed,
  isFault,
  type ReportOptions,
  verdictWords,
  wideEnough,
  widestId,
} from "./item.ts";
import { formatApart, formatNumber, formatPercent } from "./number.ts";
import { pad } from "./text.ts";

/** Each claim with its verdict, its strength word, the size of its effect and the effect of one per cent. */
export function drawClaims(claims: readonly ClaimVerdict[], options: ReportOptions): string[] {
  const idWidth = widestId(claims);
  const isWide = options.width >= wideEnough;
  const head = pad(numbersOf("effect", "per 1 %"), options.width, "right");
  const lines = claims.flatMap((claim) => {
    const strength = claim.strength === null ? "" : ` “${claim.strength}”`;
    const text = (claim.sentence ?? claim.lines[0]?.text ?? claim.context ?? "") + strength;
    const change = claim.change === null ? "" : formatPercent(claim.change);
    const elasticity = claim.elasticity === null ? "" : formatNumber(claim.elasticity, 2);
    return [
      ...drawItem({ ...claim, idWidth }, text, options, isWide ? numbersOf(change, elasticity) : ""),
      ...(isWide || change === "" ? [] : drawRemark(`${change}; ${elasticity || "–"} per 1 %`, options)),
      ...(isDetailed(claim, options) ? drawDetails(claim, options) : []),
    ];
  });
  return isWide ? [options.paint.faint(head), ...lines] : lines;
}

function numbersOf(change: string, elasticity: string): string {
  return pad(change, 9, "right") + pad(elasticity, 9, "right");
}

function drawDetails(claim: ClaimVerdict, options: ReportOptions): string[] {
  return [
    ...(claim.places.length > 0 ? drawRemark(`at ${claim.places.join(", ")}`, options) : []),
    ...(claim.context === null ? [] : drawRemark(`context: ${claim.context}`, options)),
    ...claim.lines.flatMap((line) => [
      ...drawRemark(`${line.text}: ${verdictWords[line.verdict]}`, options),
      ...[describeEffect(line), line.path.join(" → "), line.note ?? ""]
        .filter((text) => text !== "")
        .flatMap((text) => drawRemark(text, options, 1)),
    ]),
  ];
}

function describeEffect(line: ClaimLineVerdict): string {
  const parts: string[] = [];
  if (line.base !== null && line.value !== null && line.time !== null) {
    const [base, value] = formatApart(line.base, line.value);
    parts.push(`${base} becomes ${value} at ${line.time}`);
  }
  if (line.change !== null) parts.push(formatPercent(line.change));
  if (line.moved !== null) parts.push(`the cause moved by ${formatPercent(line.moved)}`);
  if (line.elasticity !== null) parts.push(`${formatNumber(line.elasticity, 2)} for each per cent`);
  if (isFault(line.verdict)) parts.push(`counts from ${formatNumber(line.threshold, 2)} % on`);
  if (line.opposite !== null) parts.push(`the opposite ${verdictWords[line.opposite].toLowerCase()}`);
  return parts.join("; ");
}

import type { CheckLineVerdict, CheckVerdict, HistoryVerdict } from "../argument/verdict.ts";
import {
  drawItem,
  drawRemark,
  isDetailed,
  isFault,
  type ReportOptions,
  verdictWords,
  widestId,
} from "./item.ts";
import { formatApart, formatNumber, formatPercent } from "./number.ts";

/** Each check with its verdict; the numbers of those that do not hold, and what is to be shown. */
export function drawChecks(checks: readonly CheckVerdict[], options: ReportOptions): string[] {
  const idWidth = widestId(checks);
  return checks.flatMap((check) => {
    const rival = check.rival ? " (rival)" : "";
    const text = (check.title ?? check.lines[0]?.text ?? "") + rival;
    const lines = check.lines.filter(({ verdict }) => isDetailed(check, options) || verdict === "shown");
    return [
      ...drawItem({ ...check, idWidth }, text, options),
      ...lines.flatMap((line) => drawRemark(describeLine(line), options)),
    ];
  });
}

function describeLine(line: CheckLineVerdict): string {
  const member = line.member === null ? "" : ` (${line.member})`;
  if (line.verdict === "shown")
    return `${line.text.replace(/^show\s+/, "")}${member} is ${formatNumber(line.left ?? Number.NaN, 3)}`;
  const parts = [`${line.text}${member}: ${verdictWords[line.verdict]}`];
  if (line.left !== null && line.right !== null) {
    const ends = typeof line.right === "number" ? [line.right] : [line.right.low, line.right.high];
    const [left, ...right] = formatApart(line.left, ...ends);
    parts.push(`${left} against ${right.join(" to ")}`);
  } else if (line.left !== null) {
    parts.push(formatNumber(line.left));
  }
  if (line.base?.percent != null) parts.push(`${formatPercent(line.base.percent)} against the base run`);
  if (line.worst !== null) {
    const { variable, time, value } = line.worst;
    const where = variable === null ? "" : `: ${variable}`;
    parts.push(`nearest to failing${where} at ${time} with ${formatNumber(value)}`);
  }
  if (line.note !== null) parts.push(line.note);
  return parts.join("; ");
}

/** What was observed, and what the base run has at that time. */
export function drawHistories(histories: readonly HistoryVerdict[], options: ReportOptions): string[] {
  const idWidth = widestId(histories);
  return histories.flatMap((history) => {
    const basis = history.basis === null ? "" : ` (${history.basis})`;
    const bands = history.bands.map((band) => {
      const value = band.value === null ? "no number" : formatNumber(band.value, 3);
      return `${band.text}: ${value}${isFault(band.verdict) ? `, ${verdictWords[band.verdict]}` : ""}`;
    });
    return [
      ...drawItem({ ...history, idWidth }, (history.title ?? "") + basis, options),
      ...bands.flatMap((band) => drawRemark(band, options)),
    ];
  });
}

import type {
  CheckLineVerdict,
  CheckVerdict,
  ClaimLineVerdict,
  ClaimVerdict,
  HistoryVerdict,
  LinkVerdict,
  LoopVerdict,
  Verdict,
  Verdicts,
} from "../argument/verdict.ts";
import { formatCount, formatNumber, formatPercent } from "./number.ts";
import type { Paint } from "./paint.ts";
import { drawTable } from "./table.ts";
import { pad, widthOf, wrap } from "./text.ts";

/** How a report is drawn: how wide, and whether everything is shown in detail or only what does not hold. */
export interface ReportOptions {
  readonly paint: Paint;
  readonly width: number;
  readonly details: "where needed" | "everywhere";
}

type AnyVerdict = Verdict | "shown" | "varies";

/** Whether something in an argument does not come out as it says. */
export function isFault(verdict: AnyVerdict): boolean {
  return verdict === "fails" || verdict === "no-effect" || verdict === "untestable" || verdict === "varies";
}

/** Everything in an argument that does not come out as it says, by id. */
export function faultsOf(verdicts: Verdicts): string[] {
  const { claims, checks, loops, links, history } = verdicts;
  return [...claims, ...checks, ...loops, ...links, ...history]
    .filter(({ verdict }) => isFault(verdict))
    .map(({ id }) => id);
}

/** What came out of testing an argument, for people. */
export function drawReport(verdicts: Verdicts, options: ReportOptions): string[] {
  const { claims, checks, loops, links, history } = verdicts;
  return [
    ...section("Claims", claims, "hold", claims.length > 0 ? drawClaims(claims, options) : [], options),
    ...section("Checks", checks, "hold", checks.length > 0 ? drawChecks(checks, options) : [], options),
    ...section("History", history, "keep within the bands", drawHistories(history, options), options),
    ...section("Loops", loops, "are there and work as named", drawLoops(loops, options), options),
    ...section("Links", links, "have the sign that they say", drawLinks(links, options), options),
    ...drawCoverage(verdicts, options),
    ...drawFaults(verdicts, options),
    ...drawSummary(verdicts, options),
  ];
}

function section(
  title: string,
  items: readonly { readonly verdict: AnyVerdict }[],
  says: string,
  lines: readonly string[],
  { paint }: ReportOptions,
): string[] {
  if (items.length === 0) return [];
  const tested = items.filter(({ verdict }) => verdict !== "context");
  const good = tested.filter(({ verdict }) => !isFault(verdict)).length;
  const context = items.length - tested.length;
  const rest = context > 0 ? `; ${context} ${context === 1 ? "is" : "are"} context, not tested` : "";
  const head = `${paint.strong(title)}  ${good} of ${tested.length} ${says}${rest}`;
  return [head, ...(lines.length > 0 ? ["", ...lines] : []), ""];
}

const verdictWords: Readonly<Record<AnyVerdict, string>> = {
  holds: "holds",
  fails: "FAILS",
  "no-effect": "no effect",
  untestable: "untestable",
  context: "context",
  shown: "shown",
  varies: "varies",
};

function paintOf(verdict: AnyVerdict, paint: Paint): (text: string) => string {
  if (verdict === "holds") return paint.good;
  if (verdict === "fails") return paint.bad;
  return isFault(verdict) ? paint.doubt : paint.faint;
}

const verdictWidth = 10;
const indent = "  ";

/**
 * A line that begins with a verdict and an id; the text behind them wraps beneath itself. A tail stands at the end of
 * the first line.
 */
function drawItem(item: Item, text: string, { paint, width }: ReportOptions, tail = ""): string[] {
  const word = verdictWords[item.verdict];
  const before = indent + pad(word, verdictWidth) + pad(item.id, item.idWidth) + indent;
  const room = tail === "" ? width : width - widthOf(tail) - 1;
  const [first = "", ...rest] = wrap(text, room, before, " ".repeat(widthOf(before)));
  const whole = tail === "" ? first : `${pad(first, room + 1)}${tail}`.trimEnd();
  return [indent + paintOf(item.verdict, paint)(word) + whole.slice(indent.length + word.length), ...rest];
}

interface Item {
  readonly verdict: AnyVerdict;
  readonly id: string;
  readonly idWidth: number;
}

function widestId(items: readonly { readonly id: string }[]): number {
  return Math.max(...items.map(({ id }) => widthOf(id)));
}

function detailsOf(text: string, { width, paint }: ReportOptions): string[] {
  return wrap(text, width, " ".repeat(12), " ".repeat(14)).map(paint.faint);
}

function drawClaims(claims: readonly ClaimVerdict[], options: ReportOptions): string[] {
  const { width, paint } = options;
  const idWidth = widestId(claims);
  const tailOf = (change: string, elasticity: string) =>
    pad(change, 9, "right") + pad(elasticity, 9, "right");
  return [
    paint.faint(pad(tailOf("effect", "per 1 %"), width, "right")),
    ...claims.flatMap((claim) => {
      const strength = claim.strength === null ? "" : ` “${claim.strength}”`;
      const text = (claim.sentence ?? claim.lines[0]?.text ?? claim.context ?? "") + strength;
      const change = claim.change === null ? "" : formatPercent(claim.change);
      const elasticity = claim.elasticity === null ? "" : formatNumber(claim.elasticity, 2);
      const detailed = options.details === "everywhere" || isFault(claim.verdict);
      return [
        ...drawItem({ ...claim, idWidth }, text, options, tailOf(change, elasticity)),
        ...(detailed ? drawClaimDetails(claim, options) : []),
      ];
    }),
  ];
}

function drawClaimDetails(claim: ClaimVerdict, options: ReportOptions): string[] {
  const lines = claim.places.length > 0 ? detailsOf(`at ${claim.places.join(", ")}`, options) : [];
  if (claim.context !== null) lines.push(...detailsOf(`context: ${claim.context}`, options));
  for (const line of claim.lines) {
    lines.push(...detailsOf(`${line.text}: ${verdictWords[line.verdict]}`, options));
    const numbers = describeEffect(line);
    if (numbers !== "") lines.push(...detailsOf(`  ${numbers}`, options));
    if (line.path.length > 0) lines.push(...detailsOf(`  ${line.path.join(" → ")}`, options));
    if (line.note !== null) lines.push(...detailsOf(`  ${line.note}`, options));
  }
  return lines;
}

function describeEffect(line: ClaimLineVerdict): string {
  const parts: string[] = [];
  if (line.base !== null && line.value !== null && line.time !== null)
    parts.push(`${formatNumber(line.base, 4)} becomes ${formatNumber(line.value, 4)} at ${line.time}`);
  if (line.change !== null) parts.push(formatPercent(line.change));
  if (line.moved !== null) parts.push(`the cause moved by ${formatPercent(line.moved)}`);
  if (line.elasticity !== null) parts.push(`${formatNumber(line.elasticity, 2)} for each per cent`);
  if (isFault(line.verdict)) parts.push(`counts from ${formatNumber(line.threshold, 2)} % on`);
  if (line.opposite !== null) parts.push(`the opposite ${verdictWords[line.opposite].toLowerCase()}`);
  return parts.join("; ");
}

function drawChecks(checks: readonly CheckVerdict[], options: ReportOptions): string[] {
  const idWidth = widestId(checks);
  return checks.flatMap((check) => {
    const rival = check.rival ? " (rival)" : "";
    const detailed = options.details === "everywhere" || isFault(check.verdict);
    const text = (check.title ?? check.lines[0]?.text ?? "") + rival;
    return [
      ...drawItem({ ...check, idWidth }, text, options),
      ...check.lines
        .filter((line) => detailed || line.verdict === "shown")
        .flatMap((line) => detailsOf(describeLine(line), options)),
    ];
  });
}

function describeLine(line: CheckLineVerdict): string {
  const member = line.member === null ? "" : ` (${line.member})`;
  const parts = [`${line.text}${member}: ${verdictWords[line.verdict]}`];
  if (line.left !== null && line.right !== null)
    parts.push(`${formatNumber(line.left, 5)} against ${describeSides(line.right)}`);
  else if (line.left !== null) parts.push(formatNumber(line.left, 5));
  if (line.base?.percent != null) parts.push(`${formatPercent(line.base.percent, 3)} against the base run`);
  if (line.worst !== null) {
    const { variable, time, value } = line.worst;
    parts.push(
      `nearest to failing${variable === null ? "" : `: ${variable}`} at ${time} with ${formatNumber(value, 5)}`,
    );
  }
  if (line.note !== null) parts.push(line.note);
  return parts.join("; ");
}

function describeSides(right: NonNullable<CheckLineVerdict["right"]>): string {
  if (typeof right === "number") return formatNumber(right, 5);
  return `${formatNumber(right.low, 5)} to ${formatNumber(right.high, 5)}`;
}

function drawHistories(histories: readonly HistoryVerdict[], options: ReportOptions): string[] {
  if (histories.length === 0) return [];
  const idWidth = widestId(histories);
  return histories.flatMap((history) => {
    const basis = history.basis === null ? "" : ` (${history.basis})`;
    const bands = history.bands.map((band) => {
      const value = band.value === null ? "no number" : formatNumber(band.value, 3);
      return `${band.text}: ${value}${isFault(band.verdict) ? `, ${verdictWords[band.verdict]}` : ""}`;
    });
    return [
      ...drawItem({ ...history, idWidth }, (history.title ?? "") + basis, options),
      ...bands.flatMap((band) => detailsOf(band, options)),
    ];
  });
}

function drawLoops(loops: readonly LoopVerdict[], options: ReportOptions): string[] {
  if (loops.length === 0) return [];
  const idWidth = widestId(loops);
  const shown = loops.filter((loop) => options.details === "everywhere" || isFault(loop.verdict));
  return [
    ...listOthers(loops, shown, options),
    ...shown.flatMap((loop) => {
      const kind =
        loop.sign === null || loop.sign === loop.says
          ? loop.says
          : `said to be ${loop.says}, is ${loop.sign}`;
      return [
        ...drawItem({ ...loop, idWidth }, `${loop.title ?? ""} (${kind})`.trim(), options),
        ...detailsOf(drawSteps(loop.path, loop.steps), options),
        ...(loop.note === null ? [] : detailsOf(loop.note, options)),
      ];
    }),
  ];
}

function drawLinks(links: readonly LinkVerdict[], options: ReportOptions): string[] {
  if (links.length === 0) return [];
  const idWidth = widestId(links);
  const shown = links.filter((link) => options.details === "everywhere" || isFault(link.verdict));
  return [
    ...listOthers(links, shown, options),
    ...shown.flatMap((link) => {
      const { evidence } = link;
      const sides = `${evidence.for} for, ${evidence.against} against`;
      const because = link.because.length === 0 ? "no claim" : link.because.join(", ");
      return [
        ...drawItem({ ...link, idWidth }, link.title ?? link.context ?? "", options),
        ...detailsOf(`rests on ${because}; evidence: ${sides}`, options),
        ...link.paths.flatMap((path) => [
          ...detailsOf(
            `${drawSteps(path.path, path.steps)} ${path.says}: ${verdictWords[path.verdict]}`,
            options,
          ),
          ...(path.note === null ? [] : detailsOf(path.note, options)),
        ]),
      ];
    }),
  ];
}

/** What is not shown by itself, by id alone. */
function listOthers(
  all: readonly { readonly id: string; readonly verdict: AnyVerdict }[],
  shown: readonly { readonly id: string }[],
  { width, paint }: ReportOptions,
): string[] {
  const others = all.filter((item) => !shown.includes(item) && item.verdict !== "context");
  return others.length === 0
    ? []
    : wrap(others.map(({ id }) => id).join(" "), width, indent).map(paint.faint);
}

const signMarks = { raises: "→(+)", lowers: "→(−)", none: "→(0)", varies: "→(±)" } as const;

/** A path with what each of its steps does. */
function drawSteps(path: readonly string[], steps: LoopVerdict["steps"]): string {
  if (steps.length === 0) return path.join(" → ");
  return steps.reduce((text, step) => `${text} ${signMarks[step.sign]} ${step.to}`, steps[0]!.from);
}

function drawCoverage({ coverage, claims }: Verdicts, options: ReportOptions): string[] {
  const { paint, width } = options;
  const lines: string[] = [];
  if (coverage.claims.context.length > 0) {
    const reasons = coverage.claims.context.map((id) => [
      id,
      claims.find((claim) => claim.id === id)?.context ?? "",
    ]);
    lines.push("No variable carries:", ...drawTable([{}, { gives: "wrap" }], reasons, width, "    "));
  }
  if (coverage.claims.untested.length > 0)
    lines.push(`Claims without a test: ${coverage.claims.untested.join(", ")}`);
  if (coverage.links.withoutClaim.length > 0)
    lines.push(`Links that no claim supports: ${coverage.links.withoutClaim.join(", ")}`);
  if (coverage.links.withoutEvidence.length > 0)
    lines.push(`Links with neither claim nor evidence: ${coverage.links.withoutEvidence.join(", ")}`);
  if (lines.length === 0) return [];
  const wrapped = lines.flatMap((line) =>
    line.startsWith(" ") ? [line] : wrap(line, width, indent, "    "),
  );
  const { tested, total } = coverage.claims;
  const head = `${paint.strong("Coverage")}  ${tested} of ${formatCount(total, "claim")} tested, ${
    coverage.links.total - coverage.links.withoutClaim.length
  } of ${formatCount(coverage.links.total, "link")} with a claim`;
  return [head, "", ...wrapped, ""];
}

function drawFaults({ faults }: Verdicts, { paint, width }: ReportOptions): string[] {
  if (faults.length === 0) return [];
  return [
    paint.bad("Numbers were lost"),
    ...faults.flatMap(({ run, variable, time, value }) =>
      wrap(`in ${run}: ‘${variable}’ is ${formatNumber(value)} from ${time} on`, width, indent, "    "),
    ),
    "",
  ];
}

function drawSummary(verdicts: Verdicts, { paint, width }: ReportOptions): string[] {
  const faults = faultsOf(verdicts);
  const runs = formatCount(verdicts.runs, "run");
  if (faults.length === 0) return wrap(`All of it comes out as it says, in ${runs}.`, width).map(paint.good);
  return wrap(`Does not come out as it says: ${faults.join(", ")} (${runs}).`, width).map(paint.bad);
}

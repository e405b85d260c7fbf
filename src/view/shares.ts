import type { Verdicts } from "../argument/verdict.ts";
import type { ArgumentTally, LineShares, VerdictCounts } from "../study/shares.ts";
import { shareHolding } from "../study/shares.ts";
import type { DescribedItem } from "../study/uneven.ts";
import { isFault, verdictWords } from "./item.ts";
import { formatNumber } from "./number.ts";
import type { Paint } from "./paint.ts";
import { formatShare, formatSpread } from "./share.ts";
import { pad, widthOf, wrap } from "./text.ts";
import { describeItem } from "./where.ts";

/** An argument tested in many worlds. */
export interface SharedVerdicts {
  /** In the declared numbers. */
  readonly verdicts: Verdicts;
  readonly tally: ArgumentTally;
  /** What there is to say of those that hold in some worlds and not in others. */
  readonly described: readonly DescribedItem[];
}

export interface SharesOptions {
  readonly paint: Paint;
  readonly width: number;
  /** Whether the lines and effects of all are shown, or only of those that do not hold everywhere. */
  readonly details: "where needed" | "everywhere";
}

/** One claim, check, loop or link with what it is about. */
interface Row {
  readonly id: string;
  readonly text: string;
  readonly declared: Verdicts["links"][number]["verdict"];
  readonly counts: VerdictCounts;
  readonly remarks: readonly string[];
}

/** The shares of claims and checks, then of loops and links, then what fits ill, then which worlds. */
export function drawShares(shared: SharedVerdicts, options: SharesOptions): string[] {
  const { claims, checks, loops, links } = rowsOf(shared, options);
  return [
    ...drawSection("Claims", claims, options),
    ...drawSection("Checks", checks, options),
    ...drawSigned("Loops", loops, options),
    ...drawSigned("Links", links, options),
    ...drawMisfits([...claims, ...checks, ...loops, ...links], options),
    ...drawWhere(shared.described, options),
  ];
}

function rowsOf({ verdicts, tally }: SharedVerdicts, { details }: SharesOptions) {
  let item = 0;
  let line = 0;
  const linesOf = <Line>(lines: readonly Line[]) =>
    lines.map((own) => ({ own, shares: tally.lineAt(line++) }));
  const isShown = (counts: VerdictCounts) => details === "everywhere" || !holdsEverywhere(counts);
  const isTold = ({ shares: { counts } }: { readonly shares: LineShares }) =>
    counts.shown > 0 || isShown(counts);
  const claims = verdicts.claims.map((claim): Row => {
    const counts = tally.countsOf(item++);
    const lines = linesOf(claim.lines);
    const strength = claim.strength === null ? "" : ` “${claim.strength}”`;
    return {
      id: claim.id,
      text: (claim.sentence ?? claim.lines[0]?.text ?? claim.context ?? "") + strength,
      declared: claim.verdict,
      counts,
      remarks: isShown(counts)
        ? [
            ...countWords(counts),
            ...lines.filter(isTold).flatMap(({ own, shares }) => effectWords(own.text, shares)),
          ]
        : [],
    };
  });
  const checks = verdicts.checks.map((check): Row => {
    const counts = tally.countsOf(item++);
    const lines = linesOf(check.lines);
    return {
      id: check.id,
      text: `${check.title ?? check.lines[0]?.text ?? ""}${check.rival ? " (rival)" : ""}`,
      declared: check.verdict,
      counts,
      remarks: isShown(counts) ? [...countWords(counts), ...sideWords(lines.filter(isTold))] : [],
    };
  });
  const signed = (all: Verdicts["loops"] | Verdicts["links"]) =>
    all.map(({ id, title, verdict }): Row => {
      const counts = tally.countsOf(item++);
      return {
        id,
        text: title ?? "",
        declared: verdict,
        counts,
        remarks: isShown(counts) ? countWords(counts) : [],
      };
    });
  return { claims, checks, loops: signed(verdicts.loops), links: signed(verdicts.links) };
}

function holdsEverywhere(counts: VerdictCounts): boolean {
  const share = shareHolding(counts);
  return share === undefined || (share.value === 1 && counts.untestable === 0);
}

/** In how many worlds it is otherwise. */
function countWords(counts: VerdictCounts): readonly string[] {
  const words = (["fails", "no-effect", "varies", "untestable"] as const)
    .filter((word) => counts[word] > 0)
    .map((word) => `${verdictWords[word].toLowerCase()} in ${counts[word]}`);
  return words.length === 0 ? [] : [`${words.join(", ")} of ${formatNumber(total(counts), 15)} worlds`];
}

function total(counts: VerdictCounts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** The change of an effect, from p5 to p95. */
function effectWords(text: string, { values }: LineShares): readonly string[] {
  return values.count === 0 ? [] : [`${text}: ${formatSpread(values, "%")}`];
}

interface SharedLine {
  readonly own: Verdicts["checks"][number]["lines"][number];
  readonly shares: LineShares;
}

/** How often a line of a check holds, and what stands on its left; of a family its text once. */
function sideWords(lines: readonly SharedLine[]): readonly string[] {
  return lines.flatMap(({ own: { text, member, verdict }, shares: { counts, values, above } }, i) => {
    const share = shareHolding(counts);
    const often =
      verdict === "shown"
        ? `above nought in ${formatShare(above / Math.max(1, values.count))} %`
        : share && `holds in ${formatShare(share.value)} %`;
    const words = `${often}; ${formatSpread(values, "")}`;
    if (often === undefined || values.count === 0) return [];
    if (member === null) return [`${text}: ${words}`];
    const isFirst = lines[i - 1]?.own.text !== text;
    return [...(isFirst ? [text] : []), `  ${member}: ${words}`];
  });
}

const indent = "  ";

function drawSection(title: string, rows: readonly Row[], options: SharesOptions): string[] {
  if (rows.length === 0) return [];
  const { paint } = options;
  const idWidth = Math.max(...rows.map(({ id }) => widthOf(id)));
  const head = `${indent}${pad("share", 6, "right")}  ${pad("95 %", 12, "right")}`;
  return [
    paint.strong(title),
    paint.faint(head),
    ...rows.flatMap((row) => drawRow(row, idWidth, options)),
    "",
  ].map((line) => line.trimEnd());
}

/** Of loops and links those that hold everywhere are told by their ids alone. */
function drawSigned(title: string, rows: readonly Row[], options: SharesOptions): string[] {
  if (options.details === "everywhere") return drawSection(title, rows, options);
  const { width } = options;
  const sure = rows.filter(({ counts }) => shareHolding(counts)?.value === 1).map(({ id }) => id);
  const others = rows.filter(({ id, declared }) => !sure.includes(id) && declared !== "context");
  const list =
    sure.length === 0 ? [] : wrap(`hold in all worlds: ${sure.join(", ")}`, width, indent, `${indent}  `);
  if (others.length > 0) {
    const drawn = drawSection(title, others, options);
    return [...drawn.slice(0, -1), ...list, ""];
  }
  return list.length === 0 ? [] : [options.paint.strong(title), ...list, ""];
}

function drawRow(
  { id, text, declared, counts, remarks }: Row,
  idWidth: number,
  options: SharesOptions,
): string[] {
  const { paint, width } = options;
  const share = shareHolding(counts);
  const percent = share ? `${formatShare(share.value)} %` : declared === "context" ? "context" : "–";
  const ends = share ? `${formatShare(share.low)} to ${formatShare(share.high)}` : "";
  const before = `${indent}${pad(percent, 6, "right")}  ${pad(ends, 12, "right")}  ${pad(id, idWidth)}  `;
  const deep = " ".repeat(width < 64 ? 6 : widthOf(before));
  const [first = "", ...rest] = wrap(text, width, before, " ".repeat(widthOf(before)));
  const tint = !share
    ? paint.faint
    : share.value === 1
      ? paint.good
      : share.value < 0.5
        ? paint.bad
        : paint.doubt;
  const end = indent.length + Math.max(6, widthOf(percent));
  return [
    tint(first.slice(0, end)) + first.slice(end),
    ...rest,
    ...remarks.flatMap((remark) => wrap(remark, width, deep, `${deep}  `).map(paint.faint)),
  ];
}

/** What does not come out as it says: in the declared numbers, or in most worlds. */
function drawMisfits(rows: readonly Row[], { paint, width }: SharesOptions): string[] {
  const seldom = rows.filter(({ counts }) => (shareHolding(counts)?.value ?? 1) < 0.5).map(({ id }) => id);
  const declared = rows.filter((row) => isFault(row.declared)).map(({ id }) => id);
  const untestable = rows
    .filter(({ counts }) => counts.untestable > 0)
    .map(({ id, counts }) => `${id} (${counts.untestable})`);
  const list = (title: string, ids: readonly string[]) =>
    ids.length === 0 ? [] : wrap(`${title}: ${ids.join(", ")}`, width, indent, `${indent}  `);
  const lines = [
    ...list("Hold in fewer than half of the worlds", seldom),
    ...list("Do not come out with the declared numbers", declared),
    ...list("Could not be tested in so many worlds, which are left out of the share", untestable),
  ];
  return lines.length === 0 ? [] : [paint.strong("Misfits"), ...lines, ""];
}

function drawWhere(described: readonly DescribedItem[], { paint, width }: SharesOptions): string[] {
  if (described.length === 0) return [];
  const found = described.flatMap(({ id, interest, where }) => (where ? [{ id, interest, where }] : []));
  const rest = described.filter(({ where }) => !where).map(({ id }) => id);
  const idWidth = Math.max(0, ...found.map(({ id }) => widthOf(id)));
  const before = (id: string) => `${indent}${pad(id, idWidth)}  `;
  return [
    paint.strong("In which worlds they do not hold"),
    ...wrap(
      "Limits are looked for in one half of the worlds and rounded; the figures are counted in the other half.",
      width,
    ).map(paint.faint),
    ...found.flatMap(({ id, interest, where }) =>
      wrap(describeItem(interest, where), width, before(id), " ".repeat(widthOf(before(id)))),
    ),
    ...(rest.length > 0
      ? wrap(
          `No two or three limits tell the worlds in which these do not hold from the others: ${rest.join(", ")}`,
          width,
          indent,
          `${indent}  `,
        )
      : []),
    "",
  ];
}

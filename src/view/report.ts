import type { Verdicts } from "../argument/verdict.ts";
import { drawChecks, drawHistories } from "./checks.ts";
import { drawClaims } from "./claims.ts";
import { type AnyVerdict, isFault, type ReportOptions } from "./item.ts";
import { drawLinks, drawLoops } from "./links.ts";
import { formatCount, formatNumber } from "./number.ts";
import { drawTable } from "./table.ts";
import { wrap } from "./text.ts";

/** What came out of testing an argument, for people. */
export function drawReport(verdicts: Verdicts, options: ReportOptions): string[] {
  const { claims, checks, loops, links, history } = verdicts;
  return [
    ...drawSection("Claims", claims, "hold", drawClaims, options),
    ...drawSection("Checks", checks, "hold", drawChecks, options),
    ...drawSection("History", history, "keep within the bands", drawHistories, options),
    ...drawSection("Loops", loops, "are there and work as named", drawLoops, options),
    ...drawSection("Links", links, "have the sign that they say", drawLinks, options),
    ...drawCoverage(verdicts, options),
    ...drawFaults(verdicts, options),
    ...drawSummary(verdicts, options),
  ];
}

/** Everything in an argument that does not come out as it says, by id. */
export function faultsOf(verdicts: Verdicts): string[] {
  const { claims, checks, loops, links, history } = verdicts;
  return [...claims, ...checks, ...loops, ...links, ...history]
    .filter(({ verdict }) => isFault(verdict))
    .map(({ id }) => id);
}

function drawSection<Item extends { readonly verdict: AnyVerdict }>(
  title: string,
  items: readonly Item[],
  says: string,
  draw: (items: readonly Item[], options: ReportOptions) => readonly string[],
  options: ReportOptions,
): string[] {
  if (items.length === 0) return [];
  const tested = items.filter(({ verdict }) => verdict !== "context");
  const good = tested.filter(({ verdict }) => !isFault(verdict)).length;
  const context = items.length - tested.length;
  const rest = context > 0 ? `; ${context} ${context === 1 ? "is" : "are"} context, not tested` : "";
  const lines = draw(items, options);
  return [
    ...drawHeading(title, `${good} of ${tested.length} ${says}${rest}`, options),
    ...(lines.length > 0 ? ["", ...lines] : []),
    "",
  ];
}

function drawHeading(title: string, text: string, { paint, width }: ReportOptions): string[] {
  const [first = "", ...rest] = wrap(text, width, `${title}  `, "  ");
  return [paint.strong(title) + first.slice(title.length), ...rest];
}

function drawCoverage({ coverage, claims }: Verdicts, options: ReportOptions): string[] {
  const { width } = options;
  const { context, untested, tested, total } = coverage.claims;
  const { withoutClaim, withoutEvidence } = coverage.links;
  const list = (title: string, ids: readonly string[]) =>
    ids.length === 0 ? [] : wrap(`${title}: ${ids.join(", ")}`, width, "  ", "    ");
  const reasons = context.map((id) => [id, claims.find((claim) => claim.id === id)?.context ?? ""]);
  const lines = [
    ...(context.length === 0
      ? []
      : ["  No variable carries", ...drawTable([{}, { gives: "wrap" }], reasons, width, "    ")]),
    ...list("Claims without a test", untested),
    ...list("Links that no claim supports", withoutClaim),
    ...list("Links without evidence on either side", withoutEvidence),
  ];
  // A part of a report says nothing of how far the whole goes.
  if (lines.length === 0 || claims.length < total) return [];
  const supported = coverage.links.total - withoutClaim.length;
  const links = formatCount(coverage.links.total, "link");
  const text = `${tested} of ${formatCount(total, "claim")} tested, ${supported} of ${links} with a claim`;
  return [...drawHeading("Coverage", text, options), "", ...lines, ""];
}

function drawFaults({ faults }: Verdicts, { paint, width }: ReportOptions): string[] {
  if (faults.length === 0) return [];
  return [
    paint.bad("Numbers were lost"),
    ...faults.flatMap(({ run, variable, time, value }) =>
      wrap(`in ${run}: ‘${variable}’ is ${formatNumber(value)} from ${time} on`, width, "  ", "    "),
    ),
    "",
  ];
}

function drawSummary(verdicts: Verdicts, { paint, width }: ReportOptions): string[] {
  const faults = faultsOf(verdicts);
  const runs = formatCount(verdicts.runs, "run");
  if (faults.length === 0)
    return wrap(`All of this comes out as it says, in ${runs}.`, width).map(paint.good);
  return wrap(`Does not come out as it says: ${faults.join(", ")} (${runs}).`, width).map(paint.bad);
}

import type { ArgumentTally } from "../../study/shares.ts";
import { type Markup, markup, type Piece } from "../markup.ts";
import { formatCount, formatNumber } from "../number.ts";
import { drawChecks } from "./checks.ts";
import { drawClaims } from "./claims.ts";
import { sharesOf } from "./itemshares.ts";
import { drawLinks, drawLoops } from "./loops.ts";
import type { Names } from "./names.ts";
import type { PageSection } from "./page.ts";
import { anchorOf, drawPairs, joined } from "./pieces.ts";
import type { ShownReport } from "./shown.ts";

/** The argument: what is claimed, what must come out, by which loops and links, and what of both is missing. */
export function drawArgument(shown: ShownReport, names: Names): PageSection {
  const { verdicts, worlds } = shown;
  const tally = typeof worlds === "string" ? undefined : worlds.argument;
  const shares = sharesOf(verdicts, tally);
  const { claims, checks, loops, links } = verdicts;
  const isEmpty = claims.length + checks.length + loops.length + links.length === 0;
  const part = (title: string, count: number, body: Piece) =>
    count === 0 ? undefined : markup`<h3>${title}</h3>${body}`;
  const body = isEmpty
    ? markup`<p>The system makes no claims and has no checks, named loops or links: there is no argument to test.</p>`
    : markup`<p>${howTested(shown, tally?.worlds)}</p>${tellLost(tally)}${[
        part("Claims", 1, drawClaims({ shown, names, shares: shares.claims })),
        part("Checks", checks.length, drawChecks({ shown, names, shares: shares.checks })),
        part("Loops", loops.length, drawLoops({ shown, names, shares: shares.loops })),
        part("Links and their evidence", links.length, drawLinks({ shown, names, shares: shares.links })),
        drawCoverage(shown),
      ]}`;
  return { id: "argument", title: "The argument", body };
}

function howTested({ verdicts }: ShownReport, worlds: number | undefined): string {
  const declared = `Each claim is an experiment: its cause is moved, everything else runs freely, and the effect is compared with the run in which nothing was moved. The verdict is that of runs with the declared numbers (${formatCount(verdicts.runs, "run")}).`;
  if (worlds === undefined) return declared;
  return `${declared} The share says in how many of ${formatNumber(worlds, 15)} plausible worlds it holds as it is written, thresholds included, and in brackets between which ends the share of all such worlds lies 95 times in 100 (E. Wilson). It speaks of this model under these ranges, and is no measure of how likely anything is. The author’s word is printed beside it and never computed with. Bars show the interval from 0 to 100 %.`;
}

/** Worlds in which something could not be tested for want of a number. */
function tellLost(tally: ArgumentTally | undefined): Markup | undefined {
  if (!tally || tally.lostWorlds === 0) return undefined;
  return markup`<p>In ${tally.lostWorlds} of these worlds a number was lost in a run: what needed it could not be tested there, and is left out of its share.</p>`;
}

/** Both ways: what the text says and no variable carries, and what the model says without a claim or evidence. */
function drawCoverage({ verdicts }: ShownReport): Markup | undefined {
  const { coverage, claims } = verdicts;
  if (coverage.claims.total + coverage.links.total === 0) return undefined;
  const linked = (kind: string, ids: readonly string[]): Piece =>
    joined(
      ids.map((id) => markup`<a href="#${anchorOf(kind, id)}">${id}</a>`),
      ", ",
    );
  const contexts = coverage.claims.context.map(
    (id) =>
      markup`<div><a href="#${anchorOf("claim", id)}">${id}</a> ${claims.find((claim) => claim.id === id)?.context ?? ""}</div>`,
  );
  const supported = coverage.links.total - coverage.links.withoutClaim.length;
  return markup`<h3>Coverage, both ways</h3><p>${coverage.claims.tested} of ${formatCount(coverage.claims.total, "claim")} are tested; ${supported} of ${formatCount(coverage.links.total, "link")} rest on a claim.</p>${drawPairs(
    [
      ["Said, and no variable carries it", contexts],
      ["Claims without a test", linked("claim", coverage.claims.untested)],
      ["Links that no claim supports", linked("link", coverage.links.withoutClaim)],
      ["Links without evidence on either side", linked("link", coverage.links.withoutEvidence)],
    ],
  )}`;
}

import { shareOf } from "../../study/interval.ts";
import { shareHolding } from "../../study/shares.ts";
import { isFault } from "../item.ts";
import { type Markup, markup, type Piece } from "../markup.ts";
import { formatApart, formatCount, formatNumber } from "../number.ts";
import { type ArgumentShares, type ItemShares, sharesOf } from "./itemshares.ts";
import type { PageSection } from "./page.ts";
import { anchorOf, joined } from "./pieces.ts";
import type { ShownReport } from "./shown.ts";

/** The page's head: what it is about, what for, and what kind of statement it makes. */
export function drawHead({ model, worlds, making }: ShownReport): Markup {
  return markup`<p class="quiet">A ${making.what} by Hence ${making.version}</p><h1>${model.title ?? model.name}</h1>${
    model.description === undefined ? undefined : markup`<p class="lead">${model.description}</p>`
  }<div class="note"><p><strong>What this is.</strong> ${
    model.purpose ?? "A model that somebody wrote down, and what follows from it."
  }</p><p>Every number is a projection in this model, under these assumptions${
    typeof worlds === "string"
      ? "."
      : ": a range over plausible worlds, from p5 (a twentieth of them lie below) to p95 (a twentieth lie above)."
  } Numbers are rounded to two digits.</p></div>`;
}

/** What came out, in a few numbers. */
export function drawGlance(shown: ShownReport): PageSection {
  const { verdicts, worlds } = shown;
  const { claims, checks, history } = verdicts;
  const shares = sharesOf(verdicts, typeof worlds === "string" ? undefined : worlds.argument);
  const facts: readonly (readonly [string, Piece, Piece])[] = [
    ...(claims.length > 0 ? [countOf("Claims", claims, shares.claims)] : []),
    ...(checks.length > 0 ? [countOf("Checks", checks, shares.checks)] : []),
    ...(history.length > 0 ? [countOf("Bands of the past", history, [])] : []),
    ...worldFacts(shown),
  ];
  const body = markup`<dl class="facts">${facts.map(
    ([term, says, remark]) => markup`<div><dt>${term}</dt><dd>${says}<small>${remark}</small></dd></div>`,
  )}</dl>${drawFaults(shown, shares)}`;
  return { id: "glance", title: "At a glance", body };
}

function countOf(
  term: string,
  items: readonly { readonly verdict: Parameters<typeof isFault>[0] }[],
  shares: readonly ItemShares[],
): readonly [string, Piece, Piece] {
  const tested = items.filter(({ verdict }) => verdict !== "context");
  const good = tested.filter(({ verdict }) => !isFault(verdict)).length;
  const everywhere = shares.filter(({ counts }) => shareHolding(counts)?.value === 1).length;
  const context = items.length - tested.length;
  const remarks = [
    "in the run of the declared numbers",
    ...(shares.length > 0 ? [`${everywhere} in every plausible world`] : []),
    ...(context > 0 ? [`${context} more ${context === 1 ? "is" : "are"} context and not tested`] : []),
  ];
  return [term, `${good} of ${tested.length} hold`, remarks.join("; ")];
}

function worldFacts({ worlds }: ShownReport): readonly (readonly [string, Piece, Piece])[] {
  if (typeof worlds === "string") return [["Worlds", "one run", worlds]];
  const { candidates: tally } = worlds;
  const { bands, design } = tally.ensemble;
  const inputs = formatCount(design.inputs.length, "uncertain number");
  if (bands.length === 0)
    return [
      [
        "Worlds",
        formatNumber(tally.kept, 15),
        `with ${inputs}; the system says nothing of its past, so that every world counts`,
      ],
    ];
  const { low, high } = shareOf(tally.kept, tally.candidates);
  const [from, to] = formatApart(100 * low, 100 * high);
  return [
    [
      "Plausible worlds",
      `${formatNumber(tally.kept, 15)} of ${formatNumber(tally.candidates, 15)}`,
      `${formatNumber((100 * tally.kept) / tally.candidates, 2)} % (${from} to ${to} %) of those tried, with ${inputs}, keep within all ${bands.length} bands of what was observed`,
    ],
  ];
}

/** What fits ill stands first, and is linked to. */
function drawFaults({ verdicts }: ShownReport, shares: ArgumentShares): Markup | undefined {
  const kinds = [
    ["claim", verdicts.claims, shares.claims],
    ["check", verdicts.checks, shares.checks],
    ["loop", verdicts.loops, shares.loops],
    ["link", verdicts.links, shares.links],
  ] as const;
  const linked = (kind: string, id: string): Markup => markup`<a href="#${anchorOf(kind, id)}">${id}</a>`;
  const declared = kinds.flatMap(([kind, items]) =>
    items.filter(({ verdict }) => isFault(verdict)).map(({ id }) => linked(kind, id)),
  );
  const seldom = kinds.flatMap(([kind, items, own]) =>
    items.flatMap(({ id }, i) => {
      const counts = own[i]?.counts;
      return counts && (shareHolding(counts)?.value ?? 1) < 0.5 ? [linked(kind, id)] : [];
    }),
  );
  const past = verdicts.history.filter(({ verdict }) => isFault(verdict)).map(({ id }) => id);
  const lists: readonly (readonly [string, readonly Piece[]])[] = [
    ["Does not come out as it says with the declared numbers", declared],
    ["Holds in fewer than half of the plausible worlds", seldom],
    ["The run of the declared numbers leaves a band of the past", past],
  ];
  const some = lists.filter(([, ids]) => ids.length > 0);
  if (some.length === 0 && verdicts.faults.length === 0) return undefined;
  return markup`<h3>Misfits</h3><ul>${some.map(([title, ids]) => markup`<li>${title}: ${joined(ids, ", ")}.</li>`)}${verdicts.faults.map(
    ({ run, variable, time, value }) =>
      markup`<li>A number was lost in ${run}: <code>${variable}</code> is ${formatNumber(value)} from ${time} on.</li>`,
  )}</ul>`;
}

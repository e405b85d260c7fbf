import type { ClaimLineVerdict, ClaimVerdict } from "../../argument/verdict.ts";
import type { Claim, Evidence, Link } from "../../model/argument.ts";
import { foldName } from "../../model/name.ts";
import type { LineShares } from "../../study/shares.ts";
import { verdictWords } from "../item.ts";
import { type Markup, markup, type Piece } from "../markup.ts";
import { formatNumber, formatPercent } from "../number.ts";
import { formatSpread } from "../share.ts";
import { drawItem } from "./item.ts";
import type { ItemShares } from "./itemshares.ts";
import type { Names } from "./names.ts";
import { anchorOf, drawPairs, joined } from "./pieces.ts";
import type { ShownReport } from "./shown.ts";

/** What claims are drawn with. */
export interface DrawnWith {
  readonly shown: ShownReport;
  readonly names: Names;
  readonly shares: readonly ItemShares[];
}

/** The claims, by the paragraphs of the texts that they stand in. */
export function drawClaims({ shown, names, shares }: DrawnWith): Piece {
  const { model, verdicts } = shown;
  if (model.claims.length === 0) return markup`<p>The system makes no claims.</p>`;
  const all = model.claims.map((claim, i) => ({
    claim,
    paragraph: paragraphOf(claim, model.sources),
    drawn: drawClaim(claim, verdicts.claims[i]!, shares[i], { links: model.links, names }),
  }));
  const paragraphs = [...new Set(all.map(({ paragraph }) => paragraph))];
  return paragraphs.map((title) => {
    const own = all.filter(({ paragraph }) => paragraph === title);
    const head = title === "" ? undefined : markup`<h4>${title}</h4>`;
    return markup`${head}<ul class="items">${own.map(({ drawn }) => drawn)}</ul>`;
  });
}

function paragraphOf({ places }: Claim, sources: ShownReport["model"]["sources"]): string {
  const [first] = places;
  if (!first) return "";
  const source = sources.find(({ name }) => foldName(name) === foldName(first.source));
  const title = sources.length > 1 || !source ? `${source?.title ?? first.source}, ` : "";
  const text = `${title}paragraph ${first.paragraph}`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function drawClaim(
  claim: Claim,
  verdict: ClaimVerdict,
  shares: ItemShares | undefined,
  { links, names }: { readonly links: readonly Link[]; readonly names: Names },
): Markup {
  const text = verdict.sentence ?? verdict.lines[0]?.text ?? verdict.context ?? "";
  const path = verdict.path.map((name) => names.title(name));
  const resting = links.filter(({ because }) =>
    because.some(({ id }) => foldName(id) === foldName(claim.id)),
  );
  const details = drawPairs([
    ["Tested as", verdict.lines.map((line, i) => drawLine(line, shares?.lines[i]))],
    ["Shortest way", path.length > 1 ? joined(path, " → ") : undefined],
    ["Not tested", verdict.sentence === null ? undefined : (verdict.context ?? undefined)],
    ["Links that rest on it", joined(resting.map(linkTo), "; ")],
    ["Evidence for", drawEvidence(resting.flatMap(({ evidenceFor }) => evidenceFor))],
    ["Evidence against", drawEvidence(resting.flatMap(({ evidenceAgainst }) => evidenceAgainst))],
  ]);
  return drawItem({
    kind: "claim",
    id: claim.id,
    text,
    says: wordsOf(verdict),
    verdict: verdict.verdict,
    shares,
    details,
    called: "Tests, way and evidence",
  });
}

function wordsOf({ strength, places }: ClaimVerdict): string {
  return [
    ...(strength === null ? [] : [`the author’s word: “${strength}”`]),
    ...(places.length === 0 ? [] : [`at ${places.join(", ")}`]),
  ].join("; ");
}

function linkTo({ id, title }: Link): Markup {
  return markup`<a href="#${anchorOf("link", id)}">${id}</a>${title === undefined ? "" : ` ${title}`}`;
}

/** Texts of evidence as their author wrote them; "nothing" where there is none. */
export function drawEvidence(all: readonly Evidence[]): Piece {
  if (all.length === 0) return "nothing is named";
  return markup`<ul>${all.map(
    ({ text, fromMemory }) =>
      markup`<li>${text}${fromMemory ? markup` <span class="tag official">from memory</span>` : undefined}</li>`,
  )}</ul>`;
}

function drawLine(line: ClaimLineVerdict, shares: LineShares | undefined): Markup {
  const change =
    line.change === null
      ? undefined
      : `one run: ${formatPercent(line.change)} (${verdictWords[line.verdict]})`;
  const over =
    shares && shares.values.count > 0 ? `plausible worlds: ${formatSpread(shares.values, "%")}` : undefined;
  const moved =
    line.elasticity === null
      ? undefined
      : `one run: ${formatNumber(line.elasticity, 2)} for each per cent of the cause`;
  const remarks = [over, change, moved, line.note ?? undefined].filter((part) => part !== undefined);
  return markup`<p><code>${line.text}</code><br><small>${remarks.join("; ")}</small></p>`;
}

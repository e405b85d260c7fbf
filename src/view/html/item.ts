import type { AnyVerdict } from "../item.ts";
import { type Markup, markup, type Piece } from "../markup.ts";
import type { ItemShares } from "./itemshares.ts";
import { anchorOf, drawBadge, drawDetails, drawShare } from "./pieces.ts";

/** A part of an argument as it stands in a list. */
export interface DrawnItem {
  readonly kind: "claim" | "check" | "loop" | "link";
  readonly id: string;
  readonly text: Piece;
  /** Below it, in fewer words. */
  readonly says?: Piece;
  readonly verdict: AnyVerdict;
  readonly shares: ItemShares | undefined;
  /** What is shown on demand, and what that is called. */
  readonly details: Piece;
  readonly called: string;
  /** Whether the details are printed. */
  readonly isPrinted?: boolean;
}

/** An item of a list: what it says, how it came out with the declared numbers and in plausible worlds, and why. */
export function drawItem(item: DrawnItem): Markup {
  const { kind, id, text, says, verdict, shares, details, called, isPrinted = false } = item;
  const share = shares && verdict !== "context" ? drawShare(shares.counts) : undefined;
  return markup`<li id="${anchorOf(kind, id)}"><div><p><span class="id">${id}</span>${text}</p>${
    says === undefined || says === "" ? undefined : markup`<p class="quiet">${says}</p>`
  }${
    details === undefined ? undefined : drawDetails(`${called} of ${id}`, details, isPrinted)
  }</div><div class="side"><p>${drawBadge(verdict)}${
    verdict === "context" ? undefined : markup` <small>with the declared numbers</small>`
  }</p>${share ? markup`<div>${share}</div>` : undefined}</div></li>`;
}

import type { Verdicts } from "../../argument/verdict.ts";
import type { AnyVerdict } from "../../view/item.ts";
import { isFault } from "../../view/item.ts";
import { formatNumber, formatPercent } from "../../view/number.ts";
import type { Analysis } from "../engine/analysis.ts";
import type { Choice } from "../state/choice.ts";
import type { WorldShare } from "./share.tsx";

/** The parts of an argument that stand in its table. */
export const itemKinds = ["claim", "check", "loop", "link", "history"] as const;
export type ItemKind = (typeof itemKinds)[number];

/** One line of the table: what is said, by whom how strongly, and what came of it. */
export interface ArgumentItem {
  readonly kind: ItemKind;
  readonly id: string;
  readonly says: string;
  /** The author's own word. */
  readonly word: string;
  /** Undefined before it was tested. */
  readonly verdict: AnyVerdict | undefined;
  /** What the run of the declared numbers shows, in a few words. */
  readonly shows: string;
  readonly share: WorldShare | undefined;
}

export interface ItemsOf {
  readonly analysis: Analysis;
  readonly verdicts: Verdicts | undefined;
  readonly shares: ReadonlyMap<string, WorldShare> | undefined;
}

/** Everything in an argument that can hold or fail, in the order of the text. */
export function itemsOf({ analysis, verdicts, shares }: ItemsOf): readonly ArgumentItem[] {
  const found = <Of extends { readonly id: string }>(all: readonly Of[] | undefined, id: string) =>
    all?.find((one) => one.id === id);
  const shareOf = (id: string) => shares?.get(id);
  return [
    ...analysis.claims.map((claim): ArgumentItem => {
      const verdict = found(verdicts?.claims, claim.id);
      const change = verdict?.change;
      return {
        kind: "claim",
        id: claim.id,
        says: claim.sentence ?? claim.lines[0] ?? claim.context ?? "",
        word: claim.strength ?? "",
        verdict: verdict?.verdict,
        shows: change === null || change === undefined ? (verdict?.context ?? "") : formatPercent(change),
        share: shareOf(claim.id),
      };
    }),
    ...analysis.checks.map((check): ArgumentItem => {
      const verdict = found(verdicts?.checks, check.id);
      const failing = verdict?.lines.filter((line) => isFault(line.verdict)) ?? [];
      return {
        kind: "check",
        id: check.id,
        says: check.title ?? verdict?.lines[0]?.text ?? "",
        word: verdict?.rival ? "rival theory" : "",
        verdict: verdict?.verdict,
        shows: failing.length === 0 ? "" : `${failing.length} of ${verdict!.lines.length} lines fail`,
        share: shareOf(check.id),
      };
    }),
    ...analysis.loops.map((loop): ArgumentItem => {
      const verdict = found(verdicts?.loops, loop.id);
      return {
        kind: "loop",
        id: loop.id,
        says: loop.title ?? loop.variables.join(" → "),
        word: loop.says,
        verdict: verdict?.verdict,
        shows: verdict?.sign ?? "",
        share: undefined,
      };
    }),
    ...analysis.links.map((link): ArgumentItem => {
      const verdict = found(verdicts?.links, link.id);
      const { evidenceFor, evidenceAgainst } = link;
      return {
        kind: "link",
        id: link.id,
        says: link.title ?? link.paths[0]?.variables.join(" → ") ?? link.context ?? "",
        word: link.paths[0]?.says ?? "",
        verdict: verdict?.verdict,
        shows: `${evidenceFor.length} for, ${evidenceAgainst.length} against`,
        share: undefined,
      };
    }),
    ...analysis.history.map((history): ArgumentItem => {
      const bands = verdicts?.history.filter(({ id }) => id === history.id) ?? [];
      const left = bands.find(({ verdict }) => isFault(verdict));
      const [band] = history.bands;
      return {
        kind: "history",
        id: history.id,
        says: history.title ?? history.id,
        word: history.basis?.word ?? "",
        verdict: left?.verdict ?? bands[0]?.verdict,
        shows: band ? `${formatNumber(band.low, 3)} to ${formatNumber(band.high, 3)} in ${band.time}` : "",
        share: undefined,
      };
    }),
  ];
}

/** What the table is narrowed down to, and in which order it stands. */
export interface Wanted {
  readonly kinds: ReadonlySet<ItemKind>;
  readonly verdicts: "all" | "not everywhere" | "failing";
  readonly words: string;
  readonly sort: SortBy;
}

export const sorts = ["order", "id", "verdict", "share"] as const;
export type SortBy = (typeof sorts)[number];

/** The lines that are wanted. */
export function chooseItems(items: readonly ArgumentItem[], wanted: Wanted): readonly ArgumentItem[] {
  const words = wanted.words.toLowerCase().split(/\s+/).filter(Boolean);
  const kept = items.filter((item) => {
    if (!wanted.kinds.has(item.kind)) return false;
    const text = `${item.id} ${item.says} ${item.word}`.toLowerCase();
    if (!words.every((word) => text.includes(word))) return false;
    const fails = item.verdict !== undefined && isFault(item.verdict);
    const isUneven = item.share !== undefined && item.share.holds < item.share.worlds;
    return wanted.verdicts === "all" || fails || (wanted.verdicts === "not everywhere" && isUneven);
  });
  const by = sortKeys[wanted.sort];
  return by ? kept.toSorted((one, other) => compare(by(one), by(other))) : kept;
}

const sortKeys: Readonly<Record<SortBy, ((item: ArgumentItem) => number | string) | undefined>> = {
  order: undefined,
  id: ({ id }) => id.replace(/\d+/g, (digits) => digits.padStart(6, "0")),
  verdict: ({ verdict }) => (verdict === undefined ? 9 : isFault(verdict) ? 0 : 1),
  share: ({ share }) => (share && share.worlds > 0 ? share.holds / share.worlds : 2),
};

function compare(one: number | string, other: number | string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** What choosing a line chooses. */
export function choiceOf({ kind, id }: Pick<ArgumentItem, "kind" | "id">): Choice {
  return { kind, id };
}

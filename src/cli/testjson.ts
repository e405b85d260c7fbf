import { foldName } from "../model/name.ts";
import { type LineShares, shareHolding, type VerdictCounts } from "../study/shares.ts";
import type { Tally } from "../study/tally.ts";
import type { SharedVerdicts } from "../view/shares.ts";
import { faultsJson } from "./sweepprint.ts";
import type { AskedWorlds } from "./testwork.ts";

/**
 * What `hence test --worlds --json` prints: the verdicts with the declared numbers, and with each claim, check, loop and
 * link `{share, low, high, worlds}` and in how many worlds each verdict was given.
 */
export function sharesJson(
  { verdicts, tally, described }: SharedVerdicts,
  {
    asked: { ensemble, seed },
    candidates,
    hash,
    seconds,
  }: {
    readonly asked: AskedWorlds;
    readonly candidates: Tally;
    readonly hash: string;
    readonly seconds: number;
  },
): string {
  let item = 0;
  let line = 0;
  const boxes = new Map(described.map(({ id, interest, where }) => [foldName(id), { interest, ...where }]));
  const shared = () => sharesOf(tally.countsOf(item++));
  const lines = <Line>(all: readonly Line[]) =>
    all.map((own) => ({ ...own, ...spreadOf(tally.lineAt(line++)) }));
  const { design, bands } = ensemble;
  const whole = {
    ...verdicts,
    note: "Shares of worlds of this model, under its ranges: projections.",
    worlds: {
      tried: candidates.candidates,
      plausible: candidates.kept,
      failed: candidates.failed,
      faults: faultsJson(candidates),
      tested: tally.worlds,
      lost: [...tally.losses.values()].map(({ first, count }) => ({ worlds: count, first })),
      sampler: design.sampler,
      seed,
      design: design.id,
      bands: bands.map(({ id, label, time, low, high }, i) => ({
        id,
        quantity: label,
        time,
        low,
        high,
        rejected: candidates.rejected[i],
      })),
      hash,
      seconds,
    },
    claims: verdicts.claims.map((claim) => ({
      ...claim,
      ...shared(),
      lines: lines(claim.lines),
      where: boxes.get(foldName(claim.id)) ?? null,
    })),
    checks: verdicts.checks.map((check) => ({
      ...check,
      ...shared(),
      lines: lines(check.lines),
      where: boxes.get(foldName(check.id)) ?? null,
    })),
    loops: verdicts.loops.map((loop) => ({ ...loop, ...shared() })),
    links: verdicts.links.map((link) => ({ ...link, ...shared() })),
  };
  return JSON.stringify(whole, null, 2);
}

/** `worlds` are those in which it could be tested; nothing is null but where there is none. */
function sharesOf(counts: VerdictCounts) {
  const share = shareHolding(counts);
  return {
    share: share?.value ?? null,
    low: share?.low ?? null,
    high: share?.high ?? null,
    worlds: share?.worlds ?? 0,
    counts,
  };
}

/** Of the line's change in per cent, or what stands on its left. */
function spreadOf({ counts, values, above, below }: LineShares) {
  const quantile = (share: number) => (values.count === 0 ? null : values.quantile(share));
  return {
    ...sharesOf(counts),
    spread: {
      count: values.count,
      above,
      below,
      p5: quantile(0.05),
      p25: quantile(0.25),
      p50: quantile(0.5),
      p75: quantile(0.75),
      p95: quantile(0.95),
    },
  };
}

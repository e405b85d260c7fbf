import type { Band, History } from "../model/argument.ts";
import { momentAt, probe, type Runs, viewOf, whyNoNumber } from "./probe.ts";
import type { BandVerdict, HistoryVerdict } from "./verdict.ts";

/** Judges what was observed: in the base run every quantity lies in its band. */
export function judgeHistory(history: History, runs: Runs): HistoryVerdict {
  const bands = history.bands.map((band) => judgeBand(band, runs));
  const worstFirst = ["fails", "untestable"] as const;
  return {
    id: history.id,
    verdict: worstFirst.find((verdict) => bands.some((band) => band.verdict === verdict)) ?? "holds",
    title: history.title ?? null,
    basis: history.basis?.word ?? null,
    bands,
  };
}

function judgeBand({ quantity, time, low, high, span }: Band, runs: Runs): BandVerdict {
  const view = viewOf(runs);
  const moment = momentAt(view, time, undefined);
  const value = moment ? probe(quantity, { ...view, moment }) : Number.NaN;
  const band = { text: runs.textOf(span), time, low, high };
  if (!Number.isFinite(value))
    return { ...band, verdict: "untestable", value: null, note: whyNoNumber(view) };
  return { ...band, verdict: low <= value && value <= high ? "holds" : "fails", value, note: null };
}

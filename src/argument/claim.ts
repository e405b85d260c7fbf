import type { Claim, ClaimTest, ContrastTest, EffectTest } from "../model/argument.ts";
import type { Carriers } from "./carrier.ts";
import { causeOf, firstStep, moveBetween } from "./cause.ts";
import { inModelTime } from "./duration.ts";
import { momentAt, percentOf, probe, type Runs, type View, viewOf, whyNoNumber } from "./probe.ts";
import { isInStep, type Trace } from "./trace.ts";
import type { ClaimLineVerdict, ClaimVerdict, Direction, Verdict } from "./verdict.ts";

/** What claims are judged by. */
export interface Evidence {
  readonly runs: Runs;
  /** What may carry the cause of a line to its effect. */
  readonly carriersOf: (test: ClaimTest) => Carriers;
  /** The run in which a line's cause was moved; undefined where it was not made. */
  readonly movedRun: (test: EffectTest) => Trace | undefined;
}

/** Judges a claim: every line of it must hold. */
export function judgeClaim(claim: Claim, evidence: Evidence): ClaimVerdict {
  const lines = claim.tests.map((test) =>
    test.kind === "effect" ? judgeEffect(test, evidence) : judgeContrast(test, evidence),
  );
  const [first] = lines;
  return {
    id: claim.id,
    verdict: verdictOf(claim, lines),
    strength: claim.strength ?? null,
    sentence: claim.sentence ?? null,
    places: claim.places.map((place) => `${place.source} ${place.paragraph}.${place.sentence}`.trim()),
    context: claim.context ?? null,
    path: first?.path ?? [],
    direction: first?.direction ?? null,
    change: first?.change ?? null,
    elasticity: first?.elasticity ?? null,
    opposite: first ? allOf(lines.map(({ opposite }) => opposite ?? "untestable")) : null,
    lines,
  };
}

function verdictOf({ context }: Claim, lines: readonly ClaimLineVerdict[]): Verdict {
  if (lines.length > 0) return allOf(lines.map(({ verdict }) => verdict));
  return context === undefined ? "untestable" : "context";
}

function allOf(verdicts: readonly Verdict[]): Verdict {
  const worstFirst = ["fails", "no-effect", "untestable"] as const;
  return worstFirst.find((verdict) => verdicts.includes(verdict)) ?? "holds";
}

function judgeEffect(test: EffectTest, evidence: Evidence): ClaimLineVerdict {
  const { runs } = evidence;
  const { model } = runs.facts;
  const view = viewOf(runs);
  const untestable = (note: string) => blank(test, runs, test.says, note);

  const cause = causeOf(test, runs.facts);
  if (!cause) return untestable("It could not be read.");
  const length = inModelTime(test.after, model);
  if (length === undefined)
    return untestable(`Nothing says how many ${model.time.unit} a ‘${test.after.unit}’ has.`);
  const from = test.from ?? model.time.start;
  const begin = momentAt(view, from, undefined);
  const end = begin && momentAt(view, from + length, undefined);
  if (!end) return untestable(whyNoNumber(view));
  const carriers = evidence.carriersOf(test);
  if (!carriers.any) return untestable("There is no causal path from the cause to the effect.");
  const trace = evidence.movedRun(test);
  if (!trace) return untestable("The run with the moved cause was not made.");
  if (!isInStep(runs.base, trace, Math.ceil(end.position)))
    return untestable("With the moved cause, the run takes other steps or ends earlier.");

  const moved = moveBetween(cause, runs.base, trace, firstStep(runs.base, from), Math.floor(end.position));
  if (Number.isNaN(moved.sign)) return untestable(whyNoNumber(touching(view, runs.base, trace)));
  if (moved.sign === 0) {
    const why = "The move changes nothing: the cause is nought there, or at the end of its range.";
    return untestable(`${why} Move it otherwise, ‘set to’ a number, say.`);
  }
  const base = probe(test.effect, { ...view, moment: end });
  const value = probe(test.effect, { ...view, moment: { trace, position: end.position } });
  const compared = compare({ base, value, turn: moved.sign, least: test.least ?? model.threshold });
  if (!compared) return untestable(whyNoNumber(view));
  const within = test.says === "leaves" ? (test.within ?? model.threshold) : undefined;
  const verdicts = verdictsOf(test.says, compared, within);
  return {
    ...blank(test, runs, test.says, null),
    ...compared.numbers,
    ...verdicts,
    ...carried(carriers, verdicts.verdict),
    time: from + length,
    moved: moved.percent,
    elasticity:
      compared.numbers.change === null || moved.percent === null
        ? null
        : compared.numbers.change / moved.percent,
    threshold: within ?? compared.least,
  };
}

function judgeContrast(test: ContrastTest, { runs, carriersOf }: Evidence): ClaimLineVerdict {
  const view = viewOf(runs);
  const untestable = (note: string) => blank(test, runs, test.says, note);
  const left = momentAt(view, test.at, test.left);
  const right = momentAt(view, test.at, test.right);
  if (!left || !right) return untestable(whyNoNumber(view));
  const carriers = carriersOf(test);
  if (!carriers.any) return untestable("Nothing in which the two runs differ acts on the effect.");

  const value = probe(test.effect, { ...view, moment: left });
  const base = probe(test.effect, { ...view, moment: right });
  const compared = compare({ base, value, turn: 1, least: test.least ?? runs.facts.model.threshold });
  if (!compared) return untestable(whyNoNumber(view));
  return {
    ...blank(test, runs, test.says, null),
    ...compared.numbers,
    ...verdictsOf(test.says === "more" ? "raises" : "lowers", compared, undefined),
    path: carriers.path.map(({ name }) => name),
    note: carriers.path.length > 0 ? null : "The two runs set no variable differently.",
    time: test.at,
    threshold: compared.least,
  };
}

/** Two values of the effect side by side. */
interface Compared {
  readonly numbers: Pick<ClaimLineVerdict, "base" | "value" | "difference" | "change">;
  /** The change in per cent, as if the cause had been raised; infinite where the effect was nought. */
  readonly directed: number;
  readonly least: number;
}

function compare(effect: {
  readonly base: number;
  readonly value: number;
  /** 1 where the cause was raised, -1 where it was lowered. */
  readonly turn: number;
  readonly least: number;
}): Compared | undefined {
  const { base, value, turn, least } = effect;
  if (!Number.isFinite(base) || !Number.isFinite(value)) return undefined;
  const difference = value - base;
  const change = base === 0 ? null : percentOf(value, base);
  const size = difference === 0 ? 0 : (change ?? Math.sign(difference) * Number.POSITIVE_INFINITY);
  return { numbers: { base, value, difference, change }, directed: turn * size, least };
}

function verdictsOf(
  says: "raises" | "lowers" | "leaves",
  { directed, least }: Compared,
  within: number | undefined,
): Pick<ClaimLineVerdict, "verdict" | "opposite" | "direction"> {
  const found: Direction =
    directed !== 0 && Math.abs(directed) >= least ? (directed > 0 ? "raises" : "lowers") : "none";
  if (says === "leaves") {
    const isLeft = Math.abs(directed) <= (within ?? least);
    return { direction: found, verdict: isLeft ? "holds" : "fails", opposite: isLeft ? "fails" : "holds" };
  }
  if (found === "none") return { direction: found, verdict: "no-effect", opposite: "no-effect" };
  const isAsSaid = found === says;
  return { direction: found, verdict: isAsSaid ? "holds" : "fails", opposite: isAsSaid ? "fails" : "holds" };
}

/** The path that carries a claim. One round a loop, which takes its time, carries only what has come out. */
function carried({ path, roundLoop }: Carriers, verdict: Verdict): Pick<ClaimLineVerdict, "path" | "note"> {
  const names = path.map(({ name }) => name);
  if (roundLoop && verdict === "holds")
    return { path: names, note: "It has this direction only by way of a loop that turns it." };
  if (roundLoop || path.length === 0)
    return { path: [], note: "No causal path carries it: those there are have another sign, or none." };
  return { path: names, note: null };
}

/** A view that has looked at these runs, so that what was lost in them is told. */
function touching(view: View, ...traces: readonly Trace[]): View {
  for (const trace of traces) view.log.traces.add(trace);
  return view;
}

/** A line of which nothing is known yet, or ever, for the reason given. */
function blank(
  test: ClaimTest,
  runs: Runs,
  says: ClaimLineVerdict["says"],
  note: string | null,
): ClaimLineVerdict {
  return {
    text: runs.textOf(test.span),
    says,
    verdict: "untestable",
    note,
    path: [],
    direction: null,
    time: null,
    base: null,
    value: null,
    difference: null,
    change: null,
    moved: null,
    elasticity: null,
    threshold: test.least ?? runs.facts.model.threshold,
    opposite: null,
  };
}

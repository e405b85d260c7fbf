/** `no-effect`: the change is below the threshold. `context`: listed on purpose and not tested. */
export type Verdict = "holds" | "fails" | "no-effect" | "untestable" | "context";

/** Where the effect went when the cause was raised. */
export type Direction = "raises" | "lowers" | "none";

/** What one variable does to the next over all steps of the base run; `varies` is both. */
export type Sign = Direction | "varies";

/** What came out of testing a model's argument, as plain data that is written as JSON. */
export interface Verdicts {
  readonly model: string;
  readonly purpose: string | null;
  readonly claims: readonly ClaimVerdict[];
  readonly checks: readonly CheckVerdict[];
  readonly loops: readonly LoopVerdict[];
  readonly links: readonly LinkVerdict[];
  readonly history: readonly HistoryVerdict[];
  readonly coverage: Coverage;
  /** How many different runs were made. */
  readonly runs: number;
  /** Runs in which a number was lost (division by zero, overflow), and where that began. */
  readonly faults: readonly FaultyRun[];
}

interface FaultyRun {
  readonly run: string;
  readonly variable: string;
  readonly time: number;
  readonly value: number;
}

/** Path, direction, change, elasticity and opposite are those of the first line; `lines` has them all. */
export interface ClaimVerdict {
  readonly id: string;
  readonly verdict: Verdict;
  readonly strength: string | null;
  readonly sentence: string | null;
  /** `essay 11.2` */
  readonly places: readonly string[];
  /** Why it is not tested. */
  readonly context: string | null;
  readonly path: readonly string[];
  readonly direction: Direction | null;
  readonly change: number | null;
  readonly elasticity: number | null;
  readonly opposite: Verdict | null;
  readonly lines: readonly ClaimLineVerdict[];
}

export interface ClaimLineVerdict {
  /** The line as the author wrote it. */
  readonly text: string;
  readonly says: "raises" | "lowers" | "leaves" | "more" | "less";
  readonly verdict: Verdict;
  /** Why it cannot be tested, or something to know about the answer. */
  readonly note: string | null;
  /** The variables that carry the cause to the effect. */
  readonly path: readonly string[];
  readonly direction: Direction | null;
  /** When the effect was read. */
  readonly time: number | null;
  /** The effect in the base run, or in the run on the right of a contrast. */
  readonly base: number | null;
  /** The effect in the other run. */
  readonly value: number | null;
  readonly difference: number | null;
  /** The difference in per cent of the size of `base`; null where that is nought. */
  readonly change: number | null;
  /** How far the cause was moved between the beginning and the reading, in per cent of its own size. */
  readonly moved: number | null;
  /** Per cent of change of the effect for each per cent of the cause. */
  readonly elasticity: number | null;
  /** The least change in per cent that counts; of `leaves`, the largest that counts as none. */
  readonly threshold: number;
  /** The verdict on the claim turned round. */
  readonly opposite: Verdict | null;
}

export interface CheckVerdict {
  readonly id: string;
  readonly verdict: Verdict;
  readonly title: string | null;
  readonly rival: boolean;
  readonly because: readonly string[];
  readonly lines: readonly CheckLineVerdict[];
}

export interface CheckLineVerdict {
  readonly text: string;
  /** The member of a family that `for each` stands at. */
  readonly member: string | null;
  /** `shown`: recorded, not judged. */
  readonly verdict: Verdict | "shown";
  readonly note: string | null;
  /** The two sides, the right one being a number or a range; of an `always` line, those of its worst moment. */
  readonly left: number | null;
  readonly right: number | { readonly low: number; readonly high: number } | null;
  /** The left side in the base run, and how far it lies from there. */
  readonly base: Comparison | null;
  readonly worst: Extreme | null;
  /** Everything that was measured at a time in a run. */
  readonly values: readonly Measured[];
}

export interface Comparison {
  readonly value: number;
  readonly difference: number;
  readonly ratio: number | null;
  readonly percent: number | null;
}

/** Where an `always` line came nearest to failing, or failed furthest. */
interface Extreme {
  readonly variable: string | null;
  readonly time: number;
  readonly value: number;
}

interface Measured {
  readonly text: string;
  readonly value: number;
}

/** One reference of a path with what it does. */
export interface SignedStep {
  readonly from: string;
  readonly to: string;
  readonly sign: Sign;
}

export interface LoopVerdict {
  readonly id: string;
  readonly verdict: Verdict | "varies";
  readonly title: string | null;
  readonly says: "reinforcing" | "balancing";
  readonly sign: "reinforcing" | "balancing" | "none" | "varies" | null;
  readonly path: readonly string[];
  readonly steps: readonly SignedStep[];
  readonly because: readonly string[];
  readonly note: string | null;
}

export interface LinkVerdict {
  readonly id: string;
  readonly verdict: Verdict | "varies";
  readonly title: string | null;
  readonly because: readonly string[];
  /** How many pieces of evidence stand on each side. */
  readonly evidence: { readonly for: number; readonly against: number };
  readonly basis: string | null;
  readonly context: string | null;
  readonly paths: readonly LinkPathVerdict[];
}

export interface LinkPathVerdict {
  readonly verdict: Verdict | "varies";
  readonly says: "raises" | "lowers";
  readonly sign: Sign | null;
  readonly path: readonly string[];
  readonly steps: readonly SignedStep[];
  readonly note: string | null;
}

export interface HistoryVerdict {
  readonly id: string;
  readonly verdict: Verdict;
  readonly title: string | null;
  readonly basis: string | null;
  readonly bands: readonly BandVerdict[];
}

export interface BandVerdict {
  readonly text: string;
  readonly verdict: Verdict;
  readonly time: number;
  readonly value: number | null;
  readonly low: number;
  readonly high: number;
  readonly note: string | null;
}

/** Both ways: what the text says and the model does not carry, and what the model says without support. */
export interface Coverage {
  readonly claims: {
    readonly total: number;
    readonly tested: number;
    readonly context: readonly string[];
    readonly untested: readonly string[];
  };
  readonly links: {
    readonly total: number;
    readonly withoutClaim: readonly string[];
    /** No evidence on either side. */
    readonly withoutEvidence: readonly string[];
  };
}

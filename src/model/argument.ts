import type { Expr, NameExpr, ScenarioRef } from "./expression.ts";
import type { Span } from "./span.ts";
import type { Basis, Points } from "./variable.ts";

/** A text that the argument rests on. The project may point at it without carrying it. */
export interface Source {
  readonly name: string;
  readonly title?: string;
  /** The text's file, which the reader may hold; its hash tells whether it is the same text. */
  readonly file?: { readonly path: string; readonly sha256?: string; readonly span: Span };
  /** Our own paraphrase, sentence by sentence. */
  readonly notes?: { readonly path: string; readonly span: Span };
  /** Positions and hashes of the sentences, made and verified by `hence anchor`. */
  readonly anchors?: { readonly path: string; readonly span: Span };
  readonly span: Span;
}

/** `essay 11.2`: paragraph 11, sentence 2, both counted from 1. */
export interface Place {
  readonly source: string;
  readonly paragraph: number;
  readonly sentence: number;
  readonly span: Span;
}

/** What the author says. Every one of its tests must hold for it to hold. */
export interface Claim {
  readonly id: string;
  readonly places: readonly Place[];
  /** The author's own strength of wording, printed and never computed with. */
  readonly strength?: string;
  /** The claim in our words. */
  readonly sentence?: string;
  readonly tests: readonly ClaimTest[];
  /** Why no variable carries it; such a claim is listed and not tested. */
  readonly context?: string;
  readonly span: Span;
}

export type ClaimTest = EffectTest | ContrastTest;

/** An intervention: the cause is moved, everything else runs freely, the effect is compared with the base run. */
export interface EffectTest {
  readonly kind: "effect";
  /** A variable, an element, or a reducer over one. */
  readonly cause: Expr;
  readonly effect: Expr;
  readonly says: "raises" | "lowers" | "leaves";
  /** `leaves` only: the change, in per cent either way, that still counts as none. */
  readonly within?: number;
  /** `raises` and `lowers`: the least change in per cent that counts; undefined takes the system's threshold. */
  readonly least?: number;
  /** When the move begins; undefined is the start of the run. A constant is moved for the whole run. */
  readonly from?: number;
  /** How long after `from` the effect is read. */
  readonly after: Duration;
  readonly move: Move;
  readonly span: Span;
}

/** By a share of its path in the base run (10 % unless told), or to a value. */
export type Move =
  | { readonly kind: "by"; readonly percent: number; readonly explicit: boolean }
  | { readonly kind: "to"; readonly value: number };

/** An amount of a named unit of time, as written. */
export interface Duration {
  readonly amount: number;
  readonly unit: string;
  readonly span: Span;
}

/** `base has more hostility than no_war at 2024`: two runs side by side. */
export interface ContrastTest {
  readonly kind: "contrast";
  readonly left: ScenarioRef;
  readonly says: "more" | "less";
  readonly effect: Expr;
  readonly right: ScenarioRef;
  readonly at: number;
  readonly least?: number;
  readonly span: Span;
}

/** A behavioural link: what the model asserts, with the evidence for and against it. */
export interface Link {
  readonly id: string;
  readonly title?: string;
  readonly paths: readonly LinkPath[];
  /** Ids of the claims that it rests on. */
  readonly because: readonly ClaimRef[];
  readonly evidenceFor: readonly Evidence[];
  readonly evidenceAgainst: readonly Evidence[];
  readonly basis?: Basis;
  /** Why it has no path in the model. */
  readonly context?: string;
  readonly span: Span;
}

/** Direct references from each variable to the next, with the sign of the whole. */
export interface LinkPath {
  readonly variables: readonly NameExpr[];
  readonly says: "raises" | "lowers";
  readonly span: Span;
}

export interface ClaimRef {
  readonly id: string;
  readonly span: Span;
}

export interface Evidence {
  readonly text: string;
  /** Recalled, not looked up: to be checked before it is quoted. */
  readonly fromMemory: boolean;
  readonly span: Span;
}

/** A feedback loop with a name; its last variable acts on its first. */
export interface NamedLoop {
  readonly id: string;
  readonly title?: string;
  readonly says: "reinforcing" | "balancing";
  readonly path: readonly NameExpr[];
  readonly because: readonly ClaimRef[];
  readonly span: Span;
}

/** Another run: some inputs, starting values or the time axis are changed. */
export interface Scenario {
  readonly name: string;
  readonly title?: string;
  /** The scenario that this one builds on. */
  readonly on?: ScenarioRef;
  readonly settings: readonly Setting[];
  /** `workers is 0 from 2`: what a variable is made to be, whatever its equation says. */
  readonly forces?: readonly Force[];
  readonly time?: TimeChange;
  /** `each of bundle`: a family, one scenario for each setting of another, alone. */
  readonly eachOf?: ScenarioRef;
  readonly span: Span;
}

export type Setting =
  /** A constant, lever, switch or input takes another value. */
  | { readonly kind: "value"; readonly name: NameExpr; readonly value: Expr; readonly span: Span }
  /** `channels starts 0`. */
  | { readonly kind: "initial"; readonly name: NameExpr; readonly value: Expr; readonly span: Span }
  /** `graph war = (2010, 0) (2035, 0)`: other points for a graph or a data series. */
  | { readonly kind: "points"; readonly name: NameExpr; readonly points: Points; readonly span: Span };

/**
 * A variable that is something else than its equation says, from a time on (from the start unless told). In `value` its
 * own name means what its equation gives.
 */
export interface Force {
  readonly name: NameExpr;
  readonly value: Expr;
  readonly from?: number;
  readonly span: Span;
}

/** Heun's method is `rk2`; `rk4 auto` makes its steps as short as accuracy asks for. */
export type Integrator = "euler" | "rk2" | "rk4" | "rk4 auto";

/** Of steps of automatic length: no stock may be further from what it should be than either of these. */
export interface Tolerance {
  readonly absolute: number;
  /** A part of the stock's own size. */
  readonly relative: number;
}

/** The parts of the time axis that a scenario changes. */
export interface TimeChange {
  readonly start?: number;
  readonly stop?: number;
  readonly step?: number;
  readonly saveEvery?: number;
  readonly integrator?: Integrator;
  readonly tolerance?: Tolerance;
  readonly span: Span;
}

/** A statement about the model's behaviour that must be true of its runs. */
export interface Check {
  readonly id: string;
  readonly title?: string;
  /** It tests a rival theory. */
  readonly rival: boolean;
  readonly because: readonly ClaimRef[];
  readonly lines: readonly CheckLine[];
  /** What happens in the program of the file that it comes from where it is broken. */
  readonly threshold?: Threshold;
  readonly span: Span;
}

/** A threshold of an event poster (XMILE 1.0, 3.4.2 and 4.1.2): what happens when a variable crosses it. */
export interface Threshold {
  /** The variable, or with a star for each of its dimensions the array of which each element may cross it. */
  readonly variable: NameExpr;
  readonly value: number;
  readonly direction: "increasing" | "decreasing";
  readonly repeat: "each" | "once" | "once_ever";
  /** How long after an event the same happens again, as long as the variable stays beyond. */
  readonly interval?: number;
  /** One for each time that it is crossed, in this order. */
  readonly events: readonly { readonly action: EventAction; readonly message?: string }[];
}

/** What a run does at an event; the first is what it does where nothing is said. */
export const eventActions = ["pause", "stop", "message"] as const;
export type EventAction = (typeof eventActions)[number];

export interface CheckLine {
  /** `for each one in singles:` the line must hold with `one` standing for every member of the family. */
  readonly forEach?: { readonly variable: string; readonly family: ScenarioRef };
  /** Which quantities the line is about. */
  readonly subject: CheckSubject;
  readonly relation: CheckRelation;
  /** Every step of the run, saved or not. */
  readonly always: boolean;
  /** The run that an `always` line is about; undefined is the base run. */
  readonly scenario?: ScenarioRef;
  readonly span: Span;
}

export type CheckSubject =
  | { readonly kind: "quantity"; readonly quantity: Expr }
  /** `every stock`, `every flow`, `every variable`. */
  | { readonly kind: "every"; readonly of: "stock" | "flow" | "variable"; readonly span: Span }
  /** `each of a, b, c`. */
  | { readonly kind: "each"; readonly quantities: readonly NameExpr[]; readonly span: Span };

export type CheckRelation =
  | { readonly kind: "compare"; readonly op: "<" | "<=" | ">" | ">=" | "=" | "<>"; readonly right: Expr }
  | { readonly kind: "between"; readonly low: Expr; readonly high: Expr }
  /** `within 0.5 % of base`, `within 0.02 of base`. */
  | { readonly kind: "within"; readonly amount: Expr; readonly of: Expr }
  /** `show ...`: recorded, not judged. */
  | { readonly kind: "show" };

/** The expressions of a relation. */
export function expressionsIn(relation: CheckRelation): readonly Expr[] {
  switch (relation.kind) {
    case "compare":
      return [relation.right];
    case "between":
      return [relation.low, relation.high];
    case "within":
      return [relation.amount, relation.of];
    case "show":
      return [];
  }
}

/** What was observed: a world whose past lies outside any band is not plausible. */
export interface History {
  readonly id: string;
  readonly title?: string;
  readonly basis?: Basis;
  readonly bands: readonly Band[];
  readonly span: Span;
}

/** `cum_travellers @ 2018 between 1000 and 3000`; both ends belong to it. */
export interface Band {
  readonly quantity: Expr;
  readonly time: number;
  readonly low: number;
  readonly high: number;
  readonly span: Span;
}

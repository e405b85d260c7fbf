import type { CausalLink } from "../../check/facts.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import type { Span } from "../../model/span.ts";
import type { Variable } from "../../model/variable.ts";
import type { TimeAxis } from "../../run/program.ts";

/** All that the panels know of a system without running it: plain data. */
export interface Analysis {
  readonly name: string;
  readonly title: string;
  readonly description?: string;
  readonly purpose?: string;
  /** Effects below this many per cent count as none. */
  readonly threshold: number;
  readonly time: TimeAxis & { readonly unit: string; readonly integrator: string };
  /** The texts that were read, by the paths that spans have. */
  readonly sources: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  /** Whether it can be run. */
  readonly isRunnable: boolean;
  readonly sectors: readonly SectorInfo[];
  readonly variables: readonly VariableInfo[];
  /** What acts on what, by names as in `variables`. */
  readonly causes: readonly CauseInfo[];
  readonly claims: readonly ClaimInfo[];
  readonly checks: readonly ArgumentInfo[];
  readonly links: readonly LinkInfo[];
  readonly loops: readonly LoopInfo[];
  readonly scenarios: readonly ScenarioInfo[];
  readonly history: readonly HistoryInfo[];
  /** What every result on a lever shows besides. */
  readonly beside: readonly BesideInfo[];
  readonly texts: readonly SourceInfo[];
  /** How long it took, in milliseconds. */
  readonly milliseconds: number;
}

export interface SectorInfo {
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly span: Span;
}

export interface VariableInfo {
  /** As written; folded, it is the key of everything about it. */
  readonly name: string;
  readonly key: string;
  readonly kind: Variable["kind"];
  readonly title?: string;
  readonly description?: string;
  /** In plain words, declared or worked out; undefined where nothing says, empty for a number without one. */
  readonly unit?: string;
  readonly range?: { readonly low: number; readonly high: number; readonly shape: string };
  readonly basis?: { readonly word: string; readonly text?: string };
  readonly sector?: string;
  /** The names of its elements, `name[element]`, where it is an array. */
  readonly elements?: readonly string[];
  /** Of an input, its declared number, or those of its elements. */
  readonly declared?: readonly number[];
  /** What stands behind its `=`, or where it starts. */
  readonly equation?: string;
  /** Part of a call or of a module: not written where it stands. */
  readonly isMade: boolean;
  readonly nameSpan: Span;
  readonly span: Span;
}

export interface CauseInfo {
  readonly cause: string;
  readonly effect: string;
  readonly kind: CausalLink["kind"];
}

export interface PlaceInfo {
  readonly source: string;
  readonly paragraph: number;
  readonly sentence: number;
}

export interface ClaimInfo {
  readonly id: string;
  readonly places: readonly PlaceInfo[];
  readonly strength?: string;
  readonly sentence?: string;
  readonly context?: string;
  /** The keys of the variables that its tests name, and of what each is about. */
  readonly variables: readonly string[];
  readonly effects: readonly string[];
  readonly lines: readonly string[];
  readonly span: Span;
}

export interface ArgumentInfo {
  readonly id: string;
  readonly title?: string;
  readonly because: readonly string[];
  readonly variables: readonly string[];
  readonly span: Span;
}

export interface LinkInfo extends ArgumentInfo {
  readonly paths: readonly { readonly variables: readonly string[]; readonly says: "raises" | "lowers" }[];
  readonly evidenceFor: readonly EvidenceInfo[];
  readonly evidenceAgainst: readonly EvidenceInfo[];
  readonly basis?: { readonly word: string; readonly text?: string };
  readonly context?: string;
}

export interface EvidenceInfo {
  readonly text: string;
  readonly fromMemory: boolean;
}

export interface LoopInfo extends ArgumentInfo {
  readonly says: "reinforcing" | "balancing";
}

export interface ScenarioInfo {
  readonly name: string;
  readonly title?: string;
  readonly span?: Span;
}

export interface HistoryInfo {
  readonly id: string;
  readonly title?: string;
  readonly basis?: { readonly word: string; readonly text?: string };
  readonly bands: readonly {
    /** As written, without its time. */
    readonly label: string;
    /** The variable that it is of, where it is one. */
    readonly variable?: string;
    readonly time: number;
    readonly low: number;
    readonly high: number;
  }[];
  readonly span: Span;
}

export interface SourceInfo {
  readonly name: string;
  readonly title?: string;
  readonly file?: string;
  readonly notes?: string;
  readonly anchors?: string;
  readonly span: Span;
}

export interface BesideInfo {
  readonly label: string;
  readonly title: string;
  readonly unit: string;
  /** What a policy costs people who did nothing. */
  readonly isRights: boolean;
}

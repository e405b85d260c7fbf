import type { Verdict, Verdicts } from "../../argument/verdict.ts";
import type { Hover } from "../../edit/hover.ts";
import type { Lexicon } from "../../edit/lexicon.ts";
import type { EditRequest } from "../../edit/request.ts";
import type { Edited } from "../../edit/textedit.ts";
import type { Span } from "../../model/span.ts";
import type { RunFault, TimeAxis } from "../../run/program.ts";
import type { WorldBand, WorldEffect, WorldPart } from "../../study/worldbands.ts";
import type { Drawing } from "../../view/diagram/drawing.ts";
import type { Analysis } from "./analysis.ts";
import type { DiagramOutline, DrawQuestion, OutlineQuestion } from "./diagrams.ts";
import type { PlaceInText } from "./editing.ts";
import type { Settings } from "./settings.ts";

/** What a worker of the workbench can be asked, and what it answers: plain data, the arrays are handed over. */
export interface Questions {
  /** Reads, checks and compiles a system; all other questions are about the one that was opened last. */
  readonly open: { readonly asks: OpenQuestion; readonly answers: Analysis };
  /** An edit of it as changes of its texts, or why it cannot be made. */
  readonly edit: { readonly asks: EditRequest; readonly answers: Edited };
  /** All names that may stand in its texts. */
  readonly lexicon: { readonly asks: object; readonly answers: Lexicon };
  /** What is known of the name at a place. */
  readonly hover: { readonly asks: PlaceInText; readonly answers: Hover | undefined };
  readonly define: { readonly asks: PlaceInText; readonly answers: Span | undefined };
  /** Lays out a text. */
  readonly layOut: {
    readonly asks: { readonly path: string; readonly text: string };
    readonly answers: Edited;
  };
  /** Equations in words, by the names of their variables. */
  readonly say: { readonly asks: SayQuestion; readonly answers: ReadonlyMap<string, string> };
  /** The id of its program: equal ids give equal runs. */
  readonly identify: { readonly asks: object; readonly answers: string | undefined };
  readonly run: { readonly asks: RunQuestion; readonly answers: RunAnswer };
  /** The same, which no newer one overtakes. */
  readonly compare: { readonly asks: RunQuestion; readonly answers: RunAnswer };
  /** Tests the argument; undefined where the system cannot be run. */
  readonly test: { readonly asks: object; readonly answers: Verdicts | undefined };
  /** What there is to know before worlds are run. */
  readonly plan: { readonly asks: object; readonly answers: WorldPlan };
  /** Which worlds of a chunk have a plausible past. */
  readonly filter: { readonly asks: FilterQuestion; readonly answers: Filtered };
  /** Runs plausible worlds under other settings. */
  readonly replay: { readonly asks: ReplayQuestion; readonly answers: ReplayAnswer };
  /** How worlds spread, and what a change does in them. */
  readonly spread: { readonly asks: SpreadQuestion; readonly answers: Spread };
  /** What diagrams can be drawn. */
  readonly diagram: { readonly asks: OutlineQuestion; readonly answers: DiagramOutline };
  /** One of them; undefined where there is no such view. */
  readonly draw: { readonly asks: DrawQuestion; readonly answers: Drawing | undefined };
  /** Tests the argument in some worlds. */
  readonly judge: { readonly asks: JudgeQuestion; readonly answers: JudgedWorlds };
}

export type Kind = keyof Questions;
export type Asks<Of extends Kind> = Questions[Of]["asks"];
export type Answers<Of extends Kind> = Questions[Of]["answers"];

export interface OpenQuestion {
  readonly entry: string;
  readonly texts: ReadonlyMap<string, string>;
}

export interface SayQuestion {
  readonly names: readonly string[];
}

export interface RunQuestion {
  readonly settings: Settings;
  /** By folded name, `name[element]` for one element. */
  readonly variables: readonly string[];
}

/** The numbers of some variables at the saved times. */
export interface Columns {
  readonly times: Float64Array;
  readonly series: ReadonlyMap<string, Float64Array>;
}

export interface RunAnswer {
  /** The run with nothing changed; where nothing is, `current` is the same. */
  readonly base: Columns;
  readonly current: Columns;
  /** Where the first number was lost, if one was. */
  readonly fault?: RunFault;
  /** The time from which on the run was made anew; before it nothing differs from the base run. */
  readonly from: number;
  readonly milliseconds: number;
}

export type WorldPlan =
  | {
      readonly kind: "ready";
      /** What decides which worlds are plausible: of equal ids the same ones are. */
      readonly id: string;
      /** How many bands of the past there are; with none every world is kept. */
      readonly bands: number;
      readonly inputs: number;
      readonly chunks: number;
      readonly worldsInChunk: number;
      readonly time: TimeAxis;
    }
  /** Why there are no worlds, in words. */
  | { readonly kind: "none"; readonly why: string };

export interface FilterQuestion {
  readonly chunk: number;
}

export interface Filtered {
  readonly chunk: number;
  /** The numbers of the worlds that are kept, ascending, of so many candidates. */
  readonly kept: Int32Array;
  readonly candidates: number;
}

export interface ReplayQuestion {
  /** Without any, the worlds of the base run. */
  readonly settings: Settings;
  /** The numbers of plausible worlds, those together that are kept together. */
  readonly groups: readonly Int32Array[];
  /** One column for each. */
  readonly variables: readonly string[];
}

export interface ReplayAnswer {
  readonly time: TimeAxis;
  /** From this time on the worlds may differ from the base run. */
  readonly begins: number;
  /** Whether the past is another one, so that it was judged anew and those worlds alone are here whose past is plausible still. */
  readonly isPastOther: boolean;
  readonly parts: readonly ReplayedPart[];
}

/** What one of the groups gives. */
export interface ReplayedPart {
  readonly courses: WorldPart;
  /** What is shown beside levers, at some rows, without the settings and with them; not of the base run. */
  readonly beside?: {
    readonly rows: readonly number[];
    readonly without: WorldPart;
    readonly changed: WorldPart;
  };
}

export interface SpreadQuestion {
  readonly parts: readonly WorldPart[];
  /** What is compared, world by world. */
  readonly compared?: { readonly without: readonly WorldPart[]; readonly changed: readonly WorldPart[] };
}

export interface Spread {
  readonly bands: readonly WorldBand[];
  readonly effects: readonly (readonly WorldEffect[])[];
}

export interface JudgeQuestion {
  readonly worlds: Int32Array;
}

/** For each part of the argument, by its id, the verdict in each world. */
export interface JudgedWorlds {
  readonly claims: ReadonlyMap<string, readonly Verdict[]>;
  readonly checks: ReadonlyMap<string, readonly Verdict[]>;
}

/** A question on its way. */
export interface Asked<Of extends Kind = Kind> {
  readonly id: number;
  readonly kind: Of;
  readonly question: Asks<Of>;
}

/** An answer, or what a worker could not do, in words. */
export type Reply =
  | { readonly id: number; readonly answer: Answers<Kind> }
  | { readonly id: number; readonly problem: string };

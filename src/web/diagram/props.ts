import type { Drawing } from "../../view/diagram/drawing.ts";
import type { DiagramSystem } from "../../view/diagram/system.ts";
import type { DiagramView } from "../../view/diagram/viewname.ts";
import type { NamedView } from "../../view/diagram/views.ts";
import type { Chosen } from "./lit.ts";

/** What a diagram shows, and whom it tells of what is done in it. Variables go by their names. */
export interface DiagramProps {
  readonly system: DiagramSystem;
  readonly views: readonly NamedView[];
  readonly view: DiagramView;
  /** Of the view; undefined while it is being made. */
  readonly drawing: Drawing | undefined;
  /** Whether constants are shown. */
  readonly constants: boolean;
  readonly chosen: Chosen | undefined;
  /** The course of each stock, for the small charts: in the base run, and with the levers as they are. */
  readonly courses: ReadonlyMap<string, Course>;
  /** What is known of a variable, for the card under the pointer. */
  readonly tell: (name: string) => Told | undefined;
  /** Whether the texts have errors or are being read, so that what is shown is of before. */
  readonly isStale: boolean;
  readonly onView: (view: DiagramView) => void;
  readonly onConstants: (shown: boolean) => void;
  readonly onChoose: (chosen: Chosen | undefined) => void;
  /** Things have been moved; undefined where they must stay. */
  readonly onMove?: (drawing: Drawing) => void;
  /** Everything finds its place anew. */
  readonly onArrange?: () => void;
  /** Changes of the texts; undefined where these cannot be changed. */
  readonly edits?: DiagramEdits;
}

export interface Course {
  readonly base: Float64Array;
  readonly current: Float64Array;
}

/** What a card says of a variable. */
export interface Told {
  readonly title: string;
  readonly name: string;
  readonly kind: string;
  readonly meaning?: string;
  /** With its unit. */
  readonly value?: string;
  readonly equation?: string;
  readonly claims: readonly { readonly id: string; readonly text: string }[];
}

/** Each resolves to why nothing was changed, in words, or to undefined. */
export interface DiagramEdits {
  add(variable: {
    readonly kind: "stock" | "flow" | "aux" | "const" | "lever";
    readonly name: string;
    /** Of a flow: the stocks that it leaves and enters. */
    readonly from?: string;
    readonly to?: string;
    readonly group?: string;
  }): Promise<string | undefined>;
  /** As a factor or the like in the equation of the effect; of a flow, into or out of a stock. */
  connect(
    cause: string,
    effect: string,
    how: "*" | "/" | "+" | "-" | "in" | "out",
  ): Promise<string | undefined>;
  rename(name: string, to: string): Promise<string | undefined>;
  remove(name: string): Promise<string | undefined>;
}

import type { Point } from "../../model/layout.ts";
import type { Box, Curve } from "./geometry.ts";
import type { Label } from "./label.ts";
import type { NodeKind } from "./sheet.ts";
import type { ArrowSign } from "./system.ts";

/** A view of a system with a place for everything: plain data, from which every picture is drawn. */
export interface Scene {
  readonly title: string;
  /** In a sentence or two, for those who do not see it. */
  readonly description: string;
  /** Around all of it, with a margin. */
  readonly box: Box;
  readonly nodes: readonly SceneNode[];
  readonly pipes: readonly ScenePipe[];
  readonly arrows: readonly SceneArrow[];
  readonly loops: readonly SceneLoop[];
  readonly frames: readonly SceneFrame[];
  readonly remarks: readonly SceneRemark[];
}

export interface SceneNode {
  /** Of its own in the scene. */
  readonly key: string;
  /** The name of its variable, or the key of its group. */
  readonly name: string;
  readonly kind: NodeKind;
  readonly ghost: boolean;
  readonly box: Box;
  readonly label: Label;
  /** Below the label, in small type. */
  readonly detail?: Label;
  /** How much of the box, at the left, the sign of its kind takes. */
  readonly mark: number;
  /** What is said of it: “Stock Population, person, in: births”. */
  readonly spoken: string;
}

export interface ScenePipe {
  /** The keys of its flows: several where those of one group elsewhere share it. */
  readonly flows: readonly string[];
  /** From where it comes to where its head is. */
  readonly points: readonly Point[];
  readonly valve?: Point;
  /** Nodes at its ends; none is a cloud where the pipe has a valve, and else the valve that it branches off from. */
  readonly from?: string;
  readonly to?: string;
  readonly ghost: boolean;
}

export interface SceneArrow {
  /** The keys of its ends. */
  readonly from: string;
  readonly to: string;
  readonly cause: string;
  readonly effect: string;
  readonly curve: Curve;
  readonly sign?: ArrowSign;
  /** Where the sign stands: its middle. */
  readonly signAt: Point;
  /** It acts in a starting value only. */
  readonly initial: boolean;
  /** Where the two strokes of a delay cross it, and their angle in degrees. */
  readonly delay?: { readonly at: Point; readonly angle: number };
  /** Of a bundle of links: how many they are, and where that is written. */
  readonly bundle?: { readonly count: number; readonly at: Point; readonly spoken: string };
}

export interface SceneLoop {
  readonly id: string;
  readonly title?: Label;
  /** R or B with its number, as the author has it. */
  readonly text: string;
  readonly kind?: "reinforcing" | "balancing";
  readonly at: Point;
  readonly clockwise: boolean;
}

export interface SceneFrame {
  readonly title: string;
  readonly box: Box;
}

export interface SceneRemark {
  readonly label: Label;
  readonly at: Point;
}

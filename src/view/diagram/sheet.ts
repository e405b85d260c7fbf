import type { DiagramLink, VariableKind } from "./system.ts";

/** What is to be drawn in one view, before anything has a place. */
export interface Sheet {
  readonly title: string;
  /** Stocks and flows with pipes, or causes and effects alone, where stocks are no larger than others. */
  readonly notation: "stock and flow" | "causal";
  readonly nodes: readonly SheetNode[];
  readonly links: readonly SheetLink[];
  readonly flows: readonly SheetFlow[];
}

export interface SheetNode {
  /** Of its own in the sheet: the name of its variable, for a ghost with what it stands beside. */
  readonly key: string;
  /** The name of its variable; of what stands for a group elsewhere, that group's key. */
  readonly name: string;
  readonly label: string;
  readonly kind: NodeKind;
  /** A second place of a variable. */
  readonly ghost: boolean;
  /** The node that it stands beside, because it acts on nothing else here, or shows what that one acts on. */
  readonly beside?: string;
}

/** `elsewhere`: the group that a pipe comes from or leads to, where that has its flow. */
export type NodeKind = VariableKind | "group" | "elsewhere";

/** An arrow from one node to another, by their keys. */
export interface SheetLink {
  readonly from: string;
  readonly to: string;
  readonly link: DiagramLink;
}

/**
 * A pipe with a valve, by the keys of its flow and of the nodes at its ends; none is a cloud. Where several flows of one
 * group elsewhere fill or empty a stock, they share a pipe, and `flows` has them all.
 */
export interface SheetFlow {
  readonly flows: readonly string[];
  readonly from: readonly string[];
  readonly to: readonly string[];
}

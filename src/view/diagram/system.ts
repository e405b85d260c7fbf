/**
 * A system as its diagrams need it: plain data, so that a worker can hand it over, with nothing of where things lie.
 * Variables go by the names that they have in the flattened model.
 */
export interface DiagramSystem {
  readonly name: string;
  readonly title: string;
  /** In the order of declaration. */
  readonly variables: readonly DiagramVariable[];
  readonly links: readonly DiagramLink[];
  readonly flows: readonly DiagramFlow[];
  /** Sectors and modules that have variables, in the order in which these appear. */
  readonly groups: readonly DiagramGroup[];
  /** What the argument names: claims, behavioural links and loops, by the ways that they take. */
  readonly ways: readonly DiagramWay[];
}

export type StockKind = "stock" | "count" | "conveyor" | "queue" | "oven";
export type VariableKind =
  | StockKind
  | "flow"
  | "aux"
  | "const"
  | "lever"
  | "switch"
  | "input"
  | "graph"
  | "data";

export interface DiagramVariable {
  readonly name: string;
  /** What people are shown. */
  readonly label: string;
  readonly kind: VariableKind;
  readonly unit?: string;
  /** The key of its group; undefined in a model that has none, or of what stands outside of them. */
  readonly group?: string;
  /** How many elements it has, where it is an array. */
  readonly elements?: number;
}

/** `+`: it raises, `-`: it lowers, `±`: now one, now the other, `0`: it did nothing; undefined: nobody has looked. */
export type ArrowSign = "+" | "-" | "±" | "0";

/** A direct reference from one variable to another. */
export interface DiagramLink {
  readonly cause: string;
  readonly effect: string;
  readonly kind: "equation" | "inflow" | "outflow" | "initial";
  readonly sign?: ArrowSign;
  /** It acts through a delay or a smoothing inside the effect. */
  readonly delayed: boolean;
  /** Of a share of a flow, which acts on a stock: that flow. */
  readonly share?: string;
}

/** A flow and the stocks that it leaves and enters: none is a cloud, several are shares of it. */
export interface DiagramFlow {
  readonly flow: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** A sector, or a module by its path. */
export interface DiagramGroup {
  readonly key: string;
  readonly title: string;
  readonly kind: "sector" | "module";
}

export interface DiagramWay {
  readonly kind: "claim" | "link" | "loop";
  readonly id: string;
  readonly title: string;
  /** Names one behind the other; of a loop, the last acts on the first. */
  readonly paths: readonly (readonly string[])[];
  /** Of a loop. */
  readonly says?: "reinforcing" | "balancing";
}

const stockKinds: ReadonlySet<string> = new Set<StockKind>(["stock", "count", "conveyor", "queue", "oven"]);

export function isStockKind(kind: string): kind is StockKind {
  return stockKinds.has(kind);
}

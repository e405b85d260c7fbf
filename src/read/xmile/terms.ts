import type { Expr } from "../../model/expression.ts";
import type { Span } from "../../model/span.ts";
import type { Dimension } from "../../model/system.ts";
import type { FindFunction, Maker } from "./foreign.ts";
import type { XmlElement } from "./xml.ts";

/** A model of a file at one place of the whole, and what its names mean. */
export interface ModelNode {
  readonly element: XmlElement;
  /** The modules that lead from the root to it. */
  readonly path: readonly string[];
  /** The dimensions of these modules. */
  readonly over: readonly string[];
  /** By folded name. */
  readonly declared: ReadonlyMap<string, Declared>;
  /** The models of its modules, by folded name of the module. */
  readonly children: ReadonlyMap<string, ModelNode>;
  readonly shared: Shared;
}

/** What all models of a whole have in common. */
export interface Shared {
  /** By folded name; elements named with numbers where the file only gives a size. */
  readonly dimensions: ReadonlyMap<string, Dimension>;
  readonly macros: ReadonlyMap<string, readonly MacroHead[]>;
  /** Every model by its folded name, which is its own in the whole; the root is under the empty name. */
  readonly models: Map<string, ModelNode>;
  /** Macros that change flows and auxiliaries by their options. */
  readonly filters: readonly OptionFilter[];
  readonly maker: Maker;
  readonly findFunction: FindFunction;
}

/** A variable as far as other equations need to know it. */
export interface Declared {
  /** As the file has it. */
  readonly name: string;
  readonly kind: "stock" | "flow" | "aux" | "graph" | "module" | "parameter";
  /** Names of dimensions; where one stands twice, the second is an alias of it. */
  readonly dimensions: readonly string[];
  /** The graph of a variable that is called like a function, or looked up. */
  readonly graph?: GraphHead;
  readonly element: XmlElement;
}

export interface GraphHead {
  readonly name: string;
  readonly dimensions: readonly string[];
}

export interface MacroHead {
  /** The name in Hence. */
  readonly name: string;
  readonly parameters: readonly MacroParameter[];
  /** Its equation as the file has it, where it has no variables of its own. */
  readonly result?: Expr;
  /** What it does at every call by a time of its own. */
  readonly loop?: MacroLoop;
  readonly span: Span;
}

/** A macro with `<sim_specs>`: from `start` to `stop` it goes through all of its steps at each call. */
export interface MacroLoop {
  readonly start: Expr;
  readonly stop: Expr;
  /** One, if it is not told. */
  readonly step?: Expr;
  /** By folded name; the value of a stock is its start. */
  readonly variables: ReadonlyMap<
    string,
    {
      readonly isStock: boolean;
      readonly value: Expr;
      readonly inflows: readonly string[];
      readonly outflows: readonly string[];
    }
  >;
  readonly result: Expr;
}

/** A macro that runs behind the equation of what has an option, or of the flows of a stock that has it. */
export interface OptionFilter {
  readonly option: string;
  readonly of: "flow" | "aux" | "inflows" | "outflows";
  /** The function of Hence that it becomes. */
  readonly name: string;
}

export interface MacroParameter {
  readonly name: string;
  /** What it is where a call leaves it out; it may name the parameters before it. */
  readonly otherwise?: Expr;
  readonly span: Span;
}

import type {
  Check,
  Claim,
  History,
  Integrator,
  Link,
  NamedLoop,
  Scenario,
  Source,
  Tolerance,
} from "./argument.ts";
import type { Expr } from "./expression.ts";
import type { Span } from "./span.ts";
import type { UnitDeclaration, UnitExpr } from "./unit.ts";
import type { FileSource, Variable } from "./variable.ts";

/** A system as its author wrote it: enough to write it back, nothing worked out. */
export interface Model {
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  /** Effects below this many per cent count as none. */
  readonly threshold: number;
  /** A note on purpose that goes with every export: what the model is for. */
  readonly purpose?: string;
  readonly time: TimeStatement;
  readonly units: readonly UnitDeclaration[];
  readonly dimensions: readonly Dimension[];
  readonly mappings: readonly Mapping[];
  readonly sectors: readonly Sector[];
  readonly variables: readonly Variable[];
  readonly functions: readonly FunctionDefinition[];
  /** The systems that modules are instances of, each once, by the path that `Module.system` gives. */
  readonly systems: readonly SubSystem[];
  readonly sources: readonly Source[];
  readonly claims: readonly Claim[];
  readonly links: readonly Link[];
  readonly loops: readonly NamedLoop[];
  readonly scenarios: readonly Scenario[];
  readonly checks: readonly Check[];
  readonly history: readonly History[];
}

/** A system that stands in this one as a module. */
export interface SubSystem {
  readonly path: string;
  readonly model: Model;
}

/** `time 2010 to 2035 by 1/32 year, euler, save every 1/4`. */
export interface TimeStatement {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
  readonly saveEvery: number;
  /** The unit of time, as written. */
  readonly unit: string;
  readonly integrator: Integrator;
  /** Of `rk4 auto`: `within 1e-4`, `within 0.1 or 1e-4 of itself`. */
  readonly tolerance?: Tolerance;
  /** Whose habits a run follows where programs differ; Hence's own are those of XMILE. */
  readonly like?: Dialect;
  /** What is worked out anew at every step, where the numbers above hold at the first one only (Vensim). */
  readonly varying?: { readonly step?: Expr; readonly stop?: Expr; readonly saveEvery?: Expr };
  readonly span: Span;
}

export type Dialect = "vensim" | "stella";

/**
 * `dim region = dushanbe, khatlon`, `dim age = 1..10`, `dim south of region = khatlon`. Where the only element is the
 * name of a dimension, as in `dim place = region`, it is another name for that dimension.
 */
export interface Dimension {
  readonly name: string;
  /** The elements in order; for a subrange, elements of its parent. `1..10` is written out. */
  readonly elements: readonly { readonly name: string; readonly span: Span }[];
  /** Where the names of the elements stand in a file; once it is read, `elements` has them and this is left out. */
  readonly file?: FileSource & { readonly prefix?: string };
  /** `south of region`: a subrange. */
  readonly of?: string;
  readonly title?: string;
  readonly span: Span;
}

/** `map region to zone (khatlon: plain; dushanbe, sughd: plain)`; it has a direction. */
export interface Mapping {
  readonly from: string;
  readonly to: string;
  readonly pairs: readonly { readonly from: readonly string[]; readonly to: string; readonly span: Span }[];
  readonly span: Span;
}

export interface Sector {
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly span: Span;
}

/** `function NAME(a, b) ... end`: a macro; each call has stocks of its own. */
export interface FunctionDefinition {
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly unit?: UnitExpr; readonly span: Span }[];
  readonly unit?: UnitExpr;
  readonly description?: string;
  readonly body: readonly Variable[];
  readonly result: Expr;
  readonly span: Span;
}

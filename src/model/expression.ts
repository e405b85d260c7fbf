import type { Span } from "./span.ts";

/** An expression of the equation language, as written. Parentheses are implied by the tree. */
export type Expr =
  | NumberExpr
  | NameExpr
  | CallExpr
  | UnaryExpr
  | BinaryExpr
  | IfExpr
  | AtExpr
  | BaseExpr
  | PercentExpr
  | ErrorExpr;

export interface NumberExpr {
  readonly kind: "number";
  readonly value: number;
  readonly span: Span;
}

/** A variable, an element of one, a clock word (`time`, `dt`), a dimension or an element used as a number. */
export interface NameExpr {
  readonly kind: "name";
  /** As written, without quotes; `module.variable` keeps its dots in `path`. */
  readonly name: string;
  /** The modules to go through first: `farm.north.rabbits` has path ["farm", "north"]; a first "" is the whole system. */
  readonly path: readonly string[];
  /** What stands in brackets; undefined where there are none. */
  readonly subscripts?: readonly Subscript[];
  /** `x'`: the two dimensions change places. */
  readonly transposed: boolean;
  /** It means what the language gives it (the clock, a unit, a dimension), whatever variables there are. */
  readonly ofLanguage?: boolean;
  /** Of the name of a hidden variable: the call that was written here. Nothing inside it is evaluated. */
  readonly written?: CallExpr;
  readonly span: Span;
}

/** One place between the brackets of `x[...]`. */
export type Subscript =
  /** A dimension, a subrange, an element or an alias of one: the shapes pass tells which. */
  | { readonly kind: "name"; readonly name: string; readonly span: Span }
  /**
   * `*`: all of the dimension; stands under a reducer or in an exception. `south.*`: all of a dimension that is named
   * (Vensim's `south!`); under one reducer, all stars of one name run together.
   */
  | { readonly kind: "all"; readonly of?: string; readonly span: Span }
  /** `2:4` or `khatlon:gbao`: both ends belong to it. */
  | { readonly kind: "range"; readonly from: string; readonly to: string; readonly span: Span }
  /**
   * `@2`, `age - 1` or `@choice`: a position, 1 being the first, which may change during a run. The only one behind an
   * array of several dimensions counts through all of its elements in row-major order.
   */
  | { readonly kind: "position"; readonly index: Expr; readonly span: Span };

/** A function of the registry, or a graph read at a given input. */
export interface CallExpr {
  readonly kind: "call";
  readonly name: string;
  /** `effect[plain](x)`: which of an array of graphs is read; without brackets it follows the equation. */
  readonly subscripts?: readonly Subscript[];
  readonly args: readonly Expr[];
  /** `split(a, b).rest`: a variable of a function of one's own, instead of its result. */
  readonly output?: string;
  /** In checks, `max(alarm over 2024 to 2026 in no_event)`: the stretch of time that a reducer goes over. */
  readonly over?: Stretch;
  readonly nameSpan: Span;
  readonly span: Span;
}

/** A stretch of time in one run; both ends belong to it. Without ends it is the whole run. */
export interface Stretch {
  readonly from?: Expr;
  readonly to?: Expr;
  readonly scenario?: ScenarioRef;
  readonly span: Span;
}

export interface ScenarioRef {
  readonly name: string;
  readonly span: Span;
}

export interface UnaryExpr {
  readonly kind: "unary";
  readonly op: "-" | "+" | "not";
  readonly operand: Expr;
  readonly span: Span;
}

export type BinaryOperator =
  | "+"
  | "-"
  | "*"
  | "/"
  | "^"
  | "mod"
  | "<"
  | "<="
  | ">"
  | ">="
  | "="
  | "<>"
  | "and"
  | "or";

export interface BinaryExpr {
  readonly kind: "binary";
  readonly op: BinaryOperator;
  readonly left: Expr;
  readonly right: Expr;
  readonly opSpan: Span;
  readonly span: Span;
}

export interface IfExpr {
  readonly kind: "if";
  readonly condition: Expr;
  readonly yes: Expr;
  readonly no: Expr;
  readonly span: Span;
}

/** Checks and history only: `radicalised @ 2035 in bundle against base`. */
export interface AtExpr {
  readonly kind: "at";
  readonly quantity: Expr;
  readonly time: Expr;
  /** Undefined is the base run. */
  readonly scenario?: ScenarioRef;
  /** What `change(...)` compares with; undefined is the base run. */
  readonly against?: ScenarioRef;
  readonly span: Span;
}

/** Checks only: `base`, the quantity on the left of the comparison, at the same time, in the base run. */
export interface BaseExpr {
  readonly kind: "base";
  readonly span: Span;
}

/** Checks only: `5 %` or `5 points`. Its number is 5: `change(...)` is in per cent. */
export interface PercentExpr {
  readonly kind: "percent";
  readonly word: "%" | "points";
  readonly value: Expr;
  readonly span: Span;
}

/** Where the reader found no expression; it has been reported. */
export interface ErrorExpr {
  readonly kind: "error";
  readonly span: Span;
}

/** The expressions directly inside one, in the order of the text, positions in subscripts included. */
export function childrenOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case "number":
    case "base":
    case "error":
      return none;
    case "name":
      return positionsIn(expr);
    case "call":
      if (!expr.over && !expr.subscripts) return expr.args;
      return [
        ...positionsIn(expr),
        ...expr.args,
        ...[expr.over?.from, expr.over?.to].filter((end) => end !== undefined),
      ];
    case "unary":
      return [expr.operand];
    case "binary":
      return [expr.left, expr.right];
    case "if":
      return [expr.condition, expr.yes, expr.no];
    case "at":
      return [expr.quantity, expr.time];
    case "percent":
      return [expr.value];
  }
}

/** The positions in the brackets behind a name that are worked out: `age - 1` of `x[age - 1]`. */
export function positionsIn({ subscripts }: NameExpr | CallExpr): readonly Expr[] {
  if (!subscripts) return none;
  return subscripts.flatMap((subscript) => (subscript.kind === "position" ? [subscript.index] : []));
}

const none: readonly Expr[] = [];

/** An expression and everything inside it, outermost first. */
export function walkExpr(expr: Expr): readonly Expr[] {
  const found: Expr[] = [];
  collect(expr, found);
  return found;
}

/** Whether an expression, or one inside it, is as asked. */
export function someExpr(expr: Expr, isIt: (part: Expr) => boolean): boolean {
  return isIt(expr) || childrenOf(expr).some((child) => someExpr(child, isIt));
}

// Every pass walks every expression, which a generator would make slow.
function collect(expr: Expr, found: Expr[]): void {
  found.push(expr);
  for (const child of childrenOf(expr)) collect(child, found);
}

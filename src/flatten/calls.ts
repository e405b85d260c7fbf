import { type CallExpr, type Expr, type NameExpr, type Subscript, walkExpr } from "../model/expression.ts";
import { foldName } from "../model/name.ts";
import type { Span } from "../model/span.ts";
import { Bodies } from "./bodies.ts";
import { partsOverBox } from "./box.ts";
import type { Callable, Rows } from "./callable.ts";
import { type Extent, extentOf, takeStars } from "./extent.ts";
import type { Definition, Hidden } from "./hidden.ts";
import { type Flattener, type Place, pick, placed, type Workshop } from "./place.ts";
import { rewriteChildren } from "./rewrite.ts";
import { flatName, type Scope } from "./scope.ts";

/** So many functions may be open one inside another. */
const mostOpen = 60;

/** Flattens calls: those of functions with a memory and of one's own become hidden variables, or are written out. */
export class Calls {
  readonly #workshop: Workshop;
  readonly #flattener: Flattener;
  readonly #hidden: Hidden;
  readonly #bodies: Bodies;

  constructor(workshop: Workshop, hidden: Hidden, flattener: Flattener) {
    this.#workshop = workshop;
    this.#hidden = hidden;
    this.#flattener = flattener;
    this.#bodies = new Bodies(workshop, hidden, flattener);
  }

  call(expr: CallExpr, place: Place): Expr {
    const { scope } = place;
    const { rows } = this.#workshop;
    const folded = foldName(expr.name);
    const count = expr.args.length;
    const isUnderReducer = place.isUnderReducer || (!expr.over && rows.isReducer(folded, count));
    const flat = (call: CallExpr, name: string = call.name): CallExpr =>
      placed(
        {
          ...rewriteChildren(call, (child) =>
            this.#flattener.expression(child, { ...place, isUnderReducer }),
          ),
          name,
        } as CallExpr,
        place,
      );

    const parameter = scope.kind === "body" ? scope.parameters.get(folded) : undefined;
    if (parameter?.kind === "name") {
      const { subscripts } = parameter;
      return flat(subscripts && !expr.subscripts ? { ...expr, subscripts } : expr, parameter.name);
    }
    if (parameter) {
      this.#workshop.report({
        code: "argument-no-graph",
        severity: "error",
        message: `The function calls ‘${expr.name}’, and what is handed over for it is no graph.`,
        span: parameter.span,
        notes: [{ message: "Hand over the name of a graph, without brackets." }],
      });
      return { kind: "error", span: parameter.span };
    }
    const graph = scope.variables.get(folded);
    if (graph?.kind === "graph") return flat(expr, flatName(scope, graph.name));
    const callable = this.#find(expr, scope);
    const fault = (code: string, message: string): Expr => {
      this.#workshop.report({ code, severity: "error", message, span: expr.span });
      return { kind: "error", span: expr.span };
    };
    if (callable?.kind === "no order")
      return fault(
        "order-not-a-number",
        `The ${callable.parameter} of ‘${expr.name}’ must be written as a whole number.`,
      );
    if (expr.output !== undefined && !hasOutput(callable, expr.output))
      return fault(
        "unknown-output",
        `‘${expr.name}’ is no function of your own, and has no ‘${expr.output}’.`,
      );
    if (!callable) return flat(this.#withVariables(expr, place));
    return this.#expand(expr, callable, place);
  }

  /**
   * Where a function finds its own way through a variable and is given an expression, that gets a name of its own. What
   * has no element of its own is counted from the first.
   */
  #withVariables(call: CallExpr, place: Place): CallExpr {
    const { rows, lands } = this.#workshop;
    const wholes = rows.wholes(foldName(call.name), call.args.length);
    if (wholes.every((i) => call.args[i]?.kind === "name") || !place.mayHide || place.isUnderReducer)
      return call;
    const args = call.args.map((arg, i): Expr => {
      if (arg.kind === "name" || !wholes.includes(i)) return arg;
      const value = this.#flattener.expression(arg, place);
      const extent = extentOf(place.site, [value], [], lands, arg.span);
      if ("conflict" in extent) return arg;
      const name = this.#hidden.fresh(place.owner, foldName(call.name));
      const hidden = this.#hidden.named(name, call.name, value, extent.box, place, call.name);
      const first: Expr = { kind: "number", value: 1, span: arg.span };
      const subscripts = hidden.subscripts?.map(
        ({ span }): Subscript => ({ kind: "position", index: first, span }),
      );
      return { ...hidden, ...(subscripts && { subscripts }) };
    });
    return { ...call, args };
  }

  #find({ name, args }: CallExpr, scope: Scope): ReturnType<Rows["callable"]> {
    const definition = scope.functions.get(foldName(name));
    const handed = (arg: Expr) =>
      (arg.kind === "name" && scope.kind === "body" && scope.parameters.get(foldName(arg.name))) || arg;
    if (!definition) return this.#workshop.rows.callable(foldName(name), args.map(handed));
    return args.length === definition.parameters.length ? { kind: "own", definition } : undefined;
  }

  /** A call becomes a reference to a hidden variable, or what a function without a memory comes to. */
  #expand(call: CallExpr, callable: Callable, place: Place): Expr {
    const { report } = this.#workshop;
    const span = placed(call, place).span;
    const fault = (code: string, message: string, note?: string): Expr => {
      report({
        code,
        severity: "error",
        message,
        span,
        ...(note !== undefined && { notes: [{ message: note }] }),
      });
      return { kind: "error", span };
    };
    const { name } = call;
    const key =
      callable.kind === "own" ? `own ${foldName(name)}` : `row ${foldName(name)} ${call.args.length}`;
    if (place.open.includes(key)) {
      const circle = [...place.open.slice(place.open.indexOf(key)), key]
        .map((one) => `‘${one.split(" ")[1]}’`)
        .join(" calls ");
      return fault("function-circle", `A function cannot call itself: ${circle}.`);
    }
    if (place.open.length >= mostOpen)
      return fault("too-deep", `Functions call functions that call functions, more than ${mostOpen} deep.`);

    const written = call.args.map((arg) => this.#flattener.expression(arg, place));
    const parameters = callable.kind === "own" ? callable.definition.parameters : callable.row.parameters;
    const args = parameters.map((parameter, i): Expr => {
      const otherwise = "otherwise" in parameter ? (parameter.otherwise ?? 0) : 0;
      return written[i] ?? { kind: "number", value: otherwise, span };
    });
    if (callable.kind !== "row" && callable.definition.body.length === 0 && call.output === undefined)
      return this.#bodies.inline(call, callable, args, place, key);
    if (!place.mayHide)
      return fault(
        "no-memory-here",
        `‘${name}’ has a memory, and here stands what must be known before the run.`,
        "Give what it computes a name of its own: aux name = …",
      );
    const offside = written
      .flatMap(walkExpr)
      .find(({ kind }) => kind === "at" || kind === "base" || kind === "percent");
    if (offside)
      return fault(
        "no-memory-here",
        `‘${name}’ looks at every step of a run, and this at one.`,
        "Put the ‘@’ behind the brackets.",
      );

    const starless = place.isUnderReducer
      ? takeStars(args, place.site, this.#workshop.lands)
      : { args, stars: [] };
    const extent = extentOf(place.site, args, starless.stars, this.#workshop.lands, span);
    if ("fault" in starless && starless.fault)
      return fault(
        "stars-in-call",
        `The elements that ‘${name}’ is to go through here do not run side by side.`,
        "Give what it computes a name of its own: aux name[region] = …",
      );
    if ("conflict" in extent)
      return fault(
        "stars-in-call",
        `‘${name}’ would be over ‘${extent.conflict}’ twice: by this equation, and by its stars.`,
        "Give what it computes a name of its own: aux name[region] = …",
      );
    const base = this.#hidden.fresh(place.owner, foldName(name));
    const result =
      callable.kind === "row"
        ? this.#remember(callable.row, base, starless.args, extent, span, place)
        : this.#bodies.instance(call, callable, base, starless.args, extent, place, key);
    if (!result) return { kind: "error", span };
    return { ...result, written: { ...call, args: written, span }, span };
  }

  #remember(
    row: Extract<Callable, { kind: "row" }>["row"],
    base: string,
    args: readonly Expr[],
    { box, picks }: Extent,
    span: Span,
    place: Place,
  ): NameExpr {
    const over = (value: Expr) => partsOverBox(value, box, span);
    const definition: Definition =
      row.kind === "device"
        ? { kind: "device", device: row.name, inputs: args.map(over) }
        : {
            kind: "memory",
            starts: over(args[row.starts]!),
            next: row.next === undefined ? [] : over(args[row.next]!),
          };
    this.#hidden.add(base, row.name, box.dimensions, span, definition, place, row.name);
    return pick(base, picks, span);
  }
}

/** Of one's own functions, it is seen later; of Hence's, only some have any. */
function hasOutput(callable: ReturnType<Rows["callable"]>, output: string): boolean {
  if (callable?.kind !== "macro") return callable?.kind === "own";
  return callable.row.outputs?.some((name) => name === foldName(output)) ?? false;
}

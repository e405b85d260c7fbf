import { type CallExpr, childrenOf, type Expr, type NameExpr, walkExpr } from "../model/expression.ts";
import { foldName } from "../model/name.ts";
import type { FunctionDefinition } from "../model/system.ts";
import { noBox, partsOverBox } from "./box.ts";
import type { Callable, Rows } from "./callable.ts";
import { type Extent, extentOf } from "./extent.ts";
import type { Hidden } from "./hidden.ts";
import {
  type Flattener,
  originIn,
  type Place,
  pick,
  placed,
  plainPlace,
  siteOf,
  type Workshop,
} from "./place.ts";
import { expressionsOf } from "./rewrite.ts";
import { type BodyScope, boxDimensions, byName, flatName } from "./scope.ts";

/** Writes out the bodies of functions: as variables where there are any, else in place of the call. */
export class Bodies {
  readonly #workshop: Workshop;
  readonly #hidden: Hidden;
  readonly #flattener: Flattener;
  readonly #uses = new Map<FunctionDefinition, ReadonlyMap<string, number>>();

  constructor(workshop: Workshop, hidden: Hidden, flattener: Flattener) {
    this.#workshop = workshop;
    this.#hidden = hidden;
    this.#flattener = flattener;
  }

  /** The variables of a body, once more for this call; the answer is the reference to its result. */
  instance(
    call: CallExpr,
    callable: Exclude<Callable, { kind: "row" }>,
    base: string,
    args: readonly Expr[],
    { box, picks }: Extent,
    place: Place,
    key: string,
  ): NameExpr | undefined {
    const { definition } = callable;
    const { report } = this.#workshop;
    const span = placed(call, place).span;
    const at = callable.kind === "macro" ? span : place.scope.kind === "body" ? place.scope.at : undefined;
    const uses = this.#usesOf(definition);
    const parameters = new Map<string, Expr>();
    for (const [i, { name }] of definition.parameters.entries()) {
      const argument = args[i]!;
      const isOften = (uses.get(foldName(name)) ?? 0) > 1;
      parameters.set(
        foldName(name),
        isOften && isWorthAName(argument, this.#workshop.rows)
          ? this.#hidden.named(`${base}>${name}`, name, argument, box, place, definition.name)
          : argument,
      );
    }
    const variables = byName(definition.body);
    const functions = callable.kind === "own" ? place.scope.functions : noFunctions;
    const origin = originIn(place, definition.name);
    const scope: BodyScope = {
      kind: "body",
      base,
      variables,
      parameters,
      box,
      functions,
      origin,
      ...(at && { at }),
    };
    const open = [...place.open, key];
    for (const variable of definition.body) {
      const twice = variable.dimensions.find((own) =>
        boxDimensions(scope, variable).some(({ name }) => foldName(name) === foldName(own.name)),
      );
      if (twice) {
        const message = `‘${variable.name}’ of ‘${definition.name}’ is over ‘${twice.name}’, and so is the equation that calls it.`;
        report({
          code: "dimension-twice",
          severity: "error",
          message,
          span,
          notes: [{ message: "It is declared here.", span: variable.nameSpan }],
        });
        return undefined;
      }
      this.#workshop.lands.dimensionsOf.set(foldName(flatName(scope, variable.name)), [
        ...boxDimensions(scope, variable),
        ...variable.dimensions,
      ]);
    }
    for (const variable of definition.body) this.#flattener.variable(variable, scope, open);

    const wanted =
      call.output ??
      (definition.result.kind === "name" && !definition.result.subscripts
        ? definition.result.name
        : undefined);
    const own = wanted === undefined ? undefined : variables.get(foldName(wanted));
    if (call.output !== undefined && !own) {
      const message = `‘${definition.name}’ has no variable called ‘${call.output}’.`;
      report({ code: "unknown-output", severity: "error", message, span });
      return undefined;
    }
    if (own) {
      const numbers = boxDimensions(scope, own).length === 0 && box.dimensions.length > 0;
      return pick(flatName(scope, own.name), numbers ? [] : picks, span);
    }
    const result = `${base}>result`;
    const value = this.#flattener.expression(definition.result, {
      ...plainPlace(scope, result, siteOf(box, span)),
      open,
    });
    const equation = partsOverBox(value, box, span);
    this.#hidden.add(
      result,
      "result",
      box.dimensions,
      span,
      { kind: "aux", equation },
      place,
      definition.name,
    );
    return pick(result, picks, span);
  }

  /** The result of a function without a body, in place of its call. */
  inline(
    call: CallExpr,
    callable: Exclude<Callable, { kind: "row" }>,
    args: readonly Expr[],
    place: Place,
    key: string,
  ): Expr {
    const { definition } = callable;
    const uses = this.#usesOf(definition);
    const span = placed(call, place).span;
    const parameters = new Map<string, Expr>();
    let base: string | undefined;
    for (const [i, { name }] of definition.parameters.entries()) {
      const argument = args[i]!;
      const isOften = (uses.get(foldName(name)) ?? 0) > 1 && isWorthAName(argument, this.#workshop.rows);
      const mayName = place.mayHide && !place.isUnderReducer && !place.isInBrackets;
      const extent =
        isOften && mayName ? extentOf(place.site, [argument], [], this.#workshop.lands, span) : undefined;
      if (!extent || "conflict" in extent) parameters.set(foldName(name), argument);
      else {
        base ??= this.#hidden.fresh(place.owner, foldName(definition.name));
        parameters.set(
          foldName(name),
          this.#hidden.named(`${base}>${name}`, name, argument, extent.box, place, definition.name),
        );
      }
    }
    const at = callable.kind === "macro" ? span : place.scope.kind === "body" ? place.scope.at : undefined;
    const functions = callable.kind === "own" ? place.scope.functions : noFunctions;
    const scope: BodyScope = {
      kind: "body",
      base: base ?? place.owner,
      variables: new Map(),
      parameters,
      box: noBox,
      functions,
      origin: originIn(place, definition.name),
      ...(at && { at }),
    };
    return this.#flattener.expression(definition.result, { ...place, scope, open: [...place.open, key] });
  }

  /** How often the body of a function speaks of each of its names, by folded name. */
  #usesOf(definition: FunctionDefinition): ReadonlyMap<string, number> {
    const known = this.#uses.get(definition);
    if (known) return known;
    const uses = new Map<string, number>();
    for (const expr of [...definition.body.flatMap(expressionsOf), definition.result]) {
      for (const part of walkExpr(expr)) {
        if (part.kind === "name" || part.kind === "call")
          uses.set(foldName(part.name), (uses.get(foldName(part.name)) ?? 0) + 1);
      }
    }
    this.#uses.set(definition, uses);
    return uses;
  }
}

const noFunctions: ReadonlyMap<string, FunctionDefinition> = new Map();

/** Whether it pays to work an argument out once: numbers and names need no name, and free stars belong to the body. */
function isWorthAName(argument: Expr, rows: Rows): boolean {
  if (argument.kind === "number" || argument.kind === "name" || argument.kind === "error") return false;
  if (argument.kind === "unary") return isWorthAName(argument.operand, rows);
  return !hasFreeStar(argument, rows);
}

function hasFreeStar(expr: Expr, rows: Rows): boolean {
  if (expr.kind === "error") return true;
  if (expr.kind === "call" && rows.isReducer(foldName(expr.name), expr.args.length)) return false;
  if (expr.kind === "name" && expr.subscripts?.some(({ kind }) => kind === "all" || kind === "range"))
    return true;
  return childrenOf(expr).some((child) => hasFreeStar(child, rows));
}

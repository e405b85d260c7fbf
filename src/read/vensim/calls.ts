import { aliasesIn, findForeign, foreignNamed } from "../../functions/dialect.ts";
import type { FunctionRow } from "../../functions/function.ts";
import { functions } from "../../functions/functions.ts";
import type { Expr, Subscript } from "../../model/expression.ts";
import { foldName, nearestName } from "../../model/name.ts";
import type { Graph } from "../../model/variable.ts";
import { areSubscriptsKnown, callExpr, clockExpr, nameExpr, type Place, subscriptsOf } from "./place.ts";
import type { Raw, RawCall } from "./raw.ts";
import { translateSchedule } from "./schedule.ts";
import { freshName } from "./scope.ts";

/** What an expression inside the call means. */
type Translate = (raw: Raw) => Expr;

/** What a call means: a macro, a lookup, a word of the language, or a function of Hence. */
export function translateCall(raw: RawCall, place: Place, translate: Translate): Expr {
  const { scope } = place;
  const key = raw.key;
  if (scope.broken.has(key) || !areSubscriptsKnown(raw.callee, place))
    return { kind: "error", span: raw.span };
  const macro = scope.macros.get(key);
  if (macro) return translateMacro(raw, place, translate);
  const symbol = scope.symbols.get(key);
  if (symbol?.isGraph) return translateLookup(raw, symbol.name, place, translate);
  switch (key) {
    case "if_then_else":
      if (raw.args.length === 3) return translateChoice(raw, translate);
      break;
    case "with_lookup":
      if (raw.args.length === 2) return translateWithLookup(raw, place, translate);
      break;
    case "game":
      if (raw.args.length === 1) return translate(raw.args[0]!);
      break;
    case "a_function_of":
      return fault("unfinished-equation", `The equation of ‘${place.owner}’ is not written yet.`, raw, place);
    case "time_base":
      if (raw.args.length === 2) return translateTimeBase(raw, translate);
      break;
    case "depreciate_by_schedule": {
      const written = raw.args.length === 5 ? translateSchedule(raw, place, translate) : undefined;
      if (written) return written;
      break;
    }
    case "integ":
    case "active_initial":
    case "tabbed_array": {
      const message = `${raw.callee.name.toUpperCase()} stands by itself behind the sign ‘=’, not inside an expression.`;
      return fault("not-alone", message, raw, place);
    }
    default:
      break;
  }
  if (/^get_(direct|xls|123|odbc|vdf)_/.test(key)) {
    const message = `${raw.callee.name.toUpperCase()} stands by itself behind the sign ‘=’, not inside an expression.`;
    return fault("not-alone", message, raw, place);
  }
  const foreign = findForeign("vensim", raw.callee.name, raw.args.length);
  if (!foreign) return reportUnknownFunction(raw, place);
  const { row, order } = foreign;
  const arranged = order ? order.flatMap((index) => raw.args[index] ?? []) : raw.args;
  const args = arranged.map(
    (arg, i) => rangeItself(arg, row, place) ?? starArgument(translate(arg), row, i, place),
  );
  const date = row.name === "get_time_value" ? scope.date.map((value) => numberAt(value, raw.span)) : [];
  const call = callExpr(row.name, [...args, ...date], raw.callee.span, raw.span);
  return raw.output === undefined ? call : { ...call, output: raw.output };
}

/** ELMCOUNT asks about a range itself, not about the place of its element at hand. */
function rangeItself(raw: Raw, { name }: FunctionRow, { scope }: Place): Expr | undefined {
  const range =
    name === "size" && raw.kind === "name" ? scope.ranges.byName.get(foldName(raw.name)) : undefined;
  return range && nameExpr(range.name, raw.span);
}

function numberAt(value: number, span: Expr["span"]): Expr {
  return { kind: "number", value, span };
}

/** Whether an expression is a call of a function of Vensim. */
export function isCallOf(raw: Raw | undefined, ...names: readonly string[]): raw is RawCall {
  return raw?.kind === "call" && names.includes(raw.key);
}

function fault(code: string, message: string, { span }: RawCall, { scope }: Place): Expr {
  scope.report({ code, severity: "error", message, span });
  return { kind: "error", span };
}

function translateChoice({ args, span }: RawCall, translate: Translate): Expr {
  const [condition, yes, no] = args.map((arg) => translate(arg));
  return { kind: "if", condition: condition!, yes: yes!, no: no!, span };
}

/** TIME BASE(start, slope): another clock, that is at `start` when Time is 0. */
function translateTimeBase({ args, span, callee }: RawCall, translate: Translate): Expr {
  const [start, slope] = args.map((arg) => translate(arg));
  const binary = (op: "+" | "*", left: Expr, right: Expr): Expr => ({
    kind: "binary",
    op,
    left,
    right,
    opSpan: callee.span,
    span,
  });
  return binary("+", start!, binary("*", clockExpr("time", callee.span), slope!));
}

function translateMacro(raw: RawCall, place: Place, translate: Translate): Expr {
  const { scope } = place;
  const macro = scope.macros.get(raw.key)!;
  const { length } = macro.parameters;
  if (raw.args.length !== length) {
    const message = `The macro ‘${macro.name}’ takes ${length} argument${length === 1 ? "" : "s"}, and here are ${raw.args.length}.`;
    return fault("argument-count", message, raw, place);
  }
  const args = raw.args.map((arg) => translate(arg));
  // What a macro reads of the model is handed over; its list is complete once all macros have been read.
  const handed = [...macro.globals.values()].map((name): Expr => {
    if (scope.macro) scope.macro.globals.set(foldName(name), name);
    const here = scope.macro ? `${name}$` : name;
    return { kind: "name", name: here, path: [], transposed: false, span: raw.span };
  });
  const call = callExpr(macro.calledAs, [...args, ...handed], raw.callee.span, raw.span);
  return raw.output === undefined ? call : { ...call, output: raw.output };
}

function translateLookup(raw: RawCall, name: string, place: Place, translate: Translate): Expr {
  if (raw.args.length !== 1) {
    const message = `The lookup ‘${name}’ is read at one number, and here are ${raw.args.length}.`;
    return fault("argument-count", message, raw, place);
  }
  const subscripts = subscriptsOf(raw.callee, place);
  const args = raw.args.map((arg) => translate(arg));
  return { ...callExpr(name, args, raw.callee.span, raw.span), ...(subscripts && { subscripts }) };
}

function translateWithLookup(raw: RawCall, place: Place, translate: Translate): Expr {
  const [input, points] = raw.args;
  if (points?.kind !== "points") {
    const message = "The second argument of WITH LOOKUP are the points of a lookup, ((0,0),(1,1)).";
    return fault("missing-points", message, raw, place);
  }
  const name = freshName(`${place.owner} lookup`, place.scope);
  place.add(graphOf(name, points.pairs, points.span));
  return callExpr(name, [translate(input!)], raw.callee.span, raw.span);
}

/** A lookup that no equation of the file names. */
function graphOf(name: string, pairs: readonly (readonly [number, number])[], span: Graph["span"]): Graph {
  const value = { pairs: sortPairs(pairs), outside: "hold", span } as const;
  return {
    kind: "graph",
    name,
    nameSpan: span,
    dimensions: [],
    input: { name: "input", span },
    points: [{ subscripts: [], except: [], otherwise: false, value, span }],
    span,
  };
}

/** Points in rising order of x; of two at the same x, the first stays first. */
export function sortPairs(
  pairs: readonly (readonly [number, number])[],
): readonly (readonly [number, number])[] {
  return pairs.every(([x], i) => i === 0 || pairs[i - 1]![0] <= x)
    ? pairs
    : pairs.toSorted(([a], [b]) => a - b);
}

/**
 * Arguments that are whole rows or matrices have stars in Hence, where Vensim writes the range, or any element of it. The
 * selecting function says by `!` what it goes through.
 */
function starArgument(expr: Expr, row: FunctionRow, index: number, place: Place): Expr {
  const parameter = row.parameters[index];
  if (row.name === "find_zero") return index < 4 ? followLast(expr, place) : expr;
  if (row.kind !== "vector" || row.name === "vector_select") return expr;
  if (parameter === undefined || !("shape" in parameter)) return expr;
  const wanted = parameter.shape === "row" ? 1 : parameter.shape === "matrix" ? 2 : 0;
  return wanted === 0 ? expr : starInside(expr, wanted, place);
}

/** FIND ZERO goes through the last brackets of what it defines: any element in its arguments stands for the one at hand. */
function followLast(expr: Expr, { left }: Place): Expr {
  const range = left.at(-1);
  const last = expr.kind === "name" ? expr.subscripts?.at(-1) : undefined;
  if (expr.kind !== "name" || !expr.subscripts || last?.kind !== "name" || !range) return expr;
  if (!range.indices.has(foldName(last.name))) return expr;
  return { ...expr, subscripts: [...expr.subscripts.slice(0, -1), { ...last, name: range.name }] };
}

function starInside(expr: Expr, wanted: number, place: Place): Expr {
  switch (expr.kind) {
    case "name": {
      const { subscripts } = expr;
      if (!subscripts || subscripts.some(({ kind }) => kind === "all")) return expr;
      const { ranges, symbols } = place.scope;
      const dimensions = symbols.get(foldName(expr.name))?.dimensions ?? [];
      const starred = subscripts.map((subscript, k): Subscript => {
        if (subscript.kind !== "name" || k < subscripts.length - wanted) return subscript;
        const of = ranges.byName.get(foldName(subscript.name))?.name ?? dimensions[k];
        return of === undefined ? subscript : { kind: "all", of, span: subscript.span };
      });
      return { ...expr, subscripts: starred };
    }
    case "unary":
      return { ...expr, operand: starInside(expr.operand, wanted, place) };
    case "binary": {
      const [left, right] = [starInside(expr.left, wanted, place), starInside(expr.right, wanted, place)];
      return { ...expr, left, right };
    }
    default:
      return expr;
  }
}

function reportUnknownFunction(raw: RawCall, place: Place): Expr {
  const { name } = raw.callee;
  const { scope } = place;
  const symbol = scope.symbols.get(foldName(name));
  if (symbol) {
    const message = `‘${symbol.name}’ is a variable and no lookup, so it cannot be read at a number in brackets.`;
    return fault("not-callable", message, raw, place);
  }
  const known = functions.flatMap((row) => aliasesIn(row, "vensim"));
  const [same] = foreignNamed("vensim", foldName(name));
  const message = same
    ? `The function ${name.toUpperCase()} does not take ${raw.args.length} argument${raw.args.length === 1 ? "" : "s"}.`
    : `There is no function or lookup called ‘${name}’.`;
  const near = same
    ? undefined
    : nearestName(name, [...known, ...[...scope.macros.values()].map((macro) => macro.name)]);
  const notes = near === undefined ? [] : [{ message: `Is ‘${near}’ meant?` }];
  const code = same ? "argument-count" : "unknown-function";
  scope.report({ code, severity: "error", message, span: raw.callee.span, notes });
  return { kind: "error", span: raw.span };
}

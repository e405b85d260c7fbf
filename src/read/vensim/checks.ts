import type { Check, CheckLine, CheckRelation, Force, Scenario } from "../../model/argument.ts";
import type { CallExpr, Expr, Stretch } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import type { Span } from "../../model/span.ts";
import type { TimeStatement } from "../../model/system.ts";
import { numberExpr } from "./numbers.ts";
import { callExpr, nameExpr, type Place, subscriptsOf } from "./place.ts";
import type { Range } from "./ranges.ts";
import type { Raw, RawName, RawSubscript } from "./raw.ts";
import { binaryExpr, bodyOf, type RcCall, rcCallOf, startOf } from "./realitycheck.ts";
import type { Scope } from "./scope.ts";
import type { ConditionStatement, TestInputStatement } from "./statement.ts";
import { translate } from "./translate.ts";

/** The reality checks of a file. */
export interface RealityChecks {
  readonly scenarios: readonly Scenario[];
  readonly checks: readonly Check[];
}

/** What the checks of a file are made with. */
interface Bench {
  readonly scope: Scope;
  readonly time: TimeStatement;
  /** When the functions of reality checks begin to bite, unless they say it. */
  readonly start: number;
  readonly inputs: ReadonlyMap<string, TestInputStatement>;
}

/**
 * Turns each `:THE CONDITION: … :IMPLIES: …` into a scenario that forces the condition and a check that the consequence
 * then follows; where the condition has alternatives, each is a scenario of its own.
 */
export function makeChecks(
  conditions: readonly ConditionStatement[],
  inputs: readonly TestInputStatement[],
  scope: Scope,
  time: TimeStatement,
  start: number,
): RealityChecks {
  const byName = new Map(inputs.map((input) => [foldName(input.left.name), input]));
  const bench: Bench = { scope, time, start, inputs: byName };
  const scenarios: Scenario[] = [];
  const checks: Check[] = [];
  for (const condition of conditions) {
    const { left, span } = condition;
    const alternatives = forcesOf(condition.condition, rangesOf(left, scope), bench);
    const lines: CheckLine[] = [];
    for (const [i, forces] of alternatives.entries()) {
      const name = alternatives.length === 1 ? left.name : `${left.name} ${i + 1}`;
      scenarios.push({ name, settings: [], forces, span });
      for (const turn of turnsOf(left, scope)) {
        const consequence = substitute(condition.consequence, turn);
        lines.push(...linesOf(consequence, condition.how, { name, span }, bench));
      }
    }
    if (lines.length > 0) checks.push({ id: left.name, rival: false, because: [], lines, span });
  }
  return { scenarios, checks };
}

/** The elements that stand for the ranges in brackets behind the name of a check, one set for each line of it. */
type Turn = ReadonlyMap<string, string>;

function turnsOf({ subscripts = [] }: RawName, { ranges }: Scope): readonly Turn[] {
  return subscripts.reduce<readonly Turn[]>(
    (turns, { name }) => {
      const range = ranges.byName.get(foldName(name));
      if (!range) return turns;
      return turns.flatMap((turn) =>
        range.elements.map((element) => new Map([...turn, [foldName(name), element.name]])),
      );
    },
    [new Map()],
  );
}

function rangesOf({ subscripts = [] }: RawName, { ranges }: Scope): readonly Range[] {
  return subscripts.flatMap(({ name }) => ranges.byName.get(foldName(name)) ?? []);
}

/** An expression with other subscripts in the place of some. */
function substitute(raw: Raw, turn: Turn): Raw {
  if (turn.size === 0) return raw;
  const name = (each: RawName): RawName =>
    each.subscripts
      ? {
          ...each,
          subscripts: each.subscripts.map((one) => ({
            ...one,
            name: turn.get(foldName(one.name)) ?? one.name,
          })),
        }
      : each;
  switch (raw.kind) {
    case "name":
      return name(raw);
    case "call":
      return { ...raw, callee: name(raw.callee), args: raw.args.map((arg) => substitute(arg, turn)) };
    case "unary":
      return { ...raw, operand: substitute(raw.operand, turn) };
    case "binary":
      return { ...raw, left: substitute(raw.left, turn), right: substitute(raw.right, turn) };
    default:
      return raw;
  }
}

/** What must be forced so that a condition is true: a list for each alternative. */
function forcesOf(raw: Raw, left: readonly Range[], bench: Bench): readonly (readonly Force[])[] {
  const { scope, inputs } = bench;
  switch (raw.kind) {
    case "name": {
      const input = inputs.get(foldName(raw.name));
      if (!input) break;
      const turn = bracketsOf(input.left.subscripts ?? [], raw.subscripts ?? []);
      const variable = substitute(input.variable, turn);
      const value = substitute(input.value, turn);
      return variable.kind === "name" ? [[forceOf(variable, "=", value, raw.span, left, bench)]] : [];
    }
    case "binary":
      if (raw.op === "and") {
        const [first, second] = [forcesOf(raw.left, left, bench), forcesOf(raw.right, left, bench)];
        return first.flatMap((one) => second.map((other) => [...one, ...other]));
      }
      if (raw.op === "or") return [...forcesOf(raw.left, left, bench), ...forcesOf(raw.right, left, bench)];
      if (raw.left.kind === "name" && scope.symbols.has(foldName(raw.left.name)) && /^[<>]?=?$/.test(raw.op))
        return [[forceOf(raw.left, raw.op, raw.right, raw.span, left, bench)]];
      break;
    default:
      break;
  }
  const message = "A condition is a test input, or compares a variable with something: ‘workers = 0’.";
  scope.report({ code: "not-forced", severity: "error", message, span: raw.span });
  return [];
}

/** Which subscripts of a test input stand for which of the condition that names it. */
function bracketsOf(inside: readonly RawSubscript[], outside: readonly RawSubscript[]): Turn {
  return new Map(
    inside.flatMap(({ name }, i) => (outside[i] ? [[foldName(name), outside[i].name] as const] : [])),
  );
}

function forceOf(
  variable: RawName,
  op: string,
  value: Raw,
  span: Span,
  left: readonly Range[],
  { scope, start }: Bench,
): Force {
  const place: Place = { scope, owner: variable.name, left, isReducing: false, add: () => undefined };
  const symbol = scope.symbols.get(foldName(variable.name));
  const name = nameExpr(symbol?.name ?? variable.name, variable.span, subscriptsOf(variable, place));
  const call = rcCallOf(value, scope);
  if (call) {
    const begin = startOf(call, start, place);
    return { name, value: bodyOf(call, begin, name, (raw) => translate(raw, place)), from: begin, span };
  }
  const wanted = translate(value, place);
  const bound = op.startsWith(">") ? "max" : op.startsWith("<") ? "min" : undefined;
  return { name, value: bound === undefined ? wanted : callExpr(bound, [name, wanted], span, span), span };
}

type Scene = { readonly name: string; readonly span: Span };

/** The lines that say that a consequence is true at all times, or as it is told. */
function linesOf(raw: Raw, how: ConditionStatement["how"], scene: Scene, bench: Bench): readonly CheckLine[] {
  if (raw.kind === "binary" && raw.op === "and")
    return [...linesOf(raw.left, how, scene, bench), ...linesOf(raw.right, how, scene, bench)];
  const { scope, time, start } = bench;
  const { span } = raw;
  const place: Place = { scope, owner: scene.name, left: [], isReducing: false, add: () => undefined };
  if (raw.kind !== "binary" || !["<", "<=", ">", ">=", "=", "<>"].includes(raw.op)) {
    // Any other condition: its truth is 1, and never less.
    const truth = over("min", translate(raw, place), { from: time.start, to: time.stop }, scene);
    return [lineOf(truth, ">=", 1, span)];
  }
  const call = rcCallOf(raw.right, scope);
  const left = translate(raw.left, place);
  const begin = call ? startOf(call, start, place) : time.start;
  const right = call ? boundOf(call, begin, scene, place) : translate(raw.right, place);
  const from = call ? begin + call.grace : time.start;
  // A trajectory that ends leaves nothing to compare with behind it.
  const lasts = call?.duration && scope.numbers(call.duration);
  const to = lasts === undefined ? time.stop : Math.min(time.stop, begin + lasts);
  const difference = binaryExpr("-", left, right, span);
  const distance = callExpr("abs", [difference], span, span);
  const stretch = { from, to };
  if (how === "crossing")
    return [
      lineOf(over("min", difference, stretch, scene), "<=", 0, span),
      lineOf(over("max", difference, stretch, scene), ">=", 0, span),
    ];
  // At all times it is the worst moment that counts, and at least once the best.
  const isOnce = how === "at least once";
  switch (raw.op) {
    case "<":
    case "<=":
      return [lineOf(over(isOnce ? "min" : "max", difference, stretch, scene), raw.op, 0, span)];
    case ">":
    case ">=":
      return [lineOf(over(isOnce ? "max" : "min", difference, stretch, scene), raw.op, 0, span)];
    case "=":
      return [lineOf(over(isOnce ? "min" : "max", distance, stretch, scene), "<=", nearlyNothing, span)];
    default:
      return [lineOf(over(isOnce ? "max" : "min", distance, stretch, scene), ">", nearlyNothing, span)];
  }
}

/** Numbers that are computed are equal up to so much. */
const nearlyNothing = 1e-6;

/** What an RC CHECK function compares with: its trajectory from the value that its basis has when it begins. */
function boundOf(call: RcCall, begin: number, { name, span }: Scene, place: Place): Expr {
  const basis = translate(call.basis, place);
  const fixed: Expr = {
    kind: "at",
    quantity: basis,
    time: numberExpr(begin, span),
    scenario: { name, span },
    span: call.span,
  };
  return bodyOf(call, begin, fixed, (raw) => translate(raw, place));
}

function over(
  reducer: "max" | "min",
  expr: Expr,
  { from, to }: { readonly from: number; readonly to: number },
  { name, span }: Scene,
): CallExpr {
  const stretch: Stretch = {
    from: numberExpr(from, span),
    to: numberExpr(to, span),
    scenario: { name, span },
    span,
  };
  return { ...callExpr(reducer, [expr], span, span), over: stretch };
}

function lineOf(
  quantity: Expr,
  op: Extract<CheckRelation, { kind: "compare" }>["op"],
  bound: number,
  span: Span,
): CheckLine {
  return {
    subject: { kind: "quantity", quantity },
    relation: { kind: "compare", op, right: numberExpr(bound, span) },
    always: false,
    span,
  };
}

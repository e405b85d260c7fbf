import type { Facts } from "../check/facts.ts";
import { sizeOf } from "../check/facts.ts";
import { type Check, type CheckLine, type CheckRelation, expressionsIn } from "../model/argument.ts";
import { Bug } from "../model/diagnostic.ts";
import { type Expr, walkExpr } from "../model/expression.ts";
import { foldName } from "../model/name.ts";
import type { Variable } from "../model/variable.ts";
import { elementName, elementsOf } from "./element.ts";
import { everyOf, expressionsOf, type Plan } from "./plan.ts";
import { type Log, probe, type Runs, read, traceOf, type View, viewOf, whyNoNumber } from "./probe.ts";
import { type Position, type Trace, timeAt, valueAt } from "./trace.ts";
import type { CheckLineVerdict, CheckVerdict, Comparison, Verdict } from "./verdict.ts";

/** Judges a check: every line of it must hold. */
export function judgeCheck(check: Check, plan: Plan, runs: Runs): CheckVerdict {
  const lines = check.lines.flatMap((line) => {
    const { forEach } = line;
    if (!forEach) return [judgeLine(line, runs, undefined)];
    const members = plan.members.get(line) ?? [];
    return members.map((scenario) => judgeLine(line, runs, { word: forEach.variable, scenario }));
  });
  return {
    id: check.id,
    verdict: allOf(lines.map(({ verdict }) => verdict)),
    title: check.title ?? null,
    rival: check.rival,
    because: check.because.map(({ id }) => id),
    lines,
  };
}

function allOf(verdicts: readonly CheckLineVerdict["verdict"][]): Verdict {
  if (verdicts.length === 0) return "untestable";
  const judged = verdicts.filter((verdict) => verdict !== "shown");
  if (judged.length === 0) return "context";
  return (["fails", "untestable"] as const).find((verdict) => judged.includes(verdict)) ?? "holds";
}

function judgeLine(line: CheckLine, runs: Runs, member: View["member"]): CheckLineVerdict {
  const view = viewOf(runs, member && { member });
  const subjects = subjectsOf(line, runs.facts);
  if (line.always) return judgeAlways(line, subjects, view);
  const [one] = subjects;
  if (!one || subjects.length > 1) throw new Bug("A line about many quantities does not say ‘always’.");
  return judgeOnce(line, one, view);
}

/** What stands on the left: a quantity, or one element of a variable among many. */
interface Subject {
  readonly name: string | null;
  readonly value: (view: View) => number;
  /** Of one element: what finds its number in a run by position alone. */
  readonly finder?: (trace: Trace) => ((position: Position) => number) | undefined;
}

function subjectsOf({ subject }: CheckLine, facts: Facts): readonly Subject[] {
  switch (subject.kind) {
    case "quantity":
      return [{ name: null, value: (view) => probe(subject.quantity, view) }];
    case "each":
      return subject.quantities.flatMap((quantity) => {
        const meaning = facts.names.meanings.get(quantity);
        if (meaning?.kind !== "variable")
          return [{ name: quantity.name, value: (view) => probe(quantity, view) }];
        return subjectsIn(meaning.variable, elementsOf(facts, quantity, meaning.variable), facts);
      });
    case "every":
      return everyOf(facts, subject.of).flatMap((variable) => subjectsIn(variable, undefined, facts));
  }
}

function subjectsIn(
  variable: Variable,
  elements: readonly number[] | undefined,
  facts: Facts,
): readonly Subject[] {
  const axes = facts.shapes.axes.get(variable) ?? [];
  return (elements ?? Array.from({ length: sizeOf(axes) }, (_, i) => i)).map((element) => ({
    name: elementName(variable.name, axes, element),
    value: (view) => read(variable, element, view),
    finder: (trace) => {
      const column = trace.columns.get(foldName(variable.name));
      return column && ((position) => valueAt(trace, column, element, position));
    },
  }));
}

function judgeOnce(line: CheckLine, { value }: Subject, view: View): CheckLineVerdict {
  const { relation } = line;
  const left = value(view);
  if (!Number.isFinite(left)) return answer(line, view, { verdict: "untestable" });
  const base = baseOf(line, left, value, view);
  if (relation.kind === "show") return answer(line, view, { verdict: "shown", left, base });
  const sides = sidesOf(relation, { ...view, left: value });
  const room = roomOf(relation, left, sides);
  if (!Number.isFinite(room)) return answer(line, view, { verdict: "untestable", left });
  return answer(line, view, {
    verdict: holds(relation, room) ? "holds" : "fails",
    left,
    right: rightOf(sides),
    base,
  });
}

/** Every step of the run; what is told is the moment at which there is least room. */
function judgeAlways(line: CheckLine, subjects: readonly Subject[], view: View): CheckLineVerdict {
  const { relation } = line;
  const trace = traceOf(line.scenario, view);
  if (!trace || relation.kind === "show") return answer(line, view, { verdict: "untestable" });
  let least = Number.POSITIVE_INFINITY;
  let worst: Pick<CheckLineVerdict, "left" | "right" | "worst"> | undefined;
  view.log.traces.add(trace);
  // Of many quantities at many steps, what is the same for all is worked out once.
  const finders = subjects.map(({ finder }) => finder?.(trace));
  const steady = isSteady(line) ? sidesOf(relation, { ...view, moment: { trace, position: 0 } }) : undefined;
  for (let position = 0; position <= trace.steps; position++) {
    const now = { ...view, moment: { trace, position } };
    for (let i = 0; i < subjects.length; i++) {
      const { name, value } = subjects[i]!;
      const left = finders[i]?.(position) ?? value(now);
      const sides = steady ?? sidesOf(relation, { ...now, left: value });
      const room = roomOf(relation, left, sides);
      if (Number.isFinite(room) && room >= least) continue;
      const here = { variable: name, time: timeAt(trace, position), value: left };
      if (!Number.isFinite(room)) return answer(line, view, { verdict: "untestable", worst: here });
      least = room;
      worst = { left, right: rightOf(sides), worst: here };
    }
  }
  if (!worst) return answer(line, view, { verdict: "untestable" });
  return answer(line, view, { verdict: holds(relation, least) ? "holds" : "fails", ...worst });
}

/** Whether a line holds everything against the same numbers, whatever the moment. */
function isSteady({ relation }: CheckLine): boolean {
  return expressionsIn(relation).every((expression) =>
    walkExpr(expression).every(({ kind }) => kind === "number" || kind === "percent" || kind === "unary"),
  );
}

/** What a quantity is held against. */
type Sides =
  | { readonly kind: "one"; readonly value: number }
  | { readonly kind: "range"; readonly low: number; readonly high: number }
  | { readonly kind: "near"; readonly middle: number; readonly far: number };

type Judged = Exclude<CheckRelation, { readonly kind: "show" }>;

function sidesOf(relation: Judged, view: View): Sides {
  switch (relation.kind) {
    case "compare":
      return { kind: "one", value: probe(relation.right, view) };
    case "between":
      return { kind: "range", low: probe(relation.low, view), high: probe(relation.high, view) };
    case "within": {
      const middle = probe(relation.of, view);
      const amount = probe(relation.amount, view);
      const isShare = relation.amount.kind === "percent" && relation.amount.word === "%";
      return { kind: "near", middle, far: isShare ? (amount / 100) * Math.abs(middle) : amount };
    }
  }
}

/** How much room there is before the relation would be broken; less than nought where it is. */
function roomOf(relation: Judged, left: number, sides: Sides): number {
  if (sides.kind === "range") return Math.min(left - sides.low, sides.high - left);
  if (sides.kind === "near") return sides.far - Math.abs(left - sides.middle);
  switch (relation.kind === "compare" && relation.op) {
    case "<":
    case "<=":
      return sides.value - left;
    case ">":
    case ">=":
      return left - sides.value;
    case "<>":
      return Math.abs(left - sides.value);
    default:
      return -Math.abs(left - sides.value);
  }
}

function holds(relation: Judged, room: number): boolean {
  const isStrict = relation.kind === "compare" && ["<", ">", "<>"].includes(relation.op);
  return isStrict ? room > 0 : room >= 0;
}

function rightOf(sides: Sides): CheckLineVerdict["right"] {
  switch (sides.kind) {
    case "one":
      return sides.value;
    case "near":
      return sides.middle;
    case "range":
      return { low: sides.low, high: sides.high };
  }
}

/** The left side in the base run, where the line reads another run and is not a change against one already. */
function baseOf(line: CheckLine, left: number, value: Subject["value"], view: View): Comparison | null {
  const [quantity] = expressionsOf(line);
  if (!quantity || !readsScenario(quantity)) return null;
  const base = value({ ...view, reading: "base" });
  if (!Number.isFinite(base)) return null;
  const ratio = base === 0 ? null : left / base;
  const percent = ratio === null ? null : 100 * (ratio - 1);
  return { value: base, difference: left - base, ratio, percent };
}

function readsScenario(quantity: Expr): boolean {
  const inside = walkExpr(quantity);
  const isChange = inside.some((expr) => expr.kind === "call" && foldName(expr.name) === "change");
  return (
    !isChange &&
    inside.some(
      (expr) => (expr.kind === "at" && expr.scenario) || (expr.kind === "call" && expr.over?.scenario),
    )
  );
}

function answer(
  line: CheckLine,
  view: View,
  found: Pick<CheckLineVerdict, "verdict"> & Partial<CheckLineVerdict>,
): CheckLineVerdict {
  return {
    text: view.runs.textOf(line.span),
    member: view.member?.scenario ?? null,
    note: found.verdict === "untestable" ? whyNoNumber(view) : null,
    left: null,
    right: null,
    base: null,
    worst: null,
    values: measuredIn(view.log),
    ...found,
  };
}

function measuredIn({ measured }: Log): CheckLineVerdict["values"] {
  return [...measured].map(([text, value]) => ({ text, value }));
}

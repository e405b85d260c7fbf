import { type CheckLine, expressionsIn } from "../../model/argument.ts";
import type { Report } from "../../model/diagnostic.ts";
import { childrenOf, type Expr, walkExpr } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import { isNumber } from "../definition.ts";
import type { Resolver } from "./resolve.ts";
import type { RunNames } from "./runs.ts";
import type { Scope } from "./scope.ts";
import type { NameTools } from "./tools.ts";

/** The names in one line of a check: quantities, runs, and what `base` and `change` stand for. */
export function resolveCheckLine(line: CheckLine, { scope, resolver, runs, report }: NameTools): void {
  const { forEach, subject, always } = line;
  if (forEach) runs.checkFamily(forEach.family);
  if (line.scenario) runs.checkRun(line.scenario, forEach?.variable);
  if (subject.kind === "each") {
    for (const quantity of subject.quantities) resolver.resolveVariable(quantity, scope);
  }
  const inCheck: Scope = { ...scope, place: "check" };
  const sideOf = (expr: Expr): Side => {
    resolver.resolve(expr, inCheck);
    const side = { expr, parts: walkExpr(expr) };
    checkRuns(side, runs, forEach?.variable);
    reportUncompared(side, report);
    return side;
  };
  const left = subject.kind === "quantity" ? sideOf(subject.quantity) : undefined;
  const right = expressionsIn(line.relation).map(sideOf);
  if (!always) {
    if (left) reportNoTime(left.expr, resolver, report);
    for (const { expr } of right) reportNoTime(expr, resolver, report);
    if (!left) {
      const message = "A line about many quantities says when: at every step, which is ‘always’.";
      report({ code: "no-time", severity: "error", message, span: line.span });
    }
  }
  if (left)
    reportBase(
      left,
      "‘base’ is the quantity on the left of the comparison, and cannot be a part of it.",
      report,
    );
  if (left && !always && !left.parts.some(readsRun)) {
    const message =
      "‘base’ is the quantity on the left, at its time, in the base run; on the left stands no time.";
    for (const side of right) reportBase(side, message, report);
  }
}

/** What stands on one side of a comparison, and everything in it. */
interface Side {
  readonly expr: Expr;
  readonly parts: readonly Expr[];
}

function reportBase({ parts }: Side, message: string, report: Report): void {
  for (const { kind, span } of parts)
    if (kind === "base") report({ code: "base-of-nothing", severity: "error", message, span });
}

function checkRuns({ parts }: Side, runs: RunNames, member: string | undefined): void {
  for (const part of parts) {
    if (part.kind === "at" && part.scenario) runs.checkRun(part.scenario, member);
    if (part.kind === "at" && part.against) runs.checkRun(part.against, member);
    if (part.kind === "call" && part.over?.scenario) runs.checkRun(part.over.scenario, member);
  }
}

function isChange(expr: Expr): boolean {
  return expr.kind === "call" && foldName(expr.name) === "change";
}

/** Whether an expression says itself at what time it is read. */
function readsRun(expr: Expr): boolean {
  return expr.kind === "at" || (expr.kind === "call" && expr.over !== undefined);
}

/** `change(…)` without a quantity at a time, and `against` without `change`. */
function reportUncompared({ parts }: Side, report: Report): void {
  const compared = new Set<Expr>();
  for (const part of parts) {
    if (isChange(part)) {
      for (const inside of walkExpr(part)) compared.add(inside);
      if (walkExpr(part).some(readsRun)) continue;
      const message = "‘change’ compares a quantity at one time in two runs, and here stands no time.";
      const notes = [{ message: "Say when, and in which run: change(anger @ 2030 in strong)" }];
      report({ code: "no-time", severity: "error", message, span: part.span, notes });
    } else if (part.kind === "at" && part.against && !compared.has(part)) {
      const message = `‘against ${part.against.name}’ says what ‘change’ compares with, and here is no ‘change’.`;
      const notes = [{ message: `Write change(… against ${part.against.name}), or subtract the two.` }];
      report({ code: "against-without-change", severity: "error", message, span: part.against.span, notes });
    }
  }
}

/** A variable that is read at no time: what it is worth depends on when. Numbers are the same at every time. */
function reportNoTime(expr: Expr, { meanings }: Resolver, report: Report): void {
  const waiting: Expr[] = [expr];
  for (let part = waiting.pop(); part; part = waiting.pop()) {
    if (part.kind === "name") {
      const meaning = meanings.get(part);
      const isSteady = meaning?.kind === "variable" ? isNumber(meaning.variable) : meaning?.kind !== "clock";
      if (isSteady) continue;
      const message = `‘${part.name}’ has another value at every time, and here stands no time.`;
      const notes = [{ message: `Say when: ${part.name} @ 2020; or put ‘always’ behind the line.` }];
      report({ code: "no-time", severity: "error", message, span: part.span, notes });
    } else if (part.kind === "at") {
      waiting.push(part.time);
    } else if (part.kind === "call" && part.over) {
      waiting.push(...[part.over.from, part.over.to].filter((end) => end !== undefined));
    } else if (!isChange(part)) {
      waiting.push(...childrenOf(part));
    }
  }
}

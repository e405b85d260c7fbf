import type { CheckLine } from "../../model/argument.ts";
import type { Report } from "../../model/diagnostic.ts";
import { childrenOf, type Expr, walkExpr } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import { isNumber } from "../definition.ts";
import type { Resolver } from "./resolve.ts";
import type { RunNames } from "./runs.ts";
import type { NameTools } from "./tools.ts";

/** The names in one line of a check: quantities, runs, and what `base` and `change` stand for. */
export function resolveCheckLine(line: CheckLine, { scope, resolver, runs, report }: NameTools): void {
  const { forEach, subject, always } = line;
  if (forEach) runs.checkFamily(forEach.family);
  if (line.scenario) runs.checkRun(line.scenario, forEach?.variable);
  const left = subject.kind === "quantity" ? [subject.quantity] : [];
  const right = rightOf(line);

  if (subject.kind === "each") {
    for (const quantity of subject.quantities) resolver.resolveVariable(quantity, scope);
  }
  for (const expr of [...left, ...right]) {
    resolver.resolve(expr, { ...scope, place: "check" });
    checkRuns(expr, runs, forEach?.variable);
    reportUncompared(expr, report);
  }
  if (!always) {
    for (const expr of [...left, ...right]) reportNoTime(expr, resolver, report);
    if (subject.kind !== "quantity") {
      const message = "A line about many quantities says when: at every step, which is ‘always’.";
      report({ code: "no-time", severity: "error", message, span: line.span });
    }
  }
  const hasLeft = subject.kind !== "quantity" || always || walkExpr(subject.quantity).some(readsRun);
  for (const [side, exprs] of [["left", left] as const, ["right", right] as const]) {
    for (const base of exprs.flatMap((expr) => walkExpr(expr).filter(({ kind }) => kind === "base"))) {
      if (side === "right" && hasLeft) continue;
      const message =
        side === "left"
          ? "‘base’ is the quantity on the left of the comparison, and cannot be a part of it."
          : "‘base’ is the quantity on the left, at its time, in the base run; on the left stands no time.";
      report({ code: "base-of-nothing", severity: "error", message, span: base.span });
    }
  }
}

function rightOf({ relation }: CheckLine): readonly Expr[] {
  switch (relation.kind) {
    case "compare":
      return [relation.right];
    case "between":
      return [relation.low, relation.high];
    case "within":
      return [relation.amount, relation.of];
    case "show":
      return [];
  }
}

function checkRuns(expr: Expr, runs: RunNames, member: string | undefined): void {
  for (const part of walkExpr(expr)) {
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
function reportUncompared(expr: Expr, report: Report): void {
  const compared = new Set<Expr>();
  for (const part of walkExpr(expr)) {
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

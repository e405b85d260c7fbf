import type { Claim, ClaimRef, EffectTest } from "../../model/argument.ts";
import type { NameExpr } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import type { Model } from "../../model/system.ts";
import { isGraphOfTime, isNumber, kindWithArticle } from "../definition.ts";
import { resolveCheckLine } from "./check.ts";
import type { NameTools } from "./tools.ts";

/** The names in claims, links, loops, checks and history. */
export function resolveArgument(model: Model, tools: NameTools): void {
  const { scope, resolver } = tools;
  for (const claim of model.claims) resolveClaim(claim, tools);
  for (const { paths, because } of model.links) {
    for (const { variables } of paths) resolvePath(variables, tools);
    resolveReferences(because, tools);
  }
  for (const { path, because } of model.loops) {
    resolvePath(path, tools);
    resolveReferences(because, tools);
  }
  for (const { lines, because } of model.checks) {
    resolveReferences(because, tools);
    for (const line of lines) resolveCheckLine(line, tools);
  }
  for (const { bands } of model.history) {
    for (const { quantity } of bands) resolver.resolve(quantity, { ...scope, place: "check" });
  }
}

function resolveClaim({ places, tests }: Claim, tools: NameTools): void {
  const { scope, vocabulary, resolver, runs, suggest, report } = tools;
  for (const { source, span } of places) {
    if (vocabulary.sources.has(foldName(source))) continue;
    const message =
      source === ""
        ? "This place does not say which source it is in: essay 11.2"
        : `There is no source called ‘${source}’.`;
    report({
      code: "unknown-source",
      severity: "error",
      message,
      span,
      ...suggest(source, vocabulary.sources.values()),
    });
  }
  for (const test of tests) {
    resolver.resolve(test.effect, scope);
    if (test.kind === "contrast") {
      runs.checkRun(test.left);
      runs.checkRun(test.right);
    } else {
      resolveCause(test, tools);
    }
  }
}

/** A cause is one variable or an element of one, which can be moved. */
function resolveCause({ cause, move }: EffectTest, { scope, resolver, report }: NameTools): void {
  if (cause.kind !== "name") {
    resolver.resolve(cause, scope);
    if (cause.kind === "error") return;
    const message =
      "What a claim moves is one variable, or an element of one; this is worked out from others.";
    const notes = [{ message: "Give it a name of its own: aux name = …" }];
    report({ code: "cause-not-movable", severity: "error", message, span: cause.span, notes });
    return;
  }
  const variable = resolver.resolveVariable(cause, scope);
  if (!variable) return;
  const { name, kind } = variable;
  const span = cause.span;
  if (kind === "module" || (kind === "graph" && !isGraphOfTime(variable))) {
    const message = `‘${name}’ is ${kindWithArticle(variable)}, and has no value that a claim could move.`;
    const notes =
      kind === "graph" ? [{ message: "Move what it is called with, or an aux that calls it." }] : [];
    report({ code: "cause-not-movable", severity: "error", message, span, notes });
  } else if (move.kind === "to" && !isNumber(variable)) {
    const message = `‘set to’ gives a constant, a lever or a switch a value, and ‘${name}’ is ${kindWithArticle(variable)}.`;
    const notes = [{ message: "Move it along its path: moved by 50 %" }];
    report({ code: "cannot-be-set", severity: "error", message, span, notes });
  }
}

/** The stations of a link or a loop. */
function resolvePath(path: readonly NameExpr[], { scope, resolver }: NameTools): void {
  for (const station of path) resolver.resolveVariable(station, scope);
}

function resolveReferences(because: readonly ClaimRef[], { vocabulary, suggest, report }: NameTools): void {
  for (const { id, span } of because) {
    if (vocabulary.claims.has(foldName(id))) continue;
    const message = `There is no claim called ‘${id}’.`;
    report({
      code: "unknown-claim",
      severity: "error",
      message,
      span,
      ...suggest(id, vocabulary.claims.values(), span),
    });
  }
}

import type { Parameter } from "../../functions/function.ts";
import { findFunction, functions, functionsNamed } from "../../functions/functions.ts";
import type { Report } from "../../model/diagnostic.ts";
import type { CallExpr } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import { kindWithArticle } from "../definition.ts";
import type { Callee } from "../facts.ts";
import type { Scope } from "./scope.ts";
import { listNames, type Suggest } from "./suggestion.ts";
import type { Vocabulary } from "./vocabulary.ts";

/**
 * What a call calls: a graph, a function of one's own, or one of Hence's. Undefined where that was reported, and for
 * `change` in a check, which is no function but a way to compare two runs.
 */
export function findCallee(
  call: CallExpr,
  scope: Scope,
  vocabulary: Vocabulary,
  suggest: Suggest,
  report: Report,
): Callee | undefined {
  const { name, args, nameSpan } = call;
  const folded = foldName(name);
  const fault = (code: string, message: string, note?: string) => {
    const notes = note === undefined ? {} : { notes: [{ message: note }] };
    report({ code, severity: "error", message, span: nameSpan, ...notes });
    return undefined;
  };

  if (scope.place === "check" && folded === "change") {
    if (args.length === 1 && !call.over) return undefined;
    return fault("argument-count", "‘change’ takes one quantity at one time: change(anger @ 2030 in strong)");
  }
  if (call.over && !overTime.includes(folded))
    return fault("not-over-time", `‘${name}’ does not go over time; ${listNames(overTime)} do.`);

  // A parameter may be a graph: what is handed over is seen where the function is called.
  if (scope.parameters?.has(folded)) return undefined;
  const variable = scope.variables.get(folded);
  if (variable?.kind === "graph") {
    if (args.length === 1) return { kind: "graph", graph: variable };
    const message = `The graph ‘${name}’ takes one input, ${variable.input.name}, and here ${areGiven(args.length)}.`;
    return fault("argument-count", message);
  }

  if (call.subscripts) {
    const message = `‘${name}’ is no graph: brackets before the input choose one of an array of graphs.`;
    return fault("not-callable", message);
  }

  const definition = vocabulary.functions.get(folded);
  if (definition) {
    const { parameters } = definition;
    if (args.length !== parameters.length) {
      const message = `‘${name}’ takes ${inWords([parameters.length])}, and here ${areGiven(args.length)}.`;
      return fault("argument-count", message, `It is declared as ${pattern(definition.name, parameters)}.`);
    }
    return { kind: "own", definition };
  }

  const row = findFunction(folded, args.length);
  if (row) return { kind: "function", row };
  const rows = functionsNamed(folded);
  if (rows.length > 0) {
    const counts = rows.flatMap(({ parameters }) => countsOf(parameters));
    const message = `‘${name}’ takes ${inWords(counts)}, and here ${areGiven(args.length)}.`;
    const patterns = rows.map(({ parameters }) => pattern(folded, parameters)).join(" or ");
    return fault("argument-count", message, `It is written ${patterns}.`);
  }
  if (variable) {
    const message = `‘${name}’ is ${kindWithArticle(variable)}: only functions and graphs can be called.`;
    return fault("not-callable", message, `To multiply, write the sign: ${name} * (…)`);
  }
  report({
    code: "unknown-function",
    severity: "error",
    message: `There is no function and no graph called ‘${name}’.`,
    span: nameSpan,
    ...suggest(name, namesIn(scope, vocabulary), nameSpan),
  });
  return undefined;
}

function* namesIn(scope: Scope, vocabulary: Vocabulary): Generator<string> {
  for (const { name } of functions) yield name;
  for (const { name } of vocabulary.functions.values()) yield name;
  for (const { name, kind } of scope.variables.values()) if (kind === "graph") yield name;
}

/** What `max(x over 2012 to 2020)` may be. */
const overTime = ["max", "min", "mean"];

function countsOf(parameters: readonly Parameter[]): readonly number[] {
  const needed = parameters.filter(({ otherwise }) => otherwise === undefined).length;
  return parameters.map((_, index) => index + 1).filter((count) => count >= needed);
}

function pattern(name: string, parameters: readonly { readonly name: string }[]): string {
  return `${name}(${parameters.map((parameter) => parameter.name).join(", ")})`;
}

function inWords(counts: readonly number[]): string {
  const sorted = [...new Set(counts)].sort((a, b) => a - b);
  const last = sorted.pop() ?? 0;
  const numbers = sorted.length > 0 ? `${sorted.join(", ")} or ${last}` : `${last}`;
  return last === 0 ? "no arguments" : `${numbers} ${last === 1 ? "argument" : "arguments"}`;
}

function areGiven(count: number): string {
  return count === 1 ? "1 is given" : count === 0 ? "none is given" : `${count} are given`;
}

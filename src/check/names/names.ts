import type { Fix, Report } from "../../model/diagnostic.ts";
import type { Expr } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import type { FunctionDefinition, Model } from "../../model/system.ts";
import type { Stream, Variable } from "../../model/variable.ts";
import { clausesOf, eachValue, isNumber, kindWithArticle, streamsOf } from "../definition.ts";
import type { Names } from "../facts.ts";
import { reportNoNumber } from "../fixed.ts";
import { resolveArgument } from "./argument.ts";
import { createResolver, type Resolver } from "./resolve.ts";
import { createRunNames } from "./runs.ts";
import { resolveScenarios } from "./scenario.ts";
import type { Scope } from "./scope.ts";
import { createSuggest } from "./suggestion.ts";
import { listVocabulary } from "./vocabulary.ts";

/**
 * Finds out which thing each name in the model means. A name that is several things is first of all a variable, then a
 * dimension, an element, a unit; in brackets it is a dimension or an element. `time`, `dt`, `start_time` and `stop_time`
 * are what the clock says, and can be nothing else.
 */
export function resolveNames(model: Model, report: Report): Names {
  const vocabulary = listVocabulary(model, report);
  const suggest = createSuggest();
  const resolver = createResolver(vocabulary, suggest, report);
  const runs = createRunNames(vocabulary, suggest, report);
  const scope: Scope = { variables: vocabulary.variables, place: "equation" };

  // What is wrong with a function is told as that of the function, before its calls are looked at.
  for (const definition of model.functions) resolveDefinition(definition, resolver, report);
  resolveVariables(model.variables, scope, resolver, report);
  const tools = { scope, vocabulary, resolver, runs, suggest, report };
  resolveScenarios(model, tools);
  resolveArgument(model, tools);

  const { variables, dimensions, scenarios } = vocabulary;
  const { meanings, callees, reads } = resolver;
  return { model, variables, dimensions, scenarios, meanings, callees, reads };
}

/** A function of one's own sees its parameters and its own variables. */
function resolveDefinition(definition: FunctionDefinition, resolver: Resolver, report: Report): void {
  const parameters = new Set<string>();
  for (const { name, span } of definition.parameters) {
    if (parameters.has(foldName(name))) {
      const message = `‘${definition.name}’ has two parameters called ‘${name}’.`;
      report({ code: "name-twice", severity: "error", message, span });
    }
    parameters.add(foldName(name));
  }
  const variables = new Map(definition.body.map((variable) => [foldName(variable.name), variable]));
  const scope: Scope = { variables, parameters, place: "equation" };
  resolveVariables(definition.body, scope, resolver, report);
  resolver.resolve(definition.result, scope);
}

function resolveVariables(
  variables: readonly Variable[],
  scope: Scope,
  resolver: Resolver,
  report: Report,
): void {
  const driven = new Set<Variable>();
  const resolveValue = (value: Expr, _: unknown, variable: Variable) => {
    resolver.resolve(value, scope);
    if (isNumber(variable) && value.kind !== "number")
      reportNoNumber(value, resolver, report, () => ({
        words: `The value of the ${variable.kind} ‘${variable.name}’`,
        fix: asAux(variable),
      }));
  };
  for (const variable of variables) {
    eachValue(variable, resolveValue);
    const clauses = clausesOf(variable);
    const { inflows, outflows } = streamsOf(variable);
    if (clauses.length === 0 && inflows.length === 0 && outflows.length === 0) continue;
    for (const expr of clauses) resolver.resolve(expr, scope);
    for (const stream of inflows) resolveStream(stream, scope, resolver, report);
    for (const stream of outflows) {
      const flow = resolveStream(stream, scope, resolver, report);
      if (flow && variable.kind !== "stock") driven.add(flow);
    }
  }
  for (const variable of variables) {
    if (variable.kind === "flow" && variable.equation.length === 0 && !driven.has(variable)) {
      const { name, nameSpan: span } = variable;
      const message = `The flow ‘${name}’ has no equation.`;
      const notes = [{ message: "Only a flow that a conveyor, queue or oven lets out may be without." }];
      report({ code: "no-equation", severity: "error", message, span, notes });
    }
    if (variable.kind === "input" && variable.equation.length === 0 && !scope.parameters) {
      const { name, nameSpan: span } = variable;
      const message = `The input ‘${name}’ has no value where this system runs by itself.`;
      const notes = [{ message: `Give it one, which a port replaces: input ${name} = 1` }];
      report({ code: "no-equation", severity: "error", message, span, notes });
    }
  }
}

function resolveStream(
  stream: Stream,
  scope: Scope,
  resolver: Resolver,
  report: Report,
): Variable | undefined {
  if (stream.share) resolver.resolve(stream.share, scope);
  const flow = resolver.resolveFlow(stream.flow, scope);
  if (!flow || flow.kind === "flow") return flow;
  report({
    code: "not-a-flow",
    severity: "error",
    message: `‘${flow.name}’ is ${kindWithArticle(flow)}; only flows fill and empty a stock.`,
    span: stream.flow.span,
    notes: [{ message: "What is not conserved can be added up by a count.", span: flow.nameSpan }],
  });
  return undefined;
}

/** The fix that lets a variable be computed: its word becomes `aux`. */
function asAux({ kind, span }: Variable): Fix {
  const word = { ...span, to: span.from + kind.length };
  return { title: "Make it an aux, which is computed from others", span: word, insert: "aux" };
}

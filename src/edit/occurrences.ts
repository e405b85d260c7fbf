import { clausesOf, equationsOf, streamsOf } from "../check/definition.ts";
import type { CheckLine, Scenario } from "../model/argument.ts";
import { never } from "../model/diagnostic.ts";
import {
  type CallExpr,
  childrenOf,
  type Expr,
  type NameExpr,
  type ScenarioRef,
  type Subscript,
} from "../model/expression.ts";
import { foldName } from "../model/name.ts";
import type { Span } from "../model/span.ts";
import type { Part, Variable } from "../model/variable.ts";
import { contentOf, type Token } from "../read/token.ts";
import { clockNames } from "../read/words.ts";
import type { Named, SystemNames } from "./named.ts";
import { isNamed, type Words } from "./words.ts";

/** A place where a name stands. */
export interface Occurrence {
  readonly named: Named;
  /** The name alone, quotation marks included. */
  readonly span: Span;
  /** What a name there could mean: everything, only what is inside a function, or in brackets dimensions first. */
  readonly place: "plain" | "function" | "brackets" | "module" | "other";
}

/** What the names in an expression are looked for in. */
interface Scope {
  readonly names: SystemNames;
  /** In a function: its parameters and variables, besides which it sees no variables. */
  readonly inside?: ReadonlyMap<string, Named>;
  /** In a line `for each one in singles:`, what `one` is. */
  readonly member?: Named;
}

/** All places of names in the statements of one system; those of its modules are not gone into. */
export function occurrencesIn(names: SystemNames, words: Words): readonly Occurrence[] {
  const found: Occurrence[] = [];
  const { model } = names;
  const add = (
    named: Named | undefined,
    token: Token | undefined,
    source: string,
    place: Occurrence["place"],
  ) => {
    if (named && token) found.push({ named, span: { source, from: token.from, to: token.to }, place });
  };
  const addIn = (named: Named | undefined, span: Span, place: Occurrence["place"] = "other") => {
    const folded = named && foldName(named.name);
    const token = words.within(span).find((each) => folded !== undefined && isNamed(each, folded));
    add(named, token, span.source, place);
  };
  const declare = (named: Named | undefined) => {
    if (named?.span && named.span !== named.statement)
      found.push({ named, span: named.span, place: "other" });
  };

  const nameExpr = (expr: NameExpr, scope: Scope, inBrackets: boolean): void => {
    const tokens = words.within(expr.span);
    const { source } = expr.span;
    const place = scope.inside ? "function" : inBrackets ? "brackets" : "plain";
    const last = tokens[expr.path.length];
    if (expr.path.length === 0) add(meaningOf(expr.name, scope, inBrackets), last, source, place);
    else throughPath(expr, tokens, scope);
    subscripts(expr.subscripts, scope);
  };
  const throughPath = ({ path, name, span }: NameExpr, tokens: readonly Token[], { names: here }: Scope) => {
    const first = foldName(path[0]!);
    const isElement = path.length === 1 && !here.modules.has(first);
    if (isElement) {
      add(here.dimensions.get(first), tokens[0], span.source, "other");
      add(here.elements.get(foldName(name)), tokens[1], span.source, "other");
      return;
    }
    let inner: SystemNames | undefined = here;
    for (const [i, step] of path.entries()) {
      add(inner?.variables.get(foldName(step)), tokens[i], span.source, i === 0 ? "plain" : "module");
      inner = inner?.modules.get(foldName(step));
    }
    add(inner?.variables.get(foldName(name)), tokens[path.length], span.source, "module");
  };
  const subscripts = (all: readonly Subscript[] | undefined, scope: Scope): void => {
    for (const subscript of all ?? []) {
      const { span } = subscript;
      const [first, second] = words.within(span);
      switch (subscript.kind) {
        case "name":
          add(meaningOf(subscript.name, scope, true), first, span.source, "brackets");
          break;
        case "all":
          if (subscript.of !== undefined)
            add(scope.names.dimensions.get(foldName(subscript.of)), first, span.source, "brackets");
          break;
        case "range":
          add(scope.names.elements.get(foldName(subscript.from)), first, span.source, "brackets");
          add(scope.names.elements.get(foldName(subscript.to)), second ?? first, span.source, "brackets");
          break;
        case "position":
          expression(subscript.index, scope, true);
          break;
        default:
          never(subscript);
      }
    }
  };
  const call = (expr: CallExpr, scope: Scope, inBrackets: boolean): void => {
    const { name, nameSpan, output, over, span } = expr;
    const folded = foldName(name);
    const variable = (scope.inside ?? scope.names.variables).get(folded);
    const isCalled = variable?.kind === "parameter" || variable?.variable?.kind === "graph";
    const [token] = words.within(nameSpan);
    const called = isCalled ? variable : scope.names.functions.get(folded);
    if (token && isNamed(token, folded))
      add(called, token, nameSpan.source, scope.inside ? "function" : "plain");
    subscripts(expr.subscripts, scope);
    for (const arg of expr.args) expression(arg, scope, inBrackets);
    if (over?.from) expression(over.from, scope, inBrackets);
    if (over?.to) expression(over.to, scope, inBrackets);
    run(over?.scenario, scope);
    if (output !== undefined) {
      const inside = scope.names.insides.get(folded);
      add(inside?.get(foldName(output)), words.within(span).at(-1), span.source, "module");
    }
  };
  const run = (ref: ScenarioRef | undefined, { names: here, member }: Scope): void => {
    if (!ref) return;
    const folded = foldName(ref.name);
    const named = member && foldName(member.name) === folded ? member : here.scenarios.get(folded);
    addIn(named, ref.span);
  };
  const expression = (expr: Expr, scope: Scope, inBrackets = false): void => {
    if (expr.kind === "name") nameExpr(expr, scope, inBrackets);
    else if (expr.kind === "call") call(expr, scope, inBrackets);
    else for (const child of childrenOf(expr)) expression(child, scope, inBrackets);
    if (expr.kind === "at") {
      run(expr.scenario, scope);
      run(expr.against, scope);
    }
  };

  const unit = (of: { readonly unit?: { readonly factors: readonly { name: string; span: Span }[] } }) => {
    for (const { name, span } of of.unit?.factors ?? []) addIn(names.units.get(foldName(name)), span);
  };
  const parts = (all: readonly Part<unknown>[]) => {
    for (const { subscripts: own, except } of all)
      for (const subscript of [own, ...except].flat())
        if (subscript.kind === "name") {
          const folded = foldName(subscript.name);
          addIn(names.dimensions.get(folded) ?? names.elements.get(folded), subscript.span, "brackets");
        }
  };
  const variableOf = (variable: Variable, named: Named | undefined, scope: Scope): void => {
    declare(named);
    for (const { name, span } of variable.dimensions) addIn(names.dimensions.get(foldName(name)), span);
    unit(variable);
    for (const { parts: all } of equationsOf(variable)) {
      parts(all);
      for (const { value } of all) expression(value, scope);
    }
    const { inflows, outflows } = streamsOf(variable);
    for (const { flow, share } of [...inflows, ...outflows]) {
      if (share) expression(share, scope);
      expression(flow, scope);
    }
    for (const clause of clausesOf(variable)) expression(clause, scope);
    ofKind(variable, scope);
  };
  const ofKind = (variable: Variable, scope: Scope): void => {
    switch (variable.kind) {
      case "graph":
      case "data":
        parts(variable.points);
        parts(variable.files ?? []);
        if (variable.kind === "graph") unit(variable.input);
        return;
      case "const":
        parts(variable.files ?? []);
        return;
      case "conveyor":
      case "queue":
      case "oven":
        for (const { how, flow } of variable.spreads ?? []) {
          expression(flow, scope);
          if (how.kind === "graph") expression(how.graph, scope);
        }
        addOverflows(variable.overflows ?? [], variable.span, scope);
        return;
      case "module": {
        const inner = scope.names.modules.get(foldName(variable.name));
        for (const { input, span } of variable.ports) {
          const token = words.within(span).find((each, i) => i > 0 && isNamed(each, foldName(input)));
          add(inner?.variables.get(foldName(input)), token, span.source, "module");
        }
        return;
      }
      default:
        return;
    }
  };
  const addOverflows = (flows: readonly string[], span: Span, scope: Scope) => {
    const tokens = words.within(span);
    for (const flow of flows) {
      const at = tokens.findIndex(
        (each, i) => each.text === "overflow" && isNamed(tokens[i + 1] ?? each, foldName(flow)),
      );
      if (at >= 0)
        add(
          (scope.inside ?? scope.names.variables).get(foldName(flow)),
          tokens[at + 1],
          span.source,
          "plain",
        );
    }
  };
  const checkLine = (line: CheckLine, scope: Scope) => {
    const { forEach, subject, relation } = line;
    let inner = scope;
    if (forEach) {
      run(forEach.family, scope);
      // `for each one in …`: the third name of the line, where the line is not misspelt.
      const token = words.within(line.span).find((each) => isNamed(each, foldName(forEach.variable)));
      if (token) {
        const span = { source: line.span.source, from: token.from, to: token.to };
        const member: Named = { kind: "member", name: forEach.variable, span, statement: line.span };
        declare(member);
        inner = { ...scope, member };
      }
    }
    if (subject.kind === "quantity") expression(subject.quantity, inner);
    else if (subject.kind === "each") for (const quantity of subject.quantities) expression(quantity, inner);
    if (relation.kind === "compare") expression(relation.right, inner);
    else if (relation.kind === "between")
      for (const end of [relation.low, relation.high]) expression(end, inner);
    else if (relation.kind === "within")
      for (const side of [relation.amount, relation.of]) expression(side, inner);
    run(line.scenario, inner);
  };
  const scenarioOf = ({ settings, forces, on, eachOf, time }: Scenario, scope: Scope) => {
    for (const setting of settings) {
      expression(setting.name, scope);
      if (setting.kind !== "points") expression(setting.value, scope);
    }
    for (const { name, value } of forces ?? []) {
      expression(name, scope);
      expression(value, scope);
    }
    run(on, scope);
    run(eachOf, scope);
    if (time) units(time.span);
  };
  /** Of a stretch that is no expression: the names of units in it. */
  const units = (span: Span) => {
    for (const token of words.within(span))
      add(names.units.get(foldName(contentOf(token))), token, span.source, "other");
  };

  const scope: Scope = { names };
  const { varying } = model.time;
  units(model.time.span);
  for (const expr of [varying?.step, varying?.stop, varying?.saveEvery]) if (expr) expression(expr, scope);
  for (const named of names.units.values()) declare(named);
  for (const dimension of model.dimensions) {
    declare(names.dimensions.get(foldName(dimension.name)));
    if (dimension.of !== undefined) {
      const token = words.within(dimension.span)[3];
      add(names.dimensions.get(foldName(dimension.of)), token, dimension.span.source, "other");
    }
    for (const { name, span } of dimension.elements) {
      const folded = foldName(name);
      addIn(names.dimensions.get(folded) ?? names.elements.get(folded), span);
    }
  }
  for (const { from, to, span } of model.mappings) {
    const [, first, , second, ...others] = words.within(span);
    add(names.dimensions.get(foldName(from)), first, span.source, "other");
    add(names.dimensions.get(foldName(to)), second, span.source, "other");
    for (const token of others) {
      const folded = foldName(contentOf(token));
      add(names.dimensions.get(folded) ?? names.elements.get(folded), token, span.source, "other");
    }
  }
  for (const named of [...names.sectors, ...names.others]) declare(named);
  for (const named of [...names.functions.values(), ...names.sources.values()]) declare(named);
  for (const named of [...names.claims.values(), ...names.scenarios.values()]) declare(named);
  for (const variable of model.variables)
    variableOf(variable, names.variables.get(foldName(variable.name)), scope);
  for (const definition of model.functions) {
    const inside = names.insides.get(foldName(definition.name)) ?? new Map<string, Named>();
    for (const parameter of definition.parameters) {
      declare(inside.get(foldName(parameter.name)));
      unit(parameter);
    }
    unit(definition);
    const within: Scope = { names, inside };
    for (const variable of definition.body) variableOf(variable, inside.get(foldName(variable.name)), within);
    expression(definition.result, within);
  }
  for (const claim of model.claims) {
    for (const { source, span } of claim.places) addIn(names.sources.get(foldName(source)), span);
    for (const test of claim.tests) {
      expression(test.effect, scope);
      if (test.kind === "contrast") {
        run(test.left, scope);
        run(test.right, scope);
      } else {
        expression(test.cause, scope);
        units(test.after.span);
      }
    }
  }
  for (const { paths, because } of model.links) {
    for (const { variables } of paths) for (const station of variables) expression(station, scope);
    for (const { id, span } of because) addIn(names.claims.get(foldName(id)), span);
  }
  for (const { path, because } of model.loops) {
    for (const station of path) expression(station, scope);
    for (const { id, span } of because) addIn(names.claims.get(foldName(id)), span);
  }
  for (const scenario of model.scenarios) scenarioOf(scenario, scope);
  for (const { lines, because } of model.checks) {
    for (const line of lines) checkLine(line, scope);
    for (const { id, span } of because) addIn(names.claims.get(foldName(id)), span);
  }
  for (const { bands } of model.history) for (const { quantity } of bands) expression(quantity, scope);
  return found;
}

/** What a name means in an expression, as the pass of names finds it. */
function meaningOf(name: string, { names, inside }: Scope, inBrackets: boolean): Named | undefined {
  const folded = foldName(name);
  const parameter = inside?.get(folded);
  if (parameter?.kind === "parameter") return parameter;
  if (clockNames.has(folded)) return undefined;
  const variable = inside ? parameter : names.variables.get(folded);
  const inDimension = names.dimensions.get(folded) ?? names.elements.get(folded);
  if (inBrackets && inDimension) return inDimension;
  return variable ?? inDimension ?? names.units.get(folded);
}

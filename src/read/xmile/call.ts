import type { FunctionRow } from "../../functions/function.ts";
import { type CallExpr, type Expr, walkExpr } from "../../model/expression.ts";
import { foldName, nearestName } from "../../model/name.ts";
import { dimensionBehind } from "./brackets.ts";
import { readContent } from "./content.ts";
import { errorAt } from "./fault.ts";
import { findVariable, nameParts } from "./find.ts";
import { clockNames, rowsCalled } from "./foreign.ts";
import type { CallTools } from "./ground.ts";
import { itemInWords, pickedBy } from "./item.ts";
import { fillDefaults } from "./macrocall.ts";
import { expandMacro, findMacro } from "./macroexpand.ts";
import { itemName } from "./pick.ts";
import { translateInnerProduct, translateReducer } from "./reducer.ts";
import type { GraphHead } from "./terms.ts";

/** A call of XMILE in Hence's words: of a graph, an array by its flat index, a macro, a function. */
export function translateCall(call: CallExpr, tools: CallTools): Expr {
  const { ground, surroundings, translate } = tools;
  const { args, span, nameSpan } = call;
  const folded = foldName(call.name);
  if (folded === "@") return unknownPosition(call, tools);
  if (call.name === itemName) return translateItem(call, tools);
  if (folded === "*.*") return translateInnerProduct(call, tools);
  if (folded === ":") return unknownRange(call, tools);
  const each = (list: readonly Expr[]) => list.map((arg) => translate(arg, surroundings));

  const found = findVariable(nameParts(call.name), ground.node);
  if (found?.declared.graph && args.length === 1)
    return callGraph(found.declared.graph, found.path, call, each(args));
  if (found && found.declared.dimensions.length > 0 && args.length === 1) {
    const subscripts = [{ kind: "position", index: translate(args[0]!), span } as const];
    return { kind: "name", name: found.declared.name, path: found.path, subscripts, transposed: false, span };
  }
  if (args.length === 0 && clockNames.has(folded))
    return translate({ kind: "name", name: call.name, path: [], transposed: false, span });
  const macro = findMacro(call.name, args.length, ground.node);
  if (macro) {
    const expanded = expandMacro(macro, call, tools);
    return expanded ?? { ...call, name: macro.name, args: each(fillDefaults(macro, args)) };
  }

  if (folded === "if_then_else" && args.length === 3) {
    const [condition, yes, no] = each(args);
    return { kind: "if", condition: condition!, yes: yes!, no: no!, span };
  }
  if ((folded === "lookup" || folded === "lookup_extrapolate") && args.length === 2) {
    const table = lookUp(call, tools);
    if (table) return table;
  }
  const contained = reduceGraph(call, tools) ?? readContent(call, tools);
  if (contained) return contained;
  const reduced = translateReducer(call, tools);
  if (reduced) return reduced;
  // `RANK(a[Region], 1)` of an array at hand is the rank of its own element; of a whole one, the element of a rank.
  const name =
    folded === "rank" && args.length === 2 && followsTheLeft(args[0]!, tools) ? "VECTOR RANK" : call.name;
  const foreign = ground.node.shared.findFunction(name, args.length);
  if (!foreign) return unknownFunction(call, tools);
  const { row, order } = foreign;
  const ordered = order ? order.flatMap((place) => args[place] ?? []) : args;
  return { kind: "call", name: row.name, args: argumentsOf(row, ordered, tools), nameSpan, span };
}

function callGraph(
  graph: GraphHead,
  path: readonly string[],
  call: CallExpr,
  args: readonly Expr[],
): CallExpr {
  return { ...call, name: [...path, graph.name].join("."), args };
}

/** `LOOKUP(tables[A], x)`: a graph, or one of an array of graphs, at an input. */
function lookUp(call: CallExpr, { ground, surroundings, translate }: CallTools): Expr | undefined {
  const [table, input] = call.args;
  if (table?.kind !== "name" || !input) return undefined;
  const found = findVariable(table, ground.node);
  if (!found?.declared.graph) return undefined;
  const { graph } = found.declared;
  const translated = translate(table, surroundings);
  const subscripts =
    translated.kind === "name" && graph.dimensions.length > 0 ? translated.subscripts : undefined;
  const args = [translate(input, surroundings)];
  const called = callGraph(graph, found.path, call, args);
  return subscripts ? { ...called, subscripts } : called;
}

/** What brings the y-values of a graph together: `MIN(effect)` (XMILE 1.0, 3.7.1.3). */
const graphReducers: ReadonlyMap<string, string> = new Map([
  ["sum", "lookup_sum"],
  ["mean", "lookup_mean"],
  ["min", "lookup_min"],
  ["max", "lookup_max"],
  ["size", "lookup_size"],
  ["stddev", "lookup_stddev"],
]);

function reduceGraph(call: CallExpr, tools: CallTools): Expr | undefined {
  const name = graphReducers.get(foldName(call.name).replace(/^std\./, ""));
  const [arg, ...others] = call.args;
  if (name === undefined || arg?.kind !== "name" || others.length > 0) return undefined;
  const graph = findVariable(arg, tools.ground.node)?.declared.graph;
  // Of an array of them without brackets, the values are brought together, as of any array.
  if (!graph || (graph.dimensions.length > 0 && !arg.subscripts)) return undefined;
  if (arg.subscripts?.some(({ kind }) => kind === "all" || kind === "range")) return undefined;
  return { ...call, name, args: [tableOf(arg, tools)] };
}

/** Arguments, those that take rows or whole graphs being read as such. */
function argumentsOf(row: FunctionRow, args: readonly Expr[], tools: CallTools): readonly Expr[] {
  const { translate, surroundings } = tools;
  return args.map((arg, i) => {
    if (row.kind === "vector") {
      const shape = row.parameters[i]?.shape ?? "number";
      if (shape === "whole") return wholeArray(arg, tools);
      return shape === "row" || shape === "matrix"
        ? translate(arg, { inReducer: true, asRows: true })
        : translate(arg, surroundings);
    }
    if (row.kind === "table" && i === 0) return tableOf(arg, tools);
    return translate(arg, surroundings);
  });
}

/** Whether an argument names dimensions of the left in brackets. */
function followsTheLeft(arg: Expr, { ground }: CallTools): boolean {
  const left = new Set(ground.owner?.dimensions.map(foldName) ?? []);
  return walkExpr(arg).some(
    (expr) =>
      expr.kind === "name" &&
      expr.subscripts?.some((subscript) => subscript.kind === "name" && left.has(foldName(subscript.name))),
  );
}

/** An array from whose elements others are found: a variable, or what is worked out, kept as one and met at its first. */
function wholeArray(arg: Expr, { ground, surroundings, translate }: CallTools): Expr {
  const value = translate(arg, surroundings);
  if (value.kind === "name" || !ground.keep || !ground.owner) return value;
  const kept = ground.keep(value);
  const { dimensions } = ground.node.shared;
  const subscripts = ground.owner.dimensions.map((name) => {
    const behind = dimensions.get(foldName(dimensionBehind(name, dimensions)));
    return { kind: "name", name: behind?.elements[0]?.name ?? name, span: arg.span } as const;
  });
  return { ...kept, subscripts };
}

/** The graph behind a variable that is one, where a function reads the graph itself. */
function tableOf(arg: Expr, { ground, translate }: CallTools): Expr {
  const found = arg.kind === "name" ? findVariable(arg, ground.node) : undefined;
  const translated = translate(arg);
  if (translated.kind !== "name" || !found?.declared.graph) return translated;
  const { subscripts, ...rest } = translated;
  const isArray = found.declared.graph.dimensions.length > 0;
  return { ...rest, name: found.declared.graph.name, ...(isArray && subscripts && { subscripts }) };
}

/** An item of a graph, a queue or a conveyor, picked by brackets of its own (XMILE 1.0, 3.7.1.3). */
function translateItem(call: CallExpr, tools: CallTools): Expr {
  const { ground, surroundings, translate } = tools;
  const picked = pickedBy(call, ground);
  if (!picked) {
    const message =
      "Brackets pick an item by its number from a graph, a queue or a conveyor, and from nothing else.";
    ground.report(errorAt("xmile-equation", message, call.span));
    return { kind: "error", span: call.span };
  }
  const { container, index, declared } = picked;
  if (!declared.graph) return translate(itemInWords(call, container, index), surroundings);
  return { ...call, name: "lookup_item", args: [tableOf(container, tools), translate(index, surroundings)] };
}

function unknownRange({ span }: CallExpr, { ground }: CallTools): Expr {
  const message = "A range whose ends are worked out stands only in the argument of SUM, MEAN and the like.";
  ground.report(errorAt("xmile-equation", message, span));
  return { kind: "error", span };
}

function unknownPosition({ span }: CallExpr, { ground }: CallTools): Expr {
  ground.report(
    errorAt(
      "xmile-equation",
      "‘@’ stands in brackets only, and names a dimension of the left by its number.",
      span,
    ),
  );
  return { kind: "error", span };
}

function unknownFunction(call: CallExpr, { ground }: CallTools): Expr {
  const { name, args, nameSpan, span } = call;
  const macros = ground.node.shared.macros.get(foldName(name)) ?? [];
  const rows = rowsCalled(name);
  if (macros.length > 0 || rows.length > 0) {
    const counts = [...new Set([...macros, ...rows].map(({ parameters }) => parameters.length))].sort(
      (a, b) => a - b,
    );
    const message = `‘${name}’ takes ${counts.join(" or ")} arguments, and here ${args.length} are given.`;
    ground.report(errorAt("argument-count", message, nameSpan));
    return { kind: "error", span };
  }
  const variable = findVariable(nameParts(name), ground.node);
  if (variable) {
    const message = `‘${variable.declared.name}’ is no function and no graph, and cannot be called.`;
    ground.report(errorAt("not-callable", message, nameSpan, "To multiply, write the sign *."));
    return { kind: "error", span };
  }
  const candidates = [...ground.node.shared.macros.values()].flatMap((each) =>
    each.map((macro) => macro.name),
  );
  const near = nearestName(name, candidates);
  const note =
    near !== undefined
      ? `Is ‘${near}’ meant?`
      : "If it is a macro, the file that defines it has to be included; in this file it is not defined.";
  ground.report(
    errorAt("unknown-function", `There is no function, macro or graph called ‘${name}’.`, nameSpan, note),
  );
  return { kind: "error", span };
}

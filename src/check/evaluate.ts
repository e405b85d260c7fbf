import type { Clock, FunctionRow } from "../functions/function.ts";
import { operators } from "../functions/operators.ts";
import { Bug } from "../model/diagnostic.ts";
import type { AtExpr, BaseExpr, CallExpr, Expr, NameExpr } from "../model/expression.ts";
import type { Graph, Variable } from "../model/variable.ts";
import type { Pick, Shapes } from "./facts.ts";
import { type PointTable, readPoints } from "./lookup.ts";

/** What an equation sees when it is computed for one element at one time. */
export interface Surroundings {
  readonly clock: Clock;
  /** The place of the element along each axis of the equation. */
  readonly at: readonly number[];
  /** The value now; of graphs of time and of data series too, where their bare names stand. */
  readonly value: (variable: Variable, element: number) => number;
  /** The points of a graph that is called. */
  readonly table: (variable: Variable, element: number) => PointTable;
  /** In checks: what reads a run at another time, or another run: `x @ 2020`, `base`, `change(…)`, `max(… over …)`. */
  readonly probe?: (expr: AtExpr | BaseExpr | CallExpr) => number;
}

/** An expression made ready to be computed many times. */
export type Equation = (around: Surroundings) => number;

/**
 * The value of an expression for one element at one time: the slow, plain arithmetic that defines what equations mean.
 * Compiled equations give the same bits. Names and shapes have been checked.
 */
export function evaluate(expr: Expr, shapes: Shapes, around: Surroundings): number {
  return prepareEquation(expr, shapes)(around);
}

/** Looks up once everything in an expression that does not change from element to element and from time to time. */
export function prepareEquation(expr: Expr, shapes: Shapes): Equation {
  const compute = prepare(expr, shapes);
  return (around) => compute(around, []);
}

/** `turns` says where the loops of the innermost reducer around stand. */
type Compute = (around: Surroundings, turns: readonly number[]) => number;

function prepare(expr: Expr, shapes: Shapes): Compute {
  switch (expr.kind) {
    case "number":
      return () => expr.value;
    case "name":
      return prepareName(expr, shapes);
    case "call":
      return prepareCall(expr, shapes);
    case "unary": {
      const { value } = operators.unary[expr.op];
      const operand = prepare(expr.operand, shapes);
      return (around, turns) => value(operand(around, turns));
    }
    case "binary": {
      const { value } = operators.binary[expr.op];
      const [left, right] = [prepare(expr.left, shapes), prepare(expr.right, shapes)];
      return (around, turns) => value(left(around, turns), right(around, turns));
    }
    case "if": {
      const [condition, yes, no] = [expr.condition, expr.yes, expr.no].map((part) => prepare(part, shapes));
      return (around, turns) => (condition!(around, turns) !== 0 ? yes! : no!)(around, turns);
    }
    case "percent":
      return prepare(expr.value, shapes);
    case "at":
    case "base":
      return prepareProbe(expr);
    case "error":
      throw new Bug("An expression that could not be read is evaluated.");
  }
}

function prepareName(expr: NameExpr, shapes: Shapes): Compute {
  const meaning = shapes.names.meanings.get(expr);
  switch (meaning?.kind) {
    case "variable": {
      const { variable } = meaning;
      const element = prepareElement(variable, shapes.picks.get(expr), shapes);
      return (around, turns) => {
        const index = element(around, turns);
        return index < 0 ? 0 : around.value(variable, index);
      };
    }
    case "clock":
      return ({ clock }) => clock[meaning.word];
    case "unit":
      return () => 1;
    case "element":
      return () => meaning.index + 1;
    case "dimension": {
      const found = shapes.positions.get(expr);
      if (!found) throw new Bug(`‘${expr.name}’ follows no axis.`);
      const { positions } = found;
      return found.kind === "along"
        ? ({ at }) => positions[at[found.axis]!]!
        : (_, turns) => positions[turns[found.loop]!]!;
    }
    case "parameter":
    case undefined:
      throw new Bug(`‘${expr.name}’ has no value.`);
  }
}

/** The row-major index of the element that is picked, or -1 outside. */
type PickElement = (around: Surroundings, turns: readonly number[]) => number;

function prepareElement(variable: Variable, picks: readonly Pick[] | undefined, shapes: Shapes): PickElement {
  const axes = shapes.axes.get(variable) ?? [];
  const chosen = (picks ?? []).map((pick) => preparePick(pick, shapes));
  const [only] = chosen;
  if (only && chosen.length === 1) return only;
  if (axes.length !== chosen.length) throw new Bug(`‘${variable.name}’ is read without picking an element.`);
  return (around, turns) => {
    let element = 0;
    for (const [i, pick] of chosen.entries()) {
      const index = pick(around, turns);
      if (index < 0) return -1;
      element = element * axes[i]!.elements.length + index;
    }
    return element;
  };
}

function preparePick(pick: Pick, shapes: Shapes): PickElement {
  switch (pick.kind) {
    case "fixed":
      return () => pick.index;
    case "along":
      return ({ at }) => pick.indices[at[pick.axis]!]!;
    case "over":
      return (_, turns) => pick.indices[turns[pick.loop]!]!;
    case "computed": {
      const index = prepare(pick.index, shapes);
      return (around, turns) => {
        const position = Math.trunc(index(around, turns));
        return position >= 1 && position <= pick.length ? position - 1 : -1;
      };
    }
  }
}

function prepareCall(expr: CallExpr, shapes: Shapes): Compute {
  const callee = shapes.names.callees.get(expr);
  if (!callee || expr.over) return prepareProbe(expr);
  switch (callee.kind) {
    case "function":
      return prepareFunction(callee.row, expr, shapes);
    case "graph":
      return prepareGraph(callee.graph, expr, shapes);
    case "own":
      throw new Bug(`‘${callee.definition.name}’ is called in a run.`);
  }
}

function prepareFunction(row: FunctionRow, expr: CallExpr, shapes: Shapes): Compute {
  const args = expr.args.map((arg) => prepare(arg, shapes));
  if (row.kind === "pointwise") {
    const missing = row.parameters.slice(args.length).map(({ otherwise }) => otherwise!);
    return (around, turns) => row.value([...args.map((arg) => arg(around, turns)), ...missing], around.clock);
  }
  if (row.kind !== "reducer") throw new Bug(`‘${expr.name}’ cannot be evaluated by itself.`);
  const loops = shapes.loops.get(expr);
  const [item] = args;
  if (!loops || !item) throw new Bug(`‘${expr.name}’ goes over nothing.`);
  return (around) => {
    const items: number[] = [];
    const turns = loops.map(() => 0);
    do items.push(item(around, turns));
    while (advance(turns, loops));
    return row.value(items);
  };
}

/** Goes on to the next turn of nested loops, the last loop turning fastest; false where there is none. */
function advance(turns: number[], lengths: readonly number[]): boolean {
  for (let loop = turns.length - 1; loop >= 0; loop--) {
    turns[loop]!++;
    if (turns[loop]! < lengths[loop]!) return true;
    turns[loop] = 0;
  }
  return false;
}

function prepareGraph(graph: Graph, expr: CallExpr, shapes: Shapes): Compute {
  const element = prepareElement(graph, shapes.graphPicks.get(expr), shapes);
  const [input] = expr.args.map((arg) => prepare(arg, shapes));
  if (!input) throw new Bug(`‘${expr.name}’ is read nowhere.`);
  return (around, turns) => {
    const index = element(around, turns);
    return index < 0 ? 0 : readPoints(around.table(graph, index), input(around, turns));
  };
}

function prepareProbe(expr: AtExpr | BaseExpr | CallExpr): Compute {
  return ({ probe }) => {
    if (!probe) throw new Bug("A run is read where there is none.");
    return probe(expr);
  };
}

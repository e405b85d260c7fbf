import type { Clock, FunctionRow, Peek, Reducer, TableReader, Vector } from "../functions/function.ts";
import { operators } from "../functions/operators.ts";
import { Bug } from "../model/diagnostic.ts";
import type { AtExpr, BaseExpr, CallExpr, Expr, NameExpr } from "../model/expression.ts";
import type { Model } from "../model/system.ts";
import type { Graph, Variable } from "../model/variable.ts";
import {
  carryOutNumber,
  carryOutRandom,
  carryOutTable,
  carryOutVector,
  type PlainArgument,
} from "../procedures/carry.ts";
import type { Draws } from "../procedures/philox.ts";
import type { PlainMachine } from "../procedures/plain.ts";
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
  /** What a call draws with. */
  readonly draws?: (call: CallExpr, turns: readonly number[]) => Draws<number>;
  /** The state of a device. */
  readonly device?: (
    variable: Variable,
    element: number,
  ) => { readonly machine: PlainMachine; readonly address: number };
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

/** Whether steps, pulses, ramps and data keep within a step what they are at its beginning, as in Vensim. */
export function holdsEvents({ time }: Model): boolean {
  return time.like === "vensim";
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
      return ({ clock }) => clock[meaning.word] ?? clock.step;
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
  if (row.kind === "table") return prepareTable(row, expr, shapes);
  if (row.kind === "vector") return prepareVector(row, expr, shapes);
  if (row.kind === "peek") return preparePeek(row, expr, shapes);
  const args = expr.args.map((arg) => prepare(arg, shapes));
  const missing = row.parameters.slice(args.length).map(({ otherwise }) => otherwise!);
  const numbers: (...where: Parameters<Compute>) => readonly number[] = (around, turns) => [
    ...args.map((arg) => arg(around, turns)),
    ...missing,
  ];
  switch (row.kind) {
    case "pointwise": {
      const isHeld = holdsEvents(shapes.names.model) && row.family === "time";
      const clockOf = ({ clock }: Surroundings): Clock =>
        isHeld && clock.begun !== undefined ? { ...clock, time: clock.begun } : clock;
      return (around, turns) => row.value(numbers(around, turns), clockOf(around));
    }
    case "algorithm":
      return (around, turns) => carryOutNumber(row.procedure, numbers(around, turns));
    case "random":
      return (around, turns) => {
        const draws = around.draws?.(expr, turns);
        if (!draws) throw new Bug("What is drawn at random is computed outside of a run.");
        return carryOutRandom(row.procedure, numbers(around, turns), draws);
      };
    case "solving":
      // What it is looked for by; the run looks for it.
      return row.seeks === "itself" ? args[row.residual]! : () => Number.NaN;
    case "reducer":
      return prepareReducer(row, args, expr, shapes);
    default:
      throw new Bug(`‘${expr.name}’ cannot be evaluated by itself.`);
  }
}

function prepareReducer(row: Reducer, args: readonly Compute[], expr: CallExpr, shapes: Shapes): Compute {
  const loops = shapes.loops.get(expr);
  const [item] = args;
  if (!loops || !item) throw new Bug(`‘${expr.name}’ goes over nothing.`);
  return (around) => row.value(allTurns(item, loops, around));
}

function allTurns(item: Compute, loops: readonly number[], around: Surroundings): readonly number[] {
  const items: number[] = [];
  const turns = loops.map(() => 0);
  do items.push(item(around, turns));
  while (advance(turns, loops));
  return items;
}

/** A graph or a series that is an argument, read in the way of a function. */
/** Looks into the state of the device that the first argument names. */
function preparePeek(row: Peek, expr: CallExpr, shapes: Shapes): Compute {
  const [device, ...rest] = expr.args;
  const meaning = device?.kind === "name" ? shapes.names.meanings.get(device) : undefined;
  if (device?.kind !== "name" || meaning?.kind !== "variable") throw new Bug(`‘${expr.name}’ looks nowhere.`);
  const { variable } = meaning;
  const element = prepareElement(variable, shapes.picks.get(device), shapes);
  const args = rest.map((arg) => prepare(arg, shapes));
  return (around, turns) => {
    const index = element(around, turns);
    if (index < 0) return 0;
    const { clock } = around;
    const state = around.device?.(variable, index);
    // Outside of a run nothing is known of a state.
    if (!state) return Number.NaN;
    const now = { time: clock.begun ?? clock.time, step: clock.step };
    return row.procedure(
      state.machine,
      args.map((arg) => arg(around, turns)),
      state.address,
      now,
    );
  };
}

function prepareTable(row: TableReader, expr: CallExpr, shapes: Shapes): Compute {
  const [graph, ...rest] = expr.args;
  const meaning = graph?.kind === "name" ? shapes.names.meanings.get(graph) : undefined;
  if (graph?.kind !== "name" || meaning?.kind !== "variable")
    throw new Bug(`‘${expr.name}’ reads no points.`);
  const element = prepareElement(meaning.variable, shapes.picks.get(graph), shapes);
  const args = rest.map((arg) => prepare(arg, shapes));
  const missing = row.parameters.slice(expr.args.length).map(({ otherwise }) => otherwise!);
  return (around, turns) => {
    const index = element(around, turns);
    if (index < 0) return 0;
    const table = around.table(meaning.variable, index);
    const given = [...args.map((arg) => arg(around, turns)), ...missing];
    return row.procedure ? carryOutTable(row.procedure, table.pairs, given) : readPoints(table, given[0]!);
  };
}

/** A call of a function over whole rows: computed anew for each of its results. */
function prepareVector(row: Vector, expr: CallExpr, shapes: Shapes): Compute {
  const shape = shapes.vectors.get(expr);
  if (!shape) throw new Bug(`‘${expr.name}’ goes over nothing.`);
  const args = row.parameters.map((parameter, i) => {
    const arg = expr.args[i];
    if (!arg) return (): PlainArgument => parameter.otherwise!;
    if (parameter.shape === "whole") return prepareWhole(arg, shape.arguments[i]![0]!, shapes);
    const item = prepare(arg, shapes);
    if (parameter.shape === "number") return item;
    const loops = shape.arguments[i]!;
    return (around: Surroundings): PlainArgument => {
      const numbers = allTurns(item, loops, around);
      return { numbers, columns: parameter.shape === "matrix" ? loops.at(-1)! : numbers.length, place: 0 };
    };
  });
  const { result } = row;
  const lengths = result.kind === "number" ? [] : shape.arguments[result.along]!;
  const picks = shape.result.map((pick) => preparePick(pick, shapes));
  return (around, turns) => {
    const given = args.map((arg) => arg(around, turns));
    const counts = given.map((arg) => (typeof arg === "number" ? 1 : arg.numbers.length));
    const count = result.kind === "number" ? 1 : counts[result.along]!;
    const results = carryOutVector(row.procedure, given, count, row.scratch?.(counts) ?? 0);
    let index = 0;
    for (const [loop, length] of lengths.entries()) {
      const own = picks[loop]!(around, turns);
      if (own < 0) return 0;
      index = index * length + own;
    }
    return results[index]!;
  };
}

function prepareWhole(
  arg: Expr,
  size: number,
  shapes: Shapes,
): (around: Surroundings, turns: readonly number[]) => PlainArgument {
  const meaning = arg.kind === "name" ? shapes.names.meanings.get(arg) : undefined;
  if (arg.kind !== "name" || meaning?.kind !== "variable") throw new Bug("A whole array is no variable.");
  const { variable } = meaning;
  const place = prepareElement(variable, shapes.picks.get(arg), shapes);
  return (around, turns) => ({
    numbers: Array.from({ length: size }, (_, i) => around.value(variable, i)),
    columns: size,
    place: place(around, turns),
  });
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

import { isGraphOfTime } from "../check/definition.ts";
import { evaluate } from "../check/evaluate.ts";
import { evaluationsIn, type Facts, sizeOf } from "../check/facts.ts";
import { isHidden } from "../check/hidden.ts";
import type { PointTable } from "../check/lookup.ts";
import { Bug } from "../model/diagnostic.ts";
import { type Expr, walkExpr } from "../model/expression.ts";
import type { DataSeries, Part, Points, Variable } from "../model/variable.ts";
import { missing } from "../procedures/missing.ts";
import type { Slot, SlotDimension, SlotRole, Table } from "../run/program.ts";
import { elementsOf } from "./element.ts";

/** Where the numbers and the points of every variable lie, and the declared ones. */
export interface Expansion {
  /** In the order of the model. */
  readonly slots: ReadonlyMap<Variable, Slot>;
  readonly tableSlots: ReadonlyMap<Variable, Slot>;
  readonly width: number;
  readonly stocks: number;
  readonly memories: number;
  readonly inputs: readonly number[];
  readonly tables: readonly Table[];
}

/**
 * Gives every variable its place in the row: inputs, then stocks, memories, and what is computed, in the order of
 * evaluation, so that the first faulty number of a row is where a fault began. Arrays are taken apart into their elements.
 */
export function expandVariables(facts: Facts): Expansion {
  const { variables } = facts.model;
  const roles = new Map(variables.map((variable) => [variable, roleOf(variable, facts)]));
  const inputs = variables.filter((variable) => roles.get(variable) === "input");
  const stocks = variables.filter((variable) => roles.get(variable) === "stock");
  const memories = variables.filter((variable) => roles.get(variable) === "memory");
  const evaluated = new Set(evaluationsIn(facts.order.active).map(({ variable }) => variable));
  const computed = [...evaluated].filter((variable) => roles.get(variable) === "computed");

  const numbers = placesOf(
    [...inputs, ...stocks, ...memories, ...computed],
    facts,
    (variable) => roles.get(variable)!,
  );
  const withPoints = variables.filter((variable) => variable.kind === "graph" || variable.kind === "data");
  const sizeOfAll = (some: readonly Variable[]): number =>
    some.reduce((count, variable) => count + numbers.slots.get(variable)!.size, 0);
  const points = placesOf(withPoints, facts, ({ kind }) => (kind === "data" ? "series" : "table"));
  return {
    slots: new Map(variables.flatMap((variable) => pairWith(variable, numbers.slots.get(variable)))),
    tableSlots: points.slots,
    width: numbers.end,
    stocks: sizeOfAll(stocks),
    memories: sizeOfAll(memories),
    inputs: inputs.flatMap((variable) => declaredNumbers(variable, facts)),
    tables: withPoints.flatMap((variable) => declaredTables(variable, facts)),
  };
}

/** Whether a variable's value at every time is that of its points. */
export function isReadAtTime(variable: Variable): boolean {
  return variable.kind === "data" || isGraphOfTime(variable);
}

/** The points of one element of a graph or of data, and how they are read. */
export function declaredTable(variable: Variable, facts: Facts, element: number): PointTable {
  if (variable.kind !== "graph" && variable.kind !== "data")
    throw new Bug(`‘${variable.name}’ has no points.`);
  const points = facts.partOf<Points>(variable, variable.points, element)?.value;
  const pairs = points?.pairs ?? [];
  const outside = points?.outside ?? "hold";
  if (variable.kind !== "data") return { pairs, outside };
  const table = { pairs, outside: readingOf(variable, outside) };
  return facts.model.time.like === "vensim" ? { ...table, missing } : table;
}

function readingOf({ between }: DataSeries, outside: Points["outside"]): PointTable["outside"] {
  switch (between) {
    case "interpolate":
      return outside;
    case "look forward":
      return "next";
    case "hold backward":
      return "step";
    case "raw":
      return "exact";
  }
}

function roleOf(variable: Variable, facts: Facts): Exclude<SlotRole, "table" | "series"> | undefined {
  switch (variable.kind) {
    case "const":
    case "lever":
    case "switch":
      return "input";
    case "input":
      return variable.equation.every(({ value }) => isConstant(value, facts)) ? "input" : "computed";
    case "stock":
    case "count":
      return "stock";
    case "memory":
    case "device":
      return "memory";
    case "flow":
    case "aux":
      return "computed";
    case "graph":
    case "data":
      return isReadAtTime(variable) ? "computed" : undefined;
    default:
      return undefined;
  }
}

/** Whether an expression reads no variable and no clock. */
function isConstant(expr: Expr, { names }: Facts): boolean {
  for (const inner of walkExpr(expr)) {
    const meaning = inner.kind === "name" ? names.meanings.get(inner)?.kind : undefined;
    if (meaning === "variable" || meaning === "clock") return false;
    if (inner.kind !== "call") continue;
    const callee = names.callees.get(inner);
    if (callee?.kind !== "function" || callee.row.family === "time" || callee.row.kind === "random")
      return false;
  }
  return true;
}

function placesOf(
  variables: readonly Variable[],
  { shapes }: Facts,
  roleOf: (variable: Variable) => SlotRole,
): { readonly slots: ReadonlyMap<Variable, Slot>; readonly end: number } {
  const slots = new Map<Variable, Slot>();
  let offset = 0;
  for (const variable of variables) {
    const axes = shapes.axes.get(variable) ?? [];
    const dimensions = axes.map(({ name, elements }): SlotDimension => ({ name, elements }));
    const size = sizeOf(axes);
    slots.set(variable, {
      variable: variable.name,
      module: [],
      dimensions,
      offset,
      size,
      role: roleOf(variable),
      ...(isHidden(variable) && { hidden: true }),
    });
    offset += size;
  }
  return { slots, end: offset };
}

function pairWith(variable: Variable, slot: Slot | undefined): readonly (readonly [Variable, Slot])[] {
  return slot ? [[variable, slot]] : [];
}

function declaredNumbers(variable: Variable, facts: Facts): readonly number[] {
  const parts = partsWithNumbers(variable);
  return elementsOf(variable, facts).map((at, element) => {
    const part = facts.partOf(variable, parts, element);
    return part ? constantValue(part.value, facts, at) : Number.NaN;
  });
}

function partsWithNumbers(variable: Variable): readonly Part[] {
  switch (variable.kind) {
    case "const":
    case "lever":
    case "switch":
      return variable.value;
    case "input":
      return variable.equation;
    default:
      throw new Bug(`‘${variable.name}’ is no input.`);
  }
}

/** The value of an expression of numbers only. */
export function constantValue(expr: Expr, { model, shapes }: Facts, at: readonly number[] = []): number {
  const { start, stop, step, saveEvery } = model.time;
  const changing = (): never => {
    throw new Bug("A constant reads a variable.");
  };
  return evaluate(expr, shapes, {
    clock: { time: start, step, start, stop, saveEvery },
    at,
    value: changing,
    table: changing,
  });
}

function declaredTables(variable: Variable, facts: Facts): readonly Table[] {
  return elementsOf(variable, facts).map((_, element) => declaredTable(variable, facts, element));
}

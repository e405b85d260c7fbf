import type { DeviceRow, Macro, Remembering } from "../functions/function.ts";
import { findFunction } from "../functions/functions.ts";
import { Bug } from "../model/diagnostic.ts";
import type { Expr } from "../model/expression.ts";
import { foldName } from "../model/name.ts";
import type { FunctionDefinition } from "../model/system.ts";
import { Cursor } from "../read/cursor.ts";
import { readStatements } from "../read/statement.ts";

/** A function whose calls are replaced when a model is flattened. */
export type Callable =
  | { readonly kind: "own"; readonly definition: FunctionDefinition }
  | { readonly kind: "macro"; readonly row: Macro; readonly definition: FunctionDefinition }
  | { readonly kind: "row"; readonly row: Remembering | DeviceRow };

/** Finds the functions of Hence that a name and a number of arguments mean; the bodies of macros are read once each. */
export interface Rows {
  /** Whether its calls are replaced. */
  readonly isReplaced: (name: string, argumentCount: number) => boolean;
  readonly callable: (
    name: string,
    args: readonly Expr[],
  ) => Callable | { readonly kind: "no order"; readonly parameter: string } | undefined;
  readonly isReducer: (name: string, argumentCount: number) => boolean;
  /** Which arguments must be variables, in which the function finds its own way. */
  readonly wholes: (name: string, argumentCount: number) => readonly number[];
}

/** A finder of rows, for one model. */
export function createRows(): Rows {
  const definitions = new Map<string, FunctionDefinition>();
  return {
    isReplaced(name, argumentCount) {
      const kind = findFunction(name, argumentCount)?.kind;
      return kind === "memory" || kind === "device" || kind === "macro";
    },
    callable(name, args) {
      const row = findFunction(name, args.length);
      if (row?.kind === "memory" || row?.kind === "device") return { kind: "row", row };
      if (row?.kind !== "macro") return undefined;
      const order = row.order === undefined ? 0 : orderOf(args[row.order]);
      if (order === undefined && row.ofAnyOrder === undefined)
        return { kind: "no order", parameter: row.parameters[row.order ?? 0]?.name ?? "" };
      const key = `${name} ${args.length} ${order}`;
      const definition = definitions.get(key) ?? readMacro(row, order ?? anyOrder);
      definitions.set(key, definition);
      return { kind: "macro", row, definition };
    },
    isReducer(name, argumentCount) {
      const kind = findFunction(name, argumentCount)?.kind;
      return kind === "reducer" || kind === "vector";
    },
    wholes(name, argumentCount) {
      const row = findFunction(name, argumentCount);
      if (row?.kind !== "vector") return [];
      return row.parameters.flatMap(({ shape }, i) => (shape === "whole" ? i : []));
    },
  };
}

/** An order beyond this is a slip of the pen. */
const highestOrder = 1000;

/** Where the order is no number. */
const anyOrder = -1;

/** The whole number that an order is written as. */
function orderOf(expr: Expr | undefined): number | undefined {
  if (expr?.kind !== "number" || !Number.isInteger(expr.value)) return undefined;
  return expr.value >= 0 && expr.value <= highestOrder ? expr.value : undefined;
}

/** The definition that a row of text stands for. */
function readMacro({ name, parameters, body, ofAnyOrder }: Macro, order: number): FunctionDefinition {
  const inside = typeof body === "string" ? body : order === anyOrder ? (ofAnyOrder ?? "") : body(order);
  const text = `function ${name}(${parameters.map((parameter) => parameter.name).join(", ")})\n${inside}\nend\n`;
  const cursor = new Cursor(`the function ${name}`, text, ({ message }) => {
    throw new Bug(`The text of ‘${name}’ has a fault: ${message}`);
  });
  const definition = readStatements(cursor)[0]?.lists.functions[0];
  if (!definition) throw new Bug(`‘${foldName(name)}’ is no function.`);
  return definition;
}

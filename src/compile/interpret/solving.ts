import type { Block, Facts } from "../../check/facts.ts";
import type { SolvingCall } from "../../check/solving.ts";
import { Bug } from "../../model/diagnostic.ts";
import type { Expr } from "../../model/expression.ts";
import { createPlainMachine } from "../../procedures/plain.ts";
import { solve, solvingScratch } from "../../procedures/solve.ts";
import { elementsOf } from "../element.ts";
import type { State } from "./state.ts";

/** Looks for unknowns, computing what follows from them again and again. */
export function solveBlock({ unknowns }: Block, state: State, evaluate: () => void): void {
  const { facts, row: numbers } = state;
  const looked: { readonly offset: number; readonly start: number; readonly residual: () => number }[] = [];
  for (const variable of unknowns) {
    const parts = variable.kind === "aux" ? variable.equation : [];
    const slot = state.slotOf(variable);
    const length = slot.dimensions.at(-1)?.elements.length ?? 1;
    for (const [index, at] of elementsOf(variable, facts).entries()) {
      const offset = slot.offset + index;
      const { row, call } = solvingOf(facts.partOf(variable, parts, index)!.value, facts);
      const argument = (number: number | undefined, otherwise: number): number => {
        const arg = number === undefined ? undefined : call.args[number];
        state.pace = variable.pace ?? 1;
        return arg ? state.compute(arg, at) : otherwise;
      };
      const start = argument(row.start, Number.NaN);
      const isCounted = index % length < argument(row.count, Number.POSITIVE_INFINITY);
      if (!isCounted || index % length < argument(row.skip, 0)) {
        numbers[offset] = start;
        continue;
      }
      const found = (): number => argument(row.residual, Number.NaN);
      const residual = row.seeks === "itself" ? () => found() - numbers[offset]! : found;
      looked.push({ offset, start, residual });
    }
  }
  const machine = createPlainMachine();
  const access = {
    count: looked.length,
    start: (i: number) => looked[i]!.start,
    set: (i: number, value: number) => {
      numbers[looked[i]!.offset] = value;
    },
    residual: (i: number) => looked[i]!.residual(),
    evaluate,
  };
  solve(machine, access, machine.reserve(solvingScratch(looked.length)));
}

function solvingOf(expr: Expr, { names }: Facts): SolvingCall {
  const callee = expr.kind === "call" ? names.callees.get(expr) : undefined;
  if (expr.kind !== "call" || callee?.kind !== "function" || callee.row.kind !== "solving")
    throw new Bug("What is not looked for is solved.");
  return { row: callee.row, call: expr };
}

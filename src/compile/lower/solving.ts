import type { Block, Evaluation, Facts } from "../../check/facts.ts";
import type { SolvingCall } from "../../check/solving.ts";
import { binary, type Code } from "../../functions/code.ts";
import { Bug } from "../../model/diagnostic.ts";
import type { Expr } from "../../model/expression.ts";
import type { Part, Variable } from "../../model/variable.ts";
import { solvingScratch } from "../../procedures/solve.ts";
import { elementsOf } from "../element.ts";
import type { Expansion } from "../expand.ts";
import type { Solve } from "../kernel.ts";
import type { Expressions } from "./expressions.ts";
import type { Paces } from "./paces.ts";
import { emptySink, type Sink, type Slots } from "./scratch.ts";

/** What the lowering of a block needs of the lowering around it. */
export interface Surroundings {
  readonly facts: Facts;
  readonly expansion: Expansion;
  readonly expressions: Expressions;
  readonly slots: Slots;
  readonly paces: Paces;
  /** Lowers an equation into the sink at hand. */
  readonly assign: (evaluation: Evaluation) => void;
  /** Puts what is lowered meanwhile into a sink. */
  readonly into: (sink: Sink, work: () => void) => void;
}

/** Lowers a block: unknowns, and what follows from them and says whether they fit. */
export function lowerBlock({ unknowns, members }: Block, surroundings: Surroundings): Solve {
  const { facts, expansion, expressions, slots, paces, assign, into } = surroundings;
  const [starts, rest] = [emptySink(), emptySink()];
  const looked: { offset: number; start: number; residual: number }[] = [];
  const tails: (() => void)[] = [];
  const lookFor = (variable: Variable, offset: number, at: readonly number[], index: number): void => {
    const part = facts.partOf(variable, solvableParts(variable), index);
    const solving = part && solvingOf(part.value, facts);
    if (!solving) throw new Bug(`‘${variable.name}’ is not looked for.`);
    const { row, call } = solving;
    const argument = (number: number): Code => expressions.shared(call.args[number]!, { at, turns: [] });
    const own = index % (facts.shapes.axes.get(variable)?.at(-1)?.elements.length ?? 1);
    const isCounted = row.count === undefined || own < constant(solving, row.count, surroundings);
    const isLooked = isCounted && own >= constant(solving, row.skip, surroundings);
    const start = isLooked ? slots.take() : offset;
    starts.statements.push({ offset: start, code: argument(row.start) });
    if (!isLooked) return;
    const residual = slots.take();
    looked.push({ offset, start, residual });
    tails.push(() => {
      paces.goAtPaceOf(variable);
      const found = argument(row.residual);
      const itself: Code = { kind: "slot", offset };
      const code = row.seeks === "itself" ? expressions.share(binary("subtract", found, itself)) : found;
      rest.statements.push({ offset: residual, code });
    });
  };
  into(starts, () => {
    for (const variable of unknowns) {
      paces.goAtPaceOf(variable);
      const { offset } = expansion.slots.get(variable)!;
      elementsOf(variable, facts).forEach((at, index) => {
        lookFor(variable, offset + index, at, index);
      });
    }
  });
  into(rest, () => {
    members.forEach(assign);
    for (const tail of tails) tail();
  });
  const scratch = slots.take(solvingScratch(looked.length));
  return { unknowns: looked, starts: starts.statements, statements: rest.statements, scratch };
}

function solvingOf(expr: Expr, { names }: Facts): SolvingCall | undefined {
  const callee = expr.kind === "call" ? names.callees.get(expr) : undefined;
  if (expr.kind !== "call" || callee?.kind !== "function" || callee.row.kind !== "solving") return undefined;
  return { row: callee.row, call: expr };
}

/** An argument that counts elements: a number before the run. */
function constant(
  { row, call }: SolvingCall,
  argument: number | undefined,
  { expansion, expressions }: Surroundings,
): number {
  if (argument === undefined) return 0;
  const arg = call.args[argument];
  const code = arg && expressions.shared(arg, { at: [], turns: [] });
  if (!code) return row.parameters[argument]!.otherwise!;
  if (code.kind === "slot" && code.offset < expansion.inputs.length) return expansion.inputs[code.offset]!;
  return code.kind === "number" ? code.value : row.parameters[argument]!.otherwise!;
}

/** The equations of a variable that is looked for. */
function solvableParts(variable: Variable): readonly Part[] {
  return variable.kind === "aux" ? variable.equation : [];
}

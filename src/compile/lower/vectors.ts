import type { Facts } from "../../check/facts.ts";
import { type Code, number } from "../../functions/code.ts";
import type { Vector } from "../../functions/function.ts";
import { Bug } from "../../model/diagnostic.ts";
import type { CallExpr, Expr } from "../../model/expression.ts";
import { type Place, turnsOf, vectorResult } from "../element.ts";
import type { Expansion } from "../expand.ts";
import type { VectorArgument, VectorCall } from "../kernel.ts";
import type { Expressions } from "./expressions.ts";
import type { Paces } from "./paces.ts";
import type { Sink, Slots } from "./scratch.ts";

/** Lowers calls of procedures over whole rows: each is put before what needs its results, once for all of them. */
export class Vectors {
  private readonly facts: Facts;
  private readonly expansion: Expansion;
  private readonly slots: Slots;
  private readonly paces: Paces;
  private readonly numbers = new Map<Code, number>();

  constructor(facts: Facts, expansion: Expansion, slots: Slots, paces: Paces) {
    this.paces = paces;
    this.facts = facts;
    this.expansion = expansion;
    this.slots = slots;
  }

  /** What the element at a place has of the results. */
  lower(row: Vector, expr: CallExpr, place: Place, expressions: Expressions, sink: Sink): Code {
    const shape = this.facts.shapes.vectors.get(expr);
    if (!shape) throw new Bug(`‘${expr.name}’ goes over nothing.`);
    const args = row.parameters.map((parameter, i): ArgumentCodes => {
      const arg = expr.args[i];
      if (!arg) return { kind: "number", code: expressions.share(number(parameter.otherwise!)) };
      const loops = shape.arguments[i]!;
      if (parameter.shape === "whole") return this.whole(arg, place, expressions);
      if (parameter.shape === "number") return { kind: "number", code: expressions.shared(arg, place) };
      const codes = turnsOf(loops).map((turns) => expressions.shared(arg, { at: place.at, turns }));
      const columns = parameter.shape === "matrix" ? loops.at(-1)! : codes.length;
      return { kind: "numbers", codes, columns, place: expressions.share(number(0)) };
    });
    const call = this.callOf(row, args, sink);
    const picked = vectorResult(row, shape, place);
    return picked < 0 ? number(0) : { kind: "slot", offset: call.result + picked };
  }

  /** All numbers of a variable, and the place of the one that a reference picks. */
  private whole(arg: Expr, place: Place, expressions: Expressions): ArgumentCodes {
    const { names, shapes } = this.facts;
    const meaning = arg.kind === "name" ? names.meanings.get(arg) : undefined;
    if (arg.kind !== "name" || meaning?.kind !== "variable") throw new Bug("A whole array is no variable.");
    const { offset, size } = this.expansion.slots.get(meaning.variable)!;
    const codes = Array.from({ length: size }, (_, i) =>
      expressions.share({ kind: "slot", offset: offset + i }),
    );
    const picks = shapes.picks.get(arg);
    const picked = expressions.picked(meaning.variable, picks, place, number, number(-1));
    return { kind: "numbers", codes, columns: size, place: expressions.share(picked) };
  }

  private callOf(row: Vector, args: readonly ArgumentCodes[], { statements, calls }: Sink): VectorCall {
    const all = args.map((arg) => (arg.kind === "number" ? [arg.code] : [...arg.codes, arg.place]));
    const numbers = all.map((codes) => codes.map((code) => this.numberOf(code)).join());
    const key = [row.name, this.paces.now, ...numbers].join(" ");
    const known = calls.get(key);
    if (known) return known;
    const lengths = args.map((arg) => (arg.kind === "number" ? 1 : arg.codes.length));
    const results = row.result.kind === "number" ? 1 : lengths[row.result.along]!;
    const call: VectorCall = {
      name: row.name,
      procedure: row.procedure,
      args: args.map((arg) =>
        arg.kind === "number" ? arg : { ...arg, offset: this.slots.take(arg.codes.length) },
      ),
      result: this.slots.take(results),
      results,
      scratch: this.slots.take(row.scratch?.(lengths) ?? 0),
    };
    this.paces.keep(call.result);
    statements.push(call);
    calls.set(key, call);
    return call;
  }

  /** Shared codes are one object each, so that a number can stand for them. */
  private numberOf(shared: Code): number {
    const known = this.numbers.get(shared) ?? this.numbers.size;
    this.numbers.set(shared, known);
    return known;
  }
}

/** The arguments of a call before they have slots. */
type ArgumentCodes =
  | Extract<VectorArgument, { readonly kind: "number" }>
  | Omit<Extract<VectorArgument, { readonly kind: "numbers" }>, "offset">;

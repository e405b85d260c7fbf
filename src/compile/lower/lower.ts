import { type Evaluation, evaluationsIn, type Facts, type Order } from "../../check/facts.ts";
import { placeOf } from "../../check/shapes/place.ts";
import { binary, type Code, number } from "../../functions/code.ts";
import { Bug } from "../../model/diagnostic.ts";
import type { Count, Device, Memory, Part, Stock, Variable } from "../../model/variable.ts";
import { elementsOf, rowOf } from "../element.ts";
import { type Expansion, isReadAtTime } from "../expand.ts";
import { type Assignment, isCall, type Kernel, type Statement, type Stepping } from "../kernel.ts";
import { Devices } from "./devices.ts";
import { Expressions } from "./expressions.ts";
import { limitsOf } from "./limits.ts";
import { Paces } from "./paces.ts";
import { emptySink, type Sink, Slots } from "./scratch.ts";
import { lowerBlock } from "./solving.ts";
import { lowerCuts, lowerNet } from "./stocks.ts";
import { Vectors } from "./vectors.ts";

/** Lowers a system to scalar arithmetic, element by element, in the order of evaluation. */
export function lowerModel(facts: Facts, expansion: Expansion): Kernel {
  return new Lowering(facts, expansion).kernel();
}

class Lowering {
  private readonly facts: Facts;
  private readonly expansion: Expansion;
  private readonly slots: Slots;
  private readonly devices: Devices;
  readonly paces: Paces;
  readonly expressions: Expressions;
  private sink: Sink = emptySink();

  constructor(facts: Facts, expansion: Expansion) {
    this.facts = facts;
    this.expansion = expansion;
    this.slots = new Slots(expansion.width);
    this.devices = new Devices(expansion);
    this.paces = new Paces(expansion);
    const vectors = new Vectors(facts, expansion, this.slots, this.paces);
    this.expressions = new Expressions(facts, expansion, this.devices, this.paces, (row, expr, place) =>
      vectors.lower(row, expr, place, this.expressions, this.sink),
    );
  }

  kernel(): Kernel {
    const { facts, expansion } = this;
    const { variables } = facts.model;
    const [initial, active, behind] = [emptySink(), emptySink(), emptySink()];
    this.into(initial, () => {
      for (const evaluation of facts.order.initial) this.assign(evaluation, "initial");
    });
    const cuts: Assignment[] = [];
    this.into(active, () => {
      for (const evaluation of facts.order.active) this.assign(evaluation, "active");
      for (const limit of limitsOf(facts)) cuts.push(...lowerCuts(limit, expansion, this));
    });
    // A cut changes what has been computed: nothing from before it may be used again.
    this.sink = cuts.length > 0 ? behind : { ...behind, calls: active.calls };
    const stocks = variables.filter((variable) => variable.kind === "stock" || variable.kind === "count");
    const isFloored = (variable: Stock | Count): boolean => variable.kind === "stock" && variable.nonNegative;
    const nets = stocks.flatMap((stock) =>
      elementsOf(stock, facts).map((at, element) => lowerNet(stock, at, element, this)),
    );
    const nexts = variables.flatMap((variable) =>
      variable.kind === "memory" && variable.next.length > 0 ? this.nexts(variable) : [],
    );
    const devices = variables.flatMap((variable) =>
      variable.kind === "device"
        ? elementsOf(variable, facts).map((at, element) => this.stepping(variable, at, element))
        : [],
    );
    return {
      inputs: expansion.inputs.length,
      stocks: expansion.stocks,
      memories: expansion.memories,
      width: expansion.width,
      tables: expansion.tables.length,
      initial: initial.statements,
      active: active.statements,
      cuts,
      behind: behind.statements.filter(isCall),
      nets,
      nexts,
      devices,
      cells: this.devices.cells,
      paces: this.paces.bySlot,
      initially: new Set(
        evaluationsIn(facts.order.initial).flatMap(({ variable }) =>
          initiallyOf(variable) ? this.offsetsOf(variable) : [],
        ),
      ),
      floored: new Set(stocks.filter(isFloored).flatMap((stock) => this.offsetsOf(stock))),
      callSlots: this.slots.take(0) - expansion.width,
    };
  }

  private into(sink: Sink, work: () => void): void {
    const around = this.sink;
    this.sink = sink;
    work();
    this.sink = around;
  }

  private assign({ variable, element, block }: Evaluation, when: keyof Order): void {
    if (block) {
      const { facts, expansion, expressions, slots, paces } = this;
      const solve = lowerBlock(block, {
        facts,
        expansion,
        expressions,
        slots,
        paces,
        assign: (evaluation) => this.assign(evaluation, when),
        into: (sink, work) => this.into(sink, work),
      });
      this.sink.statements.push(solve);
      return;
    }
    const slot = this.expansion.slots.get(variable);
    if (!slot || slot.role === "input") return;
    this.paces.goAtPaceOf(variable);
    const define = (at: readonly number[], index: number): void => {
      const statement: Statement =
        variable.kind === "device"
          ? this.beginning(variable, at, index)
          : {
              offset: slot.offset + index,
              code: this.expressions.share(this.definition(variable, when, at, index)),
            };
      this.sink.statements.push(statement);
    };
    if (element === undefined) elementsOf(variable, this.facts).forEach(define);
    else define(placeOf(element, this.facts.shapes.axes.get(variable) ?? []), element);
  }

  /** What gives an element its value: of a stock or a memory, before the first step, of anything else, at every time. */
  private definition(variable: Variable, when: keyof Order, at: readonly number[], element: number): Code {
    const { expressions } = this;
    const part = (parts: readonly Part[]): Code => expressions.part(variable, parts, at, element);
    const initially = when === "initial" ? initiallyOf(variable) : undefined;
    switch (variable.kind) {
      case "stock":
      case "memory":
        return part(variable.starts);
      case "count":
        return variable.starts.length === 0 ? number(0) : part(variable.starts);
      case "aux":
      case "input":
        return part(initially ?? variable.equation);
      case "flow": {
        const rate = part(initially ?? variable.equation);
        return variable.oneWay ? binary("max", number(0), rate) : rate;
      }
      default:
        if (isReadAtTime(variable)) return expressions.readingNow(variable, element);
        throw new Bug(`‘${variable.name}’ has no equation.`);
    }
  }

  /** A device makes its state. What it does not look at then may have no value yet. */
  private beginning(variable: Device, at: readonly number[], element: number): Statement {
    const begins = this.devices.at(variable, element);
    const looksAt = rowOf(variable).begins;
    const args = variable.inputs.map((parts, i) =>
      looksAt.includes(i) ? this.sharedPart(variable, parts, at, element) : number(Number.NaN),
    );
    return { begins, args };
  }

  /** What a device looks at in a step. */
  private stepping(variable: Device, at: readonly number[], element: number): Stepping {
    this.paces.goAtPaceOf(variable);
    const args = variable.inputs.map((parts) => ({
      offset: this.slots.take(),
      code: this.sharedPart(variable, parts, at, element),
    }));
    return { device: this.devices.at(variable, element), args };
  }

  private nexts(memory: Memory): readonly Assignment[] {
    this.paces.goAtPaceOf(memory);
    const { offset } = this.expansion.slots.get(memory)!;
    return elementsOf(memory, this.facts).map((at, element) => ({
      offset: offset + element,
      code: this.sharedPart(memory, memory.next, at, element),
    }));
  }

  private sharedPart(
    variable: Variable,
    parts: readonly Part[],
    at: readonly number[],
    element: number,
  ): Code {
    return this.expressions.share(this.expressions.part(variable, parts, at, element));
  }

  private offsetsOf(variable: Variable): readonly number[] {
    const { offset, size } = this.expansion.slots.get(variable)!;
    return Array.from({ length: size }, (_, i) => offset + i);
  }
}

/** What starting values see of a variable instead of its equation. */
export function initiallyOf(variable: Variable): readonly Part[] | undefined {
  return variable.kind === "aux" || variable.kind === "flow" ? variable.initially : undefined;
}

import { nameDraws, siteOf } from "../../check/draws.ts";
import { type Equation, prepareEquation, type Surroundings } from "../../check/evaluate.ts";
import type { Facts } from "../../check/facts.ts";
import type { Clock } from "../../functions/function.ts";
import type { CallExpr, Expr } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import type { Count, Device, Memory, Part, Stock, Variable } from "../../model/variable.ts";
import { createPlainMachine, type PlainMachine } from "../../procedures/plain.ts";
import { setNumbers, tablesOf } from "../../run/overrides.ts";
import type { Run, Slot, Table } from "../../run/program.ts";
import { elementsOf, rowOf } from "../element.ts";

/** One element of a variable with a state. */
interface Element {
  readonly element: number;
  readonly at: readonly number[];
  readonly offset: number;
}

/** One element of a stock or count. */
export interface Level extends Element {
  readonly stock: Stock | Count;
}

/** One element of a memory. */
export interface Cell extends Element {
  readonly memory: Memory;
}

/** One element of a device, with a memory of its own. */
export interface Operated extends Element {
  readonly variable: Device;
  readonly machine: PlainMachine;
  readonly state: number;
  readonly result: number;
}

/** A step, and how far within it: at the step, somewhere within, or at its end. */
export interface Moment {
  readonly step: number;
  readonly later: number;
  /** Of a part that takes so many steps in each of the whole: one of them. */
  readonly own?: { readonly pace: number; readonly piece: number };
}

/** Where an interpreted run stands: its row, its clock, and what goes on just now. */
export class State {
  readonly row: number[];
  readonly facts: Facts;
  readonly run: Run;
  clock: Clock;
  moment: Moment = { step: 0, later: 0 };
  levels: readonly Level[];
  memories: readonly Cell[];
  devices: readonly Operated[];
  /** How many steps parts take in each of the whole, the most first; none where all take one. */
  readonly paces: readonly number[];
  /** The part that goes on just now by itself; undefined is all of them. */
  part: number | undefined;
  /** How many steps what is computed just now takes in each of the whole. */
  pace = 1;
  /** Where the steps begin that are as long as this one. */
  private piece: { readonly time: number; readonly fromStep: number };
  private readonly tables: readonly Table[];
  private readonly equations = new Map<Expr, Equation>();
  /** Of the calls that draw. */
  private readonly names: ReadonlyMap<CallExpr, string>;

  constructor(facts: Facts, run: Run) {
    const { program } = run;
    const { variables } = facts.model;
    const { start, stop, step, saveEvery } = run.time ?? program.time;
    const inputs = Float64Array.from(program.inputs);
    setNumbers(inputs, program, run.inputs.numbers);
    this.facts = facts;
    this.run = run;
    this.tables = tablesOf(program, run.inputs.tables);
    this.row = [...inputs, ...new Array<number>(program.width - inputs.length).fill(0)];
    this.clock = { time: start, step, start, stop, saveEvery };
    this.piece = { time: start, fromStep: 0 };
    this.names = nameDraws(facts.names);
    const paces = new Set(variables.map(({ pace = 1 }) => pace));
    this.paces = Math.max(1, ...paces) > 1 ? [...paces.add(1)].toSorted((one, other) => other - one) : [];
    const elements = (variable: Variable): readonly Element[] =>
      elementsOf(variable, facts).map((at, element) => ({
        element,
        at,
        offset: this.slotOf(variable).offset + element,
      }));
    this.levels = variables.flatMap((stock) =>
      stock.kind === "stock" || stock.kind === "count"
        ? elements(stock).map((each) => ({ stock, ...each }))
        : [],
    );
    this.memories = variables.flatMap((memory) =>
      memory.kind === "memory" ? elements(memory).map((each) => ({ memory, ...each })) : [],
    );
    this.devices = variables.flatMap((variable) =>
      variable.kind === "device"
        ? elements(variable).map((each) => {
            const machine = createPlainMachine();
            const [state, result] = [machine.reserve(rowOf(variable).cells), machine.reserve(1)];
            return { variable, ...each, machine, state, result };
          })
        : [],
    );
  }

  /** Goes on from a row: stocks and memories keep what they have, everything else follows from them. */
  resume(row: Float64Array): void {
    for (const { offset } of [...this.levels, ...this.memories]) this.row[offset] = row[offset]!;
  }

  /** The steps are of another length from a step on. */
  beginPiece(time: number, fromStep: number, step: number): void {
    this.piece = { time, fromStep };
    this.clock = { ...this.clock, step };
  }

  /** The clock goes to a moment. */
  moveTo(moment: Moment): void {
    this.moment = moment;
    const { step } = this.clock;
    const { time, fromStep } = this.piece;
    const { pace = 1, piece = 0 } = moment.own ?? {};
    const done = moment.step - fromStep;
    const begun = time + (done + piece / pace) * step;
    this.clock = { ...this.clock, begun, time: time + (done + moment.later) * step };
  }

  /** Whether a variable takes part in what goes on just now. */
  isPart({ pace = 1 }: Variable): boolean {
    return this.part === undefined || pace === this.part;
  }

  /** What one element's equation gives. */
  valueOf(variable: Variable, parts: readonly Part[], element: number, at: readonly number[]): number {
    this.pace = variable.pace ?? 1;
    return this.compute(this.facts.partOf(variable, parts, element)!.value, at);
  }

  compute(expr: Expr, at: readonly number[]): number {
    const equation = this.equations.get(expr) ?? prepareEquation(expr, this.facts.shapes);
    this.equations.set(expr, equation);
    return equation(this.around(at));
  }

  tableOf(variable: Variable, element: number): Table {
    return this.tables[this.run.program.tableSlots.get(foldName(variable.name))!.offset + element]!;
  }

  slotOf(variable: Variable): Slot {
    return this.run.program.slots.get(foldName(variable.name))!;
  }

  private around(at: readonly number[]): Surroundings {
    const { clock, pace } = this;
    return {
      clock: pace > 1 ? { ...clock, step: clock.step / pace } : clock,
      at,
      value: (variable, element) => this.row[this.slotOf(variable).offset + element]!,
      table: (variable, element) => this.tableOf(variable, element),
      device: (variable, element) => {
        const device = this.devices.find((each) => each.variable === variable && each.element === element)!;
        return { machine: device.machine, address: device.state };
      },
      draws: (call, turns) => ({
        seed: this.run.seed ?? 0,
        world: this.run.world ?? 0,
        site: siteOf(this.names.get(call)!, at, turns),
        step: this.moment.step * pace + (this.moment.own?.piece ?? 0),
      }),
    };
  }
}

import { nameDraws, siteOf } from "../check/draws.ts";
import { type Equation, holdsEvents, prepareEquation, type Surroundings } from "../check/evaluate.ts";
import type { Block, Evaluation, Facts, Order } from "../check/facts.ts";
import { readPoints } from "../check/lookup.ts";
import { placeOf } from "../check/shapes/place.ts";
import type { SolvingCall } from "../check/solving.ts";
import type { Clock } from "../functions/function.ts";
import { Bug } from "../model/diagnostic.ts";
import type { CallExpr, Expr } from "../model/expression.ts";
import { foldName } from "../model/name.ts";
import type {
  Auxiliary,
  Count,
  Device,
  Flow,
  Memory,
  Part,
  Stock,
  Stream,
  Variable,
} from "../model/variable.ts";
import { createPlainMachine, type PlainMachine } from "../procedures/plain.ts";
import { solve, solvingScratch } from "../procedures/solve.ts";
import { courseOf, isKept, rowsOf, writeTimes } from "../run/course.ts";
import { setInitials, setNumbers, tablesOf } from "../run/overrides.ts";
import type { Run, Slot, Table } from "../run/program.ts";
import { mostPieces, usualTolerance } from "./autosteps.ts";
import { elementsOf, plainElement, rowOf } from "./element.ts";
import { isReadAtTime } from "./expand.ts";
import { limitsOf } from "./lower/limits.ts";

/** The rows of a run, computed slowly and plainly: what compiled programs have to equal bit for bit. */
export function interpret(
  facts: Facts,
  run: Run,
): { readonly times: Float64Array; readonly rows: Float64Array } {
  const interpreter = new Interpreter(facts, run);
  if (run.program.controls) return interpretVarying(interpreter, run);
  const course = courseOf(run);
  const rows: number[] = [];
  interpreter.start();
  if (run.from) interpreter.resume(run.from.row);
  for (let step = course.from; ; step++) {
    interpreter.evaluate({ step, later: 0 });
    if (step % course.every === 0 && isKept(course, step)) rows.push(...interpreter.row);
    if (step === course.until) break;
    interpreter.finish(step);
  }
  const times = new Float64Array(rowsOf(course));
  writeTimes(course, times);
  return { times, rows: Float64Array.from(rows) };
}

/** Where the step, the end or the saving of rows changes: what each is at a time holds from then on. */
function interpretVarying(
  interpreter: Interpreter,
  { program, time, rows: kept }: Run,
): { readonly times: Float64Array; readonly rows: Float64Array } {
  const axis = time ?? program.time;
  const { controls = {} } = program;
  const control = (offset: number | undefined, otherwise: number): number =>
    offset === undefined ? otherwise : interpreter.row[offset]!;
  const times: number[] = [];
  const rows: number[] = [];
  let { stop, step: length } = axis;
  let due = axis.start;
  interpreter.start();
  for (let step = 0; ; step++) {
    interpreter.evaluate({ step, later: 0 });
    const now = interpreter.now;
    const next = control(controls.step, length);
    if (next !== length) {
      length = next;
      interpreter.beginPiece(now, step, length);
      interpreter.evaluate({ step, later: 0 });
    }
    stop = control(controls.stop, stop);
    const isLast = now >= stop - length / 2;
    if (isLast || kept === "every step" || now >= due - 1e-6 * length) {
      times.push(now);
      rows.push(...interpreter.row);
      const every = control(controls.saveEvery, axis.saveEvery);
      due = (now - due < every ? due : now) + every;
    }
    if (isLast) return { times: Float64Array.from(times), rows: Float64Array.from(rows) };
    interpreter.finish(step);
  }
}

/** One element of a stock or count. */
interface Level {
  readonly stock: Stock | Count;
  readonly element: number;
  readonly at: readonly number[];
  readonly offset: number;
}

/** What is taken over when a step is done. */
interface Remembered {
  /** When the step began. */
  readonly time: number;
  readonly next: readonly number[];
  readonly looked: readonly (readonly number[])[];
}

/** One element of a device, with a memory of its own. */
interface Operated {
  readonly variable: Device;
  readonly element: number;
  readonly at: readonly number[];
  readonly offset: number;
  readonly machine: PlainMachine;
  readonly state: number;
  readonly result: number;
}

/** One element of a memory. */
interface Cell {
  readonly memory: Memory;
  readonly element: number;
  readonly at: readonly number[];
  readonly offset: number;
}

/** A step, and how far within it: at the step, somewhere within, or at its end. */
interface Moment {
  readonly step: number;
  readonly later: number;
  /** Of a part that takes so many steps in each of the whole: one of them. */
  readonly own?: { readonly pace: number; readonly piece: number };
}

/** One of so many equally long pieces of a step. */
interface Stretch {
  readonly step: number;
  readonly piece: number;
  readonly pieces: number;
  readonly own?: Moment["own"];
}

function within({ step, piece, pieces, own }: Stretch, shift: number): Moment {
  return { step, later: (piece + shift) / pieces, ...(own && { own }) };
}

class Interpreter {
  readonly row: number[];
  private readonly facts: Facts;
  private readonly run: Run;
  private levels: readonly Level[];
  private memories: readonly Cell[];
  private devices: readonly Operated[];
  private readonly tables: readonly Table[];
  private readonly equations = new Map<Expr, Equation>();
  private clock: Clock;
  private moment: Moment = { step: 0, later: 0 };
  /** The part that goes on just now by itself; undefined is all of them. */
  private part: number | undefined;
  /** How many steps what is computed just now takes in each of the whole. */
  private pace = 1;
  /** Where the steps begin that are as long as this one. */
  private piece: { readonly time: number; readonly fromStep: number };
  /** How many steps parts take in each of the whole, the most first; none where all take one. */
  private readonly paces: readonly number[];
  /** Of the calls that draw. */
  private readonly names: ReadonlyMap<CallExpr, string>;

  constructor(facts: Facts, run: Run) {
    const { program } = run;
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
    const paces = new Set(facts.model.variables.map(({ pace = 1 }) => pace));
    this.paces = Math.max(1, ...paces) > 1 ? [...paces.add(1)].toSorted((one, other) => other - one) : [];
    this.memories = facts.model.variables.flatMap((memory) =>
      memory.kind === "memory"
        ? elementsOf(memory, facts).map((at, element) => ({
            memory,
            element,
            at,
            offset: this.slotOf(memory).offset + element,
          }))
        : [],
    );
    this.devices = facts.model.variables.flatMap((variable) =>
      variable.kind === "device"
        ? elementsOf(variable, facts).map((at, element) => {
            const machine = createPlainMachine();
            const [state, result] = [machine.reserve(rowOf(variable).cells), machine.reserve(1)];
            const offset = this.slotOf(variable).offset + element;
            return { variable, element, at, offset, machine, state, result };
          })
        : [],
    );
    this.levels = facts.model.variables.flatMap((stock) =>
      stock.kind === "stock" || stock.kind === "count"
        ? elementsOf(stock, facts).map((at, element) => ({
            stock,
            element,
            at,
            offset: this.slotOf(stock).offset + element,
          }))
        : [],
    );
  }

  /** Starting values, and what they need. */
  start(): void {
    const { program, inputs } = this.run;
    const initials = new Float64Array(2 * this.levels.length);
    setInitials(initials, program, inputs.initials);
    const moment: Moment = { step: 0, later: 0 };
    this.holdAll("input", moment);
    for (const evaluation of this.facts.order.initial) {
      if (evaluation.variable.kind === "device") this.begin(evaluation);
      else this.assign(evaluation, "initial");
      for (const { stock, element, offset } of this.levels) {
        const pair = 2 * (offset - program.inputs.length);
        const isAssigned = stock === evaluation.variable && (evaluation.element ?? element) === element;
        if (isAssigned && initials[pair] === 1) this.row[offset] = initials[pair + 1]!;
      }
      this.hold(evaluation.variable, moment);
    }
  }

  /** Goes on from a row: stocks and memories keep what they have, everything else follows from them. */
  resume(row: Float64Array): void {
    for (const { offset } of [...this.levels, ...this.memories]) this.row[offset] = row[offset]!;
  }

  /** Everything that is computed at every time. */
  evaluate(moment: Moment): void {
    this.moment = moment;
    const { step } = this.clock;
    const { time, fromStep } = this.piece;
    const { pace = 1, piece = 0 } = moment.own ?? {};
    const done = moment.step - fromStep;
    const begun = time + (done + piece / pace) * step;
    this.clock = { ...this.clock, begun, time: time + (done + moment.later) * step };
    this.holdAll("input", moment);
    this.holdAll("stock", moment);
    this.holdAll("memory", moment);
    for (const evaluation of this.facts.order.active) {
      if (!this.isPart(evaluation.block?.unknowns[0] ?? evaluation.variable)) continue;
      this.assign(evaluation, "active");
      this.hold(evaluation.variable, moment);
    }
    this.cutOutflows();
  }

  /** Whether a variable takes part in what goes on just now. */
  private isPart({ pace = 1 }: Variable): boolean {
    return this.part === undefined || pace === this.part;
  }

  /** What memories take over, and devices look at, when the step is done. */
  private remember(): Remembered {
    const next = this.memories.map(({ memory, element, at, offset }) =>
      memory.next.length === 0 ? this.row[offset]! : this.valueOf(memory, memory.next, element, at),
    );
    const { time } = this.clock;
    return { time, next, looked: this.devices.map((device) => this.look(device, () => true)) };
  }

  private takeOver({ time, next, looked }: Remembered): void {
    this.memories.forEach(({ offset }, i) => {
      this.row[offset] = next[i]!;
    });
    this.devices.forEach((device, i) => {
      this.operate(device, "step", looked[i]!, time);
    });
  }

  /** Devices make their states. */
  private begin({ variable, element }: Evaluation): void {
    for (const device of this.devices) {
      const { begins } = rowOf(device.variable);
      if (device.variable !== variable || (element ?? device.element) !== device.element) continue;
      const args = this.look(device, (place) => begins.includes(place));
      this.operate(device, "begin", args, this.clock.time);
    }
  }

  private look({ variable, element, at }: Operated, isSeen: (place: number) => boolean): readonly number[] {
    return variable.inputs.map((parts, place) =>
      isSeen(place) ? this.valueOf(variable, parts, element, at) : Number.NaN,
    );
  }

  private operate(device: Operated, what: "begin" | "step", args: readonly number[], time: number): void {
    const { machine, offset, state, result } = device;
    const { start, stop } = this.clock;
    const step = this.clock.step / (device.variable.pace ?? 1);
    rowOf(device.variable)[what](machine, args, state, result, { time, step, start, stop });
    this.row[offset] = machine.load(result);
  }

  /** The time of the last evaluation. */
  get now(): number {
    return this.clock.time;
  }

  /** The steps are of another length from a step on. */
  beginPiece(time: number, fromStep: number, step: number): void {
    this.piece = { time, fromStep };
    this.clock = { ...this.clock, step };
  }

  /** Does the step at whose beginning everything has been evaluated. */
  finish(step: number): void {
    if (this.paces.length > 0) this.finishApart(step);
    else this.finishPiece({ step, piece: 0, pieces: 1 });
  }

  private finishPiece(stretch: Stretch): void {
    const remembered = this.remember();
    this.integrate(stretch);
    this.takeOver(remembered);
  }

  /** Each part takes its steps by itself, and sees of the others what was so when the step of the whole began. */
  private finishApart(step: number): void {
    const { row, levels, memories, devices, clock, moment } = this;
    const before = [...row];
    const ahead: (readonly [number, number])[] = [];
    for (const pace of this.paces) {
      this.part = pace;
      this.levels = levels.filter(({ stock }) => this.isPart(stock));
      this.memories = memories.filter(({ memory }) => this.isPart(memory));
      this.devices = devices.filter(({ variable }) => this.isPart(variable));
      this.clock = clock;
      this.moment = moment;
      for (let piece = 0; piece < pace; piece++) {
        const own = { pace, piece };
        if (piece > 0) this.evaluate({ step, later: piece / pace, own });
        this.finishPiece({ step, piece, pieces: pace, own });
      }
      for (const { offset } of [...this.levels, ...this.memories, ...this.devices])
        ahead.push([offset, row[offset]!]);
      before.forEach((value, offset) => {
        row[offset] = value;
      });
    }
    this.part = undefined;
    this.levels = levels;
    this.memories = memories;
    this.devices = devices;
    for (const [offset, value] of ahead) row[offset] = value;
  }

  private integrate(stretch: Stretch): void {
    const { integrator } = this.run.program;
    if (integrator === "euler") this.stepByEuler(stretch);
    else if (integrator === "rk2") this.stepByHeun(stretch);
    else if (integrator === "rk4") this.stepByRungeKutta(stretch);
    else this.stepByPieces(stretch.step);
    this.keepAboveZero();
  }

  /** As many pieces as it needs until twice as many change nothing. */
  private stepByPieces(step: number): void {
    const { absolute, relative } = this.run.program.tolerance ?? usualTolerance;
    const start = this.values();
    let coarse: readonly number[] | undefined;
    for (let pieces = 1; ; pieces *= 2) {
      for (let piece = 0; piece < pieces; piece++) {
        this.evaluate({ step, later: piece / pieces });
        this.stepByRungeKutta({ step, piece, pieces });
        this.keepAboveZero();
      }
      const fine = this.values();
      const isNear = coarse?.every(
        (value, i) => !(Math.abs(fine[i]! - value) > Math.max(Math.abs(fine[i]!) * relative, absolute)),
      );
      if (isNear || pieces >= mostPieces) return;
      coarse = fine;
      this.move((i) => start[i]!);
    }
  }

  private stepByEuler({ pieces }: Stretch): void {
    const dt = this.clock.step / pieces;
    const before = this.values();
    const rates = this.rates();
    this.move((i) => before[i]! + dt * rates[i]!);
  }

  private stepByHeun(stretch: Stretch): void {
    const dt = this.clock.step / stretch.pieces;
    const before = this.values();
    const k1 = this.rates();
    this.move((i) => before[i]! + dt * k1[i]!);
    this.evaluate(within(stretch, 1));
    const k2 = this.rates();
    this.move((i) => before[i]! + (dt / 2) * (k1[i]! + k2[i]!));
  }

  private stepByRungeKutta(stretch: Stretch): void {
    const dt = this.clock.step / stretch.pieces;
    const before = this.values();
    const k1 = this.rates();
    this.move((i) => before[i]! + (dt / 2) * k1[i]!);
    this.evaluate(within(stretch, 0.5));
    const k2 = this.rates();
    this.move((i) => before[i]! + (dt / 2) * k2[i]!);
    this.evaluate(within(stretch, 0.5));
    const k3 = this.rates();
    this.move((i) => before[i]! + dt * k3[i]!);
    this.evaluate(within(stretch, 1));
    const k4 = this.rates();
    this.move((i) => before[i]! + (dt / 6) * (k1[i]! + 2 * (k2[i]! + k3[i]!) + k4[i]!));
  }

  private values(): readonly number[] {
    return this.levels.map(({ offset }) => this.row[offset]!);
  }

  private move(value: (i: number) => number): void {
    this.levels.forEach(({ offset }, i) => {
      this.row[offset] = value(i);
    });
  }

  private keepAboveZero(): void {
    for (const { stock, offset } of this.levels) {
      if (stock.kind === "stock" && stock.nonNegative) this.row[offset] = Math.max(0, this.row[offset]!);
    }
  }

  private rates(): readonly number[] {
    return this.levels.map(({ stock, element, at }) => {
      this.pace = stock.pace ?? 1;
      if (stock.kind === "count") return this.valueOf(stock, stock.rate, element, at);
      let rate = 0;
      stock.inflows.forEach((stream, i) => {
        rate = i === 0 ? this.amount(stream, at) : rate + this.amount(stream, at);
      });
      for (const stream of stock.outflows) rate -= this.amount(stream, at);
      return rate;
    });
  }

  private amount({ flow, share }: Stream, at: readonly number[]): number {
    return share ? this.compute(share, at) * this.compute(flow, at) : this.compute(flow, at);
  }

  /** Outflows of stocks that are never below zero become what is there, in the order listed. */
  private cutOutflows(): void {
    for (const { stock, element, at, sureInflows } of limitsOf(this.facts)) {
      this.pace = stock.pace ?? 1;
      let arriving = 0;
      sureInflows.forEach((stream, i) => {
        arriving = i === 0 ? this.amount(stream, at) : arriving + this.amount(stream, at);
      });
      let left = this.row[this.slotOf(stock).offset + element]! / (this.clock.step / this.pace) + arriving;
      for (const stream of stock.outflows) {
        const available = Math.max(0, left);
        if (this.isPart(this.flowOf(stream)) && this.amount(stream, at) > available) {
          const flow = this.offsetOf(stream, at);
          this.row[flow] = stream.share ? available / this.compute(stream.share, at) : available;
        }
        left -= this.amount(stream, at);
      }
    }
  }

  private flowOf({ flow }: Stream): Variable {
    const meaning = this.facts.names.meanings.get(flow);
    if (meaning?.kind !== "variable") throw new Bug(`‘${flow.name}’ is no flow.`);
    return meaning.variable;
  }

  private offsetOf(stream: Stream, at: readonly number[]): number {
    const variable = this.flowOf(stream);
    const picks = this.facts.shapes.picks.get(stream.flow);
    return this.slotOf(variable).offset + plainElement(variable, picks, { at, turns: [] }, this.facts);
  }

  /** Looks for unknowns, computing what follows from them again and again. */
  private solve({ unknowns, members }: Block, when: keyof Order): void {
    const looked: { readonly offset: number; readonly start: number; readonly residual: () => number }[] = [];
    for (const variable of unknowns) {
      const parts = variable.kind === "aux" ? variable.equation : [];
      const slot = this.slotOf(variable);
      const length = slot.dimensions.at(-1)?.elements.length ?? 1;
      for (const [index, at] of elementsOf(variable, this.facts).entries()) {
        const offset = slot.offset + index;
        const { row, call } = this.solvingOf(this.facts.partOf(variable, parts, index)!.value);
        const argument = (number: number | undefined, otherwise: number): number => {
          const arg = number === undefined ? undefined : call.args[number];
          this.pace = variable.pace ?? 1;
          return arg ? this.compute(arg, at) : otherwise;
        };
        const start = argument(row.start, Number.NaN);
        const isCounted = index % length < argument(row.count, Number.POSITIVE_INFINITY);
        if (!isCounted || index % length < argument(row.skip, 0)) {
          this.row[offset] = start;
          continue;
        }
        const taken = (): number => (row.seeks === "itself" ? this.row[offset]! : 0);
        const found = (): number => argument(row.residual, Number.NaN);
        looked.push({
          offset,
          start,
          residual: () => (row.seeks === "itself" ? found() - taken() : found()),
        });
      }
    }
    const machine = createPlainMachine();
    const access = {
      count: looked.length,
      start: (i: number) => looked[i]!.start,
      set: (i: number, value: number) => {
        this.row[looked[i]!.offset] = value;
      },
      residual: (i: number) => looked[i]!.residual(),
      evaluate: () => {
        for (const member of members) {
          this.assign(member, when);
          this.hold(member.variable, this.moment);
        }
      },
    };
    solve(machine, access, machine.reserve(solvingScratch(looked.length)));
  }

  private solvingOf(expr: Expr): SolvingCall {
    const callee = expr.kind === "call" ? this.facts.names.callees.get(expr) : undefined;
    if (expr.kind !== "call" || callee?.kind !== "function" || callee.row.kind !== "solving")
      throw new Bug("What is not looked for is solved.");
    return { row: callee.row, call: expr };
  }

  private assign({ variable, element: only, block }: Evaluation, when: keyof Order): void {
    if (block) {
      this.solve(block, when);
      return;
    }
    const slot = this.slotOf(variable);
    if (slot.role === "input") return;
    const define = (at: readonly number[], element: number): void => {
      this.row[slot.offset + element] = this.define(variable, when, element, at);
    };
    if (only === undefined) elementsOf(variable, this.facts).forEach(define);
    else define(placeOf(only, this.facts.shapes.axes.get(variable) ?? []), only);
  }

  private define(variable: Variable, when: keyof Order, element: number, at: readonly number[]): number {
    switch (variable.kind) {
      case "stock":
      case "memory":
        return this.valueOf(variable, variable.starts, element, at);
      case "count":
        return variable.starts.length === 0 ? 0 : this.valueOf(variable, variable.starts, element, at);
      case "input":
        return this.valueOf(variable, variable.equation, element, at);
      case "aux":
        return this.valueOf(variable, seenOf(variable, when), element, at);
      case "flow": {
        const rate = this.valueOf(variable, seenOf(variable, when), element, at);
        return variable.oneWay ? Math.max(0, rate) : rate;
      }
      default:
        if (!isReadAtTime(variable)) throw new Bug(`‘${variable.name}’ has no equation.`);
        return readPoints(this.tableOf(variable, element), this.timeOf(variable));
    }
  }

  /** When points are read that are read at the time. */
  private timeOf({ kind }: Variable): number {
    const { begun, time } = this.clock;
    return kind === "data" && holdsEvents(this.facts.model) ? (begun ?? time) : time;
  }

  private valueOf(
    variable: Variable,
    parts: readonly Part[],
    element: number,
    at: readonly number[],
  ): number {
    this.pace = variable.pace ?? 1;
    return this.compute(this.facts.partOf(variable, parts, element)!.value, at);
  }

  private compute(expr: Expr, at: readonly number[]): number {
    const equation = this.equations.get(expr) ?? prepareEquation(expr, this.facts.shapes);
    this.equations.set(expr, equation);
    return equation(this.around(at));
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

  private holdAll(role: "input" | "stock" | "memory", moment: Moment): void {
    for (const variable of this.facts.model.variables) {
      if (this.run.holds.has(foldName(variable.name)) && this.slotOf(variable).role === role)
        this.hold(variable, moment);
    }
  }

  /** Puts a held variable on its path. */
  private hold(variable: Variable, { step, later: within, own }: Moment): void {
    const hold = this.run.holds.get(foldName(variable.name));
    if (!hold || step < hold.fromStep) return;
    const { offset, size } = this.slotOf(variable);
    const length = hold.path.length / size;
    // A path has numbers for the steps of the whole.
    const later = own && own.pace > 1 ? 0 : within;
    for (const element of hold.elements ?? Array.from({ length: size }, (_, i) => i)) {
      const now = hold.path[element * length + step]!;
      const next = later === 0 ? now : hold.path[element * length + step + 1]!;
      this.row[offset + element] = this.between(now, next, later);
    }
  }

  /** A path within a step. */
  private between(now: number, next: number, later: number): number {
    if (this.run.program.integrator !== "rk4 auto") return later === 0.5 ? (now + next) * 0.5 : next;
    const { time, begun = time, step } = this.clock;
    return time === begun ? now : now + ((time - begun) / step) * (next - now);
  }

  private tableOf(variable: Variable, element: number): Table {
    return this.tables[this.run.program.tableSlots.get(foldName(variable.name))!.offset + element]!;
  }

  private slotOf(variable: Variable): Slot {
    return this.run.program.slots.get(foldName(variable.name))!;
  }
}

/** The equation that is seen before the first step, or at every time. */
function seenOf({ equation, initially }: Auxiliary | Flow, when: keyof Order): readonly Part[] {
  return when === "initial" && initially ? initially : equation;
}

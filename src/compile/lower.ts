import { nameDraws, siteOf } from "../check/draws.ts";
import { holdsEvents } from "../check/evaluate.ts";
import {
  type Block,
  type Evaluation,
  evaluationsIn,
  type Facts,
  type Order,
  type Pick,
} from "../check/facts.ts";
import { placeOf } from "../check/shapes/place.ts";
import type { SolvingCall } from "../check/solving.ts";
import { binary, type ClockWord, type Code, choose, clock, number, unary } from "../functions/code.ts";
import type { Vector } from "../functions/function.ts";
import { operators } from "../functions/operators.ts";
import { Bug } from "../model/diagnostic.ts";
import type { CallExpr, Expr, NameExpr } from "../model/expression.ts";
import type { Count, Device, Memory, Part, Stock, Stream, Variable } from "../model/variable.ts";
import { computeRoutine } from "../numerics/plain.ts";
import { solvingScratch } from "../procedures/solve.ts";
import { elementsOf, type Place, pickedElement, rowOf, turnsOf, vectorResult } from "./element.ts";
import { type Expansion, isReadAtTime } from "./expand.ts";
import {
  type Assignment,
  type Device as DeviceCode,
  isCall,
  type Kernel,
  type Statement,
  type Stepping,
  type VectorCall,
} from "./kernel.ts";
import { type Limit, limitsOf } from "./limits.ts";
import { createShare, type Share, withParts } from "./share.ts";

/** Lowers a system to scalar arithmetic, element by element, in the order of evaluation. */
export function lowerModel(facts: Facts, expansion: Expansion): Kernel {
  return new Lowering(facts, expansion).kernel();
}

/** The calls of procedures over whole rows so far: where the next ones go, and which there are, by what they compute. */
interface Calls {
  readonly sink: Statement[];
  readonly known: Map<string, VectorCall>;
}

class Lowering {
  private readonly facts: Facts;
  private readonly expansion: Expansion;
  private readonly isHolding: boolean;
  private readonly draws: ReadonlyMap<CallExpr, string>;
  private readonly numbers = new Map<Code, number>();
  private calls: Calls = { sink: [], known: new Map() };
  private nextSlot: number;
  /** Of what is lowered just now: how many steps it takes in each of the whole. */
  private pace = 1;
  private readonly paces = new Map<number, number>();
  /** By the first slot that they give a value. */
  private readonly devices = new Map<number, DeviceCode>();
  private cells = 0;
  private readonly share: Share = createShare((name, [a = 0, b = 0]) => computeRoutine(name, a, b));

  constructor(facts: Facts, expansion: Expansion) {
    this.facts = facts;
    this.expansion = expansion;
    this.draws = nameDraws(facts.names);
    this.isHolding = holdsEvents(facts.model);
    this.nextSlot = expansion.width;
  }

  kernel(): Kernel {
    const { facts, expansion } = this;
    const initial = this.calls.sink;
    for (const evaluation of facts.order.initial) this.assign(evaluation, "initial");
    const active: Statement[] = [];
    this.calls = { sink: active, known: new Map() };
    for (const evaluation of facts.order.active) this.assign(evaluation, "active");
    const cuts = limitsOf(facts).flatMap((limit) => this.cuts(limit));
    const behind: Statement[] = [];
    // A cut changes what has been computed: nothing from before it may be used again.
    this.calls = { sink: behind, known: cuts.length > 0 ? new Map() : this.calls.known };
    const stocks = facts.model.variables.filter(
      (variable) => variable.kind === "stock" || variable.kind === "count",
    );
    const isFloored = (variable: Stock | Count): boolean => variable.kind === "stock" && variable.nonNegative;
    const kernel = {
      inputs: expansion.inputs.length,
      stocks: expansion.stocks,
      memories: expansion.memories,
      width: expansion.width,
      tables: expansion.tables.length,
      initial,
      active,
      cuts,
      nets: stocks.flatMap((stock) =>
        elementsOf(stock, facts).map((at, element) => this.net(stock, at, element)),
      ),
      nexts: facts.model.variables.flatMap((variable) =>
        variable.kind === "memory" && variable.next.length > 0 ? this.nexts(variable) : [],
      ),
      initially: new Set(
        evaluationsIn(facts.order.initial).flatMap(({ variable }) =>
          initiallyOf(variable) ? this.offsetsOf(variable) : [],
        ),
      ),
      floored: new Set(stocks.filter(isFloored).flatMap((stock) => this.offsetsOf(stock))),
    };
    const devices = facts.model.variables.flatMap((variable) =>
      variable.kind === "device"
        ? elementsOf(variable, facts).map((at, element) => this.stepping(variable, at, element))
        : [],
    );
    const rest = { devices, cells: this.cells, paces: this.paces };
    return { ...kernel, ...rest, behind: behind.filter(isCall), callSlots: this.nextSlot - expansion.width };
  }

  private assign({ variable, element, block }: Evaluation, when: keyof Order): void {
    if (block) {
      this.solve(block, when);
      return;
    }
    const slot = this.expansion.slots.get(variable);
    if (!slot || slot.role === "input") return;
    this.goAtPaceOf(variable);
    const define = (at: readonly number[], index: number): void => {
      if (variable.kind === "device") {
        this.begin(variable, at, index);
        return;
      }
      const code = this.share(this.definition(variable, when, at, index));
      this.calls.sink.push({ offset: slot.offset + index, code });
    };
    if (element === undefined) elementsOf(variable, this.facts).forEach(define);
    else define(placeOf(element, this.facts.shapes.axes.get(variable) ?? []), element);
  }

  /** What gives an element its value: of a stock or a memory, before the first step, of anything else, at every time. */
  private definition(variable: Variable, when: keyof Order, at: readonly number[], element: number): Code {
    const initially = when === "initial" ? initiallyOf(variable) : undefined;
    switch (variable.kind) {
      case "stock":
      case "memory":
        return this.part(variable, variable.starts, at, element);
      case "count":
        return variable.starts.length === 0 ? number(0) : this.part(variable, variable.starts, at, element);
      case "aux":
      case "input":
        return this.part(variable, initially ?? variable.equation, at, element);
      case "flow": {
        const rate = this.part(variable, initially ?? variable.equation, at, element);
        return variable.oneWay ? binary("max", number(0), rate) : rate;
      }
      default:
        if (isReadAtTime(variable)) {
          const isHeld = this.isHolding && variable.kind === "data";
          return this.reading(variable, element, clock(isHeld ? "begun" : "time"));
        }
        throw new Bug(`‘${variable.name}’ has no equation.`);
    }
  }

  /** What is lowered from now on belongs to a variable. */
  private goAtPaceOf(variable: Variable): void {
    this.pace = variable.pace ?? 1;
    if (this.pace > 1) for (const offset of this.offsetsOf(variable)) this.paces.set(offset, this.pace);
  }

  /** What the clock says to what is lowered just now. */
  private readonly clock = (word: ClockWord): Code =>
    word === "step" && this.pace > 1 ? binary("divide", clock(word), number(this.pace)) : clock(word);

  private part(variable: Variable, parts: readonly Part[], at: readonly number[], element: number): Code {
    const part = this.facts.partOf(variable, parts, element);
    if (!part) throw new Bug(`An element of ‘${variable.name}’ has no equation.`);
    return this.lower(part.value, { at, turns: [] });
  }

  /** Unknowns, and what follows from them and says whether they fit. */
  private solve({ unknowns, members }: Block, when: keyof Order): void {
    const around = this.calls;
    const starts: Statement[] = [];
    const statements: Statement[] = [];
    const looked: { offset: number; start: number; residual: number }[] = [];
    const tails: (() => void)[] = [];
    this.calls = { sink: starts, known: new Map() };
    for (const variable of unknowns) {
      this.goAtPaceOf(variable);
      const { offset } = this.expansion.slots.get(variable)!;
      const axes = this.facts.shapes.axes.get(variable) ?? [];
      const length = axes.at(-1)?.elements.length ?? 1;
      for (const [index, at] of elementsOf(variable, this.facts).entries()) {
        const part = this.facts.partOf(variable, solvableParts(variable), index);
        const solving = part && this.solvingOf(part.value);
        if (!solving) throw new Bug(`‘${variable.name}’ is not looked for.`);
        const { row, call } = solving;
        const place = { at, turns: [] };
        const argument = (number: number): Code => this.share(this.lower(call.args[number]!, place));
        const own = index % length;
        const isCounted = row.count === undefined || own < this.constant(solving, row.count);
        const isLooked = isCounted && own >= this.constant(solving, row.skip);
        const start = isLooked ? this.nextSlot++ : offset + index;
        starts.push({ offset: start, code: argument(row.start) });
        if (!isLooked) continue;
        const residual = this.nextSlot++;
        looked.push({ offset: offset + index, start, residual });
        tails.push(() => {
          this.goAtPaceOf(variable);
          const found = argument(row.residual);
          const itself: Code = { kind: "slot", offset: offset + index };
          const code = row.seeks === "itself" ? this.share(binary("subtract", found, itself)) : found;
          statements.push({ offset: residual, code });
        });
      }
    }
    this.calls = { sink: statements, known: new Map() };
    for (const member of members) this.assign(member, when);
    for (const tail of tails) tail();
    this.calls = around;
    const scratch = this.nextSlot;
    this.nextSlot += solvingScratch(looked.length);
    this.calls.sink.push({ unknowns: looked, starts, statements, scratch });
  }

  private solvingOf(expr: Expr): SolvingCall | undefined {
    const callee = expr.kind === "call" ? this.facts.names.callees.get(expr) : undefined;
    if (expr.kind !== "call" || callee?.kind !== "function" || callee.row.kind !== "solving")
      return undefined;
    return { row: callee.row, call: expr };
  }

  /** An argument that counts elements: a number before the run. */
  private constant({ row, call }: SolvingCall, argument: number | undefined): number {
    if (argument === undefined) return 0;
    const arg = call.args[argument];
    const code = arg && this.share(this.lower(arg, { at: [], turns: [] }));
    if (!code) return row.parameters[argument]!.otherwise!;
    if (code.kind === "slot" && code.offset < this.expansion.inputs.length)
      return this.expansion.inputs[code.offset]!;
    return code.kind === "number" ? code.value : row.parameters[argument]!.otherwise!;
  }

  /** A device makes its state. What it does not look at then may have no value yet. */
  private begin(variable: Device, at: readonly number[], element: number): void {
    const begins = this.deviceAt(variable, element);
    const looksAt = rowOf(variable).begins;
    const args = variable.inputs.map((parts, i) =>
      looksAt.includes(i) ? this.share(this.part(variable, parts, at, element)) : number(Number.NaN),
    );
    this.calls.sink.push({ begins, args });
  }

  /** What a device looks at in a step. */
  private stepping(variable: Device, at: readonly number[], element: number): Stepping {
    this.goAtPaceOf(variable);
    const args = variable.inputs.map((parts) => ({
      offset: this.nextSlot++,
      code: this.share(this.part(variable, parts, at, element)),
    }));
    return { device: this.deviceAt(variable, element), args };
  }

  private deviceAt(variable: Device, element: number): DeviceCode {
    const row = rowOf(variable);
    const result = this.expansion.slots.get(variable)!.offset + element;
    const known = this.devices.get(result);
    if (known) return known;
    const device = { row, result, results: 1, cell: this.cells, pace: variable.pace ?? 1 };
    this.cells += row.cells;
    this.devices.set(result, device);
    return device;
  }

  private nexts(memory: Memory): readonly Assignment[] {
    this.goAtPaceOf(memory);
    const { offset } = this.expansion.slots.get(memory)!;
    return elementsOf(memory, this.facts).map((at, element) => ({
      offset: offset + element,
      code: this.share(this.part(memory, memory.next, at, element)),
    }));
  }

  /** ((in + in) - out) - out */
  private net(stock: Stock | Count, at: readonly number[], element: number): Code {
    this.goAtPaceOf(stock);
    if (stock.kind === "count") return this.share(this.part(stock, stock.rate, at, element));
    const inflow = sum(stock.inflows.map((stream) => this.stream(stream, at)));
    const outflows = stock.outflows.map((stream) => this.stream(stream, at));
    return this.share(outflows.reduce((net, outflow) => binary("subtract", net, outflow), inflow));
  }

  private stream({ flow, share }: Stream, at: readonly number[]): Code {
    const place = { at, turns: [] };
    const rate = this.lower(flow, place);
    return share ? binary("multiply", this.lower(share, place), rate) : rate;
  }

  /** The outflows of one element of a stock, cut to what is there, in the order listed. */
  private cuts({ stock, element, at, sureInflows }: Limit): readonly Assignment[] {
    this.goAtPaceOf(stock);
    const level: Code = { kind: "slot", offset: this.expansion.slots.get(stock)!.offset + element };
    const inflow = sum(sureInflows.map((stream) => this.stream(stream, at)));
    let left = binary("add", binary("divide", level, this.clock("step")), inflow);
    return stock.outflows.flatMap((stream): readonly Assignment[] => {
      const amount = this.stream(stream, at);
      const available = binary("max", number(0), left);
      const most = stream.share
        ? binary("divide", available, this.lower(stream.share, { at, turns: [] }))
        : available;
      const flow = this.lower(stream.flow, { at, turns: [] });
      left = binary("subtract", left, amount);
      if (flow.kind !== "slot") return [];
      return [
        { offset: flow.offset, code: this.share(choose(binary("greater", amount, available), most, flow)) },
      ];
    });
  }

  private offsetsOf(variable: Variable): readonly number[] {
    const { offset, size } = this.expansion.slots.get(variable)!;
    return Array.from({ length: size }, (_, i) => offset + i);
  }

  private lower(expr: Expr, place: Place): Code {
    switch (expr.kind) {
      case "number":
        return number(expr.value);
      case "name":
        return this.lowerName(expr, place);
      case "call":
        return this.lowerCall(expr, place);
      case "unary":
        return operators.unary[expr.op].lower(this.lower(expr.operand, place));
      case "binary":
        return operators.binary[expr.op].lower(this.lower(expr.left, place), this.lower(expr.right, place));
      case "if":
        return choose(
          this.lower(expr.condition, place),
          this.lower(expr.yes, place),
          this.lower(expr.no, place),
        );
      case "at":
      case "base":
      case "percent":
      case "error":
        throw new Bug(`An equation with ‘${expr.kind}’ in it is compiled.`);
    }
  }

  private lowerName(expr: NameExpr, place: Place): Code {
    const { names, shapes } = this.facts;
    const meaning = names.meanings.get(expr);
    switch (meaning?.kind) {
      case "variable": {
        const slot = this.expansion.slots.get(meaning.variable);
        if (!slot) throw new Bug(`‘${expr.name}’ has no value.`);
        return this.picked(meaning.variable, shapes.picks.get(expr), place, (element) => ({
          kind: "slot",
          offset: slot.offset + element,
        }));
      }
      case "clock":
        return this.clock(meaning.word);
      case "unit":
        return number(1);
      case "element":
        return number(meaning.index + 1);
      case "dimension": {
        const found = shapes.positions.get(expr)!;
        const step = found.kind === "along" ? place.at[found.axis]! : place.turns[found.loop]!;
        return number(found.positions[step]!);
      }
      default:
        throw new Bug(`‘${expr.name}’ has no value.`);
    }
  }

  private lowerCall(expr: CallExpr, place: Place): Code {
    const { names, shapes } = this.facts;
    const callee = names.callees.get(expr);
    if (callee?.kind === "graph") {
      const at = this.lower(expr.args[0]!, place);
      return this.picked(callee.graph, shapes.graphPicks.get(expr), place, (element) =>
        this.reading(callee.graph, element, at),
      );
    }
    if (callee?.kind !== "function") throw new Bug(`‘${expr.name}’ cannot be run.`);
    const { row } = callee;
    if (row.kind === "reducer") {
      const item = expr.args[0]!;
      const turns = turnsOf(shapes.loops.get(expr)!);
      return this.share(row.lower(turns.map((own) => this.lower(item, { at: place.at, turns: own }))));
    }
    if (row.kind === "vector") return this.vector(row, expr, place);
    const missing = row.parameters.slice(expr.args.length).map(({ otherwise }) => number(otherwise!));
    const args = (from: number): readonly Code[] => [
      ...expr.args.slice(from).map((arg) => this.share(this.lower(arg, place))),
      ...missing,
    ];
    const { name } = row;
    switch (row.kind) {
      case "pointwise": {
        const given = args(0);
        const code = row.lower(given);
        const heard = (word: ClockWord): Code =>
          word === "time" && this.isHolding && row.family === "time" ? clock("begun") : this.clock(word);
        const isOther = this.pace > 1 || (this.isHolding && row.family === "time");
        return isOther ? withClock(code, new Set(given), heard) : code;
      }
      case "algorithm":
        return { kind: "call", callee: { kind: "algorithm", name, procedure: row.procedure }, args: args(0) };
      case "table": {
        const { procedure } = row;
        const given = args(1);
        return this.withTable(expr.args[0]!, place, (table) =>
          procedure
            ? { kind: "call", callee: { kind: "table", name, procedure, table }, args: given }
            : { kind: "lookup", table, at: given[0]! },
        );
      }
      case "peek": {
        const { procedure } = row;
        const given = [clock("begun"), this.clock("step"), ...args(1)];
        return this.withDevice(expr.args[0]!, place, (cell) => ({
          kind: "call",
          callee: { kind: "peek", name, procedure, cell },
          args: given,
        }));
      }
      case "random": {
        const site = siteOf(this.draws.get(expr)!, place.at, place.turns);
        const { procedure } = row;
        return { kind: "call", callee: { kind: "random", name, procedure, site }, args: args(0) };
      }
      default:
        throw new Bug(`‘${expr.name}’ cannot be run.`);
    }
  }

  /** What is read of the table of a graph or a series that is an argument. */
  private withTable(graph: Expr, place: Place, read: (table: number) => Code): Code {
    const { names, shapes } = this.facts;
    const meaning = graph.kind === "name" ? names.meanings.get(graph) : undefined;
    const slot = meaning?.kind === "variable" && this.expansion.tableSlots.get(meaning.variable);
    if (graph.kind !== "name" || !slot) throw new Bug("An argument that is a graph has no points.");
    return this.picked(meaning.variable, shapes.picks.get(graph), place, (element) =>
      read(slot.offset + element),
    );
  }

  /** What is seen in the state of the device that an argument names, by its first cell. */
  private withDevice(device: Expr, place: Place, look: (cell: number) => Code): Code {
    const { names, shapes } = this.facts;
    const meaning = device.kind === "name" ? names.meanings.get(device) : undefined;
    if (device.kind !== "name" || meaning?.kind !== "variable" || meaning.variable.kind !== "device")
      throw new Bug("What is looked into is no device.");
    const variable: Device = meaning.variable;
    return this.picked(variable, shapes.picks.get(device), place, (element) =>
      look(this.deviceAt(variable, element).cell),
    );
  }

  /** Puts the call of a procedure over whole rows before what needs its results, once for all of them. */
  private vector(row: Vector, expr: CallExpr, place: Place): Code {
    const shape = this.facts.shapes.vectors.get(expr);
    if (!shape) throw new Bug(`‘${expr.name}’ goes over nothing.`);
    const args = row.parameters.map((parameter, i): ArgumentCodes => {
      const arg = expr.args[i];
      if (!arg) return { kind: "number", code: number(parameter.otherwise!) };
      const loops = shape.arguments[i]!;
      if (parameter.shape === "whole") return this.whole(arg, place);
      if (parameter.shape === "number") return { kind: "number", code: this.share(this.lower(arg, place)) };
      const codes = turnsOf(loops).map((turns) => this.share(this.lower(arg, { at: place.at, turns })));
      const columns = parameter.shape === "matrix" ? loops.at(-1)! : codes.length;
      return { kind: "numbers", codes, columns, place: number(0) };
    });
    const call = this.callOf(row, args);
    const picked = vectorResult(row, shape, place);
    return picked < 0 ? number(0) : { kind: "slot", offset: call.result + picked };
  }

  /** All numbers of a variable, and the place of the one that a reference picks. */
  private whole(arg: Expr, place: Place): ArgumentCodes {
    const { names, shapes } = this.facts;
    const meaning = arg.kind === "name" ? names.meanings.get(arg) : undefined;
    if (arg.kind !== "name" || meaning?.kind !== "variable") throw new Bug("A whole array is no variable.");
    const { offset, size } = this.expansion.slots.get(meaning.variable)!;
    const codes = Array.from({ length: size }, (_, i) => this.share({ kind: "slot", offset: offset + i }));
    const picks = shapes.picks.get(arg);
    const picked = this.picked(meaning.variable, picks, place, (element) => number(element), number(-1));
    return { kind: "numbers", codes, columns: size, place: this.share(picked) };
  }

  private callOf(row: Vector, args: readonly ArgumentCodes[]): VectorCall {
    const all = args.map((arg) => (arg.kind === "number" ? [arg.code] : [...arg.codes, arg.place]));
    const key = [
      row.name,
      this.pace,
      ...all.map((codes) => codes.map((code) => this.numberOf(code)).join()),
    ].join(" ");
    const known = this.calls.known.get(key);
    if (known) return known;
    const take = (count: number): number => {
      this.nextSlot += count;
      return this.nextSlot - count;
    };
    const lengths = args.map((arg) => (arg.kind === "number" ? 1 : arg.codes.length));
    const results = row.result.kind === "number" ? 1 : lengths[row.result.along]!;
    const call: VectorCall = {
      name: row.name,
      procedure: row.procedure,
      args: args.map((arg) => (arg.kind === "number" ? arg : { ...arg, offset: take(arg.codes.length) })),
      result: take(results),
      results,
      scratch: take(row.scratch?.(lengths) ?? 0),
    };
    if (this.pace > 1) this.paces.set(call.result, this.pace);
    this.calls.sink.push(call);
    this.calls.known.set(key, call);
    return call;
  }

  /** Shared codes are one object each, so that a number can stand for them. */
  private numberOf(code: Code): number {
    const shared = this.share(code);
    const known = this.numbers.get(shared) ?? this.numbers.size;
    this.numbers.set(shared, known);
    return known;
  }

  /** What is read of the element that is picked; nought outside. Positions that change choose among all elements. */
  private picked(
    variable: Variable,
    picks: readonly Pick[] | undefined,
    place: Place,
    read: (element: number) => Code,
    outside: Code = number(0),
  ): Code {
    const found = pickedElement(variable, picks, place, this.facts);
    if (typeof found === "number") return found < 0 ? outside : read(found);
    const axes = this.facts.shapes.axes.get(variable)!;
    const go = (axis: number, element: number): Code => {
      const pick = found[axis];
      if (pick === undefined) return read(element);
      const behind = (index: number) => go(axis + 1, element * axes[axis]!.elements.length + index);
      if (typeof pick === "number") return pick < 0 ? outside : behind(pick);
      const { length } = pick;
      const at = this.share(unary("truncate", this.lower(pick.index, place)));
      // Halving keeps the tree low, whatever the length.
      const among = (from: number, to: number): Code => {
        if (to - from === 1) return behind(from);
        const middle = (from + to) >> 1;
        return choose(binary("lessEqual", at, number(middle)), among(from, middle), among(middle, to));
      };
      const isInside = binary(
        "and",
        binary("greaterEqual", at, number(1)),
        binary("lessEqual", at, number(length)),
      );
      return length === 0 ? outside : choose(isInside, among(0, length), outside);
    };
    return go(0, 0);
  }

  private reading(variable: Variable, element: number, at: Code): Code {
    const table = this.expansion.tableSlots.get(variable)!.offset + element;
    return { kind: "lookup", table, at };
  }
}

/** The arguments of a call before they have slots. */
type ArgumentCodes =
  | { readonly kind: "number"; readonly code: Code }
  | {
      readonly kind: "numbers";
      readonly codes: readonly Code[];
      readonly columns: number;
      readonly place: Code;
    };

/** A function to which the clock says something else; its arguments stay as they are. */
function withClock(code: Code, args: ReadonlySet<Code>, heard: (word: ClockWord) => Code): Code {
  if (args.has(code)) return code;
  if (code.kind === "clock") return heard(code.word);
  return withParts(code, (part) => withClock(part, args, heard));
}

/** The equations of a variable that is looked for. */
function solvableParts(variable: Variable): readonly Part[] {
  return variable.kind === "aux" ? variable.equation : [];
}

/** What starting values see of a variable instead of its equation. */
export function initiallyOf(variable: Variable): readonly Part[] | undefined {
  return variable.kind === "aux" || variable.kind === "flow" ? variable.initially : undefined;
}

function sum(items: readonly Code[]): Code {
  return items.length === 0 ? number(0) : items.reduce((left, right) => binary("add", left, right));
}

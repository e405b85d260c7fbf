import { nameDraws, siteOf } from "../../check/draws.ts";
import { holdsEvents } from "../../check/evaluate.ts";
import type { Facts, Pick } from "../../check/facts.ts";
import { binary, type ClockWord, type Code, choose, clock, number, unary } from "../../functions/code.ts";
import type { Vector } from "../../functions/function.ts";
import { operators } from "../../functions/operators.ts";
import { Bug } from "../../model/diagnostic.ts";
import type { CallExpr, Expr, NameExpr } from "../../model/expression.ts";
import type { Part, Variable } from "../../model/variable.ts";
import { computeRoutine } from "../../numerics/plain.ts";
import { type Place, pickedElement, turnsOf } from "../element.ts";
import type { Expansion } from "../expand.ts";
import type { Devices } from "./devices.ts";
import type { Paces } from "./paces.ts";
import { createShare, type Share, withParts } from "./share.ts";

/** Lowers a call of a procedure over whole rows, which is a statement of its own. */
export type LowerVector = (row: Vector, expr: CallExpr, place: Place) => Code;

/** Lowers expressions, each where it stands. */
export class Expressions {
  /** Makes equal expressions of this lowering one object. */
  readonly share: Share = createShare((name, [a = 0, b = 0]) => computeRoutine(name, a, b));
  private readonly facts: Facts;
  private readonly expansion: Expansion;
  private readonly devices: Devices;
  private readonly paces: Paces;
  private readonly vector: LowerVector;
  private readonly isHolding: boolean;
  private readonly draws: ReadonlyMap<CallExpr, string>;

  constructor(facts: Facts, expansion: Expansion, devices: Devices, paces: Paces, vector: LowerVector) {
    this.paces = paces;
    this.facts = facts;
    this.expansion = expansion;
    this.devices = devices;
    this.vector = vector;
    this.isHolding = holdsEvents(facts.model);
    this.draws = nameDraws(facts.names);
  }

  /** The equation of one element. */
  part(variable: Variable, parts: readonly Part[], at: readonly number[], element: number): Code {
    const part = this.facts.partOf(variable, parts, element);
    if (!part) throw new Bug(`An element of ‘${variable.name}’ has no equation.`);
    return this.lower(part.value, { at, turns: [] });
  }

  /** An expression, shared. */
  shared(expr: Expr, place: Place): Code {
    return this.share(this.lower(expr, place));
  }

  lower(expr: Expr, place: Place): Code {
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

  /** What the points of one element of a graph or of data say. */
  reading(variable: Variable, element: number, at: Code): Code {
    const table = this.expansion.tableSlots.get(variable)!.offset + element;
    return { kind: "lookup", table, at };
  }

  /** The variable's value at every time, which is that of its points. */
  readingNow(variable: Variable, element: number): Code {
    const isHeld = this.isHolding && variable.kind === "data";
    return this.reading(variable, element, clock(isHeld ? "begun" : "time"));
  }

  /** What is read of the element that is picked; nought outside. Positions that change choose among all elements. */
  picked(
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
        return this.paces.clock(meaning.word);
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
      ...expr.args.slice(from).map((arg) => this.shared(arg, place)),
      ...missing,
    ];
    const { name } = row;
    switch (row.kind) {
      case "pointwise": {
        const given = args(0);
        const code = row.lower(given);
        const heard = (word: ClockWord): Code =>
          word === "time" && this.isHolding && row.family === "time"
            ? clock("begun")
            : this.paces.clock(word);
        const isOther = this.paces.now > 1 || (this.isHolding && row.family === "time");
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
        const given = [clock("begun"), this.paces.clock("step"), ...args(1)];
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
    const { variable } = meaning;
    return this.picked(variable, shapes.picks.get(device), place, (element) =>
      look(this.devices.at(variable, element).cell),
    );
  }
}

/** A function to which the clock says something else; its arguments stay as they are. */
function withClock(code: Code, args: ReadonlySet<Code>, heard: (word: ClockWord) => Code): Code {
  if (args.has(code)) return code;
  if (code.kind === "clock") return heard(code.word);
  return withParts(code, (part) => withClock(part, args, heard));
}

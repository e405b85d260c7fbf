import { flowQuestionsOfStella, questions } from "../../functions/contents.ts";
import type { FunctionRow } from "../../functions/function.ts";
import { batchesOf } from "../../model/batches.ts";
import { never, type Report } from "../../model/diagnostic.ts";
import type { CallExpr, Expr, NameExpr, Subscript } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import type { DimensionRef } from "../../model/variable.ts";
import { levels, operators } from "../../read/operator.ts";
import { foreignCall } from "../foreign.ts";
import type { Ground } from "../ground.ts";
import { numberText } from "../text/number.ts";
import { withoutUnits } from "../units.ts";
import { identifier } from "./name.ts";

/** What equations are written with. */
export interface Surroundings {
  readonly ground: Ground;
  /** Folded names that mean one of a unit, and nothing else. */
  readonly units: ReadonlySet<string>;
  /** By folded name of a graph or function of the model: its dimensions. */
  readonly callables: ReadonlyMap<string, readonly DimensionRef[]>;
  readonly report: Report;
  /** Functions that XMILE does not have and that are written as macros. */
  readonly needed: Set<FunctionRow>;
}

/** Where an equation stands: the dimensions of its variable, and the element that it is for, if for one only. */
export interface Position {
  readonly axes: readonly DimensionRef[];
  readonly elements?: readonly string[];
}

const tightness = { choice: 0, signed: 7, power: 9, primary: 11 } as const;

/** An equation of XMILE. Units in equations are one, and are left out where that changes nothing. */
export function equationText(expr: Expr, position: Position, surroundings: Surroundings): string {
  return new EquationWriter(position, surroundings).write(expr, tightness.choice);
}

class EquationWriter {
  readonly #position: Position;
  readonly #with: Surroundings;
  /** Reducers around: in them, a subrange means all of its elements. */
  #reducers = 0;

  constructor(position: Position, surroundings: Surroundings) {
    this.#position = position;
    this.#with = surroundings;
  }

  write(whole: Expr, least: number): string {
    const expr = withoutUnits(whole, this.#with.units);
    const { text, level } = this.#bare(expr);
    return level < least ? `(${text})` : text;
  }

  #bare(expr: Expr): { readonly text: string; readonly level: number } {
    switch (expr.kind) {
      case "number": {
        const isSigned = expr.value < 0 || Object.is(expr.value, -0);
        return { text: numberText(expr.value), level: isSigned ? tightness.signed : tightness.primary };
      }
      case "name":
        return { text: this.#reference(expr), level: tightness.primary };
      case "call":
        return { text: this.#list(expr) ?? this.#call(expr), level: tightness.primary };
      case "unary": {
        const operand = this.write(expr.operand, tightness.signed);
        const op = expr.op === "not" ? "NOT " : expr.op;
        return { text: `${op}${/^[-+]/.test(operand) ? `(${operand})` : operand}`, level: tightness.signed };
      }
      case "binary": {
        if (expr.op === "^") {
          const left = this.write(expr.left, tightness.primary);
          // Brackets, because not all programs read `2 ^ 3 ^ 2` from the right.
          const right = this.write(expr.right, tightness.primary);
          return { text: `${left} ^ ${right}`, level: tightness.power };
        }
        const { level } = operators.get(expr.op)!;
        const op = wordOperators.has(expr.op) ? expr.op.toUpperCase() : expr.op;
        return { text: `${this.write(expr.left, level)} ${op} ${this.write(expr.right, level + 1)}`, level };
      }
      case "if": {
        const [condition, yes, no] = [expr.condition, expr.yes, expr.no].map((part) =>
          this.write(part, levels.or),
        );
        return { text: `IF ${condition} THEN ${yes} ELSE ${no}`, level: tightness.choice };
      }
      case "at":
      case "base":
      case "percent":
      case "error":
        return { text: "0", level: tightness.primary };
      default:
        return never(expr);
    }
  }

  #reference(name: NameExpr): string {
    const { path, subscripts, transposed } = name;
    if (path.length === 0 && !subscripts) {
      const plain = this.#plainName(name);
      if (plain !== undefined) return plain;
    }
    const whole = [...path, name.name].map((part) => (part === "" ? "" : identifier(part))).join(".");
    const inside = subscripts?.map((subscript) => this.#subscript(subscript)).join(", ");
    return `${whole}${transposed ? "'" : ""}${inside === undefined ? "" : `[${inside}]`}`;
  }

  /** Clock words, units, and dimensions used as numbers. */
  #plainName({ name, ofLanguage }: NameExpr): string | undefined {
    const { ground, units } = this.#with;
    const word = ofLanguage ? clockWords.get(foldName(name)) : undefined;
    if (word !== undefined) return word;
    if (units.has(foldName(name))) return "1";
    const { elements, axes } = this.#position;
    const element = elements && ground.elementAt(name, axes, elements);
    return element === undefined ? undefined : `${ground.elementsOf(name).indexOf(element) + 1}`;
  }

  #subscript(subscript: Subscript): string {
    switch (subscript.kind) {
      case "name":
        return this.#element(subscript.name);
      case "all":
        return subscript.of === undefined ? "*" : identifier(subscript.of);
      case "range":
        return `${elementName(subscript.from)}:${elementName(subscript.to)}`;
      case "position":
        return this.write(subscript.index, tightness.choice);
      default:
        return never(subscript);
    }
  }

  #element(name: string): string {
    const { axes, elements } = this.#position;
    const isAxis = axes.some((axis) => foldName(axis.name) === foldName(name));
    if (!elements || (this.#reducers > 0 && !isAxis)) return elementName(name);
    return elementName(this.#with.ground.elementAt(name, axes, elements) ?? name);
  }

  /** What a conveyor starts with, if it is a list. */
  #list(expr: Expr): string | undefined {
    return batchesOf(expr)
      ?.map((value) => this.write(value, 0))
      .join(", ");
  }

  #call(call: CallExpr): string {
    const { callables, report, needed } = this.#with;
    const write = (arg: Expr) => this.write(arg, tightness.choice);
    const dimensions = callables.get(foldName(call.name));
    if (dimensions && dimensions.length > 0) {
      // One of an array of graphs is called by a function.
      const subscripts = call.subscripts ?? dimensions.map((one): Subscript => ({ kind: "name", ...one }));
      const graph = this.#reference({ ...call, kind: "name", path: [], transposed: false, subscripts });
      return `LOOKUP(${graph}, ${call.args.map(write).join(", ")})`;
    }
    if (dimensions) {
      const output = call.output === undefined ? "" : `.${identifier(call.output)}`;
      return `${identifier(call.name)}(${call.args.map(write).join(", ")})${output}`;
    }
    const question = questions.find(({ name }) => name === foldName(call.name));
    const ofFlow = [...flowQuestionsOfStella].find(([, name]) => name === foldName(call.name));
    const stella = question?.stella ?? ofFlow?.[0];
    if (stella !== undefined) return `${stella}(${call.args.map(write).join(", ")})`;
    const foreign = foreignCall(call, ["xmile", "stella"]);
    if (!foreign) return `${identifier(call.name)}(${call.args.map(write).join(", ")})`;
    const { row, name, args } = foreign;
    if (row.kind === "reducer" || row.kind === "vector") this.#reducers++;
    const shown = args.map(write).join(", ");
    if (row.kind === "reducer" || row.kind === "vector") this.#reducers--;
    if (name !== undefined) return shown === "" ? name : `${name}(${shown})`;
    if (row.kind === "pointwise" || row.kind === "macro") {
      needed.add(row);
      // A macro has as many arguments as it has parameters.
      const left = row.parameters.slice(args.length).map(({ otherwise }) => numberText(otherwise ?? 0));
      return `${row.name}(${[...(shown === "" ? [] : [shown]), ...left].join(", ")})`;
    }
    report({
      code: "not-in-xmile",
      severity: "warning",
      message: `XMILE has no function ‘${row.name}’: other programs will not know it.`,
      span: call.nameSpan,
    });
    return `${row.name}(${shown})`;
  }
}

/** An element of a numbered dimension is a number. */
function elementName(name: string): string {
  return /^\d+$/.test(name) ? name : identifier(name);
}

const wordOperators: ReadonlySet<string> = new Set(["and", "or", "mod"]);

const clockWords: ReadonlyMap<string, string> = new Map([
  ["time", "TIME"],
  ["dt", "DT"],
  ["start_time", "STARTTIME"],
  ["stop_time", "STOPTIME"],
  // Only Hence knows this one.
  ["save_every", "save_every"],
]);

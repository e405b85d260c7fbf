import { askedArguments } from "../../functions/asking.ts";
import type { FunctionRow } from "../../functions/function.ts";
import { never, type Report } from "../../model/diagnostic.ts";
import type { CallExpr, Expr, NameExpr, Subscript } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import type { Span } from "../../model/span.ts";
import type { Graph, Variable } from "../../model/variable.ts";
import { levels, operators } from "../../read/operator.ts";
import { foreignCall } from "../foreign.ts";
import type { Ground } from "../ground.ts";
import { numberText } from "../text/number.ts";
import { withoutUnits } from "../units.ts";
import { macroName, vensimName } from "./name.ts";
import type { Ranges } from "./ranges.ts";

/** What equations are written with. */
export interface Surroundings {
  readonly ground: Ground;
  readonly ranges: Ranges;
  /** By folded name. */
  readonly variables: ReadonlyMap<string, Variable>;
  readonly functions: ReadonlySet<string>;
  /** Folded names that mean one of a unit, and nothing else. */
  readonly units: ReadonlySet<string>;
  /** Folded names of graphs of time that are read at other times too. */
  readonly called: ReadonlySet<string>;
  readonly report: Report;
  /** Functions that Vensim does not have and that are written as macros. */
  readonly needed: Set<FunctionRow>;
  /** Names of the model are written with a sign behind them in macros. */
  readonly inMacro: boolean;
}

/** What the dimensions of the left stand for in this part: `south` in `x[south] = y[south]`. */
export type Bindings = ReadonlyMap<string, string>;

const tightness = { or: 1, sum: levels.sum, term: levels.term, signed: 7, power: 9, primary: 11 } as const;

/** An equation of Vensim. What it has no words for is reported as an error. */
export function equationText(expr: Expr, bindings: Bindings, surroundings: Surroundings): string {
  return new EquationWriter(bindings, surroundings).value(expr, 0);
}

class EquationWriter {
  readonly #bindings: Bindings;
  readonly #with: Surroundings;
  #reducers = 0;
  /** Behind what a function goes through. */
  #star = "!";

  constructor(bindings: Bindings, surroundings: Surroundings) {
    this.#bindings = bindings;
    this.#with = surroundings;
  }

  /** As a number: comparisons and logic become 1 or 0. */
  value(whole: Expr, least: number): string {
    const expr = withoutUnits(whole, this.#with.units);
    if (isLogical(expr)) return `IF THEN ELSE(${this.condition(expr, 0)}, 1, 0)`;
    const { text, level } = this.#bare(expr);
    return level < least ? `(${text})` : text;
  }

  /** As what is true or not. */
  condition(expr: Expr, least: number): string {
    if (expr.kind === "unary" && expr.op === "not") return `:NOT: (${this.condition(expr.operand, 0)})`;
    if (expr.kind !== "binary" || !isLogical(expr)) return `${this.value(expr, levels.order + 1)} <> 0`;
    const { level } = operators.get(expr.op)!;
    const isJoint = expr.op === "and" || expr.op === "or";
    const part = (side: Expr, bound: number) =>
      isJoint ? this.condition(side, bound) : this.value(side, levels.sum);
    const op = isJoint ? `:${expr.op.toUpperCase()}:` : expr.op;
    const text = `${part(expr.left, level)} ${op} ${part(expr.right, level + 1)}`;
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
        return this.#call(expr);
      case "unary": {
        const operand = this.value(expr.operand, tightness.signed);
        return {
          text: `${expr.op}${/^[-+]/.test(operand) ? `(${operand})` : operand}`,
          level: tightness.signed,
        };
      }
      case "binary": {
        if (expr.op === "^") {
          const left = this.value(expr.left, tightness.primary);
          return { text: `${left}^${this.value(expr.right, tightness.primary)}`, level: tightness.power };
        }
        if (expr.op === "mod") {
          // Vensim's MODULO has the sign of the dividend, and `mod` that of the divisor.
          const [left, right] = [this.value(expr.left, 0), this.value(expr.right, tightness.sum)];
          const text = `MODULO(MODULO(${left}, ${right}) + ${right}, ${right})`;
          return { text, level: tightness.primary };
        }
        const { level } = operators.get(expr.op)!;
        const sides = `${this.value(expr.left, level)} ${expr.op} ${this.value(expr.right, level + 1)}`;
        return { text: sides, level };
      }
      case "if": {
        const parts = [this.condition(expr.condition, 0), this.value(expr.yes, 0), this.value(expr.no, 0)];
        return { text: `IF THEN ELSE(${parts.join(", ")})`, level: tightness.primary };
      }
      case "at":
      case "base":
      case "percent":
      case "error":
        return this.#fail("this expression", expr.span);
      default:
        return never(expr);
    }
  }

  #fail(what: string, span: Span): { readonly text: string; readonly level: number } {
    const message = `Vensim has no words for ${what}.`;
    this.#with.report({ code: "not-in-vensim", severity: "error", message, span });
    return { text: "0", level: tightness.primary };
  }

  #reference(expr: NameExpr): string {
    const { name, path, subscripts, transposed, ofLanguage, span } = expr;
    const folded = foldName(name);
    const { ground, units, variables, called, inMacro } = this.#with;
    if (path.length > 0) {
      const [dimension] = path;
      const place = path.length === 1 && dimension !== undefined ? ground.elementsOf(dimension) : [];
      const at = place.findIndex((element) => foldName(element) === folded);
      return at >= 0
        ? `${at + 1}`
        : this.#fail(`‘${[...path, name].join(".")}’, a variable of a module`, span).text;
    }
    if (transposed) return this.#fail(`‘${name}'’, an array with its dimensions exchanged`, span).text;
    const variable = ofLanguage ? undefined : variables.get(folded);
    if (!variable && !subscripts) {
      const word = ofLanguage ? clockWords.get(folded) : undefined;
      if (word !== undefined) return `${word}${inMacro ? "$" : ""}`;
      if (units.has(folded)) return "1";
      const bound = this.#bindings.get(folded);
      if (bound !== undefined) return vensimName(bound);
    }
    const whole = `${vensimName(name)}${this.#brackets(expr, subscripts)}`;
    if (variable?.kind === "graph" && called.has(folded)) return this.#readGraph(variable, whole, "Time");
    return whole;
  }

  #brackets({ name }: { readonly name: string }, subscripts: readonly Subscript[] | undefined): string {
    if (!subscripts) return "";
    const dimensions = this.#with.variables.get(foldName(name))?.dimensions ?? [];
    const shown = subscripts.map((subscript, i) => this.#subscript(subscript, dimensions[i]?.name));
    return `[${shown.join(", ")}]`;
  }

  #subscript(subscript: Subscript, dimension: string | undefined): string {
    const { ground, ranges } = this.#with;
    switch (subscript.kind) {
      case "name": {
        const bound = this.#bindings.get(foldName(subscript.name));
        if (bound !== undefined) return vensimName(bound);
        const isRange = ground.has(subscript.name);
        return `${vensimName(subscript.name)}${isRange && this.#reducers > 0 ? "!" : ""}`;
      }
      case "all":
        return `${vensimName(subscript.of ?? dimension ?? "?")}${this.#star}`;
      case "range": {
        const all = ground.elementsOf(dimension ?? "").map(foldName);
        const [from, to] = [all.indexOf(foldName(subscript.from)), all.indexOf(foldName(subscript.to))];
        const inside = ground.elementsOf(dimension ?? "").slice(from, to + 1);
        if (from < 0 || inside.length === 0) return this.#fail("this range of elements", subscript.span).text;
        const name = ranges.partOf(dimension ?? "", inside);
        return `${vensimName(name)}${inside.length > 1 && this.#reducers > 0 ? "!" : ""}`;
      }
      case "position": {
        const { index, span } = subscript;
        const element =
          index.kind === "number" ? ground.elementsOf(dimension ?? "")[index.value - 1] : undefined;
        return element === undefined
          ? this.#fail("an element by its position", span).text
          : vensimName(element);
      }
      default:
        return never(subscript);
    }
  }

  #call(call: CallExpr): { readonly text: string; readonly level: number } {
    const { variables, functions, needed } = this.#with;
    const folded = foldName(call.name);
    const plain = (text: string) => ({ text, level: tightness.primary });
    const graph = variables.get(folded);
    if (graph?.kind === "graph") {
      const subscripts =
        call.subscripts ??
        (graph.dimensions.length > 0
          ? graph.dimensions.map(({ name, span }): Subscript => ({ kind: "name", name, span }))
          : undefined);
      const whole = `${vensimName(call.name)}${this.#brackets(call, subscripts)}`;
      return plain(this.#readGraph(graph, whole, this.value(call.args[0]!, 0)));
    }
    const write = (arg: Expr) => this.value(arg, 0);
    if (call.output !== undefined)
      return this.#fail(`‘.${call.output}’, a second result of a function`, call.span);
    if (functions.has(folded)) return plain(`${macroName(call.name)}(${call.args.map(write).join(", ")})`);
    const foreign = foreignCall(call, ["vensim"]);
    if (!foreign) return this.#fail(`‘${call.name}’`, call.nameSpan);
    const { row, name, args } = foreign;
    if (row.kind === "reducer") return this.#reduction(row.name, call);
    if (/^queue_(age|attribute)_/.test(row.name) && name !== undefined)
      return plain(`${name}(${this.#queueAsked(row.name, args, call.nameSpan)})`);
    const outer = this.#star;
    // Only this one of the functions of rows has Vensim's sign behind what it goes through.
    if (row.kind === "vector" && row.name !== "vector_select") this.#star = "";
    const shown = args.map(write).join(", ");
    this.#star = outer;
    if (name !== undefined) return plain(shown === "" ? name : `${name}(${shown})`);
    if (row.kind !== "pointwise" && row.kind !== "macro")
      return this.#fail(`the function ‘${row.name}’`, call.nameSpan);
    needed.add(row);
    const left = row.parameters.slice(args.length).map(({ otherwise }) => numberText(otherwise ?? 0));
    return plain(`${macroName(row.name)}(${[...(shown === "" ? [] : [shown]), ...left].join(", ")})`);
  }

  /** Vensim asks a queue by its name: the variable that the very same arguments make. */
  #queueAsked(question: string, args: readonly Expr[], span: Span): string {
    const texts = args.map((arg) => this.value(arg, 0));
    for (const variable of this.#with.variables.values()) {
      const [part, other] = variable.kind === "aux" ? variable.equation : [];
      if (part?.value.kind !== "call" || other || part.subscripts.length > 0) continue;
      const queue = part.value;
      const asked = askedArguments(foldName(queue.name), question);
      const told = asked?.map((index) => queue.args[index]);
      if (!told?.every((arg, i) => arg && this.value(arg, 0) === texts[i])) continue;
      const subscripts = variable.dimensions.map(
        (dimension): Subscript => ({ kind: "name", name: dimension.name, span: dimension.span }),
      );
      const brackets = this.#brackets(variable, subscripts.length > 0 ? subscripts : undefined);
      return [`${vensimName(variable.name)}${brackets}`, ...texts.slice(told.length)].join(", ");
    }
    return this.#fail("what is asked of a queue that is no variable of its own", span).text;
  }

  #reduction(name: string, call: CallExpr): { readonly text: string; readonly level: number } {
    const word = reducers.get(name);
    if (word === undefined && name !== "mean" && name !== "size")
      return this.#fail(`the function ‘${name}’ of an array`, call.nameSpan);
    const [arg] = call.args;
    if (name === "size" && arg?.kind === "name" && !arg.subscripts && this.#with.ground.has(arg.name))
      return { text: `ELMCOUNT(${vensimName(arg.name)})`, level: tightness.primary };
    this.#reducers++;
    const inside = this.value(call.args[0]!, 0);
    this.#reducers--;
    if (word !== undefined) return { text: `${word}(${inside})`, level: tightness.primary };
    const stars = new Set(
      [...inside.matchAll(/("(?:[^"\\]|\\.)*"|[^[\],"]+)!/g)].map(([, range]) => range!.trim()),
    );
    const count = [...stars].map((range) => `ELMCOUNT(${range})`).join(" * ") || "1";
    return name === "size"
      ? { text: count, level: tightness.term }
      : { text: `SUM(${inside}) / (${count})`, level: tightness.term };
  }

  #readGraph({ points }: Graph, whole: string, input: string): string {
    const outside = points[0]?.value.outside ?? "hold";
    if (outside === "extrapolate") return `LOOKUP EXTRAPOLATE(${whole}, ${input})`;
    return outside === "step" ? `LOOKUP BACKWARD(${whole}, ${input})` : `${whole}(${input})`;
  }
}

const reducers: ReadonlyMap<string, string> = new Map([
  ["sum", "SUM"],
  ["product", "PROD"],
  ["min", "VMIN"],
  ["max", "VMAX"],
]);

const logical: ReadonlySet<string> = new Set(["and", "or", "<", "<=", ">", ">=", "=", "<>"]);

function isLogical(expr: Expr): boolean {
  return (expr.kind === "binary" && logical.has(expr.op)) || (expr.kind === "unary" && expr.op === "not");
}

const clockWords: ReadonlyMap<string, string> = new Map([
  ["time", "Time"],
  ["dt", "TIME STEP"],
  ["start_time", "INITIAL TIME"],
  ["stop_time", "FINAL TIME"],
  ["save_every", "SAVEPER"],
]);

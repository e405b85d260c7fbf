import type { ClockWord, Code, UnaryOp } from "../../functions/code.ts";
import { arithmeticSigns, comparisonSigns, routineNames, type Signs } from "../code.ts";
import { numberText } from "../text/number.ts";

/** The equations of a macro: what is used several times has one of its own, and the last is the result. */
export interface MacroEquations {
  readonly parts: readonly { readonly name: string; readonly equation: string }[];
  readonly result: string;
}

/** The arithmetic of a function as equations of Vensim; undefined where that has no words for it. */
export function codeEquations(code: Code, parameters: readonly string[]): MacroEquations | undefined {
  const writer = new CodeWriter(code, parameters);
  try {
    const result = writer.value(code);
    return { parts: writer.parts, result };
  } catch (problem) {
    if (problem instanceof NoWords) return undefined;
    throw problem;
  }
}

class NoWords extends Error {}

class CodeWriter {
  readonly parts: { readonly name: string; readonly equation: string }[] = [];
  readonly #whole: Code;
  readonly #parameters: readonly string[];
  readonly #uses = new Map<Code, number>();
  readonly #known = new Map<Code, string>();

  constructor(whole: Code, parameters: readonly string[]) {
    this.#whole = whole;
    this.#parameters = parameters;
    this.#count(whole);
  }

  #count(code: Code): void {
    const before = this.#uses.get(code) ?? 0;
    this.#uses.set(code, before + 1);
    if (before > 0) return;
    for (const inner of partsOf(code)) this.#count(inner);
    // These are written with their operand twice.
    if (code.kind === "unary" && (code.op === "floor" || code.op === "ceil" || code.op === "nearest"))
      this.#count(code.of);
  }

  value(code: Code): string {
    const known = this.#known.get(code);
    if (known !== undefined) return known;
    const text = this.#textOf(code);
    const isLeaf = code.kind === "number" || code.kind === "slot" || code.kind === "clock";
    const isShared = code !== this.#whole && !isLeaf && this.#uses.get(code)! > 1;
    const result = isShared ? this.#part(text) : text;
    this.#known.set(code, result);
    return result;
  }

  #part(equation: string): string {
    const known = this.parts.find((part) => part.equation === equation);
    const name = known?.name ?? `part ${this.parts.length + 1}`;
    if (!known) this.parts.push({ name, equation });
    return name;
  }

  #condition(code: Code): string {
    if (code.kind === "unary" && code.op === "not") return `:NOT: (${this.#condition(code.of)})`;
    if (code.kind !== "binary") return `${this.value(code)} <> 0`;
    if (code.op === "and" || code.op === "or")
      return `(${this.#condition(code.left)} :${code.op.toUpperCase()}: ${this.#condition(code.right)})`;
    const sign = comparisons[code.op];
    if (sign === undefined) return `${this.value(code)} <> 0`;
    return `(${this.value(code.left)} ${sign} ${this.value(code.right)})`;
  }

  #textOf(code: Code): string {
    switch (code.kind) {
      case "number":
        if (!Number.isFinite(code.value)) throw new NoWords();
        return code.value < 0 ? `(${numberText(code.value)})` : numberText(code.value);
      case "slot":
        return this.#parameters[code.offset]!;
      case "clock":
        return clockWords[code.word];
      case "unary":
        if (code.op === "not") return `IF THEN ELSE(${this.#condition(code)}, 1, 0)`;
        return unaryTexts[code.op](this.value(code.of));
      case "binary": {
        if (code.op === "min" || code.op === "max")
          return `${code.op.toUpperCase()}(${this.value(code.left)}, ${this.value(code.right)})`;
        const sign = signs[code.op];
        if (sign === undefined) return `IF THEN ELSE(${this.#condition(code)}, 1, 0)`;
        return `(${this.value(code.left)} ${sign} ${this.value(code.right)})`;
      }
      case "choose":
        return `IF THEN ELSE(${this.#condition(code.when)}, ${this.value(code.yes)}, ${this.value(code.no)})`;
      case "routine": {
        const [first = "", second = ""] = code.args.map((arg) => this.value(arg));
        if (code.name === "power") return `(${first}^${second})`;
        if (code.name === "logarithm") return `LOG(${first}, ${second})`;
        const name = routineNames[code.name];
        if (name === undefined) throw new NoWords();
        return `${name}(${first})`;
      }
      default:
        throw new NoWords();
    }
  }
}

function partsOf(code: Code): readonly Code[] {
  switch (code.kind) {
    case "unary":
      return [code.of];
    case "binary":
      return [code.left, code.right];
    case "choose":
      return [code.when, code.yes, code.no];
    case "routine":
      return code.args;
    default:
      return [];
  }
}

/** In a macro, a sign behind the clock's names says that they are those of the model. */
const clockWords: Readonly<Record<ClockWord, string>> = {
  time: "Time$",
  step: "TIME STEP$",
  start: "INITIAL TIME$",
  stop: "FINAL TIME$",
  saveEvery: "SAVEPER$",
  begun: "Time$",
};

const signs: Signs = arithmeticSigns;

const comparisons: Signs = comparisonSigns;

const floor = (of: string) => `(INTEGER(${of}) - IF THEN ELSE(INTEGER(${of}) > ${of}, 1, 0))`;

const unaryTexts: Readonly<Record<Exclude<UnaryOp, "not">, (of: string) => string>> = {
  negate: (of) => `(-${of})`,
  abs: (of) => `ABS(${of})`,
  sqrt: (of) => `SQRT(${of})`,
  floor,
  ceil: (of) => `(INTEGER(${of}) + IF THEN ELSE(INTEGER(${of}) < ${of}, 1, 0))`,
  truncate: (of) => `INTEGER(${of})`,
  nearest: (of) => floor(`(${of} + 0.5)`),
};

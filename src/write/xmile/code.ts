import type { ClockWord, Code, UnaryOp } from "../../functions/code.ts";
import { arithmeticSigns, comparisonSigns, routineNames, type Signs } from "../code.ts";
import { numberText } from "../text/number.ts";

/** The arithmetic of a function as an equation of XMILE; undefined where that has no words for it, or too many. */
export function codeText(code: Code, parameters: readonly string[]): string | undefined {
  const known = new Map<Code, string>();
  const write = (part: Code): string => {
    const text = known.get(part) ?? textOf(part);
    known.set(part, text);
    if (text.length > longest) throw new TooLong();
    return text;
  };
  const textOf = (part: Code): string => {
    switch (part.kind) {
      case "number":
        return part.value < 0 ? `(${numberText(part.value)})` : numberText(part.value);
      case "slot":
        return parameters[part.offset]!;
      case "clock":
        return clockWords[part.word];
      case "unary":
        return unaryTexts[part.op](write(part.of));
      case "binary": {
        const [left, right] = [write(part.left), write(part.right)];
        const sign = signs[part.op];
        return sign === undefined
          ? `${part.op.toUpperCase()}(${left}, ${right})`
          : `(${left} ${sign} ${right})`;
      }
      case "choose":
        return `(IF ${write(part.when)} THEN ${write(part.yes)} ELSE ${write(part.no)})`;
      case "routine": {
        const [first = "", second = ""] = part.args.map(write);
        if (part.name === "power") return `(${first} ^ ${second})`;
        if (part.name === "logarithm") return `(LN(${first}) / LN(${second}))`;
        const name = routineNames[part.name];
        if (name === undefined) throw new TooLong();
        return `${name}(${first})`;
      }
      default:
        throw new TooLong();
    }
  };
  try {
    return write(code);
  } catch (problem) {
    if (problem instanceof TooLong) return undefined;
    throw problem;
  }
}

/** What is used twice is written twice: beyond so many letters nobody could read it. */
const longest = 2000;

class TooLong extends Error {}

const clockWords: Readonly<Record<ClockWord, string>> = {
  time: "TIME",
  begun: "TIME",
  step: "DT",
  start: "STARTTIME",
  stop: "STOPTIME",
  saveEvery: "SAVEPER",
};

const signs: Signs = { ...arithmeticSigns, ...comparisonSigns, and: "AND", or: "OR" };

const unaryTexts: Readonly<Record<UnaryOp, (of: string) => string>> = {
  negate: (of) => `(-${of})`,
  abs: (of) => `ABS(${of})`,
  sqrt: (of) => `SQRT(${of})`,
  floor: (of) => `INT(${of})`,
  ceil: (of) => `(-INT(-${of}))`,
  truncate: (of) => `(IF ${of} < 0 THEN -INT(-${of}) ELSE INT(${of}))`,
  nearest: (of) => `INT(${of} + 0.5)`,
  not: (of) => `(NOT ${of})`,
};

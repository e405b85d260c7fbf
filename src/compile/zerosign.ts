import type { Code } from "../functions/code.ts";
import type { InputSign } from "../run/simulator.ts";
import type { Assignment, Kernel } from "./kernel.ts";

/** What is known of the sign of an expression; where it is no number (NaN), nothing is said of it. */
export interface Signs {
  isNoMinusNought(code: Code): boolean;
  isPlus(code: Code): boolean;
}

interface Known {
  readonly kernel: Pick<Kernel, "inputs" | "stocks" | "memories">;
  readonly definitions: ReadonlyMap<number, Assignment>;
  readonly sampled: ReadonlyMap<number, InputSign>;
  /** Inputs that may be anything. */
  readonly changed: ReadonlySet<number>;
  readonly inputOf: (offset: number) => number;
}

/** What sign a number of a single value has. */
export function signOf(value: number): InputSign {
  return { isNoMinusNought: !Object.is(value, -0), isPlus: value > 0 || Object.is(value, 0) };
}

/**
 * Finds out from the equations alone which expressions can never be -0. Only to -0 does it make a difference which of the
 * two noughts is added; all else follows from that -0 comes of a sum only if both parts are -0.
 */
export function createSigns({ kernel, definitions, sampled, changed, inputOf }: Known): Signs {
  const found = new Map<Code, InputSign>();
  const slots = new Map<number, InputSign>();

  function ofSlot(offset: number, depth: number): InputSign {
    if (offset < kernel.inputs)
      return changed.has(offset) ? unknown : (sampled.get(offset) ?? signOf(inputOf(offset)));
    const definition = definitions.get(offset);
    if (!definition) return unknown;
    const before = slots.get(offset);
    if (before) return before;
    // Where a circle comes back to it.
    slots.set(offset, unknown);
    const sign = of(definition.code, depth + 1);
    slots.set(offset, sign);
    return sign;
  }

  function of(code: Code, depth: number): InputSign {
    if (depth > deepest) return unknown;
    const before = found.get(code);
    if (before) return before;
    const sign = work(code, depth);
    found.set(code, sign);
    return sign;
  }

  function work(code: Code, depth: number): InputSign {
    const at = (part: Code) => of(part, depth + 1);
    switch (code.kind) {
      case "number":
        return signOf(code.value);
      case "slot":
        return ofSlot(code.offset, depth);
      case "unary":
        if (code.op === "abs" || code.op === "not") return plus;
        return code.op === "sqrt" && at(code.of).isPlus ? plus : unknown;
      case "binary":
        return ofBinary(code.op, at(code.left), at(code.right));
      case "choose": {
        const [yes, no] = [at(code.yes), at(code.no)];
        return {
          isNoMinusNought: yes.isNoMinusNought && no.isNoMinusNought,
          isPlus: yes.isPlus && no.isPlus,
        };
      }
      case "routine":
        return code.name === "exp" ? plus : unknown;
      // What is read of points is never -0: see `run/tables.ts`.
      case "lookup":
        return { isNoMinusNought: true, isPlus: false };
      default:
        return unknown;
    }
  }

  return { isNoMinusNought: (code) => of(code, 0).isNoMinusNought, isPlus: (code) => of(code, 0).isPlus };
}

function ofBinary(op: Extract<Code, { kind: "binary" }>["op"], left: InputSign, right: InputSign): InputSign {
  const arePlus = left.isPlus && right.isPlus;
  const areNone = left.isNoMinusNought && right.isNoMinusNought;
  switch (op) {
    case "add":
      return { isNoMinusNought: left.isNoMinusNought || right.isNoMinusNought, isPlus: arePlus };
    case "subtract":
      return { isNoMinusNought: left.isNoMinusNought, isPlus: false };
    case "multiply":
    case "divide":
      return { isNoMinusNought: arePlus, isPlus: arePlus };
    case "min":
      return { isNoMinusNought: areNone, isPlus: arePlus };
    case "max": {
      const isPlus = left.isPlus || right.isPlus;
      return { isNoMinusNought: isPlus || areNone, isPlus };
    }
    // Comparisons and logic give 1 or 0.
    default:
      return plus;
  }
}

const plus: InputSign = { isNoMinusNought: true, isPlus: true };
const unknown: InputSign = { isNoMinusNought: false, isPlus: false };

/** Expressions that are deeper are not looked into. */
const deepest = 400;

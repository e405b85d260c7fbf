import { findForeign } from "../../functions/dialect.ts";
import { operators } from "../../functions/operators.ts";
import { foldName } from "../../model/name.ts";
import { isCallOf } from "./calls.ts";
import { type Definition, numberOf } from "./definition.ts";
import { isFileCall } from "./files.ts";
import type { Raw } from "./raw.ts";

/** A number at the start of the run, and whether it may be another later; or that nothing tells it. */
export type Evaluation =
  | { readonly kind: "number"; readonly value: number; readonly isChanging: boolean }
  | { readonly kind: "unknown" };

/**
 * What an expression over constants, time and other auxiliaries comes to at the start of the run. `numberInFile` is what a
 * call that reads one number from a file comes to.
 */
export function evaluateStart(
  raw: Raw,
  definitions: ReadonlyMap<string, readonly Definition[]>,
  numberInFile: (call: Raw) => number | undefined,
): Evaluation {
  const open = new Set<string>();
  let isChanging = false;

  const compute = (part: Raw): number | undefined => {
    switch (part.kind) {
      case "number":
        return part.value;
      case "missing":
        return numberOf(part);
      case "name":
        return part.subscripts ? undefined : lookUp(foldName(part.name));
      case "unary": {
        const operand = compute(part.operand);
        return operand === undefined ? undefined : operators.unary[part.op].value(operand);
      }
      case "binary": {
        const [left, right] = [compute(part.left), compute(part.right)];
        return left === undefined || right === undefined
          ? undefined
          : operators.binary[part.op].value(left, right);
      }
      case "call": {
        const isInFile: boolean = isFileCall(part);
        if (isInFile) return numberInFile(part);
        if (isCallOf(part, "if_then_else") && part.args.length === 3) {
          const condition = compute(part.args[0]!);
          if (condition === undefined) return undefined;
          return compute(part.args[condition !== 0 ? 1 : 2]!);
        }
        if (isCallOf(part, "integ", "active_initial", "initial", "game") && part.args.length > 0) {
          isChanging ||= isCallOf(part, "integ", "active_initial");
          return compute(part.args.at(-1)!);
        }
        const args = part.args.map(compute);
        const foreign = findForeign("vensim", part.callee.name, args.length);
        if (foreign?.row.kind !== "pointwise" || args.includes(undefined)) return undefined;
        const start = lookUp("initial_time") ?? 0;
        const clock = { time: start, step: 1, start, stop: start };
        isChanging ||= foreign.row.family === "time";
        const ordered = (foreign.order ?? args.map((_, i) => i)).map((i) => args[i]!);
        return foreign.row.value(ordered, clock);
      }
      default:
        return undefined;
    }
  };
  const lookUp = (key: string): number | undefined => {
    if (key === "time") {
      isChanging = true;
      return open.has("initial_time") ? 0 : (lookUp("initial_time") ?? 0);
    }
    const found = definitions.get(key);
    const right = found?.length === 1 ? found[0]!.statement.right : undefined;
    if (right === undefined || right.kind === "table" || open.has(key)) return undefined;
    open.add(key);
    const value = compute(right);
    open.delete(key);
    return value;
  };

  const value = compute(raw);
  return value === undefined ? { kind: "unknown" } : { kind: "number", value, isChanging };
}

import { isCallOf } from "./calls.ts";
import { isFileCall } from "./files.ts";
import { missingNumber } from "./points.ts";
import type { Raw, RawTable } from "./raw.ts";
import type { EquationStatement } from "./statement.ts";
import type { UnitField } from "./units.ts";

/** One equation with what stands behind it. */
export interface Definition {
  readonly statement: EquationStatement;
  readonly units?: UnitField;
  readonly comment?: string;
  readonly sector?: string;
}

/** What an equation makes of its variable. */
export type DefinitionKind =
  | "number"
  | "constant file"
  | "data"
  | "data file"
  | "data number"
  | "graph"
  | "graph file"
  | "stock"
  | "aux";

/** What an equation makes of its variable, by its form alone. */
export function kindOf({ sign, right }: EquationStatement): DefinitionKind {
  if (sign === undefined || right === undefined) return "data";
  if (right.kind === "points") return "graph";
  if (right.kind !== "table" && isFileCall(right)) {
    const name = right.key;
    if (name.endsWith("lookups")) return "graph file";
    return name.endsWith("data") ? "data file" : "constant file";
  }
  if (right.kind === "table" || numberOf(right) !== undefined)
    return sign === ":=" ? "data number" : "number";
  return isCallOf(right, "integ") ? "stock" : "aux";
}

/** A number with its signs. Around one that may be changed in a game stands GAME. */
export function numberOf(raw: Raw | RawTable): number | undefined {
  switch (raw.kind) {
    case "number":
      return raw.value;
    case "missing":
      return missingNumber;
    case "unary": {
      const value = raw.op === "not" ? undefined : numberOf(raw.operand);
      return value === undefined ? undefined : raw.op === "-" ? -value : value;
    }
    case "call":
      return isCallOf(raw, "game") && raw.args.length === 1 ? numberOf(raw.args[0]!) : undefined;
    default:
      return undefined;
  }
}

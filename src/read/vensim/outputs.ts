import { findForeign } from "../../functions/dialect.ts";
import { foldName } from "../../model/name.ts";
import type { Definition } from "./definition.ts";
import type { Macro } from "./macros.ts";
import { type RawCall, walkRaw } from "./raw.ts";

/** Makes equations of their own for the further results that a call of a macro, or of DELAYP, hands out. */
export function addOutputs(
  groups: Map<string, readonly Definition[]>,
  macros: ReadonlyMap<string, Macro>,
): void {
  for (const { statement, ...rest } of [...groups.values()].flat()) {
    if (!statement.right || statement.right.kind === "table") continue;
    for (const raw of walkRaw(statement.right)) {
      if (raw.kind !== "call" || raw.outputs.length === 0) continue;
      const outputs = macros.get(raw.key)?.head.outputs ?? outputsOfRow(raw);
      for (const [i, left] of raw.outputs.entries()) {
        const output = outputs[i];
        if (output === undefined) continue;
        const right = { ...raw, outputs: [], output };
        const equation = { kind: "equation", left, except: [], sign: "=", right, span: left.span } as const;
        const sector = rest.sector === undefined ? {} : { sector: rest.sector };
        groups.set(foldName(left.name), [{ statement: equation, ...sector }]);
      }
    }
  }
}

function outputsOfRow({ callee, args }: RawCall): readonly string[] {
  const row = findForeign("vensim", callee.name, args.length)?.row;
  return row && "outputs" in row && row.outputs ? row.outputs : [];
}

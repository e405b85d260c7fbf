import type { DeviceRow, FunctionRow, Macro, Remembering } from "../functions/function.ts";
import { functions } from "../functions/functions.ts";
import { Bug } from "../model/diagnostic.ts";
import { foldName } from "../model/name.ts";
import type { FunctionDefinition } from "../model/system.ts";
import { Cursor } from "../read/cursor.ts";
import { readStatements } from "../read/statement.ts";

/** A function whose calls are replaced when a model is flattened. */
export type Callable =
  | { readonly kind: "own"; readonly definition: FunctionDefinition }
  | { readonly kind: "macro"; readonly row: Macro; readonly definition: FunctionDefinition }
  | { readonly kind: "row"; readonly row: Remembering | DeviceRow };

/** Finds the functions of Hence that a name and a number of arguments mean; the bodies of macros are read once each. */
export interface Rows {
  readonly callable: (name: string, argumentCount: number) => Callable | undefined;
  readonly isReducer: (name: string, argumentCount: number) => boolean;
}

/** A finder of rows, for one model. */
export function createRows(rows: readonly FunctionRow[] = functions): Rows {
  const byName = new Map<string, FunctionRow[]>();
  for (const row of rows) {
    const same = byName.get(row.name);
    if (same) same.push(row);
    else byName.set(row.name, [row]);
  }
  const definitions = new Map<Macro, FunctionDefinition>();
  const find = (name: string, argumentCount: number) =>
    byName.get(name)?.find(({ parameters }) => {
      const needed = parameters.filter(({ otherwise }) => otherwise === undefined).length;
      return needed <= argumentCount && argumentCount <= parameters.length;
    });
  return {
    callable(name, argumentCount) {
      const row = find(name, argumentCount);
      if (row?.kind === "memory" || row?.kind === "device") return { kind: "row", row };
      if (row?.kind !== "macro") return undefined;
      const definition = definitions.get(row) ?? readMacro(row);
      definitions.set(row, definition);
      return { kind: "macro", row, definition };
    },
    isReducer(name, argumentCount) {
      const kind = find(name, argumentCount)?.kind;
      return kind === "reducer" || kind === "vector";
    },
  };
}

/** The definition that a row of text stands for. */
export function readMacro({ name, parameters, body }: Macro): FunctionDefinition {
  const text = `function ${name}(${parameters.map((parameter) => parameter.name).join(", ")})\n${body}\nend\n`;
  const cursor = new Cursor(`the function ${name}`, text, ({ message }) => {
    throw new Bug(`The text of ‘${name}’ has a fault: ${message}`);
  });
  const definition = readStatements(cursor)[0]?.lists.functions[0];
  if (!definition) throw new Bug(`‘${foldName(name)}’ is no function.`);
  return definition;
}

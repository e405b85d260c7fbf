import type { Macro } from "../functions/function.ts";
import type { FunctionDefinition } from "../model/system.ts";
import { Cursor } from "../read/cursor.ts";
import { readStatements } from "../read/statement.ts";

/** The body of a function that is written in the language itself. */
export function definitionOf({ name, parameters, body }: Macro): FunctionDefinition | undefined {
  const text = `function ${name}(${parameters.map((parameter) => parameter.name).join(", ")})\n${body}\nend\n`;
  const [draft] = readStatements(new Cursor(name, text, () => undefined));
  return draft?.lists.functions[0];
}

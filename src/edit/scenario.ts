import { isNumber, kindWithArticle } from "../check/definition.ts";
import { foldName } from "../model/name.ts";
import { lineNameText, nameText, stringText } from "../write/text/name.ts";
import { numberText } from "../write/text/number.ts";
import type { NameIndex } from "./nameindex.ts";
import { insertStatement } from "./place.ts";
import { laidOut } from "./readable.ts";
import { statementAt } from "./statement.ts";
import type { Edited } from "./textedit.ts";
import { noVariable, variableNamed } from "./value.ts";

/** A scenario that is to be written into the text. */
export interface NewScenario {
  readonly name: string;
  readonly title?: string;
  /** The scenario that it builds on. */
  readonly on?: string;
  readonly settings: readonly { readonly name: string; readonly value: number }[];
  /** Whether a scenario of that name gives way to it. */
  readonly replaces?: boolean;
}

/** What the levers are set to now, as a scenario behind the last one or in the place of one of the same name. */
export function saveScenario(index: NameIndex, scenario: NewScenario): Edited {
  const name = scenario.name.trim();
  if (name === "" || /[\r\n]/.test(name))
    return { refused: "A scenario has a name, which stands on one line." };
  if (foldName(name) === "base") return { refused: "‘base’ is the run without a scenario." };
  const { names } = index;
  const before = names.scenarios.get(foldName(name));
  if (before && !scenario.replaces)
    return { refused: `There is a scenario called ‘${before.name}’ already.` };
  const { on, title, settings } = scenario;
  if (on !== undefined && (!names.scenarios.has(foldName(on)) || foldName(on) === foldName(name)))
    return { refused: `There is no other scenario called ‘${on}’ to build on.` };
  const lines: string[] = [];
  for (const { name: variable, value } of settings) {
    const line = settingText(index, variable, value);
    if (typeof line !== "string") return line;
    lines.push(`\n  ${line}`);
  }
  const head = `scenario ${nameText(name)}${on === undefined ? "" : ` on ${nameText(on)}`}`;
  const text = laidOut(`${head}${title ? ` ${stringText(title)}` : ""}${lines.join("")}`);
  if (typeof text !== "string") return text;
  const statement = before?.statement && statementAt(index, before.statement);
  if (!statement) return [insertStatement(index, text, ["scenario"])];
  return [{ path: statement.path, from: statement.from, to: statement.to, insert: text }];
}

function settingText(index: NameIndex, name: string, value: number): string | { readonly refused: string } {
  const variable = variableNamed(index, name);
  if (!variable) return noVariable(name);
  if (!Number.isFinite(value)) return { refused: `‘${variable.name}’ needs a number.` };
  const line = lineNameText(variable.name);
  if (isNumber(variable) || variable.kind === "input") return `${line} = ${numberText(value)}`;
  if (variable.kind === "stock" || variable.kind === "count") return `${line} starts ${numberText(value)}`;
  return { refused: `‘${variable.name}’ is ${kindWithArticle(variable)}, which a scenario does not set.` };
}

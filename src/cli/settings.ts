import { foldName } from "../model/name.ts";
import type { Model } from "../model/system.ts";
import type { Variable } from "../model/variable.ts";
import { Cursor } from "../read/cursor.ts";
import { readValue } from "../read/value.ts";
import type { Inputs, Program, Table } from "../run/program.ts";
import { formatNumber } from "../view/number.ts";
import { findKey } from "./columns.ts";
import { WrongUsage } from "./exit.ts";

/** What `--set` changes, and what there is to remark on it. */
export interface Settings {
  readonly inputs: Inputs;
  readonly remarks: readonly string[];
}

/** Reads `name=value` settings: numbers of constants, levers, switches and inputs, and starts of stocks. */
export function readSettings(
  model: Model,
  program: Program,
  written: readonly string[],
  tables: ReadonlyMap<string, Table>,
): Settings {
  const numbers = new Map<string, number>();
  const initials = new Map<string, number>();
  const remarks: string[] = [];
  for (const setting of written) {
    const at = setting.indexOf("=");
    if (at < 1) throw new WrongUsage(`‘--set ${setting}’ sets nothing: it reads --set name=value.`);
    const name = setting.slice(0, at).trim();
    const value = readNumber(setting.slice(at + 1));
    if (value === undefined)
      throw new WrongUsage(`‘${setting.slice(at + 1)}’, the value for ‘${name}’, is no number.`);
    const { key, slot } = findKey(program, name);
    const variable = model.variables.find((one) => foldName(one.name) === foldName(slot.variable));
    if (slot.role === "input") numbers.set(key, value);
    else if (slot.role === "stock") initials.set(key, value);
    else throw new WrongUsage(whyNot(slot.variable, variable));
    const remark = variable && slot.role === "input" ? remarkOn(variable, value) : undefined;
    if (remark !== undefined) remarks.push(remark);
  }
  return { inputs: { numbers, initials, tables }, remarks };
}

/** A number as an equation would write it: `0.3`, `-1/3`, `1e6`. */
function readNumber(text: string): number | undefined {
  let faults = 0;
  const cursor = new Cursor("--set", text, () => {
    faults++;
  });
  const value = readValue(cursor, "a number");
  return faults === 0 && cursor.here.kind === "end" ? value : undefined;
}

function whyNot(name: string, variable: Variable | undefined): string {
  if (variable?.kind === "graph" || variable?.kind === "data")
    return `‘${name}’ is a series over time: give its values in a CSV file behind the model, with a column ‘${name}’.`;
  return `‘${name}’ is worked out during the run and cannot be set; constants, levers, switches, inputs and the starts of stocks can.`;
}

function remarkOn(variable: Variable, value: number): string | undefined {
  if (variable.kind === "switch" && value !== 0 && value !== 1)
    return `‘${variable.name}’ is a switch: 0 or 1, not ${value}.`;
  const { range } = variable;
  if (!range || (value >= range.low && value <= range.high)) return undefined;
  const ends = `${formatNumber(range.low, 6)} to ${formatNumber(range.high, 6)}`;
  return `${value} lies outside the range of ‘${variable.name}’, ${ends}.`;
}

import { nameIn, offsetsOf } from "../../run/overrides.ts";
import type { Inputs, Program } from "../../run/program.ts";

/** What sets a run apart from the base run: plain data that fits into a link. */
export interface Settings {
  readonly scenario?: string;
  /** By folded name, `name[element]` for one element: constants, levers, switches, inputs. */
  readonly numbers: Readonly<Record<string, number>>;
}

/** Nothing is changed: the base run. */
export const noSettings: Settings = { numbers: {} };

/** The inputs that settings give, those left out that the system does not have (any more). */
export function inputsFrom({ numbers }: Settings, { slots }: Program): Inputs {
  const known = Object.entries(numbers).filter(([key]) => isInput(key, slots));
  return { numbers: new Map(known), initials: new Map(), tables: new Map() };
}

function isInput(key: string, slots: Program["slots"]): boolean {
  const slot = slots.get(nameIn(slots, key));
  if (slot?.role !== "input") return false;
  try {
    return offsetsOf(slots, key, "input").length > 0;
  } catch {
    return false; // An element that there is no more.
  }
}

/** Settings as one text: equal ones give equal texts. */
export function settingsKey({ scenario, numbers }: Settings): string {
  const entries = Object.entries(numbers).sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([scenario ?? null, entries]);
}

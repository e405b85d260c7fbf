import type { Report } from "../../model/diagnostic.ts";
import { foldName } from "../../model/name.ts";
import type { Dimension } from "../../model/system.ts";
import type { Variable } from "../../model/variable.ts";
import type { Ranges } from "./ranges.ts";
import type { Raw } from "./raw.ts";

/** What a name may mean where an equation stands. */
export interface Scope {
  readonly source: string;
  readonly ranges: Ranges;
  /** All variables of the file or of the macro, by folded name. */
  readonly symbols: ReadonlyMap<string, Known>;
  readonly macros: ReadonlyMap<string, MacroHead>;
  /** Names whose own equations could not be read, folded: what uses them need not be told too. */
  readonly broken: Set<string>;
  /** String constants, `name :IS: 'text'`, by folded name. */
  readonly strings: ReadonlyMap<string, string>;
  /** `?data` → `data.xlsx`, by the tag with its question mark. */
  readonly tags: ReadonlyMap<string, string>;
  /** Year, month and day of time 0, and the days of a unit of time: what GET TIME VALUE counts by. */
  readonly date: readonly number[];
  /** The number that an expression over constants comes to at the start of the run; undefined where nothing tells it. */
  readonly numbers: (raw: Raw) => number | undefined;
  /** Names that are taken, for names that are made up. */
  readonly taken: Set<string>;
  /** Dimensions and constants that the translation needs beside what the file declares. */
  readonly extras: Extras;
  /** Of a macro: what stands around it. */
  readonly outer?: Scope;
  readonly macro?: MacroHead;
  readonly report: Report;
}

export interface Extras {
  /** By the folded name of a range, the constant that holds the positions of its elements in its root. */
  readonly positions: Map<string, Variable>;
  /** Other names for ranges, by folded name. */
  readonly aliases: Map<string, Dimension>;
}

/** A variable, or a parameter of a macro. */
export interface Known {
  readonly name: string;
  readonly isGraph: boolean;
  /** The dimensions that it is over. */
  readonly dimensions: readonly string[];
}

/** A macro as its calls see it. */
export interface MacroHead {
  readonly name: string;
  /** Its name in the model, where a function of Hence has its own. */
  readonly calledAs: string;
  readonly parameters: readonly string[];
  readonly outputs: readonly string[];
  /** Variables of the model that it reads as `name$`, its own and those of the macros that it calls. */
  readonly globals: Map<string, string>;
}

/** What Vensim's names for the clock are here. */
export const clockNames: ReadonlyMap<string, string> = new Map([
  ["time", "time"],
  ["time_step", "dt"],
  ["initial_time", "start_time"],
  ["final_time", "stop_time"],
  ["saveper", "save_every"],
]);

/** A name that nothing has yet, which is taken from now on. */
export function freshName(wanted: string, { taken }: Pick<Scope, "taken">): string {
  let name = wanted;
  for (let number = 2; taken.has(foldName(name)); number++) name = `${wanted} ${number}`;
  taken.add(foldName(name));
  return name;
}

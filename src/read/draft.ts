import type { Model, TimeStatement } from "../model/system.ts";
import type { Name } from "./cursor.ts";
import type { SystemStatement } from "./system.ts";
import type { StatementWord } from "./words.ts";

/** What the statements of a text say, up to where it uses another file. */
export interface Draft {
  /** More than one is a fault, which is seen when all files are together. */
  readonly systems: SystemStatement[];
  readonly times: TimeStatement[];
  /** Words whose statement stands somewhere, even if it could not be read. */
  readonly tried: Set<StatementWord>;
  readonly lists: { readonly [List in keyof Lists]: Lists[List][number][] };
  /** The units of time that scenarios name, to be compared with the system's. */
  readonly timeUnits: Name[];
  /** The file that is used behind them. */
  use?: Name;
}

type Lists = Omit<Model, "name" | "title" | "description" | "threshold" | "purpose" | "time" | "systems">;

/** All that several drafts say, one behind the other; of none, nothing. */
export function joinDrafts(drafts: readonly Draft[]): Draft {
  const all = <List extends keyof Lists>(list: List) =>
    drafts.flatMap<Lists[List][number]>(({ lists }) => lists[list]);
  return {
    systems: drafts.flatMap(({ systems }) => systems),
    times: drafts.flatMap(({ times }) => times),
    tried: new Set(drafts.flatMap(({ tried }) => [...tried])),
    lists: {
      units: all("units"),
      dimensions: all("dimensions"),
      mappings: all("mappings"),
      sectors: all("sectors"),
      variables: all("variables"),
      functions: all("functions"),
      sources: all("sources"),
      claims: all("claims"),
      links: all("links"),
      loops: all("loops"),
      scenarios: all("scenarios"),
      checks: all("checks"),
      history: all("history"),
    },
    timeUnits: drafts.flatMap(({ timeUnits }) => timeUnits),
  };
}

import type { Variable } from "../../model/variable.ts";

/** Where an expression stands: what its names may mean there. */
export interface Scope {
  /** By folded name. */
  readonly variables: ReadonlyMap<string, Variable>;
  /** Inside a function of one's own: its parameters, by folded name. */
  readonly parameters?: ReadonlySet<string>;
  /** In checks and history, `change` and reducers over time have a meaning. */
  readonly place: "equation" | "check";
}

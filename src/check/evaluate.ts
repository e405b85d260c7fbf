import type { Clock } from "../functions/function.ts";
import type { Points, Variable } from "../model/variable.ts";

/** What an equation sees when it is computed for one element at one time. */
export interface Surroundings {
  readonly clock: Clock;
  /** The place of the element along each axis of the equation. */
  readonly at: readonly number[];
  readonly value: (variable: Variable, element: number) => number;
  readonly table: (variable: Variable, element: number) => Omit<Points, "span">;
}

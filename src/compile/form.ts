import type { Tolerance } from "../model/argument.ts";
import type { Moment } from "./frame.ts";

/** What a form of program does at the points of a step; the order of the points is written here for all forms. */
export interface Form {
  /** How long a row is that is written out. */
  readonly rowBytes: number;
  /** Before the first step. */
  begin(): void;
  /** Computes everything at one moment. */
  evaluate(moment: Moment): void;
  /** Writes the row to the address in a local. */
  save(out: number): void;
  /** Computes what the memories take over when the step is done, from what has been evaluated at its beginning. */
  remember(moment: Moment): void;
  /** Computes the net rates of the stocks, at the moment that has been evaluated. */
  rates(moment: Moment): void;
  /** Moves the stocks on by their rates times what a local holds. */
  advance(stage: Stage, factor: number): void;
  /** The step is done: the memories take their next values over, and devices do their step. */
  takeOver(begun: number): void;
  /** Behind the last step: stocks and memories go back to the row. */
  end(): void;
}

/** What automatic steps need besides. */
export interface RestartingForm extends Form {
  /** Keeps the stocks as they are at the start of the step, or as fewer pieces make them. */
  keep(what: "start" | "coarse"): void;
  /** The stocks are again as they were at the start of the step. */
  restart(): void;
  /** Puts on the stack whether the stocks are what they were with fewer pieces. */
  isNear(tolerance: Tolerance): void;
}

/** Euler's one stage; or the two of Heun, or the four of Runge and Kutta, with k1 to k4 the net rates s' at each of them. */
export type Stage =
  /** s + dt * s' */
  | "euler"
  /** s + (dt/2) * k1, or s + dt * k1, from s, which is remembered */
  | "first"
  /** s + (dt/2) * (k1 + k2) */
  | "heun"
  /** s + (dt/2) * k2 */
  | "second"
  /** s + dt * k3 */
  | "third"
  /** s + (dt/6) * ((k1 + 2 * (k2 + k3)) + k4) */
  | "fourth";

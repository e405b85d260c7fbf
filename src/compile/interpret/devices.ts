import type { Evaluation } from "../../check/facts.ts";
import { rowOf } from "../element.ts";
import type { Operated, State } from "./state.ts";

/** Devices make their states. */
export function begin({ variable, element }: Evaluation, state: State): void {
  for (const device of state.devices) {
    const { begins } = rowOf(device.variable);
    if (device.variable !== variable || (element ?? device.element) !== device.element) continue;
    const args = look(device, state, (place) => begins.includes(place));
    operate(device, "begin", args, state.clock.time, state);
  }
}

/** What a device looks at. */
export function look(
  { variable, element, at }: Operated,
  state: State,
  isSeen: (place: number) => boolean = () => true,
): readonly number[] {
  return variable.inputs.map((parts, place) =>
    isSeen(place) ? state.valueOf(variable, parts, element, at) : Number.NaN,
  );
}

/** A device makes its state, or does a step that began at a time. */
export function operate(
  device: Operated,
  what: "begin" | "step",
  args: readonly number[],
  time: number,
  { clock, row }: State,
): void {
  const { machine, offset, state, result, variable } = device;
  const { start, stop } = clock;
  const step = clock.step / (variable.pace ?? 1);
  rowOf(variable)[what](machine, args, state, result, { time, step, start, stop });
  row[offset] = machine.load(result);
}

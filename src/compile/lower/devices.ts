import type { Device as DeviceVariable } from "../../model/variable.ts";
import { rowOf } from "../element.ts";
import type { Expansion } from "../expand.ts";
import type { Device } from "../kernel.ts";

/** The devices of a kernel, one for each element, and where their states lie. */
export class Devices {
  private readonly expansion: Expansion;
  /** By the first slot that they give a value. */
  private readonly known = new Map<number, Device>();
  private used = 0;

  constructor(expansion: Expansion) {
    this.expansion = expansion;
  }

  /** How many cells the states of all have. */
  get cells(): number {
    return this.used;
  }

  /** The device that an element of a variable is. */
  at(variable: DeviceVariable, element: number): Device {
    const row = rowOf(variable);
    const result = this.expansion.slots.get(variable)!.offset + element;
    const known = this.known.get(result);
    if (known) return known;
    const device = { row, result, results: 1, cell: this.used, pace: variable.pace ?? 1 };
    this.used += row.cells;
    this.known.set(result, device);
    return device;
  }
}

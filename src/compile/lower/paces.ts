import { binary, type ClockWord, type Code, clock, number } from "../../functions/code.ts";
import type { Variable } from "../../model/variable.ts";
import type { Expansion } from "../expand.ts";

/** How many steps what is being lowered takes in each of the whole: a module may take steps of its own. */
export class Paces {
  private readonly slots: Expansion["slots"];
  private pace = 1;
  /** Of what takes more than one, by slot. */
  readonly bySlot = new Map<number, number>();

  constructor({ slots }: Expansion) {
    this.slots = slots;
  }

  /** Of what is lowered just now. */
  get now(): number {
    return this.pace;
  }

  /** What is lowered from now on belongs to a variable. */
  goAtPaceOf(variable: Variable): void {
    this.pace = variable.pace ?? 1;
    if (this.pace === 1) return;
    const { offset, size } = this.slots.get(variable)!;
    for (let element = 0; element < size; element++) this.keep(offset + element);
  }

  /** A slot belongs to what is lowered just now. */
  keep(slot: number): void {
    if (this.pace > 1) this.bySlot.set(slot, this.pace);
  }

  /** What the clock says to what is lowered just now. */
  clock(word: ClockWord): Code {
    return word === "step" && this.pace > 1 ? binary("divide", clock(word), number(this.pace)) : clock(word);
  }
}

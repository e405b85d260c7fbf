import { foldName } from "../../model/name.ts";
import type { Variable } from "../../model/variable.ts";
import type { State } from "./state.ts";

/** Puts every held variable of a role on its path. */
export function holdAll(role: "input" | "stock" | "memory", state: State): void {
  for (const variable of state.facts.model.variables) {
    if (state.run.holds.has(foldName(variable.name)) && state.slotOf(variable).role === role)
      hold(variable, state);
  }
}

/** Puts a variable on its path, if it is held. */
export function hold(variable: Variable, state: State): void {
  const { step, later: within, own } = state.moment;
  const hold = state.run.holds.get(foldName(variable.name));
  if (!hold || step < hold.fromStep) return;
  const { offset, size } = state.slotOf(variable);
  const length = hold.path.length / size;
  // A path has numbers for the steps of the whole.
  const later = own && own.pace > 1 ? 0 : within;
  for (const element of hold.elements ?? Array.from({ length: size }, (_, i) => i)) {
    const now = hold.path[element * length + step]!;
    const next = later === 0 ? now : hold.path[element * length + step + 1]!;
    state.row[offset + element] = between(now, next, later, state);
  }
}

/** A path within a step. */
function between(now: number, next: number, later: number, { run, clock }: State): number {
  if (run.program.integrator !== "rk4 auto") return later === 0.5 ? (now + next) * 0.5 : next;
  const { time, begun = time, step } = clock;
  return time === begun ? now : now + ((time - begun) / step) * (next - now);
}

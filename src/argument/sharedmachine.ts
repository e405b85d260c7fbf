import { setNumbers } from "../run/overrides.ts";
import type { Program } from "../run/program.ts";
import type { Prepared } from "../run/simulator.ts";
import type { WorldMachine } from "../run/worlds.ts";

/** What a run asks of the machine that makes it: offsets in a row. */
export interface MachineNeeds {
  readonly prepared: Prepared;
  /** The numbers that are kept, ascending. */
  readonly kept: readonly number[];
  /** The inputs that each world gives a number of its own. */
  readonly sampled: readonly number[];
}

/** A machine as one of the runs that share it sees it. */
export interface MachineShare {
  readonly machine: WorldMachine;
  /** Where the run's kept numbers lie among all that the machine keeps; undefined where these are the same. */
  readonly columns?: Int32Array;
  /** All numbers that the machine is given, from those of the run's own sampled inputs. */
  numbersFrom(own: readonly number[]): Float64Array;
}

/**
 * A machine for each program, shared by all runs of it: it keeps whatever one of them keeps, and is told every number in
 * which they differ. A machine takes longer to make, and to become fast, than most runs take.
 */
export function shareMachines(needs: readonly MachineNeeds[]): readonly MachineShare[] {
  const machines = new Map<Program, SharedMachine>();
  return needs.map((need) => {
    const { program } = need.prepared;
    const shared =
      machines.get(program) ?? machineFor(needs.filter((one) => one.prepared.program === program));
    machines.set(program, shared);
    return shareOf(need, shared);
  });
}

interface SharedMachine {
  readonly machine: WorldMachine;
  readonly kept: readonly number[];
  readonly sampled: readonly number[];
}

function machineFor(needs: readonly MachineNeeds[]): SharedMachine {
  const [kept, sampled] = (["kept", "sampled"] as const).map((of) =>
    [...new Set(needs.flatMap((need) => need[of]))].sort((one, other) => one - other),
  );
  return { machine: needs[0]!.prepared.worldMachine(kept!, sampled!), kept: kept!, sampled: sampled! };
}

function shareOf({ prepared, kept, sampled }: MachineNeeds, shared: SharedMachine): MachineShare {
  const { program, inputs } = prepared;
  const row = Float64Array.from(program.inputs);
  setNumbers(row, program, inputs.numbers);
  const fixed = Float64Array.from(shared.sampled, (offset) => row[offset]!);
  const own = sampled.map((offset) => shared.sampled.indexOf(offset));
  return {
    machine: shared.machine,
    ...(kept.length < shared.kept.length && {
      columns: Int32Array.from(kept, (offset) => shared.kept.indexOf(offset)),
    }),
    numbersFrom(numbers) {
      const all = fixed.slice();
      for (const [i, place] of own.entries()) all[place] = numbers[i]!;
      return all;
    },
  };
}

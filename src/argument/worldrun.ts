import { isNumber } from "../check/definition.ts";
import { foldName } from "../model/name.ts";
import { freeInputs } from "../run/free.ts";
import { type Hold, type Program, stepsOf, type TimeAxis } from "../run/program.ts";
import type { Prepared, Simulator } from "../run/simulator.ts";
import type { World, WorldsResults } from "../run/worlds.ts";
import { type Moved, moveCause } from "./cause.ts";
import type { PlannedRun } from "./plan.ts";
import type { Column, Trace } from "./trace.ts";

/** One of the planned runs, to be made in many worlds. */
export interface WorldRun {
  /** How many worlds are run side by side, at most. */
  readonly lanes: number;
  /** A trace for each world, given their base runs; undefined where a cause has no number of its own. */
  run(worlds: readonly World[], bases: readonly Trace[]): readonly (Trace | undefined)[];
}

/** What all runs of an argument in many worlds have in common. */
export interface Surroundings {
  readonly simulator: Simulator;
  /** The keys of what is sampled, in the order of a world's numbers. */
  readonly inputs: readonly string[];
  /** What random numbers are drawn with. */
  readonly seed: number;
}

/** Worlds that an argument cannot be tested in, in words for the one who asked for them. */
export class UnfitWorlds extends Error {
  override readonly name = "UnfitWorlds";
}

/**
 * Gets a planned run ready for many worlds. What its scenario says stands above what was sampled, and a cause is moved from
 * where it is in the world. Throws `UnfitWorlds` where its worlds have no times in common.
 */
export function prepareWorldRun(planned: PlannedRun, { simulator, inputs, seed }: Surroundings): WorldRun {
  const { move, scenario, name } = planned;
  const moved = move && moveOf(planned, simulator.program);
  const prepared = simulator.prepare({
    ...(scenario !== undefined && { scenario }),
    ...(moved?.kind === "path" && { holds: new Map([[moved.name, noPath]]) }),
  });
  refuseControls(name, prepared);
  const columns = columnsOf(planned, prepared.program);
  const movedOffsets = moved?.kind === "numbers" ? moved.offsets : [];
  const free = freeInputs(inputs, prepared).filter(({ offset }) => !movedOffsets.includes(offset));
  const machine = prepared.worldMachine(columns.kept, [...free.map(({ offset }) => offset), ...movedOffsets]);

  return {
    lanes: machine.lanes,
    run(worlds, bases) {
      const moves = worlds.map((_, i) =>
        move ? moveCause(move.cause, move.move, move.from, simulator.program, bases[i]!) : unmoved,
      );
      if (moves.includes(undefined)) return worlds.map(() => undefined);
      const holds = moves.map((one) => new Map([...prepared.holds, ...one!.holds]));
      const results = machine.run({
        worlds: worlds.map(({ number, numbers }, i) => ({
          number,
          numbers: Float64Array.of(
            ...free.map(({ input }) => numbers[input]!),
            ...moves[i]!.inputs.numbers.values(),
          ),
        })),
        inputs: prepared.inputs,
        time: prepared.time,
        seed,
        every: 1,
        ...(holds.some((one) => one.size > 0) && { holds }),
      });
      return worlds.map((_, i) =>
        traceOf({ name, time: prepared.time, columns }, results, { place: i, count: worlds.length }),
      );
    },
  };
}

const unmoved: Moved = {
  inputs: { numbers: new Map(), initials: new Map(), tables: new Map() },
  holds: new Map(),
};

/** Stands for a path that each world has of its own. */
const noPath: Hold = { fromStep: 0, path: new Float64Array(0) };

/** How a cause is moved: by the numbers at these offsets, or by a path that it follows. */
type MoveForm =
  | { readonly kind: "numbers"; readonly offsets: readonly number[] }
  | { readonly kind: "path"; readonly name: string };

function moveOf({ move }: PlannedRun, { slots }: Program): MoveForm | undefined {
  if (!move) return undefined;
  const { variable, elements } = move.cause;
  const name = foldName(variable.name);
  const slot = slots.get(name);
  if (!slot) return undefined;
  if (!isNumber(variable)) return { kind: "path", name };
  const places = elements ?? Array.from({ length: slot.size }, (_, i) => i);
  return { kind: "numbers", offsets: places.map((element) => slot.offset + element) };
}

function refuseControls(name: string, { program }: Prepared): void {
  if (program.controls)
    throw new UnfitWorlds(
      `The time step or the end of the run ‘${name}’ changes on the way, so that its worlds have no times in common.`,
    );
}

/** The numbers of a row that are kept, ascending, and where each variable's lie among them. */
interface Columns {
  readonly kept: readonly number[];
  readonly places: ReadonlyMap<string, Column>;
}

function columnsOf({ keeps }: PlannedRun, { slots }: Program): Columns {
  const names = keeps === "all" ? [...slots.keys()] : [...keeps];
  const found = names
    .flatMap((name) => {
      const slot = slots.get(name);
      return slot ? [{ name, offset: slot.offset, size: slot.size }] : [];
    })
    .sort((one, other) => one.offset - other.offset);
  const kept: number[] = [];
  const places = new Map<string, Column>();
  for (const { name, offset, size } of found) {
    places.set(name, { offset: kept.length, size });
    for (let element = 0; element < size; element++) kept.push(offset + element);
  }
  return { kept, places };
}

/** Takes one world out of several that were run side by side. */
function traceOf(
  { name, time, columns }: { readonly name: string; readonly time: TimeAxis; readonly columns: Columns },
  results: WorldsResults,
  { place, count }: { readonly place: number; readonly count: number },
): Trace {
  const fault = results.fault(place);
  return {
    name,
    time,
    steps: stepsOf(time),
    columns: columns.places,
    width: columns.kept.length,
    rows: count === 1 ? results.kept : rowsOf(results.kept, place, count),
    ...(fault && { fault }),
  };
}

function rowsOf(kept: Float64Array, place: number, count: number): Float64Array {
  const rows = new Float64Array(kept.length / count);
  for (let i = 0; i < rows.length; i++) rows[i] = kept[i * count + place]!;
  return rows;
}

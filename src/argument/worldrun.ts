import { isNumber } from "../check/definition.ts";
import { foldName } from "../model/name.ts";
import { type FreeInput, freeInputs } from "../run/free.ts";
import { type Hold, neverStep, noHold, type Program, stepsOf } from "../run/program.ts";
import type { Prepared, Question, Simulator } from "../run/simulator.ts";
import type { World } from "../run/worlds.ts";
import { type Moved, moveCause } from "./cause.ts";
import type { PlannedRun } from "./plan.ts";
import { type MachineNeeds, type MachineShare, shareMachines } from "./sharedmachine.ts";
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
  /** What all runs stand on, those of scenarios without that one: a scenario, changed numbers. */
  readonly under?: Pick<Question, "scenario" | "inputs">;
}

/** Worlds that an argument cannot be tested in, in words for the one who asked for them. */
export class UnfitWorlds extends Error {
  override readonly name = "UnfitWorlds";
}

/**
 * Gets planned runs ready for many worlds, the base run first. What a scenario says stands above what was sampled, and a
 * cause is moved from where it is in the world. Throws `UnfitWorlds` where worlds have no times in common.
 */
export function prepareWorldRuns(
  planned: readonly PlannedRun[],
  surroundings: Surroundings,
): readonly WorldRun[] {
  const { simulator } = surroundings;
  const forms = planned.map((run) => moveOf(run, simulator.program));
  // One program for all: it could hold what any of them holds.
  const holds = new Map(forms.flatMap((form) => (form?.kind === "path" ? [[form.name, noHold]] : [])));
  const needs = planned.map((run, i) => needsOf(run, forms[i], holds, surroundings));
  // The base run keeps everything, which the others need not.
  const shares = [...shareMachines(needs.slice(0, 1)), ...shareMachines(needs.slice(1))];
  return planned.map((run, i) => worldRunOf(run, needs[i]!, shares[i]!, surroundings));
}

/** What a run needs of its machine, with the inputs that its worlds decide and what else is sampled. */
interface Needs extends MachineNeeds {
  readonly free: readonly FreeInput[];
  readonly columns: ReadonlyMap<string, Column>;
}

function needsOf(
  planned: PlannedRun,
  form: MoveForm | undefined,
  holds: ReadonlyMap<string, Hold>,
  { simulator, inputs, under = {} }: Surroundings,
): Needs {
  const { name, keeps, scenario = under.scenario } = planned;
  const question = {
    ...(scenario !== undefined && { scenario }),
    ...(under.inputs && { inputs: under.inputs }),
  };
  const own = simulator.prepare(question);
  refuseControls(name, own);
  refuseForced(planned, own, scenario);
  const isLikeOthers = own.program === simulator.program && keeps !== "all";
  const wanted = isLikeOthers ? holds : form?.kind === "path" ? holdOf(form.name, own) : undefined;
  const prepared = wanted ? simulator.prepare({ ...question, holds: wanted }) : own;
  const moved = form?.kind === "numbers" ? form.offsetsIn(prepared.program) : [];
  const free = freeInputs(inputs, prepared).filter(({ offset }) => !moved.includes(offset));
  const sampled = [...free.map(({ offset }) => offset), ...moved];
  return { prepared, sampled, free, ...columnsOf(keeps, prepared.program) };
}

function worldRunOf(
  { name, move }: PlannedRun,
  { prepared, kept, free, columns }: Needs,
  { machine, columns: wanted, numbersFrom }: MachineShare,
  { simulator, seed }: Surroundings,
): WorldRun {
  const { time } = prepared;
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
          numbers: numbersFrom([
            ...free.map(({ input }) => numbers[input]!),
            ...moves[i]!.inputs.numbers.values(),
          ]),
        })),
        inputs: prepared.inputs,
        time,
        seed,
        every: 1,
        ...(wanted && { columns: wanted }),
        ...(holds.some((one) => one.size > 0) && { holds }),
      });
      return worlds.map((_, world): Trace => {
        const fault = results.fault(world);
        const lane = { of: worlds.length, number: world };
        const head = {
          name,
          time,
          steps: stepsOf(time),
          columns,
          width: kept.length,
          rows: results.kept,
          lane,
        };
        return fault ? { ...head, fault } : head;
      });
    },
  };
}

const unmoved: Moved = {
  inputs: { numbers: new Map(), initials: new Map(), tables: new Map() },
  holds: new Map(),
};

/** How a cause is moved: by the numbers at these offsets, or by a path that it follows. */
type MoveForm =
  | { readonly kind: "numbers"; readonly offsetsIn: (program: Program) => readonly number[] }
  | { readonly kind: "path"; readonly name: string };

function moveOf({ move }: PlannedRun, { slots }: Program): MoveForm | undefined {
  if (!move) return undefined;
  const { variable, elements } = move.cause;
  const name = foldName(variable.name);
  const slot = slots.get(name);
  if (!slot) return undefined;
  if (!isNumber(variable)) return { kind: "path", name };
  const places = elements ?? Array.from({ length: slot.size }, (_, i) => i);
  return {
    kind: "numbers",
    offsetsIn: (program) => places.map((element) => program.slots.get(name)!.offset + element),
  };
}

/** In place of a path, in a run that has a program of its own. */
function holdOf(name: string, { program, time }: Prepared): ReadonlyMap<string, Hold> {
  const path = new Float64Array(program.slots.get(name)!.size * (stepsOf(time) + 1));
  return new Map([[name, { fromStep: neverStep, path }]]);
}

/** A scenario may have made an equation of the number that a claim moves. */
function refuseForced({ move }: PlannedRun, { program }: Prepared, scenario = ""): void {
  if (!move || !isNumber(move.cause.variable)) return;
  const { name } = move.cause.variable;
  const role = program.slots.get(foldName(name))?.role;
  if (role === "input" || role === undefined) return;
  throw new UnfitWorlds(
    `The scenario ‘${scenario}’ says itself what ‘${name}’ is during the run, so that a claim cannot move it.`,
  );
}

function refuseControls(name: string, { program }: Prepared): void {
  if (program.controls)
    throw new UnfitWorlds(
      `The time step or the end of the run ‘${name}’ changes on the way, so that its worlds have no times in common.`,
    );
}

/** The numbers of a row that a run keeps, ascending, and where each variable's lie among them. */
function columnsOf(keeps: PlannedRun["keeps"], { slots }: Program): Pick<Needs, "kept" | "columns"> {
  const names = keeps === "all" ? [...slots.keys()] : [...keeps];
  const found = names
    .flatMap((name) => {
      const slot = slots.get(name);
      return slot ? [{ name, offset: slot.offset, size: slot.size }] : [];
    })
    .sort((one, other) => one.offset - other.offset);
  const kept: number[] = [];
  const columns = new Map<string, Column>();
  for (const { name, offset, size } of found) {
    columns.set(name, { offset: kept.length, size });
    for (let element = 0; element < size; element++) kept.push(offset + element);
  }
  return { kept, columns };
}

import { createLaneMachine, type LaneProgram } from "../src/run/lanes.ts";
import { type Hold, type Inputs, noInputs, type Program, type Snapshot } from "../src/run/program.ts";
import { createWorldMachine, type World, type WorldsResults } from "../src/run/worlds.ts";

/** How worlds are run side by side. */
export interface Question {
  readonly worlds: readonly World[];
  readonly every: number;
  readonly until?: number;
  readonly inputs?: Inputs;
  readonly seed?: number;
  readonly holds?: readonly ReadonlyMap<string, Hold>[];
}

/** Runs worlds in lanes and one by one, and says where their bits differ. */
export function differencesOf(lanes: LaneProgram, question: Question): readonly string[] {
  const { program, kept, sampled } = lanes;
  const { worlds, holds, inputs = noInputs } = question;
  const together = createLaneMachine(lanes);
  const alone = createWorldMachine(program, kept, sampled);
  const found = together.run({ ...question, inputs });
  return worlds.flatMap((world, i) => {
    const own = { ...question, inputs, worlds: [world], ...(holds && { holds: [holds[i]!] }) };
    return compare(lanes, found, alone.run(own), i, worlds.length);
  });
}

/**
 * Stops the worlds at a step and lets them go on, in lanes from what one world at a time gave and the other way round,
 * and says where the rest differs from that of one world at a time.
 */
export function differencesWhenStopped(
  lanes: LaneProgram,
  question: Question,
  until: number,
): readonly string[] {
  const { program, kept, sampled } = lanes;
  const { worlds, holds, inputs = noInputs } = question;
  const together = createLaneMachine(lanes);
  const alone = createWorldMachine(program, kept, sampled);
  const own = (i: number) => ({
    ...question,
    inputs,
    worlds: [worlds[i]!],
    ...(holds && { holds: [holds[i]!] }),
  });
  const inLanes = together.run({ ...question, inputs, until });
  const stopped = worlds.map((_, i) => alone.run({ ...own(i), until }).snapshot(0));
  const found = together.run({ ...question, inputs, from: stopped });
  return worlds.flatMap((_, i) => {
    const expected = alone.run({ ...own(i), from: [stopped[i]!] });
    const crossed = alone.run({ ...own(i), from: [inLanes.snapshot(i)] });
    return [...compare(lanes, found, expected, i, worlds.length), ...compare(lanes, crossed, expected, 0, 1)];
  });
}

/** Where the results of a world among others differ from those of the same world alone. */
function compare(
  { program, kept }: LaneProgram,
  found: WorldsResults,
  expected: WorldsResults,
  world: number,
  worlds: number,
): readonly string[] {
  const differences: string[] = [];
  const tell = (what: string, is: unknown, should: unknown): void => {
    if (differences.length < 5) differences.push(`world ${world}: ${what} is ${is}, not ${should}`);
  };
  if (found.rows !== expected.rows) tell("the number of rows", found.rows, expected.rows);
  if (found.kept.length !== expected.kept.length * worlds)
    tell("the number of numbers", found.kept.length, expected.kept.length * worlds);
  expected.kept.forEach((should, at) => {
    const is = found.kept[at * worlds + world]!;
    if (Object.is(is, should)) return;
    tell(`${nameOf(program, kept[at % kept.length]!)} in row ${Math.floor(at / kept.length)}`, is, should);
  });
  compareStates(program, found.snapshot(world), expected.snapshot(0), tell);
  const [is, should] = [found.fault(world), expected.fault(0)].map((fault) => JSON.stringify(fault));
  if (is !== should) tell("the fault", is, should);
  return differences;
}

function compareStates(
  program: Program,
  found: Snapshot,
  expected: Snapshot,
  tell: (what: string, is: unknown, should: unknown) => void,
): void {
  if (found.step !== expected.step) tell("the last step", found.step, expected.step);
  for (const { role, offset, size, variable } of program.slots.values()) {
    if (role !== "stock" && role !== "memory") continue;
    for (let i = 0; i < size; i++) {
      const [is, should] = [found.row[offset + i]!, expected.row[offset + i]!];
      if (!Object.is(is, should)) tell(`${variable} at the end`, is, should);
    }
  }
}

function nameOf(program: Program, offset: number): string {
  for (const { role, variable, offset: first, size } of program.slots.values())
    if (role !== "table" && role !== "series" && first <= offset && offset < first + size) return variable;
  return `number ${offset}`;
}

/** Worlds whose numbers are near the declared ones. */
export function worldsNear(
  { program, sampled, lanes }: LaneProgram,
  between: (low: number, high: number) => number,
  count = lanes,
): readonly World[] {
  return Array.from({ length: count }, (_, number) => ({
    number,
    numbers: Float64Array.from(sampled, (offset) => program.inputs[offset]! * between(0.8, 1.25)),
  }));
}

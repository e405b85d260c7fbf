import { type Course, courseOf, rowsOf } from "./course.ts";
import { createFaultFinder, makeNaNsAlike } from "./fault.ts";
import { MachineMemory } from "./memory.ts";
import { tablesOf } from "./overrides.ts";
import type { Inputs, Layout, Program, Run, Snapshot, Table } from "./program.ts";
import { blockOf, type Reach, reachOf } from "./tables.ts";
import {
  createWorldMachine,
  pickColumns,
  type WorldMachine,
  type WorldsQuestion,
  type WorldsResults,
} from "./worlds.ts";

/** A program compiled to run several worlds side by side, with what is kept of them. */
export interface LaneProgram {
  /** The program of the same system for one world: what lies where, and what finds the place of a fault. */
  readonly program: Program;
  readonly lanes: number;
  /** So many of them are computed, or a multiple of it. */
  readonly together: number;
  /** The offsets of the kept columns, and of the sampled inputs. */
  readonly kept: readonly number[];
  readonly sampled: readonly number[];
  /** What its readings of each table reckon with; undefined is anything. */
  readonly reaches: readonly (Reach | undefined)[];
  readonly layout: LaneLayout;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * The memory of such a program: first that of a program for one world, in which each world in turn is started as usual.
 * `spread(lane)` then takes its numbers to their places among those of the others, and `run` runs all of them. Of the
 * kept columns it writes rows of the numbers of all worlds, column by column.
 */
export interface LaneLayout extends Layout {
  /** The rows of all worlds: the numbers of one slot side by side. */
  readonly laneRows: number;
  /** As `holds`, the entries of one held element side by side. */
  readonly laneHolds: number;
  /** i32 for each world at multiples of eight: its number. */
  readonly worlds: number;
  /** i32: how many bytes of the numbers of a slot are of lanes that are computed. */
  readonly used: number;
}

interface LaneKernel {
  readonly memory: WebAssembly.Memory;
  start(): void;
  settle(): void;
  spread(lane: number): void;
  run(from: number, to: number, every: number, closing: 0 | 1): void;
  areFinite(from: number, to: number): 0 | 1;
}

/** Instantiates a program for several worlds. */
export function createLaneMachine(laneProgram: LaneProgram): WorldMachine {
  const { program, lanes, together: atOnce, kept, sampled, layout, bytes } = laneProgram;
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes));
  // What a program exports is declared at `LaneLayout`.
  const kernel = instance.exports as unknown as LaneKernel;
  const memory = new MachineMemory({ ...program, layout }, kernel.memory);
  const isFaulty = createFaultFinder(program, kept);
  const states = statesOf(program);
  const isReadable = createTableCheck(laneProgram);
  let oneByOne: WorldMachine | undefined;

  /** What one world gives by the program for one world. */
  function runAlone(question: WorldsQuestion, world: number): WorldsResults {
    oneByOne ??= createWorldMachine(program, kept, sampled);
    const { worlds, holds, from } = question;
    return oneByOne.run({
      ...question,
      worlds: [worlds[world]!],
      ...(holds && { holds: [holds[world]!] }),
      ...(from && { from: [from[world]!] }),
    });
  }

  const runOf = (question: WorldsQuestion, world: number): Run => {
    const { worlds, inputs, holds, time, seed, from, until, every } = question;
    const { number, numbers } = worlds[world]!;
    return {
      program,
      inputs,
      sampled: { offsets: sampled, numbers },
      holds: holds?.[world] ?? new Map(),
      rows: { every },
      world: number,
      ...(time && { time }),
      ...(seed !== undefined && { seed }),
      ...(from && { from: from[world]! }),
      ...(until !== undefined && { until }),
    };
  };

  /**
   * Starts all worlds. Of lanes without a world of their own those that are computed all the same repeat the first, and the
   * others hold what the last one began with. Gives where rows may be written.
   */
  function begin(question: WorldsQuestion, course: Course): number {
    const room = 8 * lanes * kept.length * (rowsOf(course) + 1) + 16;
    let address: number | undefined;
    const computed = atOnce * Math.ceil(question.worlds.length / atOnce);
    for (let lane = 0; lane < computed; lane++) {
      const run = runOf(question, lane < question.worlds.length ? lane : 0);
      if (lane === 0 || run.holds.size > 0) address = memory.prepare(run, course, room, address);
      else memory.enterWorld(run);
      kernel.start();
      if (run.from) memory.resume(run.from);
      kernel.settle();
      kernel.spread(lane);
    }
    for (let lane = computed; lane < lanes; lane++) kernel.spread(lane);
    new Int32Array(kernel.memory.buffer, layout.used, 1)[0] = 8 * computed;
    return (address! + 15) & ~15;
  }

  return {
    lanes,
    run(question) {
      const { worlds, from } = question;
      const count = worlds.length;
      if (count < 1 || count > lanes) throw new Error(`This machine runs 1 to ${lanes} worlds at a time.`);
      if (from?.some(({ step }) => step !== from[0]!.step))
        throw new Error("The worlds go on from different steps.");
      if (!isReadable(question.inputs.tables))
        return together(worlds.map((_, world) => runAlone(question, world)));
      const course = courseOf(runOf(question, 0));
      const address = begin(question, course);
      memory.writeRowsTo(address);
      kernel.run(course.from, course.until, course.every, 1);
      const { columns } = question;
      const written = memory.rowsFrom(address);
      const statesAt = layout.laneRows + 8 * lanes * states.from;
      const ends = new Float64Array(kernel.memory.buffer, statesAt, lanes * states.count).slice();
      const isWhole =
        kernel.areFinite(address, address + written.byteLength) === 1 &&
        kernel.areFinite(statesAt, statesAt + ends.byteLength) === 1;
      // Where few columns are wanted, and no number is looked for that was lost, all of them need not be taken along.
      const all = isWhole && columns ? written : written.slice();
      if (!isWhole) {
        makeNaNsAlike(all);
        makeNaNsAlike(ends);
      }
      const rows = rowsOf(course);
      const wanted = all.subarray(0, rows * lanes * kept.length);
      const every = kept.length === 0 ? 0 : all.length / (lanes * kept.length);

      const results: WorldsResults = {
        kept: columns
          ? pickColumns(wanted, columns, { width: kept.length, lanes, worlds: count })
          : withoutRest(wanted, lanes, count),
        rows,
        snapshot: (world) => snapshotOf(world, course),
        fault: (world) => {
          const isLost =
            !isWhole &&
            isFaulty({
              rows: every,
              kept: (column, row) => all[(row * kept.length + column) * lanes + world]!,
              state: (offset) => ends[(offset - states.from) * lanes + world]!,
            });
          return isLost ? runAlone(question, world).fault(0) : undefined;
        },
      };
      return results;

      /** A snapshot ends behind stocks and memories: computed variables follow from them. */
      function snapshotOf(world: number, { until }: Course): Snapshot {
        const row = new Float64Array(states.from + states.count);
        for (let i = 0; i < states.count; i++) row[states.from + i] = ends[i * lanes + world]!;
        return { program: program.id, step: until, row };
      }
    },
  };
}

/** Says whether tables can be read that replace others: not where a reading goes further than the program does. */
function createTableCheck({ program, reaches }: LaneProgram): (tables: Inputs["tables"]) => boolean {
  let seen: { readonly tables: Inputs["tables"]; readonly isReadable: boolean } | undefined;
  const isWithin = (table: Table, i: number): boolean => {
    const reach = reaches[i];
    if (!reach || table === program.tables[i]) return true;
    const { steps, isInCells, even } = reachOf(blockOf(table));
    if (reach.even !== "no") return even === "exactly" || even === reach.even;
    return steps <= reach.steps && (isInCells || !reach.isInCells);
  };
  return (tables) => {
    if (tables !== seen?.tables) seen = { tables, isReadable: tablesOf(program, tables).every(isWithin) };
    return seen.isReadable;
  };
}

/** The results of worlds that were run one by one. */
function together(all: readonly WorldsResults[]): WorldsResults {
  const kept = new Float64Array(all.length * all[0]!.kept.length);
  for (const [world, results] of all.entries())
    for (let i = 0; i < results.kept.length; i++) kept[i * all.length + world] = results.kept[i]!;
  return {
    kept,
    rows: all[0]!.rows,
    snapshot: (world) => all[world]!.snapshot(0),
    fault: (world) => all[world]!.fault(0),
  };
}

/** The numbers of the first worlds of each group. */
function withoutRest(numbers: Float64Array, lanes: number, worlds: number): Float64Array {
  if (worlds === lanes) return numbers;
  const left = new Float64Array((numbers.length / lanes) * worlds);
  for (let i = 0; i < left.length; i++) left[i] = numbers[Math.floor(i / worlds) * lanes + (i % worlds)]!;
  return left;
}

function statesOf({ inputs, slots }: Program): { readonly from: number; readonly count: number } {
  let count = 0;
  for (const { role, size } of slots.values()) if (role === "stock" || role === "memory") count += size;
  return { from: inputs.length, count };
}

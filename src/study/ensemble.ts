import { makeNaNsAlike } from "../run/fault.ts";
import { freeInputs } from "../run/free.ts";
import { type RunFault, type Snapshot, stepsOf, type TimeAxis } from "../run/program.ts";
import type { Prepared } from "../run/simulator.ts";
import type { World } from "../run/worlds.ts";
import type { Design } from "../sample/design.ts";
import { type Bounds, placeBands } from "./placed.ts";
import { columnsFor, positioned, type Read, type Reading, readerOf, UnfitEnsemble } from "./reading.ts";
import { planStages, type Stage } from "./stages.ts";

/** A number of each world that is kept. */
export interface Outcome extends Reading {
  readonly title?: string;
  readonly unit?: string;
}

/** A quantity at many times: its quantiles over the worlds make a fan. */
export interface Fan extends Omit<Outcome, "time"> {
  readonly times: readonly number[];
}

export interface EnsembleOptions {
  /** The runs that are made in each world. */
  readonly prepared: Prepared;
  readonly design: Design;
  readonly outcomes: readonly Outcome[];
  /** The bands by which worlds are left out; without any, all are kept. */
  readonly bands: readonly Bounds[];
  readonly fans: readonly Fan[];
  /** What random numbers of the model are drawn with, 0 unless told. */
  readonly seed?: number;
  /** Another time axis than that of the scenario. */
  readonly time?: TimeAxis;
}

/** Worlds are run in chunks of this many, however many threads there are. */
export const worldsInChunk = 256;

/** A design that is run chunk by chunk. Chunks need nothing of each other. */
export interface Ensemble extends EnsembleOptions {
  readonly time: TimeAxis;
  readonly chunks: number;
  /** Runs the worlds of a chunk; who leaves a band is run no further. */
  run(chunk: number): ChunkResults;
  /** The same of worlds by their numbers, ascending. */
  runWorlds(numbers: readonly number[]): WorldsRun;
  /** Runs every world up to the last band, whatever the others say. */
  judge(chunk: number): ChunkJudged;
}

/** What becomes of a world: kept, failed (a number was lost), or 1 + the place of the first band that it left. */
export const fates = { kept: 0, failed: -1 } as const;

/** What a chunk gives: plain data, of which the arrays can be handed over. */
export interface ChunkResults extends WorldsRun {
  readonly chunk: number;
  /** The number of its first world. */
  readonly first: number;
}

/** What some worlds give. */
export interface WorldsRun {
  /** One for each world. */
  readonly fates: Int32Array;
  readonly faults: readonly WorldFault[];
  /** For each world that is kept, in order: its outcomes, then every fan at each of its times. */
  readonly values: Float64Array;
}

/** Where a world lost a number. */
export interface WorldFault extends RunFault {
  readonly world: number;
}

export interface ChunkJudged {
  readonly chunk: number;
  /** Kept or failed. */
  readonly fates: Int32Array;
  /** World by world, 1 for each band that it lies in. */
  readonly inside: Uint8Array;
}

/** Throws `UnfitEnsemble` where the system cannot be run so, or does not have what is asked for. */
export function createEnsemble(options: EnsembleOptions): Ensemble {
  const { prepared, design, outcomes, fans, seed, time = prepared.time } = options;
  if (prepared.program.controls)
    throw new UnfitEnsemble(
      "The time step or the end of this system changes during a run, so that its worlds have no times in common.",
    );
  const fanned = fans.flatMap(({ label, quantity, times }) =>
    times.map((at) => ({ label, quantity, time: at })),
  );
  const readings = [...outcomes, ...fanned].map((reading) => positioned(reading, time));
  const bands = placeBands(options.bands, time, prepared.program);
  const { moments } = bands;
  const steps = stepsOf(time);
  const places = [...readings, ...moments].map(({ position }) => position);
  const stages = planStages(steps, places, bands.ends);
  const columns = columnsFor([...readings, ...options.bands], prepared.program);
  const free = freeInputs(
    design.inputs.map(({ key }) => key),
    prepared,
  );
  const machine = prepared.worldMachine(
    columns.kept,
    free.map(({ offset }) => offset),
  );

  function worldsOf(chunk: number): readonly number[] {
    const first = chunk * worldsInChunk;
    const length = Math.min(worldsInChunk, design.rows - first);
    return Array.from({ length }, (_, place) => first + place);
  }

  /** Worlds at their beginning. */
  function begin(worlds: readonly number[]): readonly Standing[] {
    const numbers = new Float64Array(design.inputs.length);
    return worlds.map((number, place) => {
      design.world(number, numbers);
      const own = new Float64Array(free.length);
      for (let i = 0; i < own.length; i++) own[i] = numbers[free[i]!.input]!;
      return { place, world: { number, numbers: own } };
    });
  }

  /** Runs worlds through a stage, packed close; those that go on, with their state behind it. */
  function runStage(stage: Stage, standing: readonly Standing[], goesOn: GoesOn): readonly Standing[] {
    const next: Standing[] = [];
    for (let at = 0; at < standing.length; at += machine.lanes) {
      const group = standing.slice(at, at + machine.lanes);
      const results = machine.run({
        worlds: group.map(({ world }) => world),
        inputs: prepared.inputs,
        time,
        until: stage.until,
        every: stage.every,
        ...(prepared.holds.size > 0 && { holds: group.map(() => prepared.holds) }),
        ...(seed !== undefined && { seed }),
        ...(stage.from > 0 && { from: group.map(({ snapshot }) => snapshot!) }),
      });
      for (const [lane, one] of group.entries()) {
        const read = readerOf({ results, columns, stage, time, lane, lanes: group.length });
        if (!goesOn(one, read, results.fault(lane))) continue;
        next.push(stage.until < steps ? { ...one, snapshot: results.snapshot(lane) } : one);
      }
    }
    return next;
  }

  /** Room for what bands over several moments need of each world: that of one is given by its place. */
  function createNotes(worlds: number): (place: number) => Float64Array {
    const all = new Float64Array(worlds * moments.length);
    return (place) => all.subarray(place * moments.length, (place + 1) * moments.length);
  }

  /** Writes down what a stage has of the moments; they stand behind the readings. */
  function note(stage: Stage, read: Read, own: Float64Array): void {
    for (const reading of stage.readings) {
      const moment = reading - readings.length;
      if (moment >= 0) own[moment] = read(moments[moment]!);
    }
  }

  function runWorlds(numbers: readonly number[]): WorldsRun {
    let standing = begin(numbers);
    const ended = new Int32Array(standing.length);
    const faults: WorldFault[] = [];
    const width = readings.length;
    const all = new Float64Array(standing.length * width);
    const notesOf = createNotes(standing.length);
    for (const stage of stages) {
      standing = runStage(stage, standing, ({ place, world }, read, fault) => {
        if (fault) faults.push({ world: world.number, ...fault });
        const notes = notesOf(place);
        note(stage, read, notes);
        const left = fault ? undefined : stage.bands.find((band) => !bands.isInside(band, read, notes));
        ended[place] = fault ? fates.failed : left === undefined ? fates.kept : 1 + left;
        if (ended[place] !== fates.kept) return false;
        for (const reading of stage.readings)
          if (reading < width) all[place * width + reading] = read(readings[reading]!);
        return true;
      });
    }
    faults.sort((one, other) => one.world - other.world);
    const values = new Float64Array(standing.length * width);
    for (const [i, { place }] of standing.entries())
      values.set(all.subarray(place * width, (place + 1) * width), i * width);
    makeNaNsAlike(values);
    return { fates: ended, faults, values };
  }

  return {
    ...options,
    time,
    chunks: Math.ceil(design.rows / worldsInChunk),
    run: (chunk) => ({ chunk, first: chunk * worldsInChunk, ...runWorlds(worldsOf(chunk)) }),
    runWorlds,
    judge(chunk) {
      let standing = begin(worldsOf(chunk));
      const ended = new Int32Array(standing.length);
      const width = bands.ends.length;
      const inside = new Uint8Array(standing.length * width);
      const notesOf = createNotes(standing.length);
      for (const stage of stages.filter((one) => one.bands.length > 0)) {
        standing = runStage(stage, standing, ({ place }, read, fault) => {
          if (fault) ended[place] = fates.failed;
          const notes = notesOf(place);
          note(stage, read, notes);
          for (const band of fault ? [] : stage.bands)
            inside[place * width + band] = bands.isInside(band, read, notes) ? 1 : 0;
          return !fault;
        });
      }
      return { chunk, fates: ended, inside };
    },
  };
}

/** A world of a chunk that still stands. */
interface Standing {
  /** In its chunk. */
  readonly place: number;
  readonly world: World;
  readonly snapshot?: Snapshot;
}

/** Whether a world is run any further behind a stage. */
type GoesOn = (one: Standing, read: Read, fault: RunFault | undefined) => boolean;

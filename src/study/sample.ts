import type { Design } from "../sample/design.ts";
import { fates, type Outcome, type WorldsRun } from "./ensemble.ts";

/** What the worlds of a study gave, of which those are kept that came to an end and lie in every band. */
export interface Sample {
  /** The numbers of the kept ones, ascending. */
  readonly worlds: readonly number[];
  readonly candidates: number;
  /** Those in which a number was lost. */
  readonly lost: number;
  /** Those of them in which there is no telling whether they are of interest. */
  readonly untold: number;
  /** In which world, when and where a number was lost first. */
  readonly why?: string;
  /** Of each kept world whether it is of interest, where that is judged. */
  readonly judged?: Float64Array;
  /** By outcome, then kept world. */
  readonly outcomes: readonly Float64Array[];
}

/** Some worlds that were run, with their numbers. */
export interface Part {
  readonly numbers: readonly number[];
  readonly run: WorldsRun;
}

/** Of a leg, what its worlds are asked. */
export interface Gathered {
  readonly outcomes: readonly Pick<Outcome, "label" | "time">[];
  readonly judging?: { readonly words: string };
}

/** Puts together what was run part by part, in the order of the parts. A world of which an outcome is no number is lost. */
export function gatherSample({ outcomes, judging }: Gathered, parts: readonly Part[]): Sample {
  const names = outcomes.map(({ label, time }) => `‘${label}’ at ${time}`);
  if (judging) names.unshift(`what ‘${judging.words}’ needs`);
  const worlds: number[] = [];
  const columns = names.map((): number[] => []);
  const whys: string[] = [];
  let [lost, untold] = [0, 0];
  for (const { numbers, run } of parts) {
    for (const { variable, time, world } of run.faults) {
      lost++;
      whys.push(`‘${variable}’ at ${time} in world ${world}`);
    }
    let row = 0;
    for (const [i, world] of numbers.entries()) {
      if (run.fates[i] !== fates.kept) continue;
      const values = run.values.subarray(row * names.length, ++row * names.length);
      const missing = values.findIndex((value) => !Number.isFinite(value));
      if (missing >= 0) {
        lost++;
        if (judging && missing === 0) untold++;
        whys.push(`${names[missing]} in world ${world}`);
        continue;
      }
      worlds.push(world);
      for (const [place, column] of columns.entries()) column.push(values[place]!);
    }
  }
  const candidates = parts.reduce((sum, { numbers }) => sum + numbers.length, 0);
  const [why] = whys;
  const numbers = columns.map((column) => Float64Array.from(column));
  return {
    worlds,
    candidates,
    lost,
    untold,
    ...(why !== undefined && { why }),
    ...(judging && { judged: numbers[0]! }),
    outcomes: judging ? numbers.slice(1) : numbers,
  };
}

/** The numbers of each input in some worlds. */
export function inputColumns(design: Design, worlds: readonly number[]): readonly Float64Array[] {
  const columns = design.inputs.map(() => new Float64Array(worlds.length));
  const numbers = new Float64Array(design.inputs.length);
  for (const [row, world] of worlds.entries()) {
    design.world(world, numbers);
    for (const [input, column] of columns.entries()) column[row] = numbers[input]!;
  }
  return columns;
}

import { type WorldsRun, worldsInChunk } from "../study/ensemble.ts";
import { gatherSample, type Part, type Sample } from "../study/sample.ts";
import type { Leg } from "../study/study.ts";
import type { StudyTask } from "./studywork.ts";

export interface LegRunners {
  /** Has worlds of legs run; the answers come in the order of the tasks. */
  readonly ask: (tasks: readonly StudyTask[]) => AsyncIterable<{ readonly run?: WorldsRun }>;
  /** Told how many runs of how many are made. */
  readonly watch: (done: number, total: number) => void;
}

/** Has the worlds of legs run, a chunk at a time: those of some numbers, or all of their designs. */
export async function gatherLegs(
  legs: readonly Leg[],
  wanted: readonly number[],
  worlds: readonly number[] | undefined,
  { ask, watch }: LegRunners,
): Promise<readonly Sample[]> {
  const tasks = wanted.flatMap((leg) =>
    chunksOf(worlds ?? Array.from({ length: legs[leg]!.design.rows }, (_, world) => world)).map(
      (numbers): StudyTask => ({ leg, numbers }),
    ),
  );
  const parts = new Map<number, Part[]>(wanted.map((leg) => [leg, []]));
  const total = tasks.reduce((sum, { numbers }) => sum + numbers.length, 0);
  let [next, done] = [0, 0];
  for await (const { run } of ask(tasks)) {
    const { leg, numbers } = tasks[next++]!;
    if (run) parts.get(leg)!.push({ numbers, run });
    done += numbers.length;
    watch(done, total);
  }
  return wanted.map((leg) => gatherSample(legs[leg]!, parts.get(leg)!));
}

function chunksOf(numbers: readonly number[]): readonly (readonly number[])[] {
  return Array.from({ length: Math.ceil(numbers.length / worldsInChunk) }, (_, chunk) =>
    numbers.slice(chunk * worldsInChunk, (chunk + 1) * worldsInChunk),
  );
}

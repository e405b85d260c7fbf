import { Worker } from "node:worker_threads";
import type { Job } from "./job.ts";

export interface PoolOptions {
  readonly threads: number;
  /** Ends the answers at once, without an error. */
  readonly signal?: AbortSignal;
  /** The program that each thread runs. */
  readonly file?: URL;
}

/** Beside this file in the bundle; the sources by themselves, as tests run them, use that of the last build. */
const workerFile = new URL(
  import.meta.url.endsWith(".ts") ? "../../dist/bin/worker.js" : "./worker.js",
  import.meta.url,
);

/** A task that ends its worker this often is not tried again. */
const mostTries = 3;
/** So many answers for each thread may wait for one before them. */
const mostAhead = 4;

/** Tasks that are sent to a worker; answers bring back the turn. */
interface Turn<Task> {
  readonly turn: number;
  readonly task: Task;
}

/** Gives the next task; undefined where there is none at present, or none any more. It is asked again behind each answer. */
export type TaskSource<Task> = () => Task | undefined;

/** A task has ended its workers again and again. */
export class LostTask extends Error {
  override readonly name = "LostTask";
}

/**
 * The answers to tasks, in the order of the tasks, whoever answers and when. Worker threads open the job once each, and
 * only as many as there is work for. One that ends unasked is replaced, and its task given to another. It ends where there
 * is no task left behind the last answer.
 */
export async function* answerInOrder<Task, Answer>(
  job: Job,
  tasks: Iterable<Task> | TaskSource<Task>,
  { threads, signal, file = workerFile }: PoolOptions,
): AsyncGenerator<Answer, void> {
  const source = typeof tasks === "function" ? tasks : sourceOf(tasks);
  const answers = new Map<number, { readonly answer: Answer }>();
  const again: Turn<Task>[] = [];
  const idle: Worker[] = [];
  const busy = new Map<Worker, Turn<Task>>();
  const employed = new Set<Worker>();
  const tries = new Map<number, number>();
  let given = 0;
  let due = 0;
  let isOver = false;
  let failure: unknown;
  let wake = () => {};

  const take = (): Turn<Task> | undefined => {
    const before = again.shift();
    if (before) return before;
    if (given - due >= threads * mostAhead) return undefined;
    const task = source();
    return task === undefined ? undefined : { turn: given++, task };
  };
  const feed = (): void => {
    while (idle.length > 0 || employed.size < threads) {
      const turn = take();
      if (!turn) return;
      const worker = idle.pop() ?? employ();
      busy.set(worker, turn);
      worker.postMessage(turn);
    }
  };
  const employ = (): Worker => {
    const worker = new Worker(file, { workerData: job });
    let reason: unknown;
    worker.on("message", ({ turn, answer }: { readonly turn: number; readonly answer: Answer }) => {
      busy.delete(worker);
      idle.push(worker);
      answers.set(turn, { answer });
      if (!isOver) feed();
      wake();
    });
    worker.on("error", (problem) => {
      reason = problem;
    });
    worker.on("exit", () => {
      const turn = busy.get(worker);
      employed.delete(worker);
      if (signal?.aborted || isOver) return;
      idle.splice(0, idle.length, ...idle.filter((one) => one !== worker));
      busy.delete(worker);
      if (turn) takeBack(turn, reason);
      else failure = reason ?? new Error("A worker thread ended that had nothing to do.");
      wake();
    });
    employed.add(worker);
    return worker;
  };
  const takeBack = (turn: Turn<Task>, reason: unknown): void => {
    const tried = (tries.get(turn.turn) ?? 0) + 1;
    tries.set(turn.turn, tried);
    if (tried < mostTries) {
      again.push(turn);
      return;
    }
    const why = reason instanceof Error ? `: ${reason.message}` : ".";
    failure = new LostTask(`Piece ${turn.turn} of the work ended its thread ${tried} times${why}`, {
      cause: reason,
    });
  };

  const interrupt = () => wake();
  signal?.addEventListener("abort", interrupt);
  try {
    while (!signal?.aborted) {
      feed();
      const answer = answers.get(due);
      if (answer) {
        answers.delete(due);
        due++;
        yield answer.answer;
        continue;
      }
      if (failure !== undefined) throw failure;
      if (due === given) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    isOver = true;
    signal?.removeEventListener("abort", interrupt);
    await Promise.all([...employed].map((worker) => worker.terminate()));
  }
}

function sourceOf<Task>(tasks: Iterable<Task>): TaskSource<Task> {
  const iterator = tasks[Symbol.iterator]();
  return () => {
    const { done, value } = iterator.next();
    return done ? undefined : value;
  };
}

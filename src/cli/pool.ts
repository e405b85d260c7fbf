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

/** A task has ended its workers again and again. */
export class LostTask extends Error {
  override readonly name = "LostTask";
}

/**
 * The answers to tasks, in the order of the tasks, whoever answers and when. Worker threads open the job once each. One
 * that ends unasked is replaced, and its task given to another.
 */
export async function* answerInOrder<Task, Answer>(
  job: Job,
  tasks: Iterable<Task>,
  { threads, signal, file = workerFile }: PoolOptions,
): AsyncGenerator<Answer, void> {
  const source = tasks[Symbol.iterator]();
  const answers = new Map<number, { readonly answer: Answer }>();
  const again: Turn<Task>[] = [];
  const idle: Worker[] = [];
  const busy = new Map<Worker, Turn<Task>>();
  const tries = new Map<number, number>();
  let given = 0;
  let due = 0;
  let isEnd = false;
  let failure: unknown;
  let wake = () => {};

  const take = (): Turn<Task> | undefined => {
    const before = again.shift();
    if (before) return before;
    if (isEnd || given - due >= threads * mostAhead) return undefined;
    const next = source.next();
    isEnd = next.done === true;
    return next.done ? undefined : { turn: given++, task: next.value };
  };
  const feed = (): void => {
    while (idle.length > 0) {
      const turn = take();
      if (!turn) return;
      const worker = idle.pop()!;
      busy.set(worker, turn);
      worker.postMessage(turn);
    }
  };
  const employ = (): void => {
    const worker = new Worker(file, { workerData: job });
    let reason: unknown;
    worker.on("message", ({ turn, answer }: { readonly turn: number; readonly answer: Answer }) => {
      busy.delete(worker);
      idle.push(worker);
      answers.set(turn, { answer });
      feed();
      wake();
    });
    worker.on("error", (problem) => {
      reason = problem;
    });
    worker.on("exit", () => {
      const turn = busy.get(worker);
      if (signal?.aborted || isOver) return;
      idle.splice(0, idle.length, ...idle.filter((one) => one !== worker));
      busy.delete(worker);
      if (turn) replace(turn, reason);
      else failure = reason ?? new Error("A worker thread ended before it had anything to do.");
      wake();
    });
    idle.push(worker);
    all.add(worker);
  };
  const replace = (turn: Turn<Task>, reason: unknown): void => {
    const tried = (tries.get(turn.turn) ?? 0) + 1;
    tries.set(turn.turn, tried);
    if (tried >= mostTries) {
      const why = reason instanceof Error ? `: ${reason.message}` : ".";
      failure = new LostTask(`Piece ${turn.turn} of the work ended its thread ${tried} times${why}`, {
        cause: reason,
      });
      return;
    }
    again.push(turn);
    employ();
  };

  const all = new Set<Worker>();
  let isOver = false;
  const interrupt = () => wake();
  signal?.addEventListener("abort", interrupt);
  try {
    for (let i = 0; i < threads; i++) employ();
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
      if (isEnd && due === given) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    isOver = true;
    signal?.removeEventListener("abort", interrupt);
    await Promise.all([...all].map((worker) => worker.terminate()));
  }
}

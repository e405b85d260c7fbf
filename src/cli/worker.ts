import { parentPort, workerData } from "node:worker_threads";
import type { Job } from "./job.ts";
import { jobs } from "./jobs.ts";

// The entry of a worker thread; `pool.ts` says what it is sent, and what it answers.
const job: Job = workerData;
const work = (await jobs[job.kind]())(job);
parentPort?.on("message", ({ turn, task }: { readonly turn: number; readonly task: unknown }) => {
  const { answer, hands } = work(task);
  parentPort?.postMessage({ turn, answer }, hands);
});

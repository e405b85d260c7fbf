import { type ChildProcess, fork } from "node:child_process";
import { findCorpus } from "../corpus.manifest.ts";

/**
 * `npm run fuzz [COUNT] [FIRST]`: tries mutants of the corpus in processes of their own, and counts what comes of them. A fault of
 * Hence, more than two seconds for one mutant, or more than a gigabyte of memory is told with the mutant's number, from which the
 * same one can be made again.
 */
const [count = 100_000, first = 1] = process.argv.slice(2).map(Number);
/** Of the processor's time; a process that says nothing for ten times as long is stopped. */
const mostMilliseconds = 2000;
const mostBytes = 2 ** 30;
const workers = 2;

interface Answer {
  readonly ready?: true;
  readonly number?: number;
  readonly outcome?: string;
  readonly fault?: string;
  readonly memory?: number;
  readonly milliseconds?: number;
}

if (!findCorpus()) throw new Error("The corpus (../shared/corpus, or what HENCE_CORPUS names) is not here.");

const counts = new Map<string, number>();
const faults: string[] = [];
let next = first;
let done = 0;
let most = 0;

function tell(outcome: string): void {
  counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  done++;
  if (done % 5000 === 0) console.log(`${done} of ${count}: ${summary()}`);
}

function summary(): string {
  return [...counts].map(([outcome, number]) => `${number} ${outcome}`).join(", ");
}

function work(): Promise<void> {
  return new Promise((finish) => {
    const child = fork(new URL("worker.js", import.meta.url), { execArgv: ["--max-old-space-size=1024"] });
    let current: number | undefined;
    let timer: NodeJS.Timeout | undefined;
    child.on("message", ({ ready, number, outcome, fault, memory = 0, milliseconds = 0 }: Answer) => {
      clearTimeout(timer);
      if (!ready) {
        most = Math.max(most, memory);
        if (memory > mostBytes)
          faults.push(`mutant ${number}: ${Math.round(memory / 2 ** 20)} MiB of memory`);
        if (milliseconds > mostMilliseconds) faults.push(`mutant ${number}: ${Math.round(milliseconds)} ms`);
        if (fault !== undefined) faults.push(`mutant ${number}: ${fault}`);
        tell(fault === undefined ? (outcome ?? "?") : "faults");
      }
      current = send(child);
      if (current !== undefined) timer = setTimeout(() => child.kill("SIGKILL"), 10 * mostMilliseconds);
    });
    child.on("exit", (_, signal) => {
      clearTimeout(timer);
      if (current === undefined) return finish();
      faults.push(
        `mutant ${current}: ${signal === "SIGKILL" ? "no answer, or too much memory" : "the process ended"}`,
      );
      tell("faults");
      work().then(finish);
    });
  });
}

/** The number of the next mutant, sent; without one the process is told to end. */
function send(child: ChildProcess): number | undefined {
  if (next >= first + count) {
    child.disconnect();
    return undefined;
  }
  child.send(next);
  return next++;
}

await Promise.all(Array.from({ length: workers }, work));
console.log(`${done} mutants: ${summary()}; at most ${Math.round(most / 2 ** 20)} MiB`);
for (const fault of faults.slice(0, 200)) console.log(fault);
process.exitCode = faults.length > 0 ? 1 : 0;

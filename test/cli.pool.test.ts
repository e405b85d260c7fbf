import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import type { Job } from "../src/cli/job.ts";
import { answerInOrder } from "../src/cli/pool.ts";

const folder = mkdtempSync(join(tmpdir(), "hence-pool-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const job: Job = { kind: "sweep", request: { operands: [], options: new Map() }, sources: new Map() };

/** A worker that answers a number with its double, after what `before` does. */
function workerThat(name: string, before: string): URL {
  const path = join(folder, `${name}.mjs`);
  writeFileSync(
    path,
    `import { parentPort } from "node:worker_threads";
import { existsSync, writeFileSync, appendFileSync } from "node:fs";
const mark = (task) => ${JSON.stringify(join(folder, name))} + "." + task;
parentPort.on("message", async ({ turn, task }) => {
  ${before}
  parentPort.postMessage({ turn, answer: 2 * task });
});
`,
  );
  return pathToFileURL(path);
}

async function answersOf(file: URL, threads: number, count: number): Promise<number[]> {
  const answers: number[] = [];
  const tasks = Array.from({ length: count }, (_, task) => task);
  for await (const answer of answerInOrder<number, number>(job, tasks, { threads, file }))
    answers.push(answer);
  return answers;
}

const doubles = (count: number) => Array.from({ length: count }, (_, task) => 2 * task);

test("answers come in the order of the tasks, whoever is quicker", async () => {
  const file = workerThat("slow", "await new Promise((go) => setTimeout(go, task % 3 === 0 ? 40 : 1));");
  expect(await answersOf(file, 3, 20)).toEqual(doubles(20));
  expect(await answersOf(file, 1, 3)).toEqual(doubles(3));
});

test("a worker that crashes is replaced, and its task done by another", async () => {
  const once = `if (task % 4 === 1 && !existsSync(mark(task))) { writeFileSync(mark(task), ""); process.exit(7); }`;
  expect(await answersOf(workerThat("exits", once), 2, 10)).toEqual(doubles(10));
  const thrown = once.replace("process.exit(7)", 'setTimeout(() => { throw new Error("planted"); }); return');
  expect(await answersOf(workerThat("throws", thrown), 2, 10)).toEqual(doubles(10));
});

test("a task that ends its worker again and again is named", async () => {
  const always = `if (task === 5) { appendFileSync(mark(task), "x"); throw new Error("planted"); }`;
  await expect(answersOf(workerThat("always", always), 2, 10)).rejects.toThrow(
    "Piece 5 of the work ended its thread 3 times: planted",
  );
});

test("a worker that cannot begin is no endless story", async () => {
  const path = join(folder, "broken.mjs");
  writeFileSync(path, 'throw new Error("never begins");\n');
  await expect(answersOf(pathToFileURL(path), 2, 3)).rejects.toThrow("never begins");
});

test("what is cancelled ends at once, in the middle of a task", async () => {
  const stop = new AbortController();
  const file = workerThat("endless", "if (task === 2) for (;;);");
  const answers: number[] = [];
  let stopped = 0;
  for await (const answer of answerInOrder<number, number>(job, [0, 1, 2, 3], {
    threads: 1,
    file,
    signal: stop.signal,
  })) {
    answers.push(answer);
    if (answers.length === 2)
      setTimeout(() => {
        stopped = performance.now();
        stop.abort();
      }, 50);
  }
  expect(answers).toEqual([0, 2]);
  expect(performance.now() - stopped).toBeLessThan(1000);
});

test("whoever has seen enough ends the work", async () => {
  for await (const answer of answerInOrder<number, number>(job, doubles(100_000), {
    threads: 2,
    file: workerThat("plain", ""),
  }))
    if (answer > 20) break;
});

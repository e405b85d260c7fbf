import { availableParallelism } from "node:os";
import { foldName } from "../model/name.ts";
import type { ChunkResults } from "../study/ensemble.ts";
import { Tally } from "../study/tally.ts";
import { formatCount, formatNumber } from "../view/number.ts";
import { drawSweep } from "../view/sweep.ts";
import { answersOf } from "./answers.ts";
import { optionOf, type Request } from "./command.ts";
import { readCount } from "./design.ts";
import { type AskedEnsemble, openEnsemble } from "./ensemble.ts";
import { exit, WrongUsage } from "./exit.ts";
import { writeWhole } from "./files.ts";
import type { Job } from "./job.ts";
import { openKept } from "./keeping.ts";
import { complain, countDiagnostics, refuseToRun } from "./opening.ts";
import type { ResultsFolder } from "./results.ts";
import { explainNone } from "./sweepnone.ts";
import { createWorldsHash, sweepJson, worldsTable } from "./sweepprint.ts";
import { type AskWorkers, idOf, type SweepAnswer, type SweepTask } from "./sweepwork.ts";
import type { Terminal } from "./terminal.ts";
import { withGivenWorlds } from "./worldfile.ts";

/** `hence sweep`. */
export async function sweepSystem(words: Request, terminal: Terminal): Promise<number> {
  const began = performance.now();
  const request = await withGivenWorlds(words, "runs");
  const csv = optionOf(request, "csv");
  const json = request.options.has("json");
  if (csv === "-" && json) throw new WrongUsage("--csv - and --json would both go to the standard output.");
  const threads = readCount(request, "threads", mostThreads) ?? availableParallelism();
  const { opened, ask } = openEnsemble(request);
  if (!ask) return refuseToRun(opened, terminal);
  const asked = ask();
  const { ensemble } = asked;
  const doubts = opened.diagnostics.filter(({ severity }) => severity !== "note");
  if (doubts.length > 0)
    terminal.complain(`${countDiagnostics(doubts)}: hence check ${request.operands[0]} shows them.`);
  complain(opened, asked.complaints, terminal);
  for (const remark of asked.remarks) terminal.complain(`note: ${remark}`);

  const out = await openKept(request, asked);
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.on("SIGINT", interrupt);
  const job: Job = { kind: "sweep", request, sources: opened.sources };
  const answers: AskWorkers = (tasks) =>
    answersOf<SweepTask, SweepAnswer>(job, idOf(ensemble), tasks, { threads, signal: stop.signal });
  const tally = new Tally(ensemble);
  const hash = createWorldsHash(ensemble);

  /** Runs every chunk, and gives the rows of a table of them where one is wanted. */
  async function* sweep(): AsyncGenerator<string> {
    const table = csv === undefined ? undefined : worldsTable(ensemble);
    const run = (chunks: readonly number[]) => runChunks(chunks, answers);
    const all = Array.from({ length: ensemble.chunks }, (_, chunk) => chunk);
    try {
      if (table) yield table.head;
      for await (const results of out ? out.chunks(run) : run(all)) {
        tally.add(results);
        hash.add(results);
        terminal.progress(progressOf(tally, performance.now() - began));
        if (table) yield table.rowsOf(results);
      }
    } finally {
      terminal.progress("");
      if (stop.signal.aborted) terminal.complain(stoppedWords(tally, out));
    }
  }

  try {
    if (csv !== undefined && csv !== "-") await writeWhole(csv, sweep());
    else for await (const piece of sweep()) terminal.out(piece.trimEnd());
    if (stop.signal.aborted) return exit.interrupted;
    await out?.finish({ hash: hash.hex() });
    const seconds = (performance.now() - began) / 1000;
    if (json) terminal.out(sweepJson(asked, { tally, hash: hash.hex(), seconds }));
    else if (csv !== "-") terminal.out(draw(asked, tally, terminal).join("\n"));
    if (tally.kept > 0) return exit.good;
    for (const line of await explainNone(ensemble, answers)) terminal.complain(line);
    return exit.faults;
  } finally {
    process.off("SIGINT", interrupt);
    await out?.close();
  }
}

async function* runChunks(chunks: readonly number[], answers: AskWorkers): AsyncGenerator<ChunkResults> {
  for await (const { run } of answers(chunks.map((chunk) => ({ kind: "run", chunk })))) if (run) yield run;
}

const mostThreads = 1024;

function progressOf({ candidates, kept, ensemble }: Tally, milliseconds: number): string {
  const { rows } = ensemble.design;
  const left = (milliseconds * (rows - candidates)) / candidates / 1000;
  const share = ensemble.bands.length > 0 ? `, ${formatNumber((100 * kept) / candidates, 2)} % kept` : "";
  return `${formatNumber(candidates, 15)} of ${formatCount(rows, "world")}${share}, ${formatNumber(left, 2)} s left`;
}

function stoppedWords({ candidates, kept, ensemble }: Tally, out: ResultsFolder | undefined): string {
  const written = out
    ? `${formatNumber(out.worlds(), 15)} of them are whole in ‘${out.path}’: the same command goes on from there.`
    : "Nothing was written.";
  const of = formatCount(ensemble.design.rows, "world");
  return `Stopped: ${formatNumber(candidates, 15)} of ${of} were run, and ${formatNumber(kept, 15)} kept. ${written}`;
}

function draw({ facts, changes, seed }: AskedEnsemble, tally: Tally, { paint, width }: Terminal): string[] {
  const { model } = facts;
  const { prepared } = tally.ensemble;
  const { slots, inputs } = prepared.program;
  const switches = model.variables.filter(({ kind }) => kind === "switch").map(({ name }) => foldName(name));
  const numberOf = (name: string) =>
    prepared.inputs.numbers.get(name) ?? inputs[slots.get(name)?.offset ?? -1];
  return drawSweep(
    {
      title: model.title ?? model.name,
      purpose: model.purpose,
      with: changes,
      seed,
      switches: switches.map((name) => `${name} ${numberOf(name)}`),
      tally,
    },
    paint,
    width,
  );
}

import { createHash } from "node:crypto";
import { availableParallelism } from "node:os";
import { testArgument } from "../argument/test.ts";
import { fates } from "../study/ensemble.ts";
import { ArgumentTally } from "../study/shares.ts";
import { Tally } from "../study/tally.ts";
import { describeUneven } from "../study/uneven.ts";
import { formatCount, formatNumber } from "../view/number.ts";
import { faultsOf } from "../view/report.ts";
import { drawShares, type SharedVerdicts } from "../view/shares.ts";
import { answersOf } from "./answers.ts";
import type { Request } from "./command.ts";
import { mostWorlds, readCount } from "./design.ts";
import { exit } from "./exit.ts";
import type { Job } from "./job.ts";
import { countDiagnostics, refuseToRun } from "./opening.ts";
import { explainNone } from "./sweepnone.ts";
import { idOf } from "./sweepwork.ts";
import type { Terminal } from "./terminal.ts";
import { drawTestHead } from "./testhead.ts";
import { sharesJson } from "./testjson.ts";
import { type AskedWorlds, openWorlds, type TestAnswer, type TestTask } from "./testwork.ts";

const mostThreads = 1024;
/** Plausible worlds are tested in pieces of so many, however many threads there are. */
const worldsInPiece = 8;
/** Which worlds something fails in is looked for among so many, the first. */
const mostDescribed = 2000;

/** Has tasks done by the workers of this test. */
type Ask = (tasks: readonly TestTask[]) => AsyncGenerator<TestAnswer>;

/** `hence test --worlds N`, `--kept N`: the argument in every plausible world. */
export async function testInWorlds(request: Request, terminal: Terminal): Promise<number> {
  const began = performance.now();
  const threads = readCount(request, "threads", mostThreads) ?? availableParallelism();
  const wanted = readCount(request, "kept", mostWorlds);
  const { opened, ask } = openWorlds(request);
  if (!ask) return refuseToRun(opened, terminal);
  const asked = ask();
  const doubts = opened.diagnostics.filter(({ severity }) => severity !== "note");
  if (doubts.length > 0)
    terminal.complain(`${countDiagnostics(doubts)}: hence check ${request.operands[0]} shows them.`);

  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.on("SIGINT", interrupt);
  const job: Job = { kind: "test", request, sources: opened.sources };
  const askWorkers: Ask = (tasks) =>
    answersOf(job, idOf(asked.ensemble), tasks, { threads, signal: stop.signal });
  try {
    const candidates = new Tally(asked.ensemble);
    const plausible = await findPlausible(asked, { ask: askWorkers, wanted, candidates, terminal });
    if (stop.signal.aborted) return stopped(candidates, 0, terminal);
    if (plausible.length === 0) {
      for (const line of await explainNone(asked.ensemble, askWorkers)) terminal.complain(line);
      return exit.faults;
    }
    const verdicts = testArgument(asked.facts, asked.simulator, { sources: opened.sources });
    const tally = new ArgumentTally(verdicts, mostDescribed);
    const hash = await testPlausible(plausible, { ask: askWorkers, tally, terminal });
    if (stop.signal.aborted) return stopped(candidates, tally.worlds, terminal);

    const shared: SharedVerdicts = {
      verdicts,
      tally,
      described: describeUneven(
        [...verdicts.claims, ...verdicts.checks].map(({ id }) => id),
        tally,
        asked.ensemble.design,
      ),
    };
    const seconds = (performance.now() - began) / 1000;
    if (request.options.has("json")) {
      terminal.out(sharesJson(shared, { asked, candidates, hash, seconds }));
    } else {
      const { paint, width } = terminal;
      const details =
        request.options.has("full") || request.options.has("only") ? "everywhere" : "where needed";
      terminal.out(drawTestHead(asked, candidates, tally, terminal).join("\n"));
      terminal.out(drawShares(shared, { paint, width, details }).join("\n"));
    }
    return faultsOf(verdicts).length > 0 || verdicts.faults.length > 0 ? exit.faults : exit.good;
  } finally {
    terminal.progress("");
    process.off("SIGINT", interrupt);
  }
}

/** The numbers of the plausible worlds in their order; the first `wanted` of them where so many are. */
async function findPlausible(
  { ensemble }: AskedWorlds,
  {
    ask,
    wanted = Number.POSITIVE_INFINITY,
    candidates,
    terminal,
  }: {
    readonly ask: Ask;
    readonly wanted: number | undefined;
    readonly candidates: Tally;
    readonly terminal: Terminal;
  },
): Promise<readonly number[]> {
  const plausible: number[] = [];
  const tasks = Array.from({ length: ensemble.chunks }, (_, chunk): TestTask => ({ kind: "run", chunk }));
  for await (const { run } of ask(tasks)) {
    if (!run) continue;
    candidates.add(run);
    for (const [place, fate] of run.fates.entries())
      if (fate === fates.kept) plausible.push(run.first + place);
    terminal.progress(
      `${formatNumber(candidates.candidates, 15)} worlds tried, ${formatNumber(candidates.kept, 15)} plausible`,
    );
    if (plausible.length >= wanted) break;
  }
  return plausible.slice(0, wanted);
}

/** Tests the argument in each of these worlds; gives a hash of all that came out, in their order. */
async function testPlausible(
  plausible: readonly number[],
  { ask, tally, terminal }: { readonly ask: Ask; readonly tally: ArgumentTally; readonly terminal: Terminal },
): Promise<string> {
  const hash = createHash("sha256");
  const tasks = Array.from(
    { length: Math.ceil(plausible.length / worldsInPiece) },
    (_, i): TestTask => ({
      kind: "test",
      worlds: plausible.slice(i * worldsInPiece, (i + 1) * worldsInPiece),
    }),
  );
  const began = performance.now();
  for await (const { judged } of ask(tasks)) {
    if (!judged) continue;
    tally.add(judged);
    for (const part of [judged.worlds, judged.codes, judged.values]) hash.update(part);
    const left = ((performance.now() - began) * (plausible.length - tally.worlds)) / tally.worlds / 1000;
    terminal.progress(
      `tested in ${formatNumber(tally.worlds, 15)} of ${formatCount(plausible.length, "plausible world")}, ${formatNumber(left, 2)} s left`,
    );
  }
  return hash.digest("hex");
}

function stopped({ candidates, kept }: Tally, tested: number, terminal: Terminal): number {
  terminal.complain(
    `Stopped: ${formatCount(candidates, "world")} had been tried, ${formatNumber(kept, 15)} were plausible, and the argument was tested in ${formatNumber(tested, 15)}.`,
  );
  return exit.interrupted;
}

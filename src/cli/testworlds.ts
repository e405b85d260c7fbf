import { availableParallelism } from "node:os";
import { testArgument } from "../argument/test.ts";
import type { Verdicts } from "../argument/verdict.ts";
import { joinJudged } from "../argument/verdictcodes.ts";
import type { Ensemble } from "../study/ensemble.ts";
import { ArgumentTally } from "../study/shares.ts";
import { Tally } from "../study/tally.ts";
import { type DescribedItem, describeUneven } from "../study/uneven.ts";
import { formatCount, formatNumber } from "../view/number.ts";
import { faultsOf } from "../view/report.ts";
import { drawShares, type SharedVerdicts } from "../view/shares.ts";
import { drawFaults } from "../view/sweep.ts";
import { answersOf } from "./answers.ts";
import type { Request } from "./command.ts";
import { mostWorlds, readCount } from "./design.ts";
import { exit } from "./exit.ts";
import type { Job } from "./job.ts";
import { openKept } from "./keeping.ts";
import { studiedArgument } from "./keepingtest.ts";
import { countDiagnostics, refuseToRun } from "./opening.ts";
import type { ResultsFolder } from "./results.ts";
import { explainNone } from "./sweepnone.ts";
import { idOf } from "./sweepwork.ts";
import type { Terminal } from "./terminal.ts";
import { createTestHash, testChunks } from "./testchunks.ts";
import { drawTestHead } from "./testhead.ts";
import { sharesJson } from "./testjson.ts";
import { type AskedWorlds, openWorlds, type TestAnswer, type TestTask } from "./testwork.ts";
import { withGivenWorlds } from "./worldfile.ts";

const mostThreads = 1024;
/** Which worlds something fails in is looked for among so many, the first. */
export const mostDescribed = 2000;

/** `hence test --worlds N`, `--kept N`: the argument in every plausible world. */
export async function testInWorlds(words: Request, terminal: Terminal): Promise<number> {
  const began = performance.now();
  const request = await withGivenWorlds(words, "worlds");
  const threads = readCount(request, "threads", mostThreads) ?? availableParallelism();
  const wanted = readCount(request, "kept", mostWorlds);
  const { opened, ask } = openWorlds(request);
  if (!ask) return refuseToRun(opened, terminal);
  const asked = ask();
  const doubts = opened.diagnostics.filter(({ severity }) => severity !== "note");
  if (doubts.length > 0)
    terminal.complain(`${countDiagnostics(doubts)}: hence check ${request.operands[0]} shows them.`);
  for (const remark of asked.remarks) terminal.complain(`note: ${remark}`);
  const verdicts = testArgument(asked.facts, asked.simulator, { sources: opened.sources });

  const out = await openTested(request, asked, verdicts);
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.on("SIGINT", interrupt);
  const job: Job = { kind: "test", request, sources: opened.sources };
  const options = { threads, signal: stop.signal };
  const candidates = new Tally(asked.ensemble);
  const tally = new ArgumentTally(verdicts, mostDescribed);
  const hash = createTestHash();
  try {
    const run = (chunks: Iterable<number>) =>
      testChunks(chunks, {
        ask: (tasks) => answersOf<TestTask, TestAnswer>(job, idOf(asked.ensemble), tasks, options),
        isEnough: () => tally.worlds >= (wanted ?? Number.POSITIVE_INFINITY),
        // A folder keeps whole chunks.
        most: out ? Number.POSITIVE_INFINITY : (wanted ?? Number.POSITIVE_INFINITY),
      });
    const all = Array.from({ length: asked.ensemble.chunks }, (_, chunk) => chunk);
    for await (const chunk of out ? out.chunks(run) : run(all)) {
      const left = (wanted ?? Number.POSITIVE_INFINITY) - tally.worlds;
      if (left <= 0) break;
      const judged = joinJudged(chunk.judged ? [chunk.judged] : [], left);
      candidates.add(chunk);
      tally.add(judged);
      hash.add({ ...chunk, judged });
      terminal.progress(progressOf({ candidates, tally, wanted }, performance.now() - began));
    }
    terminal.progress("");
    if (stop.signal.aborted) return tellStopped(candidates, tally, out, terminal);
    await out?.finish({ hash: hash.hex(), ...(wanted !== undefined && { kept: wanted }) });
    if (candidates.kept === 0) {
      for (const line of drawFaults(candidates, terminal.width)) terminal.complain(line);
      const answers = (tasks: Iterable<TestTask>) =>
        answersOf<TestTask, TestAnswer>(job, idOf(asked.ensemble), tasks, options);
      for (const line of await explainNone(asked.ensemble, answers)) terminal.complain(line);
      return exit.faults;
    }
    const described = await describeItems(verdicts, tally, asked.ensemble, stop.signal);
    if (stop.signal.aborted) return tellStopped(candidates, tally, out, terminal);
    const shared: SharedVerdicts = { verdicts, tally, described };
    const seconds = (performance.now() - began) / 1000;
    if (request.options.has("json")) {
      terminal.out(sharesJson(shared, { asked, candidates, hash: hash.hex(), seconds }));
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
    await out?.close();
  }
}

/** In which worlds claims and checks do not hold; whoever stops it is heard between two of them. */
export async function describeItems(
  { claims, checks }: Verdicts,
  tally: ArgumentTally,
  { design }: Ensemble,
  signal: AbortSignal,
): Promise<readonly DescribedItem[]> {
  const all: DescribedItem[] = [];
  const ids = [...claims, ...checks].map(({ id }) => id);
  for (const item of describeUneven(ids, tally, design)) {
    if (item) all.push(item);
    await new Promise((resolve) => setImmediate(resolve));
    if (signal.aborted) break;
  }
  return all;
}

/** The folder that `--out` names; how many worlds it will have is open where only that of plausible ones is told. */
async function openTested(
  request: Request,
  asked: AskedWorlds,
  verdicts: Verdicts,
): Promise<ResultsFolder | undefined> {
  const { facts, ensemble, seed } = asked;
  return openKept(request, {
    facts,
    ensemble,
    seed,
    changes: request.operands.slice(1),
    ...(request.options.has("out") && { argument: studiedArgument(asked, verdicts) }),
    isOpen: !request.options.has("worlds"),
  });
}

interface Progress {
  readonly candidates: Tally;
  readonly tally: ArgumentTally;
  readonly wanted: number | undefined;
}

function progressOf({ candidates: { candidates, ensemble }, tally, wanted }: Progress, milliseconds: number) {
  const done = Math.max(candidates / ensemble.design.rows, wanted === undefined ? 0 : tally.worlds / wanted);
  const left = (milliseconds * (1 - done)) / done / 1000;
  return `${formatNumber(candidates, 15)} worlds tried, tested in ${formatCount(tally.worlds, "plausible one")}, ${formatNumber(left, 2)} s left`;
}

function tellStopped(
  { candidates, kept, ensemble }: Tally,
  tally: ArgumentTally,
  out: ResultsFolder | undefined,
  terminal: Terminal,
): number {
  const written = out
    ? `${formatNumber(out.worlds(), 15)} of them are whole in ‘${out.path}’: the same command goes on from there.`
    : "Nothing was written.";
  terminal.complain(
    `Stopped: ${formatNumber(candidates, 15)} of ${formatCount(ensemble.design.rows, "world")} were tried, ${formatNumber(kept, 15)} were plausible, and the argument was tested in ${formatNumber(tally.worlds, 15)}. ${written}`,
  );
  return exit.interrupted;
}

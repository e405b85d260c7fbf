import { availableParallelism } from "node:os";
import { foldName } from "../model/name.ts";
import { UnfitRows } from "../sample/sampler.ts";
import { createEnsemble } from "../study/ensemble.ts";
import { UnfitEnsemble } from "../study/reading.ts";
import { studies } from "../study/studies.ts";
import { nameOutcome } from "../study/study.ts";
import { formatCount, formatNumber } from "../view/number.ts";
import { drawReport } from "../view/study.ts";
import { drawTable } from "../view/table.ts";
import { wrap } from "../view/text.ts";
import type { Request } from "./command.ts";
import { readCount } from "./design.ts";
import { exit, WrongUsage } from "./exit.ts";
import { complain, countDiagnostics, refuseToRun } from "./opening.ts";
import { type AskedStudy, openStudy } from "./studyask.ts";
import { durationWords, NonePlausible, runLegs, Stopped } from "./studyruns.ts";
import type { Terminal } from "./terminal.ts";
import { withGivenWorlds } from "./worldfile.ts";

/** `hence study`. */
export async function studySystem(words: Request, terminal: Terminal): Promise<number> {
  if (words.operands.length === 0) return listStudies(terminal);
  const request = await withGivenWorlds(words, "runs");
  const threads = readCount(request, "threads", 1024) ?? availableParallelism();
  const { opened, ask } = openStudy(request);
  if (!ask) return refuseToRun(opened, terminal);
  const asked = ask();
  const doubts = opened.diagnostics.filter(({ severity }) => severity !== "note");
  if (doubts.length > 0)
    terminal.complain(`${countDiagnostics(doubts)}: hence check ${request.operands[1]} shows them.`);
  complain(opened, asked.complaints, terminal);
  for (const remark of asked.remarks) terminal.complain(`note: ${remark}`);

  try {
    foresee(asked, threads, terminal);
    const report = await asked.plan.report(
      runLegs(asked, { request, sources: opened.sources }, { threads, terminal }),
    );
    terminal.out(request.options.has("json") ? studyJson(asked, report) : draw(asked, report, terminal));
    return exit.good;
  } catch (problem) {
    if (problem instanceof Stopped) {
      terminal.complain(problem.message);
      return exit.interrupted;
    }
    if (problem instanceof NonePlausible) {
      terminal.complain(problem.message);
      return exit.faults;
    }
    if (problem instanceof UnfitRows || problem instanceof UnfitEnsemble)
      throw new WrongUsage(problem.message);
    throw problem;
  } finally {
    terminal.progress("");
  }
}

function listStudies({ out, width, paint }: Terminal): number {
  const rows = studies.map(({ name, summary }) => [name, summary]);
  out(drawTable([{}, { gives: "wrap" }], rows, width, "  ").join("\n"));
  for (const line of wrap(
    "hence study NAME MODEL asks one of them; hence study --help has the options.",
    width,
  ))
    out(paint.faint(line));
  return exit.good;
}

/** More runs than these are refused, and of more than some it is told how long they take. */
const mostRuns = 2_000_000;
const manyRuns = 20_000;
/** So many of them are made at a time, again and again until the engine has compiled what they need, to tell how long each takes. */
const tried = 16;
const triesLast = 500;

/** Throws `UnfitEnsemble` for what cannot be run so, and `WrongUsage` for what takes too long. */
function foresee({ plan, asked }: AskedStudy, threads: number, terminal: Terminal): void {
  const [first] = plan.legs;
  const runs = first!.design.rows;
  const ensemble = createEnsemble({ ...first!, fans: [] });
  if (runs <= manyRuns) return;
  const some = Array.from({ length: tried }, (_, i) => Math.floor((i * runs) / tried));
  const began = performance.now();
  let each = Number.POSITIVE_INFINITY;
  while (performance.now() - began < triesLast) {
    const begins = performance.now();
    ensemble.runWorlds(some);
    each = Math.min(each, (performance.now() - begins) / tried);
  }
  const lasts = durationWords((each * runs) / threads / 1000);
  const words = `${formatCount(runs, "run")}, ${lasts} on ${formatCount(threads, "thread")}`;
  if (runs > mostRuns)
    throw new WrongUsage(
      `This plan is too big: ${words}; at most ${formatNumber(mostRuns, 15)} are made at a time.`,
      asked.inputs.length > 20
        ? "Fewer with a smaller --base or --runs, or --by sector; hence study morris finds the inputs that matter in far fewer."
        : "Fewer with a smaller --base or --runs.",
    );
  terminal.complain(`note: ${words}.`);
}

type Found = Awaited<ReturnType<AskedStudy["plan"]["report"]>>;

function draw(asked: AskedStudy, report: Found, { paint, width }: Terminal): string {
  const { facts, study, changes } = asked;
  const { title, name, purpose } = facts.model;
  return drawReport(
    {
      title: title ?? name,
      study: `${study.name}: ${study.summary}`,
      with: changes,
      says: [String(report.data.says), ...tellAssumed(asked), ...tellDefault(asked)],
      switches: switchesOf(asked),
      purpose,
      report,
    },
    paint,
    width,
  ).join("\n");
}

function tellDefault({ isNamed, asked, study }: AskedStudy): readonly string[] {
  if (isNamed || asked.outcomes.length === 0) return [];
  const isAtTimes = study.name !== "levers";
  const shown = asked.outcomes.map((one) => (isAtTimes ? nameOutcome(one) : `‘${one.label}’`)).join(" and ");
  return [
    `No outcome was named (--outcome ${isAtTimes ? "NAME@TIME" : "NAME"}): shown for ${shown}, of which the system says most.`,
  ];
}

/** What evidence the inputs stand on is no more than their authors say. */
function tellAssumed({ facts, asked }: AskedStudy): readonly string[] {
  const bases = new Map(facts.model.variables.map(({ name, basis }) => [foldName(name), basis?.word]));
  const assumed = asked.inputs.filter(({ key }) => bases.get(key.replace(/\[.*$/s, "")) === "assumed");
  if (assumed.length === 0) return [];
  return [
    `${assumed.length} of the ${formatCount(asked.inputs.length, "range")} ${assumed.length === 1 ? "is" : "are"} assumed, without evidence: what rests on them does too.`,
  ];
}

/** The structural choices and what they are set to. */
function switchesOf({ facts, prepared }: AskedStudy): readonly string[] {
  const { slots, inputs } = prepared.program;
  return facts.model.variables
    .filter(({ kind }) => kind === "switch")
    .map(({ name }) => {
      const key = foldName(name);
      return `${name} ${prepared.inputs.numbers.get(key) ?? inputs[slots.get(key)?.offset ?? -1]}`;
    });
}

function studyJson(asked: AskedStudy, { data, warnings }: Found): string {
  const { facts, study, changes, seed } = asked;
  const { name, purpose } = facts.model;
  return JSON.stringify({
    model: name,
    purpose: purpose ?? null,
    study: study.name,
    seed,
    with: changes,
    switches: switchesOf(asked),
    ...data,
    warnings,
  });
}

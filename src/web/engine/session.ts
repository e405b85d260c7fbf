import { testArgument } from "../../argument/test.ts";
import { checkModel } from "../../check/check.ts";
import { createSimulator } from "../../compile/simulator.ts";
import { layOut } from "../../edit/layout.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import { tellUngiven } from "../../read/data/given.ts";
import type { DataAccess } from "../../read/data/library.ts";
import type { Reading } from "../../read/hence.ts";
import { ClosedFormat, openTexts } from "../../read/open.ts";
import { bandsOf, effectsOf } from "../../study/worldbands.ts";
import type { Analysis } from "./analysis.ts";
import { createDiagrams, type Diagrams, type KnownSigns } from "./diagrams.ts";
import { createEditing, type Editing, layoutsIn } from "./editing.ts";
import type { Held } from "./held.ts";
import type { Answers, Asks, Kind, OpenQuestion } from "./messages.ts";
import { outlineOf } from "./outline.ts";
import { createRuns, type Runs } from "./runs.ts";
import { sayEquations } from "./saying.ts";
import { createWorldwork, type Worldwork } from "./worldwork.ts";

/** Answers questions about one system, which is opened again after each edit. It knows no platform. */
export interface Session {
  answer<Of extends Kind>(kind: Of, question: Asks<Of>): Answers<Of>;
  /** What was opened last; throws where nothing was. */
  held(): Held;
}

/** `access` reads the bytes of data files. */
export function createSession(access: DataAccess): Session {
  let reading: { readonly entry: string; readonly of: Reading } | undefined;
  let held:
    | (Held & {
        readonly runs: Runs;
        readonly worlds: Worldwork;
        readonly diagrams: Diagrams;
        readonly editing: Editing;
      })
    | undefined;
  const signs: KnownSigns = { signs: new Map() };

  function open({ entry, texts }: OpenQuestion): Analysis {
    const began = performance.now();
    const diagnostics: Diagnostic[] = [];
    const report = (diagnostic: Diagnostic) => {
      diagnostics.push(diagnostic);
    };
    const opened = openTexts(
      entry,
      {
        load: (path) => {
          const text = texts.get(path);
          return text === undefined ? { missing: "it is not among the files of the project" } : { text };
        },
        access,
        ...(reading?.entry === entry && { previous: reading.of }),
      },
      report,
    );
    reading = { entry, of: opened.reading };
    const isWhole = diagnostics.every(({ severity }) => severity !== "error");
    const facts = checkModel(opened.model, report);
    const faults = diagnostics.length;
    tellUngiven(facts.model, [], report);
    const isRunnable = facts.runnable && isWhole && diagnostics.length === faults;
    const simulator = isRunnable ? createSimulator(facts, report) : undefined;
    const sources = new Map([...opened.reading.sources, ...opened.library.texts]);
    const now: Held = { facts, simulator, texts: sources };
    const findLayout = () => opened.reading.readLayout?.();
    held = {
      ...now,
      runs: createRuns(now),
      worlds: createWorldwork(now),
      diagrams: createDiagrams(now, findLayout, signs),
      editing: createEditing(opened.reading, facts, layoutsIn(texts)),
    };
    return {
      ...outlineOf(facts, simulator?.program, sources),
      diagnostics,
      isRunnable: simulator !== undefined,
      milliseconds: performance.now() - began,
    };
  }

  function current() {
    if (!held) throw new Error("No system has been opened.");
    return held;
  }

  const answers: { readonly [Of in Kind]: (question: Asks<Of>) => Answers<Of> } = {
    open,
    edit: (request) => current().editing.edit(request),
    lexicon: () => current().editing.lexicon(),
    hover: (place) => current().editing.hover(place),
    define: (place) => current().editing.define(place),
    layOut: ({ path, text }) => layOut(path, text),
    say: ({ names }) => sayEquations(current().facts, names),
    identify: () => current().simulator?.program.id,
    run: (question) => current().runs.run(question),
    compare: (question) => current().runs.run(question),
    test: () => {
      const { facts, simulator, texts } = current();
      return simulator && testArgument(facts, simulator, { sources: texts });
    },
    plan: () => current().worlds.plan(),
    filter: (question) => current().worlds.filter(question),
    replay: (question) => current().worlds.replay(question),
    spread: ({ parts, compared }) => ({
      bands: bandsOf(parts),
      effects: compared ? effectsOf(compared.without, compared.changed) : [],
    }),
    diagram: (question) => current().diagrams.outline(question),
    draw: (question) => current().diagrams.draw(question),
    judge: (question) => current().worlds.judge(question),
  };

  return { answer: (kind, question) => answers[kind](question), held: current };
}

/** What went wrong, in words for people. */
export function problemWords(problem: unknown): string {
  if (problem instanceof ClosedFormat) return `${problem.message} ${problem.hint}`;
  return problem instanceof Error ? problem.message : String(problem);
}

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { everySeries } from "../src/cli/columns.ts";
import { hasErrors, openRunnable, openSystem } from "../src/cli/opening.ts";
import { createSimulator } from "../src/compile/simulator.ts";
import { foldName } from "../src/model/name.ts";
import type { Model } from "../src/model/system.ts";
import { seriesOf } from "../src/run/program.ts";
import { orderBySector, writeHence } from "../src/write/text/model.ts";
import { hence } from "./cli.terminal.ts";
import { type CorpusRow, findCorpus, readManifest } from "./corpus.manifest.ts";
import { readFiles, withoutSpans } from "./read.texts.ts";

/** What a run gives: each number at all saved times, by folded name. */
type Numbers = ReadonlyMap<string, Float64Array>;

const corpus = findCorpus();

if (!corpus) {
  test("models of the corpus, written and read again", () => {
    console.log("The corpus of public models is not here: none of them was written and read again.");
  });
} else {
  const folder = mkdtempSync(join(tmpdir(), "hence-written-"));
  const project = process.cwd();
  afterAll(() => {
    process.chdir(project);
    rmSync(folder, { recursive: true, force: true });
  });
  const rows = readManifest(corpus).filter(({ expect: expected }) => expected === "run");

  describe("models of the corpus, written and read again", () => {
    test.each(rows.map((row) => [row.model, row] as const))("%s gives the same numbers", async (_, row) => {
      process.chdir(join(corpus, dirname(row.model)));
      const model = join(corpus, row.model);
      const before = runFile(model, row, corpus);
      const { written, diagnostics } = openSystem(model);
      if (!hasErrors(diagnostics)) expectLaw(written);
      for (const extension of ["hence", "xmile", "mdl"]) {
        const path = join(folder, `model.${extension}`);
        const { code, complaints } = await hence("convert", model, path, "--force", "--allow", corpus);
        // Vensim has no words for all that Stella has.
        if (extension === "mdl" && complaints.includes("[not-in-vensim]")) continue;
        if (code !== 0) expect(before, complaints).toBeUndefined();
        else expectSame(before, runFile(path, row, corpus), extension === "mdl" ? lookupsOf(written) : none);
      }
    });
  });
}

function runFile(path: string, row: CorpusRow, root: string): Numbers | undefined {
  const brought = row.data.map((file) => join(root, file));
  const { facts, report } = openRunnable(path, { brought, changes: [], allowed: [root], tags: new Map() });
  const simulator = createSimulator(facts, report);
  if (!simulator) return undefined;
  const results = simulator.run({ rows: "saved" });
  return new Map(
    everySeries(results.program).map(({ name, slot, element }): [string, Float64Array] => [
      foldName(name),
      seriesOf(results, slot, element),
    ]),
  );
}

/** Text that is written of a model is read as the same model. */
function expectLaw(model: Model): void {
  const { text, systems } = writeHence(model);
  const files = new Map([["model.hence", text], ...systems.map((one) => [one.path, one.text] as const)]);
  const { model: again } = readFiles("model.hence", (path) => ({ text: files.get(path)! }));
  // A dimension that is used as a number needs no mark in a text: no variable there hides it.
  const plain = (one: Model) => withoutSpans(one).replaceAll(/"ofLanguage": true,\n */g, "");
  expect(plain(again)).toBe(plain(orderBySector(withoutOrigins(model))));
}

/** In a text, what a reader made up is a variable like any other. */
function withoutOrigins(model: Model): Model {
  const variables = model.variables.map(({ origin: _, ...variable }) => variable);
  return { ...model, variables };
}

/** A graph of time that is called is a lookup in Vensim, and has no value of its own. */
function lookupsOf({ variables }: Model): ReadonlySet<string> {
  return new Set(variables.filter(({ kind }) => kind === "graph").map(({ name }) => foldName(name)));
}

const none: ReadonlySet<string> = new Set();

/** Other programs made variables of what is Vensim's own; they are not variables there. */
const controls: ReadonlySet<string> = new Set(["initial_time", "final_time", "time_step", "saveper"]);

/** Bit for bit; what Hence cannot run yet is refused in both forms. */
function expectSame(
  before: Numbers | undefined,
  after: Numbers | undefined,
  lookups: ReadonlySet<string>,
): void {
  if (!before || !after) {
    expect(after).toBe(before);
    return;
  }
  const names = [...before.keys()].filter((name) => !controls.has(name) && !lookups.has(name));
  // Vensim has no modules, and no dots in their names.
  const found = (name: string) => after.get(name) ?? after.get(name.replaceAll(".", "_"));
  expect(names.filter((name) => !found(name))).toEqual([]);
  const differs = (name: string) => {
    const [course, again] = [before.get(name)!, found(name)!];
    return course.length !== again.length || course.some((value, i) => !Object.is(value, again[i]));
  };
  expect(names.filter(differs)).toEqual([]);
}

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { hence } from "./cli.terminal.ts";
import { doubts } from "./corpus.doubts.ts";
import { type Judgement, judge } from "./corpus.judge.ts";
import { type CorpusRow, findCorpus, readManifest } from "./corpus.manifest.ts";
import { makeReference } from "./corpus.reference.ts";
import { BadTable, plainLines, readDat, readReferenceText, readWide } from "./corpus.tables.ts";

const corpus = findCorpus();
const project = process.cwd();
const page = join(import.meta.dirname, "..", "docs", "conformance.md");

/** What came of a row, for the table that is printed. */
interface Outcome {
  readonly row: CorpusRow;
  readonly status: "passed" | "failed" | "ran";
  readonly compared: number;
}

if (!corpus) {
  test("the corpus", () => {
    console.log(
      "The corpus of public models (../shared/corpus, or what HENCE_CORPUS names) is not here: no row of it was judged.",
    );
    expect(readFileSync(page, "utf8")).toContain("rows");
  });
} else {
  const rows = readManifest(corpus);
  const outcomes: Outcome[] = [];
  const folder = mkdtempSync(join(tmpdir(), "hence-corpus-"));
  afterAll(() => {
    process.chdir(project);
    rmSync(folder, { recursive: true, force: true });
  });

  describe("the corpus", () => {
    test.each(rows.map((row) => [row.model, row] as const))("%s", async (_, row) => {
      const { status, compared, faults } = await tryRow(corpus, row, folder);
      outcomes.push({ row, status, compared });
      // Where a reference is not met on purpose, that must be true.
      if (doubts.has(row.model)) expect(faults.length).toBeGreaterThan(0);
      else expect(faults).toEqual([]);
    });

    test("docs/conformance.md is what this run gave", () => {
      const printed = printPage(outcomes);
      if (process.env.UPDATE === "1") writeFileSync(page, printed);
      expect(readFileSync(page, "utf8")).toBe(printed);
    });
  });
}

/** Runs one row as a user would, in the folder of the model, and judges what is written. */
async function tryRow(
  root: string,
  row: CorpusRow,
  folder: string,
): Promise<Judgement & { readonly status: Outcome["status"] }> {
  const out = join(folder, "out.csv");
  rmSync(out, { force: true });
  process.chdir(join(root, dirname(row.model)));
  const data = row.data.map((file) => join(root, file));
  const { code, complaints } = await hence("run", join(root, row.model), ...data, "--csv", out);
  const failed = (fault: string) => ({ status: "failed", compared: 0, faults: [fault] }) as const;
  if (row.expect === "error") {
    if (code === 0) return failed("It runs, and should be refused.");
    if (complaints.trim() === "") return failed("It is refused without a word.");
    return { status: "passed", compared: 0, faults: [] };
  }
  if (code !== 0) return failed(`Exit code ${code}: ${complaints.slice(0, 2000)}`);
  if (!existsSync(out)) return failed("Nothing was written.");
  try {
    const result = readWide(plainLines(readFileSync(out, "utf8")), "comma");
    if (row.reference === "") return { status: "ran", compared: 0, faults: [] };
    const text = readReferenceText(join(root, row.reference));
    const reference = makeReference(
      row.referenceFormat === "dat" ? readDat(text) : readWide(text, row.delimiter),
    );
    if (reference.columns.length !== row.columns || reference.times.length !== row.steps)
      return failed("The reference is not the one that the manifest describes.");
    const judgement = judge(reference, result, row.precision, row.ignore);
    return { ...judgement, status: judgement.faults.length === 0 ? "passed" : "failed" };
  } catch (problem) {
    if (problem instanceof BadTable) return failed(problem.message);
    throw problem;
  }
}

function printPage(outcomes: readonly Outcome[]): string {
  const formats = [...new Set(outcomes.map(({ row }) => row.format))].sort();
  const line = (name: string, some: readonly Outcome[]) => {
    const count = (is: (outcome: Outcome) => boolean) => some.filter(is).length;
    const judged = some.filter(({ status }) => status !== "ran");
    const columns = some.reduce((sum, { row }) => sum + (row.expect === "run" ? row.columns : 0), 0);
    const compared = some.reduce((sum, outcome) => sum + outcome.compared, 0);
    const passed = count(({ status }) => status === "passed");
    const refused = count(({ row, status }) => row.expect === "error" && status === "passed");
    return `| ${name} | ${some.length} | ${passed} of ${judged.length} | ${refused} | ${compared} of ${columns} |`;
  };
  const failing = outcomes
    .filter(({ status }) => status === "failed")
    .map(({ row: { model } }) => `- \`${model}\`: ${doubts.get(model) ?? "not understood."}`);
  return [
    "# Conformance",
    "",
    "Public system-dynamics models with results of Vensim, Stella and others, run by Hence and compared value by value: every",
    "saved time of every column, within 1e-4 of the reference (1e-5 where it was computed in double precision) and half a unit",
    "of its last printed digit. This page is printed by the test that does it (`UPDATE=1 npx vitest run test/corpus.test.ts`).",
    "",
    "Some files are broken, and have to be refused with a message; they are counted among the passed and again by themselves.",
    "Columns that are not compared are those of time controls, those that the reference leaves empty, and those of variables",
    "that the model no longer has.",
    "",
    "| format | rows | passed of judged | of them rightly refused | columns compared |",
    "|---|---|---|---|---|",
    ...formats.map((format) =>
      line(
        format,
        outcomes.filter(({ row }) => row.format === format),
      ),
    ),
    line("all", outcomes),
    "",
    ...(failing.length > 0 ? ["Not met, with the reason:", "", ...failing, ""] : []),
  ].join("\n");
}

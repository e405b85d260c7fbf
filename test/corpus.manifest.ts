import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Precision } from "./corpus.judge.ts";
import { readWide } from "./corpus.tables.ts";

/** One row of the corpus's manifest: a model file, and what is to come of it. */
export interface CorpusRow {
  /** From the corpus's folder. */
  readonly model: string;
  readonly format: string;
  readonly reference: string;
  readonly referenceFormat: string;
  readonly delimiter: "comma" | "tab";
  readonly precision: Precision;
  readonly steps: number;
  readonly columns: number;
  readonly expect: "run" | "error";
  readonly ignore: readonly string[];
  /** Files with the values of data variables, from the corpus's folder. */
  readonly data: readonly string[];
}

/** Where the corpus is: what `HENCE_CORPUS` names, or beside the project, in which tests run; undefined where neither is. */
export function findCorpus(): string | undefined {
  const candidates = [process.env.HENCE_CORPUS, resolve("..", "shared", "corpus")];
  return candidates.find((folder) => folder !== undefined && existsSync(join(folder, "manifest.csv")));
}

/** All rows of the manifest, in its order. */
export function readManifest(corpus: string): readonly CorpusRow[] {
  // The first column of a table is its time; here it names the case.
  const table = readWide(readFileSync(join(corpus, "manifest.csv"), "utf8"), "comma");
  const columns = new Map(table.map(({ name, cells }) => [name, cells.map(([, value]) => value)]));
  const field = (name: string, row: number): string => {
    const cells = columns.get(name);
    if (!cells) throw new Error(`The manifest has no column ‘${name}’.`);
    return cells[row]!;
  };
  return [...columns.get("model")!.keys()].map((row) => {
    const model = field("model", row);
    const [, files = ""] = /(?:^|; )data=([^;]*)/.exec(field("notes", row)) ?? [];
    return {
      model,
      format: field("format", row),
      reference: field("reference", row),
      referenceFormat: field("reference_format", row),
      delimiter: oneOf(["comma", "tab"] as const, field("delimiter", row) || "comma"),
      precision: oneOf(["double", "single", "unknown"] as const, field("precision", row)),
      steps: Number(field("steps", row)),
      columns: Number(field("columns", row)),
      expect: oneOf(["run", "error"] as const, field("expect", row)),
      ignore: field("ignore", row)
        .split(";")
        .filter((name) => name.trim() !== ""),
      data: files
        .split(/\s+/)
        .filter((file) => file !== "")
        .map((file) => join(dirname(model), file)),
    };
  });
}

function oneOf<Word extends string>(words: readonly Word[], text: string): Word {
  const found = words.find((word) => word === text);
  if (found === undefined)
    throw new Error(`The manifest says ‘${text}’ where it may say ${words.join(", ")}.`);
  return found;
}

import { readFileSync } from "node:fs";
import { checkModel } from "../../src/check/check.ts";
import { createAccess, type DataOptions } from "../../src/cli/data.ts";
import { createSimulator } from "../../src/compile/simulator.ts";
import type { Diagnostic } from "../../src/model/diagnostic.ts";
import { attachData } from "../../src/read/data/attach.ts";
import { tellUngiven } from "../../src/read/data/given.ts";
import { DataLibrary } from "../../src/read/data/library.ts";
import { formats } from "../../src/read/formats.ts";
import { findCorpus, readManifest } from "../corpus.manifest.ts";
import { Chance, mutate } from "./mutate.ts";

/** A model file to make mutants of. */
export interface Subject {
  readonly path: string;
  readonly format: string;
  readonly text: string;
}

/** The models of the corpus; empty where it is not here. */
export function subjects(): readonly Subject[] {
  const corpus = findCorpus();
  if (!corpus) return [];
  return readManifest(corpus).map(({ model, format }) => {
    const path = `${corpus}/${model}`;
    return { path, format, text: readFileSync(path, "utf8") };
  });
}

/** The mutant of a number: the same one whenever and wherever it is made. */
export function mutantOf(all: readonly Subject[], number: number): Subject {
  const chance = new Chance(number);
  const subject = chance.oneOf(all);
  return { ...subject, text: mutate(subject.text, subject.format, chance) };
}

/** More numbers than this are not computed: a long run is no hang. */
const mostNumbers = 5_000_000;

/** What Hence makes of a mutant: it says what is wrong, or runs it. Throws where Hence itself has a fault. */
export function tryMutant({ path, text, format }: Subject): "refused" | "ran" | "too long" {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => {
    diagnostics.push(diagnostic);
  };
  const noData: DataOptions = { brought: [], changes: [], allowed: [], tags: new Map() };
  const found = formats.find(({ extensions }) => extensions.includes(`.${format}`))!;
  const library = new DataLibrary(createAccess(path, noData), path, report);
  const read = found.read(
    path,
    (asked) => (asked === path ? { text } : { missing: "it is not part of this trial" }),
    report,
    library,
  );
  read.readLayout?.();
  const model = attachData(read.model, library, report);
  tellUngiven(model, [], report);
  const facts = checkModel(model, report);
  const hasErrors = diagnostics.some(({ severity }) => severity === "error");
  if (hasErrors || !facts.runnable) {
    if (!hasErrors) throw new Error("It cannot be run, and nothing says why.");
    for (const { span } of diagnostics) {
      if (span && span.source === path && !(span.from >= 0 && span.from <= span.to && span.to <= text.length))
        throw new Error(`A place from ${span.from} to ${span.to} lies outside of the text.`);
    }
    return "refused";
  }
  const { start, stop, step } = model.time;
  const size = facts.model.variables.length * ((stop - start) / step);
  if (!(size < mostNumbers)) return "too long";
  createSimulator(facts, report)?.run({ rows: "saved" });
  return "ran";
}

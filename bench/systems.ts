import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkModel } from "../src/check/check.ts";
import type { Facts } from "../src/check/facts.ts";
import { openChecked } from "../src/cli/opening.ts";
import { readHence } from "../src/read/hence.ts";
import { writeLargeModel } from "./large.ts";

/** A system to be measured. */
export interface Measured {
  readonly name: string;
  readonly facts: Facts;
}

const flagship = "systems/backlash";

/** World3 of the corpus, which may not be here. */
const world3 = "../shared/corpus/simlin/metasd/WRLD3-03/wrld3-03.mdl";

/** The flagship, two small classics by both methods, and a system that is mostly readings of graphs. */
export function systemsToMeasure(): readonly Measured[] {
  const classics = ["teacup", "epidemic"].flatMap((name) => {
    const text = readFileSync(`systems/classics/${name}.hence`, "utf8");
    return [
      { name: `${name}, rk4`, facts: factsOf(text) },
      { name: `${name}, euler`, facts: factsOf(text.replace(", rk4", ", euler")) },
    ];
  });
  return [
    ...classics,
    { name: "lookups", facts: factsOf(readFileSync("bench/lookups.hence", "utf8")) },
    { name: "backlash", facts: openChecked(flagship).facts },
    ...(existsSync(world3) ? [{ name: "World3-03", facts: openChecked(world3).facts }] : []),
    { name: "large", facts: openChecked(writeLarge()).facts },
  ];
}

/** The files from whose text to a first result it is measured, each with what it is called. */
export function textsToMeasure(): readonly (readonly [name: string, path: string])[] {
  const found: readonly (readonly [string, string])[] = existsSync(world3) ? [["World3-03", world3]] : [];
  return [["backlash", flagship], ...found, ["large", writeLarge()]];
}

/** Puts the large model into a file of its own. */
function writeLarge(): string {
  const path = join(mkdtempSync(join(tmpdir(), "hence-bench-")), "large.mdl");
  writeFileSync(path, writeLargeModel());
  return path;
}

function factsOf(text: string): Facts {
  const { model } = readHence(
    "bench.hence",
    () => ({ text }),
    () => {},
  );
  return checkModel(model, () => {});
}

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { signsIn } from "../src/argument/sign.ts";
import { keepTrace } from "../src/argument/trace.ts";
import { createSimulator } from "../src/compile/simulator.ts";
import { outlineOf } from "../src/view/diagram/outline.ts";
import type { DiagramSystem } from "../src/view/diagram/system.ts";
import { checkFiles, checkText } from "./check.reading.ts";

/** What diagrams show of a system of these folders. */
export function systemAt(entry: string): DiagramSystem {
  return outlineOf(
    checkFiles(entry, (path) => ({ text: readFileSync(join(dirname("."), path), "utf8") })).facts,
  );
}

/** What diagrams show of a system given as text. */
export function systemOf(text: string): DiagramSystem {
  return outlineOf(checkText(text).facts);
}

/** The same with the signs that links have in the base run. */
export function signedSystem(text: string): DiagramSystem {
  const { facts } = checkText(text);
  const simulator = createSimulator(facts, () => undefined);
  if (!simulator) throw new Error("It cannot be run.");
  return outlineOf(
    facts,
    signsIn(facts, simulator.program, keepTrace("base", simulator.run({ rows: "every step" }))),
  );
}

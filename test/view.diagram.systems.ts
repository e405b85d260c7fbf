import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { signsIn } from "../src/argument/sign.ts";
import { keepTrace } from "../src/argument/trace.ts";
import type { Facts } from "../src/check/facts.ts";
import { createSimulator } from "../src/compile/simulator.ts";
import { outlineOf } from "../src/view/diagram/outline.ts";
import type { DiagramSystem } from "../src/view/diagram/system.ts";
import { checkFiles, checkText } from "./check.reading.ts";

/** What diagrams show of a system of these folders. */
export function systemAt(entry: string): DiagramSystem {
  return outlineOf(factsAt(entry));
}

/** The same with the signs that links have in the base run, and with the paths of claims, which follow from them. */
export function signedSystemAt(entry: string): DiagramSystem {
  return signed(factsAt(entry));
}

/** What diagrams show of a system given as text. */
export function systemOf(text: string): DiagramSystem {
  return outlineOf(checkText(text).facts);
}

/** The same with signs. */
export function signedSystem(text: string): DiagramSystem {
  return signed(checkText(text).facts);
}

function factsAt(entry: string): Facts {
  return checkFiles(entry, (path) => ({ text: readFileSync(join(dirname("."), path), "utf8") })).facts;
}

function signed(facts: Facts): DiagramSystem {
  const simulator = createSimulator(facts, () => undefined);
  if (!simulator) throw new Error("It cannot be run.");
  return outlineOf(
    facts,
    signsIn(facts, simulator.program, keepTrace("base", simulator.run({ rows: "every step" }))),
  );
}

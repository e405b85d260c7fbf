import { testArgument } from "../src/argument/test.ts";
import type { CheckLineVerdict, ClaimLineVerdict, Verdicts } from "../src/argument/verdict.ts";
import { checkModel } from "../src/check/check.ts";
import type { Facts } from "../src/check/facts.ts";
import { createSimulator } from "../src/compile/simulator.ts";
import type { Diagnostic, Report } from "../src/model/diagnostic.ts";
import { readHence } from "../src/read/hence.ts";
import type { Simulator } from "../src/run/simulator.ts";

/** A system as text, read and checked. Its faults are thrown, but for those of units, which stop no run. */
export function factsOf(text: string): Facts {
  const found: Diagnostic[] = [];
  const facts = factsWithFaults(text, (diagnostic) => found.push(diagnostic));
  const faults = found.filter(({ severity, code }) => severity === "error" && !code.startsWith("unit-"));
  if (faults.length > 0) throw new Error(faults.map(({ code, message }) => `${code}: ${message}`).join("\n"));
  return facts;
}

/** A system as text, read and checked, whatever its faults. */
export function factsWithFaults(text: string, report: Report): Facts {
  return checkModel(readHence("test.hence", () => ({ text }), report).model, report);
}

export function simulatorOf(facts: Facts): Simulator {
  const simulator = createSimulator(facts, () => undefined);
  if (!simulator) throw new Error("The system cannot be run.");
  return simulator;
}

/** What comes out of testing the argument of a system. */
export function verdictsOf(text: string): Verdicts {
  const facts = factsOf(text);
  return testArgument(facts, simulatorOf(facts), { sources: new Map([["test.hence", text]]) });
}

/**
 * Anger: a stock that pressure fills and that calms down. With `weight` 1 it goes from 10 towards 20; 0.1 of it marches.
 */
export const anger = `
system anger_and_pressure
time 2010 to 2030 by 1/8 year
stock anger : 1 starts 10 in rising out calming
flow  rising : 1/year = weight * pressure
flow  calming : 1/year = anger / patience
aux   pressure : 1/year = 4 * outrage
aux   outrage : 1 = if time < 2011 year then 0.5 else 1
aux   marches : 1 = 0.1 * anger
aux   silence : 1 = 1 - capped
aux   capped : 1 = min(1, 0.05 * anger)
  between 0 and 1
aux   weather : 1 = 5
const weight : 1 = 1 between 0.5 and 1.05
const patience : year = 5 between 1 and 20
lever lev_talks : 1 = 0 between 0 and 0.5
aux   talked : 1 = anger * (1 - lev_talks)
switch sw_news = 1
aux   heard : 1 = sw_news * anger
scenario strong
  weight = 2
scenario calm_world
  weight = 0.5
scenario short
  time to 2015
scenario half_step
  time by 1/16 year
`;

/** The verdict on one claim over `anger`, written as lines of it. */
export function claimOver(lines: string, system = anger): ClaimLineVerdict {
  const claim = verdictsOf(`${system}\nclaim C1\n  ${lines}\n`).claims[0]!;
  return claim.lines[0]!;
}

/** The verdicts on the lines of one check over `anger`. */
export function checkOver(lines: string, system = anger): readonly CheckLineVerdict[] {
  return verdictsOf(`${system}\ncheck K1\n  ${lines}\n`).checks[0]!.lines;
}

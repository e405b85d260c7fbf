import { expect, test } from "vitest";
import type { ClaimVerdict, Verdicts } from "../src/argument/verdict.ts";
import { plainPaint } from "../src/view/paint.ts";
import { drawReport, faultsOf } from "../src/view/report.ts";

const claim: ClaimVerdict = {
  id: "C25",
  verdict: "holds",
  strength: "often",
  sentence:
    "Repression often makes radicalisation worse, and this sentence is longer than one line of a terminal.",
  places: ["essay 11.2"],
  context: null,
  path: ["repression", "underground_share", "radicalised"],
  direction: "raises",
  change: 1.62,
  elasticity: 0.162,
  opposite: "fails",
  lines: [
    {
      text: "repression raises radicalised after 10 years from 2012",
      says: "raises",
      verdict: "holds",
      note: null,
      path: ["repression", "underground_share", "radicalised"],
      direction: "raises",
      time: 2022,
      base: 30000,
      value: 30486,
      difference: 486,
      change: 1.62,
      moved: 10,
      elasticity: 0.162,
      threshold: 0.1,
      opposite: "fails",
    },
  ],
};

const failed: ClaimVerdict = {
  ...claim,
  id: "C3",
  verdict: "no-effect",
  lines: claim.lines.map((line) => ({ ...line, verdict: "no-effect" })),
};

const verdicts: Verdicts = {
  model: "backlash",
  purpose: null,
  claims: [claim, failed],
  checks: [],
  loops: [
    {
      id: "R3",
      verdict: "holds",
      title: "Word of mouth",
      says: "reinforcing",
      sign: "reinforcing",
      path: ["a", "b"],
      steps: [
        { from: "a", to: "b", sign: "raises" },
        { from: "b", to: "a", sign: "lowers" },
      ],
      because: [],
      note: null,
    },
  ],
  links: [],
  history: [],
  coverage: {
    claims: { total: 2, tested: 2, context: [], untested: [] },
    links: { total: 0, withoutClaim: [], withoutEvidence: [] },
  },
  runs: 3,
  faults: [],
};

test("what holds has a line, what does not hold has its details", () => {
  expect(drawReport(verdicts, { paint: plainPaint, width: 80, details: "where needed" })).toEqual([
    "Claims  1 of 2 hold",
    "",
    "                                                                 effect  per 1 %",
    "  holds     C25  Repression often makes radicalisation worse,    +1.6 %     0.16",
    "                 and this sentence is longer than one line of",
    "                 a terminal. “often”",
    "  no effect C3   Repression often makes radicalisation worse,    +1.6 %     0.16",
    "                 and this sentence is longer than one line of",
    "                 a terminal. “often”",
    "            at essay 11.2",
    "            repression raises radicalised after 10 years from 2012: no effect",
    "              30,000 becomes 30,500 at 2022; +1.6 %; the cause moved by +10 %;",
    "                0.16 for each per cent; counts from 0.1 % on; the opposite fails",
    "              repression → underground_share → radicalised",
    "",
    "Loops  1 of 1 are there and work as named",
    "",
    "  R3",
    "",
    "Does not come out as it says: C3 (3 runs).",
  ]);
});

test("whatever the width, no line of a report is longer", () => {
  for (const width of [40, 50, 60, 72, 80])
    for (const line of drawReport(verdicts, { paint: plainPaint, width, details: "everywhere" }))
      expect(line.length).toBeLessThanOrEqual(width);
});

test("what has no effect counts as a fault of the argument", () => {
  expect(faultsOf(verdicts)).toEqual(["C3"]);
});

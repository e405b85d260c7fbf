import { expect, test } from "vitest";
import { testArgument } from "../src/argument/test.ts";
import type { ClaimVerdict } from "../src/argument/verdict.ts";
import { checkModel } from "../src/check/check.ts";
import type { Model } from "../src/model/system.ts";
import { simulatorOf } from "./argument.system.ts";
import { readChangedFlagship } from "./backlash.files.ts";

/** The flagship's claims of these ids, tested with one piece of its text replaced by another. */
function claimsAfter(
  ids: readonly string[],
  file: string,
  before: string,
  after: string,
): readonly ClaimVerdict[] {
  const { model } = readChangedFlagship(file, before, after);
  const claims = model.claims.filter(({ id }) => ids.includes(id));
  const some: Model = { ...model, claims, checks: [], links: [], loops: [], history: [] };
  const facts = checkModel(some, () => undefined);
  return testArgument(facts, simulatorOf(facts)).claims;
}

const isolation = ["migration.hence", "v_iso * isolation"] as const;
const message = ["organisation.hence", "+ resonance_repression * sw_backfire * repression"] as const;

test.each([
  ["C30", ...isolation],
  ["C13", ...message],
])("%s of the flagship fails when the sign of its equation is turned round", (id, file, term) => {
  expect(claimsAfter([id], file, term, term)[0]).toMatchObject({ verdict: "holds", direction: "raises" });
  const turned = term.startsWith("+") ? term.replace("+", "-") : `-1 * ${term}`;
  const [claim] = claimsAfter([id], file, term, turned);
  expect(claim!.verdict).toBe("fails");
  expect(claim!.lines[0]).toMatchObject({ verdict: "fails", direction: "lowers", opposite: "holds" });
});

test.each([
  ["C30", ...isolation],
  ["C13", ...message],
])("%s of the flagship has no effect when the weight in its equation is nought", (id, file, term) => {
  const weightless = term.startsWith("+") ? term.replace("+", "+ 0 *") : `0 * ${term}`;
  const [claim] = claimsAfter([id], file, term, weightless);
  expect(claim!.lines[0]).toMatchObject({ verdict: "no-effect", direction: "none", opposite: "no-effect" });
});

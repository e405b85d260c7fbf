import { expect, test } from "vitest";
import { mutantOf, subjects, tryMutant } from "./fuzz/try.ts";

/** `npm run fuzz` tries 100,000; these are other ones. */
const first = 7_000_000;
const sample = 1200;
const mostMilliseconds = 2000;
const secondsInAll = 10;

const all = subjects();

test("mutants of the corpus are refused with a reason, or run, and none takes long", {
  timeout: 120_000,
}, () => {
  if (all.length === 0) {
    console.log(
      "The corpus (../shared/corpus, or what HENCE_CORPUS names) is not here: no mutant of it was tried.",
    );
    return;
  }
  const faults: string[] = [];
  const end = performance.now() + 1000 * secondsInAll;
  let tried = 0;
  for (; tried < sample && performance.now() < end; tried++) {
    const before = process.cpuUsage();
    try {
      tryMutant(mutantOf(all, first + tried));
    } catch (problem) {
      faults.push(`mutant ${first + tried}: ${problem instanceof Error ? problem.stack : problem}`);
    }
    const { user, system } = process.cpuUsage(before);
    if ((user + system) / 1000 > mostMilliseconds)
      faults.push(`mutant ${first + tried} took more than two seconds.`);
  }
  expect(faults).toEqual([]);
  expect(tried).toBeGreaterThan(50);
});

import { mutantOf, subjects, tryMutant } from "./try.ts";

/** Makes and tries the mutants that it is told the numbers of, and tells what came of each. */
const all = subjects();

process.on("message", (number: number) => {
  const mutant = mutantOf(all, number);
  try {
    process.send!({ number, outcome: tryMutant(mutant), memory: process.memoryUsage().rss });
  } catch (problem) {
    const words = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
    process.send!({ number, fault: `${mutant.path}: ${words}`, memory: process.memoryUsage().rss });
  }
});
process.send!({ ready: true });

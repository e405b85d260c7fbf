import { mutantOf, subjects, tryMutant } from "./try.ts";

/** Makes and tries the mutants that it is told the numbers of, and tells what came of each. */
const all = subjects();

process.on("message", (number: number) => {
  const mutant = mutantOf(all, number);
  const tell = (came: { readonly outcome: string } | { readonly fault: string }) =>
    process.send!({ number, ...came, memory: process.memoryUsage().rss });
  try {
    tell({ outcome: tryMutant(mutant) });
  } catch (problem) {
    const words = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
    tell({ fault: `${mutant.path}: ${words}` });
  }
});
process.send!({ ready: true });

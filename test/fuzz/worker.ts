import { mutantOf, subjects, tryMutant } from "./try.ts";

/** Makes and tries the mutants that it is told the numbers of, and tells what came of each. */
const all = subjects();

process.on("message", (number: number) => {
  const mutant = mutantOf(all, number);
  const before = process.cpuUsage();
  const tell = (came: { readonly outcome: string } | { readonly fault: string }) =>
    process.send!({ number, ...came, memory: process.memoryUsage().rss, milliseconds: cpuSince(before) });
  try {
    tell({ outcome: tryMutant(mutant) });
  } catch (problem) {
    const words = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
    tell({ fault: `${mutant.path}: ${words}` });
  }
});

/** Milliseconds of the processor's time: neighbours on the machine do not count. */
function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

process.send!({ ready: true });

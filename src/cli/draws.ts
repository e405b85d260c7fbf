import type { Draws } from "../run/simulator.ts";
import { optionOf, type Request } from "./command.ts";
import { WrongUsage } from "./exit.ts";

export const seedOption = {
  name: "seed",
  value: "N",
  summary: "Draw other random numbers, all of them: a whole number, 0 unless told.",
};

/** What random numbers are drawn with. */
export const drawOptions = [
  seedOption,
  {
    name: "world",
    value: "N",
    summary: "Draw those of another of the worlds that a seed has, 0 unless told.",
  },
];

const most = 2 ** 32 - 1;

/** Reads `--seed` and `--world`. */
export function readDraws(request: Request): Draws {
  const draws: { seed?: number; world?: number } = {};
  for (const name of ["seed", "world"] as const) {
    const written = optionOf(request, name);
    if (written === undefined) continue;
    const number = /^\d+$/.test(written) ? Number(written) : Number.NaN;
    if (!(number <= most))
      throw new WrongUsage(`--${name} takes a whole number from 0 to ${most}, not ‘${written}’.`);
    draws[name] = number;
  }
  return draws;
}

/** How the draws are told, where they are others than usual. */
export function drawWords(draws: Draws): readonly string[] {
  return Object.entries(draws).map(([name, number]) => `${name} ${number}`);
}

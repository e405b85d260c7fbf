import { asDeclared, type Sampler } from "./sampler.ts";

/** One column at a time at `levels` even levels from 0 to 1, all others as declared; in the first row all are. */
export function onePoints(levels: number, columns: number): Sampler {
  return {
    name: "one at a time",
    rows: 1 + levels * columns,
    columns,
    point(row, into) {
      into.fill(asDeclared);
      if (row === 0) return;
      const column = Math.floor((row - 1) / levels);
      into[column] = levels === 1 ? 0.5 : ((row - 1) % levels) / (levels - 1);
    },
  };
}

import { type Sampler, UnfitRows } from "./sampler.ts";

/** Every combination of `levels` even levels of each column, from 0 to 1; the last column changes fastest. */
export function factorialPoints(levels: number, columns: number): Sampler {
  const rows = levels ** columns;
  if (levels < 2) throw new UnfitRows("A full factorial plan has two levels or more.");
  if (rows > 1e12)
    throw new UnfitRows(
      `${levels} levels of ${columns} inputs are ${rows.toExponential(0)} runs: choose fewer inputs.`,
    );
  return {
    name: "factorial",
    rows,
    columns,
    point(row, into) {
      let rest = row;
      for (let column = columns - 1; column >= 0; column--) {
        into[column] = (rest % levels) / (levels - 1);
        rest = Math.floor(rest / levels);
      }
    },
  };
}

import { BrokenFile } from "../read/data/sheet.ts";
import type { ControlLine, ControlMethod } from "../read/vensim/control.ts";
import type { GivenTable } from "./given.ts";

const mostWorlds = 1_000_000;

/**
 * The worlds of a control file whose constants go through series of numbers, `VECTOR(least,most,step)`: all combinations
 * under M, the last line fastest; one constant after another under U, the others as declared. Throws `BrokenFile` for others.
 */
export function gridOf(path: string, method: ControlMethod, lines: readonly ControlLine[]): GivenTable {
  const other = lines.find(({ distribution }) => distribution !== "VECTOR");
  if (other)
    throw new BrokenFile(
      `mixes VECTOR with ${other.distribution} in line ${other.line}: of such Vensim's manual does not say which numbers meet. Make it two files`,
    );
  if (method !== "M" && method !== "U")
    throw new BrokenFile(
      `asks for VECTOR under the method ${method}; it is read under M, all combinations, and U`,
    );
  const series = lines.map(stepsOf);
  const counts = series.map(({ length }) => length);
  const worlds = counts.reduce(
    (all, count) => (method === "M" ? all * count : all + count),
    method === "M" ? 1 : 0,
  );
  if (worlds > mostWorlds)
    throw new BrokenFile(
      `makes ${worlds.toExponential(1)} worlds, of which ${mostWorlds} are too many: take longer steps`,
    );
  const columns = method === "M" ? combinationsOf(series, worlds) : oneByOne(series, worlds);
  return { kind: "table", path, names: lines.map(({ name }) => name), columns, remarks: [] };
}

function combinationsOf(series: readonly (readonly number[])[], worlds: number): Float64Array[] {
  let slower = worlds;
  return series.map((steps) => {
    slower /= steps.length;
    const stay = slower;
    return Float64Array.from({ length: worlds }, (_, row) => steps[Math.floor(row / stay) % steps.length]!);
  });
}

function oneByOne(series: readonly (readonly number[])[], worlds: number): Float64Array[] {
  let first = 0;
  return series.map((steps) => {
    const column = new Float64Array(worlds).fill(Number.NaN);
    column.set(steps, first);
    first += steps.length;
    return column;
  });
}

function stepsOf({ args, line }: ControlLine): readonly number[] {
  const [least, most, step] = args;
  if (args.length !== 3 || !(least! < most!) || !(step! > 0))
    throw new BrokenFile(
      `has a VECTOR in line ${line} that does not read VECTOR(least,most,step), with least below most`,
    );
  // A step that comes out short of the end by rounding alone reaches it.
  const count = Math.floor((most! - least!) / step! + 1e-9) + 1;
  if (count > mostWorlds)
    throw new BrokenFile(`has a VECTOR of ${count} steps in line ${line}: take longer ones`);
  return Array.from({ length: count }, (_, i) => Math.min(most!, least! + i * step!));
}

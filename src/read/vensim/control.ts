import { BrokenFile } from "../data/sheet.ts";
import { numberIn } from "../data/split.ts";

/** How Vensim chooses the worlds of a sensitivity run. */
export type ControlMethod = "U" | "M" | "L" | "G" | "F";

/** What a sensitivity control file of Vensim says, `.vsc`. */
export interface Control {
  /** 200 where the file does not say. */
  readonly runs: number;
  readonly method: ControlMethod;
  readonly seed: number;
  /** The table of worlds, of the method F. */
  readonly file?: string;
  readonly lines: readonly ControlLine[];
}

/** `PRICE OF STEEL=RANDOM UNIFORM(0.5,1.5)` */
export interface ControlLine {
  /** As written, subscripts included; without the quotes that a name may stand in. */
  readonly name: string;
  /** In capitals, with blanks between its words. */
  readonly distribution: string;
  readonly args: readonly number[];
  /** Where it stands, from 1. */
  readonly line: number;
}

const usualRuns = 200;
const usualSeed = 1234;

/**
 * Reads a sensitivity control file: `250,M,1234,,0` (runs, method, seed, file, warnings), then a distribution a line. Throws
 * `BrokenFile` for what is none.
 */
export function readControl(text: string): Control {
  const [head = "", ...lines] = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  const [runs = "", method = "", seed = "", file = ""] = head.split(",").map((field) => field.trim());
  const known = (["U", "M", "L", "G", "F"] as const).find((one) => one === method.toUpperCase());
  if (!known)
    throw new BrokenFile(
      "begins with no line such as ‘250,M,1234,,0’: how many runs, one of the methods U, M, L, G and F, a seed, a file, warnings",
    );
  const path = file.replace(/^"(.*)"$/, "$1");
  return {
    runs: runs === "" ? usualRuns : wholeIn(runs, "a number of runs", 1),
    method: known,
    seed: seed === "" ? usualSeed : wholeIn(seed, "a seed", -(2 ** 31)),
    ...(path !== "" && { file: path }),
    lines: lines.flatMap((line, i) => (line.trim() === "" ? [] : [readLine(line, i + 2)])),
  };
}

function wholeIn(written: string, what: string, least: number): number {
  const number = numberIn(written);
  if (number !== undefined && Number.isInteger(number) && number >= least) return number;
  throw new BrokenFile(`has ‘${written}’ in line 1 where ${what} should stand`);
}

function readLine(text: string, line: number): ControlLine {
  const [, name, distribution, inside] =
    /^\s*("[^"]*"(?:\s*\[[^\]]*\])?|[^"=]+?)\s*=\s*([a-z][a-z0-9_ ]*?)\s*\(([^()]*)\)\s*$/i.exec(text) ?? [];
  if (name === undefined || distribution === undefined || inside === undefined)
    throw new BrokenFile(
      `has ‘${text.trim()}’ in line ${line}, which does not read ‘CONSTANT=RANDOM UNIFORM(0,1)’ or the like`,
    );
  const args = inside.split(",").map((written) => {
    const number = numberIn(written);
    if (number === undefined)
      throw new BrokenFile(`has ‘${written.trim()}’ in line ${line}, where a number should stand`);
    return number;
  });
  return {
    name: name.replace(/^"([^"]*)"/, "$1"),
    distribution: distribution.toUpperCase().replace(/[_ ]+/g, " "),
    args,
    line,
  };
}

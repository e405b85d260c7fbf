import { readFile, stat } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { foldName } from "../model/name.ts";
import { formatOf } from "../read/data/formats.ts";
import { type NumberTable, numbersIn } from "../read/data/numbers.ts";
import { BrokenFile, type Sheet } from "../read/data/sheet.ts";
import { separatorOf } from "../read/data/split.ts";
import { readTextSheet } from "../read/data/text.ts";
import { decodeText } from "../read/decode.ts";
import { readControl } from "../read/vensim/control.ts";
import { UnfitFile } from "../store/table.ts";
import { optionOf, type Request } from "./command.ts";
import { gridOf } from "./controlgrid.ts";
import { WrongUsage } from "./exit.ts";
import { explainFileProblem } from "./files.ts";
import type { GivenTable, GivenWorlds } from "./given.ts";
import { inflate } from "./inflate.ts";
import { readResultInputs } from "./resultinputs.ts";

/** The option by which a command is told how many worlds there are. */
type CountOption = "runs" | "worlds";

/**
 * The request with what the file of `--table` says: worlds one by one, or how they are chosen and how many, unless the user
 * says so. Throws `WrongUsage` where the file cannot be used.
 */
export async function withGivenWorlds(request: Request, count: CountOption): Promise<Request> {
  const path = optionOf(request, "table");
  if (path === undefined) return request;
  const { given, settings } = await inWords(path, () => readWorlds(path));
  const told = new Map(request.options);
  if (given.kind === "table") {
    if (told.has("sampler"))
      throw new WrongUsage("--table says what the worlds are, so that nothing is left to --sampler.");
    refuseMore(request, given, count);
    const rows = given.columns[0]!.length;
    return { ...request, options: told.set(count, told.get(count) ?? [String(rows)]), given };
  }
  for (const [name, value] of Object.entries(settings ?? {})) {
    const option = name === "runs" ? count : name;
    if (!told.has(option)) told.set(option, [value]);
  }
  return { ...request, options: told, given };
}

function refuseMore(request: Request, { path, columns }: GivenTable, count: CountOption): void {
  const rows = columns[0]!.length;
  const wanted = Number(optionOf(request, count) ?? rows);
  if (wanted > rows)
    throw new WrongUsage(
      `‘${path}’ has ${rows} worlds, and --${count} asks for ${wanted}.`,
      `--${count} ${rows} or fewer; without it, all are run.`,
    );
}

interface Settings {
  readonly sampler: string;
  readonly seed: string;
  readonly runs: string;
}

interface Read {
  readonly given: GivenWorlds;
  readonly settings?: Settings;
}

async function readWorlds(path: string): Promise<Read> {
  if ((await stat(path)).isDirectory()) return { given: await readResultInputs(path) };
  if (extname(path).toLowerCase() !== ".vsc") return { given: await readTable(path, {}) };
  const { text } = decodeText(await readFile(path), path);
  const { method, seed, runs, file, lines } = readControl(text);
  if (method === "F") {
    if (file === undefined)
      throw new BrokenFile("names no file behind its method F, as in ‘,F,,worlds.tab,’");
    const table = join(dirname(path), file.replaceAll("\\", "/"));
    return { given: await inWords(table, () => readTable(table, { isVensim: true })) };
  }
  if (lines.length === 0) throw new BrokenFile("names no constant, as in ‘PRICE=RANDOM UNIFORM(1,2)’");
  if (lines.some(({ distribution }) => distribution === "VECTOR"))
    return { given: gridOf(path, method, lines) };
  if (method === "U" || method === "G")
    throw new BrokenFile(
      method === "U"
        ? "asks for the method U, one constant after another, which is read for VECTOR alone: Vensim's manual does not say how many runs each one gets. M or L change all together"
        : "asks for the method G, a grid of distributions, of which Vensim's manual does not say where its points lie. L is a Latin hypercube, and VECTOR makes grids",
    );
  if (seed === 0)
    throw new BrokenFile(
      "asks with the seed 0 for other numbers at each run; in Hence all can be had again: give it another seed",
    );
  const settings = {
    sampler: method === "M" ? "random" : "latin",
    seed: String(Math.abs(seed)),
    runs: String(runs),
  };
  const remarks = ["Vensim draws other numbers from the same distributions: its generator is not Hence's."];
  return { given: { kind: "ranges", path, lines, remarks }, settings };
}

/** Files of Hence itself number their worlds, and say what became of them and what came out. */
function isInput(name: string): boolean {
  return !/^(study|world|fate|band|lost(_element|_value|_at)?)$/i.test(name) && !/ @ [^\]]*$/.test(name);
}

/** A table of worlds; in those for Vensim an empty cell repeats the number above it. */
async function readTable(
  path: string,
  { isVensim = false }: { readonly isVensim?: boolean },
): Promise<GivenTable> {
  const bytes = await readFile(path);
  const left: string[] = [];
  const isWanted = (name: string): boolean => {
    // Noise has seed and number of the world, of which no table need tell.
    const isRead = isInput(name) && foldName(name) !== "noise_seed";
    if (!isRead) left.push(name);
    return isRead;
  };
  const table = await readNumbers(path, bytes, { isWanted, repeats: isVensim });
  if (table.names.length === 0) throw new BrokenFile("has no column that is named after a constant");
  const remarks = left.length === 0 ? [] : [`Not read of ‘${basename(path)}’: ${left.join(", ")}.`];
  return { kind: "table", path, ...table, columns: table.columns.map(shared), remarks };
}

async function readNumbers(
  path: string,
  bytes: Uint8Array,
  options: Parameters<typeof numbersIn>[1],
): Promise<NumberTable> {
  if (extname(path).toLowerCase() === ".parquet")
    return (await import("../store/parquetnumbers.ts")).numbersInParquet(bytes, options.isWanted);
  const format = formatOf(path, bytes);
  const book = format.workbook?.(bytes, inflate);
  if (book) return numbersIn(book.sheet(book.names[0] ?? "") ?? nothing, options);
  if (format.series.from === "bytes")
    throw new BrokenFile(
      "is no table of worlds: those are .csv, .tab, .xlsx, .parquet, a folder of --out, or a .vsc of Vensim",
    );
  const { text, diagnostics } = decodeText(bytes, path);
  const fault = diagnostics.find(({ severity }) => severity === "error");
  if (fault) throw new WrongUsage(fault.message);
  const sheet = readTextSheet(text, path, separatorOf(text), ({ message, span }) => {
    const row = text.slice(0, span.from).split("\n").length;
    throw new BrokenFile(`has a fault in row ${row}: ${message.replace(/\.$/, "")}`);
  });
  return numbersIn(sheet, options);
}

const nothing: Sheet = { name: "", cells: new Map(), rows: 0, columns: 0 };

/** Memory that threads have in common: no thread needs a table of its own. */
function shared(numbers: Float64Array): Float64Array {
  const own = new Float64Array(new SharedArrayBuffer(8 * numbers.length));
  own.set(numbers);
  return own;
}

async function inWords<Result>(path: string, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (problem) {
    if (problem instanceof WrongUsage) throw problem;
    if (problem instanceof BrokenFile || problem instanceof UnfitFile)
      throw new WrongUsage(`The file ‘${path}’ ${problem.message}.`);
    throw new WrongUsage(`‘${path}’ cannot be read: ${explainFileProblem(problem)}.`);
  }
}

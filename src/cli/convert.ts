import { existsSync, realpathSync } from "node:fs";
import { dirname, isAbsolute, relative, resolve } from "node:path";
import type { Model } from "../model/system.ts";
import { pagesOf } from "../view/diagram/viewname.ts";
import { type WritableFormat, writableFormats } from "../write/formats.ts";
import { type Relocate, withPaths } from "../write/paths.ts";
import type { Request } from "./command.ts";
import { contentsOf, henceFilesOf, netFlowsOf, type Output } from "./conversion.ts";
import { createAccess, readDataOptions } from "./data.ts";
import { exit, WrongUsage } from "./exit.ts";
import { writeWhole } from "./files.ts";
import { layoutOf } from "./layout.ts";
import { complain, hasErrors, type Opened, openSystem } from "./opening.ts";
import type { Terminal } from "./terminal.ts";

/** `hence convert`. */
export async function convertSystem(request: Request, terminal: Terminal): Promise<number> {
  const [input = "", output = ""] = request.operands;
  const format = formatOf(output);
  const data = readDataOptions(request, []);
  const opened = openSystem(input, data);
  refuseInput(opened, output);
  const move = relocation(output, createAccess(opened.entry, data).tag);
  const outputs = hasErrors(opened.diagnostics) ? [] : outputsOf(opened, output, format, move);
  complain(opened, opened.diagnostics, terminal);
  if (hasErrors(opened.diagnostics)) {
    terminal.complain(`‘${opened.entry}’ was not converted.`);
    return exit.faults;
  }
  refuseExisting(outputs, request.options.has("force"));
  // The entry comes last: while it is not there, nobody takes a part for the whole.
  for (const { path, text } of outputs.toReversed()) await writeWhole(path, [text]);
  terminal.out(summaryOf(opened.written, outputs));
  return exit.good;
}

/** The format of a path by its extension; undefined for Hence's own. */
function formatOf(path: string): WritableFormat | undefined {
  const lower = path.toLowerCase();
  if (lower.endsWith(".hence")) return undefined;
  const found = writableFormats.find(({ extensions }) => extensions.some((each) => lower.endsWith(each)));
  if (found) return found;
  const known = [".hence", ...writableFormats.flatMap(({ extensions }) => extensions)].join(", ");
  throw new WrongUsage(`‘${path}’ does not say what to write.`, `Its name must end with one of ${known}.`);
}

/** No file that was read is ever written. */
function refuseInput({ sources }: Opened, output: string): void {
  const wanted = realPath(output);
  if ([...sources.keys()].some((path) => realPath(path) === wanted))
    throw new WrongUsage(
      `‘${output}’ is what is to be converted, and is left as it is.`,
      "Name another file.",
    );
}

function realPath(path: string): string {
  return existsSync(path) ? realpathSync(path) : resolve(path);
}

function refuseExisting(outputs: readonly Output[], isForced: boolean): void {
  const existing = outputs.filter(({ path }) => existsSync(path));
  if (isForced || existing.length === 0) return;
  const names = existing.map(({ path }) => `‘${path}’`).join(", ");
  throw new WrongUsage(
    `${names}: there already, and nothing was written.`,
    "To replace what is there: --force",
  );
}

function outputsOf(
  opened: Opened,
  output: string,
  format: WritableFormat | undefined,
  move: Relocate,
): readonly Output[] {
  const layout = layoutOf(opened);
  if (format) {
    const model = withPaths(format.namesFiles ? opened.written : opened.model, move);
    return [{ path: output, text: format.write(model, layout && pagesOf(layout), opened.report) }];
  }
  const isOurs = opened.entry.toLowerCase().endsWith(".hence");
  return henceFilesOf(output, { written: opened.written, isOurs, layout, move });
}

/** Paths that lead from the folder of the output to where they led from the files that were read. */
function relocation(output: string, fileOfTag: (tag: string) => string | undefined): Relocate {
  return (path, source) => {
    const named = path.startsWith("?") ? fileOfTag(path.slice(1)) : path;
    if (named === undefined) return path;
    const isHere = dirname(resolve(source)) === dirname(resolve(output));
    if (isAbsolute(named) || isHere) return named;
    const there = resolve(dirname(source), named.replaceAll("\\", "/"));
    return relative(dirname(resolve(output)), there).replaceAll("\\", "/");
  };
}

/** What was written, in a sentence or two. */
function summaryOf(model: Model, [first, ...others]: readonly Output[]): string {
  const beside = others.length > 0 ? `\nBeside it: ${others.map(({ path }) => path).join(", ")}` : "";
  const net = netFlowsOf(model);
  return `Wrote ${first?.path}: ${contentsOf(model)}.${beside}${net === undefined ? "" : `\n${net}`}`;
}

import { basename, dirname, join } from "node:path";
import type { Layout } from "../model/layout.ts";
import type { Model } from "../model/system.ts";
import type { Variable } from "../model/variable.ts";
import { formatCount } from "../view/number.ts";
import { writeLayoutFile } from "../write/diagram.ts";
import { withPlainNames } from "../write/names.ts";
import { placeSystems, type Relocate, withPaths } from "../write/paths.ts";
import { writeHence } from "../write/text/model.ts";

/** A file to be written. */
export interface Output {
  readonly path: string;
  readonly text: string;
}

/** A system that was read, to be written as text of Hence. */
export interface Conversion {
  /** As it stands in its files. */
  readonly written: Model;
  /** Whether these are Hence's own, so that its names are plain already. */
  readonly isOurs: boolean;
  readonly layout: Layout | undefined;
  readonly move: Relocate;
}

/** The files that a system becomes whose entry is to be `output`, which ends in `.hence`: the entry first. */
export function henceFilesOf(
  output: string,
  { written, isOurs, layout, move }: Conversion,
): readonly [Output, ...Output[]] {
  const base = output.slice(0, -".hence".length);
  const moved = withPaths(isOurs ? written : withPlainNames(written), move);
  const nameFile = (path: string) => {
    const word = basename(path)
      .replace(/\.[^.]*$/, "")
      .replace(/[^\p{L}\p{N}_-]+/gu, "_");
    return `${basename(base)}.${word === "" ? "part" : word}.hence`;
  };
  const { model, files } = placeSystems(moved, nameFile);
  return [
    { path: output, text: writeHence(model).text },
    ...files.map((file) => ({ path: join(dirname(output), file.path), text: writeHence(file.model).text })),
    ...(layout && layout.views.length > 0
      ? [{ path: `${base}.layout.json`, text: writeLayoutFile(layout) }]
      : []),
  ];
}

/** What a system is made of, in a line: `5 stocks, 7 flows, 1 graph`. */
export function contentsOf(model: Model): string {
  const count = (words: string | readonly [string, string], ...kinds: readonly Variable["kind"][]) => {
    const number = model.variables.filter(({ kind }) => kinds.includes(kind)).length;
    const [one, many] = typeof words === "string" ? [words, `${words}s`] : words;
    return number > 0 ? [formatCount(number, one, many)] : [];
  };
  const parts = [
    ...count("stock", "stock", "count", "conveyor", "queue", "oven"),
    ...count("flow", "flow"),
    ...count(["auxiliary", "auxiliaries"], "aux", "input"),
    ...count("number", "const", "lever", "switch"),
    ...count("graph", "graph"),
    ...count(["data series", "data series"], "data"),
    ...count("module", "module"),
    ...(model.sectors.length > 0 ? [formatCount(model.sectors.length, "sector")] : []),
  ];
  return parts.join(", ");
}

/** The flows that a reader made of the net rates of stocks, in a sentence; undefined where there are none. */
export function netFlowsOf({ variables }: Model): string | undefined {
  const made = variables.filter(({ kind, name }) => kind === "flow" && / net flow$/.test(name));
  if (made.length === 0) return undefined;
  const names = made
    .slice(0, 5)
    .map(({ name }) => `‘${name}’`)
    .join(", ");
  const more = made.length > 5 ? " and others" : "";
  return `Where the rate of a stock was no plain sum of flows, it is a flow of its own now: ${names}${more}.`;
}

import { type Asked, describe } from "../argument/outcomes.ts";
import { foldName } from "../model/name.ts";
import { sha256, utf8Bytes } from "../model/sha256.ts";
import type { Prepared } from "../run/simulator.ts";
import type { TableFormatName } from "../store/formats.ts";
import type { StudiedArgument, Study } from "../store/study.ts";
import { worldsInChunk } from "../study/ensemble.ts";
import { optionOf, type Request } from "./command.ts";
import type { AskedEnsemble } from "./ensemble.ts";
import { WrongUsage } from "./exit.ts";
import { openResults, type ResultsFolder } from "./results.ts";
import { readVersion } from "./version.ts";

/** What is kept: the worlds of an ensemble, and what is tested in them. */
interface Keepable extends Pick<AskedEnsemble, "facts" | "ensemble" | "seed" | "changes"> {
  readonly argument?: StudiedArgument;
  /** Nobody knows how many of the worlds will be wanted: little is to be made that is not. */
  readonly isOpen?: boolean;
}

/** The folder that `--out` names, open for the results of an ensemble; undefined without one. */
export async function openKept(request: Request, asked: Keepable): Promise<ResultsFolder | undefined> {
  const path = optionOf(request, "out");
  const format = formatOf(optionOf(request, "format"));
  if (path === undefined) {
    if (request.options.has("format"))
      throw new WrongUsage("--format says how --out DIR is written: name a folder.");
    return undefined;
  }
  const { design } = asked.ensemble;
  if (design.rows > mostRows) throw new WrongUsage(`A folder of results holds ${mostRows} worlds at most.`);
  const numbersOf = (world: number, into: Float64Array) => design.world(world, into);
  return openResults(path, { study: studyOf(asked, format, await readVersion()), numbersOf });
}

/** Numbers of worlds are kept in 32 bits. */
const mostRows = 2 ** 31;

function formatOf(written = "parquet"): TableFormatName {
  const found = formatNames.find((name) => name === written.toLowerCase());
  if (found) return found;
  throw new WrongUsage(`Results are written as ${formatNames.join(", ")}, not as ‘${written}’.`);
}

const formatNames: readonly TableFormatName[] = ["parquet", "csv", "arrow"];

/**
 * A study has about so many parts, each of at most so many chunks, and of tables of so many numbers: little is lost when it
 * is killed, and whoever stops it does not wait for a large one to be written.
 */
const usualParts = 100;
const mostChunks = 32;
const mostNumbers = 2 ** 18;

/** What an ensemble is, in plain data. */
function studyOf(asked: Keepable, format: TableFormatName, version: string): Study {
  const { facts, ensemble, seed, changes, argument, isOpen } = asked;
  const { prepared, design, bands, outcomes, fans, time } = ensemble;
  const { program } = prepared;
  return {
    version,
    model: facts.model.name,
    program: program.id,
    changes,
    settings: hashOfSettings(prepared),
    time,
    timeUnit: program.timeUnit,
    sampler: design.sampler,
    seed,
    runs: design.rows,
    design: design.id,
    inputs: design.inputs.map(({ key, label, shape, correlated }) => {
      const { kind, low, high, declared } = shape;
      const variable = key.replace(/\[[^[]*\]$/, "");
      const { unit } = describe({ kind: "element", variable, element: 0 }, label, facts);
      const meaning = facts.names.variables.get(variable)?.title;
      return {
        label,
        ...(unit !== undefined && { unit }),
        ...(meaning !== undefined && { meaning }),
        shape: design.sampler === "table" ? "table" : kind,
        low,
        high,
        declared,
        ...(correlated && { correlated }),
      };
    }),
    switches: switchesOf(asked),
    bands: bands.map(({ id, label, time: at, low, high }) => ({ id, label, time: at, low, high })),
    outcomes: outcomes.map((outcome) => ({ ...labelled(outcome), time: outcome.time })),
    series: fans.map((fan) => ({ ...labelled(fan), times: fan.times })),
    ...(argument && { argument }),
    format,
    worldsInChunk,
    chunksInPart: isOpen ? 1 : chunksInPart(asked),
  };
}

function chunksInPart({ ensemble, argument }: Keepable): number {
  const { design, outcomes, fans, bands, chunks } = ensemble;
  const series = fans.reduce((sum, { times }) => sum + times.length, 0);
  const judged = argument ? argument.items.length + 2 * argument.lines.length : 0;
  // Of worlds that must lie in bands, few are kept.
  const kept = bands.length > 0 ? 0 : Math.max(outcomes.length, series, judged);
  const fitting = Math.floor(mostNumbers / (worldsInChunk * Math.max(design.inputs.length, kept)));
  return Math.max(1, Math.min(mostChunks, fitting, Math.ceil(chunks / usualParts)));
}

function labelled({ label, title, unit }: Omit<Asked, "quantity">) {
  return { label, ...(unit !== undefined && { unit }), ...(title !== undefined && { meaning: title }) };
}

/** The numbers of the switches, which are not sampled. */
function switchesOf({ facts, ensemble: { prepared } }: Keepable): Readonly<Record<string, number>> {
  const { slots, inputs } = prepared.program;
  const names = facts.model.variables
    .filter(({ kind }) => kind === "switch")
    .map(({ name }) => foldName(name));
  return Object.fromEntries(
    names.flatMap((name) => {
      const number = prepared.inputs.numbers.get(name) ?? inputs[slots.get(name)?.offset ?? -1];
      return number === undefined ? [] : [[name, number]];
    }),
  );
}

/** A hash of what the user or a scenario changes: numbers, starts, tables, paths. */
export function hashOfSettings({ inputs: { numbers, initials, tables }, holds }: Prepared): string {
  const paths = [...holds].map(([name, { fromStep, elements, path }]) => [
    name,
    fromStep,
    elements,
    [...path],
  ]);
  return sha256(utf8Bytes(JSON.stringify([[...numbers], [...initials], [...tables], paths])));
}

import { sha256, utf8Bytes } from "../model/sha256.ts";
import type { TimeAxis } from "../run/program.ts";
import type { TableFormatName } from "./formats.ts";

/** Something that worlds are told apart by, as its author names it. */
interface Named {
  readonly label: string;
  readonly unit?: string;
  readonly meaning?: string;
}

/** A number that differs between worlds. */
export interface StudiedInput extends Named {
  readonly shape: string;
  readonly low: number;
  readonly high: number;
  readonly declared: number;
  readonly correlated?: { readonly group: string; readonly by: number };
}

export interface StudiedBand extends Named {
  /** Of the history that it stands in. */
  readonly id: string;
  readonly time: number;
  readonly low: number;
  readonly high: number;
}

/** What is tested in each world that is kept. */
export interface StudiedArgument {
  /** A hash of the claims, checks, loops and links, and of the runs that they ask for. */
  readonly id: string;
  /** Claims, checks, loops and links, in the order of their verdicts. */
  readonly items: readonly { readonly id: string; readonly meaning?: string }[];
  /** The lines of the claims and of the checks, each with a name of its own. */
  readonly lines: readonly Named[];
}

/** Everything that decides what a study of many worlds gives, and how its results are laid out: plain data. */
export interface Study {
  /** The version of Hence. */
  readonly version: string;
  readonly model: string;
  /** The hash of equations, declared numbers and times. */
  readonly program: string;
  /** What is changed, in the words of the user, and a hash of what that comes to. */
  readonly changes: readonly string[];
  readonly settings: string;
  readonly time: TimeAxis;
  readonly timeUnit: string;
  readonly sampler: string;
  readonly seed: number;
  readonly runs: number;
  /** The hash of the design: of all that decides the numbers of its worlds. */
  readonly design: string;
  readonly inputs: readonly StudiedInput[];
  readonly switches: Readonly<Record<string, number>>;
  readonly bands: readonly StudiedBand[];
  readonly outcomes: readonly (Named & { readonly time: number })[];
  readonly series: readonly (Named & { readonly times: readonly number[] })[];
  /** Of a study that tests an argument; it has neither outcomes nor series. */
  readonly argument?: StudiedArgument;
  readonly format: TableFormatName;
  readonly worldsInChunk: number;
  /** A part is what is written at once; a study that goes on keeps to the parts that it has. */
  readonly chunksInPart: number;
}

/** Plans whose first worlds are the same however many there are. */
const growing: readonly string[] = ["random", "sobol"];

/** Whether more worlds can join those of a study. */
export function canGrow({ sampler }: Pick<Study, "sampler">): boolean {
  return growing.includes(sampler);
}

/** What each table of a study says that it belongs to: a hash, the same while the study grows. */
export function studyId(study: Study): string {
  const { runs, design, format: _, chunksInPart: __, ...same } = study;
  return sha256(utf8Bytes(JSON.stringify(canGrow(study) ? same : { ...same, runs, design })));
}

/** What sets another study apart from that of a folder, in words; empty where it can go on there. */
export function differencesBetween(there: Study, asked: Study): readonly string[] {
  const told: string[] = [];
  const isOther = (...keys: readonly (keyof Study)[]) =>
    keys.some((key) => JSON.stringify(there[key]) !== JSON.stringify(asked[key]));
  const tell = (words: string, ...keys: readonly (keyof Study)[]) => {
    if (isOther(...keys)) told.push(words);
  };
  tell(`it is of the model ‘${there.model}’, not ‘${asked.model}’`, "model");
  if ((there.argument === undefined) !== (asked.argument === undefined))
    return [...told, `it was made by ${commandOf(there)}, not by ${commandOf(asked)}`];
  tell(
    "the program is another: equations, declared numbers or times have changed",
    "program",
    "time",
    "timeUnit",
  );
  tell(`it was made with ${listOr(there.changes)}, not with ${listOr(asked.changes)}`, "changes");
  if (!isOther("changes")) tell("the files of data hold other numbers", "settings");
  tell(`its worlds were chosen by ${there.sampler}, not ${asked.sampler}`, "sampler");
  tell(`its seed is ${there.seed}, not ${asked.seed}`, "seed");
  if (isOther("inputs")) told.push(`the ranges differ: ${otherInputs(there, asked).join(", ")}`);
  tell("the switches stand otherwise", "switches");
  tell(
    "it tests something else: claims, checks, loops, links or scenarios have changed, or --only names others",
    "argument",
  );
  if (isOther("bands"))
    told.push(
      there.bands.length > 0 && asked.bands.length > 0
        ? "the bands of its history are others"
        : `it was made ${there.bands.length > 0 ? "with" : "without"} --history`,
    );
  tell(`it keeps other outcomes: ${labelsOf(there.outcomes)}`, "outcomes");
  if (!isOther("outcomes")) tell("it keeps other series", "series");
  tell(`it is written as ${there.format}, not ${asked.format}`, "format");
  tell(`it was made by version ${there.version} of Hence, this is ${asked.version}`, "version");
  if (told.length === 0) tell("it is laid out in other chunks", "worldsInChunk");
  return told;
}

function commandOf({ argument }: Study): string {
  return argument ? "hence test --worlds" : "hence sweep";
}

function otherInputs(there: Study, asked: Study): readonly string[] {
  const known = new Map(there.inputs.map((input) => [input.label, JSON.stringify(input)]));
  const labels = [...new Set([...known.keys(), ...asked.inputs.map(({ label }) => label)])];
  const wanted = new Map(asked.inputs.map((input) => [input.label, JSON.stringify(input)]));
  const others = labels.filter((label) => known.get(label) !== wanted.get(label));
  return others.length > 0 ? others.slice(0, 5) : ["their order"];
}

function labelsOf(named: readonly { readonly label: string; readonly time: number }[]): string {
  const shown = named.slice(0, 5).map(({ label, time }) => `${label} @ ${time}`);
  return [...shown, ...(named.length > shown.length ? ["…"] : [])].join(", ");
}

function listOr(changes: readonly string[]): string {
  return changes.length > 0 ? changes.join(", ") : "no changes";
}

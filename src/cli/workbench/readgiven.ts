import type { Diagnostic } from "../../model/diagnostic.ts";
import type { Model } from "../../model/system.ts";
import { dataFormats } from "../../read/data/formats.ts";
import { attachGiven, isGiven } from "../../read/data/given.ts";
import { DataLibrary, leadsOut } from "../../read/data/library.ts";
import { decodeText } from "../../read/decode.ts";
import { formats } from "../../read/formats.ts";
import { ClosedFormat, isClosedFormat, type OpenedTexts, openTexts } from "../../read/open.ts";
import { pathBeside } from "../../read/path.ts";
import {
  type Brought,
  type GivenModel,
  type Missing,
  mostModelBytes,
  noRemarks,
  type Remarks,
} from "../../wire/models.ts";
import { contentsOf, henceFilesOf, netFlowsOf } from "../conversion.ts";
import { hasErrors } from "../opening.ts";
import { createGivenFiles, type GivenFiles } from "./givenfiles.ts";
import type { NewFile } from "./newfiles.ts";
import { isPlainPath } from "./place.ts";
import { remarksOf } from "./remarks.ts";

/** A model that was brought, read and ready to be written. */
export interface ReadModel {
  readonly kind: "read";
  /** The name of the file that the model stands in. */
  readonly entry: string;
  /** Its files in a folder of their own, the entry first, for the name that it gets there. */
  files(name: string): readonly NewFile[];
  readonly contents: string;
  readonly remarks: Remarks;
  readonly unused: readonly string[];
}

type NotRead = Exclude<Brought, { kind: "opened" }>;

/** Reads a model from the files that were brought, and from nothing else. */
export function readGiven(given: GivenModel, bytes: readonly Uint8Array[]): ReadModel | NotRead {
  const all = new Map(given.files.map((name, i) => [name, bytes[i]!]));
  const wrong = given.files.find((name) => !isPlainPath(name));
  if (wrong !== undefined) return refuse(`A file cannot be called ‘${wrong}’ here.`);
  const models = given.model === undefined ? modelsIn(all) : [given.model];
  const [path, another] = models;
  if (another !== undefined) return { kind: "several", models };
  const model = path === undefined ? undefined : all.get(path);
  if (path === undefined || !model) {
    const which =
      given.files.length === 1 ? `‘${given.files[0]}’ is no model` : "None of these files is a model";
    return refuse(`${which} that Hence reads.`, `A model is a file that ends in ${endings()}.`);
  }
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const entry = path.slice(folder.length);
  if (model.length > mostModelBytes)
    return refuse(`‘${entry}’ is larger than ${mostModelBytes / 1024 / 1024} MB, and was not read.`);
  const files = new Map(
    [...all].map(([name, one]) => [name.startsWith(folder) ? name.slice(folder.length) : name, one]),
  );
  return readModel({ entry, files, given });
}

function refuse(problem: string, hint?: string): NotRead {
  return { kind: "refused", problem, remarks: noRemarks, ...(hint !== undefined && { hint }) };
}

/** The files that look like a model: by their names, or else the only one by its text. */
function modelsIn(files: ReadonlyMap<string, Uint8Array>): readonly string[] {
  const names = [...files.keys()];
  const called = names.filter((name) => isClosedFormat(name) || isCalledLikeModel(name));
  // A folder has its system in the file of its own name.
  const own = called.filter((name) => /(^|\/)([^/]+)\/\2\.hence$/i.test(name));
  if (own.length === 1) return own;
  if (called.length > 0 || names.length !== 1) return called;
  const [[name, bytes]] = [...files] as [[string, Uint8Array]];
  const { text } = decodeText(bytes.subarray(0, mostModelBytes), name);
  return formats.some(({ looksLike }) => looksLike(text)) ? [name] : [];
}

function isCalledLikeModel(name: string): boolean {
  const lower = name.toLowerCase();
  const isBesideModel = lower.endsWith(".layout.json") || lower.endsWith("_spec.json");
  return !isBesideModel && formats.some(({ extensions }) => extensions.some((one) => lower.endsWith(one)));
}

function endings(): string {
  const all = formats.flatMap(({ extensions }) => extensions);
  return `${all.slice(0, -1).join(", ")} or ${all.at(-1)}`;
}

interface Task {
  readonly entry: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly given: GivenModel;
}

/** What an incomplete model is told of, and may be opened with. */
export const incomplete: ReadonlySet<string> = new Set(["missing-file", "unknown-tag"]);

function readModel({ entry, files, given }: Task): ReadModel | NotRead {
  const isOurs = entry.toLowerCase().endsWith(".hence");
  const box = createGivenFiles(files, new Map(Object.entries(given.meant)), !isOurs);
  const diagnostics: Diagnostic[] = [];
  let opened: OpenedTexts;
  try {
    opened = openTexts(entry, box, (diagnostic) => diagnostics.push(diagnostic));
  } catch (problem) {
    if (problem instanceof ClosedFormat) return refuse(problem.message, problem.hint);
    throw problem;
  }
  const { reading, library } = opened;
  const remarks = () => remarksOf(diagnostics, new Map([...reading.sources, ...library.texts]));
  const faults = diagnostics.filter(({ code }) => !incomplete.has(code));
  // A text of Hence opens with its faults, to be mended.
  const isBroken = isOurs ? faults.some(({ code }) => code === "no-text") : hasErrors(faults);
  if (isBroken)
    return {
      kind: "refused",
      problem: `‘${entry}’ could not be read as a whole.`,
      hint: "Nothing was written. Below is what could not be understood, and where.",
      remarks: remarks(),
    };
  const brought = bringSeries(reading.model, entry, files, box);
  const missing = missingOf(brought.model, box);
  if (missing.length > 0 && !given.isIncomplete)
    return { kind: "incomplete", model: entry, missing, remarks: remarks() };
  const layout = reading.readLayout?.();
  const used = new Set([entry, ...box.texts.values(), ...box.data.values(), ...brought.files]);
  const net = netFlowsOf(reading.model);
  return {
    kind: "read",
    entry,
    files: (name) =>
      isOurs
        ? placeOurs(name, entry, files, box)
        : [
            ...henceFilesOf(`${name}.hence`, {
              written: brought.model,
              isOurs,
              layout,
              move: (path, source) => pathHere(path, source, box),
            }).map(({ path, text }) => ({ path, bytes: text })),
            ...[...new Set(box.data.values())].map((path) => ({ path, bytes: files.get(path)! })),
          ],
    contents: `${contentsOf(reading.model)}.${net === undefined ? "" : ` ${net}`}`,
    remarks: remarks(),
    unused: isOurs ? [] : [...files.keys()].filter((name) => !used.has(name) && !/_spec\.json$/i.test(name)),
  };
}

/** Where a file that a model names lies in the folder of the new text. */
function pathHere(path: string, source: string, box: GivenFiles): string {
  const named = path.startsWith("?") ? box.access.tag(path.slice(1)) : path;
  if (named === undefined) return path;
  const whole = pathBeside(source, named);
  const found = box.find(path) ?? box.find(whole);
  if (found !== undefined) return found;
  return leadsOut("", whole) ? whole.slice(whole.lastIndexOf("/") + 1) : whole;
}

function missingOf(model: Model, box: GivenFiles): readonly Missing[] {
  return [
    ...[...box.missing].map((name) => ({ kind: "file", name }) as const),
    ...model.variables.filter(isGiven).map(({ name }) => ({ kind: "series", name }) as const),
  ];
}

/** Gives the model the series that it expects from whoever runs it, as far as a file has them that it does not name. */
function bringSeries(model: Model, entry: string, files: Task["files"], box: GivenFiles) {
  if (!model.variables.some(isGiven)) return { model, files: [] };
  const named = new Set([entry, ...box.texts.values(), ...box.data.values()]);
  const endsLikeData = (name: string) =>
    dataFormats.some(({ extensions }) => extensions.some((one) => name.toLowerCase().endsWith(one)));
  const candidates = [...files.keys()].filter((name) => !named.has(name) && endsLikeData(name));
  // What is wrong with a file that brings nothing is of no concern to the model.
  const { access } = createGivenFiles(files, new Map(), true);
  const library = new DataLibrary(access, entry, () => undefined);
  const read = candidates.map((name) => ({
    name,
    series: library.seriesAt(name, { what: "What came along" }) ?? [],
  }));
  const { model: whole, used } = attachGiven(
    model,
    read.flatMap(({ series }) => series),
  );
  return { model: whole, files: used.size === 0 ? [] : candidates };
}

/** A system of Hence as it came, under its new name; what it names from elsewhere lies where it looks for it. */
function placeOurs(name: string, entry: string, files: Task["files"], box: GivenFiles): readonly NewFile[] {
  const layout = entry.replace(/\.hence$/i, ".layout.json");
  const placed = new Map<string, NewFile>();
  const put = (path: string, bytes: Uint8Array) => {
    if (!placed.has(path)) placed.set(path, { path, bytes });
  };
  put(`${name}.hence`, files.get(entry)!);
  for (const [path, found] of [...box.texts, ...box.data])
    if (found !== entry) put(isPlainPath(path) ? path : found, files.get(found)!);
  const settled = new Set([entry, ...box.texts.values(), ...box.data.values()]);
  for (const [path, bytes] of files)
    if (!settled.has(path)) put(path === layout ? `${name}.layout.json` : path, bytes);
  return [...placed.values()];
}

import type { Report } from "../model/diagnostic.ts";
import type { Model } from "../model/system.ts";
import { attachData } from "./data/attach.ts";
import { type DataAccess, DataLibrary } from "./data/library.ts";
import { type Format, formats } from "./formats.ts";
import type { Loaded, Reading } from "./hence.ts";

/** What the roof gives to open a system with. */
export interface Opening {
  /** The text of a file by its path. */
  readonly load: (path: string) => Loaded;
  readonly access: DataAccess;
  /** Leave its files of data out. */
  readonly isBare?: boolean;
  /** Of the same entry: the texts that are the same are not read again. */
  readonly previous?: Reading;
}

/** A system as it was read. */
export interface OpenedTexts {
  readonly reading: Reading;
  /** With the numbers of its files of data. */
  readonly model: Model;
  readonly library: DataLibrary;
}

/** Reads a system, in whatever format, from its entry file. Throws `ClosedFormat` where only its own program reads it. */
export function openTexts(
  entry: string,
  { load, access, isBare = false, previous }: Opening,
  report: Report,
): OpenedTexts {
  const library = new DataLibrary(access, entry, report);
  const reading = formatOf(entry, load).read(entry, load, report, library, previous);
  const model = isBare ? reading.model : attachData(reading.model, library, report);
  return { reading, model, library };
}

/** A model in a form that is no text. */
export class ClosedFormat extends Error {
  override readonly name = "ClosedFormat";
  /** How to have it in a form that Hence reads. */
  readonly hint: string;

  constructor(path: string, hint: string) {
    super(`‘${path}’ is in a form that only its own program reads.`);
    this.hint = hint;
  }
}

/** The format of a file by its name, else by its text; Hence's own where nothing tells. */
function formatOf(path: string, load: Opening["load"]): Format {
  const extension = extensionOf(path);
  const found = formats.find(({ extensions }) => extensions.includes(extension));
  if (found) return found;
  const hint = closedFormats.get(extension);
  if (hint !== undefined) throw new ClosedFormat(path, hint);
  const loaded = load(path);
  const { text } = "missing" in loaded ? { text: "" } : loaded;
  return formats.find(({ looksLike }) => looksLike(text)) ?? formats[0]!;
}

function extensionOf(path: string): string {
  return /\.[^./\\]*$/.exec(path)?.[0].toLowerCase() ?? "";
}

/** Whether a file is called like a model in a form that is no text. */
export function isClosedFormat(path: string): boolean {
  return closedFormats.has(extensionOf(path));
}

const vensimText = "In Vensim, save the model as text: a file that ends in .mdl.";
const stellaText =
  "Open it in Stella or iThink, version 10 or later, and save it: the new file ends in .stmx or .itmx.";

/** Extensions of models that are no text. */
const closedFormats: ReadonlyMap<string, string> = new Map([
  [".vmf", vensimText],
  [".vmfx", vensimText],
  [".vpm", vensimText],
  [".vpmx", vensimText],
  [".stm", stellaText],
  [".itm", stellaText],
]);

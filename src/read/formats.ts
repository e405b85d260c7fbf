import type { Report } from "../model/diagnostic.ts";
import type { DataLibrary } from "./data/library.ts";
import { type Loaded, type Reading, readHence } from "./hence.ts";
import { looksLikeSdJson, readSdJson } from "./sdjson/sdjson.ts";
import { looksLikeVensim, readVensim } from "./vensim/vensim.ts";
import { readXmile } from "./xmile/xmile.ts";

/** A kind of file that a system can be read from. */
export interface Format {
  readonly name: string;
  /** With the dot, in lower case. */
  readonly extensions: readonly string[];
  /** Whether a text is probably in this format, whatever its file is called. */
  readonly looksLike: (text: string) => boolean;
  /** `data` are the files beside the system, for a format whose reading depends on them; `previous`, see `readHence`. */
  readonly read: (
    entry: string,
    load: (path: string) => Loaded,
    report: Report,
    data?: DataLibrary,
    previous?: Reading,
  ) => Reading;
}

/** All formats, the first being the one that is tried where nothing tells. */
export const formats: readonly Format[] = [
  {
    name: "Hence",
    extensions: [".hence"],
    looksLike: (text) => /^[ \t]*(system|sector|use|time|stock|claim)[ \t]/m.test(text),
    read: (entry, load, report, _, previous) => readHence(entry, load, report, previous),
  },
  {
    name: "XMILE",
    extensions: [".xmile", ".stmx", ".itmx", ".xml"],
    looksLike: (text) =>
      /^\s*<(?:\?xml|!--|xmile\b|\w+:xmile\b)/.test(text.replace(/^\ufeff/, "")) &&
      /<(\w+:)?xmile\b/.test(text),
    read: readXmile,
  },
  { name: "SD-JSON", extensions: [".json"], looksLike: looksLikeSdJson, read: readSdJson },
  { name: "Vensim", extensions: [".mdl"], looksLike: looksLikeVensim, read: readVensim },
];

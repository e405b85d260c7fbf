import type { Report } from "../model/diagnostic.ts";
import type { Layout } from "../model/layout.ts";
import type { Model } from "../model/system.ts";
import { writeVensim } from "./vensim/model.ts";
import { writeXmile } from "./xmile/model.ts";

/** A kind of file of other programs that a system can be written to. */
export interface WritableFormat {
  readonly name: string;
  /** With the dot, in lower case; the first is the usual one. */
  readonly extensions: readonly string[];
  /** Whether it can say where in a file numbers stand; otherwise they are written themselves. */
  readonly namesFiles: boolean;
  /** The text of one file. What the format cannot say is reported: as an error, where nothing may be written. */
  readonly write: (model: Model, layout: Layout | undefined, report: Report) => string;
}

/** The formats of other programs. Text of Hence, which may be several files, is written by itself. */
export const writableFormats: readonly WritableFormat[] = [
  { name: "XMILE", extensions: [".xmile", ".stmx", ".xml"], namesFiles: false, write: writeXmile },
  { name: "Vensim", extensions: [".mdl"], namesFiles: false, write: writeVensim },
];

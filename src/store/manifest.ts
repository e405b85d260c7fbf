import { type Layout, layoutOf, type TableName } from "./layout.ts";
import { canGrow, differencesBetween, type Study, studyId } from "./study.ts";
import type { Marks } from "./table.ts";

/** The file of a folder of results that says what they are of. */
export const manifestPath = "manifest.json";
/** The file in which parts are written down as they become whole. */
export const journalPath = "parts.jsonl";

/** To be raised when the files of a folder of results are laid out otherwise. */
const layoutVersion = 1;

export interface Manifest {
  readonly hence: "results";
  readonly layout: number;
  readonly id: string;
  readonly study: Study;
  readonly tables: Layout;
  /** Once all is there that was wanted. */
  readonly finished?: Finished;
}

/** The hash of what came out; of so many worlds that are kept, where no more were wanted. */
export interface Finished {
  readonly hash: string;
  readonly kept?: number;
}

export function manifestOf(study: Study, finished?: Finished): Manifest {
  return {
    hence: "results",
    layout: layoutVersion,
    id: studyId(study),
    study,
    tables: layoutOf(study),
    ...(finished && { finished }),
  };
}

export function printManifest(manifest: Manifest): string {
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

/** Reads a manifest; undefined where the text is none, or does not agree with itself. */
export function readManifest(text: string): Manifest | undefined {
  try {
    const manifest: Manifest = JSON.parse(text);
    const isOne = manifest.hence === "results" && manifest.layout === layoutVersion;
    return isOne && manifest.id === studyId(manifest.study) ? manifest : undefined;
  } catch {
    return undefined; // No JSON, or not what is expected in it.
  }
}

/** What a file of a study says of itself. */
export function marksOf(study: Study, table: TableName): Marks {
  const { model, program, design, sampler, seed, version } = study;
  return { study: studyId(study), table, model, program, design, sampler, seed: String(seed), version };
}

/** Whether a table says that it is of a study, in full or by the beginning of its id. */
export function isOf(study: Study, { study: mark = "" }: Marks): boolean {
  return mark.length >= 16 && studyId(study).startsWith(mark);
}

/** Why a study cannot go on with what another left in a folder; undefined where it can. */
export function reasonAgainst(
  there: Study,
  asked: Study,
): { readonly words: string; readonly hint: string } | undefined {
  const differences = differencesBetween(there, asked);
  if (differences.length > 0)
    return {
      words: `it is of another study: ${differences.join("; ")}`,
      hint: "Name another folder, or ask for the same study.",
    };
  if (there.runs === asked.runs || (there.runs < asked.runs && canGrow(asked))) return undefined;
  if (there.runs > asked.runs)
    return {
      words: `it is of ${there.runs} worlds, and cannot become one of ${asked.runs}`,
      hint: `Name another folder, or ask for --runs ${there.runs}${canGrow(asked) ? " or more" : ""}.`,
    };
  return {
    words: `it is of ${there.runs} worlds chosen by ${asked.sampler}, which cannot grow to ${asked.runs}: each depends on how many there are`,
    hint: "Name another folder; worlds chosen by random or sobol can be added to.",
  };
}

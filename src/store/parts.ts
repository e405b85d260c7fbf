import { type TableName, tableNames } from "./layout.ts";
import type { Study } from "./study.ts";

/** A part of a study that is whole on the disk: its worlds, and the file of each table. */
export interface Part {
  readonly part: number;
  readonly worlds: number;
  readonly kept: number;
  readonly files: Readonly<Partial<Record<TableName, PartFile>>>;
}

export interface PartFile {
  readonly bytes: number;
  readonly sha256: string;
}

/** Where the file of a part lies in the folder of its study. */
export function partPath(table: TableName, part: number, { format }: Pick<Study, "format">): string {
  return `${table}/part-${String(part).padStart(5, "0")}.${format}`;
}

export function partsIn({ runs, worldsInChunk, chunksInPart }: Study): number {
  return Math.ceil(runs / (worldsInChunk * chunksInPart));
}

/** How many worlds a part has when it is whole. */
export function worldsIn({ runs, worldsInChunk, chunksInPart }: Study, part: number): number {
  const most = worldsInChunk * chunksInPart;
  return Math.min(most, runs - part * most);
}

/** The numbers of the chunks of a part. */
export function chunksIn(study: Study, part: number): readonly number[] {
  const count = Math.ceil(worldsIn(study, part) / study.worldsInChunk);
  return Array.from({ length: count }, (_, i) => part * study.chunksInPart + i);
}

/** A line of the journal in which parts are written down, one as soon as it is whole. */
export function printPart(part: Part): string {
  return `${JSON.stringify(part)}\n`;
}

export interface Journal {
  /** By number, the last word on each. */
  readonly parts: ReadonlyMap<number, Part>;
  /** How much of the text is whole lines. */
  readonly whole: number;
}

/**
 * The parts that a journal names. A process that is ended while it writes leaves a line without an end, or of which the
 * beginning alone is there: it counts for nothing, nor does what follows.
 */
export function readJournal(text: string): Journal {
  const parts = new Map<number, Part>();
  let at = 0;
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", at)) {
    const part = readPart(text.slice(at, end));
    if (!part) break;
    parts.set(part.part, part);
    at = end + 1;
  }
  return { parts, whole: at };
}

function readPart(line: string): Part | undefined {
  try {
    const part: Part = JSON.parse(line);
    const files = tableNames.flatMap((name) => part.files[name] ?? []);
    const isWhole = files.length > 1 && files.every(({ bytes, sha256 }) => bytes > 0 && sha256.length === 64);
    return isWhole && Number.isInteger(part.part) && Number.isInteger(part.worlds) ? part : undefined;
  } catch {
    return undefined; // No JSON: the line is not whole.
  }
}

import { createHash } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { tableFormats } from "../store/formats.ts";
import {
  chunksOf,
  layoutOf,
  type TableName,
  tableNames,
  tablesOf,
  type WorldNumbers,
} from "../store/layout.ts";
import { isOf, marksOf } from "../store/manifest.ts";
import { type Part, type PartFile, partPath } from "../store/parts.ts";
import type { Study } from "../store/study.ts";
import type { MarkedTable } from "../store/table.ts";
import type { ChunkResults } from "../study/ensemble.ts";
import { WrongUsage } from "./exit.ts";
import { problemCode } from "./files.ts";

/** The files of the parts of a study. */
export interface PartFiles {
  write(part: number, chunks: readonly ChunkResults[], numbersOf: WorldNumbers): Promise<Part>;
  /** Reads a part back. Undefined where a file is gone, or is not the one that was written. */
  read(part: Part): Promise<readonly ChunkResults[] | undefined>;
}

/** Opens the files of a study in its folder. */
export async function partFiles(
  path: string,
  study: Study,
  put: (path: string, pieces: Iterable<Uint8Array>) => Promise<void>,
): Promise<PartFiles> {
  const format = await tableFormats[study.format]();
  const layout = layoutOf(study);
  const names = tableNames.filter((name) => layout[name]);
  for (const name of names) await mkdir(join(path, name), { recursive: true });
  return {
    async write(part, chunks, numbersOf) {
      const tables = tablesOf(study, chunks, numbersOf);
      const files: Partial<Record<TableName, PartFile>> = {};
      for (const name of names) {
        const bytes = format.encode(tables[name]!, marksOf(study, name));
        await put(join(path, partPath(name, part, study)), [bytes]);
        files[name] = { bytes: bytes.length, sha256: hashOf(bytes) };
      }
      return { part, worlds: tables.runs!.rows, kept: tables.outcomes!.rows, files };
    },
    async read({ part, files }) {
      const tables: Partial<Record<TableName, MarkedTable>> = {};
      for (const name of names) {
        const file = join(path, partPath(name, part, study));
        const bytes = await readWhole(file, files[name]);
        if (!bytes) return undefined;
        const table = await format.decode(bytes, layout[name]!);
        if (table.rows > 0 && !isOf(study, table.marks))
          throw new WrongUsage(`‘${file}’ is of another study.`);
        tables[name] = table;
      }
      return chunksOf(study, tables);
    },
  };
}

/** The bytes of a file, if they are those that were written. */
async function readWhole(path: string, written: PartFile | undefined): Promise<Uint8Array | undefined> {
  try {
    const bytes = await readFile(path);
    return hashOf(bytes) === written?.sha256 ? bytes : undefined;
  } catch (problem) {
    if (problemCode(problem) === "ENOENT") return undefined;
    throw problem;
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

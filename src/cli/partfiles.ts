import { createHash } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { tableFormats } from "../store/formats.ts";
import {
  chunksOf,
  columnsToRead,
  type StoredChunk,
  type TableName,
  tableNames,
  tablesOf,
  type WorldNumbers,
} from "../store/layout.ts";
import { isOf, marksOf } from "../store/manifest.ts";
import { type Part, type PartFile, partPath } from "../store/parts.ts";
import type { Study } from "../store/study.ts";
import type { MarkedTable } from "../store/table.ts";
import { WrongUsage } from "./exit.ts";
import { problemCode } from "./files.ts";

/** The files of the parts of a study. */
export interface PartFiles {
  write(part: number, chunks: readonly StoredChunk[], numbersOf: WorldNumbers): Promise<Part>;
  /** Reads a part back. Undefined where a file is gone, or is not the one that was written. */
  read(part: Part): Promise<readonly StoredChunk[] | undefined>;
}

/** Opens the files of a study in its folder. */
export async function partFiles(
  path: string,
  study: Study,
  put: (path: string, pieces: Iterable<Uint8Array>) => Promise<void>,
): Promise<PartFiles> {
  const format = await tableFormats[study.format]();
  const layout = columnsToRead(study);
  const names = tableNames.filter((name) => layout[name]);
  for (const name of names) await mkdir(join(path, name), { recursive: true });
  return {
    async write(part, chunks, numbersOf) {
      const files: Partial<Record<TableName, PartFile>> = {};
      const rows: Partial<Record<TableName, number>> = {};
      for (const [name, table] of tablesOf(study, chunks, numbersOf)) {
        // Whoever stops a study is heard between making a table and writing it.
        await new Promise((resolve) => setImmediate(resolve));
        const bytes = format.encode(table, marksOf(study, name));
        await put(join(path, partPath(name, part, study)), [bytes]);
        files[name] = { bytes: bytes.length, sha256: hashOf(bytes) };
        rows[name] = table.rows;
      }
      return { part, worlds: rows.runs!, kept: (rows.outcomes ?? rows.verdicts)!, files };
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

import { mkdtemp, open, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { arrow } from "../store/arrow.ts";
import { type TableName, tableNames } from "../store/layout.ts";
import { isOf, marksOf } from "../store/manifest.ts";
import { parquet } from "../store/parquet.ts";
import { partPath } from "../store/parts.ts";
import type { Column, Marks } from "../store/table.ts";
import type { Database } from "./duckdb.ts";
import { WrongUsage } from "./exit.ts";
import { problemCode } from "./files.ts";
import type { Stored } from "./stored.ts";

/**
 * Gives a database the tables of a folder of results, of its whole parts. Resolves to what is to be done when they are not
 * needed any more. Throws `WrongUsage` where a file is gone, was changed, or is of another study.
 */
export async function addTables(database: Database, stored: Stored): Promise<() => Promise<void>> {
  const { manifest } = stored;
  const temporary: string[] = [];
  for (const name of tableNames) {
    const columns = manifest.tables[name];
    if (!columns) continue;
    const files = await filesOf(stored, name);
    const source = await sources[manifest.study.format](files, {
      database,
      stored,
      name,
      columns,
      temporary,
    });
    await database.ask(`create view ${name} as ${source}`);
  }
  return async () => {
    for (const folder of temporary) await rm(folder, { recursive: true, force: true });
  };
}

/** The files of a table, each as long as it was written. */
async function filesOf({ path, manifest, parts }: Stored, name: TableName): Promise<readonly string[]> {
  const files: string[] = [];
  for (const { part, files: written } of parts) {
    const file = resolve(path, partPath(name, part, manifest.study));
    if ((await lengthOf(file)) !== written[name]?.bytes)
      throw new WrongUsage(
        `‘${file}’ is gone, or not as it was written.`,
        "The same command with the same --out makes it again.",
      );
    files.push(file);
  }
  return files;
}

async function lengthOf(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).size;
  } catch (problem) {
    if (problemCode(problem) === "ENOENT") return undefined;
    throw problem;
  }
}

interface Wanted {
  readonly database: Database;
  readonly stored: Stored;
  readonly name: TableName;
  readonly columns: readonly Column[];
  /** Takes folders that are to be removed afterwards. */
  readonly temporary: string[];
}

/** What a view selects, by the format of the files. */
const sources = {
  async parquet(files: readonly string[], { database, stored }: Wanted) {
    const asked = `select file_name, decode(value) from parquet_kv_metadata(${listed(files)}) where decode(key) = 'study'`;
    const found = new Map<string, string>();
    for await (const rows of (await database.ask(asked)).rows)
      for (const [file, study] of rows) found.set(String(file), String(study));
    for (const file of files) refuseOthers(stored, file, { study: found.get(file) ?? "" });
    return `select * from read_parquet(${listed(files)})`;
  },
  async csv(files: readonly string[], { stored, columns }: Wanted) {
    for (const file of files) {
      const study = await secondLineBegins(file);
      if (study !== undefined) refuseOthers(stored, file, { study });
    }
    const types = [{ name: "study", kind: "text" } as const, ...columns]
      .map(({ name, kind }) => `${quoted(name)}: '${sqlTypes[kind]}'`)
      .join(", ");
    const how = `header = true, delim = ',', quote = '"', escape = '"', nullstr = '', columns = {${types}}`;
    return `select * exclude (study) from read_csv(${listed(files)}, ${how})`;
  },
  /** DuckDB does not read these by itself: they are written as Parquet for the time of the question. */
  async arrow(files: readonly string[], wanted: Wanted) {
    const { stored, name, columns, temporary } = wanted;
    const folder = await mkdtemp(join(tmpdir(), "hence-"));
    temporary.push(folder);
    const copies: string[] = [];
    for (const [i, file] of files.entries()) {
      const table = await arrow.decode(await readFile(file), columns);
      refuseOthers(stored, file, table.marks);
      copies.push(join(folder, `${i}.parquet`));
      const copy = await open(copies[i]!, "w");
      await copy.writeFile(parquet.encode(table, marksOf(stored.manifest.study, name)));
      await copy.close();
    }
    return `select * from read_parquet(${listed(copies)})`;
  },
} as const;

const sqlTypes = { whole: "INTEGER", number: "DOUBLE", text: "VARCHAR" } as const;

function refuseOthers({ manifest }: Stored, file: string, marks: Marks): void {
  if (!isOf(manifest.study, marks)) throw new WrongUsage(`‘${file}’ is of another study than its folder.`);
}

/** The first cell below the head of a table of text; undefined where it has no rows, and so says nothing of itself. */
async function secondLineBegins(file: string): Promise<string | undefined> {
  const handle = await open(file);
  try {
    const lines = handle.readLines();
    let row = 0;
    for await (const line of lines) if (row++ === 1) return line.slice(0, line.indexOf(","));
    return undefined;
  } finally {
    await handle.close();
  }
}

function listed(files: readonly string[]): string {
  return `[${files.map((file) => `'${file.replaceAll("'", "''")}'`).join(", ")}]`;
}

function quoted(name: string): string {
  return `'${name.replaceAll("'", "''")}'`;
}

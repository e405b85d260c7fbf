import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { DuckDBConnection } from "@duckdb/node-api";
import { WrongUsage } from "./exit.ts";
import { problemCode } from "./files.ts";

type DuckDB = typeof import("@duckdb/node-api");

/** The version that Hence is tested with. */
const duckdbVersion = "1.5.6-r.1";

/** A question to the database failed, in its own words. */
function refused(problem: unknown): WrongUsage {
  const words = problem instanceof Error ? problem.message.trim() : String(problem);
  return new WrongUsage(`DuckDB cannot answer that. ${words}`);
}

/** What a question gives: names of columns, and rows as plain data, some at a time. */
export interface Answer {
  readonly columns: readonly string[];
  /** Whether a column holds numbers. */
  readonly numeric: readonly boolean[];
  readonly rows: AsyncIterable<readonly (readonly Plain[])[]>;
}

/** A value as JSON has it; numbers that JSON has no word for are words. */
export type Plain = null | string | number | boolean | readonly Plain[] | { readonly [name: string]: Plain };

/** A database in memory, of which questions are asked in SQL. */
export interface Database {
  ask(sql: string): Promise<Answer>;
  close(): void;
}

/** Opens an empty database. Throws `WrongUsage` where DuckDB is not installed, with what to do. */
export async function openDatabase(find = findDuckDB): Promise<Database> {
  const { DuckDBInstance } = await loadDuckDB(find);
  // Nothing is fetched from anywhere.
  const instance = await DuckDBInstance.create(":memory:", { autoinstall_known_extensions: "false" });
  const connection = await instance.connect();
  return {
    ask: (sql) => ask(connection, sql),
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function ask(connection: DuckDBConnection, sql: string): Promise<Answer> {
  try {
    const result = await connection.stream(sql);
    const types = result.columnTypes().map(String);
    return {
      columns: result.deduplicatedColumnNames(),
      numeric: types.map((type) => numbers.test(type)),
      rows: rowsOf(result.yieldRowsJson() as AsyncIterable<Plain[][]>, types),
    };
  } catch (problem) {
    throw refused(problem);
  }
}

async function* rowsOf(source: AsyncIterable<Plain[][]>, types: readonly string[]) {
  const isNumber = types.map((type) => numbers.test(type));
  try {
    for await (const rows of source)
      yield rows.map((row) => row.map((value, i) => (isNumber[i] ? asNumber(value) : value)));
  } catch (problem) {
    throw refused(problem);
  }
}

const numbers = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|UINTEGER|FLOAT|DOUBLE|DECIMAL\(.*\))$/;

/** Whole numbers and decimals come as text; they are numbers here as far as these hold them. */
function asNumber(value: Plain): Plain {
  const number = Number(value);
  return typeof value === "string" && Number.isFinite(number) && Math.abs(number) <= Number.MAX_SAFE_INTEGER
    ? number
    : value;
}

async function loadDuckDB(find: () => Promise<DuckDB>): Promise<DuckDB> {
  try {
    return await find();
  } catch (problem) {
    const isMissing = ["ERR_MODULE_NOT_FOUND", "MODULE_NOT_FOUND"].includes(problemCode(problem));
    const why = problem instanceof Error ? problem.message.split("\n")[0] : String(problem);
    throw new WrongUsage(
      `Questions in SQL are answered by DuckDB, which ${isMissing ? "is not installed" : `cannot be loaded: ${why}`}.`,
      `To install it (some 70 MB): npm install @duckdb/node-api@${duckdbVersion}\n` +
        "The files can be read without it by whatever reads their format; `hence query DIR` lists what is in them.",
    );
  }
}

/** Beside Hence, or in the folder where the user is. */
async function findDuckDB(): Promise<DuckDB> {
  try {
    return await import("@duckdb/node-api");
  } catch (problem) {
    if (problemCode(problem) !== "ERR_MODULE_NOT_FOUND") throw problem;
    const here = createRequire(pathToFileURL(join(process.cwd(), "package.json")));
    const found: { readonly default?: DuckDB } & DuckDB = await import(
      pathToFileURL(here.resolve("@duckdb/node-api")).href
    );
    return found.default ?? found;
  }
}

import { type TableName, tableNames } from "../store/layout.ts";
import { quoted } from "../store/quote.ts";
import type { Study } from "../store/study.ts";
import { formatCount, formatNumber } from "../view/number.ts";
import { drawTable } from "../view/table.ts";
import { optionOf, type Request } from "./command.ts";
import { type Answer, openDatabase, type Plain } from "./duckdb.ts";
import { exit, WrongUsage } from "./exit.ts";
import { writeWhole } from "./files.ts";
import { openStored, type Stored } from "./stored.ts";
import { addTables } from "./tables.ts";
import type { Terminal } from "./terminal.ts";

/** `hence query`. */
export async function queryResults(request: Request, terminal: Terminal): Promise<number> {
  const [path = "", sql] = request.operands;
  const csv = optionOf(request, "csv");
  const json = request.options.has("json");
  if (csv !== undefined && json)
    throw new WrongUsage("An answer is written with --csv or --json, not with both.");
  const stored = await openStored(path);
  if (sql === undefined) {
    if (csv !== undefined) throw new WrongUsage("--csv writes an answer: say what is asked, in SQL.");
    terminal.out(json ? JSON.stringify(stored.manifest) : describe(stored, terminal).join("\n"));
    return exit.good;
  }
  if (stored.parts.length === 0) throw new WrongUsage(`No part of the results in ‘${path}’ is whole yet.`);
  if (isUnfinished(stored)) terminal.complain(`note: ${unfinishedWords(stored)}`);
  const database = await openDatabase();
  let done = async () => {};
  try {
    done = await addTables(database, stored);
    const answer = await database.ask(sql);
    if (json) for await (const piece of jsonOf(answer)) terminal.out(piece);
    else if (csv === "-") for await (const piece of csvOf(answer)) terminal.out(piece.trimEnd());
    else if (csv !== undefined) await writeWhole(csv, csvOf(answer));
    else terminal.out((await drawAnswer(answer, terminal)).join("\n"));
    return exit.good;
  } finally {
    database.close();
    await done();
  }
}

/** Whether worlds are missing that were wanted. */
function isUnfinished({ worlds, manifest: { study, finished } }: Stored): boolean {
  return worlds < study.runs && finished?.kept === undefined;
}

function unfinishedWords({ worlds, manifest: { study } }: Stored): string {
  return `${formatNumber(worlds, 15)} of ${formatCount(study.runs, "world")} are here; the same command goes on with the others.`;
}

/** What lies in a folder of results: of what they are, and the columns of each table. */
function describe(stored: Stored, { paint, width }: Terminal): string[] {
  const { manifest, worlds, parts } = stored;
  const { study } = manifest;
  const kept = parts.reduce((sum, part) => sum + part.kept, 0);
  const rows: Readonly<Record<TableName, number>> = {
    runs: worlds,
    outcomes: kept,
    series: kept * new Set(study.series.flatMap(({ times }) => times)).size,
    verdicts: kept,
    effects: kept,
  };
  const lines = [
    `${paint.strong(study.model)}: ${formatCount(worlds, "world")}, ${formatNumber(kept, 15)} kept; ${designWords(study)}`,
  ];
  if (study.changes.length > 0) lines.push(`with ${study.changes.join(", ")}`);
  if (isUnfinished(stored)) lines.push(unfinishedWords(stored));
  for (const name of tableNames) {
    const columns = manifest.tables[name];
    if (!columns) continue;
    lines.push("", `${paint.strong(name)}  ${formatCount(rows[name], "row")}`);
    const cells = columns.map((column) => [column.name, column.unit ?? "", column.meaning ?? ""]);
    lines.push(...drawTable([{}, {}, { gives: "wrap" }], cells, width, "  "));
  }
  return lines;
}

function designWords({ sampler, seed, version }: Study): string {
  return `chosen by ${sampler}, seed ${seed}, version ${version} of Hence`;
}

/** So many rows of an answer are shown to people. */
const mostRows = 50;

async function drawAnswer({ columns, numeric, rows }: Answer, { width }: Terminal): Promise<string[]> {
  const shown: (readonly string[])[] = [];
  let count = 0;
  for await (const some of rows) {
    for (const row of some.slice(0, Math.max(0, mostRows - count))) shown.push(row.map(textOf));
    count += some.length;
  }
  const heads = columns.map((title, i) => ({
    title,
    side: numeric[i] ? ("right" as const) : ("left" as const),
  }));
  const lines = drawTable(heads, shown, width);
  if (count > mostRows)
    lines.push(`… ${formatNumber(count, 15)} rows in all; --csv FILE or --json gives every one.`);
  return count === 0 ? [...lines, "No rows."] : lines;
}

function textOf(value: Plain): string {
  if (value === null) return "";
  if (typeof value === "number")
    return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** An array of objects, a row in each line. */
async function* jsonOf({ columns, rows }: Answer): AsyncGenerator<string> {
  let before: string | undefined;
  yield "[";
  for await (const some of rows)
    for (const row of some) {
      if (before !== undefined) yield `${before},`;
      before = JSON.stringify(Object.fromEntries(columns.map((name, i) => [name, row[i]])));
    }
  if (before !== undefined) yield before;
  yield "]";
}

async function* csvOf({ columns, rows }: Answer): AsyncGenerator<string> {
  yield `${columns.map(quoted).join(",")}\n`;
  for await (const some of rows) yield some.map((row) => `${row.map(cellOf).join(",")}\n`).join("");
}

function cellOf(value: Plain): string {
  if (value === null) return "";
  return quoted(typeof value === "object" ? JSON.stringify(value) : String(value));
}

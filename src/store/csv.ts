import { utf8Bytes } from "../model/sha256.ts";
import { quoted } from "./quote.ts";
import { type Cells, type Column, cellsOf, type TableFormat, UnfitFile } from "./table.ts";

/** The first column, in which every row says what study it is of: a text has no place for metadata. */
const studyColumn = "study";

/** So many letters of the id of a study tell it from all others. */
const idLetters = 16;

/** RFC 4180, with every digit. A cell that is empty stands for nothing; a number that was lost is NaN. */
export const csv: TableFormat = {
  encode({ columns, cells, rows }, marks) {
    const study = (marks[studyColumn] ?? "").slice(0, idLetters);
    const pieces = [`${[studyColumn, ...columns.map(({ name }) => name)].map(quoted).join(",")}\n`];
    for (let row = 0; row < rows; row++)
      pieces.push(`${[study, ...cells.map((column) => written(column[row]!))].join(",")}\n`);
    return utf8Bytes(pieces.join(""));
  },
  async decode(bytes, columns) {
    const [names = [], ...rows] = new TextDecoder("utf-8").decode(bytes).trimEnd().split("\n").map(cut);
    const cells = columns.map((column) => {
      const at = names.indexOf(column.name, 1);
      if (at < 0) throw new UnfitFile(`it has no column ‘${column.name}’`);
      return cellsOf(
        column,
        rows.map((row) => read(row[at] ?? "", column)),
      );
    });
    return { columns, cells, rows: rows.length, marks: { [studyColumn]: rows[0]?.[0] ?? "" } };
  },
};

function written(cell: string | number | null): string {
  if (typeof cell === "string") return quoted(cell);
  if (cell === null) return "";
  return Object.is(cell, -0) ? "-0" : String(cell);
}

function read(text: string, { kind }: Column): Cells[number] {
  if (text === "") return null;
  return kind === "text" ? text : Number(text);
}

/** The cells of a line. Of what is written here none has a line break within, and the first is not empty. */
function cut(line: string): readonly string[] {
  if (!line.includes('"')) return line.split(",");
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, inQuotes, bare = ""]) => inQuotes?.replaceAll('""', '"') ?? bare,
  );
}

/** Every host has it; the language's own library does not. */
declare class TextDecoder {
  constructor(encoding: string);
  decode(bytes: Uint8Array): string;
}

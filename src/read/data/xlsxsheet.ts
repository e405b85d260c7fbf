import { BrokenFile, type Cell, type Place, placeIn, type Sheet, SheetBuilder } from "./sheet.ts";
import { numberIn } from "./split.ts";
import { readXml } from "./xml.ts";
import type { Archive } from "./zip.ts";

/** Reads the XML of one sheet. Formulas count by the value that was saved with them; a date is the number that it is. */
export function readSheetXml(
  archive: Archive,
  path: string,
  name: string,
  strings: () => readonly string[],
): Sheet {
  const builder = new SheetBuilder();
  let row = -1;
  let column = -1;
  let cell: { readonly place: Place; readonly type: string; text: string } | undefined;
  let isValue = false;
  const isThere = readXml(archive, path, {
    open: (tag, attribute) => {
      if (tag === "row") {
        const r = attribute("r");
        row = r === undefined ? row + 1 : Number(r) - 1;
        column = -1;
      } else if (tag === "c") {
        const r = attribute("r");
        const place = (r === undefined ? undefined : placeIn(r)) ?? { row, column: column + 1 };
        column = place.column;
        cell = { place, type: attribute("t") ?? "n", text: "" };
      }
      // Readings of a text for pronunciation (rPh) do not belong to it.
      isValue = tag === "v" || tag === "t";
    },
    text: (text) => {
      if (cell && isValue) cell.text += text;
    },
    close: (tag) => {
      isValue = false;
      if (tag !== "c" || !cell) return;
      const value = cellValue(cell, strings);
      if (value !== undefined && value !== "") builder.put(cell.place, value);
      cell = undefined;
    },
  });
  if (!isThere) throw new BrokenFile(`has no part ‘${path}’, where its sheet ‘${name}’ should be`);
  return builder.sheet(name);
}

function cellValue(
  { type, text }: { readonly type: string; readonly text: string },
  strings: () => readonly string[],
): Cell | undefined {
  switch (type) {
    case "n":
      return numberIn(text);
    case "s":
      return strings()[Number(text)];
    case "b":
      return text.trim() === "1" ? "TRUE" : "FALSE";
    case "d":
      return dateNumber(text) ?? text;
    default:
      return text;
  }
}

/** A date as Excel counts it: days since the last day but one of 1899. */
function dateNumber(text: string): number | undefined {
  const [, year, month, day, hour = "0", minute = "0", second = "0"] =
    /^([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2}(?:\.[0-9]+)?))?)?Z?$/.exec(
      text.trim(),
    ) ?? [];
  if (year === undefined) return undefined;
  const days = (Date.UTC(Number(year), Number(month) - 1, Number(day)) - Date.UTC(1899, 11, 30)) / 86_400_000;
  return days + (Number(hour) * 3600 + Number(minute) * 60 + Number(second)) / 86_400;
}

/** Reads the texts that the cells of a workbook share. */
export function readStringsXml(archive: Archive, path: string): readonly string[] {
  const strings: string[] = [];
  let isText = false;
  let isSpoken = false;
  readXml(archive, path, {
    open: (tag) => {
      if (tag === "si") strings.push("");
      if (tag === "rPh") isSpoken = true;
      isText = tag === "t" && !isSpoken;
    },
    text: (text) => {
      if (isText) strings[strings.length - 1] += text;
    },
    close: (tag) => {
      isText = false;
      if (tag === "rPh") isSpoken = false;
    },
  });
  return strings;
}

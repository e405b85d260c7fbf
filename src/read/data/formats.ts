import type { Report } from "../../model/diagnostic.ts";
import { compoundSignature } from "./compound.ts";
import { readDat } from "./dat.ts";
import type { DataColumn } from "./series.ts";
import type { Workbook } from "./sheet.ts";
import { sheetSeries } from "./sheetseries.ts";
import { readTable } from "./table.ts";
import { readVdf } from "./vdf.ts";
import { vdfSignature } from "./vdfresults.ts";
import { openXls } from "./xls.ts";
import { openXlsx } from "./xlsx.ts";
import type { Inflate } from "./zip.ts";

/** A kind of file that numbers are read from. */
export interface DataFormat {
  readonly name: string;
  /** With the dot, in lower case. */
  readonly extensions: readonly string[];
  /** What it holds, in a sentence for the list of formats. */
  readonly about: string;
  /** Whether bytes are in this format, whatever their file is called. */
  readonly isIt?: (bytes: Uint8Array) => boolean;
  /** Series over time by name. */
  readonly series: SeriesReader;
  /** Sheets of cells; a text table is cut up with the sign that the model names. */
  readonly workbook?: (bytes: Uint8Array, inflate: Inflate) => Workbook;
}

export type SeriesReader =
  | {
      readonly from: "text";
      readonly read: (text: string, source: string, report: Report) => readonly DataColumn[];
    }
  | {
      readonly from: "bytes";
      readonly read: (
        bytes: Uint8Array,
        source: string,
        report: Report,
        inflate: Inflate,
      ) => readonly DataColumn[];
    };

/** All formats of data; the first is the one that is tried where nothing tells. */
export const dataFormats: readonly DataFormat[] = [
  {
    name: "Table",
    extensions: [".csv", ".tab", ".tsv", ".txt"],
    about:
      "Cells with commas, semicolons or tabs between them. The first line names the columns, the first column is time; or the first line is time, and the first column has the names.",
    series: { from: "text", read: readTable },
  },
  {
    name: "Vensim data",
    extensions: [".dat"],
    about: "A line with the name of a series, then a line with time and value for each point.",
    series: { from: "text", read: readDat },
  },
  {
    name: "Excel workbook",
    extensions: [".xlsx", ".xlsm"],
    about: "Sheets of cells; as a table of series, its first sheet. Formulas count by their saved values.",
    isIt: (bytes) => begins(bytes, [0x50, 0x4b, 0x03, 0x04]),
    series: {
      from: "bytes",
      read: (bytes, source, _, inflate) => sheetSeries(openXlsx(bytes, inflate), source),
    },
    workbook: openXlsx,
  },
  {
    name: "Excel workbook, before 2007",
    extensions: [".xls"],
    about: "The same in the older form (BIFF 5 and 8).",
    isIt: (bytes) => begins(bytes, compoundSignature),
    series: { from: "bytes", read: (bytes, source) => sheetSeries(openXls(bytes), source) },
    workbook: openXls,
  },
  {
    name: "Vensim results",
    extensions: [".vdf"],
    about:
      "The results of a run of Vensim, in single precision. Data sets, and the newer .vdfx, are not read: Vensim exports them as .dat.",
    isIt: (bytes) => begins(bytes, vdfSignature),
    series: { from: "bytes", read: readVdf },
  },
];

function begins(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, i) => bytes[i] === byte);
}

/** The format of a file: as its bytes show, else as it is called. */
export function formatOf(path: string, bytes: Uint8Array): DataFormat {
  const shown = dataFormats.find(({ isIt }) => isIt?.(bytes));
  if (shown) return shown;
  const called = dataFormats.find(({ extensions }) =>
    extensions.some((extension) => path.toLowerCase().endsWith(extension)),
  );
  return called ?? dataFormats[0]!;
}

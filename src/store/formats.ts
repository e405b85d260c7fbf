import type { TableFormat } from "./table.ts";

/** How tables are written, by the ending of their files. Each is loaded when it is wanted. */
export const tableFormats = {
  parquet: async (): Promise<TableFormat> => (await import("./parquet.ts")).parquet,
  csv: async (): Promise<TableFormat> => (await import("./csv.ts")).csv,
  arrow: async (): Promise<TableFormat> => (await import("./arrow.ts")).arrow,
} as const;

export type TableFormatName = keyof typeof tableFormats;

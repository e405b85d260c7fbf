import type { Report } from "../../model/diagnostic.ts";
import { attachElements } from "../data/elements.ts";
import type { DataLibrary } from "../data/library.ts";
import { fileCallOf } from "./files.ts";
import type { FileRange } from "./ranges.ts";
import type { Settings } from "./settings.ts";
import type { Sorted } from "./sort.ts";
import type { RangeStatement } from "./statement.ts";

/** The ranges whose elements stand in files; they are read here, because lists of numbers and mappings count them. */
export function fileRanges(
  { ranges, strings }: Sorted,
  { tags }: Settings,
  data: DataLibrary | undefined,
  report: Report,
): ReadonlyMap<RangeStatement, FileRange> {
  const found = new Map<RangeStatement, FileRange>();
  for (const range of ranges) {
    if (!range.file) continue;
    const call = fileCallOf(range.file, { strings, tags, report });
    if (call?.what !== "subscript") {
      const message = `The elements of ‘${range.name}’ are listed with commas, or read by GET DIRECT SUBSCRIPT.`;
      if (!call) report({ code: "no-elements", severity: "error", message, span: range.span });
      continue;
    }
    const { file } = call;
    const dimension = { name: range.name, elements: [], file, span: range.span };
    const elements = data ? attachElements(dimension, data, report).elements : [];
    found.set(range, { file, elements });
  }
  return found;
}

import type { Report } from "../../model/diagnostic.ts";
import { foldName } from "../../model/name.ts";
import type { Span } from "../../model/span.ts";

/** A series over time as a file has it. Cells without a number in them have no point. */
export interface DataColumn {
  /** As in the file: `name`, or `name[element,element]`. */
  readonly name: string;
  /** In rising order of time. */
  readonly pairs: readonly (readonly [number, number])[];
  readonly span: Span;
}

/** A name of a series, taken apart: `x[a, b]` is x with the labels a and b. Quotation marks do not count. */
export interface SeriesName {
  readonly name: string;
  readonly labels: readonly string[];
}

export function takeNameApart(written: string): SeriesName {
  const [, name = written, inside] = /^([^[]*)\[(.*)\]\s*$/s.exec(written) ?? [];
  return { name: unquoted(name), labels: inside === undefined ? [] : inside.split(",").map(unquoted) };
}

/** The form in which names of series are compared. */
export function seriesKey({ name, labels }: SeriesName): string {
  const key = foldName(name);
  return labels.length === 0 ? key : `${key}[${labels.map(foldName).join(",")}]`;
}

function unquoted(text: string): string {
  return text
    .trim()
    .replace(/^"(.*)"$/s, "$1")
    .replace(/^'(.*)'$/s, "$1")
    .trim();
}

/** Tells faults of one file, up to a bound. */
export type Faults = (fault: {
  readonly code: string;
  readonly message: string;
  readonly span: Span;
  readonly severity?: "error" | "warning";
}) => void;

/** So many faults of one file are told. */
const mostFaults = 50;

export function limited(report: Report): Faults {
  let told = 0;
  return (fault) => {
    told++;
    if (told <= mostFaults) report({ severity: "error", ...fault });
    else if (told === mostFaults + 1)
      report({
        code: "too-many-faults",
        severity: "note",
        message: "There are more faults in this table.",
        span: fault.span,
      });
  };
}

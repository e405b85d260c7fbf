import type { Report } from "../../model/diagnostic.ts";
import type { DataColumn } from "./series.ts";
import { openVdf, type VdfRecord, type VdfResults } from "./vdfresults.ts";
import { elementsOfShape, type VdfShape } from "./vdfshape.ts";

/**
 * Reads Vensim's binary results (.vdf). The form is not published; what is used of it, and checked against four files
 * whose contents are known, is written down in `vdfresults.ts`.
 */
export function readVdf(bytes: Uint8Array, source: string, report: Report): readonly DataColumn[] {
  const results = openVdf(bytes);
  const times = results.series(0);
  const span = { source, from: 0, to: 0 };
  const unknown: string[] = [];
  const columns = storedVariables(results).flatMap((record): readonly DataColumn[] => {
    // Few of many series are used, so that their numbers are taken out when they are asked for.
    const column = (name: string, index: number): DataColumn => ({
      name,
      get pairs() {
        return pairsOf(times, results.series(index));
      },
      span,
    });
    const shape = results.shapeOf(record);
    if (!shape) return [column(record.name, record.index)];
    const elements = namesOfElements(results, shape, record.index);
    if (!elements) {
      unknown.push(record.name);
      return [];
    }
    return elements.map((labels, i) => column(`${record.name}[${labels.join(",")}]`, record.index + i));
  });
  if (unknown.length > 0) {
    const more = unknown.length > 3 ? ` and ${unknown.length - 3} more` : "";
    const names = unknown.slice(0, 3).map((name) => `‘${name}’`);
    report({
      code: "vdf-array",
      severity: "warning",
      message: `The elements of ${names.join(", ")}${more} in ‘${source}’ cannot be told apart; they are left out.`,
      notes: [{ message: "Vensim can export the results as .dat, which says them all." }],
    });
  }
  return columns;
}

function pairsOf(
  times: readonly (number | undefined)[],
  values: readonly (number | undefined)[],
): DataColumn["pairs"] {
  return values.flatMap((value, i) => {
    const time = times[i];
    return value === undefined || time === undefined ? [] : [[shortest(time), shortest(value)] as const];
  });
}

/** The names of variables that have a series: one for each place of the results. */
function storedVariables(results: VdfResults): readonly VdfRecord[] {
  const byIndex = new Map<number, VdfRecord[]>();
  for (const record of results.records) {
    const isVariable = !/^[.\-:#]/.test(record.name) && record.index > 0 && record.index < results.count;
    if (isVariable) byIndex.set(record.index, [...(byIndex.get(record.index) ?? []), record]);
  }
  // Lookups and functions count places of their own, and share numbers with variables. The kind tells them apart.
  return [...byIndex].flatMap(([index, records]) => {
    const same = records.filter(({ kind }) => kind === results.kindAt(index));
    const [only, second] = same.length > 0 ? same : records.filter(({ kind }) => kind !== lookupKind);
    return only && !second ? [only] : [];
  });
}

const lookupKind = 0x1a;

function namesOfElements(
  results: VdfResults,
  shape: VdfShape,
  from: number,
): readonly (readonly string[])[] | undefined {
  const elements = elementsOfShape(results, shape);
  return elements && from + elements.length <= results.count ? elements : undefined;
}

/** The shortest number that is the same in the 32 bits that were stored: 2.2, not 2.200000047683716. */
function shortest(value: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const rounded = Number(value.toPrecision(digits));
    if (Math.fround(rounded) === value) return rounded;
  }
  return value;
}

import type { FileSource, Part, Points, VariableHead } from "../../model/variable.ts";
import { axesOf, elementsIn, partFor } from "./axes.ts";
import { type CellSource, findAlong, findStart } from "./cells.ts";
import { constantsFromCells, type PartTools } from "./constants.ts";
import type { Naming } from "./library.ts";
import { type Cell, cellAt } from "./sheet.ts";

/**
 * The points of a graph or a data series that stand in cells: times or x’s along a row or a column, values beside them,
 * and one element of an array behind the other. A cell that holds no number gives no point.
 */
export function pointsFromCells(
  variable: VariableHead,
  part: Part<FileSource>,
  source: CellSource,
  naming: Naming,
  tools: PartTools,
): readonly Part<Points>[] {
  const { library, elements, report } = tools;
  const { span } = source;
  if (source.along === undefined) {
    const numbers = constantsFromCells(variable, part, source, naming, tools);
    return numbers.map((one) => ({ ...one, value: { pairs: [[0, one.value]], outside: "hold", span } }));
  }
  const axes = axesOf(variable.dimensions, part, elements);
  const start = axes && findStart(source, naming, library, report);
  const along = start && findAlong(source.along, source, start, naming, library, report);
  if (!axes || !start || !along) return [];

  const xs = risingPart(along.places.map((place) => cellAt(along.sheet, place)));
  if (xs.length === 0) {
    const where = `${along.direction === "across" ? "row" : "column"} ‘${source.along}’`;
    report({
      code: "no-times",
      severity: "error",
      message: `${naming.what} needs its times, or its x’s, in ${where} of ‘${naming.path}’, and no numbers stand there.`,
      span,
    });
    return [];
  }
  const open = axes.filter(({ isOpen }) => isOpen);
  const parts = elementsIn(axes, part.except, variable.dimensions, elements).map(({ labels, numbers }) => {
    const beside = numbers.reduce((row, number, i) => row * open[i]!.elements.length + number, 0);
    const pairs = xs.flatMap(({ x, at }): readonly (readonly [number, number])[] => {
      const { row, column } = start.place;
      const place =
        along.direction === "across"
          ? { row: row + beside, column: column + at }
          : { row: row + at, column: column + beside };
      const value = cellAt(start.sheet, place);
      return typeof value === "number" ? [[x, value]] : [];
    });
    return partFor<Points>(labels, { pairs: sorted(pairs), outside: "hold", span }, part.span);
  });
  const empty = parts.filter(({ value }) => value.pairs.length === 0);
  if (empty.length > 0) {
    const all = empty.length === parts.length;
    const labels = empty[0]!.subscripts.map((one) => (one.kind === "name" ? one.name : "*")).join(",");
    const name = labels === "" ? variable.name : `${variable.name}[${labels}]`;
    report({
      code: "no-points",
      severity: all ? "error" : "warning",
      message: `‘${name}’ has no numbers where it is to be read in ‘${naming.path}’, from ${source.first} on.`,
      span,
    });
  }
  return parts;
}

/** The numbers of a line of cells and their places in it. What follows a gap and goes back belongs to something else. */
function risingPart(
  cells: readonly (Cell | undefined)[],
): readonly { readonly x: number; readonly at: number }[] {
  const found: { readonly x: number; readonly at: number }[] = [];
  for (const [at, x] of cells.entries()) {
    if (typeof x !== "number") continue;
    const before = found.at(-1);
    if (before && before.at < at - 1 && x <= before.x) break;
    found.push({ x, at });
  }
  return found;
}

function sorted(pairs: Points["pairs"]): Points["pairs"] {
  const isRising = pairs.every(([x], i) => i === 0 || pairs[i - 1]![0] <= x);
  return isRising ? pairs : pairs.toSorted(([a], [b]) => a - b);
}

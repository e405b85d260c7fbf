import type { Report } from "../../model/diagnostic.ts";
import type { Expr } from "../../model/expression.ts";
import type { FileSource, Part, VariableHead } from "../../model/variable.ts";
import { axesOf, type Elements, elementsIn, type PartAxis, partFor } from "./axes.ts";
import { type CellSource, findStart } from "./cells.ts";
import type { DataLibrary, Naming } from "./library.ts";
import { cellAt, type Place, printPlace } from "./sheet.ts";

/** What the readings of parts work with. */
export interface PartTools {
  readonly library: DataLibrary;
  readonly elements: Elements;
  readonly report: Report;
}

/**
 * The numbers of a constant that stand in cells: to the right over its last open dimension, downwards over the one before
 * it; the other way behind a star.
 */
export function constantsFromCells(
  variable: VariableHead,
  part: Part<FileSource>,
  source: CellSource,
  naming: Naming,
  tools: PartTools,
): readonly Part<number>[] {
  const { elements, report } = tools;
  const axes = axesOf(variable.dimensions, part, elements);
  const start = axes && findStart(source, naming, tools.library, report);
  if (!axes || !start) return [];
  const running = runningAxes(axes);
  if (running.length > 2) {
    report({
      code: "too-many-axes",
      severity: "error",
      message: `A sheet has rows and columns, and ‘${variable.name}’ goes over ${running.length} dimensions here.`,
      span: source.span,
      notes: [{ message: "Give each element of the first of them a line of its own." }],
    });
    return [];
  }
  let told = 0;
  return elementsIn(axes, part.except, variable.dimensions, elements).flatMap(({ labels, numbers }) => {
    const [across = 0, down = 0] = running.map((axis) => numbers[axis]!).toReversed();
    const place: Place = start.isTurned
      ? { row: start.place.row + across, column: start.place.column + down }
      : { row: start.place.row + down, column: start.place.column + across };
    const cell = cellAt(start.sheet, place);
    if (typeof cell === "number") return [partFor(labels, cell, part.span)];
    const name = labels.length === 0 ? variable.name : `${variable.name}[${labels.join(",")}]`;
    const holds = cell === undefined ? "is empty" : `holds ‘${shorten(cell)}’, which is no number`;
    if (++told <= mostTold) {
      const message = `The cell ${printPlace(place)} of ‘${naming.path}’, which ‘${name}’ is read from, ${holds}.`;
      report({ code: "cell-not-a-number", severity: "error", message, span: source.span });
    }
    // A stand-in, so that the fault is told once; what has been told keeps the model from being run.
    return [partFor(labels, 0, part.span)];
  });
}

/** One number that is needed before the model can be read, such as where its time ends. */
export function numberInFile(file: FileSource, library: DataLibrary, report: Report): number | undefined {
  if (file.kind !== "cells") return undefined;
  const { path, span } = file;
  const head = { name: "a control of time", nameSpan: span, dimensions: [], span };
  const part = { subscripts: [], except: [], otherwise: false, value: file, span };
  const naming = { path, span, what: "A control of time" };
  const [found] = constantsFromCells(head, part, file, naming, {
    library,
    elements: () => undefined,
    report,
  });
  return found?.value;
}

const mostTold = 5;

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** The numbers, among the open axes, of those that cells run along: all of them, or if there are too many the long ones. */
function runningAxes(axes: readonly PartAxis[]): readonly number[] {
  const open = axes.filter(({ isOpen }) => isOpen);
  const all = open.map((_, i) => i);
  return all.length > 2 ? all.filter((i) => open[i]!.elements.length > 1) : all;
}

/** A number as the equation of a part. */
export function numberExpr(value: number, span: Part["span"]): Expr {
  const number: Expr = { kind: "number", value: Math.abs(value), span };
  return value < 0 ? { kind: "unary", op: "-", operand: number, span } : number;
}

import type { Cell, Report, Section } from "../study/report.ts";
import { mayBeNought } from "../study/report.ts";
import { formatApart, formatNumber } from "./number.ts";
import type { Paint } from "./paint.ts";
import { drawTable } from "./table.ts";
import { widthOf, wrap } from "./text.ts";

/** What is shown of a study. */
export interface ShownStudy {
  readonly title: string;
  /** Its name and what it says. */
  readonly study: string;
  /** What sets its runs apart: a scenario, changed numbers. */
  readonly with: readonly string[];
  /** Which worlds were run. */
  readonly says: readonly string[];
  /** The structural choices and what they are set to. */
  readonly switches: readonly string[];
  readonly purpose: string | undefined;
  readonly report: Report;
}

/** A study for people: what was run, what must be known before believing it, and what was found. */
export function drawReport(shown: ShownStudy, paint: Paint, width: number): string[] {
  const { report, switches } = shown;
  return [
    paint.strong(shown.title),
    ...wrap(shown.study, width),
    ...shown.says.flatMap((line) => wrap(line, width)),
    ...wrap("Projections in this model, under its assumptions. Numbers are rounded.", width),
    ...(shown.with.length > 0 ? wrap(`With ${shown.with.join(", ")}.`, width) : []),
    ...(switches.length > 0 ? wrap(`Switches: ${switches.join(", ")}.`, width) : []),
    ...report.warnings.flatMap((line) => wrap(line, width, "! ", "  ").map(paint.doubt)),
    ...withNotesOnce(report.sections).flatMap((section) => drawSection(section, paint, width)),
    ...(shown.purpose === undefined ? [] : ["", ...wrap(shown.purpose, width).map(paint.faint)]),
  ];
}

/** What several sections note stands under the last of them. */
function withNotesOnce(sections: readonly Section[]): readonly Section[] {
  return sections.map((section, i) => {
    const later = new Set(sections.slice(i + 1).flatMap(({ notes = [] }) => notes));
    return { ...section, notes: (section.notes ?? []).filter((note) => !later.has(note)) };
  });
}

function drawSection(
  { title, says = [], table, notes = [] }: Section,
  paint: Paint,
  width: number,
): string[] {
  return [
    "",
    ...wrap(title, width).map(paint.strong),
    ...says.flatMap((line) => wrap(line, width)),
    ...(table ? drawCells(table, width) : []),
    ...notes.flatMap((line) => wrap(line, width).map(paint.faint)),
  ];
}

/** A table; without its bars where they do not fit, or a name in front would have to be parted for them. */
function drawCells(table: NonNullable<Section["table"]>, width: number): string[] {
  const lines = drawColumns(table, width);
  const bars = table.columns.flatMap((_, column) => (isBar(table, column) ? [column] : []));
  const names = table.rows.flatMap(([name]) => (typeof name === "string" ? name.split(" ") : []));
  const fits = lines.every((line) => widthOf(line) <= width);
  if (bars.length === 0 || (fits && names.every((name) => lines.some((line) => line.includes(name)))))
    return lines;
  const without = <Of>(all: readonly Of[]): readonly Of[] =>
    all.filter((_, column) => !bars.includes(column));
  return drawColumns({ columns: without(table.columns), rows: table.rows.map(without) }, width);
}

function drawColumns({ columns, rows }: NonNullable<Section["table"]>, width: number): string[] {
  return drawTable(
    columns.map((title, column) => {
      if (column === 0) return { title, gives: "wrap" };
      if (isBar({ columns, rows }, column)) return { title: "" };
      return isWords(rows, column) ? { title } : { title, side: "right" };
    }),
    rows.map((row) => row.map(drawCell)),
    width,
  );
}

function isBar({ rows }: NonNullable<Section["table"]>, column: number): boolean {
  return rows.some((row) => isKind(row[column], "bar"));
}

/** Words stand on the left, numbers on the right. */
function isWords(rows: NonNullable<Section["table"]>["rows"], column: number): boolean {
  return rows.every((row) => typeof row[column] === "string" && /^\p{L}|^\(/u.test(row[column]));
}

function isKind(cell: Cell | undefined, kind: "bar"): boolean {
  return typeof cell === "object" && cell.kind === kind;
}

function drawCell(cell: Cell): string {
  if (typeof cell === "string") return cell;
  switch (cell.kind) {
    case "number":
      return formatNumber(cell.value, 2);
    case "estimate": {
      const { value, low, high } = cell.estimate;
      const texts = cell.of === "share" ? [low, high].map(twoDecimals) : formatApart(low, high);
      const middle = cell.of === "share" ? twoDecimals(value) : formatNumber(value, 2);
      return `${middle} (${texts.join(" to ")})${mayBeNought(cell.estimate) ? "?" : " "}`;
    }
    case "bar":
      return drawBar(cell.share);
    case "range": {
      const ends = [cell.low, cell.high];
      const texts = cell.of === "percent" ? ends.map(formatTenths) : formatApart(...ends);
      return `${texts.join(" to ")}${cell.remark === undefined ? "" : ` (${cell.remark})`}`;
    }
  }
}

function twoDecimals(value: number): string {
  return value.toFixed(2).replace(/^-(0\.00)$/, "$1");
}

/** Two digits, and none beyond the tenths. */
function formatTenths(value: number): string {
  return formatNumber(Math.abs(value) < 1 ? Math.round(10 * value) / 10 : value, 2);
}

const barWidth = 12;
const eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/** A share from 0 to 1 as a bar; what is beyond is cut off. */
function drawBar(share: number): string {
  const all = Math.round(8 * barWidth * Math.min(1, Math.max(0, share)));
  return "█".repeat(all >> 3) + eighths[all & 7];
}

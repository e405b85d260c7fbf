import { clip, pad, widthOf, wrapNames } from "./text.ts";

/** A column of a table: where its text stands, and whether it may be wrapped or clipped to fit. */
export interface Column {
  readonly title?: string;
  readonly side?: "left" | "right";
  /** The one column that gives way where the lines would be too long. */
  readonly gives?: "wrap" | "clip";
}

/** Rows of text as lines, column under column, within so many columns of the terminal. */
export function drawTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
  indent = "",
): string[] {
  const titled = columns.some((column) => column.title !== undefined);
  const all = titled ? [columns.map((column) => column.title ?? ""), ...rows] : rows;
  const widths = columns.map((_, i) => Math.max(0, ...all.map((row) => widthOf(row[i] ?? ""))));
  const giving = columns.findIndex((column) => column.gives !== undefined);
  const gap = 2;
  if (giving >= 0) {
    const others = widths.reduce((sum, width, i) => (i === giving ? sum : sum + width), 0);
    const room = width - widthOf(indent) - others - gap * (columns.length - 1);
    widths[giving] = Math.min(widths[giving]!, Math.max(12, room));
  }
  return all.flatMap((row) => {
    const cells = columns.map((column, i) => {
      const text = row[i] ?? "";
      if (column.gives === "clip") return [clip(text, widths[i]!)];
      return column.gives === "wrap" && widthOf(text) > widths[i]! ? wrapNames(text, widths[i]!) : [text];
    });
    const height = Math.max(...cells.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) => {
      const parts = columns.map((column, i) => pad(cells[i]![line] ?? "", widths[i]!, column.side ?? "left"));
      return (indent + parts.join(" ".repeat(gap))).trimEnd();
    });
  });
}

import { type Markup, markup, type Piece } from "../markup.ts";

/** A column of a table. */
export interface HtmlColumn {
  readonly title: Piece;
  /** Numbers stand on the right and are never broken; words have room. */
  readonly of?: "number" | "words";
}

/** A row: its first cell is its head. */
export interface HtmlRow {
  readonly cells: readonly Piece[];
  /** Set off from the row above it. */
  readonly isApart?: boolean;
}

/** A table with a caption, in a frame of its own that can be scrolled where it is wider than the page. */
export function drawTable(
  caption: string,
  columns: readonly HtmlColumn[],
  rows: readonly (HtmlRow | readonly Piece[])[],
): Markup {
  const classOf = (column: number): Markup => {
    const { of } = columns[column] ?? {};
    return of === undefined ? markup`` : markup` class="${of}"`;
  };
  const head = columns.map(({ title }, i) => markup`<th scope="col"${classOf(i)}>${title}</th>`);
  const body = rows.map((row) => {
    const { cells, isApart = false } = "cells" in row ? row : { cells: row };
    const drawn = cells.map((cell, i) =>
      i === 0 ? markup`<th scope="row"${classOf(i)}>${cell}</th>` : markup`<td${classOf(i)}>${cell}</td>`,
    );
    return markup`<tr${isApart ? markup` class="apart"` : undefined}>${drawn}</tr>`;
  });
  return markup`<div class="scroll" role="group" aria-label="${caption}" tabindex="0"><table><caption><span>${caption}</span></caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

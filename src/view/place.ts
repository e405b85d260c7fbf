/** Where a character stands in a text, counted from 1. A column is one UTF-16 unit wide, as editors count. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A text with the places where its lines begin, found once. */
export interface Lines {
  readonly text: string;
  readonly starts: readonly number[];
}

/** Finds the lines of a text. */
export function findLines(text: string): Lines {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return { text, starts };
}

/** The line and column of a character. */
export function placeOf({ text, starts }: Lines, offset: number): Place {
  const at = Math.max(0, Math.min(offset, text.length));
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= at) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: at - starts[low]! + 1 };
}

/** One line of the text, without its end. */
export function lineOf({ text, starts }: Lines, line: number): string {
  const from = starts[line - 1] ?? text.length;
  const to = starts[line] ?? text.length + 1;
  return text.slice(from, to - 1).replace(/\r$/, "");
}

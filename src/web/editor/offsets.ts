import type { Text } from "@codemirror/state";

/**
 * CodeMirror counts every line break as one letter. Where a text has breaks of two, these carry offsets over; for all
 * other texts they are the same.
 */
export interface Offsets {
  readonly toText: (offset: number) => number;
  readonly fromText: (offset: number) => number;
  /** An insert as the file has its line breaks. */
  readonly withBreaks: (insert: string) => string;
}

/** The offsets of a text, which is what the document shows. */
export function offsetsOf(text: string, doc: Text): Offsets {
  if (!text.includes("\r")) return same;
  /** Where the lines begin in the text. */
  const starts = [0];
  for (const { index, 0: line } of text.matchAll(/\r\n?|\n/g)) starts.push(index + line.length);
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\r";
  return {
    toText: (offset) => {
      const line = doc.lineAt(offset);
      return starts[line.number - 1]! + offset - line.from;
    },
    fromText: (offset) => {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (starts[middle]! <= offset) low = middle;
        else high = middle - 1;
      }
      const line = doc.line(low + 1);
      return Math.min(line.to, line.from + offset - starts[low]!);
    },
    withBreaks: (insert) => insert.replace(/\r\n?|\n/g, lineBreak),
  };
}

const same: Offsets = {
  toText: (offset) => offset,
  fromText: (offset) => offset,
  withBreaks: (insert) => insert,
};

/** A half-open range of character offsets in one source text. Lines and columns are found only when printing. */
export interface Span {
  readonly source: string;
  readonly from: number;
  readonly to: number;
}

/** The smallest span that holds both. They lie in the same source. */
export function joinSpans(first: Span, last: Span): Span {
  return { source: first.source, from: Math.min(first.from, last.from), to: Math.max(first.to, last.to) };
}

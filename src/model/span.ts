/** A half-open range of character offsets in one source text. Lines and columns are found only when printing. */
export interface Span {
  readonly source: string;
  readonly from: number;
  readonly to: number;
}

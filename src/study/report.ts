import type { Estimate } from "./interval.ts";

/** What a study has found, in words and tables; how they look is for views to say. */
export interface Report {
  readonly sections: readonly Section[];
  /** What the reader must know before believing it. */
  readonly warnings: readonly string[];
  /** The same for programs. */
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Section {
  readonly title: string;
  /** Above the table. */
  readonly says?: readonly string[];
  readonly table?: Table;
  /** Below it. */
  readonly notes?: readonly string[];
}

export interface Table {
  readonly columns: readonly string[];
  /** As many cells as columns; the first one is a name. */
  readonly rows: readonly (readonly Cell[])[];
}

export type Cell =
  /** Words, or a number as text. */
  | string
  /** To two digits. */
  | { readonly kind: "number"; readonly value: number }
  /** With its interval, marked where that is not above nought; a share has two decimals. */
  | { readonly kind: "estimate"; readonly estimate: Estimate; readonly of?: "share" }
  /** A bar of that share of the full width. */
  | { readonly kind: "bar"; readonly share: number }
  /** From the one to the other, for instance quantiles; with a remark in brackets. */
  | {
      readonly kind: "range";
      readonly low: number;
      readonly high: number;
      readonly of?: "percent";
      readonly remark?: string;
    };

/** Whether an interval has nought in it, or lies below: sampling may be all there is to the value. */
export function mayBeNought({ low }: Estimate): boolean {
  return !(low > 0);
}

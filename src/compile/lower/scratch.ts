import type { Statement, VectorCall } from "../kernel.ts";

/** Hands out slots behind the row: of arguments, results and scratch numbers of calls. */
export class Slots {
  private next: number;

  constructor(first: number) {
    this.next = first;
  }

  /** The first of so many slots. */
  take(count = 1): number {
    this.next += count;
    return this.next - count;
  }
}

/** Statements that are being put together, and the calls of procedures over whole rows among them, by what they compute. */
export interface Sink {
  readonly statements: Statement[];
  readonly calls: Map<string, VectorCall>;
}

/** A sink with nothing in it. */
export function emptySink(): Sink {
  return { statements: [], calls: new Map() };
}

import type { Request } from "./command.ts";

/** The kinds of work that `jobs.ts` lists. */
export type JobKind = "report" | "study" | "sweep" | "test";

/**
 * Work that is done in pieces by worker threads: plain data. A worker opens the system itself, from the same words of the
 * user and the same texts, and does one task after another.
 */
export interface Job {
  readonly kind: JobKind;
  readonly request: Request;
  /** The texts of the system by path: files may change while a study runs. */
  readonly sources: ReadonlyMap<string, string>;
}

/** Does one task. The answer is plain data; the arrays in `hands` are handed over with it, and not copied. */
export type Work = (task: unknown) => { readonly answer: unknown; readonly hands: ArrayBuffer[] };

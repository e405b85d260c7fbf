import type { Span } from "./span.ts";

export type Severity = "error" | "warning" | "note";

/** A further remark that belongs to a diagnostic, often at the other of two places that disagree. */
export interface Remark {
  readonly message: string;
  readonly span?: Span;
}

/** A text edit that would mend the fault. */
export interface Fix {
  readonly title: string;
  readonly span: Span;
  readonly insert: string;
}

/** Something to tell the modeller. Never thrown: passes report it and go on. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly span?: Span;
  readonly notes?: readonly Remark[];
  readonly fix?: Fix;
}

/** Where a pass sends what it has to tell the modeller. */
export type Report = (diagnostic: Diagnostic) => void;

/** A fault of ours: a state that no input should be able to reach. */
export class Bug extends Error {
  override readonly name = "Bug";
}

/** Makes the compiler prove that every alternative of a union has been answered. */
export function never(value: never): never {
  throw new Bug(`Unanswered alternative: ${JSON.stringify(value)}`);
}

import type { Span } from "./span.ts";

/** Powers of base units: people/year is { person: 1, year: -1 }. Dimensionless is {}; unknown is undefined. */
export type Unit = Readonly<Record<string, number>>;

/** A unit as the author wrote it: factors with whole powers, `1` being no factors. */
export interface UnitExpr {
  readonly factors: readonly UnitFactor[];
  readonly span: Span;
}

export interface UnitFactor {
  readonly name: string;
  readonly power: number;
  readonly span: Span;
}

/** `unit person = people`: a base unit with the other words that mean it. */
export interface UnitDeclaration {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly span: Span;
}

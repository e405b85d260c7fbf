import { aliasesIn, type Language } from "./dialect.ts";
import { documentedNames, otherWords, unsupported } from "./documented.ts";
import { corpusEvidence } from "./evidence.ts";
import type { FunctionRow } from "./function.ts";

/** What shows that a function does what the language it comes from says of it. */
export type Evidence =
  /** It is called in public models whose results by other programs are met. */
  | { readonly kind: "corpus"; readonly cases: readonly string[] }
  /** Results that were worked out by hand from the manual, run as tests. */
  | { readonly kind: "by hand" }
  /** A law that must hold of any number of results, such as the shape of a distribution. */
  | { readonly kind: "law" };

/** The evidence for a row under its name in a language. */
export function evidenceOf(row: FunctionRow, language: Language): Evidence {
  const cases = corpusEvidence[keyOf(row)]?.[language] ?? [];
  if (cases.length > 0) return { kind: "corpus", cases };
  return row.kind === "random" ? { kind: "law" } : { kind: "by hand" };
}

/** What tells rows of one name apart: `min(1)`, `min(2)`. */
export function keyOf({ name, parameters }: FunctionRow): string {
  return `${name}(${parameters.length})`;
}

/** How a name of another language stands here. */
export type Standing =
  | { readonly kind: "function"; readonly rows: readonly FunctionRow[] }
  | { readonly kind: "other words"; readonly words: string }
  | { readonly kind: "unsupported"; readonly why: string }
  | { readonly kind: "not yet" };

/** How every documented name of a language stands, in their order. */
export function standings(
  rows: readonly FunctionRow[],
  language: Language,
): readonly { readonly name: string; readonly standing: Standing }[] {
  return documentedNames[language].map((name) => ({ name, standing: standingOf(rows, language, name) }));
}

function standingOf(rows: readonly FunctionRow[], language: Language, name: string): Standing {
  const words = otherWords[language][name];
  if (words !== undefined) return { kind: "other words", words };
  const why = unsupported[language][name];
  if (why !== undefined) return { kind: "unsupported", why };
  const found = rows.filter((row) => aliasesIn(row, language).includes(name));
  if (found.length > 0) return { kind: "function", rows: found };
  // Stella has some by the name that XMILE or Vensim has.
  const elsewhere = (["xmile", "vensim"] as const).flatMap((other) =>
    rows.filter((row) => aliasesIn(row, other).includes(name)),
  );
  return language === "stella" && elsewhere.length > 0
    ? { kind: "function", rows: elsewhere }
    : { kind: "not yet" };
}

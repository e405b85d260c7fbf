import type { Span } from "../model/span.ts";
import type { NameIndex } from "./nameindex.ts";

/** Where what is named at an offset is declared; undefined where no name stands, or one that the language has. */
export function definitionAt(index: NameIndex, path: string, offset: number): Span | undefined {
  return index.at(path, offset)?.named.span;
}

/** A place where a name stands. */
export interface Reference extends Span {
  readonly isDeclaration: boolean;
}

/** All places of what is named at an offset, file by file in the order of the text. */
export function referencesAt(index: NameIndex, path: string, offset: number): readonly Reference[] {
  const here = index.at(path, offset);
  if (!here) return [];
  return index.placesOf(here.named).map(({ named, span }) => ({
    source: span.source,
    from: span.from,
    to: span.to,
    isDeclaration: named.span?.source === span.source && named.span.from === span.from,
  }));
}

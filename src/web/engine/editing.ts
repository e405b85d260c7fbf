import type { Facts } from "../../check/facts.ts";
import { type Hover, hoverAt } from "../../edit/hover.ts";
import type { Layouts } from "../../edit/layoutnames.ts";
import { type Lexicon, lexiconOf } from "../../edit/lexicon.ts";
import { definitionAt } from "../../edit/lookup.ts";
import { indexNames, type NameIndex } from "../../edit/nameindex.ts";
import { type EditRequest, editSystem } from "../../edit/request.ts";
import type { Edited } from "../../edit/textedit.ts";
import type { Span } from "../../model/span.ts";
import type { Reading } from "../../read/hence.ts";

/** A place in a text. */
export interface PlaceInText {
  readonly path: string;
  readonly offset: number;
}

/** What is asked of the texts of a system, and the edits of it. */
export interface Editing {
  edit(request: EditRequest): Edited;
  lexicon(): Lexicon;
  hover(place: PlaceInText): Hover | undefined;
  define(place: PlaceInText): Span | undefined;
}

/** The texts that are layouts. */
export function layoutsIn(texts: ReadonlyMap<string, string>): Layouts {
  return new Map([...texts].filter(([path]) => path.endsWith(".layout.json")));
}

/** Where names stand is found out when first asked for. */
export function createEditing(reading: Reading, facts: Facts, layouts: Layouts): Editing {
  let found: NameIndex | undefined;
  const index = () => {
    found ??= indexNames(reading);
    return found;
  };
  return {
    edit: (request) => editSystem(index(), request, layouts),
    lexicon: () => lexiconOf(index(), facts),
    hover: ({ path, offset }) => hoverAt(index(), facts, path, offset),
    define: ({ path, offset }) => definitionAt(index(), path, offset),
  };
}

import { nameText } from "../write/text/name.ts";
import type { Lexicon, LexiconVariable } from "./lexicon.ts";

/** Something that may stand at the cursor. */
export interface Suggestion {
  /** What is shown and searched in. */
  readonly label: string;
  /** What is written: a name in quotation marks where it needs them. */
  readonly insert: string;
  readonly kind:
    | "statement"
    | "keyword"
    | "function"
    | "unit"
    | "dimension"
    | "element"
    | "scenario"
    | "claim"
    | "source"
    | LexiconVariable["kind"];
  /** A unit, or the arguments of a function. */
  readonly detail?: string;
  /** A title or a sentence. */
  readonly info?: string;
  /** Higher is likelier here, between -99 and 99. */
  readonly boost: number;
}

/** What may begin an operand of an expression. */
export function expression(lexicon: Lexicon): readonly Suggestion[] {
  return [
    ...names(lexicon),
    ...functions(lexicon),
    ...keywords(["if", "not", "time", "dt"], -20),
    ...below(units(lexicon), 60),
  ];
}

/** All variables, each as it is written in a place. */
export function names(lexicon: Lexicon, write: (name: string) => string = nameText): readonly Suggestion[] {
  return lexicon.variables.map(({ name, kind, unit, label }) => ({
    label: name,
    insert: write(name),
    kind,
    ...(unit !== undefined && { detail: unit }),
    ...(label !== undefined && { info: label }),
    boost: 10,
  }));
}

/** The variables of some kinds. */
export function ofKinds(lexicon: Lexicon, kinds: readonly string[], boost: number): readonly Suggestion[] {
  return names(lexicon)
    .filter(({ kind }) => kinds.includes(kind))
    .map((each) => ({ ...each, boost }));
}

function functions(lexicon: Lexicon): readonly Suggestion[] {
  return lexicon.functions.map(({ name, signature, summary }) => ({
    label: name,
    insert: name,
    kind: "function",
    detail: signature.slice(name.length),
    info: summary,
    boost: 0,
  }));
}

/** All units. */
export function units(lexicon: Lexicon): readonly Suggestion[] {
  return plain(lexicon.units, "unit", 20);
}

/** All dimensions. */
export function dimensions(lexicon: Lexicon): readonly Suggestion[] {
  return plain(
    lexicon.dimensions.map(({ name }) => name),
    "dimension",
    30,
  );
}

/** All elements, each with its dimension. */
export function elements(lexicon: Lexicon): readonly Suggestion[] {
  return lexicon.dimensions.flatMap(({ name, elements: all }) =>
    plain(all, "element", 10).map((each) => ({ ...each, detail: name })),
  );
}

/** All scenarios, and the run without one. */
export function scenarios(lexicon: Lexicon): readonly Suggestion[] {
  return [keyword("base", 30), ...described(lexicon.scenarios, "scenario")];
}

/** All claims. */
export function claims(lexicon: Lexicon): readonly Suggestion[] {
  return described(lexicon.claims, "claim");
}

/** All sources. */
export function sources(lexicon: Lexicon): readonly Suggestion[] {
  return described(lexicon.sources, "source");
}

function described(
  all: readonly { readonly name: string; readonly label?: string }[],
  kind: Suggestion["kind"],
): readonly Suggestion[] {
  return all.map(({ name, label }) => ({
    label: name,
    insert: nameText(name),
    kind,
    ...(label !== undefined && { info: label }),
    boost: 20,
  }));
}

function plain(all: readonly string[], kind: Suggestion["kind"], boost: number): readonly Suggestion[] {
  return all.map((name) => ({ label: name, insert: nameText(name), kind, boost }));
}

/** Words of the language. */
export function keywords(all: readonly string[], boost: number): readonly Suggestion[] {
  return all.map((word) => keyword(word, boost));
}

/** A word of the language. */
export function keyword(word: string, boost: number): Suggestion {
  return { label: word, insert: word, kind: "keyword", boost };
}

/** The same, less likely. */
export function below(all: readonly Suggestion[], less: number): readonly Suggestion[] {
  return all.map((each) => ({ ...each, boost: each.boost - less }));
}

import { foldName } from "../model/name.ts";
import { basisWords, type Variable } from "../model/variable.ts";
import { contentOf, type Token, tokenize } from "../read/token.ts";
import { clockNames, type StatementWord, variableWords, wordsBehindExpressions } from "../read/words.ts";
import { beginsStatement, clauseWords, following, isClauseWord } from "./clausewords.ts";
import type { Lexicon } from "./lexicon.ts";

/** What a word or sign of a text is, for its colour. */
export type Colour =
  | "statement"
  | "keyword"
  | "operator"
  | "mark"
  | "number"
  | "text"
  | "comment"
  | "fault"
  | "function"
  | "unit"
  | "clock"
  | "dimension"
  | "element"
  | "scenario"
  | "claim"
  | "source"
  | "name"
  | Exclude<Variable["kind"], "memory" | "device">;

/** A stretch of one colour. */
export interface Coloured {
  readonly from: number;
  readonly to: number;
  readonly colour: Colour;
  /** Whether it is the name that a statement declares. */
  readonly isDeclaration: boolean;
}

/** What each name is, by its folded form. */
export type ColourOf = (folded: string) => Colour | undefined;

/** The colours of the names of a system. */
export function coloursOf(lexicon: Lexicon): ColourOf {
  const found = new Map<string, Colour>();
  const add = (names: readonly { readonly name: string }[], colour: Colour) => {
    for (const { name } of names) found.set(foldName(name), colour);
  };
  for (const { elements } of lexicon.dimensions)
    add(
      elements.map((name) => ({ name })),
      "element",
    );
  add(lexicon.sources, "source");
  add(lexicon.claims, "claim");
  add(lexicon.scenarios, "scenario");
  for (const unit of lexicon.units) found.set(foldName(unit), "unit");
  add(lexicon.dimensions, "dimension");
  for (const { name, kind } of lexicon.variables)
    if (kind !== "memory" && kind !== "device") found.set(foldName(name), kind);
  return (folded) => found.get(folded);
}

/**
 * The colours of some whole lines of a text. Strings, comments and names end on their lines, so that a part of a text
 * shows as the whole would; `before` is what stands on the lines before it, back to the beginning of a statement if
 * that is near.
 */
export function colourLines(lines: string, before: string, colourOf: ColourOf): readonly Coloured[] {
  const tokens = tokenize(lines).filter(({ kind }) => kind !== "comment");
  const coloured: Coloured[] = [];
  for (const token of tokenize(lines))
    if (token.kind === "comment")
      coloured.push({ from: token.from, to: token.to, colour: "comment", isDeclaration: false });
  const painter = new Painter(lines, statementBefore(before), colourOf);
  for (const [i, token] of tokens.entries()) coloured.push(painter.paint(token, tokens[i + 1]));
  return coloured.sort((a, b) => a.from - b.from);
}

/** The statement that goes on at the end of some lines. */
export function statementBefore(lines: string): StatementWord | undefined {
  const all = lines.split(/\r\n?|\n/);
  for (let i = all.length - 1; i >= 0; i--) {
    const word = beginsStatement(all[i]!);
    if (word !== undefined) return word;
  }
  return undefined;
}

/** Goes through the tokens of some lines. */
class Painter {
  readonly #text: string;
  readonly #colourOf: ColourOf;
  #statement: StatementWord | undefined;
  #before: Token | undefined;
  /** What the token before was. */
  #last: Colour | undefined;
  #isName = false;
  #isUnit = false;

  constructor(text: string, statement: StatementWord | undefined, colourOf: ColourOf) {
    this.#text = text;
    this.#statement = statement;
    this.#colourOf = colourOf;
  }

  paint(token: Token, next: Token | undefined): Coloured {
    const isDeclaration = this.#isName && (token.kind === "word" || token.kind === "quoted");
    const colour = isDeclaration ? this.#declared(token) : this.#colour(token, next);
    this.#isName = colour === "statement" && this.#statement !== "time" && this.#statement !== "use";
    this.#isUnit = this.#staysUnit(token);
    this.#before = token;
    this.#last = colour;
    return { from: token.from, to: token.to, colour, isDeclaration };
  }

  #declared(token: Token): Colour {
    const statement = this.#statement;
    const variable = variableWords.find((word) => word === statement);
    if (variable) return variable;
    if (statement === "unit") return "unit";
    if (statement === "dim" || statement === "map") return "dimension";
    if (statement === "function" || statement === "scenario") return statement;
    if (statement === "claim" || statement === "source") return statement;
    return this.#colourOf(foldName(contentOf(token))) ?? "name";
  }

  #colour(token: Token, next: Token | undefined): Colour {
    switch (token.kind) {
      case "number":
      case "text":
      case "fault":
        return token.kind;
      case "mark":
        return "()[],;:.".includes(token.text) ? "mark" : "operator";
      case "quoted":
        return this.#nameColour(token, next);
      default:
        return this.#wordColour(token, next);
    }
  }

  #wordColour(token: Token, next: Token | undefined): Colour {
    const { text, first } = token;
    if (first) {
      const statement = this.#beginning(token);
      if (statement) {
        this.#statement = statement;
        return "statement";
      }
      if (isClauseWord(text, this.#statement) && !isOperator(next)) return "keyword";
    }
    if (reserved.has(text)) return "keyword";
    const before = this.#before;
    const isOperand = before !== undefined && !first && endsOperand(before) && this.#last !== "keyword";
    if (isOperand && (wordsBehindExpressions.has(text) || isClauseWord(text, this.#statement)))
      return "keyword";
    if (before && this.#last === "keyword" && following.get(before.text)?.includes(text)) return "keyword";
    if (before?.text === "basis" && basis.has(text)) return "keyword";
    if (isOperand && behindNames.has(text)) return "keyword";
    if (before?.text === "," && behindCommas.has(text) && next?.text !== "(") return "keyword";
    if (text === "base" && (this.#statement === "check" || this.#statement === "claim")) return "keyword";
    if (this.#isUnit) return "unit";
    return this.#nameColour(token, next);
  }

  #nameColour(token: Token, next: Token | undefined): Colour {
    const folded = foldName(contentOf(token));
    if (clockNames.has(folded)) return "clock";
    const colour = this.#colourOf(folded);
    if (next?.text === "(" && next.from === token.to) return colour === "graph" ? colour : "function";
    return colour ?? "name";
  }

  /** The statement that begins here. In a scenario, `time` and points that are set begin none. */
  #beginning({ from }: Token): StatementWord | undefined {
    const end = this.#text.indexOf("\n", from);
    const line = this.#text.slice(from, end < 0 ? undefined : end);
    const word = beginsStatement(line);
    if (this.#statement !== "scenario" || word === undefined) return word;
    if (word === "time") return undefined;
    return (word === "graph" || word === "data") && /^\w+\s+[^\s(]+\s*=/.test(line) ? undefined : word;
  }

  /** Behind the colon of a head, up to the end of the unit. */
  #staysUnit({ kind, text, first }: Token): boolean {
    if (text === ":") return this.#statement !== "check" && this.#statement !== "map";
    if (!this.#isUnit || first) return false;
    return kind === "word" || kind === "quoted" || kind === "number" || "*/^()-".includes(text);
  }
}

const reserved = new Set(["and", "or", "not", "mod", "if", "then", "else"]);
const basis: ReadonlySet<string> = new Set(basisWords);
const behindNames = new Set([
  ...[
    "purpose",
    "threshold",
    "notes",
    "anchors",
    "sha256",
    "reinforcing",
    "balancing",
    "rival",
    "on",
    "every",
  ],
  ...["least", "points", "context", "for", "from", "memory", "evenly", "as", "content", "steps", "prefix"],
]);
const behindCommas = new Set([
  ...[
    "euler",
    "rk2",
    "rk4",
    "save",
    "like",
    "moved",
    "set",
    "at",
    "hold",
    "extrapolate",
    "step",
    "interpolate",
  ],
  ...["look", "raw", "uniform", "triangular", "normal", "lognormal", "loguniform", "pert", "discrete"],
  "correlated",
]);

function isOperator(token: Token | undefined): boolean {
  return token?.kind === "mark" && !token.first && "+-*/^<>=.)".includes(token.text[0]!);
}

function endsOperand({ kind, text }: Token): boolean {
  return (
    kind === "word" || kind === "quoted" || kind === "number" || kind === "text" || ")]%'".includes(text)
  );
}

/** Whether a statement may have lines of its own, which begin with names. */
export function hasLines(statement: StatementWord): boolean {
  return clauseWords[statement].hasLines === true;
}

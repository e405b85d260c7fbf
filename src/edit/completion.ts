import { basisWords, rangeShapes } from "../model/variable.ts";
import { type Token, tokenize } from "../read/token.ts";
import { type StatementWord, statementWords, variableWords } from "../read/words.ts";
import { lineNameText } from "../write/text/name.ts";
import { beginsStatement, clauseWords, following } from "./clausewords.ts";
import { hasLines } from "./colours.ts";
import type { Lexicon } from "./lexicon.ts";
import {
  below,
  claims,
  dimensions,
  elements,
  expression,
  keyword,
  keywords,
  names,
  ofKinds,
  type Suggestion,
  scenarios,
  sources,
  units,
} from "./suggestion.ts";

/** What may stand at a place, and how many letters before it are the beginning of a word that it would replace. */
export interface Completion {
  readonly typed: number;
  readonly suggestions: readonly Suggestion[];
}

/**
 * What may stand at the end of some lines, which begin at the statement that is being written or before it. Undefined in
 * comments and strings.
 */
export function complete(before: string, lexicon: Lexicon): Completion | undefined {
  const tokens = tokenize(before);
  const last = tokens.at(-1);
  const isTyping = last !== undefined && last.to === before.length;
  if (isTyping && (last.kind === "comment" || last.kind === "text" || /^["“„«]/.test(last.text)))
    return undefined;
  if (last?.kind === "comment" && !/[\r\n]/.test(before.slice(last.to))) return undefined;
  const isWord = isTyping && (last.kind === "word" || last.kind === "quoted" || last.text.startsWith("'"));
  if (isTyping && last.kind === "number") return undefined;
  const read = (isWord ? tokens.slice(0, -1) : tokens).filter(({ kind }) => kind !== "comment");
  const isFirst = isWord ? last.first : read.length === 0 || /[\r\n][^\S\r\n]*$/.test(before);
  const place = placeOf(before, read, isFirst);
  return { typed: isWord ? last.to - last.from : 0, suggestions: suggest(place, lexicon) };
}

/** What is known of the place at which something is written. */
interface Place {
  readonly statement: StatementWord | undefined;
  /** The tokens of the statement up to here, its word first. */
  readonly tokens: readonly Token[];
  /** Whether nothing else stands before it on its line. */
  readonly isFirst: boolean;
  /** The word that the clause began with, as far as it has one. */
  readonly clause: string | undefined;
}

function placeOf(text: string, tokens: readonly Token[], isFirst: boolean): Place {
  let from = tokens.length - 1;
  let statement: StatementWord | undefined;
  for (; from >= 0; from--) {
    const token = tokens[from]!;
    if (!token.first || token.kind !== "word") continue;
    const end = text.indexOf("\n", token.from);
    statement = beginsStatement(text.slice(token.from, end < 0 ? undefined : end));
    if (statement !== undefined) break;
  }
  const own = statement === undefined ? [] : tokens.slice(from);
  const words = statement === undefined ? [] : clauseWords[statement].clauses;
  const clause = own.slice(1).findLast(({ kind, text: word }) => kind === "word" && words.includes(word));
  return { statement, tokens: own, isFirst, clause: clause?.text };
}

function suggest(place: Place, lexicon: Lexicon): readonly Suggestion[] {
  const { statement, isFirst, tokens } = place;
  if (isFirst) return atLineBegin(place, lexicon);
  if (statement === undefined) return [];
  const last = tokens.at(-1)!;
  const isPlace =
    statement === "claim" && last.text === "at" && tokens.every(({ first }, i) => i === 0 || !first);
  if (isPlace) return sources(lexicon);
  const next = following.get(last.text);
  if (last.kind === "word" && next && tokens.length > 1) return keywords(next, 50);
  return ofStatement(place, lexicon, last);
}

function atLineBegin({ statement, tokens }: Place, lexicon: Lexicon): readonly Suggestion[] {
  const begin: Suggestion[] = statementWords.map((word) => ({ ...keyword(word, -10), kind: "statement" }));
  if (statement === undefined) return begin;
  const last = tokens.at(-1)!;
  // An expression goes on where the line before ends with an operator, or a list with a comma.
  const goesOn = tokens.length > 2 && last.kind === "mark" && !")]%'".includes(last.text);
  if (goesOn) return expression(lexicon);
  const clauses = keywords(clauseWords[statement].clauses, 40);
  const lines = hasLines(statement) ? linesOf(statement, lexicon) : [];
  return [...clauses, ...lines, ...begin];
}

/** What begins a line of a statement that has lines of its own. */
function linesOf(statement: StatementWord, lexicon: Lexicon): readonly Suggestion[] {
  const all = names(lexicon, lineNameText);
  if (statement !== "scenario") return [...all, ...(statement === "check" ? keywords(["every"], 20) : [])];
  const settable = ["lever", "switch", "const", "input", "stock", "count"];
  return all
    .filter(({ kind }) => settable.includes(kind))
    .map((each) => ({ ...each, boost: each.kind === "lever" || each.kind === "switch" ? 20 : 0 }));
}

function ofStatement(place: Place, lexicon: Lexicon, last: Token): readonly Suggestion[] {
  const { statement, tokens, clause } = place;
  const isVariable = variableWords.some((word) => word === statement) || statement === "function";
  if (tokens.length === 1) return statement === "map" ? dimensions(lexicon) : [];
  if (isInBrackets(tokens))
    return [...dimensions(lexicon), ...elements(lexicon), ...below(names(lexicon), 30)];
  if (isVariable && isUnit(tokens)) return units(lexicon);
  if (last.text === "basis") return keywords(basisWords, 50);
  if (last.text === "because" || (clause === "because" && last.text === ",")) return claims(lexicon);
  if (runWords.has(last.text) && isRun(statement, tokens, last)) return scenarios(lexicon);
  if (last.text === ",") {
    if (clause === "between") return keywords(shapes, 50);
    if (statement === "time" || clause === "time")
      return keywords(["euler", "rk2", "rk4", "save every", "like"], 50);
    if (statement === "claim") return keywords(["moved by", "set to", "at least"], 50);
    if (statement === "graph" || statement === "data") return keywords(betweenPoints, 50);
  }
  if (statement === "stock" && (clause === "in" || clause === "out") && !endsOperand(last))
    return [...ofKinds(lexicon, ["flow"], 30), ...below(names(lexicon), 20)];
  if (last.text === "after" || (tokens.at(-2)?.text === "after" && last.kind === "number"))
    return last.kind === "number" ? units(lexicon) : [];
  if (endsOperand(last)) return continuing(place, lexicon, last);
  if (statement === "dim" || statement === "map") return [...dimensions(lexicon), ...elements(lexicon)];
  if (statement === "link" || statement === "loop") return names(lexicon);
  return noValues.has(last.text) ? [] : expression(lexicon);
}

/** Behind an operand: operators in words, further clauses, and behind a number units. */
function continuing({ statement, tokens }: Place, lexicon: Lexicon, last: Token): readonly Suggestion[] {
  const clauses = statement === undefined ? [] : clauseWords[statement].clauses;
  const more = statement === undefined ? [] : (behind[statement] ?? ["then", "else", "and", "or", "mod"]);
  const isHead = tokens.length === 2;
  return [
    ...keywords(isHead && statement === "scenario" ? ["on"] : more, 40),
    ...keywords(clauses, 30),
    ...(last.kind === "number" ? units(lexicon) : []),
  ];
}

/** Words behind an operand, by statement. */
const behind: { readonly [word in StatementWord]?: readonly string[] } = {
  time: ["to", "by"],
  dim: ["of", "from"],
  map: ["to"],
  claim: ["raises", "lowers", "leaves", "has", "after", "from", "within", "than", "at"],
  link: ["raises", "lowers", "from"],
  loop: ["reinforcing", "balancing"],
  check: ["always", "in", "against", "between", "within", "of", "and", "over", "to", "points", "rival"],
  history: ["between", "and"],
  scenario: ["starts", "is", "from"],
};

const shapes = [...rangeShapes, "correlated"];
const betweenPoints = ["hold", "extrapolate", "step", "interpolate", "look forward", "hold backward", "raw"];
const runWords = new Set(["in", "against", "than", "on", "of"]);
/** Behind these stands a number or a string, never a name. */
const noValues = new Set([
  "between",
  "threshold",
  "purpose",
  "file",
  "notes",
  "anchors",
  "use",
  "to",
  "by",
  "from",
]);

/** Whether a name of a scenario is wanted behind such a word. */
function isRun(statement: StatementWord | undefined, tokens: readonly Token[], last: Token): boolean {
  if (last.text === "on") return statement === "scenario";
  if (last.text === "of") return statement === "scenario" && tokens.at(-2)?.text === "each";
  return statement === "check" || (statement === "claim" && last.text === "than");
}

/** Whether a bracket for elements is open. */
function isInBrackets(tokens: readonly Token[]): boolean {
  let depth = 0;
  for (const { text } of tokens) depth = text === "[" ? depth + 1 : text === "]" ? depth - 1 : depth;
  return depth > 0;
}

/** Whether the unit behind a head's colon is being written. */
function isUnit(tokens: readonly Token[]): boolean {
  const colon = tokens.findLastIndex(({ text }) => text === ":");
  if (colon < 0) return false;
  const since = tokens.slice(colon + 1);
  const last = since.at(-1);
  const isOpen = last === undefined || "*/(^".includes(last.text);
  return (
    isOpen && since.every((token) => !token.first && ("*/^()1".includes(token.text) || token.kind === "word"))
  );
}

function endsOperand({ kind, text }: Token): boolean {
  if (kind === "word") return !operandFollows.has(text);
  return kind === "quoted" || kind === "number" || kind === "text" || ")]%'".includes(text);
}

/** Words behind which an operand stands. */
const operandFollows = new Set([
  ...[
    "and",
    "or",
    "not",
    "mod",
    "if",
    "then",
    "else",
    "starts",
    "in",
    "out",
    "of",
    "initially",
    "transit",
    "capacity",
  ],
  ...[
    "sample",
    "arrest",
    "fill",
    "clean",
    "limit",
    "share",
    "raises",
    "lowers",
    "leaves",
    "more",
    "less",
    "show",
    "is",
  ],
  ...[
    "between",
    "within",
    "against",
    "over",
    "at",
    "after",
    "to",
    "by",
    "from",
    "spread",
    "leak",
    "overflow",
    "than",
  ],
  ...["threshold", "purpose", "file", "notes", "anchors", "use", "port", "because", "on"],
]);

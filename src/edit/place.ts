import { foldName } from "../model/name.ts";
import { type StatementWord, variableWords } from "../read/words.ts";
import type { NameIndex } from "./nameindex.ts";
import { endOfLine, lineBreakOf, type StatementText, statementsOf } from "./statement.ts";
import type { TextEdit } from "./textedit.ts";

/** Where a new statement goes. */
export interface Where {
  /** Behind the variable of this name. */
  readonly behind?: string;
  /** At the end of this sector. */
  readonly sector?: string;
}

/**
 * A new statement in a file: behind the one that is named, at the end of a sector, or behind the last of its kind; else at
 * the end of the file that the system is opened by. A blank line stands before and behind what has several lines.
 */
export function insertStatement(
  index: NameIndex,
  text: string,
  like: readonly StatementWord[],
  where: Where = {},
): TextEdit {
  const found = statementBefore(index, like, where);
  const entry = index.reading.syntax.at(-1);
  if (!found) {
    const path = entry?.source ?? "";
    const whole = index.reading.sources.get(path) ?? "";
    const line = lineBreakOf(whole);
    const isBlank = whole === "" || /(\r\n?|\n)[^\S\r\n]*(\r\n?|\n)$/.test(whole);
    const lead = isBlank ? "" : /[\r\n]$/.test(whole) ? line : line + line;
    return { path, from: whole.length, to: whole.length, insert: `${lead}${withBreaks(text, line)}${line}` };
  }
  const { statement, next } = found;
  const whole = statement.text;
  const line = lineBreakOf(whole);
  const at = endOfLine(whole, statement.to);
  const isShort =
    !text.includes("\n") && isOneLine(statement) && like.some((word) => word === statement.word);
  const isClose = next !== undefined && isOneLineBetween(whole, at, next.from);
  return {
    path: statement.path,
    from: at,
    to: at,
    insert: `${line}${isShort ? "" : line}${withBreaks(text, line)}${isClose && !isShort ? line : ""}`,
  };
}

interface Found {
  readonly statement: StatementText;
  /** The one that follows in the file. */
  readonly next: StatementText | undefined;
}

function statementBefore(index: NameIndex, like: readonly string[], where: Where): Found | undefined {
  const { syntax } = index.reading;
  const behind = where.behind === undefined ? undefined : index.names.variables.get(foldName(where.behind));
  if (behind?.statement) {
    const { source, from } = behind.statement;
    return inFile(index, source, (all) => all.findLastIndex((each) => each.from <= from));
  }
  if (where.sector !== undefined) {
    const folded = foldName(where.sector);
    const sector = index.names.sectors.find(({ name }) => foldName(name) === folded)?.statement;
    if (sector)
      return inFile(index, sector.source, (all) => {
        const start = all.findLastIndex((each) => each.from <= sector.from);
        const end = all.findIndex(({ word }, i) => i > start && !ofSector.has(word));
        return (end < 0 ? all.length : end) - 1;
      });
  }
  for (const { source } of syntax.toReversed()) {
    const found = inFile(index, source, (all) => all.findLastIndex(({ word }) => like.includes(word)));
    if (found) return found;
  }
  return undefined;
}

/** What may stand among the variables of a sector. */
const ofSector: ReadonlySet<string> = new Set([...variableWords, "unit", "dim", "map", "use"]);

function inFile(
  { reading }: NameIndex,
  path: string,
  choose: (all: readonly StatementText[]) => number,
): Found | undefined {
  const file = reading.syntax.find(({ source }) => source === path);
  // What is inside a function is no place for others.
  const inner = new Set(file?.marks.filter(({ isInner }) => isInner).map(({ from }) => from));
  const all = statementsOf(file).filter(({ from }) => !inner.has(from));
  const at = choose(all);
  const statement = all[at];
  if (!statement) return undefined;
  const next = all[at + 1];
  // A function ends with lines that are no statements: the place is in front of what follows it.
  return { statement: statement.word === "function" ? wholeFunction(statement, next) : statement, next };
}

function wholeFunction(statement: StatementText, next: StatementText | undefined): StatementText {
  const last = statement.tokens.findLast(
    ({ to, text }) => text === "end" && to <= (next?.from ?? Number.POSITIVE_INFINITY),
  );
  return { ...statement, to: Math.max(statement.to, last?.to ?? 0) };
}

function isOneLine({ text, from, to }: StatementText): boolean {
  return !/[\r\n]/.test(text.slice(from, to));
}

/** Whether no blank line lies between. */
function isOneLineBetween(text: string, from: number, to: number): boolean {
  return !/(\r\n?|\n)[^\S\r\n]*(\r\n?|\n)/.test(text.slice(from, to));
}

function withBreaks(text: string, line: string): string {
  return line === "\n" ? text : text.replaceAll("\n", line);
}

import type { UnitDeclaration, UnitExpr, UnitFactor } from "../model/unit.ts";
import { readClauses } from "./clause.ts";
import type { Cursor } from "./cursor.ts";
import { contentOf, type Token } from "./token.ts";
import { wordsBehindExpressions } from "./words.ts";

/** A unit such as `USD/person/year` or `1/year`, if a colon stands here. */
export function readUnit(cursor: Cursor): UnitExpr | undefined {
  if (!cursor.takeMark(":")) return undefined;
  const { from } = cursor.here;
  const factors: UnitFactor[] = [];
  /** For each open bracket: the sign of the powers in it. */
  const brackets: number[] = [];
  let sign = 1;
  let outer = 1;
  for (;;) {
    while (cursor.takeMark("(")) {
      brackets.push(outer);
      outer = sign;
    }
    if (!readFactor(cursor, sign, factors)) return undefined;
    while (brackets.length > 0 && cursor.takeMark(")")) outer = brackets.pop()!;
    if (cursor.takeMark("*")) sign = outer;
    else if (cursor.takeMark("/")) sign = -outer;
    else break;
  }
  if (brackets.length > 0) cursor.missing("unclosed-bracket", "A bracket in a unit needs a ‘)’");
  return { factors, span: cursor.spanFrom(from) };
}

function readFactor(cursor: Cursor, sign: number, factors: UnitFactor[]): boolean {
  const { here } = cursor;
  if (here.kind === "number" && here.text === "1") {
    cursor.advance();
    return true;
  }
  if ((here.kind !== "word" && here.kind !== "quoted") || cursor.atStatementEnd || beginsClause(cursor)) {
    const notes = [{ message: "What has no unit is measured in 1." }];
    cursor.missing("missing-unit", "A unit is made of words, ‘person/year’", { notes });
    return false;
  }
  cursor.advance();
  const power = cursor.takeMark("^") ? readPower(cursor) : 1;
  if (power === undefined) return false;
  factors.push({ name: contentOf(here), power: sign * power, span: cursor.spanOf(here) });
  return true;
}

/** In `: starts 90` the unit was forgotten. */
function beginsClause(cursor: Cursor): boolean {
  const next = cursor.peek();
  const isFollowed = next.kind === "number" || next.kind === "word" || next.kind === "quoted";
  return cursor.beginsClause || (isFollowed && !next.first && isWordBehindExpressions(cursor.here));
}

function isWordBehindExpressions({ kind, text }: Token): boolean {
  return kind === "word" && wordsBehindExpressions.has(text);
}

function readPower(cursor: Cursor): number | undefined {
  const sign = cursor.takeMark("-") ? -1 : 1;
  const { here } = cursor;
  if (here.kind === "number" && /^[0-9]{1,2}$/.test(here.text)) {
    cursor.advance();
    return sign * Number(here.text);
  }
  cursor.missing("missing-unit", `After ‘^’ a unit has a whole power, ‘meter^2’`);
  return undefined;
}

/** Behind `unit`: `person = people, persons`. */
export function readUnitStatement(cursor: Cursor): UnitDeclaration | undefined {
  const from = cursor.statementStart;
  const name = cursor.name("After ‘unit’ comes the name of a unit");
  const aliases = name && cursor.takeMark("=") ? cursor.names("After ‘=’ come other words for the unit") : [];
  if (name) readClauses(cursor, { owner: `the unit ‘${name.name}’`, words: {} });
  else cursor.skipStatement();
  return (
    name && { name: name.name, aliases: aliases.map((alias) => alias.name), span: cursor.spanFrom(from) }
  );
}

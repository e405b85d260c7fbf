import type { UnitExpr } from "../model/unit.ts";
import type { DimensionRef, VariableHead } from "../model/variable.ts";
import type { Common } from "./common.ts";
import type { Cursor, Name } from "./cursor.ts";
import { readUnit } from "./unit.ts";

/** The beginning of a variable's statement: its name, its dimensions, and where the statement began. */
export interface HeadStart {
  readonly name: Name;
  readonly dimensions: readonly DimensionRef[];
  readonly from: number;
}

/** A head with title and unit. */
export interface Head extends HeadStart {
  readonly title?: string;
  readonly unit?: UnitExpr;
}

/** Behind a statement's word: `inhabitants[region] "people at home" : person`. Undefined where the name is missing. */
export function readHead(cursor: Cursor, what: string): Head | undefined {
  const start = readHeadStart(cursor, what);
  return start && { ...start, ...readTitleAndUnit(cursor) };
}

/** Only the name and the dimensions. Without a name, the whole statement is skipped. */
export function readHeadStart(cursor: Cursor, what: string): HeadStart | undefined {
  const from = cursor.statementStart;
  const name = cursor.name(`After ‘${what}’ comes its name`);
  if (name === undefined) {
    cursor.skipStatement();
    return undefined;
  }
  let dimensions: readonly DimensionRef[] = [];
  if (cursor.isMark("[") && !cursor.here.first) {
    cursor.advance();
    dimensions = cursor.names("The brackets after the name hold dimensions");
    cursor.expectMark("]", "The dimensions end with ‘]’");
  }
  return { name, dimensions, from };
}

export function readTitleAndUnit(cursor: Cursor): { readonly title?: string; readonly unit?: UnitExpr } {
  const title = cursor.textOnLine();
  const unit = cursor.lost ? undefined : readUnit(cursor);
  return { ...(title !== undefined && { title }), ...(unit && { unit }) };
}

/** What all variables have, once the statement has been read to its end. */
export function completeHead(
  cursor: Cursor,
  head: Head,
  common: Common,
  sector: string | undefined,
): VariableHead {
  return {
    name: head.name.name,
    nameSpan: head.name.span,
    dimensions: head.dimensions,
    ...(head.title !== undefined && { title: head.title }),
    ...(head.unit && { unit: head.unit }),
    ...common,
    ...(sector !== undefined && { sector }),
    span: cursor.spanFrom(head.from),
  };
}

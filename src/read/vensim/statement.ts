import type { Report } from "../../model/diagnostic.ts";
import type { Span } from "../../model/span.ts";
import type { DataSeries } from "../../model/variable.ts";
import type { EquationBlock } from "./block.ts";
import { Cursor } from "./cursor.ts";
import { readElement, readExpression, readName, readSubscripts } from "./expression.ts";
import { beginsPairList, readPairs } from "./points.ts";
import type { Raw, RawName, RawPoints, RawSubscript, RawTable } from "./raw.ts";
import { beginsNumberList, readNumberList, readTabbedArray } from "./table.ts";

/** What one equation of the file says, before names have been looked up. */
export type Statement =
  | RangeStatement
  | AliasStatement
  | EquationStatement
  | TestInputStatement
  | ConditionStatement
  /** `name :IS: 'text'`: a string constant, which no number depends on. */
  | { readonly kind: "string"; readonly name: RawName; readonly text: string; readonly span: Span };

/** `DimA: A1, (B1-B9), SubA -> DimB, (DimC: C1, SubC)`. */
export interface RangeStatement {
  readonly kind: "range";
  readonly name: string;
  readonly nameSpan: Span;
  readonly items: readonly RangeItem[];
  /** `GET DIRECT SUBSCRIPT(…)` instead of items. */
  readonly file?: Raw;
  readonly mappings: readonly RawMapping[];
  readonly span: Span;
}

/** An element or another range, or a row of numbered elements. */
export type RangeItem =
  | { readonly kind: "name"; readonly name: string; readonly span: Span }
  | { readonly kind: "series"; readonly from: string; readonly to: string; readonly span: Span };

/** `-> DimB`, or `-> (DimB: B1, SubB)`: to which element or part of it each element leads. */
export interface RawMapping {
  readonly to: string;
  readonly items?: readonly RangeItem[];
  readonly span: Span;
}

/** `DimB <-> DimA`. */
export interface AliasStatement {
  readonly kind: "alias";
  readonly name: string;
  readonly other: string;
  readonly span: Span;
}

export interface EquationStatement {
  readonly kind: "equation";
  readonly left: RawName;
  /** `:EXCEPT: [A1], [A2]`. */
  readonly except: readonly (readonly RawSubscript[])[];
  /** How a data series is read between its points, where that is told. */
  readonly between?: DataSeries["between"];
  /** `:=`: an equation over data; `(`: the points of a lookup; undefined: nothing, as of data from outside. */
  readonly sign: "=" | "==" | ":=" | "(" | undefined;
  readonly right: Raw | RawTable | undefined;
  readonly span: Span;
}

/** `name :TEST INPUT: variable = expression`: what a reality check forces a variable to be. */
export interface TestInputStatement {
  readonly kind: "test input";
  readonly left: RawName;
  readonly variable: RawName;
  readonly value: Raw;
  readonly span: Span;
}

/** `name :THE CONDITION: condition :IMPLIES: consequence`. */
export interface ConditionStatement {
  readonly kind: "condition";
  readonly left: RawName;
  readonly condition: Raw;
  /** `>=` and the like between two sides, told with or without one of the words of reality checks. */
  readonly consequence: Raw;
  readonly how: "always" | "at least once" | "crossing";
  readonly span: Span;
}

/** Reads the equation of a block. What cannot be read is reported and left out. */
export function readStatement(
  source: string,
  text: string,
  { equation }: EquationBlock,
  report: Report,
): Statement | undefined {
  const cursor = new Cursor(source, text, equation, report);
  if (cursor.atEnd) {
    const message = "Between two bars stands an equation, but here is none.";
    cursor.fault("missing-equation", message, { at: cursor.spanOf(trimmed(text, equation)) });
    return undefined;
  }
  if (!cursor.atName) {
    cursor.fault("missing-name", `An equation begins with the name of what it defines, but ${cursor.found}.`);
    return undefined;
  }
  const statement = readFrom(cursor);
  if (!cursor.lost && !cursor.atEnd)
    cursor.fault("left-over", `The equation of ‘${nameOf(statement)}’ is complete, but ${cursor.found}.`, {
      notes: [{ message: "Is an operator missing before it, or a ‘|’ behind the equation?" }],
    });
  return cursor.lost ? undefined : statement;
}

function nameOf(statement: Statement): string {
  return "name" in statement && typeof statement.name === "string"
    ? statement.name
    : "left" in statement
      ? statement.left.name
      : "";
}

function trimmed(text: string, { from, to }: { readonly from: number; readonly to: number }) {
  const inside = text.slice(from, to);
  return { from: to - inside.trimStart().length, to };
}

function readFrom(cursor: Cursor): Statement {
  const { from } = cursor.here;
  const left = readName(cursor);
  if (cursor.isMark(":")) return readRange(cursor, left);
  if (cursor.takeMark("<->")) {
    const other = readElement(cursor) ?? "";
    if (other === "")
      cursor.fault("missing-name", `‘<->’ is followed by the other range, but ${cursor.found}.`);
    return { kind: "alias", name: left.name, other, span: cursor.spanFrom(from) };
  }
  if (cursor.takeKeyword("TEST INPUT")) return readTestInput(cursor, left);
  if (cursor.takeKeyword("THE CONDITION")) return readCondition(cursor, left);
  if (cursor.takeKeyword("IS")) return readString(cursor, left);
  return readEquation(cursor, left);
}

function readRange(cursor: Cursor, { name, span: nameSpan }: RawName): RangeStatement {
  cursor.advance();
  const isFile = cursor.atName && cursor.isMark("(", 1);
  const file = isFile ? readExpression(cursor) : undefined;
  const items = file ? [] : readItems(cursor);
  const mappings = cursor.takeMark("->") ? readMappings(cursor) : [];
  const span = cursor.spanFrom(nameSpan.from);
  return { kind: "range", name, nameSpan, items, ...(file && { file }), mappings, span };
}

function readItems(cursor: Cursor): readonly RangeItem[] {
  const items: RangeItem[] = [];
  do {
    const { from } = cursor.here;
    if (cursor.takeMark("(")) {
      const first = readElement(cursor);
      cursor.expectMark("-", "Numbered elements are written (A1-A9)");
      const last = readElement(cursor);
      cursor.expectMark(")", "Numbered elements are written (A1-A9)");
      if (first === undefined || last === undefined) break;
      items.push({ kind: "series", from: first, to: last, span: cursor.spanFrom(from) });
      continue;
    }
    const name = readElement(cursor);
    if (name === undefined) {
      cursor.fault("missing-name", `The elements of a range have commas between them, but ${cursor.found}.`);
      break;
    }
    items.push({ kind: "name", name, span: cursor.spanFrom(from) });
  } while (!cursor.lost && cursor.takeMark(","));
  return items;
}

function readMappings(cursor: Cursor): readonly RawMapping[] {
  const mappings: RawMapping[] = [];
  do {
    const { from } = cursor.here;
    const isListed = cursor.takeMark("(");
    const to = readElement(cursor);
    if (to === undefined) {
      cursor.fault(
        "missing-name",
        `‘->’ is followed by the range that this one is mapped to, but ${cursor.found}.`,
      );
      break;
    }
    if (!isListed) {
      mappings.push({ to, span: cursor.spanFrom(from) });
      continue;
    }
    cursor.expectMark(":", "A mapping of single elements is written (Range: A1, A2)");
    const items = readItems(cursor);
    cursor.expectMark(")", "A mapping of single elements is written (Range: A1, A2)");
    mappings.push({ to, items, span: cursor.spanFrom(from) });
  } while (!cursor.lost && cursor.takeMark(","));
  return mappings;
}

const betweenWords: ReadonlyMap<string, DataSeries["between"]> = new Map([
  ["INTERPOLATE", "interpolate"],
  ["LOOK FORWARD", "look forward"],
  ["HOLD BACKWARD", "hold backward"],
  ["RAW", "raw"],
]);

const equationSigns: ReadonlyMap<string, NonNullable<EquationStatement["sign"]>> = new Map([
  ["=", "="],
  ["==", "=="],
  [":=", ":="],
  ["(", "("],
]);

function readEquation(cursor: Cursor, left: RawName): EquationStatement {
  const except: (readonly RawSubscript[])[] = [];
  let between: DataSeries["between"] | undefined;
  while (cursor.here.kind === "keyword") {
    const word = cursor.here.value;
    if (cursor.takeKeyword("EXCEPT")) {
      while (cursor.isMark("[")) {
        except.push(readSubscripts(cursor));
        if (!cursor.takeMark(",")) break;
      }
      continue;
    }
    const found = betweenWords.get(word);
    if (found === undefined) break;
    between = found;
    cursor.advance();
  }
  const start = cursor.here.from;
  const sign = cursor.here.kind === "mark" ? equationSigns.get(cursor.here.value) : undefined;
  if (sign !== undefined) cursor.advance();
  const right =
    sign === undefined ? undefined : sign === "(" ? readPoints(cursor, start) : readRight(cursor, left);
  return {
    kind: "equation",
    left,
    except,
    ...(between && { between }),
    sign,
    right,
    span: cursor.spanFrom(left.span.from),
  };
}

function readPoints(cursor: Cursor, from: number): Raw {
  // `table( GET XLS LOOKUPS('file', 'sheet', 'A', 'B2') )`
  if (cursor.atName) {
    const file = readExpression(cursor);
    cursor.expectMark(")", "The points of a lookup end with a bracket");
    return file;
  }
  const pairs = readPairs(cursor);
  cursor.expectMark(")", "The points of a lookup end with a bracket");
  const points: RawPoints = { kind: "points", pairs, span: cursor.spanFrom(from) };
  return points;
}

function readRight(cursor: Cursor, left: RawName): Raw | RawTable | undefined {
  if (cursor.atEnd) {
    cursor.fault("missing-equation", `The equation of ‘${left.name}’ is empty.`, {
      at: left.span,
      notes: [{ message: "What stands in braces { } is a comment." }],
    });
    return undefined;
  }
  if (beginsNumberList(cursor)) return readNumberList(cursor);
  if (cursor.atName && /^tabbed[\s_]+array$/i.test(cursor.here.value) && cursor.isMark("(", 1))
    return readTabbedArray(cursor);
  if (beginsPairList(cursor)) return readPoints(cursor, cursor.here.from);
  const expression = readExpression(cursor);
  // Causes that the sketch draws and the equation does not use yet.
  if (cursor.takeKeyword("IGNORE")) while (!cursor.atEnd) cursor.advance();
  return expression;
}

function readTestInput(cursor: Cursor, left: RawName): TestInputStatement {
  if (!cursor.atName)
    cursor.fault(
      "missing-name",
      `Behind ‘:TEST INPUT:’ stands the variable that is forced, but ${cursor.found}.`,
    );
  const variable = readName(cursor);
  cursor.expectMark("=", "A test input is written ‘variable = expression’");
  const value = readExpression(cursor);
  return { kind: "test input", left, variable, value, span: cursor.spanFrom(left.span.from) };
}

function readCondition(cursor: Cursor, left: RawName): ConditionStatement {
  const condition = readExpression(cursor);
  if (!cursor.lost && !cursor.takeKeyword("IMPLIES"))
    cursor.fault("missing-sign", `A condition is followed by ‘:IMPLIES:’, but ${cursor.found}.`);
  let how: ConditionStatement["how"] = "always";
  const takeHow = () => {
    if (cursor.takeKeyword("AT LEAST ONCE")) how = "at least once";
    if (cursor.takeKeyword("CROSSING")) how = "crossing";
  };
  takeHow();
  const consequence = readExpression(cursor);
  takeHow();
  return { kind: "condition", left, condition, consequence, how, span: cursor.spanFrom(left.span.from) };
}

function readString(cursor: Cursor, name: RawName): Statement {
  const value = readExpression(cursor);
  const text = value.kind === "text" ? value.value : value.kind === "name" ? value.name : "";
  return { kind: "string", name, text, span: cursor.spanFrom(name.span.from) };
}

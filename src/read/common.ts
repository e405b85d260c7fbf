import { type Basis, basisWords, type Range, type RangeShape, rangeShapes } from "../model/variable.ts";
import type { Cursor } from "./cursor.ts";
import { contentOf } from "./token.ts";
import { readValue } from "./value.ts";

/** What any variable may say of itself behind its head. */
export interface Common {
  description?: string;
  range?: Range;
  basis?: Basis;
}

/** The clauses that every kind of variable has, which fill in `common`. */
export function commonClauses(cursor: Cursor, common: Common) {
  return {
    words: {
      between: () => {
        const range = readRange(cursor);
        if (range) common.range = range;
      },
      basis: () => {
        const basis = readBasis(cursor);
        if (basis) common.basis = basis;
      },
    },
    text: (text: string) => {
      common.description = addText(common.description, text);
    },
  };
}

/** Several strings, one below another, are one text. */
export function addText(before: string | undefined, text: string): string {
  return before === undefined ? text : `${before} ${text}`;
}

/** Behind `basis`: a word and perhaps a text on the same line. */
export function readBasis(cursor: Cursor): Basis | undefined {
  const { here } = cursor;
  const word = cursor.takeOneOf(basisWords);
  if (word === undefined) {
    const notes = [{ message: `The words are: ${basisWords.join(", ")}.` }];
    const message = `‘basis’ says in one word where a number comes from`;
    cursor.missing("unknown-basis", message, { notes, ...cursor.nearestFix(here, basisWords) });
    return undefined;
  }
  const text = cursor.textOnLine();
  return { word, ...(text !== undefined && { text }), span: cursor.spanFrom(here.from) };
}

/** Behind `between`: `0.004 and 0.03, triangular, correlated 0.6 in weights`. */
function readRange(cursor: Cursor): Range | undefined {
  const { from } = cursor.peek(-1);
  const low = readValue(cursor, "A range begins with a number");
  cursor.expectWord("and", "A range has two ends, ‘between 1 and 2’");
  const high = cursor.lost ? undefined : readValue(cursor, "A range ends with a number");
  let shape: RangeShape | undefined;
  let correlated: Range["correlated"];
  const tellTwice = (message: string, here: Cursor["here"]) =>
    cursor.remark({ code: "range-twice", severity: "error", message, span: cursor.spanOf(here) });
  while (!cursor.lost && cursor.takeMark(",")) {
    const { here } = cursor;
    const word = cursor.takeOneOf(rangeShapes);
    if (word) {
      if (shape) tellTwice(`A range has one shape, and this one is said to be ${shape} and ${word}.`, here);
      shape = word;
    } else if (cursor.takeWord("correlated")) {
      const before = correlated;
      correlated = readCorrelation(cursor);
      if (before && correlated)
        tellTwice(
          `A number goes together with one group, and this one is in ‘${before.group}’ and ‘${correlated.group}’.`,
          here,
        );
    } else {
      const notes = [
        { message: `The shapes are: ${rangeShapes.join(", ")}; and ‘correlated 0.6 in GROUP’.` },
      ];
      const message = `After the comma comes the shape of the range`;
      cursor.missing("unknown-shape", message, {
        notes,
        ...cursor.nearestFix(here, [...rangeShapes, "correlated"]),
      });
    }
  }
  if (low === undefined || high === undefined) return undefined;
  return {
    low,
    high,
    shape: shape ?? "uniform",
    ...(correlated && { correlated }),
    span: cursor.spanFrom(from),
  };
}

function readCorrelation(cursor: Cursor): Range["correlated"] {
  const by = readValue(cursor, "‘correlated’ is followed by a number between -1 and 1");
  cursor.expectWord("in", "‘correlated 0.6 in GROUP’ names the group that is drawn together");
  const group = cursor.lost ? undefined : cursor.name("‘in’ is followed by the name of the group");
  return by === undefined || group === undefined ? undefined : { group: contentOf(cursor.peek(-1)), by };
}

import type { DataSeries, Points } from "../model/variable.ts";
import type { Cursor } from "./cursor.ts";
import { readValue } from "./value.ts";

type Between = DataSeries["between"];
type Outside = Points["outside"];

/** `(2010, 1) (2014, 2), hold`: the points of a graph. */
export function readGraphPoints(cursor: Cursor): Points {
  const { from } = cursor.here;
  const pairs = readPairs(cursor);
  let outside: Outside = "hold";
  if (cursor.isMark(",") && !cursor.isMark("(", cursor.peek())) {
    cursor.advance();
    const word = cursor.takeOneOf(["hold", "extrapolate", "step"] as const);
    if (word) outside = word;
    else {
      const message = "After the points of a graph comes how it goes on: hold, extrapolate or step";
      cursor.missing(
        "unknown-word",
        message,
        cursor.nearestFix(cursor.here, ["hold", "extrapolate", "step"]),
      );
    }
  }
  return { pairs, outside, span: cursor.spanFrom(from) };
}

/** The points of a data series. How it goes between them follows behind a comma and belongs to the series. */
export function readDataPoints(cursor: Cursor): Points {
  const { from } = cursor.here;
  const pairs = readPairs(cursor);
  return { pairs, outside: "hold", span: cursor.spanFrom(from) };
}

/** `interpolate`, `look forward`, `hold backward` or `raw`. */
export function readBetween(cursor: Cursor): Between | undefined {
  if (cursor.takeWord("interpolate")) return "interpolate";
  if (cursor.takeWord("raw")) return "raw";
  for (const way of ["look forward", "hold backward"] as const) {
    const [first, second] = way.split(" ") as [string, string]; // Each has two words.
    if (cursor.isWord(first) && cursor.isWord(second, cursor.peek())) {
      cursor.advance();
      cursor.advance();
      return way;
    }
  }
  const message = "Between its points a series is interpolate, look forward, hold backward or raw";
  cursor.missing("unknown-word", message, cursor.nearestFix(cursor.here, ["interpolate", "raw"]));
  return undefined;
}

function readPairs(cursor: Cursor): readonly (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  const purpose = "A point is two numbers";
  while (!cursor.lost && cursor.isMark("(")) {
    const opening = cursor.advance();
    const x = readValue(cursor, purpose);
    cursor.expectMark(",", "The two numbers of a point have a comma between them, ‘(2010, 1)’");
    const y = cursor.lost ? undefined : readValue(cursor, purpose);
    cursor.expectMark(")", "A point ends with ‘)’");
    if (x === undefined || y === undefined || cursor.lost) break;
    const before = pairs.at(-1);
    if (before && before[0] > x) {
      const message = `The points of a graph are listed in the order of their first numbers, but ${x} follows ${before[0]}.`;
      const span = cursor.spanFrom(opening.from);
      cursor.remark({ code: "points-not-rising", severity: "error", message, span });
    } else {
      pairs.push([x, y]);
    }
    if (cursor.isMark(",") && cursor.isMark("(", cursor.peek())) cursor.advance();
  }
  if (pairs.length === 0) cursor.missing("missing-points", "Points are written ‘(2010, 1) (2014, 2)’");
  return pairs;
}

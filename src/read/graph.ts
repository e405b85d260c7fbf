import type { DataSeries, FileSource, Part, Points, Variable } from "../model/variable.ts";
import { readClauses } from "./clause.ts";
import { type Common, commonClauses } from "./common.ts";
import type { Cursor } from "./cursor.ts";
import { completeHead, readHead, readHeadStart, readTitleAndUnit } from "./head.ts";
import { equationClauses, repeatedParts } from "./part.ts";
import { readBetween, readDataPoints, readGraphPoints } from "./points.ts";
import { readUnit } from "./unit.ts";

/** `graph jobs (time : year) : person = (2010, 1) (2014, 2), hold`. */
export function readGraph(cursor: Cursor, sector: string | undefined): Variable | undefined {
  const start = readHeadStart(cursor, "graph");
  if (!start) return undefined;
  const early = cursor.textOnLine();
  let input = { name: "time", span: start.name.span };
  if (cursor.expectMark("(", "After a graph’s name comes its input in brackets, ‘(time)’")) {
    const name = cursor.name("The brackets hold the input of the graph");
    const unit = cursor.lost ? undefined : readUnit(cursor);
    cursor.expectMark(")", "The input of a graph ends with ‘)’");
    if (name) input = { ...name, ...(unit && { unit }) };
  }
  const late = cursor.lost ? {} : readTitleAndUnit(cursor);
  const head = { ...start, ...(early !== undefined && { title: early }), ...late };
  const common: Common = {};
  const { words, text } = commonClauses(cursor, common);
  const points: Part<Points>[] = [];
  const isSound = readClauses(cursor, {
    owner: `the graph ‘${head.name.name}’`,
    words: { ...equationClauses(cursor, points, () => readGraphPoints(cursor)), ...words },
    repeated: repeatedParts,
    text,
  });
  if (isSound && points.length === 0)
    missingPoints(cursor, `The graph ‘${head.name.name}’ has no points.`, head.name.span);
  return { ...completeHead(cursor, head, common, sector), kind: "graph", input, points };
}

/** `data arrivals : person/year = (2010, 900) (2015, 1400), hold backward`, or `from "FILE.csv"`. */
export function readData(cursor: Cursor, sector: string | undefined): Variable | undefined {
  const head = readHead(cursor, "data");
  if (!head) return undefined;
  const common: Common = {};
  const { words, text } = commonClauses(cursor, common);
  const points: Part<Points>[] = [];
  let file: Part<FileSource> | undefined;
  let between: DataSeries["between"] = "interpolate";
  const isSound = readClauses(cursor, {
    owner: `the data series ‘${head.name.name}’`,
    words: {
      ...equationClauses(cursor, points, () => readDataPoints(cursor)),
      from: () => {
        file = readFile(cursor);
      },
      ",": () => {
        between = readBetween(cursor) ?? between;
      },
      ...words,
    },
    repeated: repeatedParts,
    text,
  });
  if (isSound && points.length === 0 && file === undefined)
    missingPoints(
      cursor,
      `The data series ‘${head.name.name}’ has neither points nor a file.`,
      head.name.span,
    );
  const complete = completeHead(cursor, head, common, sector);
  return { ...complete, kind: "data", points, files: file ? [file] : [], between };
}

function readFile(cursor: Cursor): Part<FileSource> | undefined {
  const { from } = cursor.here;
  const path = cursor.expectText("‘from’ is followed by the name of a file in double quotes");
  const column = cursor.takeWord("column")
    ? cursor.expectText("‘column’ is followed by the column’s name in double quotes")
    : undefined;
  if (path === undefined) return undefined;
  const span = cursor.spanFrom(from);
  const value: FileSource = { kind: "column", path, ...(column !== undefined && { column }), span };
  return { subscripts: [], except: [], otherwise: false, value, span };
}

function missingPoints(cursor: Cursor, message: string, span: Variable["nameSpan"]): void {
  const notes = [{ message: "Give it points after ‘=’: = (2010, 1) (2014, 2)." }];
  cursor.remark({ code: "missing-points", severity: "error", message, span, notes });
}

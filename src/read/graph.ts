import type { DataSeries, FileSource, Part, Points, Variable } from "../model/variable.ts";
import { readClauses } from "./clause.ts";
import { type Common, commonClauses } from "./common.ts";
import type { Cursor } from "./cursor.ts";
import { completeHead, readHead, readHeadStart, readTitleAndUnit } from "./head.ts";
import { equationOrFileClauses, repeatedParts } from "./part.ts";
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
  const files: Part<FileSource>[] = [];
  const isSound = readClauses(cursor, {
    owner: `the graph ‘${head.name.name}’`,
    words: { ...equationOrFileClauses(cursor, points, files, () => readGraphPoints(cursor)), ...words },
    repeated: repeatedParts,
    text,
  });
  if (isSound && points.length === 0 && files.length === 0)
    missingPoints(cursor, `The graph ‘${head.name.name}’ has no points.`, head.name.span);
  const complete = completeHead(cursor, head, common, sector);
  return { kind: "graph", ...complete, input, points, ...(files.length > 0 && { files }) };
}

/** `data arrivals : person/year = (2010, 900) (2015, 1400), hold backward`, or `from "FILE.csv"`. */
export function readData(cursor: Cursor, sector: string | undefined): Variable | undefined {
  const head = readHead(cursor, "data");
  if (!head) return undefined;
  const common: Common = {};
  const { words, text } = commonClauses(cursor, common);
  const points: Part<Points>[] = [];
  const files: Part<FileSource>[] = [];
  let isGiven = false;
  let between: DataSeries["between"] = "interpolate";
  const isSound = readClauses(cursor, {
    owner: `the data series ‘${head.name.name}’`,
    words: {
      ...equationOrFileClauses(cursor, points, files, () => readDataPoints(cursor)),
      given: () => {
        isGiven = true;
      },
      ",": () => {
        between = readBetween(cursor) ?? between;
      },
      ...words,
    },
    repeated: repeatedParts,
    text,
  });
  const isEmpty = points.length === 0 && files.length === 0;
  if (isSound && isEmpty && !isGiven)
    missingPoints(
      cursor,
      `The data series ‘${head.name.name}’ has neither points nor a file.`,
      head.name.span,
      "If a run is to bring it, say so: given.",
    );
  if (isGiven && !isEmpty) {
    const message = `The data series ‘${head.name.name}’ has numbers here, and is not given by the run as well.`;
    cursor.remark({ code: "clause-twice", severity: "error", message, span: head.name.span });
  }
  const complete = completeHead(cursor, head, common, sector);
  return { kind: "data", ...complete, points, files, between };
}

function missingPoints(cursor: Cursor, message: string, span: Variable["nameSpan"], more?: string): void {
  const notes = [{ message: "Give it points after ‘=’: = (2010, 1) (2014, 2)." }];
  if (more !== undefined) notes.push({ message: more });
  cursor.remark({ code: "missing-points", severity: "error", message, span, notes });
}

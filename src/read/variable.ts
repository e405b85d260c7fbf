import { never } from "../model/diagnostic.ts";
import type { Expr } from "../model/expression.ts";
import type { FileSource, Part, Stream, Variable } from "../model/variable.ts";
import { readClauses } from "./clause.ts";
import { type Common, commonClauses } from "./common.ts";
import type { Cursor } from "./cursor.ts";
import { readDiscreteStock, readModule } from "./discrete.ts";
import { readExpression } from "./expression.ts";
import { readData, readGraph } from "./graph.ts";
import { completeHead, readHead } from "./head.ts";
import { equationClauses, equationOrFileClauses, readParts, repeatedParts } from "./part.ts";
import { readStreams } from "./stream.ts";
import type { VariableWord } from "./words.ts";

/** Reads a variable whose word has just been read. Undefined where it has no name. */
export function readVariable(
  cursor: Cursor,
  word: VariableWord,
  sector: string | undefined,
): Variable | undefined {
  switch (word) {
    case "stock":
      return readStock(cursor, sector);
    case "count":
      return readCount(cursor, sector);
    case "flow":
    case "aux":
    case "const":
    case "lever":
    case "switch":
    case "input":
      return readEquation(cursor, word, sector);
    case "graph":
      return readGraph(cursor, sector);
    case "data":
      return readData(cursor, sector);
    case "conveyor":
    case "queue":
    case "oven":
      return readDiscreteStock(cursor, word, sector);
    case "module":
      return readModule(cursor, sector);
    default:
      return never(word);
  }
}

function readStock(cursor: Cursor, sector: string | undefined): Variable | undefined {
  const head = readHead(cursor, "stock");
  if (!head) return undefined;
  const common: Common = {};
  const { words, text } = commonClauses(cursor, common);
  const starts: Part[] = [];
  let inflows: readonly Stream[] = [];
  let outflows: readonly Stream[] = [];
  let nonNegative = false;
  const isSound = readClauses(cursor, {
    owner: `the stock ‘${head.name.name}’`,
    words: {
      starts: () => readParts(cursor, starts, () => readExpression(cursor)),
      in: () => {
        inflows = readStreams(cursor);
      },
      out: () => {
        outflows = readStreams(cursor);
      },
      never: () => {
        nonNegative = cursor.expectWord("below", neverBelow) && cursor.expectWord("zero", neverBelow);
      },
      ...words,
    },
    text,
  });
  if (isSound && starts.length === 0) {
    const message = `The stock ‘${head.name.name}’ does not say where it starts.`;
    const notes = [{ message: "Say it with ‘starts’ and a number or an expression: starts 100." }];
    cursor.remark({ code: "missing-start", severity: "error", message, span: head.name.span, notes });
  }
  return {
    kind: "stock",
    ...completeHead(cursor, head, common, sector),
    starts,
    inflows,
    outflows,
    nonNegative,
  };
}

const neverBelow = "The clause reads ‘never below zero’";

function readCount(cursor: Cursor, sector: string | undefined): Variable | undefined {
  const head = readHead(cursor, "count");
  if (!head) return undefined;
  const common: Common = {};
  const { words, text } = commonClauses(cursor, common);
  const starts: Part[] = [];
  const rate: Part[] = [];
  const isSound = readClauses(cursor, {
    owner: `the count ‘${head.name.name}’`,
    words: {
      of: () => readParts(cursor, rate, () => readExpression(cursor)),
      starts: () => readParts(cursor, starts, () => readExpression(cursor)),
      ...words,
    },
    text,
  });
  if (isSound && rate.length === 0) {
    const message = `The count ‘${head.name.name}’ does not say what it adds up.`;
    const notes = [{ message: "Say it with ‘of’ and a rate: of births." }];
    cursor.remark({ code: "missing-rate", severity: "error", message, span: head.name.span, notes });
  }
  return { kind: "count", ...completeHead(cursor, head, common, sector), starts, rate };
}

/** The variables that are an equation or a number: those whose statement is a head, `=`, and clauses. */
function readEquation(
  cursor: Cursor,
  kind: "flow" | "aux" | "const" | "lever" | "switch" | "input",
  sector: string | undefined,
): Variable | undefined {
  const head = readHead(cursor, kind);
  if (!head) return undefined;
  const common: Common = {};
  const { words, text } = commonClauses(cursor, common);
  const parts: Part<Expr>[] = [];
  const initially: Part<Expr>[] = [];
  let oneWay = false;
  const stamps: { stamped?: true } = {};
  const files: Part<FileSource>[] = [];
  const readValue = () => readExpression(cursor);
  const equation =
    kind === "const"
      ? equationOrFileClauses(cursor, parts, files, readValue)
      : equationClauses(cursor, parts, readValue);
  const direction = {
    one: () => {
      oneWay = cursor.expectWord("way", "The clause reads ‘one way’");
    },
    stamped: () => {
      stamps.stamped = true;
    },
  };
  const start = { initially: () => readParts(cursor, initially, () => readExpression(cursor)) };
  const isSound = readClauses(cursor, {
    owner: `the ${kind} ‘${head.name.name}’`,
    words: {
      ...equation,
      ...((kind === "flow" || kind === "aux") && start),
      ...(kind === "flow" && direction),
      ...words,
    },
    repeated: repeatedParts,
    text,
  });
  if (isSound && parts.length === 0 && files.length === 0 && kind !== "flow" && kind !== "input") {
    const what = kind === "aux" ? "equation" : "value";
    const message = `The ${kind} ‘${head.name.name}’ has no ${what}.`;
    const notes = [{ message: `Give it one after ‘=’: ${kind} ${head.name.name} = …` }];
    cursor.remark({ code: "missing-equation", severity: "error", message, span: head.name.span, notes });
  }
  const complete = completeHead(cursor, head, common, sector);
  const before = initially.length > 0 && { initially };
  switch (kind) {
    case "flow":
      return { kind, ...complete, equation: parts, ...before, oneWay, ...stamps };
    case "aux":
      return { kind, ...complete, equation: parts, ...before };
    case "input":
      return { kind, ...complete, equation: parts };
    case "const":
      return { kind, ...complete, value: parts, ...(files.length > 0 && { files }) };
    default:
      return { kind, ...complete, value: parts };
  }
}

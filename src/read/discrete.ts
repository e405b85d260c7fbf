import { startOf } from "../model/batches.ts";
import type { Expr } from "../model/expression.ts";
import { mostStepsInOne } from "../model/time.ts";
import type { DiscreteStock, Leak, Module, Part, Spread, Stream, Variable } from "../model/variable.ts";
import { readClauses } from "./clause.ts";
import { type Common, commonClauses } from "./common.ts";
import type { Cursor } from "./cursor.ts";
import { readExpression, readSum } from "./expression.ts";
import { completeHead, readHead } from "./head.ts";
import { readParts } from "./part.ts";
import { readFlowName, readStreams } from "./stream.ts";
import { readValue } from "./value.ts";

/** Clauses that are followed by an equation. */
const amounts = ["transit", "capacity", "sample", "arrest", "fill", "clean"] as const;

/** What is said of batches in two words. */
const batches = { whole: "wholeBatches", many: "manyBatches" } as const;

/** A conveyor, queue or oven. */
export function readDiscreteStock(
  cursor: Cursor,
  kind: DiscreteStock["kind"],
  sector: string | undefined,
): Variable | undefined {
  const head = readHead(cursor, kind);
  if (!head) return undefined;
  const common: Common = {};
  const { words, text } = commonClauses(cursor, common);
  const starts: Part[] = [];
  let inflows: readonly Stream[] = [];
  let outflows: readonly Stream[] = [];
  const leaks: Leak[] = [];
  const given: Partial<Record<(typeof amounts)[number], Expr>> = {};
  let limit: Expr | undefined;
  const overflows: string[] = [];
  const spreads: Spread[] = [];
  const options: { discrete?: true; fifo?: true; wholeBatches?: true; manyBatches?: true } = {};
  const readBatches = (word: keyof typeof batches) => () => {
    cursor.expectWord("batches", `The clause reads ‘${word} batches’`);
    options[batches[word]] = true;
  };
  const readAmount = (word: (typeof amounts)[number]) => () => {
    given[word] = readExpression(cursor);
  };
  readClauses(cursor, {
    owner: `the ${kind} ‘${head.name.name}’`,
    words: {
      starts: () => readParts(cursor, starts, () => readStart(cursor)),
      in: () => {
        inflows = readStreams(cursor);
      },
      out: () => {
        outflows = readStreams(cursor);
      },
      transit: readAmount("transit"),
      capacity: readAmount("capacity"),
      sample: readAmount("sample"),
      arrest: readAmount("arrest"),
      spread: () => {
        const spread = readSpread(cursor);
        if (spread) spreads.push(spread);
      },
      fill: readAmount("fill"),
      clean: readAmount("clean"),
      limit: () => {
        limit = readExpression(cursor);
      },
      discrete: () => {
        options.discrete = true;
      },
      fifo: () => {
        options.fifo = true;
      },
      whole: readBatches("whole"),
      many: readBatches("many"),
      overflow: () => {
        const flow = readFlowName(cursor, "After ‘overflow’");
        if (flow) overflows.push(flow.name);
      },
      leak: () => {
        const leak = readLeak(cursor);
        if (leak) leaks.push(leak);
      },
      ...words,
    },
    repeated: ["leak", "overflow", "spread"],
    text,
  });
  return {
    kind,
    ...completeHead(cursor, head, common, sector),
    starts,
    inflows,
    outflows,
    ...given,
    ...(limit && { inflowLimit: limit }),
    ...options,
    ...(spreads.length > 0 && { spreads }),
    ...(overflows.length > 0 && { overflows }),
    leaks,
  };
}

/** One expression, or several with commas between them. */
function readStart(cursor: Cursor): Expr {
  const { from } = cursor.here;
  const values: Expr[] = [];
  do values.push(readExpression(cursor));
  while (!cursor.lost && cursor.takeMark(","));
  return startOf(values, cursor.spanFrom(from));
}

/** Behind `spread`: `arriving evenly`, `arriving as content` or `arriving by ages`. */
function readSpread(cursor: Cursor): Spread | undefined {
  const { from } = cursor.peek(-1);
  const flow = readFlowName(cursor, "After ‘spread’");
  if (!flow) return undefined;
  const behind = (how: Spread["how"]): Spread => ({ flow, how, span: cursor.spanFrom(from) });
  if (cursor.takeWord("evenly")) return behind({ kind: "evenly" });
  if (cursor.takeWord("as")) {
    cursor.expectWord("content", "In the proportions of what is there: ‘spread FLOW as content’");
    return cursor.lost ? undefined : behind({ kind: "content" });
  }
  cursor.expectWord("by", "An inflow is spread ‘evenly’, ‘as content’ or ‘by’ a graph");
  if (cursor.lost) return undefined;
  const { here } = cursor;
  const graph = cursor.name("After ‘by’ comes the name of a graph of the part of the way");
  if (!graph) return undefined;
  const span = cursor.spanOf(here);
  return behind({
    kind: "graph",
    graph: { kind: "name", name: graph.name, path: [], transposed: false, span },
  });
}

/** Behind `leak`: `leaving share 0.1 from 0 to 0.5 exponential`. */
function readLeak(cursor: Cursor): Leak | undefined {
  const { from } = cursor.peek(-1);
  const flow = readFlowName(cursor, "After ‘leak’");
  cursor.expectWord("share", "A leak says how much is lost: ‘leak FLOW share 0.1’");
  if (cursor.lost || !flow) return undefined;
  const share = readExpression(cursor);
  let zone: Leak["zone"];
  if (cursor.takeWord("from")) {
    const start = readSum(cursor);
    cursor.expectWord("to", "A part of the belt has two ends: ‘from 0 to 0.5’");
    if (!cursor.lost) zone = { from: start, to: readSum(cursor) };
  }
  const shape = cursor.takeOneOf(["linear", "exponential"] as const) ?? "linear";
  // ‘whole batches’ is a clause of its own.
  const isWhole = cursor.isWord("whole") && cursor.isWord("units", cursor.peek());
  if (isWhole) for (const word of ["whole", "units"]) cursor.takeWord(word);
  const units = isWhole ? ({ wholeUnits: true } as const) : {};
  return { flow, share, ...(zone && { zone }), shape, ...units, span: cursor.spanFrom(from) };
}

/** `module north from "region.hence"` with its `port` lines. */
export function readModule(cursor: Cursor, sector: string | undefined): Variable | undefined {
  const head = readHead(cursor, "module");
  if (!head) return undefined;
  const common: Common = {};
  const { words, text } = commonClauses(cursor, common);
  const ports: Module["ports"][number][] = [];
  let system: Module["system"] | undefined;
  let steps: number | undefined;
  const isSound = readClauses(cursor, {
    owner: `the module ‘${head.name.name}’`,
    words: {
      from: () => {
        const { here } = cursor;
        const path = cursor.expectText("‘from’ is followed by the file of another system in double quotes");
        if (path !== undefined) system = { path, span: cursor.spanOf(here) };
      },
      steps: () => {
        const { here } = cursor;
        steps = readValue(cursor, "‘steps’ says how many the module takes in each step of the whole");
        if (steps === undefined || (Number.isInteger(steps) && steps >= 1 && steps <= mostStepsInOne)) return;
        const message = `In each step of the whole, ‘${head.name.name}’ cannot take ${steps} steps.`;
        const notes = [{ message: `It takes a whole number of them, from 1 to ${mostStepsInOne}.` }];
        cursor.fault("module-steps", message, { at: cursor.spanOf(here), notes });
        steps = undefined;
      },
      port: () => {
        const { from } = cursor.peek(-1);
        const input = cursor.name("After ‘port’ comes the name of an input of the other system");
        cursor.expectMark("=", "A port is filled by an equation: ‘port food = supply’");
        if (input && !cursor.lost)
          ports.push({ input: input.name, value: readExpression(cursor), span: cursor.spanFrom(from) });
      },
      ...words,
    },
    repeated: ["port"],
    text,
  });
  if (system === undefined) {
    if (!isSound) return undefined;
    const message = `The module ‘${head.name.name}’ does not say which system it is an instance of.`;
    const notes = [{ message: 'Say it with ‘from’ and a file: from "region.hence".' }];
    cursor.remark({ code: "missing-system-file", severity: "error", message, span: head.name.span, notes });
    return undefined;
  }
  return {
    kind: "module",
    ...completeHead(cursor, head, common, sector),
    system,
    ports,
    ...(steps !== undefined && { steps }),
  };
}

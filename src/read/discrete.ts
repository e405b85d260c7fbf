import type { Expr } from "../model/expression.ts";
import { mostStepsInOne } from "../model/time.ts";
import type { DiscreteStock, Leak, Module, Part, Stream, Variable } from "../model/variable.ts";
import { readClauses } from "./clause.ts";
import { type Common, commonClauses } from "./common.ts";
import type { Cursor } from "./cursor.ts";
import { readExpression, readSum } from "./expression.ts";
import { completeHead, readHead } from "./head.ts";
import { readParts } from "./part.ts";
import { readFlowName, readStreams } from "./stream.ts";
import { readValue } from "./value.ts";

/** Clauses that are followed by an equation. */
const amounts = ["transit", "capacity", "sample", "arrest", "spread", "fill", "clean"] as const;

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
  const options: { discrete?: true; wholeBatches?: true; manyBatches?: true } = {};
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
      starts: () => readParts(cursor, starts, () => readExpression(cursor)),
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
      spread: readAmount("spread"),
      fill: readAmount("fill"),
      clean: readAmount("clean"),
      limit: () => {
        limit = readExpression(cursor);
      },
      discrete: () => {
        options.discrete = true;
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
    repeated: ["leak", "overflow"],
    text,
  });
  return {
    ...completeHead(cursor, head, common, sector),
    kind,
    starts,
    inflows,
    outflows,
    ...given,
    ...(limit && { inflowLimit: limit }),
    ...options,
    ...(overflows.length > 0 && { overflows }),
    leaks,
  };
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
  return { flow, share, ...(zone && { zone }), shape, span: cursor.spanFrom(from) };
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
    ...completeHead(cursor, head, common, sector),
    kind: "module",
    system,
    ports,
    ...(steps !== undefined && { steps }),
  };
}

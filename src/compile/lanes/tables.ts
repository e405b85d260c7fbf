import type { Code } from "../../functions/code.ts";
import { tableBlock } from "../../run/tables.ts";
import type { FunctionWriter } from "../../wasm/function.ts";
import { visitOnce } from "../kernel.ts";
import type { LaneFrame } from "./frame.ts";
import { type Locals, localsIn, type Word, wordsOf, writeReading } from "./lookup.ts";

/** The tables that a loop over the worlds reads: what is the same for all worlds is fetched before it. */
export class LaneTables {
  private readonly frame: LaneFrame;
  private readonly body: FunctionWriter;
  private readonly fetched = new Map<number, Required<Pick<Locals, "block" | "head">>>();
  private readonly locals: Omit<Locals, "block" | "head">;

  constructor(frame: LaneFrame, body: FunctionWriter) {
    this.frame = frame;
    this.body = body;
    this.locals = { x: body.local("v128"), ...localsIn(body) };
  }

  /** Before a loop that reads the tables in these expressions. */
  begin(roots: Iterable<Code>): void {
    const visited = new Set<Code>();
    this.fetched.clear();
    for (const root of roots)
      visitOnce(root, visited, (code) => {
        visited.add(code);
        if (code.kind !== "lookup" || !this.frame.sorted.varies(code)) return;
        if (!this.fetched.has(code.table)) this.fetch(code.table);
      });
  }

  private fetch(table: number): void {
    const { body, frame } = this;
    const block = body.local("i32");
    body
      .i32(0)
      .memory("i32.load", frame.layout.tables + 4 * table)
      .set(block);
    const head = new Map<Word, number>();
    for (const word of wordsOf(frame.reaches[table])) {
      const local = body.local("v128");
      body.get(block).memory("v128.load64_splat", tableBlock[word]).set(local);
      head.set(word, local);
    }
    this.fetched.set(table, { block, head });
  }

  /** Reads a table at the two numbers on the stack. */
  read(table: number): void {
    this.body.set(this.locals.x);
    writeReading(this.body, { ...this.locals, ...this.fetched.get(table)! }, this.frame.reaches[table]);
  }
}

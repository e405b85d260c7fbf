import { ByteWriter } from "./bytes.ts";
import {
  type LaneInstruction,
  type LaneLoad,
  laneInstructions,
  laneLoads,
  type MemoryInstruction,
  memoryInstructions,
  type PlainInstruction,
  plainInstructions,
  type ValueType,
  valueTypes,
} from "./instructions.ts";

/** An open block, loop or if, that branches can name. */
export interface Label {
  readonly depth: number;
}

/**
 * Writes the body of one function, instruction by instruction. Every method returns the writer, save those that make a
 * local or a label:
 *
 *     const total = body.local("f64");
 *     const again = body.loop();
 *     body.get(total).f64(1).write("f64.add").tee(total);
 *     body.get(limit).write("f64.lt").brIf(again).end();
 *     body.get(total);
 *
 * The last `end`, that of the function, is written by the module.
 */
export class FunctionWriter {
  readonly index: number;
  private readonly code = new ByteWriter();
  private readonly locals: ValueType[] = [];
  private readonly parameterCount: number;
  private depth = 0;

  constructor(index: number, parameterCount: number) {
    this.index = index;
    this.parameterCount = parameterCount;
  }

  /** The length of the body so far, in bytes. */
  get length(): number {
    return this.code.length;
  }

  /** A new local variable, nought at first. Locals of one type that are made one after another share an entry. */
  local(type: ValueType): number {
    return this.parameterCount + this.locals.push(type) - 1;
  }

  get(local: number): this {
    return this.indexed(0x20, local);
  }

  set(local: number): this {
    return this.indexed(0x21, local);
  }

  tee(local: number): this {
    return this.indexed(0x22, local);
  }

  i32(value: number): this {
    this.code.byte(0x41);
    this.code.signed(value);
    return this;
  }

  i64(value: bigint): this {
    this.code.byte(0x42);
    this.code.signed64(value);
    return this;
  }

  f64(value: number): this {
    this.code.byte(0x44);
    this.code.f64(value);
    return this;
  }

  /** An instruction without immediates. */
  write(instruction: PlainInstruction): this {
    this.opcode(plainInstructions[instruction]);
    return this;
  }

  /** A load or a store: the address (and the value to store) are on the stack, `offset` is added to the address. */
  memory(instruction: MemoryInstruction, offset = 0): this {
    const known = memoryInstructions[instruction];
    this.opcode(known[0]);
    this.code.byte(known[1]);
    this.code.unsigned(offset);
    return this;
  }

  /** An instruction on one lane of a vector. */
  lane(instruction: LaneInstruction, lane: number): this {
    this.opcode(laneInstructions[instruction]);
    this.code.byte(lane);
    return this;
  }

  /** A load into one lane: the address and the vector are on the stack, `offset` is added to the address. */
  memoryLane(instruction: LaneLoad, lane: number, offset = 0): this {
    const [opcode, alignment] = laneLoads[instruction];
    this.opcode(opcode);
    this.code.unsigned(alignment);
    this.code.unsigned(offset);
    this.code.byte(lane);
    return this;
  }

  /** The sixteen bytes that are taken from two vectors: 0 to 15 from the first, 16 to 31 from the second. */
  shuffle(bytes: readonly number[]): this {
    this.opcode(0xfd0d);
    for (const byte of bytes) this.code.byte(byte);
    return this;
  }

  call(callee: { readonly index: number }): this {
    return this.indexed(0x10, callee.index);
  }

  memorySize(): this {
    return this.bytes(0x3f, 0);
  }

  memoryGrow(): this {
    return this.bytes(0x40, 0);
  }

  /** On the stack: where to, where from, how many bytes. */
  memoryCopy(): this {
    return this.bytes(0xfc, 10, 0, 0);
  }

  /** On the stack: where to, the byte, how many bytes. */
  memoryFill(): this {
    return this.bytes(0xfc, 11, 0);
  }

  /** Opens a block; a branch to it goes on behind its end. `result` is what it leaves on the stack. */
  block(result?: ValueType): Label {
    return this.open(0x02, result);
  }

  /** Opens a loop; a branch to it goes back to its beginning. */
  loop(result?: ValueType): Label {
    return this.open(0x03, result);
  }

  /** Opens a branch that is taken where the i32 on the stack is not zero; a branch to it goes on behind its end. */
  if(result?: ValueType): Label {
    return this.open(0x04, result);
  }

  else(): this {
    this.code.byte(0x05);
    return this;
  }

  end(): this {
    if (this.depth === 0) throw new Error("Nothing is open that could end.");
    this.depth--;
    this.code.byte(0x0b);
    return this;
  }

  br(to: Label): this {
    return this.indexed(0x0c, this.depth - to.depth);
  }

  brIf(to: Label): this {
    return this.indexed(0x0d, this.depth - to.depth);
  }

  /** Goes to the label whose number is on the stack, or to `otherwise`. */
  brTable(labels: readonly Label[], otherwise: Label): this {
    this.indexed(0x0e, labels.length);
    for (const label of [...labels, otherwise]) this.code.unsigned(this.depth - label.depth);
    return this;
  }

  /** Writes the locals, in groups of one type, and the body. */
  finish(): ByteWriter {
    if (this.depth > 0) throw new Error(`Function ${this.index} has ${this.depth} blocks that do not end.`);
    const groups: { readonly type: ValueType; count: number }[] = [];
    for (const type of this.locals) {
      const last = groups.at(-1);
      if (last?.type === type) last.count++;
      else groups.push({ type, count: 1 });
    }
    const body = new ByteWriter(this.code.length + 16);
    body.unsigned(groups.length);
    for (const { type, count } of groups) {
      body.unsigned(count);
      body.byte(valueTypes[type]);
    }
    body.append(this.code);
    body.byte(0x0b);
    return body;
  }

  private open(opcode: number, result: ValueType | undefined): Label {
    this.code.byte(opcode);
    this.code.byte(result ? valueTypes[result] : 0x40);
    this.depth++;
    return { depth: this.depth };
  }

  private opcode(opcode: number): void {
    if (opcode <= 0xff) {
      this.code.byte(opcode);
      return;
    }
    this.code.byte(opcode >> 8);
    this.code.unsigned(opcode & 0xff);
  }

  private indexed(opcode: number, index: number): this {
    this.code.byte(opcode);
    this.code.unsigned(index);
    return this;
  }

  private bytes(...bytes: readonly number[]): this {
    for (const byte of bytes) this.code.byte(byte);
    return this;
  }
}

import { ByteWriter } from "./bytes.ts";
import { FunctionWriter } from "./function.ts";
import { type ValueType, valueTypes } from "./instructions.ts";

/** What a function takes and gives, and the name under which the host sees it, if it does. */
export interface FunctionHead {
  readonly parameters: readonly ValueType[];
  readonly results: readonly ValueType[];
  readonly exported?: string;
}

/** The one memory of a module. A page is 65,536 bytes. */
export interface MemoryHead {
  readonly pages: number;
  readonly maximum?: number;
  readonly exported?: string;
}

/**
 * Writes a WebAssembly module. Functions are numbered in the order in which they are added, so that one can call
 * another (or itself) before its body is written; bodies may be written side by side.
 *
 *     const module = new ModuleWriter();
 *     module.setMemory({ pages: 1, exported: "memory" });
 *     const square = module.addFunction({ parameters: ["f64"], results: ["f64"], exported: "square" });
 *     square.get(0).get(0).write("f64.mul");
 *     const bytes = module.finish();
 */
export class ModuleWriter {
  private readonly functions: { readonly type: number; readonly writer: FunctionWriter }[] = [];
  private readonly types = new Map<string, number>();
  private readonly typeBytes = new ByteWriter();
  private readonly exports: { readonly name: string; readonly kind: 0 | 2; readonly index: number }[] = [];
  private memoryHead: MemoryHead | undefined;

  /** Gives the module its memory. */
  setMemory(head: MemoryHead): void {
    this.memoryHead = head;
  }

  /** Adds a function, and hands out the writer of its body. Its parameters are its first locals. */
  addFunction(head: FunctionHead): FunctionWriter {
    const index = this.functions.length;
    const writer = new FunctionWriter(index, head.parameters.length);
    this.functions.push({ type: this.typeOf(head), writer });
    if (head.exported !== undefined) this.exports.push({ name: head.exported, kind: 0, index });
    return writer;
  }

  /** The module in the binary format. */
  finish(): Uint8Array<ArrayBuffer> {
    const out = new ByteWriter(1024);
    for (const byte of [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]) out.byte(byte);

    section(out, 1, this.types.size, (bytes) => bytes.append(this.typeBytes));
    section(out, 3, this.functions.length, (bytes) => {
      for (const { type } of this.functions) bytes.unsigned(type);
    });
    const memory = this.memoryHead;
    section(out, 5, memory ? 1 : 0, (bytes) => {
      if (memory) writeLimits(bytes, memory);
    });
    const exports = [...this.exports];
    if (memory?.exported !== undefined) exports.push({ name: memory.exported, kind: 2, index: 0 });
    section(out, 7, exports.length, (bytes) => {
      for (const { name, kind, index } of exports) {
        bytes.name(name);
        bytes.byte(kind);
        bytes.unsigned(index);
      }
    });
    section(out, 10, this.functions.length, (bytes) => {
      for (const { writer } of this.functions) bytes.sized(writer.finish());
    });
    return out.finish();
  }

  private typeOf({ parameters, results }: FunctionHead): number {
    const key = `${parameters.join()}>${results.join()}`;
    const known = this.types.get(key);
    if (known !== undefined) return known;
    const index = this.types.size;
    this.types.set(key, index);
    this.typeBytes.byte(0x60);
    for (const list of [parameters, results]) {
      this.typeBytes.unsigned(list.length);
      for (const type of list) this.typeBytes.byte(valueTypes[type]);
    }
    return index;
  }
}

/** A section: its number, its size, how many things it holds, and the things. An empty one is left out. */
function section(out: ByteWriter, id: number, count: number, write: (bytes: ByteWriter) => void): void {
  if (count === 0) return;
  const bytes = new ByteWriter();
  bytes.unsigned(count);
  write(bytes);
  out.byte(id);
  out.sized(bytes);
}

function writeLimits(bytes: ByteWriter, { pages, maximum }: MemoryHead): void {
  bytes.byte(maximum === undefined ? 0 : 1);
  bytes.unsigned(pages);
  if (maximum !== undefined) bytes.unsigned(maximum);
}

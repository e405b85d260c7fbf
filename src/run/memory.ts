import type { Course } from "./course.ts";
import { setInitials, setNumbers, tablesOf } from "./overrides.ts";
import {
  clockPlaces,
  type Hold,
  type Inputs,
  neverStep,
  noHold,
  type Piece,
  type Program,
  type Run,
  type SlotRole,
  type Snapshot,
  type Table,
} from "./program.ts";
import { blockOf, writeBlock } from "./tables.ts";

/** A program's memory as the host fills it: tables, then paths, then room for rows, behind what `Layout` describes. */
export class MachineMemory {
  private readonly program: Program;
  private readonly memory: WebAssembly.Memory;
  /** Made anew when the memory grows. */
  private views: Views;
  private tables: readonly Table[] = [];
  /** What replaces tables in the runs that the memory is filled for. */
  private replaced: Inputs["tables"] | undefined;
  private tablesEnd: number;
  /** Where stocks and memories end in the row. */
  private readonly statesEnd: number;

  constructor(program: Program, memory: WebAssembly.Memory) {
    this.program = program;
    this.memory = memory;
    this.tablesEnd = aligned(program.layout.end);
    this.views = viewsOf(program, memory);
    this.statesEnd = program.inputs.length + countNumbers(program, "stock", "memory");
  }

  /**
   * Writes everything that a run brings, and returns where its rows may be written: behind its paths, which lie behind the
   * tables or, where several runs stand in one memory, behind what `after` says.
   */
  prepare(run: Run, course: Pick<Course, "time" | "steps">, roomForRows: number, after?: number): number {
    const { layout, inputs } = this.program;
    if (run.inputs.tables !== this.replaced) {
      this.writeTables(tablesOf(this.program, run.inputs.tables));
      this.replaced = run.inputs.tables;
    }
    const rows = this.writeHolds(run.holds, course.steps, after ?? this.tablesEnd);
    const heap = aligned(rows + roomForRows);
    this.reserve(heap);

    const { bytes, row, initials } = this.views;
    const { start, stop, step, saveEvery } = course.time;
    bytes.setFloat64(layout.clock + clockPlaces.start, start, true);
    bytes.setFloat64(layout.clock + clockPlaces.stop, stop, true);
    bytes.setFloat64(layout.clock + clockPlaces.saveEvery, saveEvery, true);
    this.beginPiece({ time: start, fromStep: 0, step });
    bytes.setInt32(layout.clock + clockPlaces.seed, run.seed ?? 0, true);
    bytes.setInt32(layout.clock + clockPlaces.heap, heap, true);
    bytes.setInt32(layout.clock + clockPlaces.heapUsed, 0, true);
    row.set(inputs);
    setNumbers(row, this.program, run.inputs.numbers);
    this.enterWorld(run);
    initials.fill(0);
    setInitials(initials, this.program, run.inputs.initials);
    return rows;
  }

  /** Writes what sets a world apart from others with the same inputs and without paths of their own. */
  enterWorld({ world = 0, sampled }: Pick<Run, "world" | "sampled">): void {
    const { bytes, row } = this.views;
    bytes.setInt32(this.program.layout.clock + clockPlaces.world, world, true);
    if (!sampled) return;
    const { offsets, numbers } = sampled;
    for (let i = 0; i < offsets.length; i++) row[offsets[i]!] = numbers[i]!;
  }

  /** Puts the stocks and memories of a snapshot into the row. */
  resume(snapshot: Snapshot): void {
    this.look();
    if (snapshot.program !== this.program.id) throw new Error("The snapshot is of another program.");
    const from = this.program.inputs.length;
    this.views.row.set(snapshot.row.subarray(from, this.statesEnd), from);
    const { cells, heap } = snapshot.devices ?? noDevices;
    const at = this.wordAt("heap");
    this.reserve(at + heap.length);
    new Uint8Array(this.memory.buffer).set(cells, this.program.layout.cells);
    new Uint8Array(this.memory.buffer).set(heap, at);
    this.views.bytes.setInt32(this.program.layout.clock + clockPlaces.heapUsed, heap.length, true);
  }

  /** The states of devices as they are now, copied out; undefined where there are none. */
  devices(): Snapshot["devices"] {
    const { cells, end } = this.program.layout;
    if (cells === end) return undefined;
    this.look();
    const at = this.wordAt("heap");
    const bytes = new Uint8Array(this.memory.buffer);
    return { cells: bytes.slice(cells, end), heap: bytes.slice(at, at + this.wordAt("heapUsed")) };
  }

  private wordAt(word: "heap" | "heapUsed" | "out"): number {
    return this.views.bytes.getInt32(this.program.layout.clock + clockPlaces[word], true);
  }

  /** Looks at the memory anew where the kernel has made it grow. */
  private look(): void {
    if (this.views.bytes.buffer !== this.memory.buffer) this.views = viewsOf(this.program, this.memory);
  }

  /** Says how long the steps are from now on. */
  beginPiece({ time, fromStep, step }: Piece): void {
    this.look();
    const { bytes } = this.views;
    const { clock } = this.program.layout;
    bytes.setFloat64(clock + clockPlaces.step, step, true);
    bytes.setFloat64(clock + clockPlaces.pieceTime, time, true);
    bytes.setInt32(clock + clockPlaces.pieceStep, fromStep, true);
  }

  /** Says where the next row is to be written. */
  writeRowsTo(address: number): void {
    this.look();
    this.views.bytes.setInt32(this.program.layout.clock + clockPlaces.out, address, true);
  }

  /** The numbers that have been written from an address on. */
  rowsFrom(address: number): Float64Array {
    this.look();
    const end = this.wordAt("out");
    return this.views.numbers.subarray(address / 8, end / 8);
  }

  private writeTables(tables: readonly Table[]): void {
    if (tables === this.tables) return;
    let address = aligned(this.program.layout.end);
    const blocks = tables.map(blockOf);
    this.reserve(blocks.reduce((end, { bytes }) => end + bytes, address));
    for (const [i, block] of blocks.entries()) {
      this.views.bytes.setInt32(this.program.layout.tables + 4 * i, address, true);
      writeBlock(this.memory.buffer, address, block);
      address += block.bytes;
    }
    this.tables = tables;
    this.tablesEnd = address;
  }

  private writeHolds(holds: ReadonlyMap<string, Hold>, steps: number, from: number): number {
    const { program } = this;
    if (holds.size !== program.held.length)
      throw new Error("This program holds other variables than this run.");
    let address = from;
    let pointer = program.layout.holds;
    for (const name of program.held) {
      const { size, variable } = program.slots.get(name)!;
      const hold = holds.get(name);
      if (hold !== noHold && hold?.path.length !== size * (steps + 1))
        throw new Error(`‘${variable}’ has no path of the run's length.`);
      this.reserve(address + hold.path.byteLength);
      this.views.numbers.set(hold.path, address / 8);
      for (let i = 0; i < size; i++) {
        this.views.bytes.setInt32(pointer, address, true);
        this.views.bytes.setInt32(
          pointer + 4,
          (hold.elements?.includes(i) ?? true) ? hold.fromStep : neverStep,
          true,
        );
        if (hold !== noHold) address += 8 * (steps + 1);
        pointer += 8;
      }
    }
    return address;
  }

  private reserve(bytes: number): void {
    const missing = bytes - this.memory.buffer.byteLength;
    if (missing <= 0) return;
    this.memory.grow(Math.ceil(missing / 65_536));
    this.views = viewsOf(this.program, this.memory);
  }
}

interface Views {
  readonly bytes: DataView;
  readonly numbers: Float64Array;
  readonly row: Float64Array;
  readonly initials: Float64Array;
}

function viewsOf(program: Program, { buffer }: WebAssembly.Memory): Views {
  const { row, initials } = program.layout;
  return {
    bytes: new DataView(buffer),
    numbers: new Float64Array(buffer),
    row: new Float64Array(buffer, row, program.width),
    initials: new Float64Array(buffer, initials, 2 * countNumbers(program, "stock")),
  };
}

function countNumbers({ slots }: Program, ...roles: readonly SlotRole[]): number {
  return [...slots.values()].reduce((count, { role, size }) => count + (roles.includes(role) ? size : 0), 0);
}

function aligned(address: number): number {
  return (address + 7) & ~7;
}

const noDevices = { cells: new Uint8Array(), heap: new Uint8Array() };

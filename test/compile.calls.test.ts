import { expect, test } from "vitest";
import type { Kernel } from "../src/compile/kernel.ts";
import { binary, type Code, choose, clock, number } from "../src/functions/code.ts";
import { functions } from "../src/functions/functions.ts";
import type { VectorProcedure } from "../src/procedures/machine.ts";
import { createMachine } from "../src/run/machine.ts";
import { noInputs, seriesOf } from "../src/run/program.ts";
import { programOf } from "./compile.kernels.ts";

const slot = (offset: number): Code => ({ kind: "slot", offset });

/** c0 = 3 - time, c1 = 1, and c2, c3 their places in rising order; s0 piles up c2, and s1 what is less later. */
function sortingKernel(procedure: VectorProcedure): Kernel {
  const [s0, s1, c0, c1, c2, c3] = [0, 1, 2, 3, 4, 5];
  const call = (from: number, at: number) => ({
    name: "vector_sort_order",
    procedure,
    args: [
      {
        kind: "numbers" as const,
        codes: [slot(from), slot(from + 1)],
        offset: at,
        columns: 2,
        place: number(0),
      },
      { kind: "number" as const, code: number(1) },
    ],
    result: at + 2,
    results: 2,
    scratch: at + 4,
  });
  return {
    inputs: 0,
    stocks: 2,
    memories: 0,
    width: 6,
    tables: 0,
    callSlots: 12,
    initial: [
      { offset: s0, code: number(0) },
      { offset: s1, code: number(0) },
    ],
    active: [
      { offset: c0, code: binary("subtract", number(3), clock("time")) },
      { offset: c1, code: number(1) },
      call(c0, 6),
      { offset: c2, code: slot(8) },
      { offset: c3, code: choose(binary("less", slot(9), number(1)), slot(9), slot(9)) },
    ],
    cuts: [],
    behind: [call(c2, 12)],
    nets: [slot(c2), slot(14)],
    nexts: [],
    devices: [],
    cells: 0,
    initially: new Set(),
    floored: new Set(),
    paces: new Map(),
  };
}

test.each(["locals", "memory"] as const)(
  "a call over rows has its results where they are read, in %s",
  (form) => {
    const row = functions.find(({ name }) => name === "vector_sort_order");
    if (row?.kind !== "vector") throw new Error("The function is not there.");
    const system = {
      kernel: sortingKernel(row.procedure),
      inputs: [],
      tables: [],
      time: { start: 0, stop: 4, step: 1, saveEvery: 1 },
      integrator: "euler",
    } as const;
    const program = programOf(system, [], form);
    const results = createMachine(program).run({
      program,
      inputs: noInputs,
      holds: new Map(),
      rows: "saved",
    });
    const series = (name: string) => [...seriesOf(results, program.slots.get(name)!)];
    // 3 2 1 0 -1 against 1: the second is less, then they are equal, then the first is less.
    expect(series("c2")).toEqual([1, 1, 0, 0, 0]);
    expect(series("c3")).toEqual([0, 0, 1, 1, 1]);
    expect(series("s0")).toEqual([0, 1, 2, 2, 2]);
    // The places of the places.
    expect(series("s1")).toEqual([0, 1, 2, 2, 2]);
  },
);

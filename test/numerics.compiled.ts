/// <reference path="../src/run/webassembly.d.ts" />
import { addRoutines } from "../src/numerics/emit.ts";
import { type RoutineName, routines } from "../src/numerics/routines.ts";
import { ModuleWriter } from "../src/wasm/module.ts";

export type Compiled = (a: number, b?: number) => number;

export const routineNames = Object.keys(routines).filter((name): name is RoutineName => name in routines);

/** The routines as WebAssembly functions of one module. */
export function compileRoutines(): Readonly<Record<RoutineName, Compiled>> {
  const module = new ModuleWriter();
  const added = addRoutines(module, routineNames);
  for (const name of routineNames) {
    const parameters = routines[name].parameters === 1 ? (["f64"] as const) : (["f64", "f64"] as const);
    const body = module.addFunction({ parameters, results: ["f64"], exported: name });
    for (let i = 0; i < parameters.length; i++) body.get(i);
    body.call(added.get(name)!);
  }
  const instance = new WebAssembly.Instance(new WebAssembly.Module(module.finish()));
  // The module exports one function of numbers for each name.
  return instance.exports as Readonly<Record<RoutineName, Compiled>>;
}

/** Numbers that look random and are the same in every run (G. Marsaglia's xorshift). */
export class Numbers {
  private state = 0x9e37_79b9_7f4a_7c15n;

  bits(): bigint {
    this.state ^= BigInt.asUintN(64, this.state << 13n);
    this.state ^= this.state >> 7n;
    this.state ^= BigInt.asUintN(64, this.state << 17n);
    return this.state;
  }

  between(low: number, high: number): number {
    return low + (high - low) * (Number(this.bits() >> 11n) / 2 ** 53);
  }

  /** Any size between two positive ones equally likely, and with either sign. */
  sized(low: number, high: number): number {
    const size = 2 ** this.between(Math.log2(low), Math.log2(high));
    return this.bits() & 1n ? -size : size;
  }

  /** Any pattern of bits: all sizes, infinities and NaN. */
  pattern(): number {
    return new Float64Array(new BigUint64Array([this.bits()]).buffer)[0]!;
  }

  finite(): number {
    for (;;) {
      const value = this.pattern();
      if (Number.isFinite(value)) return value;
    }
  }
}

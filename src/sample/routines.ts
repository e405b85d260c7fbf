import { addRoutines } from "../numerics/emit.ts";
import { computeRoutine } from "../numerics/plain.ts";
import { createPlainMachine } from "../procedures/plain.ts";
import { betaQuantile } from "../procedures/quantile.ts";
import { type Operand, push, writingMachine } from "../procedures/write.ts";
import { ModuleWriter } from "../wasm/module.ts";

/** What shapes are worked out with. */
export interface Routines {
  ln(x: number): number;
  exp(x: number): number;
  normalShare(x: number): number;
  normalQuantile(share: number): number;
  betaQuantile(a: number, b: number, share: number): number;
}

const ofOneNumber = ["ln", "exp", "normalShare", "normalQuantile"] as const;

/** The routines as WebAssembly. A world may need hundreds of them, and this takes a hundredth of the time. */
export function compileRoutines(): Routines {
  const module = new ModuleWriter();
  const added = addRoutines(module, [...ofOneNumber, "lnGamma"]);
  for (const name of ofOneNumber) {
    const body = module.addFunction({ parameters: ["f64"], results: ["f64"], exported: name });
    body.get(0).call(added.get(name)!);
  }
  const body = module.addFunction({
    parameters: ["f64", "f64", "f64"],
    results: ["f64"],
    exported: "betaQuantile",
  });
  const [a, b, share] = [0, 1, 2].map((local): Operand => ({ type: "f64", local }));
  push(body, betaQuantile(writingMachine(body, { routine: (name) => added.get(name)! }), a!, b!, share!));
  // The module exports a function of numbers for each name.
  return new WebAssembly.Instance(new WebAssembly.Module(module.finish())).exports as unknown as Routines;
}

/** The same on plain numbers, with the same bits: what the compiled ones are compared with. */
export function plainRoutines(): Routines {
  const machine = createPlainMachine();
  return {
    ln: (x) => computeRoutine("ln", x),
    exp: (x) => computeRoutine("exp", x),
    normalShare: (x) => computeRoutine("normalShare", x),
    normalQuantile: (share) => computeRoutine("normalQuantile", share),
    betaQuantile: (a, b, share) => betaQuantile(machine, a, b, share),
  };
}

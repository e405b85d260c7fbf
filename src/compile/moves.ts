import type { FunctionWriter } from "../wasm/function.ts";
import type { PlainInstruction } from "../wasm/instructions.ts";
import type { Stage } from "./form.ts";

/** The locals of a stock that is kept in local variables. */
export interface MovedStock {
  readonly value: number;
  readonly net: number;
  readonly isFloored: boolean;
  /** Of methods with more than one stage. */
  readonly remembered: { readonly base: number; readonly first: number; readonly middle: number } | undefined;
}

/** In what stocks are kept: single numbers, or two lanes each. */
export interface Numbers {
  readonly add: PlainInstruction;
  readonly multiply: PlainInstruction;
  readonly max: PlainInstruction;
  /** Makes of the number on the stack what the instructions take. */
  readonly spread: (body: FunctionWriter) => FunctionWriter;
}

export const numbers: Numbers = {
  add: "f64.add",
  multiply: "f64.mul",
  max: "f64.max",
  spread: (body) => body,
};

/** Moves a stock on by its rate times the number in the local `factor`. */
export function writeMove(
  body: FunctionWriter,
  { add, multiply, max, spread }: Numbers,
  stage: Stage,
  factor: number,
  { value, net, isFloored, remembered }: MovedStock,
): void {
  const { base, first, middle } = remembered ?? { base: value, first: net, middle: net };
  const scaled = (): FunctionWriter => spread(body.get(factor));
  const moved = (from: number): void => {
    body.get(from);
    scaled().get(net).write(multiply).write(add);
  };
  switch (stage) {
    case "euler":
      moved(value);
      break;
    case "first":
      body.get(net).set(first).get(value).set(base);
      moved(base);
      break;
    case "heun":
      body.get(base);
      scaled().get(first).get(net).write(add).write(multiply).write(add);
      break;
    case "second":
      body.get(net).set(middle);
      moved(base);
      break;
    case "third":
      body.get(middle).get(net).write(add).set(middle);
      moved(base);
      break;
    case "fourth":
      body.get(base);
      scaled().get(first);
      spread(body.f64(2)).get(middle).write(multiply).write(add);
      body.get(net).write(add).write(multiply).write(add);
      break;
  }
  const isStep = stage === "euler" || stage === "heun" || stage === "fourth";
  if (isFloored && isStep) spread(body.f64(0)).write(max);
  body.set(value);
}

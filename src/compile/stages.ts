import type { Integrator } from "../model/argument.ts";
import type { FunctionWriter } from "../wasm/function.ts";
import type { Form, Stage } from "./form.ts";

/** What the inside of a step works with, besides its form: locals, and what the loop of steps has written. */
export interface StepTools {
  readonly body: FunctionWriter;
  readonly time: number;
  readonly begun: number;
  readonly start: number;
  readonly dt: number;
  readonly step: number;
  /** Puts on the stack how many steps of this length have been done. */
  readonly counted: () => FunctionWriter;
  readonly saveIfDue: () => void;
}

/** The stages of a method; `factors` are locals with the length of the step, its half and its sixth. */
export function stagesOf(
  integrator: Integrator,
  { length, half, sixth }: { readonly length: number; readonly half: number; readonly sixth: number },
): readonly StageOf[] {
  if (integrator === "euler") return [{ kind: "euler", factor: length }];
  if (integrator === "rk2")
    return [
      { kind: "first", factor: length, next: 1 },
      { kind: "heun", factor: half },
    ];
  return [
    { kind: "first", factor: half, next: 0.5 },
    { kind: "second", factor: half, next: 0.5 },
    { kind: "third", factor: length, next: 1 },
    { kind: "fourth", factor: sixth },
  ];
}

/** A stage, the local with its factor, and how far into the step the next one lies; the last has none behind it. */
interface StageOf {
  readonly kind: Stage;
  readonly factor: number;
  readonly next?: number;
}

/** The locals and the loop that go from one stage to the next. */
interface Going {
  readonly stage: number;
  readonly shift: number;
  readonly nextStage: ReturnType<FunctionWriter["loop"]>;
  /** Writes what else moves before a stage that lies so far into the step. */
  readonly goOn: (next: number) => void;
}

/** Writes what behind the rates of a stage moves the stocks, and leads to the next stage. */
export function writeStageEnds(
  form: Form,
  body: FunctionWriter,
  stages: readonly StageOf[],
  { stage, shift, nextStage, goOn }: Going,
): void {
  for (const [number, { kind, factor, next }] of stages.entries()) {
    if (next === undefined) {
      form.advance(kind, factor);
      continue;
    }
    body.get(stage).i32(number).write("i32.eq").if();
    form.advance(kind, factor);
    body
      .i32(number + 1)
      .set(stage)
      .f64(next)
      .set(shift);
    goOn(next);
    body.br(nextStage).end();
  }
}

import type { FunctionWriter } from "../wasm/function.ts";
import { type Frame, loadClock, type Moment } from "./frame.ts";

/** What a form of program does at the points of a step; the order of the points is written here for all forms. */
export interface Form {
  /** Before the first step. */
  begin(): void;
  /** Computes everything at one moment. */
  evaluate(moment: Moment): void;
  /** Writes the row to the address in a local. */
  save(out: number): void;
  /** Computes the net rates of the stocks, at the moment that has been evaluated. */
  rates(moment: Moment): void;
  /** Moves the stocks on by their rates times what a local holds. */
  advance(stage: Stage, factor: number): void;
  /** Behind the last step: the stocks go back to the row. */
  end(): void;
}

/** Euler's one stage; or the four of Runge and Kutta, with k1 to k4 the net rates s' at each of them. */
export type Stage =
  /** s + dt * s' */
  | "euler"
  /** s + (dt/2) * k1, from s, which is remembered */
  | "first"
  /** s + (dt/2) * k2 */
  | "second"
  /** s + dt * k3 */
  | "third"
  /** s + (dt/6) * ((k1 + 2 * (k2 + k3)) + k4) */
  | "fourth";

/** The parameters of `run`. */
const from = 0;
const to = 1;
const every = 2;
const closing = 3;
export const runParameters = ["i32", "i32", "i32", "i32"] as const;

/** Writes the body of `run`. */
export function writeSteps(frame: Frame, body: FunctionWriter, form: Form): void {
  const { layout, kernel, integrator } = frame;
  const [time, start, dt] = [body.local("f64"), body.local("f64"), body.local("f64")];
  const [step, countdown, out] = [body.local("i32"), body.local("i32"), body.local("i32")];

  body.get(from).set(step);
  body
    .get(every)
    .get(from)
    .get(every)
    .write("i32.rem_u")
    .write("i32.sub")
    .get(every)
    .write("i32.rem_u")
    .set(countdown);
  body
    .i32(0)
    .memory("i32.load", layout.clock + 24)
    .set(out);
  loadClock(frame, body, "start");
  body.set(start);
  loadClock(frame, body, "step");
  body.set(dt);
  form.begin();

  const done = body.block();
  const again = body.loop();
  body.get(step).get(to).write("i32.ge_s").get(closing).write("i32.eqz").write("i32.and").brIf(done);

  const saveIfDue = (): void => {
    body.get(countdown).write("i32.eqz").get(step).get(to).write("i32.ge_s").write("i32.or");
    body.if();
    form.save(out);
    body
      .get(out)
      .i32(8 * kernel.width)
      .write("i32.add")
      .set(out);
    body.get(every).set(countdown);
    body.end();
    body.get(step).get(to).write("i32.ge_s").brIf(done);
  };

  if (integrator === "euler") {
    body.get(start).get(step).write("f64.convert_i32_s").get(dt).write("f64.mul").write("f64.add").set(time);
    const moment = { time, step, low: step, high: step };
    form.evaluate(moment);
    saveIfDue();
    form.rates(moment);
    form.advance("euler", dt);
  } else {
    writeFourStages({ frame, body, form, time, start, dt, step, saveIfDue });
  }

  body.get(step).i32(1).write("i32.add").set(step);
  body.get(countdown).i32(1).write("i32.sub").set(countdown);
  body.br(again).end().end();
  form.end();
  body
    .i32(0)
    .get(out)
    .memory("i32.store", layout.clock + 24);
}

interface FourStages {
  readonly frame: Frame;
  readonly body: FunctionWriter;
  readonly form: Form;
  readonly time: number;
  readonly start: number;
  readonly dt: number;
  readonly step: number;
  readonly saveIfDue: () => void;
}

/** One evaluation serves all four stages, in a loop: written out four times, a big system would take long to compile. */
function writeFourStages({ body, form, time, start, dt, step, saveIfDue }: FourStages): void {
  const [half, sixth, shift] = [body.local("f64"), body.local("f64"), body.local("f64")];
  const [stage, low, high] = [body.local("i32"), body.local("i32"), body.local("i32")];
  body.get(dt).f64(2).write("f64.div").set(half);
  body.get(dt).f64(6).write("f64.div").set(sixth);
  body.i32(0).set(stage).f64(0).set(shift).get(step).tee(low).set(high);

  const nextStage = body.loop();
  body.get(start).get(step).write("f64.convert_i32_s").get(shift).write("f64.add");
  body.get(dt).write("f64.mul").write("f64.add").set(time);
  const moment = { time, step, low, high };
  form.evaluate(moment);
  body.get(stage).write("i32.eqz");
  body.if();
  saveIfDue();
  body.end();
  form.rates(moment);

  const next = (number: number, at: number): void => {
    body.i32(number).set(stage).f64(at).set(shift);
    body.get(step).i32(1).write("i32.add").set(high);
    if (at === 1) body.get(high).set(low);
    body.br(nextStage);
  };
  const when = (number: number): void => {
    body.get(stage).i32(number).write("i32.eq").if();
  };
  when(0);
  form.advance("first", half);
  next(1, 0.5);
  body.end();
  when(1);
  form.advance("second", half);
  next(2, 0.5);
  body.end();
  when(2);
  form.advance("third", dt);
  next(3, 1);
  body.end();
  form.advance("fourth", sixth);
  body.end();
}

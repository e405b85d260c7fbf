import { clockPlaces } from "../run/program.ts";
import type { FunctionWriter } from "../wasm/function.ts";
import type { Form } from "./form.ts";
import { type Frame, loadClock } from "./frame.ts";
import { type StepTools, stagesOf, writeStageEnds } from "./stages.ts";

/** The parameters of `run`. */
const from = 0;
const to = 1;
const every = 2;
const closing = 3;
export const runParameters = ["i32", "i32", "i32", "i32"] as const;

/** Writes the body of `run` for a method whose steps are all of one length. */
export function writeSteps(frame: Frame, body: FunctionWriter, form: Form): void {
  writeLoop(frame, body, form, (tools) => {
    const { time, begun, step, start, dt, counted } = tools;
    if (frame.integrator !== "euler") writeStages(frame, form, tools);
    else {
      body.get(start);
      counted().get(dt).write("f64.mul").write("f64.add").set(time);
      const moment = { time, begun, step, low: step, high: step };
      form.evaluate(moment);
      tools.saveIfDue();
      form.remember(moment);
      form.rates(moment);
      form.advance("euler", dt);
    }
    form.takeOver(begun);
  });
}

/** Writes the loop of steps; `inside` writes all that is done in one. */
export function writeLoop(
  frame: Frame,
  body: FunctionWriter,
  form: Pick<Form, "rowBytes" | "begin" | "save" | "end">,
  inside: (tools: StepTools) => void,
): void {
  const { layout, integrator } = frame;
  const [time, start, dt] = [body.local("f64"), body.local("f64"), body.local("f64")];
  const [step, countdown, out] = [body.local("i32"), body.local("i32"), body.local("i32")];
  const firstStep = body.local("i32");
  const counted = (): FunctionWriter =>
    body.get(step).get(firstStep).write("i32.sub").write("f64.convert_i32_s");

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
    .memory("i32.load", layout.clock + clockPlaces.out)
    .set(out);
  body
    .i32(0)
    .memory("f64.load", layout.clock + clockPlaces.pieceTime)
    .set(start);
  body
    .i32(0)
    .memory("i32.load", layout.clock + clockPlaces.pieceStep)
    .set(firstStep);
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
    body.get(out).i32(form.rowBytes).write("i32.add").set(out);
    body.get(every).set(countdown);
    body.end();
    body.get(step).get(to).write("i32.ge_s").brIf(done);
  };

  // Within a step of several stages `time` goes on.
  const begun = integrator === "euler" ? time : body.local("f64");
  inside({ body, time, begun, start, dt, step, counted, saveIfDue });

  body.get(step).i32(1).write("i32.add").set(step);
  body.get(countdown).i32(1).write("i32.sub").set(countdown);
  body.br(again).end().end();
  form.end();
  body
    .i32(0)
    .get(out)
    .memory("i32.store", layout.clock + clockPlaces.out);
}

/** One evaluation serves all stages, in a loop: written out for each, a big system would take long to compile. */
function writeStages(frame: Frame, form: Form, tools: StepTools): void {
  const { body, time, begun, start, dt, step, counted, saveIfDue } = tools;
  const [half, sixth, shift] = [body.local("f64"), body.local("f64"), body.local("f64")];
  const [stage, low, high] = [body.local("i32"), body.local("i32"), body.local("i32")];
  body.get(dt).f64(2).write("f64.div").set(half);
  body.get(dt).f64(6).write("f64.div").set(sixth);
  body.i32(0).set(stage).f64(0).set(shift).get(step).tee(low).set(high);
  body.get(start);
  counted().get(dt).write("f64.mul").write("f64.add").set(begun);

  const nextStage = body.loop();
  body.get(start);
  counted().get(shift).write("f64.add");
  body.get(dt).write("f64.mul").write("f64.add").set(time);
  const moment = { time, begun, step, low, high };
  form.evaluate(moment);
  body.get(stage).write("i32.eqz");
  body.if();
  saveIfDue();
  form.remember(moment);
  body.end();
  form.rates(moment);

  writeStageEnds(form, body, stagesOf(frame.integrator, { length: dt, half, sixth }), {
    stage,
    shift,
    nextStage,
    goOn: (next) => {
      body.get(step).i32(1).write("i32.add").set(high);
      if (next === 1) body.get(high).set(low);
    },
  });
  body.end();
}

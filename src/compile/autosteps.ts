import type { Tolerance } from "../model/argument.ts";
import type { RestartingForm } from "./form.ts";
import type { StepTools } from "./stages.ts";

/** No step is cut into more pieces. */
export const mostPieces = 64;

/** What is near enough where nobody says: a millionth of a stock, or of one where it is smaller than that. */
export const usualTolerance: Tolerance = { absolute: 1e-6, relative: 1e-6 };

/**
 * Writes a step of Runge and Kutta's method that is cut into as many equal pieces as accuracy asks for: one, two, four and
 * so on, until twice as many change nothing that counts. Every step begins with one piece, so that a run can go on from
 * any of them.
 */
export function writeAutoStep(form: RestartingForm, tolerance: Tolerance, tools: StepTools): void {
  const { body, time, begun, start, dt, step, counted, saveIfDue } = tools;
  const [pieces, piece, stage] = [body.local("i32"), body.local("i32"), body.local("i32")];
  const [length, half, sixth, shift] = [
    body.local("f64"),
    body.local("f64"),
    body.local("f64"),
    body.local("f64"),
  ];
  const high = body.local("i32");
  body.get(step).i32(1).write("i32.add").set(high);
  const moment = { time, begun, step, low: step, high };
  body.get(start);
  counted().get(dt).write("f64.mul").write("f64.add").tee(begun).set(time);
  form.evaluate(moment);
  saveIfDue();
  form.remember(moment);
  form.keep("start");
  body.i32(1).set(pieces);

  const attempt = body.loop();
  body.get(dt).get(pieces).write("f64.convert_i32_s").write("f64.div").set(length);
  body.get(length).f64(2).write("f64.div").set(half);
  body.get(length).f64(6).write("f64.div").set(sixth);
  body.i32(0).set(piece);

  const nextPiece = body.loop();
  body.i32(0).set(stage).f64(0).set(shift);
  const nextStage = body.loop();
  // start + (steps done + (pieces done + shift) / pieces) * dt
  body.get(start);
  counted().get(piece).write("f64.convert_i32_s").get(shift).write("f64.add");
  body.get(pieces).write("f64.convert_i32_s").write("f64.div").write("f64.add");
  body.get(dt).write("f64.mul").write("f64.add").set(time);
  form.evaluate(moment);
  form.rates(moment);
  const stages = [
    { kind: "first", factor: half, next: 0.5 },
    { kind: "second", factor: half, next: 0.5 },
    { kind: "third", factor: length, next: 1 },
  ] as const;
  for (const [number, { kind, factor, next }] of stages.entries()) {
    body.get(stage).i32(number).write("i32.eq");
    body.if();
    form.advance(kind, factor);
    body
      .i32(number + 1)
      .set(stage)
      .f64(next)
      .set(shift)
      .br(nextStage)
      .end();
  }
  form.advance("fourth", sixth);
  body.end();
  body.get(piece).i32(1).write("i32.add").tee(piece).get(pieces).write("i32.lt_s").brIf(nextPiece).end();

  // The first result has none to be compared with; the last one is taken as it is.
  const settled = body.block();
  body.get(pieces).i32(mostPieces).write("i32.ge_s").brIf(settled);
  body.get(pieces).i32(1).write("i32.gt_s");
  body.if();
  form.isNear(tolerance);
  body.brIf(settled).end();
  form.keep("coarse");
  form.restart();
  body.get(pieces).i32(1).write("i32.shl").set(pieces).br(attempt).end().end();
}

import type { Model } from "../../model/system.ts";
import { type Ground, scalarGround } from "./ground.ts";
import type { ShapeExpr } from "./references.ts";

/** Shapes the references in claims, links, loops, scenarios, checks and history. */
export function shapeArgument(model: Model, shape: ShapeExpr): void {
  const whole: Ground = { ...scalarGround, allowsWhole: true };
  for (const { tests } of model.claims) {
    for (const test of tests) {
      if (test.kind === "effect") shape(test.cause, whole);
      shape(test.effect, scalarGround);
    }
  }
  const paths = [
    ...model.links.flatMap((link) => link.paths.map(({ variables }) => variables)),
    ...model.loops.map(({ path }) => path),
  ];
  for (const station of paths.flat()) shape(station, whole);
  for (const { settings, forces = [] } of model.scenarios) {
    for (const { name } of forces) shape(name, whole);
    for (const setting of settings) {
      shape(setting.name, whole);
      if (setting.kind !== "points") shape(setting.value, scalarGround);
    }
  }
  for (const { subject, relation } of model.checks.flatMap(({ lines }) => lines)) {
    if (subject.kind === "each") for (const quantity of subject.quantities) shape(quantity, whole);
    if (subject.kind === "quantity") shape(subject.quantity, scalarGround);
    switch (relation.kind) {
      case "compare":
        shape(relation.right, scalarGround);
        break;
      case "between":
        shape(relation.low, scalarGround);
        shape(relation.high, scalarGround);
        break;
      case "within":
        shape(relation.amount, scalarGround);
        shape(relation.of, scalarGround);
        break;
      case "show":
        break;
    }
  }
  for (const { quantity } of model.history.flatMap(({ bands }) => bands)) shape(quantity, scalarGround);
}

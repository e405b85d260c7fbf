import type { Expr } from "../model/expression.ts";
import type { Model } from "../model/system.ts";
import type { Auxiliary, Variable } from "../model/variable.ts";

/** What of the time axis is worked out anew at every step. */
export type Control = "step" | "stop" | "saveEvery";

/** The names of the variables that hold it; nobody can write them. */
export const controlNames: Readonly<Record<Control, string>> = {
  step: ">time step",
  stop: ">stop time",
  saveEvery: ">save every",
};

/** The model with a variable for each thing about its time axis that changes during a run. */
export function withControls(model: Model): Model {
  const { varying } = model.time;
  if (!varying) return model;
  const variables = (["step", "stop", "saveEvery"] as const).flatMap((control): readonly Variable[] => {
    const value = varying[control];
    return value ? [controlOf(control, value)] : [];
  });
  return { ...model, variables: [...model.variables, ...variables] };
}

function controlOf(control: Control, value: Expr): Auxiliary {
  const { span } = value;
  const name = controlNames[control];
  return {
    kind: "aux",
    name,
    nameSpan: span,
    dimensions: [],
    origin: { kind: "call", owner: name, function: "time", name },
    equation: [{ subscripts: [], except: [], otherwise: false, value, span }],
    span,
  };
}

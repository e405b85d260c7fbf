import { discretePeek } from "../functions/discrete.ts";
import { functions } from "../functions/functions.ts";
import type { Report } from "../model/diagnostic.ts";
import { type Expr, walkExpr } from "../model/expression.ts";
import { foldName } from "../model/name.ts";
import type { Model } from "../model/system.ts";
import type { Variable } from "../model/variable.ts";
import { expressionsOf } from "./rewrite.ts";

/**
 * What has to be right where modules take steps of their own (XMILE 1.0, 3.7.4): parts of different pace see of each other
 * what was so when the step of the whole began.
 */
export function settlePaces(model: Model, report: Report): Model {
  if (model.variables.every(({ pace }) => pace === undefined)) return model;
  const variables = new Map(model.variables.map((variable) => [foldName(variable.name), variable]));
  for (const variable of model.variables) {
    for (const expr of expressionsOf(variable)) reportPeeks(expr, variable, variables, report);
    reportLeaks(variable, variables, report);
  }
  const { time } = model;
  if (time.integrator !== "rk4 auto") return model;
  report({
    code: "steps-not-automatic",
    severity: "warning",
    message: "Modules of this system take steps of their own, so all steps are as long as they say.",
    span: time.span,
    notes: [{ message: "It asks for rk4 auto, and runs by rk4." }],
  });
  return { ...model, time: { ...time, integrator: "rk4" } };
}

/** The content of a conveyor or queue cannot be seen as it was when the step of the whole began. */
function reportPeeks(
  expr: Expr,
  owner: Variable,
  variables: ReadonlyMap<string, Variable>,
  report: Report,
): void {
  for (const part of walkExpr(expr)) {
    const [first] = part.kind === "call" && looksInside(foldName(part.name)) ? part.args : [];
    const device = first?.kind === "name" ? variables.get(foldName(first.name)) : undefined;
    if (device?.kind !== "device" || device.pace === owner.pace) continue;
    const message = `‘${owner.name}’ looks into ‘${device.name}’, which takes other steps.`;
    const notes = [
      { message: "Give what it wants to know a name in the system of that, and read it by its name." },
    ];
    report({ code: "looks-across-steps", severity: "error", message, span: part.span, notes });
  }
}

/** A flow of a module is added up step by step where it takes part in the steps, and once where it does not. */
function reportLeaks(stock: Variable, variables: ReadonlyMap<string, Variable>, report: Report): void {
  if (stock.kind !== "stock") return;
  for (const { flow, span } of [...stock.inflows, ...stock.outflows]) {
    const pace = variables.get(foldName(flow.name))?.pace;
    if (pace === undefined || pace === stock.pace) continue;
    const message = `‘${stock.name}’ takes other steps than its flow ‘${flow.name}’: what flows at one end is not all that flows at the other.`;
    const notes = [{ message: "Put the flow into the system of the longer steps." }];
    report({ code: "flow-across-steps", severity: "warning", message, span, notes });
  }
}

function looksInside(name: string): boolean {
  return discretePeek(name) !== undefined || peeks.has(name);
}

const peeks = new Set(functions.flatMap(({ kind, name }) => (kind === "peek" ? [name] : [])));

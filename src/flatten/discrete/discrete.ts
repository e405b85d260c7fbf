import type { Integrator } from "../../model/argument.ts";
import type { Report } from "../../model/diagnostic.ts";
import { foldName } from "../../model/name.ts";
import type { Model } from "../../model/system.ts";
import type { Variable } from "../../model/variable.ts";
import { answerAsks } from "./asks.ts";
import { rewriteConveyor } from "./conveyor.ts";
import { isDiscrete, Network } from "./network.ts";
import { rewriteOven } from "./oven.ts";
import { rewriteQueue } from "./queue.ts";

/**
 * A model without conveyors, queues and ovens: each becomes a device of its name, whose value is what is in it, and the
 * flows that it drives get an equation that looks into it. So names, units, order and compiling see ordinary variables.
 */
export function rewriteDiscreteStocks(model: Model, report: Report, around: readonly Model[] = []): Model {
  if (around.length === 0 && !holdsDiscrete(model)) return model;
  const models = [model, ...around];
  const functions = model.functions.map((definition) => {
    const body = rewriteVariables(definition.body, [], report);
    return body === definition.body ? definition : { ...definition, body };
  });
  const systems = model.systems.map((system) => {
    const inside = rewriteDiscreteStocks(system.model, report, models);
    return inside === system.model ? system : { ...system, model: inside };
  });
  const variables = rewriteVariables(model.variables, models, report);
  const isSame =
    variables === model.variables &&
    functions.every((definition, i) => definition === model.functions[i]) &&
    systems.every((system, i) => system === model.systems[i]);
  if (isSame) return model;
  return { ...model, variables, functions, systems, time: inWholeSteps(model.time, report) };
}

function holdsDiscrete({ variables, functions, systems }: Model): boolean {
  return (
    variables.some(isDiscrete) ||
    functions.some(({ body }) => body.some(isDiscrete)) ||
    systems.some(({ model }) => holdsDiscrete(model))
  );
}

/** Discrete stocks move once in a step, so that the halves of a Runge-Kutta step would lose what flows between. */
function inWholeSteps(time: Model["time"], report: Report): Model["time"] {
  const euler: Integrator = "euler";
  if (time.integrator === euler) return time;
  report({
    code: "discrete-euler",
    severity: "warning",
    message: "Conveyors, queues and ovens move once in a step, so this system runs by Euler's method.",
    span: time.span,
    notes: [
      { message: `It asks for ${time.integrator}, in whose stages what flows into them would be lost.` },
    ],
  });
  return { ...time, integrator: euler };
}

/** The variables of a system, with the models that it stands in, itself first; of a function there are none. */
function rewriteVariables(
  variables: readonly Variable[],
  models: readonly Model[],
  report: Report,
): readonly Variable[] {
  const stocks = variables.filter(isDiscrete);
  const network = new Network(variables, stocks, report);
  for (const stock of stocks) {
    if (stock.kind === "conveyor") rewriteConveyor(stock, network);
    else if (stock.kind === "queue") rewriteQueue(stock, network);
    else rewriteOven(stock, network);
  }
  const all = variables.flatMap((variable) => [
    network.rewritten.get(foldName(variable.name)) ?? variable,
    ...network.hiddenOf(variable.name),
  ]);
  const answered = all.map((variable) => answerAsks(variable, network, models));
  return stocks.length === 0 && answered.every((variable, i) => variable === variables[i])
    ? variables
    : answered;
}

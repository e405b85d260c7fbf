import { flattenModel } from "../flatten/flatten.ts";
import type { Diagnostic, Report } from "../model/diagnostic.ts";
import type { Expr } from "../model/expression.ts";
import type { Model } from "../model/system.ts";
import type { Variable } from "../model/variable.ts";
import { adviseOn } from "./advice.ts";
import { withControls } from "./controls.ts";
import { eachValue, streamsOf } from "./definition.ts";
import type { CausalLink, Facts, Names } from "./facts.ts";
import { causalLinks } from "./links.ts";
import { resolveNames } from "./names/names.ts";
import { orderEquations } from "./order.ts";
import { checkRanges } from "./ranges.ts";
import { resolveShapes } from "./shapes/shapes.ts";
import { checkSolving } from "./solving.ts";
import { checkStreams } from "./streams.ts";
import { tellAsWritten } from "./telling.ts";
import { checkTimes } from "./times.ts";
import { checkUnits } from "./units/units.ts";

/**
 * Finds out all that can be known of a model without running it, one pass after another, and what is wrong with it. What
 * a reader left out because it could not read it is not known here: who reads a text looks at that reader's faults too.
 */
export function checkModel(written: Model, report: Report): Facts {
  let runnable = true;
  const note = (diagnostic: Diagnostic) => {
    if (stopsRuns(diagnostic)) runnable = false;
    report(diagnostic);
  };
  const model = withControls(flattenModel(written, note));
  const tell = model === written ? note : tellAsWritten(written, model, note);
  const names = resolveNames(model, tell);
  if (!isWhole(names)) runnable = false;
  const shapes = resolveShapes(names, tell);
  const { partOf } = shapes;
  checkStreams(shapes, tell);
  checkRanges(shapes, tell);
  checkTimes(names, tell);
  checkSolving(names, tell);
  const order = orderEquations(shapes, partOf, tell);
  const units = checkUnits(shapes, partOf, tell);
  adviseOn(shapes, tell);
  let found: readonly CausalLink[] | undefined;
  const links = () => {
    found ??= causalLinks(names);
    return found;
  };
  return { model, names, shapes, partOf, units, order, links, runnable };
}

/** Whether a model cannot be run because of it: units never stop a run. */
export function stopsRuns({ severity, code }: Diagnostic): boolean {
  return severity === "error" && !code.startsWith("unit-");
}

/** Whether the reader found every equation and setting that there must be; where it did not, it has said so. */
function isWhole({ model, reads }: Names): boolean {
  let isWhole = true;
  const look = (expr: Expr) => {
    if (reads.get(expr)!.isBroken) isWhole = false;
  };
  for (const variable of model.variables) {
    if (!isDefined(variable)) return false;
    eachValue(variable, look);
    const { inflows, outflows } = streamsOf(variable);
    if (inflows.length === 0 && outflows.length === 0) continue;
    for (const { share } of inflows) if (share) look(share);
    for (const { share } of outflows) if (share) look(share);
  }
  for (const { settings } of model.scenarios)
    for (const setting of settings) if (setting.kind !== "points") look(setting.value);
  return isWhole;
}

/** Whether a variable has the equations that one of its kind must have. */
function isDefined(variable: Variable): boolean {
  switch (variable.kind) {
    case "stock":
    case "conveyor":
    case "queue":
    case "oven":
    case "memory":
      return variable.starts.length > 0;
    case "count":
      return variable.rate.length > 0;
    case "flow":
    case "aux":
      return variable.equation.length > 0 && variable.initially?.length !== 0;
    case "input":
      return variable.equation.length > 0;
    case "device":
      return variable.inputs.every((parts) => parts.length > 0);
    case "const":
    case "lever":
    case "switch":
      return variable.value.length > 0;
    case "graph":
    case "data":
      return true;
    case "module":
      // Its system could not be read.
      return false;
  }
}

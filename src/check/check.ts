import { flattenModel } from "../flatten/flatten.ts";
import type { Diagnostic, Report } from "../model/diagnostic.ts";
import type { Expr } from "../model/expression.ts";
import type { Model } from "../model/system.ts";
import type { Stream, Variable } from "../model/variable.ts";
import { adviseOn } from "./advice.ts";
import { withControls } from "./controls.ts";
import { equationsOf, streamsOf } from "./definition.ts";
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
  const isRead = (expr: Expr) => !reads.get(expr)!.isBroken;
  return (
    model.variables.every((variable) => isWholeVariable(variable, isRead)) &&
    model.scenarios.every(({ settings }) =>
      settings.every((setting) => setting.kind === "points" || isRead(setting.value)),
    )
  );
}

function isWholeVariable(variable: Variable, isRead: (expr: Expr) => boolean): boolean {
  // A module whose system could not be read.
  if (variable.kind === "module") return false;
  const { inflows, outflows } = streamsOf(variable);
  const isReadStream = ({ share }: Stream) => share === undefined || isRead(share);
  return (
    equationsOf(variable).every(
      ({ role, parts }) =>
        (parts.length > 0 || (variable.kind === "count" && role === "starts") || role === "next") &&
        parts.every(({ value }) => isRead(value)),
    ) &&
    inflows.every(isReadStream) &&
    outflows.every(isReadStream)
  );
}

import type { Diagnostic, Report } from "../model/diagnostic.ts";
import { type Expr, walkExpr } from "../model/expression.ts";
import type { Model } from "../model/system.ts";
import type { Variable } from "../model/variable.ts";
import { adviseOn } from "./advice.ts";
import { equationsOf, streamsOf } from "./definition.ts";
import type { Facts } from "./facts.ts";
import { causalLinks } from "./links.ts";
import { resolveNames } from "./names.ts";
import { orderEquations } from "./order.ts";
import { checkRanges } from "./ranges.ts";
import { resolveShapes } from "./shapes.ts";
import { checkStreams } from "./streams.ts";
import { checkTimes } from "./times.ts";
import { checkUnits } from "./units.ts";

/**
 * Finds out all that can be known of a model without running it, one pass after another, and what is wrong with it. What
 * a reader left out because it could not read it is not known here: who reads a text looks at that reader's faults too.
 */
export function checkModel(model: Model, report: Report): Facts {
  let runnable = isWhole(model);
  const tell = (diagnostic: Diagnostic) => {
    // Units never stop a run.
    if (diagnostic.severity === "error" && !diagnostic.code.startsWith("unit-")) runnable = false;
    report(diagnostic);
  };
  const names = resolveNames(model, tell);
  const shapes = resolveShapes(names, tell);
  const { partOf } = shapes;
  checkStreams(shapes, tell);
  checkRanges(shapes, tell);
  checkTimes(names, tell);
  const order = orderEquations(shapes, partOf, tell);
  const units = checkUnits(shapes, partOf, tell);
  const links = causalLinks(names);
  const facts: Facts = { model, names, shapes, partOf, units, order, links, runnable };
  adviseOn(facts, tell);
  return facts;
}

/** Whether the reader found every equation and setting that there must be; where it did not, it has said so. */
function isWhole({ variables, scenarios }: Model): boolean {
  const settings = scenarios.flatMap((scenario) => scenario.settings);
  const values = settings.flatMap((setting) => (setting.kind === "points" ? [] : setting.value));
  return variables.every(isWholeVariable) && !values.some(hasHole);
}

function isWholeVariable(variable: Variable): boolean {
  const { inflows, outflows } = streamsOf(variable);
  const shares = [...inflows, ...outflows].flatMap(({ share }) => share ?? []);
  const definitions = equationsOf(variable);
  const values = definitions.flatMap(({ parts }) => parts.map(({ value }) => value));
  const isMissing = definitions.some(
    ({ role, parts }) => parts.length === 0 && !(variable.kind === "count" && role === "starts"),
  );
  return !isMissing && ![...values, ...shares].some(hasHole);
}

function hasHole(expr: Expr): boolean {
  for (const part of walkExpr(expr)) if (part.kind === "error") return true;
  return false;
}

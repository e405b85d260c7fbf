import type { Facts } from "../check/facts.ts";
import { isHidden } from "../check/hidden.ts";
import { findLoops } from "../check/loops.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Variable } from "../model/variable.ts";
import { plainDiagnostic } from "../view/diagnostic.ts";
import { formatCount } from "../view/number.ts";
import { wrap } from "../view/text.ts";
import type { Request } from "./command.ts";
import { readDataOptions } from "./data.ts";
import { exit } from "./exit.ts";
import { complain, countDiagnostics, hasErrors, inOrder, type Opened, openChecked } from "./opening.ts";
import { checkAnchoredPlaces } from "./places.ts";
import type { Terminal } from "./terminal.ts";

/** `hence check`. */
export async function checkSystem(request: Request, terminal: Terminal): Promise<number> {
  const opened = openChecked(request.operands[0]!, readDataOptions(request, []));
  checkAnchoredPlaces(opened);
  const { diagnostics, texts } = opened;
  if (request.options.has("json")) {
    const plain = inOrder(opened, diagnostics).map((diagnostic) => plainDiagnostic(diagnostic, texts));
    terminal.out(JSON.stringify(plain, null, 2));
  } else {
    tellCheck(opened, diagnostics, terminal);
  }
  return hasErrors(diagnostics) ? exit.faults : exit.good;
}

/** Prints what a check found, or the part of it that is to be shown, and what the system is made of. */
export function tellCheck(
  opened: Opened & { readonly facts: Facts },
  shown: readonly Diagnostic[],
  { width, paint, out }: Terminal,
): void {
  // What a check finds is its result, so it goes where results go.
  complain(opened, shown, { width, complaintPaint: paint, complain: out });
  if (shown.length > 0) out("");
  const counted = countDiagnostics(opened.diagnostics) ?? "No faults";
  out(wrap(`${opened.model.name}: ${counted}. ${describe(opened.facts)}`, width).join("\n"));
}

const kindNames: readonly (readonly [Variable["kind"], string, string])[] = [
  ["stock", "stock", "stocks"],
  ["count", "count", "counts"],
  ["flow", "flow", "flows"],
  ["aux", "auxiliary", "auxiliaries"],
  ["const", "constant", "constants"],
  ["lever", "lever", "levers"],
  ["switch", "switch", "switches"],
  ["input", "input", "inputs"],
  ["graph", "graph", "graphs"],
  ["data", "data series", "data series"],
  ["conveyor", "conveyor", "conveyors"],
  ["queue", "queue", "queues"],
  ["oven", "oven", "ovens"],
  ["module", "module", "modules"],
];

/** What the system is made of, in one sentence or two. */
function describe({ model, links, units }: Facts): string {
  const variables = model.variables.filter((variable) => !isHidden(variable));
  const kinds = kindNames
    .map(([kind, one, many]) => {
      const count = variables.filter((variable) => variable.kind === kind).length;
      return count === 0 ? undefined : formatCount(count, one, many);
    })
    .filter((part) => part !== undefined);
  const most = 10_000;
  const acting = links();
  const { loops, complete } = findLoops(acting, most);
  const loopCount = complete
    ? formatCount(loops.length, "feedback loop")
    : `more than ${formatCount(most, "feedback loop")}`;
  const arrows = acting.filter(({ kind }) => kind !== "initial").length;
  const measured = variables.filter((variable) => units.variables.has(variable)).length;
  const all = variables.filter(({ kind }) => kind !== "module").length;
  const unitCount =
    measured === all
      ? "every variable has a unit"
      : `${measured} of ${formatCount(all, "variable")} have a unit`;
  if (kinds.length === 0) return "It declares no variables.";
  return `${kinds.join(", ")}; ${formatCount(arrows, "link")}, ${loopCount}; ${unitCount}.`;
}

import { testArgument } from "../argument/test.ts";
import { createSimulator } from "../compile/simulator.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { withDraws } from "../run/simulator.ts";
import { drawReport, faultsOf } from "../view/report.ts";
import { wrap } from "../view/text.ts";
import { listOf, type Request } from "./command.ts";
import { readDataOptions, tablesOf } from "./data.ts";
import { readDraws } from "./draws.ts";
import { exit, WrongUsage } from "./exit.ts";
import { complain, countDiagnostics, openRunnable, refuseToRun } from "./opening.ts";
import { pickParts } from "./pick.ts";
import type { Terminal } from "./terminal.ts";

/** `hence test`. */
export async function testSystem(request: Request, terminal: Terminal): Promise<number> {
  if (["worlds", "kept", "table"].some((name) => request.options.has(name)))
    return (await import("./testworlds.ts")).testInWorlds(request, terminal);
  if (request.options.has("out") || request.options.has("format"))
    throw new WrongUsage("--out keeps the results of many worlds: say how many with --worlds or --kept.");
  const [path = "", ...dataFiles] = request.operands;
  const opened = openRunnable(path, { ...readDataOptions(request, dataFiles), replaces: true });
  const { facts, diagnostics, report } = opened;
  const draws = readDraws(request);
  const made = facts.runnable ? createSimulator(facts, report) : undefined;
  if (!made) return refuseToRun(opened, terminal);
  const simulator = withDraws(made, draws);
  const doubts = diagnostics.filter(({ severity }) => severity !== "note");
  if (doubts.length > 0) terminal.complain(`${countDiagnostics(doubts)}: hence check ${path} shows them.`);

  const remarks: Diagnostic[] = [];
  const rest = tablesOf(simulator.program, opened.brought, opened.used, (remark) => remarks.push(remark));
  complain(opened, remarks, terminal);
  for (const key of rest.keys())
    terminal.complain(`‘${key}’ is brought for some elements only, and left as it is in the model.`);

  const only = listOf(request, "only");
  const all = testArgument(facts, simulator, {
    sources: opened.sources,
    watch: (done, runs) => {
      terminal.progress(`${done} of ${runs} runs`);
      return "go on";
    },
  });
  const verdicts = only.length > 0 ? pickParts(all, only) : all;
  if (request.options.has("json")) {
    terminal.out(JSON.stringify(verdicts, null, 2));
  } else {
    const details = request.options.has("full") || only.length > 0 ? "everywhere" : "where needed";
    terminal.out(drawHead(facts.model, terminal).join("\n"));
    terminal.out(
      drawReport(verdicts, {
        paint: terminal.paint,
        width: terminal.width,
        details,
        links: facts.model.links,
      }).join("\n"),
    );
  }
  return faultsOf(verdicts).length > 0 || verdicts.faults.length > 0 ? exit.faults : exit.good;
}

/** What stands above a report: what was tested, what for, and how. */
function drawHead(
  model: { readonly name: string; readonly title?: string; readonly purpose?: string },
  { paint, width }: Pick<Terminal, "paint" | "width">,
): string[] {
  return [
    paint.strong(model.title ?? model.name),
    ...(model.purpose === undefined ? [] : wrap(model.purpose, width).map(paint.faint)),
    ...wrap("Tested in runs of the declared numbers, not over their ranges. Effects are rounded.", width).map(
      paint.faint,
    ),
    "",
  ];
}

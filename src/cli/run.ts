import type { Facts } from "../check/facts.ts";
import { createSimulator } from "../compile/simulator.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { foldName } from "../model/name.ts";
import { printUnit } from "../model/unit.ts";
import { type Results, seriesOf } from "../run/program.ts";
import { withDraws } from "../run/simulator.ts";
import { happeningsIn } from "../view/event.ts";
import { formatNumber } from "../view/number.ts";
import { drawRun, type ShownSeries } from "../view/run.ts";
import { everySeries, namedSeries, type Series, varyingSeries } from "./columns.ts";
import { listOf, optionOf, type Request } from "./command.ts";
import { printTable } from "./csv.ts";
import { readDataOptions, tablesOf } from "./data.ts";
import { drawWords, readDraws } from "./draws.ts";
import { exit, WrongUsage } from "./exit.ts";
import { writeWhole } from "./files.ts";
import { complain, countDiagnostics, openRunnable, refuseToRun } from "./opening.ts";
import { findScenario } from "./scenario.ts";
import { readSettings } from "./settings.ts";
import type { Terminal } from "./terminal.ts";

/** `hence run`. */
export async function runSystem(request: Request, terminal: Terminal): Promise<number> {
  const [path = "", ...dataFiles] = request.operands;
  const csv = optionOf(request, "csv");
  const json = request.options.has("json");
  if (csv === "-" && json) throw new WrongUsage("--csv - and --json would both go to the standard output.");

  const options = readDataOptions(request, dataFiles);
  if (options.changes.length > 0 && request.options.has("scenario"))
    throw new WrongUsage("A changes file is a scenario of its own: leave out --scenario.");
  const opened = openRunnable(path, options);
  const { facts, diagnostics, report } = opened;
  const draws = readDraws(request);
  const made = facts.runnable ? createSimulator(facts, report) : undefined;
  if (!made) return refuseToRun(opened, terminal);
  const simulator = withDraws(made, draws);
  const doubts = diagnostics.filter(({ severity }) => severity !== "note");
  if (doubts.length > 0) terminal.complain(`${countDiagnostics(doubts)}: hence check ${path} shows them.`);

  const scenario = findScenario(simulator, opened.changes ?? optionOf(request, "scenario"));
  const remarks: Diagnostic[] = [];
  const tables = tablesOf(simulator.program, opened.brought, opened.used, (remark) => remarks.push(remark));
  complain(opened, remarks, terminal);
  const written = request.options.get("set") ?? [];
  const settings = readSettings(facts.model, simulator.program, written, tables);
  for (const remark of settings.remarks) terminal.complain(`note: ${remark}`);
  terminal.progress("running");
  const results = simulator.run({
    ...(scenario !== undefined && { scenario }),
    inputs: settings.inputs,
    rows: "saved",
  });

  const names = listOf(request, "save");
  const saved = names.length > 0 ? namedSeries(results.program, names) : undefined;
  const others = [...(scenario === undefined ? [] : [`scenario ${scenario}`]), ...written, ...dataFiles];
  const changes = [...others, ...drawWords(draws)];
  if (csv !== undefined) {
    const all = facts.model.time.like === undefined ? varyingSeries : everySeries;
    const table = printTable(results, saved ?? unhidden(facts, all(results.program)));
    if (csv === "-") for (const piece of table) terminal.out(piece.slice(0, -1));
    else await writeWhole(csv, table);
  }
  if (json)
    terminal.out(
      printJson(facts, results, saved ?? unhidden(facts, varyingSeries(results.program)), changes),
    );
  if (csv === undefined && !json) {
    const base = others.length > 0 ? simulator.run({ rows: "saved" }) : undefined;
    terminal.out(draw(facts, { results, base }, saved, changes, terminal).join("\n"));
  }
  for (const line of eventLines(facts, results)) terminal.complain(line);
  return explainFault(results, terminal);
}

/** So many times is an event of one threshold told. */
const mostTold = 5;

/** What happens in a run where a variable crosses a threshold that its file has for it. */
function eventLines({ model }: Facts, results: Results): readonly string[] {
  const { program, times } = results;
  return model.checks.flatMap(({ threshold }) => {
    if (!threshold) return [];
    const { variable, direction, value } = threshold;
    return namedSeries(program, [[...variable.path, variable.name].join(".")]).flatMap((one) => {
      const all = happeningsIn(threshold, times, seriesOf(results, one.slot, one.element));
      const crosses = `‘${one.name}’ goes ${direction === "decreasing" ? "below" : "above"} ${value}`;
      const told = all.slice(0, mostTold).map(({ time, action, message }) => {
        const says = message === undefined ? "" : `: “${message}”`;
        return `event: at ${formatNumber(time)} ${crosses}${says}${action === "stop" ? "; the run ends" : ""}`;
      });
      const more = all.length - told.length;
      return more > 0 ? [...told, `event: ${crosses} ${more} more times`] : told;
    });
  });
}

/** Parts of functions that are called, such as the stocks of a delay, are shown to those who name them only. */
function unhidden(facts: Facts, series: readonly Series[]): readonly Series[] {
  return series.filter(({ slot }) => variableOf(facts, slot.variable)?.origin?.kind !== "call");
}

/** Says which number was lost, where one was: division by nought and the like. */
function explainFault({ fault, program }: Results, terminal: Terminal): number {
  if (!fault) return exit.good;
  const slot = program.slots.get(foldName(fault.variable));
  const name = slot ? namedSeries(program, [slot.variable])[fault.element]!.name : fault.variable;
  const is = Number.isNaN(fault.value) ? "is no number (NaN)" : `is ${formatNumber(fault.value)}`;
  terminal.complain(
    `‘${name}’ ${is} at ${fault.time}, and what depends on it from then on. Division by nought?`,
  );
  return exit.faults;
}

function printJson(
  facts: Facts,
  results: Results,
  series: readonly Series[],
  changes: readonly string[],
): string {
  const { model } = facts;
  const { time, program } = results;
  return JSON.stringify({
    model: model.name,
    title: model.title ?? null,
    purpose: model.purpose ?? null,
    note: "One run: a projection in this model, under its assumptions.",
    with: changes,
    time: { ...time, unit: program.timeUnit, method: program.integrator },
    times: Array.from(results.times),
    // JSON has no NaN and no infinity; a number that was lost is null.
    series: Object.fromEntries(
      series.map(({ name, slot, element }) => [name, Array.from(seriesOf(results, slot, element))]),
    ),
    units: Object.fromEntries(series.map(({ name, slot }) => [name, unitOf(facts, slot.variable) ?? null])),
  });
}

function draw(
  facts: Facts,
  { results, base }: { readonly results: Results; readonly base: Results | undefined },
  saved: readonly Series[] | undefined,
  changes: readonly string[],
  { paint, width }: Terminal,
): string[] {
  const { model } = facts;
  const all = unhidden(facts, varyingSeries(results.program));
  const stocks = all.filter(({ slot }) => variableOf(facts, slot.variable)?.kind === "stock");
  const shown = saved ?? (stocks.length > 0 ? stocks : all);
  return drawRun(
    {
      title: model.title ?? model.name,
      with: changes,
      time: results.time,
      timeUnit: results.program.timeUnit,
      method: methodNames[results.program.integrator],
      purpose: model.purpose,
      times: results.times,
      series: shown.map((one) =>
        showSeries(facts, results, base && isAlike(base, results) ? base : undefined, one),
      ),
    },
    paint,
    width,
  );
}

const methodNames = {
  euler: "Euler",
  rk2: "Heun",
  rk4: "Runge-Kutta",
  "rk4 auto": "Runge-Kutta with steps of automatic length",
} as const;

/** Whether two runs have the same rows, so that they can be compared row by row. */
function isAlike(base: Results, results: Results): boolean {
  return (
    base.times.length === results.times.length && base.times.every((time, row) => time === results.times[row])
  );
}

function showSeries(
  facts: Facts,
  results: Results,
  base: Results | undefined,
  { name, slot, element }: Series,
): ShownSeries {
  const title = variableOf(facts, slot.variable)?.title;
  const labels = name.slice(slot.variable.length);
  const unit = unitOf(facts, slot.variable) ?? "";
  return {
    label: title === undefined ? name : title + labels,
    unit: unit === "1" ? "" : unit,
    values: seriesOf(results, slot, element),
    ...(base && { base: seriesOf(base, base.program.slots.get(foldName(slot.variable)) ?? slot, element) }),
  };
}

function variableOf(facts: Facts, name: string) {
  return facts.names.variables.get(foldName(name));
}

function unitOf(facts: Facts, name: string): string | undefined {
  const variable = variableOf(facts, name);
  const unit = variable && facts.units.variables.get(variable);
  return unit && printUnit(unit);
}

import type { Facts } from "../check/facts.ts";
import { isHidden } from "../check/hidden.ts";
import { createSimulator } from "../compile/simulator.ts";
import { type Explanation, explain } from "../edit/explanation.ts";
import { foldName, nearestName } from "../model/name.ts";
import type { Variable } from "../model/variable.ts";
import { seriesOf } from "../run/program.ts";
import { drawChart, drawSparkline } from "../view/chart.ts";
import { formatNumber } from "../view/number.ts";
import { drawTable } from "../view/table.ts";
import { wrap } from "../view/text.ts";
import { namedSeries } from "./columns.ts";
import type { Request } from "./command.ts";
import { readDataOptions } from "./data.ts";
import { exit, WrongUsage } from "./exit.ts";
import { type Opened, openRunnable } from "./opening.ts";
import type { Terminal } from "./terminal.ts";

/** `hence explain`. */
export async function explainVariable(request: Request, terminal: Terminal): Promise<number> {
  const [path = "", name = ""] = request.operands;
  const opened = openRunnable(path, {
    ...readDataOptions(request, request.options.get("data") ?? []),
    replaces: true,
  });
  const variable = findVariable(opened.facts, name);
  const explanation = explain(opened.facts, opened.sources, variable);
  const lines = request.options.has("json")
    ? [JSON.stringify(explanation, null, 2)]
    : [...draw(explanation, terminal), ...drawCourse(opened, name, terminal)];
  terminal.out(lines.join("\n"));
  return exit.good;
}

function findVariable({ model, names }: Facts, written: string): Variable {
  const plain = written.replace(/\[.*\]$/s, "").replace(/^'(.*)'$/s, "$1");
  const variable = names.variables.get(foldName(plain));
  if (variable) return variable;
  const near = nearestName(
    plain,
    model.variables.filter((one) => !isHidden(one)).map((one) => one.name),
  );
  throw new WrongUsage(
    `Nothing in ‘${model.name}’ is called ‘${plain}’.${near ? ` Did you mean ‘${near}’?` : ""}`,
  );
}

function draw(explanation: Explanation, { paint, width }: Terminal): string[] {
  const { name, title, meaning, kind, sector, unit } = explanation;
  const head = title === null ? paint.strong(name) : `${paint.strong(title)}  ${paint.faint(name)}`;
  const rows: (readonly [string, string | readonly string[] | null])[] = [
    ["kind", sector === null ? kind : `${kind}, in: ${sector}`],
    ["unit", unit],
    [kind === "stock" || kind === "conveyor" ? "changes" : "equation", explanation.equation],
    ["inside", explanation.inside],
    ["range", explanation.range],
    ["basis", explanation.basis],
    ["causes", explanation.causes.join(", ")],
    ["effects", explanation.effects.join(", ")],
    ["claims", explanation.claims],
    ["links", explanation.links],
    ["loops", explanation.loops],
    ["checks", explanation.checks],
  ];
  const cells = rows.flatMap(([label, text]) => {
    const texts = typeof text === "string" ? [text] : (text ?? []);
    return texts.filter((one) => one !== "").map((one, i) => [i === 0 ? label : "", one]);
  });
  return [
    head,
    ...(meaning === null ? [] : wrap(meaning, width)),
    "",
    ...drawTable([{}, { gives: "wrap" }], cells, width, "  "),
    "",
  ];
}

/** More elements than this are left to `hence run --save`. */
const mostElements = 12;

/** The variable over time in the base run. */
function drawCourse(
  { facts, report, diagnostics }: Opened & { readonly facts: Facts },
  name: string,
  { width }: Terminal,
): string[] {
  if (diagnostics.some(({ code }) => code === "not-given"))
    return ["Its course depends on data that the run brings: name the file with --data."];
  const simulator = facts.runnable ? createSimulator(facts, report) : undefined;
  if (!simulator) return ["The system has errors, so it cannot be run: see hence check."];
  const { slots } = simulator.program;
  if (!slots.has(foldName(name.replace(/\[.*\]$/s, "")))) return [];
  const results = simulator.run({ rows: "saved" });
  const all = namedSeries(results.program, [name]);
  if (all[0]!.slot.role === "input") return [];
  const courses = all.map((one) => ({ name: one.name, values: seriesOf(results, one.slot, one.element) }));
  const [only] = courses;
  if (courses.length === 1 && only)
    return [
      "One run, the base:",
      ...drawChart(results.times, only.values, { width: Math.min(width, 72), height: 9 }),
    ];
  const rows = courses
    .slice(0, mostElements)
    .map(({ name: label, values }) => [
      label,
      formatNumber(values[0] ?? Number.NaN, 2),
      formatNumber(values.at(-1) ?? Number.NaN, 2),
      drawSparkline(values, 24),
    ]);
  const columns = [{}, { side: "right" as const }, { side: "right" as const }, {}];
  const more = courses.length > mostElements ? [`  … and ${courses.length - mostElements} more`] : [];
  return ["One run, the base:", ...drawTable(columns, rows, width, "  "), ...more];
}

import type {
  Check,
  CheckLine,
  CheckRelation,
  Force,
  Scenario,
  Setting,
  TimeChange,
} from "../../model/argument.ts";
import { never } from "../../model/diagnostic.ts";
import { foldName } from "../../model/name.ts";
import { becauseLines, titleText } from "./argument.ts";
import { exprText, lineText, sumText, type Words } from "./expression.ts";
import { nameText } from "./name.ts";
import { numberText, stepText } from "./number.ts";
import { pointsText } from "./part.ts";
import { methodText } from "./system.ts";

/** What of the model a scenario's statement depends on. */
export interface Surroundings extends Words {
  /** The unit of time. */
  readonly timeUnit: string;
  /** The folded names of data series. */
  readonly series: ReadonlySet<string>;
}

/** The lines of a scenario's statement, its head first. */
export function scenarioLines(scenario: Scenario, words: Surroundings): readonly string[] {
  const { name, title, on, settings, forces = [], time, eachOf } = scenario;
  const base = on ? ` on ${nameText(on.name)}` : "";
  return [
    `scenario ${nameText(name)}${base}${titleText(title)}`,
    ...(time ? [timeText(time, words.timeUnit)] : []),
    ...settings.map((setting) => settingText(setting, words)),
    ...forces.map((force) => forceText(force, words)),
    ...(eachOf ? [`each of ${nameText(eachOf.name)}`] : []),
  ];
}

function timeText({ start, stop, step, saveEvery, integrator, tolerance }: TimeChange, unit: string): string {
  const axis = [
    ...(start === undefined ? [] : [numberText(start)]),
    ...(stop === undefined ? [] : [`to ${numberText(stop)}`]),
    ...(step === undefined ? [] : [`by ${stepText(step)} ${nameText(unit)}`]),
  ].join(" ");
  const parts = [
    ...(axis === "" ? [] : [axis]),
    ...(integrator === undefined ? [] : [methodText({ integrator, ...(tolerance && { tolerance }) })]),
    ...(saveEvery === undefined ? [] : [`save every ${stepText(saveEvery)}`]),
  ];
  return `time ${parts.join(", ")}`;
}

function forceText({ name, value, from }: Force, words: Surroundings): string {
  const since = from === undefined ? "" : ` from ${numberText(from)}`;
  return `${lineText(name, words)} is ${exprText(value, words)}${since}`;
}

function settingText(setting: Setting, words: Surroundings): string {
  switch (setting.kind) {
    case "value":
      return `${lineText(setting.name, words)} = ${exprText(setting.value, words)}`;
    case "initial":
      return `${lineText(setting.name, words)} starts ${exprText(setting.value, words)}`;
    case "points": {
      const { name, points } = setting;
      const isSeries = points.outside === "hold" && words.series.has(foldName(name.name));
      return `${isSeries ? "data" : "graph"} ${sumText(name, words)} = ${pointsText(points)}`;
    }
    default:
      return never(setting);
  }
}

/** The lines of a check's statement, its head first. */
export function checkLines(check: Check, words: Words): readonly string[] {
  const { id, title, rival, because, lines } = check;
  return [
    `check ${nameText(id)}${titleText(title)}${rival ? " rival" : ""}`,
    ...becauseLines(because),
    ...lines.map((line) => checkLineText(line, words)),
  ];
}

function checkLineText(line: CheckLine, words: Words): string {
  const { forEach, relation, always, scenario } = line;
  const family = forEach
    ? `for each ${nameText(forEach.variable)} in ${nameText(forEach.family.name)}: `
    : "";
  const begins = family === "" && relation.kind !== "show";
  const subject = subjectText(line, begins, words);
  if (relation.kind === "show") return `show ${subject}`;
  const when = always ? ` always${scenario ? ` in ${nameText(scenario.name)}` : ""}` : "";
  return `${family}${subject} ${relationText(relation, words)}${when}`;
}

function subjectText({ subject }: CheckLine, beginsLine: boolean, words: Words): string {
  switch (subject.kind) {
    case "quantity":
      return beginsLine ? lineText(subject.quantity, words) : sumText(subject.quantity, words);
    case "every":
      return `every ${subject.of}`;
    case "each":
      return `each of ${subject.quantities.map((quantity) => sumText(quantity, words)).join(", ")}`;
    default:
      return never(subject);
  }
}

function relationText(relation: Exclude<CheckRelation, { kind: "show" }>, words: Words): string {
  switch (relation.kind) {
    case "compare":
      return `${relation.op} ${sumText(relation.right, words)}`;
    case "between":
      return `between ${sumText(relation.low, words)} and ${sumText(relation.high, words)}`;
    case "within":
      return `within ${sumText(relation.amount, words)} of ${sumText(relation.of, words)}`;
    default:
      return never(relation);
  }
}

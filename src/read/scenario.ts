import type { Force, Scenario, Setting, TimeChange } from "../model/argument.ts";
import type { NameExpr, ScenarioRef } from "../model/expression.ts";
import { readClauses } from "./clause.ts";
import type { Cursor, Name } from "./cursor.ts";
import { readExpression, readSum } from "./expression.ts";
import { readDataPoints, readGraphPoints } from "./points.ts";
import { readMethod } from "./system.ts";
import { readValue } from "./value.ts";

/** A scenario, and the unit of time that its step is written in, which must be the system's. */
export interface ScenarioStatement {
  readonly scenario: Scenario;
  readonly timeUnit?: Name;
}

/** Behind `scenario`: what is different in another run. */
export function readScenario(cursor: Cursor): ScenarioStatement | undefined {
  const from = cursor.statementStart;
  const name = cursor.name("After ‘scenario’ comes its name");
  if (!name) {
    cursor.skipStatement();
    return undefined;
  }
  const said: { title?: string; on?: ScenarioRef; time?: TimeChange; eachOf?: ScenarioRef } = {};
  let timeUnit: Name | undefined;
  const settings: Setting[] = [];
  const forces: Force[] = [];
  const base = cursor.takeWord("on")
    ? cursor.name("‘on’ is followed by the scenario that this one builds on")
    : undefined;
  if (base) said.on = base;
  const title = cursor.textOnLine();
  if (title !== undefined) said.title = title;
  cursor.inScenario = true;
  readClauses(cursor, {
    owner: `the scenario ‘${name.name}’`,
    words: {
      time: () => {
        const change = readTimeChange(cursor);
        said.time = change.time;
        timeUnit = change.unit;
      },
      graph: () => settings.push(...readPointSetting(cursor, "graph")),
      data: () => settings.push(...readPointSetting(cursor, "data")),
      each: () => {
        cursor.expectWord("of", "A family of scenarios reads ‘each of NAME’");
        const family = cursor.lost
          ? undefined
          : cursor.name("‘each of’ is followed by the name of a scenario");
        if (family) said.eachOf = family;
      },
    },
    repeated: ["graph", "data"],
    text: (text, token) => {
      if (said.title === undefined) said.title = text;
      else cursor.fault("clause-twice", "A scenario has one title.", { at: cursor.spanOf(token) });
    },
    line: () => {
      const read = readSetting(cursor);
      if (read?.kind === "force") forces.push(read.force);
      else if (read) settings.push(read);
    },
  });
  cursor.inScenario = false;
  const forced = forces.length > 0 ? { forces } : {};
  const scenario = { name: name.name, ...said, settings, ...forced, span: cursor.spanFrom(from) };
  return { scenario, ...(timeUnit && { timeUnit }) };
}

/** `lev_pressure = 2`, `anger starts 0`, `anger is 0 from 2020`. */
function readSetting(
  cursor: Cursor,
): Setting | { readonly kind: "force"; readonly force: Force } | undefined {
  const { from } = cursor.here;
  const name = readSettingName(cursor);
  if (!name) return undefined;
  if (cursor.takeWord("is")) {
    const value = readExpression(cursor);
    const since = cursor.takeWord("from") ? readValue(cursor, "‘from’ is followed by a time") : undefined;
    const span = cursor.spanFrom(from);
    return { kind: "force", force: { name, value, ...(since !== undefined && { from: since }), span } };
  }
  const kind = cursor.takeMark("=") ? "value" : cursor.takeWord("starts") ? "initial" : undefined;
  if (kind === undefined) {
    const notes = [
      { message: "For example: lev_pressure = 2, or: anger starts 0, or: anger is 0 from 2020." },
    ];
    cursor.missing("setting-form", `A scenario sets a name ‘= VALUE’ or says that it ‘starts VALUE’`, {
      notes,
    });
    return undefined;
  }
  const value = readExpression(cursor);
  return { kind, name, value, span: cursor.spanFrom(from) };
}

/** Behind `graph` or `data`: `war = (2010, 0) (2030, 0)`. */
function readPointSetting(cursor: Cursor, word: "graph" | "data"): readonly Setting[] {
  const { from } = cursor.peek(-1);
  const name = readSettingName(cursor);
  cursor.expectMark("=", `Other points are set by ‘${word} NAME = (2010, 0) (2030, 1)’`);
  if (!name || cursor.lost) return [];
  const points = word === "graph" ? readGraphPoints(cursor) : readDataPoints(cursor);
  return [{ kind: "points", name, points, span: cursor.spanFrom(from) }];
}

function readSettingName(cursor: Cursor): NameExpr | undefined {
  const expr = readSum(cursor);
  if (expr.kind === "name") return expr;
  const message = "A line of a scenario begins with the name of what it sets.";
  cursor.fault("setting-form", message, { at: expr.span });
  return undefined;
}

/** Behind `time`: `2000 to 2020 by 1/16 year, rk4`, any part of which may be missing. */
function readTimeChange(cursor: Cursor): { readonly time: TimeChange; readonly unit?: Name } {
  const { from } = cursor.peek(-1);
  const time: { start?: number; stop?: number; step?: number } = {};
  let unit: Name | undefined;
  const purpose = "A scenario changes the time by ‘time 2000 to 2020 by 1/16 year’, or a part of that";
  const read = (part: keyof typeof time) => {
    const value = readValue(cursor, purpose);
    if (value !== undefined) time[part] = value;
  };
  const saysMethodOnly = ["euler", "rk2", "rk4", "save"].some((word) => cursor.isWord(word));
  if (!saysMethodOnly && !cursor.isWord("to") && !cursor.isWord("by") && !cursor.isMark(",")) read("start");
  if (cursor.takeWord("to")) read("stop");
  if (!cursor.lost && cursor.takeWord("by")) {
    read("step");
    unit = cursor.lost ? undefined : cursor.name("After the step comes its unit, ‘by 1/16 year’");
  }
  const method = readMethod(cursor, saysMethodOnly ? "begun" : "behind a comma");
  return { time: { ...time, ...method, span: cursor.spanFrom(from) }, ...(unit && { unit }) };
}

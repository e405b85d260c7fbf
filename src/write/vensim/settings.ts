import type { Tolerance } from "../../model/argument.ts";
import { foldName } from "../../model/name.ts";
import type { Model, TimeStatement } from "../../model/system.ts";
import { numberText } from "../text/number.ts";
import { blockText } from "./block.ts";
import { equationText, type Surroundings } from "./expression.ts";

/** The variables that control a run. */
export function controlText({ time, variables }: Model, surroundings: Surroundings): string {
  const { start, stop, step, saveEvery, unit, varying, tolerance } = time;
  const told = `\t~\t${unit}\n\t~\t\n\t|\n\n`;
  const write = (name: string, value: number, expr: NonNullable<TimeStatement["varying"]>["step"]) =>
    blockText([`${name} = ${expr ? equationText(expr, new Map(), surroundings) : numberText(value)}`], told);
  return [
    `${stars}\n\t.Control\n${stars}~\n\t\tSimulation Control Parameters\n\t|\n\n`,
    write("INITIAL TIME", start, undefined),
    write("FINAL TIME", stop, varying?.stop),
    write("TIME STEP", step, varying?.step),
    saveEvery === step && !varying?.saveEvery
      ? blockText(["SAVEPER = TIME STEP"], told)
      : write("SAVEPER", saveEvery, varying?.saveEvery),
    ...(tolerance ? toleranceTexts(tolerance, variables) : []),
  ].join("");
}

/** What says how exact automatic steps are, unless the model has such variables. */
function toleranceTexts({ absolute, relative }: Tolerance, variables: Model["variables"]): readonly string[] {
  const own = new Set(variables.map(({ name }) => foldName(name)));
  const both = [
    ["ABSOLUTE TOLERANCE", absolute],
    ["RELATIVE TOLERANCE", relative],
  ] as const;
  return both
    .filter(([name]) => !own.has(foldName(name)))
    .map(([name, value]) => blockText([`${name} = ${numberText(value)}`], "\t~\tDmnl\n\t~\t\n\t|\n\n"));
}

/** The line above and below the name of a group. */
export const stars = "*".repeat(56);

/** Vensim's numbers of the methods, in the line of settings that begins with 15. */
const methods = { euler: 0, rk2: 3, rk4: 1, "rk4 auto": 5 } as const;

/** The settings behind the sketch: equal units, and the method. */
export function settingsText({ units, time }: Model): string {
  const equal = units
    .filter(({ aliases }) => aliases.length > 0)
    .map(({ name, aliases }) => `22:${[name, ...aliases].join(",")}`);
  return [
    "///---\\\\\\",
    ":L\x7f<%^E!@",
    "9:Current",
    ...equal,
    `15:0,0,0,${methods[time.integrator]},0,0`,
    "19:100,0",
    "",
  ].join("\n");
}

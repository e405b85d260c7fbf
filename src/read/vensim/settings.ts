import type { Integrator } from "../../model/argument.ts";
import { foldName } from "../../model/name.ts";
import type { Span } from "../../model/span.ts";
import type { UnitDeclaration } from "../../model/unit.ts";

/** What the settings behind the sketch say of how the model runs. */
export interface Settings {
  readonly integrator: Integrator;
  /** `22:$,Dollar,Dollars`: words for one unit. */
  readonly units: readonly UnitDeclaration[];
  /** `30:?data=data.xlsx`: the file that a tag stands for, by folded tag. */
  readonly tags: ReadonlyMap<string, string>;
  /** Year, month and day of time 0, and the days of a unit of time; empty where nothing is told. */
  readonly date: readonly number[];
}

/** Reads the numbered lines behind the sketch; what they do not say is as Vensim has it. */
export function readSettings(source: string, text: string, from: number): Settings {
  let integrator: Integrator = "euler";
  const units: UnitDeclaration[] = [];
  const tags = new Map<string, string>();
  const calendar = new Map<string, number>();
  for (const match of text.slice(from).matchAll(/^[ \t]*(\d+):(.*)$/gm)) {
    const [line, number, content = ""] = match;
    const span: Span = { source, from: from + match.index, to: from + match.index + line.trimEnd().length };
    if (number !== undefined && /^(37|38|39|40)$/.test(number)) calendar.set(number, Number(content));
    if (number === "15") integrator = integratorOf(content);
    if (number === "22") {
      const [name, ...aliases] = content
        .split(",")
        .map((word) => word.trim())
        .filter((word) => word !== "");
      if (name !== undefined) units.push({ name, aliases, span });
    }
    if (number === "30") {
      const [tag = "", path] = content.split("=").map((part) => part.trim());
      if (tag.startsWith("?") && path) tags.set(foldName(tag), path.replaceAll("\\", "/"));
    }
  }
  return { integrator, units, tags, date: dateOf(calendar) };
}

/** A year has 360 days here, as a month has 30. */
const daysOfUnits = [360, 90, 30, 7, 1, 1 / 24, 1 / 1440, 1 / 86_400];

function dateOf(calendar: ReadonlyMap<string, number>): readonly number[] {
  const date = ["37", "38", "39"].map((number) => calendar.get(number) ?? Number.NaN);
  const days = daysOfUnits[calendar.get("40") ?? -1];
  return days === undefined || date.some(Number.isNaN) ? [] : [...date, days];
}

/** The fourth number of the line is the method: 1 and 5 are Runge-Kutta, 3 and 4 that of second order. */
function integratorOf(content: string): Integrator {
  switch (content.split(",")[3]?.trim()) {
    case "1":
      return "rk4";
    case "5":
      return "rk4 auto";
    case "3":
    case "4":
      return "rk2";
    default:
      return "euler";
  }
}

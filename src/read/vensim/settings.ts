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
}

/** Reads the numbered lines behind the sketch; what they do not say is as Vensim has it. */
export function readSettings(source: string, text: string, from: number): Settings {
  let integrator: Integrator = "euler";
  const units: UnitDeclaration[] = [];
  const tags = new Map<string, string>();
  for (const match of text.slice(from).matchAll(/^[ \t]*(\d+):(.*)$/gm)) {
    const [line, number, content = ""] = match;
    const span: Span = { source, from: from + match.index, to: from + match.index + line.trimEnd().length };
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
  return { integrator, units, tags };
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

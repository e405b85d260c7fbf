import { foldName } from "../../model/name.ts";
import { type Markup, markup } from "../markup.ts";
import type { ShownVariable } from "./shown.ts";

/** What people are shown instead of the names of variables. */
export class Names {
  private readonly variables: ReadonlyMap<string, ShownVariable>;

  constructor(variables: readonly ShownVariable[]) {
    this.variables = new Map(variables.map((variable) => [foldName(variable.name), variable]));
  }

  of(label: string): ShownVariable | undefined {
    return this.variables.get(foldName(label.replace(/\[.*$/s, "")));
  }

  /** The title of a variable, with its elements where the label has any; the label itself of what is none. */
  title(label: string): string {
    const title = this.of(label)?.title;
    const [elements = ""] = /\[.*$/s.exec(label) ?? [];
    return title === undefined ? label : title + elements;
  }

  /** The title, and the name as the model has it. */
  both(label: string): Markup {
    const title = this.title(label);
    return title === label ? markup`<code>${label}</code>` : markup`${title} <code>${label}</code>`;
  }
}

import type { Settings } from "../engine/settings.ts";

/** What a link says of a run: its settings, and the program that they were made for. */
export interface SharedRun {
  readonly settings: Settings;
  /** The first letters of the program's id. */
  readonly program?: string;
  /** The variables that are shown. */
  readonly shown: readonly string[];
}

/** So many letters of the id of a program tell it from others. */
export const idLength = 12;

/** A run as the part of a link behind `#`. */
export function printLink({ settings, program, shown }: SharedRun): string {
  const words = new URLSearchParams();
  if (settings.scenario !== undefined) words.set("scenario", settings.scenario);
  for (const [key, value] of Object.entries(settings.numbers)) words.append("set", `${key}=${value}`);
  if (shown.length > 0) words.set("show", shown.join(","));
  if (program !== undefined) words.set("model", program.slice(0, idLength));
  return `#${words}`;
}

/** The run that a link asks for; undefined where it says nothing. What cannot be read of it is left out. */
export function readLink(hash: string): SharedRun | undefined {
  const words = new URLSearchParams(hash.replace(/^#/, ""));
  const numbers: Record<string, number> = {};
  for (const word of words.getAll("set")) {
    const at = word.lastIndexOf("=");
    const value = Number(word.slice(at + 1));
    if (at > 0 && word.slice(at + 1).trim() !== "" && Number.isFinite(value))
      numbers[word.slice(0, at)] = value;
  }
  const scenario = words.get("scenario") ?? undefined;
  const program = words.get("model") ?? undefined;
  const shown = (words.get("show") ?? "").split(",").filter((key) => key !== "");
  if (Object.keys(numbers).length === 0 && scenario === undefined && shown.length === 0) return undefined;
  return {
    settings: { numbers, ...(scenario !== undefined && { scenario }) },
    shown,
    ...(program !== undefined && { program }),
  };
}

import { foldName } from "../model/name.ts";

/** What the settings of another tool, `NAME_spec.json`, say that a tag stands for; undefined where they say nothing of it. */
export function fileOfTag(settings: string, tag: string): string | undefined {
  try {
    const { directData = {} }: { directData?: Record<string, unknown> } = JSON.parse(settings);
    const found = Object.entries(directData).find(([key]) => foldName(key) === `?${tag}`)?.[1];
    return typeof found === "string" ? found : undefined;
  } catch {
    return undefined; // They are none, or none that can be read.
  }
}

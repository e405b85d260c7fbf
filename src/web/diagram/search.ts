import type { DiagramSystem } from "../../view/diagram/system.ts";

/** A variable that was looked for. */
export interface Found {
  readonly name: string;
  readonly label: string;
  /** The title of its group. */
  readonly group?: string;
}

const mostFound = 12;

/** The variables in whose label or name all words of a text stand; those that begin with it come first, then short ones. */
export function findNodes({ variables, groups }: DiagramSystem, text: string): readonly Found[] {
  const words = text
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== "");
  const titles = new Map(groups.map(({ key, title }) => [key, title]));
  const first = words[0] ?? "";
  return variables
    .flatMap(({ name, label, group }) => {
      const [shown, written] = [label.toLowerCase(), name.toLowerCase()];
      if (!words.every((word) => shown.includes(word) || written.includes(word))) return [];
      const rank = (shown.startsWith(first) || written.startsWith(first) ? 0 : 1000) + shown.length;
      const title = group === undefined ? undefined : titles.get(group);
      return [{ name, label, rank, ...(title !== undefined && { group: title }) }];
    })
    .sort((a, b) => a.rank - b.rank)
    .slice(0, mostFound)
    .map(({ rank, ...found }) => found);
}

import { foldName } from "../model/name.ts";
import type { Model } from "../model/system.ts";
import { unitWords } from "../model/unit.ts";
import { clockNames } from "../read/words.ts";

/** Folded names that mean one of a unit in an equation: those of units that no variable and no clock word hides. */
export function unitsInEquations({
  units,
  variables,
}: Pick<Model, "units" | "variables">): ReadonlySet<string> {
  const found = new Set(unitWords(units).keys());
  for (const word of clockNames) found.delete(word);
  for (const { name } of variables) found.delete(foldName(name));
  return found;
}

import { foldName } from "../../model/name.ts";
import type { TimeStatement } from "../../model/system.ts";
import { type UnitDeclaration, unitWords } from "../../model/unit.ts";
import type { Variable } from "../../model/variable.ts";

/** The units that a file uses: those that its settings declare with other words for them, and all others as they are. */
export function declareUnits(
  settings: readonly UnitDeclaration[],
  variables: readonly Variable[],
  time: TimeStatement,
): readonly UnitDeclaration[] {
  const builtIn = unitWords([]);
  const known = new Set(builtIn.keys());
  const declared: UnitDeclaration[] = [];
  for (const { name, aliases, span } of settings) {
    const fresh = [name, ...aliases].filter((word, i, all) => {
      const key = foldName(word);
      return !known.has(key) && all.findIndex((other) => foldName(other) === key) === i;
    });
    for (const word of fresh) known.add(foldName(word));
    // `22:Month,Months,mo`: another word for what is built in keeps to that.
    const root = [name, ...aliases].find((word) => builtIn.has(foldName(word)));
    if (root !== undefined && fresh.length > 0) declared.push({ name: root, aliases: fresh, span });
    else if (fresh.length > 0) declared.push({ name: fresh[0]!, aliases: fresh.slice(1), span });
  }
  const used = [
    ...variables.flatMap(({ unit }) => unit?.factors ?? []),
    { name: time.unit, span: time.span },
  ];
  const seen = new Set<string>();
  for (const { name, span } of used) {
    if (seen.has(name)) continue;
    seen.add(name);
    if (known.has(foldName(name))) continue;
    known.add(foldName(name));
    declared.push({ name, aliases: [], span });
  }
  return declared;
}

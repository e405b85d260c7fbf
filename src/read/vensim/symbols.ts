import { functionsNamed } from "../../functions/functions.ts";
import { foldName } from "../../model/name.ts";
import { type Definition, kindOf } from "./definition.ts";
import { type Left, shapeLeft } from "./left.ts";
import type { Ranges } from "./ranges.ts";
import { clockNames, type Known, type Scope } from "./scope.ts";
import { isControl } from "./time.ts";

/** The variables that equations define, by folded name. */
export function symbolsOf(groups: ReadonlyMap<string, readonly Definition[]>): Map<string, Known> {
  const symbols = new Map<string, Known>();
  for (const [key, definitions] of groups) {
    if (isControl(key)) continue;
    const isGraph = definitions.some(({ statement }) => kindOf(statement).startsWith("graph"));
    const { name } = definitions[0]!.statement.left;
    const isTaken = isGraph && functionsNamed(foldName(name)).length > 0;
    symbols.set(key, { name: isTaken ? `${name} lookup` : name, isGraph, dimensions: [] });
  }
  return symbols;
}

/** All names of a file, folded: none of them is free for what is made up. */
export function takenNames(
  groups: ReadonlyMap<string, unknown>,
  { byName, places }: Ranges,
  macros: ReadonlyMap<string, unknown>,
): Set<string> {
  return new Set([
    ...groups.keys(),
    ...byName.keys(),
    ...places.keys(),
    ...macros.keys(),
    ...clockNames.values(),
  ]);
}

/** What the left sides of all variables come to; the symbols learn their dimensions. */
export function shapeAll(
  groups: ReadonlyMap<string, readonly Definition[]>,
  symbols: Map<string, Known>,
  scope: Scope,
): ReadonlyMap<string, Left> {
  const lefts = new Map<string, Left>();
  for (const [key, definitions] of groups) {
    const symbol = symbols.get(key);
    const left =
      symbol &&
      shapeLeft(
        definitions.map(({ statement }) => statement),
        scope,
      );
    if (!left) {
      if (symbol) scope.broken.add(key);
      continue;
    }
    lefts.set(foldName(symbol.name), left);
    symbols.set(key, { ...symbol, dimensions: left.dimensions.map(({ name }) => name) });
  }
  return lefts;
}

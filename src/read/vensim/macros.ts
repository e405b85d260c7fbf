import { functionsNamed } from "../../functions/functions.ts";
import type { Report } from "../../model/diagnostic.ts";
import { foldName } from "../../model/name.ts";
import type { MacroBlock } from "./block.ts";
import { Cursor } from "./cursor.ts";
import type { Definition } from "./definition.ts";
import { type RawName, walkRaw } from "./raw.ts";
import { clockNames, type Known, type MacroHead } from "./scope.ts";

/** A macro with what its equations define, by folded name. */
export interface Macro {
  readonly head: MacroHead;
  readonly groups: ReadonlyMap<string, readonly Definition[]>;
  readonly parameterNames: readonly RawName[];
  readonly block: MacroBlock;
}

/** `NAME(a, b : c)`. */
export function readMacroHead(
  source: string,
  text: string,
  { header }: MacroBlock,
  report: Report,
): { readonly head: MacroHead; readonly parameterNames: readonly RawName[] } | undefined {
  const cursor = new Cursor(source, text, header, report);
  if (!cursor.atName) {
    cursor.fault("missing-name", `Behind ‘:MACRO:’ stands the name of the macro, but ${cursor.found}.`);
    return undefined;
  }
  const name = cursor.advance().value;
  cursor.expectMark("(", `The parameters of ‘${name}’ stand in brackets`);
  const names = (): readonly RawName[] => {
    const found: RawName[] = [];
    while (!cursor.lost && cursor.atName) {
      const { value, from, to } = cursor.advance();
      found.push({ kind: "name", name: value, span: { source, from, to } });
      if (!cursor.takeMark(",")) break;
    }
    return found;
  };
  const parameterNames = names();
  const outputs = cursor.takeMark(":") ? names() : [];
  cursor.expectMark(")", `The parameters of ‘${name}’ stand in brackets`);
  if (cursor.lost) return undefined;
  const plain = (each: RawName) => each.name;
  // Vensim's INITIAL is a function `init` here, which a macro INIT would hide from its own body.
  const calledAs = functionsNamed(foldName(name)).length > 0 ? `${name} macro` : name;
  const head = {
    name,
    calledAs,
    parameters: parameterNames.map(plain),
    outputs: outputs.map(plain),
    globals: new Map(),
  };
  return { head, parameterNames };
}

/**
 * Lists for each macro the variables of the model that it reads as `name$`, those that the macros it calls read included:
 * its calls hand them over.
 */
export function findGlobals(macros: ReadonlyMap<string, Macro>, symbols: ReadonlyMap<string, Known>): void {
  const calls = new Map<Macro, Set<Macro>>();
  for (const macro of macros.values()) {
    const called = new Set<Macro>();
    calls.set(macro, called);
    for (const { statement } of [...macro.groups.values()].flat()) {
      if (!statement.right || statement.right.kind === "table") continue;
      for (const raw of walkRaw(statement.right)) {
        const name = raw.kind === "name" ? raw.name : raw.kind === "call" ? raw.callee.name : "";
        const callee = raw.kind === "call" ? macros.get(foldName(name)) : undefined;
        if (callee) called.add(callee);
        if (!name.endsWith("$")) continue;
        const key = foldName(name.slice(0, -1).trim());
        const symbol = symbols.get(key);
        if (symbol && !clockNames.has(key)) macro.head.globals.set(key, symbol.name);
      }
    }
  }
  for (let changed = true; changed; ) {
    changed = false;
    for (const [macro, called] of calls) {
      for (const { head } of called) {
        for (const [key, name] of head.globals) {
          if (macro.head.globals.has(key)) continue;
          macro.head.globals.set(key, name);
          changed = true;
        }
      }
    }
  }
}

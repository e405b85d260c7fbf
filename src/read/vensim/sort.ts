import type { Report } from "../../model/diagnostic.ts";
import { foldName } from "../../model/name.ts";
import type { Sector } from "../../model/system.ts";
import type { Block, EquationBlock } from "./block.ts";
import { Cursor } from "./cursor.ts";
import type { Definition } from "./definition.ts";
import { type Macro, readMacroHead } from "./macros.ts";
import {
  type AliasStatement,
  type ConditionStatement,
  type RangeStatement,
  readStatement,
  type Statement,
  type TestInputStatement,
} from "./statement.ts";
import { createUnitReader } from "./units.ts";

/** The statements of a file, sorted by what they are. */
export interface Sorted {
  readonly ranges: readonly RangeStatement[];
  readonly aliases: readonly AliasStatement[];
  /** The equations by folded name of what they define. */
  readonly groups: Map<string, readonly Definition[]>;
  readonly macros: ReadonlyMap<string, Macro>;
  readonly strings: ReadonlyMap<string, string>;
  readonly sectors: readonly Sector[];
  /** Names whose equations could not be read. */
  readonly broken: Set<string>;
  readonly conditions: readonly ConditionStatement[];
  readonly inputs: readonly TestInputStatement[];
}

export function sortBlocks(source: string, text: string, blocks: readonly Block[], report: Report): Sorted {
  const ranges: RangeStatement[] = [];
  const aliases: AliasStatement[] = [];
  const groups = new Map<string, Definition[]>();
  const macros = new Map<string, Macro>();
  const strings = new Map<string, string>();
  const sectors = new Map<string, Sector>();
  const broken = new Set<string>();
  const conditions: ConditionStatement[] = [];
  const inputs: TestInputStatement[] = [];
  const readUnits = createUnitReader(source, text);
  let sector: string | undefined;

  const define = (
    into: Map<string, Definition[]>,
    block: EquationBlock,
    statement: Statement | undefined,
  ) => {
    if (!statement) {
      const cursor = new Cursor(source, text, block.equation, () => undefined);
      if (cursor.atName) broken.add(foldName(cursor.here.value));
    }
    if (statement?.kind !== "equation") return;
    const units = block.units && readUnits(block.units);
    const comment = block.comment && plainComment(text.slice(block.comment.from, block.comment.to));
    const definition: Definition = {
      statement,
      ...(units && { units }),
      ...(comment && { comment }),
      ...(sector !== undefined && { sector }),
    };
    const key = foldName(statement.left.name);
    const known = into.get(key);
    if (known) known.push(definition);
    else into.set(key, [definition]);
  };
  for (const block of blocks) {
    if (block.kind === "group") {
      sector = block.name === "" ? undefined : block.name;
      const comment = block.comment && plainComment(text.slice(block.comment.from, block.comment.to));
      const span = { source, from: block.from, to: block.to };
      if (sector !== undefined && !sectors.has(foldName(sector)))
        sectors.set(foldName(sector), { name: sector, ...(comment && { description: comment }), span });
      else if (sector !== undefined) sector = sectors.get(foldName(sector))?.name;
    } else if (block.kind === "macro") {
      const read = readMacroHead(source, text, block, report);
      const inner = new Map<string, Definition[]>();
      const outside = sector;
      sector = undefined;
      for (const each of block.blocks) define(inner, each, readStatement(source, text, each, report));
      sector = outside;
      if (read) macros.set(foldName(read.head.name), { ...read, groups: inner, block });
    } else {
      const statement = readStatement(source, text, block, report);
      if (statement?.kind === "range") ranges.push(statement);
      if (statement?.kind === "condition") conditions.push(statement);
      if (statement?.kind === "test input") inputs.push(statement);
      if (statement?.kind === "alias") aliases.push(statement);
      if (statement?.kind === "string") strings.set(foldName(statement.name.name), statement.text);
      define(groups, block, statement);
    }
  }
  return {
    ranges,
    aliases,
    groups,
    macros,
    strings,
    sectors: [...sectors.values()],
    broken,
    conditions,
    inputs,
  };
}

/** A comment as one paragraph. */
function plainComment(written: string): string {
  const trimmed = written.trim();
  if (trimmed === "" || /^[\x21-\x5b\x5d-\x7e]+(?: [\x21-\x5b\x5d-\x7e]+)*$/.test(trimmed)) return trimmed;
  return trimmed.replace(/\\[ \t]*(?:\r\n?|\n)[ \t]*/g, "").replace(/\s+/g, " ");
}

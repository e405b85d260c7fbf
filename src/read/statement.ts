import { never } from "../model/diagnostic.ts";
import type { Sector } from "../model/system.ts";
import { readCheck, readHistory } from "./check.ts";
import { readClaim } from "./claim.ts";
import { meantStatement } from "./clause.ts";
import type { Cursor } from "./cursor.ts";
import { readFunction } from "./definition.ts";
import { readDimension, readMapping } from "./dimension.ts";
import { type Draft, joinDrafts } from "./draft.ts";
import { readLink, readLoop } from "./link.ts";
import { readScenario } from "./scenario.ts";
import { readSector, readSource, readSystem, readTime, readUse } from "./system.ts";
import { shorten } from "./token.ts";
import { readUnitStatement } from "./unit.ts";
import { readVariable } from "./variable.ts";
import { isStatementWord, type StatementWord, statementWords } from "./words.ts";

/** Reads all statements of one text. Where it uses another file a draft ends, and another begins behind it. */
export function readStatements(cursor: Cursor): readonly Draft[] {
  let draft = joinDrafts([]);
  const drafts = [draft];
  let sector: Sector | undefined;
  while (cursor.here.kind !== "end") {
    cursor.lost = false;
    const word = readWord(cursor);
    if (word !== undefined) sector = readStatement(cursor, draft, word, sector) ?? sector;
    if (!draft.use) continue;
    draft = joinDrafts([]);
    drafts.push(draft);
  }
  return drafts;
}

/** The statement's word that stands here, or was meant. Without one, everything up to the next statement is skipped. */
function readWord(cursor: Cursor): StatementWord | undefined {
  const { here } = cursor;
  if (here.first && here.kind === "word" && isStatementWord(here.text)) {
    cursor.mark("statement", here.text);
    cursor.advance();
    return here.text;
  }
  const meant = meantStatement(cursor);
  const shown = shorten(here.text);
  if (meant?.how === "left out") {
    const span = { ...cursor.spanOf(here), to: here.from };
    const message = `The line does not say what kind of thing ‘${shown}’ is, such as aux or const.`;
    cursor.fault("missing-kind", message, { fix: { title: `Write aux ${shown}`, span, insert: "aux " } });
  } else if (meant) {
    cursor.fault(
      "unknown-statement",
      `No statement begins with ‘${shown}’.`,
      cursor.nearestFix(here, statementWords),
    );
  } else {
    const notes = [{ message: `A statement begins a line with one of: ${statementWords.join(", ")}.` }];
    const message = here.first
      ? `No statement begins with ‘${shown}’.`
      : `‘${shown}’ belongs to no statement.`;
    cursor.fault("unknown-statement", message, { notes });
    cursor.advance();
    cursor.skipStatement();
    return undefined;
  }
  cursor.mark("statement", meant.word);
  if (meant.how === "misspelt") cursor.advance();
  cursor.lost = false;
  return meant.word;
}

/** Reads a statement whose word has been read. A `sector` is the answer, and holds for what follows. */
function readStatement(
  cursor: Cursor,
  draft: Draft,
  word: StatementWord,
  sector: Sector | undefined,
): Sector | undefined {
  const { lists } = draft;
  const add = <Item>(list: Item[], item: Item | undefined) => {
    if (item !== undefined) list.push(item);
    return undefined;
  };
  switch (word) {
    case "system":
      draft.tried.add(word);
      return add(draft.systems, readSystem(cursor));
    case "time":
      draft.tried.add(word);
      return add(draft.times, readTime(cursor));
    case "use": {
      const path = readUse(cursor);
      if (path) draft.use = path;
      return undefined;
    }
    case "sector": {
      const read = readSector(cursor);
      add(lists.sectors, read);
      return read;
    }
    case "unit":
      return add(lists.units, readUnitStatement(cursor));
    case "dim":
      return add(lists.dimensions, readDimension(cursor));
    case "map":
      return add(lists.mappings, readMapping(cursor));
    case "source":
      return add(lists.sources, readSource(cursor));
    case "function":
      return add(lists.functions, readFunction(cursor));
    case "claim":
      return add(lists.claims, readClaim(cursor));
    case "link":
      return add(lists.links, readLink(cursor));
    case "loop":
      return add(lists.loops, readLoop(cursor));
    case "scenario": {
      const read = readScenario(cursor);
      if (read?.timeUnit) draft.timeUnits.push(read.timeUnit);
      return add(lists.scenarios, read?.scenario);
    }
    case "check":
      return add(lists.checks, readCheck(cursor));
    case "history":
      return add(lists.history, readHistory(cursor));
    case "stock":
    case "count":
    case "flow":
    case "aux":
    case "const":
    case "lever":
    case "switch":
    case "input":
    case "graph":
    case "data":
    case "conveyor":
    case "queue":
    case "oven":
    case "module":
      return add(lists.variables, readVariable(cursor, word, sector?.name));
    default:
      return never(word);
  }
}

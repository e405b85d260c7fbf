import type { Integrator, Source, Tolerance } from "../model/argument.ts";
import type { Span } from "../model/span.ts";
import type { Dialect, Sector, TimeStatement } from "../model/system.ts";
import { readClauses } from "./clause.ts";
import { addText } from "./common.ts";
import type { Cursor, Name } from "./cursor.ts";
import { readExpression } from "./expression.ts";
import { contentOf } from "./token.ts";
import { readValue } from "./value.ts";

/** What the statement `system` says. */
export interface SystemStatement {
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly purpose?: string;
  readonly threshold?: number;
  readonly span: Span;
}

/** Behind `system`: its name, and what it is about and for. */
export function readSystem(cursor: Cursor): SystemStatement | undefined {
  const from = cursor.statementStart;
  const name = cursor.name("After ‘system’ comes its name");
  if (!name) {
    cursor.skipStatement();
    return undefined;
  }
  const title = cursor.textOnLine();
  const said: { description?: string; purpose?: string; threshold?: number } = {};
  readClauses(cursor, {
    owner: `the system ‘${name.name}’`,
    words: {
      purpose: () => {
        const purpose = cursor.expectText("‘purpose’ is followed by a text in double quotes");
        if (purpose !== undefined) said.purpose = purpose;
      },
      threshold: () => {
        const threshold = readValue(cursor, "‘threshold’ is followed by a number of per cent");
        cursor.takeMark("%");
        if (threshold !== undefined) said.threshold = threshold;
      },
    },
    text: (text) => {
      said.description = addText(said.description, text);
    },
  });
  return { name: name.name, ...(title !== undefined && { title }), ...said, span: cursor.spanFrom(from) };
}

/** Behind `time`: `2000 to 2050 by 1/8 year, euler, save every 1`. */
export function readTime(cursor: Cursor): TimeStatement | undefined {
  const from = cursor.statementStart;
  const pattern = "The statement reads ‘time 2000 to 2050 by 1/8 year’";
  const start = readValue(cursor, pattern);
  cursor.expectWord("to", pattern);
  const stop = cursor.lost ? undefined : readValue(cursor, pattern);
  cursor.expectWord("by", pattern);
  const step = cursor.lost ? undefined : readValue(cursor, pattern);
  const unit = cursor.lost ? undefined : cursor.name(`${pattern} and names the unit of time after the step`);
  const method = readMethod(cursor);
  const varying: { -readonly [Key in keyof Varying]: Varying[Key] } = {};
  readClauses(cursor, {
    owner: "the statement ‘time’",
    words: { varying: () => readVarying(cursor, varying) },
    repeated: ["varying"],
  });
  if (start === undefined || stop === undefined || step === undefined || !unit) return undefined;
  return {
    start,
    stop,
    step,
    saveEvery: method.saveEvery ?? step,
    unit: unit.name,
    integrator: method.integrator ?? "euler",
    ...(method.tolerance && { tolerance: method.tolerance }),
    ...(method.like && { like: method.like }),
    ...(Object.keys(varying).length > 0 && { varying }),
    span: cursor.spanFrom(from),
  };
}

type Varying = NonNullable<TimeStatement["varying"]>;

/** Behind `varying`: `step = if time < 10 then 1 else 0.5`; also `stop` and `save`. */
function readVarying(cursor: Cursor, varying: { -readonly [Key in keyof Varying]: Varying[Key] }): void {
  const parts = { step: "step", stop: "stop", save: "saveEvery" } as const;
  const pattern =
    "What changes in the run reads ‘varying step = …’, ‘varying stop = …’ or ‘varying save = …’";
  const word = cursor.takeOneOf(["step", "stop", "save"] as const);
  if (word === undefined) {
    cursor.missing("unknown-word", pattern, cursor.nearestFix(cursor.here, ["step", "stop", "save"]));
    return;
  }
  if (!cursor.expectMark("=", pattern)) return;
  varying[parts[word]] = readExpression(cursor);
}

const methods = ["euler", "rk2", "rk4"] as const;

/** What may stand behind the numbers of a time axis. */
interface Method {
  readonly integrator?: Integrator;
  readonly tolerance?: Tolerance;
  readonly saveEvery?: number;
  /** Whose habits a run follows; not in a scenario. */
  readonly like?: Dialect;
}

/** A method and `save every 1`, each behind a comma; where nothing stands before them the first needs none. */
export function readMethod(cursor: Cursor, first: "behind a comma" | "begun" = "behind a comma"): Method {
  const method: { -readonly [Key in keyof Method]: Method[Key] } = {};
  let begun = first === "begun";
  while (!cursor.lost && (begun || cursor.takeMark(","))) {
    begun = false;
    const { here } = cursor;
    const integrator = cursor.takeOneOf(methods);
    if (integrator) {
      const isAuto = integrator === "rk4" && cursor.takeWord("auto");
      method.integrator = isAuto ? "rk4 auto" : integrator;
      const tolerance = isAuto && cursor.takeWord("within") ? readTolerance(cursor) : undefined;
      if (tolerance) method.tolerance = tolerance;
    } else if (cursor.takeWord("save")) {
      cursor.expectWord("every", "What is kept of a run reads ‘save every 1/4’");
      const saveEvery = cursor.lost ? undefined : readValue(cursor, "‘save every’ is followed by a number");
      if (saveEvery !== undefined) method.saveEvery = saveEvery;
    } else if (!cursor.inScenario && cursor.takeWord("like")) {
      const like = cursor.takeOneOf(["vensim", "stella"] as const);
      if (like) method.like = like;
      else cursor.missing("unknown-word", "A run is ‘like vensim’ or ‘like stella’");
    } else {
      const message = `After the comma comes a method (euler, rk2 or rk4) or ‘save every 1/4’`;
      cursor.missing("unknown-word", message, cursor.nearestFix(here, ["rk4", ...methods, "save"]));
    }
  }
  return method;
}

/** Behind `within`: `1e-4`, which counts for both, or `0.1 or 1e-4 of itself`. */
function readTolerance(cursor: Cursor): Tolerance | undefined {
  const { here } = cursor;
  const pattern = "How exact automatic steps are reads ‘within 1e-4’ or ‘within 0.1 or 1e-4 of itself’";
  const absolute = readValue(cursor, pattern);
  let relative = absolute;
  if (!cursor.lost && cursor.takeWord("or")) {
    relative = readValue(cursor, pattern);
    cursor.expectWord("of", pattern);
    cursor.expectWord("itself", pattern);
  }
  if (absolute === undefined || relative === undefined) return undefined;
  if (absolute >= 0 && relative >= 0 && absolute + relative > 0) return { absolute, relative };
  const message = `No result is within ${Math.min(absolute, relative)} of what it should be: a tolerance is more than zero.`;
  cursor.fault("tolerance-not-positive", message, { at: cursor.spanOf(here) });
  return undefined;
}

/** Behind `sector`: its name, title and description. */
export function readSector(cursor: Cursor): Sector | undefined {
  const from = cursor.statementStart;
  const name = cursor.name("After ‘sector’ comes its name");
  if (!name) {
    cursor.skipStatement();
    return undefined;
  }
  const title = cursor.textOnLine();
  let description: string | undefined;
  readClauses(cursor, {
    owner: `the sector ‘${name.name}’`,
    words: {},
    text: (text) => {
      description = addText(description, text);
    },
  });
  return {
    name: name.name,
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    span: cursor.spanFrom(from),
  };
}

/** Behind `use`: the path of another file of the same system. */
export function readUse(cursor: Cursor): Name | undefined {
  const { here } = cursor;
  const path = cursor.expectText("‘use’ is followed by the path of a file in double quotes");
  readClauses(cursor, { owner: "the statement ‘use’", words: {} });
  return path === undefined ? undefined : { name: path, span: cursor.spanOf(here) };
}

/** Behind `source`: the name and title of a text, and its files. */
export function readSource(cursor: Cursor): Source | undefined {
  const from = cursor.statementStart;
  const name = cursor.name("After ‘source’ comes a short name for the text");
  if (!name) {
    cursor.skipStatement();
    return undefined;
  }
  const title = cursor.textOnLine();
  const files: { -readonly [Key in "file" | "notes" | "anchors"]?: Source[Key] & {} } = {};
  const readPath = (word: string) => {
    const { here } = cursor;
    const path = cursor.expectText(`‘${word}’ is followed by the path of a file in double quotes`);
    return path === undefined ? undefined : { path, span: cursor.spanOf(here) };
  };
  readClauses(cursor, {
    owner: `the source ‘${name.name}’`,
    words: {
      file: () => {
        const file = readPath("file");
        const sha256 = cursor.takeWord("sha256") ? readHash(cursor) : undefined;
        if (file) files.file = { ...file, ...(sha256 !== undefined && { sha256 }) };
      },
      notes: () => {
        const notes = readPath("notes");
        if (notes) files.notes = notes;
      },
      anchors: () => {
        const anchors = readPath("anchors");
        if (anchors) files.anchors = anchors;
      },
    },
  });
  return { name: name.name, ...(title !== undefined && { title }), ...files, span: cursor.spanFrom(from) };
}

/** A hash is read from the text: its digits and letters are several tokens. */
function readHash(cursor: Cursor): string | undefined {
  const { here } = cursor;
  if (here.kind === "word" || here.kind === "number") {
    cursor.advance();
    while (
      cursor.here.from === cursor.peek(-1).to &&
      (cursor.here.kind === "word" || cursor.here.kind === "number")
    )
      cursor.advance();
  } else if (here.kind === "text") {
    cursor.advance();
  }
  const span = cursor.spanFrom(here.from);
  const hash = here.kind === "text" ? contentOf(here) : cursor.text.slice(span.from, span.to);
  if (/^[0-9a-f]{64}$/i.test(hash)) return hash.toLowerCase();
  cursor.fault("hash-form", "‘sha256’ is followed by the 64 digits 0 to 9 and a to f of a hash.", {
    at: span,
  });
  return undefined;
}

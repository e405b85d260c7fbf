import type {
  Band,
  Check,
  CheckLine,
  CheckRelation,
  CheckSubject,
  ClaimRef,
  History,
} from "../model/argument.ts";
import type { NameExpr } from "../model/expression.ts";
import type { Basis } from "../model/variable.ts";
import { readClauses } from "./clause.ts";
import { readBasis } from "./common.ts";
import type { Cursor } from "./cursor.ts";
import { readSum } from "./expression.ts";
import { readBecause } from "./link.ts";
import { foldValue, readValue } from "./value.ts";

/** Behind `check`: what must be true of runs, line by line. */
export function readCheck(cursor: Cursor): Check | undefined {
  const from = cursor.statementStart;
  const name = cursor.name("After ‘check’ comes a short name for it, such as RC1");
  if (!name) {
    cursor.skipStatement();
    return undefined;
  }
  const early = cursor.takeWord("rival");
  let title = cursor.textOnLine();
  let late = cursor.takeWord("rival");
  let because: readonly ClaimRef[] = [];
  const lines: CheckLine[] = [];
  const addLine = (read: () => CheckLine | undefined) => () => {
    const line = read();
    if (line) lines.push(line);
  };
  const isSound = readClauses(cursor, {
    owner: `the check ‘${name.name}’`,
    words: {
      because: () => {
        because = readBecause(cursor);
      },
      rival: () => {
        late = true;
      },
      show: addLine(() => readShow(cursor)),
      for: addLine(() => readFamilyLine(cursor)),
    },
    repeated: ["show", "for"],
    text: (text, token) => {
      if (title === undefined) title = text;
      else cursor.fault("clause-twice", "A check has one title.", { at: cursor.spanOf(token) });
    },
    line: addLine(() => readLine(cursor, cursor.here.from)),
  });
  if (isSound && lines.length === 0) {
    const message = `The check ‘${name.name}’ checks nothing.`;
    const notes = [{ message: "Write what must be true: anger @ 2020 < 10." }];
    cursor.remark({ code: "check-without-line", severity: "error", message, span: name.span, notes });
  }
  return {
    id: name.name,
    ...(title !== undefined && { title }),
    rival: early || late,
    because,
    lines,
    span: cursor.spanFrom(from),
  };
}

function readShow(cursor: Cursor): CheckLine {
  const { from } = cursor.peek(-1);
  const quantity = readSum(cursor, "check");
  const subject = { kind: "quantity", quantity } as const;
  return { subject, relation: { kind: "show" }, always: false, span: cursor.spanFrom(from) };
}

/** Behind `for`: `each one in singles: change(x @ 2030 in one) > 0 %`. */
function readFamilyLine(cursor: Cursor): CheckLine | undefined {
  const { from } = cursor.peek(-1);
  const pattern = "A line about a family of scenarios reads ‘for each one in FAMILY: …’";
  cursor.expectWord("each", pattern);
  const variable = cursor.lost ? undefined : cursor.name(pattern);
  cursor.expectWord("in", pattern);
  const family = cursor.lost ? undefined : cursor.name(pattern);
  cursor.expectMark(":", pattern);
  if (!variable || !family || cursor.lost) return undefined;
  const line = readLine(cursor, from);
  return line && { forEach: { variable: variable.name, family }, ...line };
}

function readLine(cursor: Cursor, from: number): CheckLine | undefined {
  const subject = readSubject(cursor);
  if (cursor.lost) return undefined;
  const relation = readRelation(cursor);
  if (!relation || cursor.lost) return undefined;
  const always = cursor.takeWord("always");
  const scenario =
    always && cursor.takeWord("in")
      ? cursor.name("‘always in’ is followed by the name of a scenario")
      : undefined;
  return { subject, relation, always, ...(scenario && { scenario }), span: cursor.spanFrom(from) };
}

function readSubject(cursor: Cursor): CheckSubject {
  const { here } = cursor;
  const next = cursor.peek();
  if (cursor.isWord("every") && (next.kind === "word" || next.kind === "quoted")) {
    cursor.advance();
    const of = cursor.takeOneOf(["stock", "flow", "variable"] as const);
    if (of !== undefined) return { kind: "every", of, span: cursor.spanFrom(here.from) };
    const message = `‘every’ is followed by ‘stock’, ‘flow’ or ‘variable’`;
    cursor.missing("unknown-word", message, cursor.nearestFix(cursor.here, ["stock", "flow", "variable"]));
  }
  if (cursor.isWord("each") && cursor.isWord("of", next)) {
    cursor.advance();
    cursor.advance();
    return { kind: "each", quantities: readQuantities(cursor), span: cursor.spanFrom(here.from) };
  }
  return { kind: "quantity", quantity: readSum(cursor, "check") };
}

function readQuantities(cursor: Cursor): readonly NameExpr[] {
  const quantities: NameExpr[] = [];
  do {
    const quantity = readSum(cursor, "check");
    if (quantity.kind === "name") quantities.push(quantity);
    else
      cursor.fault("missing-name", "‘each of’ is followed by variables with commas between them.", {
        at: quantity.span,
      });
  } while (!cursor.lost && cursor.takeMark(","));
  return quantities;
}

const comparisons = ["<", "<=", ">", ">=", "=", "<>"] as const;

function readRelation(cursor: Cursor): CheckRelation | undefined {
  const op = comparisons.find((mark) => cursor.isMark(mark));
  if (op !== undefined) {
    cursor.advance();
    return { kind: "compare", op, right: readSum(cursor, "check") };
  }
  if (cursor.takeWord("between")) {
    const low = readSum(cursor, "check");
    cursor.expectWord("and", "A range has two ends, ‘between 1 and 2’");
    return cursor.lost ? undefined : { kind: "between", low, high: readSum(cursor, "check") };
  }
  if (cursor.takeWord("within")) {
    const amount = readSum(cursor, "check");
    cursor.expectWord("of", "Nearness reads ‘within 0.5 % of base’");
    return cursor.lost ? undefined : { kind: "within", amount, of: readSum(cursor, "check") };
  }
  const notes = [{ message: "To record a number without judging it, begin the line with ‘show’." }];
  const message = `A line of a check compares: after the quantity comes <, >, =, ‘between’ or ‘within’`;
  cursor.missing("check-relation", message, { notes });
  return undefined;
}

/** Behind `history`: bands of what was observed. */
export function readHistory(cursor: Cursor): History | undefined {
  const from = cursor.statementStart;
  const name = cursor.name("After ‘history’ comes a short name for it");
  if (!name) {
    cursor.skipStatement();
    return undefined;
  }
  let title = cursor.textOnLine();
  const said: { basis?: Basis } = {};
  const bands: Band[] = [];
  const isSound = readClauses(cursor, {
    owner: `the history ‘${name.name}’`,
    words: {
      basis: () => {
        const basis = readBasis(cursor);
        if (basis) said.basis = basis;
      },
    },
    text: (text, token) => {
      if (title === undefined) title = text;
      else cursor.fault("clause-twice", "A history has one title.", { at: cursor.spanOf(token) });
    },
    line: () => {
      const band = readBand(cursor);
      if (band) bands.push(band);
    },
  });
  if (isSound && bands.length === 0) {
    const message = `The history ‘${name.name}’ has no bands.`;
    const notes = [{ message: "Write what was observed: anger @ 2015 between 1 and 2." }];
    cursor.remark({ code: "history-without-band", severity: "error", message, span: name.span, notes });
  }
  return {
    id: name.name,
    ...(title !== undefined && { title }),
    ...said,
    bands,
    span: cursor.spanFrom(from),
  };
}

function readBand(cursor: Cursor): Band | undefined {
  const { from } = cursor.here;
  const pattern = "A band reads ‘anger @ 2015 between 1 and 2’";
  const expr = readSum(cursor, "check");
  if (cursor.lost) return undefined;
  if (expr.kind !== "at") {
    const notes = [{ message: "‘@’ belongs to the name before it; put a sum in brackets: (a + b) @ 2015." }];
    cursor.fault("band-form", `${pattern}, a quantity at one time.`, { at: expr.span, notes });
    return undefined;
  }
  const run = expr.scenario ?? expr.against;
  if (run) {
    const message = `What was observed is compared with the base run; ‘${run.name}’ has no place here.`;
    cursor.fault("band-form", message, { at: run.span });
    return undefined;
  }
  const time = foldValue(cursor, expr.time, pattern);
  cursor.expectWord("between", pattern);
  const low = cursor.lost ? undefined : readValue(cursor, pattern);
  cursor.expectWord("and", pattern);
  const high = cursor.lost ? undefined : readValue(cursor, pattern);
  if (time === undefined || low === undefined || high === undefined) return undefined;
  return { quantity: expr.quantity, time, low, high, span: cursor.spanFrom(from) };
}

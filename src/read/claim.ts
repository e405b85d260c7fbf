import type { Claim, ClaimTest, Duration, Move, Place } from "../model/argument.ts";
import type { Expr } from "../model/expression.ts";
import { readClauses } from "./clause.ts";
import { addText } from "./common.ts";
import type { Cursor } from "./cursor.ts";
import { readSum } from "./expression.ts";
import { contentOf } from "./token.ts";
import { readValue } from "./value.ts";

/** Behind `claim`: where the author says it, in what words, and what must come out of the experiment. */
export function readClaim(cursor: Cursor): Claim | undefined {
  const from = cursor.statementStart;
  const name = cursor.name("After ‘claim’ comes a short name for it, such as C1");
  if (!name) {
    cursor.skipStatement();
    return undefined;
  }
  const said: { strength?: string; sentence?: string; context?: string } = {};
  let places: readonly Place[] = [];
  const tests: ClaimTest[] = [];
  let hasLine = false;
  const isSound = readClauses(cursor, {
    owner: `the claim ‘${name.name}’`,
    words: {
      at: () => {
        places = readPlaces(cursor);
      },
      ",": () => {
        const strength = cursor.expectText(
          "After the comma comes the author’s strength of wording in double quotes",
        );
        if (strength !== undefined) said.strength = strength;
      },
      context: () => {
        const context = cursor.expectText("‘context’ is followed by the reason in double quotes");
        if (context !== undefined) said.context = context;
      },
    },
    text: (text) => {
      said.sentence = addText(said.sentence, text);
    },
    line: () => {
      hasLine = true;
      const test = readTest(cursor);
      if (test) tests.push(test);
    },
  });
  if (isSound && !hasLine && said.context === undefined) {
    const message = `The claim ‘${name.name}’ has nothing to test.`;
    const notes = [
      {
        message:
          'Say what it means in the model, ‘A raises B after 4 years’, or why no variable carries it: context "…".',
      },
    ];
    cursor.remark({ code: "claim-without-test", severity: "error", message, span: name.span, notes });
  }
  return { id: name.name, places, ...said, tests, span: cursor.spanFrom(from) };
}

/** Behind `at`: `essay 11.2, 11.3, paper 2.1`. A place without a name is in the source named before it. */
function readPlaces(cursor: Cursor): readonly Place[] {
  const places: Place[] = [];
  let source = "";
  for (;;) {
    const { here } = cursor;
    if (here.kind === "word" || here.kind === "quoted") source = contentOf(cursor.advance());
    const number = cursor.here;
    const [, paragraph, sentence] =
      /^([1-9][0-9]*)\.([1-9][0-9]*)$/.exec(number.kind === "number" ? number.text : "") ?? [];
    if (paragraph === undefined || sentence === undefined) {
      const notes = [
        {
          message: "Paragraph and sentence are counted from 1: the second sentence of paragraph 11 is 11.2.",
        },
      ];
      cursor.missing("place-form", `A place is a paragraph and a sentence, ‘essay 11.2’`, { notes });
      return places;
    }
    cursor.advance();
    const span = cursor.spanFrom(here.from);
    places.push({ source, paragraph: Number(paragraph), sentence: Number(sentence), span });
    // Behind the last place, a comma leads to the strength of wording.
    if (!cursor.isMark(",") || cursor.peek().kind === "text") return places;
    cursor.advance();
  }
}

const says = ["raises", "lowers", "leaves"] as const;

/** `pressure raises anger after 4 years from 2012`, or `strong has more anger than base at 2020`. */
function readTest(cursor: Cursor): ClaimTest | undefined {
  const { here } = cursor;
  if ((here.kind === "word" || here.kind === "quoted") && cursor.isWord("has", cursor.peek()))
    return readContrast(cursor);
  const cause = readSum(cursor);
  if (cursor.lost) return undefined;
  const word = cursor.takeOneOf(says);
  if (word === undefined) {
    const message = `A claim says that one thing raises, lowers or leaves another`;
    const notes = [{ message: "For example: pressure raises anger after 4 years from 2012." }];
    cursor.missing("claim-verb", message, { notes, ...cursor.nearestFix(cursor.here, says) });
    return undefined;
  }
  const effect = readSum(cursor);
  if (cursor.lost) return undefined;
  const options: Options = {};
  readOptions(cursor, options, [
    "after",
    "from",
    "moved",
    "set",
    "at",
    ...(word === "leaves" ? ["within"] : []),
  ]);
  if (cursor.lost) return undefined;
  return effectTest(cursor, { cause, says: word, effect, options, from: here.from });
}

function effectTest(
  cursor: Cursor,
  read: { cause: Expr; says: (typeof says)[number]; effect: Expr; options: Options; from: number },
): ClaimTest | undefined {
  const { cause, says: word, effect, options } = read;
  const { after, within, move } = options;
  const span = cursor.spanFrom(read.from);
  const missing = (message: string) => {
    cursor.remark({ code: "claim-incomplete", severity: "error", message, span });
    return undefined;
  };
  if (!after)
    return missing("A claim says when to look: ‘after 4 years’, counted from the beginning of the move.");
  if (word === "leaves" && within === undefined)
    return missing("‘A leaves B’ says how small a change still counts as none: ‘within 5 %’.");
  if (word === "leaves" && !move)
    return missing("‘A leaves B’ needs a full-size move: ‘, set to 0.5’ or ‘, moved by 50 %’.");
  return {
    kind: "effect",
    cause,
    effect,
    says: word,
    ...(within !== undefined && { within }),
    ...(options.least !== undefined && { least: options.least }),
    ...(options.from !== undefined && { from: options.from }),
    after,
    move: move ?? { kind: "by", percent: 10, explicit: false },
    span,
  };
}

function readContrast(cursor: Cursor): ClaimTest | undefined {
  const { from } = cursor.here;
  const left = cursor.nameOnAnyLine("A comparison of two runs begins with a scenario or ‘base’");
  cursor.advance();
  const word = cursor.takeOneOf(["more", "less"] as const);
  const pattern = "A comparison of two runs reads ‘strong has more anger than base at 2020’";
  if (word === undefined) cursor.missing("claim-verb", `${pattern}`);
  if (cursor.lost) return undefined;
  const effect = readSum(cursor);
  cursor.expectWord("than", pattern);
  const right = cursor.lost ? undefined : cursor.name(`${pattern}; after ‘than’ comes a scenario or ‘base’`);
  cursor.expectWord("at", pattern);
  const at = cursor.lost ? undefined : readValue(cursor, pattern);
  const options: Options = {};
  readOptions(cursor, options, ["at"]);
  if (!left || word === undefined || !right || at === undefined || cursor.lost) return undefined;
  return {
    kind: "contrast",
    left,
    says: word,
    effect,
    right,
    at,
    ...(options.least !== undefined && { least: options.least }),
    span: cursor.spanFrom(from),
  };
}

interface Options {
  after?: Duration;
  from?: number;
  within?: number;
  least?: number;
  move?: Move;
}

/** `after 4 years from 2012, moved by -2 %, at least 0.01 %`, in any order. */
function readOptions(cursor: Cursor, options: Options, allowed: readonly string[]): void {
  const seen = new Set<string>();
  while (!cursor.lost) {
    const isBehindComma = cursor.isMark(",");
    const token = isBehindComma ? cursor.peek() : cursor.here;
    if (token.kind !== "word" || !allowed.includes(token.text)) {
      if (isBehindComma) {
        cursor.advance();
        const message = `After the comma comes ‘moved by 5 %’, ‘set to 1’ or ‘at least 0.1 %’`;
        cursor.missing("unknown-word", message, cursor.nearestFix(cursor.here, allowed));
      }
      return;
    }
    if (isBehindComma) cursor.advance();
    cursor.advance();
    if (seen.has(token.text))
      cursor.fault("clause-twice", `‘${token.text}’ is given twice in this line.`, {
        at: cursor.spanOf(token),
      });
    seen.add(token.text);
    readOption(cursor, options, token.text);
  }
}

function readOption(cursor: Cursor, options: Options, word: string): void {
  switch (word) {
    case "after": {
      const { from } = cursor.here;
      const amount = readValue(cursor, "‘after’ is followed by a length of time, ‘4 years’");
      const unit = cursor.lost ? undefined : cursor.name("A length of time has a unit, ‘after 4 years’");
      if (amount !== undefined && unit)
        options.after = { amount, unit: unit.name, span: cursor.spanFrom(from) };
      return;
    }
    case "from": {
      const from = readValue(cursor, "‘from’ is followed by a time, ‘from 2012’");
      if (from !== undefined) options.from = from;
      return;
    }
    case "within": {
      const within = readPercent(cursor, "within");
      if (within !== undefined) options.within = within;
      return;
    }
    case "at": {
      cursor.expectWord("least", "The least change that counts reads ‘at least 0.1 %’");
      const least = cursor.lost ? undefined : readPercent(cursor, "at least");
      if (least !== undefined) options.least = least;
      return;
    }
    case "moved": {
      cursor.expectWord("by", "How far the cause is moved reads ‘moved by -2 %’");
      const percent = cursor.lost ? undefined : readPercent(cursor, "moved by");
      if (percent !== undefined) options.move = { kind: "by", percent, explicit: true };
      return;
    }
    default: {
      cursor.expectWord("to", "A lever, switch or constant is ‘set to 1’");
      const value = cursor.lost ? undefined : readValue(cursor, "‘set to’ is followed by a number");
      if (value !== undefined) options.move = { kind: "to", value };
    }
  }
}

function readPercent(cursor: Cursor, words: string): number | undefined {
  const value = readValue(cursor, `‘${words}’ is followed by a number of per cent`);
  cursor.expectMark("%", `‘${words}’ is measured in per cent, ‘${words} 5 %’`);
  return value;
}

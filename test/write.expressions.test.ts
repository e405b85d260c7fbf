import fc from "fast-check";
import { expect, test } from "vitest";
import type { BinaryOperator, Expr, NameExpr, Subscript } from "../src/model/expression.ts";
import { statementWords, wordsBehindExpressions } from "../src/read/words.ts";
import { exprText } from "../src/write/text/expression.ts";
import { descriptionLines, nameText, stringText } from "../src/write/text/name.ts";
import { numberText, stepText } from "../src/write/text/number.ts";
import { readText } from "./read.texts.ts";

const span = { source: "", from: 0, to: 0 };
const operators: readonly BinaryOperator[] = [
  ...(["+", "-", "*", "/", "^", "mod", "<", "<=", ">", ">=", "=", "<>", "and", "or"] as const),
];

/** Plain names, names that need quotes, and every word that means something in the language. */
const names = fc.oneof(
  fc.constantFrom(
    "a",
    "b_2",
    "år",
    "year",
    "USD",
    "GDP per head",
    "a/b",
    "it's",
    'the "x"',
    "2a",
    "a\nb",
    "back\\slash",
  ),
  fc.constantFrom<string>(
    ...statementWords,
    ...wordsBehindExpressions,
    "base",
    "points",
    "over",
    "time",
    "dt",
  ),
);

const { expr } = fc.letrec<{ expr: Expr; reference: NameExpr; subscript: Subscript }>((tie) => ({
  expr: fc.oneof(
    { maxDepth: 5 },
    fc
      .double({ min: 0, noNaN: true, noDefaultInfinity: true })
      .map((value): Expr => ({ kind: "number", value, span })),
    tie("reference"),
    fc
      .tuple(fc.constantFrom("-" as const, "+" as const, "not" as const), tie("expr"))
      .map(([op, operand]): Expr => ({ kind: "unary", op, operand, span })),
    fc
      .tuple(fc.constantFrom(...operators), tie("expr"), tie("expr"))
      .map(([op, left, right]): Expr => ({ kind: "binary", op, left, right, opSpan: span, span })),
    fc
      .tuple(tie("expr"), tie("expr"), tie("expr"))
      .map(([condition, yes, no]): Expr => ({ kind: "if", condition, yes, no, span })),
    fc
      .tuple(names, fc.array(tie("expr"), { maxLength: 3 }))
      .map(([name, args]): Expr => ({ kind: "call", name, args, nameSpan: span, span })),
  ),
  reference: fc
    .tuple(
      names,
      fc.array(names, { maxLength: 2 }),
      fc.option(fc.array(tie("subscript"), { minLength: 1, maxLength: 3 })),
      fc.boolean(),
    )
    .map(
      ([name, path, subscripts, transposed]): NameExpr => ({
        kind: "name",
        name,
        path,
        ...(subscripts && { subscripts }),
        transposed,
        ...(path.length === 0 &&
          !subscripts &&
          (name === "time" || name === "dt") &&
          !transposed && { ofLanguage: true }),
        span,
      }),
    ),
  subscript: fc.oneof(
    fc.oneof(names, fc.constantFrom("1", "12")).map((name): Subscript => ({ kind: "name", name, span })),
    fc.constant<Subscript>({ kind: "all", span }),
    names.map((of): Subscript => ({ kind: "all", of, span })),
    fc.tuple(names, names).map(([from, to]): Subscript => ({ kind: "range", from, to, span })),
    tie("expr").map((index): Subscript => ({ kind: "position", index, span })),
  ),
}));

const plain = (value: unknown) =>
  JSON.stringify(value, (key, item) => (/span$/i.test(key) ? undefined : item));

test("any expression is read as it was written", () => {
  fc.assert(
    fc.property(expr, (written) => {
      for (const units of [new Set<string>(), new Set(["year", "usd"])]) {
        const text = exprText(written, { units });
        const { model, printed } = readText(`system s\ntime 0 to 1 by 1 year\naux x = ${text}\n`);
        expect(printed, text).toEqual([]);
        const [variable] = model.variables;
        expect(variable?.kind === "aux" && plain(variable.equation[0]?.value), text).toBe(plain(written));
      }
    }),
    { numRuns: 500 },
  );
});

test("any name is read as it was written, wherever a name stands", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        names,
        fc.string({ minLength: 1 }).filter((name) => !/[\r\u2028\u2029]/.test(name)),
      ),
      (name) => {
        const text = nameText(name);
        const { model, printed } = readText(
          `system s\ntime 0 to 1 by 1 year\naux ${text}[${text}] : ${text} = ${text}\n`,
        );
        expect(printed, text).toEqual([]);
        expect(model.variables[0]).toMatchObject({
          name,
          dimensions: [{ name }],
          unit: { factors: [{ name }] },
        });
      },
    ),
  );
});

test("any text is read as it was written, also where it is broken over lines", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.lorem({ maxCount: 60 })), (said) => {
      const description = said.replaceAll("\r", "");
      const lines = descriptionLines(description).join("\n  ");
      const { model } = readText(`system s ${stringText(description)}\n  ${lines}\ntime 0 to 1 by 1 year\n`);
      expect(model).toMatchObject({ title: description, description });
    }),
  );
});

test("numbers are written short, and read as the same bits", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(Object.is(Number(numberText(value)), value)).toBe(true);
    }),
  );
  const shown = [0.25, 1_050_000, 1000, 100_000, 1e21, 1e-7, 2_600_000, 1_234_567, -12_000_000].map(
    numberText,
  );
  expect(shown).toEqual(["0.25", "1.05e6", "1000", "100000", "1e21", "1e-7", "2.6e6", "1234567", "-1.2e7"]);
  expect([1 / 32, 0.25, 0.1, 1 / 3, 2].map(stepText)).toEqual(["1/32", "1/4", "0.1", "1/3", "2"]);
});

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { formatHence } from "../src/write/hence.ts";
import { chapters, readText, systemFiles, withoutSpans } from "./read.texts.ts";

function format(text: string): string {
  const { text: laidOut, diagnostics } = formatHence(text, "case.hence");
  expect(diagnostics).toEqual([]);
  return laidOut;
}

test.each([...chapters(), ...systemFiles()])(
  "‘%s’ means the same when it is laid out, and is then left as it is",
  (_, text) => {
    const once = format(text);
    expect(withoutSpans(readText(once).model)).toBe(withoutSpans(readText(text).model));
    expect(format(once)).toBe(once);
  },
);

test("the examples of the reference are laid out as the formatter does it", () => {
  const page = readFileSync("docs/language.md", "utf8");
  const examples = [...page.matchAll(/^```hence\n(.*?)^```$/gms)].map(([, example]) => example!);
  expect(examples.length).toBeGreaterThan(15);
  for (const example of examples) expect(format(example)).toBe(example);
});

test("clauses get one order and one column, statements keep theirs", () => {
  const text = `
stock  b :person/(meter * year)
    "What it is."
    out c
    basis data "counted"
    between 1 and 2
    in d,   0.3*e
    starts 5
aux a=b+ -2 - -1


flow c
`;
  expect(format(text)).toBe(`stock b : person/(meter*year)
  starts 5
  in     d, 0.3*e
  out    c
  between 1 and 2
  "What it is."
  basis data "counted"
aux   a = b + -2 - -1

flow c
`);
});

test("a clause stays on the line where it was put, if it fits there", () => {
  const long = "a_rather_long_name_of_a_variable";
  const text = `const a : 1 = 2 between 1 and 3
aux b = ${long} + ${long} * ${long}
`;
  expect(format(text)).toBe(`const a : 1 = 2 between 1 and 3
aux   b
  = ${long}
    + ${long} * ${long}
`);
  const broken = "aux b\n  = a +\n    c\n    * d\n";
  expect(format(broken)).toBe(broken);
  expect(format(`aux b = ${long} + ${long} + ${long}\n`)).toBe(
    `aux b\n  = ${long} + ${long}\n    + ${long}\n`,
  );
});

test("a choice of several lines has one for each of its cases", () => {
  const long = "a_rather_long_name_of_something";
  expect(format(`aux b = if ${long} > 1 then ${long} * ${long} else ${long} / ${long}\n`)).toBe(
    `aux b\n  = if ${long} > 1\n    then ${long} * ${long}\n    else ${long} / ${long}\n`,
  );
  const inside = `(if c then d else e)`;
  expect(format(`aux b = ${long} + ${long} + ${inside}\n`)).toBe(`aux b = ${long} + ${long} + ${inside}\n`);
});

test("no line is broken before a word that would then begin a statement or clause", () => {
  const names = "input, stock, between, starts, time, share, leak, transit, switch, sector, basis, claim";
  const text = `aux x = max(${names}, ${names}, 'stock')\n`;
  const laidOut = format(text);
  expect(laidOut.split("\n").length).toBeGreaterThan(2);
  expect(withoutSpans(readText(laidOut).model)).toBe(withoutSpans(readText(text).model));
});

test("comments stay with what they stand before or behind", () => {
  const text = `#  first
# of the file

# before the stock
stock a # of the stock
  # before the flows
  in b, # one
     c  # two
  starts 5   # at the beginning
# at the end`;
  expect(format(text)).toBe(`#  first
# of the file

# before the stock
stock a  # of the stock
  starts 5  # at the beginning
  # before the flows
  in     b,  # one
         c  # two
# at the end
`);
});

test("parts of arrays, settings, claims and checks stand in columns", () => {
  const text = `const x[region]
  [a]=1
  [*] except [a] = 2
  else = 3
stock s[region]
  starts
  [a] = 1
  [bcd] = 2
scenario calm
  a=1
  bcd = 2
claim C1, "often"
  a raises b after 1 year
  bcd lowers efg after 2 years
check K1
  x[a] @ 5 > 1
  y @ 6 < 2
loop R1 "title" reinforcing a->b
`;
  expect(format(text)).toBe(`const x[region]
  [a]            = 1
  [*] except [a] = 2
  else           = 3
stock s[region]
  starts
    [a]   = 1
    [bcd] = 2
scenario calm
  a   = 1
  bcd = 2
claim C1, "often"
  a   raises b after 1 year
  bcd lowers efg after 2 years
check K1
  x[a] @ 5 > 1
  y    @ 6 < 2
loop R1 "title" reinforcing a -> b
`);
});

test("functions are indented", () => {
  const text = `function f(a,b:year):1
"Description."
stock x starts a in y
flow y=b
=x
end
aux z = f(1,2)
`;
  expect(format(text)).toBe(`function f(a, b : year) : 1
  "Description."
  stock x starts a in y
  flow  y = b
  = x
end
aux z = f(1, 2)
`);
});

test("a text with faults is left as it is, and the faults are told", () => {
  const text = "aux   a = (1\n";
  const { text: same, diagnostics } = formatHence(text, "case.hence");
  expect(same).toBe(text);
  expect(diagnostics.map(({ code }) => code)).toEqual(["unclosed-bracket"]);
});

test("line ends of other systems and a byte order mark do not last", () => {
  expect(format("\ufeffsystem a\r\ntime 0 to 1 by 1 year\r\n\r\n\r\n")).toBe(
    "system a\ntime 0 to 1 by 1 year\n",
  );
  expect(format("")).toBe("");
});

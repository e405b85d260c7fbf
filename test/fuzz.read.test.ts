import { expect, test } from "vitest";
import { formatHence } from "../src/write/hence.ts";
import { chapters, readText, systemFiles, withoutSpans } from "./read.texts.ts";

/** All inputs come from this seed; a failure names the round, which alone determines its input. */
const seed = 20240611;
const rounds = 4000;
const secondsInAll = 5;
const mostMilliseconds = 250;

const seeds = [...chapters(), ...systemFiles()].map(([, text]) => text.slice(0, 6000));
const fragments = [
  ...[
    "stock ",
    "flow ",
    "aux ",
    "const ",
    "claim C9 ",
    "check K9 ",
    "scenario s ",
    "link L9 ",
    "loop R9 ",
    "function f(",
    "end",
  ],
  ...[
    "graph g (time) ",
    "data d ",
    "dim d = ",
    "map a to b (",
    "time ",
    "system ",
    "unit ",
    "sector ",
    'use "x" ',
    "history h ",
  ],
  ...[
    "starts ",
    "in ",
    "out ",
    "between ",
    "basis ",
    "of ",
    "raises ",
    "after ",
    "@ ",
    "%",
    "points",
    "always ",
    "every stock",
  ],
  ...[
    "if ",
    "then ",
    "else ",
    "and ",
    "not ",
    "mod ",
    "max(",
    "sum(",
    "x[",
    "*",
    "1..3",
    "@2",
    "'",
    '"',
    "\\",
    "#",
    "\n",
    "\r\n",
  ],
  ...[
    "(",
    ")",
    "[",
    "]",
    ",",
    ";",
    ":",
    "=",
    "+",
    "-",
    "/",
    "^",
    "<",
    ">=",
    "<>",
    "->",
    ".",
    "..",
    "1e999",
    "0.5",
    "1.",
    ".5",
  ],
  ...[
    "≤",
    "“",
    "”",
    "–",
    "→",
    "\u0000",
    "\ufeff",
    "имя",
    "نام",
    "名前",
    "😀",
    "\ud800",
    "e\u0301",
    "\u200c",
    "\u2028",
  ],
];

test("mutated and random text gives diagnostics, in time, and nothing else", { timeout: 60_000 }, () => {
  const begin = performance.now();
  let round = 0;
  let laidOut = 0;
  for (; round < rounds && performance.now() - begin < secondsInAll * 1000; round++) {
    const text = inputOf(round);
    const started = performance.now();
    const { model } = readText(text);
    const once = formatHence(text, "case.hence");
    const took = performance.now() - started;
    if (took > mostMilliseconds) throw new Error(`Round ${round} took ${took} ms.`);
    if (once.diagnostics.some(({ severity }) => severity === "error")) {
      expect(once.text, `round ${round}`).toBe(text);
      continue;
    }
    laidOut++;
    expect(withoutSpans(readText(once.text).model), `round ${round}`).toBe(withoutSpans(model));
    expect(formatHence(once.text, "case.hence").text, `round ${round}`).toBe(once.text);
  }
  expect(round).toBeGreaterThan(100);
  expect(laidOut).toBeGreaterThan(10);
});

function inputOf(round: number): string {
  const random = randomNumbers(seed + round);
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)]!;
  if (round % 10 === 0)
    return Array.from({ length: Math.floor(random() * 200) }, () => pick(fragments)).join("");
  if (round % 10 === 1)
    return String.fromCharCode(
      ...Array.from({ length: Math.floor(random() * 300) }, () => Math.floor(random() * 0x10000)),
    );
  let text = pick(seeds);
  const edits = 1 + Math.floor(random() * 4);
  for (let edit = 0; edit < edits; edit++) {
    const from = Math.floor(random() * text.length);
    const to = Math.min(text.length, from + Math.floor(random() ** 3 * 200));
    const [before, inside, behind] = [text.slice(0, from), text.slice(from, to), text.slice(to)];
    const mutations = [
      before + behind,
      before + pick(fragments) + text.slice(from),
      before + pick(fragments) + behind,
      before + inside + inside + behind,
      before + inside.split("").reverse().join("") + behind,
      before + inside.replaceAll("\n", " ") + behind,
      before + inside.replaceAll(" ", "\n") + behind,
      before + pick(seeds).slice(0, 400) + behind,
      before,
    ];
    text = pick(mutations);
  }
  return text;
}

/** Numbers from 0 to 1 by a linear congruence: enough to choose with, and the same everywhere. */
function randomNumbers(start: number): () => number {
  let state = start >>> 0;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return ((state ^ (state >>> 16)) >>> 0) / 2 ** 32;
  };
}

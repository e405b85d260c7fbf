import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Diagnostic } from "../src/model/diagnostic.ts";
import type { Reading } from "../src/read/hence.ts";
import { readChanges } from "../src/read/vensim/changes.ts";
import { looksLikeVensim, readVensim } from "../src/read/vensim/vensim.ts";
import { writeHence } from "../src/write/text/model.ts";

/**
 * What Vensim's text means, said in Hence: a case is a model of Vensim, a line `==>`, what is said against it, and the
 * same model as text of Hence. UPDATE=1 rewrites what follows the arrow.
 */
const folder = new URL("cases/vensim/", import.meta.url);
const arrow = "==>\n";

for (const file of readdirSync(folder).toSorted()) {
  test(`the model ‘${file}’ means what it should`, () => {
    const [model = "", said = ""] = readFileSync(new URL(file, folder), "utf8").split(arrow);
    const diagnostics: Diagnostic[] = [];
    const { model: read } = readText(model, diagnostics);
    const told = diagnostics.map(({ severity, code, message }) => `${severity} ${code}: ${message}\n`);
    const text = [...told, writeHence(read).text].join("");
    if (process.env.UPDATE) writeFileSync(new URL(file, folder), model + arrow + text);
    else expect(text).toBe(said);
  });
}

function readText(text: string, diagnostics: Diagnostic[]): Reading {
  return readVensim(
    "case.mdl",
    () => ({ text }),
    (diagnostic) => diagnostics.push(diagnostic),
  );
}

test.each([
  ["its first line", "{UTF-8}\nx = 1 ~~|", true],
  ["its sketch", "x = 1\n~~|\n\\\\\\---/// Sketch information", true],
  ["its equations", "x = 1 ~ person ~ who there is |", true],
  ["nothing, being Hence", "system a\ntime 0 to 1 by 1 year", false],
])("a text is known as Vensim’s by %s", (_, text, is) => {
  expect(looksLikeVensim(text)).toBe(is);
});

test("the places of a reading are those of the text", () => {
  const text = "{UTF-8}\nbirths = people * rate ~~|\npeople = 3 ~~|\nrate = nothing there ~~|";
  const diagnostics: Diagnostic[] = [];
  const { model } = readText(text, diagnostics);
  const births = model.variables[0];
  expect(text.slice(births!.nameSpan.from, births!.nameSpan.to)).toBe("births");
  const unknown = diagnostics.find(({ code }) => code === "unknown-name");
  expect(text.slice(unknown!.span!.from, unknown!.span!.to)).toBe("nothing there");
});

test("a sketch becomes a layout", () => {
  const sketch = [
    "x = 1 ~~|",
    "\\\\\\---/// Sketch information - do not modify anything except names",
    "V300  Do not put anything below this section - it will be ignored",
    "*Main, with a comma",
    "$192-192-192,0,Times New Roman|12||0-0-0|0-0-0|0-0-255|-1--1--1|-1--1--1|96,96,100,0",
    "10,1,Population,275,69,40,20,3,3,0,0,0,0,0,0",
    "12,2,48,91,71,8,8,0,3,0,0,-1,0,0,0",
    "1,3,5,1,4,0,0,22,0,0,0,-1--1--1,,1|(204,71)|",
    "1,4,5,2,100,0,0,22,0,0,0,-1--1--1,,1|(130,71)|",
    "11,5,48,167,71,6,8,34,3,0,0,1,0,0,0",
    "10,6,births,167,90,19,11,40,3,0,0,-1,0,0,0",
    '10,7,"a, b",99,118,29,11,8,2,0,0,0,0,0,0',
    "1,8,7,5,1,0,43,0,0,65,0,-1--1--1,,1|(130,104)|",
    "12,9,0,269,22,37,9,8,4,0,0,-1,0,0,0",
    "A remark, here",
    "12,11,0,399,232,3,11,0,0,0,0,-1,0,0,0",
    "12,10,R1,200,40,20,20,4,4,0,0,-1,0,0,0",
    "R1",
    "///---\\\\\\",
    "15:0,0,0,0,0,0",
  ].join("\r\n");
  expect(readText(sketch, []).readLayout?.()).toEqual({
    views: [
      {
        name: "Main, with a comma",
        items: [
          { kind: "variable", name: "Population", at: [275, 69], size: [80, 40], ghost: false },
          {
            kind: "pipe",
            flow: "births",
            to: "Population",
            points: [
              [91, 71],
              [130, 71],
              [167, 71],
              [204, 71],
              [275, 69],
            ],
          },
          { kind: "variable", name: "births", at: [167, 90], size: [38, 22], ghost: false },
          { kind: "variable", name: "a, b", at: [99, 118], size: [58, 22], ghost: true },
          { kind: "arrow", from: "a, b", to: "births", through: [[130, 104]], sign: "+", delayed: true },
          { kind: "text", text: "A remark, here", at: [269, 22], size: [74, 18] },
          { kind: "loop", text: "R1", at: [200, 40], clockwise: true },
        ],
      },
    ],
  });
});

test("a changes file becomes a scenario", () => {
  const { model } = readText("R: a, b ~~|\nx[R] = 1 ~~|\nf((0,0),(1,1)) ~~|", []);
  const diagnostics: Diagnostic[] = [];
  const text =
    "price = 3\n{a remark} x[R] = 1, 2\nx[b] = -2e1\nf (\n (0,.5),(2,-.03))\nFINAL TIME = 20\nnothing at all\nprice=4";
  const report = (diagnostic: Diagnostic) => diagnostics.push(diagnostic);
  const { settings, time } = readChanges("c.cin", text, "c", model, report);
  const said = settings.map((setting) => {
    const labels = (setting.name.subscripts ?? []).map((each) => (each.kind === "name" ? each.name : "*"));
    return [
      setting.name.name,
      ...labels,
      setting.kind === "points" ? setting.points.pairs : setting.value.kind,
    ];
  });
  expect(said).toEqual([
    ["x", "a", "number"],
    ["x", "b", "unary"],
    [
      "f",
      [
        [0, 0.5],
        [2, -0.03],
      ],
    ],
    ["price", "number"],
  ]);
  expect(time?.stop).toBe(20);
  expect(diagnostics.map(({ code }) => code)).toEqual(["setting-form"]);
});

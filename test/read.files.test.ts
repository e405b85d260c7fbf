import { expect, test } from "vitest";
import type { Reading } from "../src/read/hence.ts";
import { pathBeside } from "../src/read/path.ts";
import { readFiles } from "./read.texts.ts";

const head = "system s\ntime 0 to 10 by 1 year\n";

function readFolder(files: Readonly<Record<string, string>>, entry = "main.hence", previous?: Reading) {
  const loads: string[] = [];
  const reading = readFiles(
    entry,
    (path) => {
      loads.push(path);
      const text = files[path];
      return text === undefined ? { missing: "there is no such file" } : { text };
    },
    previous,
  );
  return { ...reading, loads };
}

test("a file that is used stands where it is used, and is read once", () => {
  const { model, printed, loads } = readFolder({
    "main.hence": `${head}sector one\naux a = 1\nuse "more/b.hence"\naux d = 1\nuse "more/../more/b.hence"\n`,
    "more/b.hence": 'aux b = 1\nuse "c.hence"\n',
    "more/c.hence": "sector two\naux c = 1\n",
  });
  expect(printed).toEqual([]);
  expect(loads).toEqual(["main.hence", "more/b.hence", "more/c.hence"]);
  const variables = model.variables.map(({ name, sector, span }) => [name, sector, span.source]);
  expect(variables).toEqual([
    ["a", "one", "main.hence"],
    ["b", undefined, "more/b.hence"],
    ["c", "two", "more/c.hence"],
    ["d", "one", "main.hence"],
  ]);
});

test("a missing file is told where it is used, and the rest is read", () => {
  const { model, printed } = readFolder({ "main.hence": `${head}use "gone.hence"\naux a = 1\n` });
  expect(printed).toEqual([
    "3:5 error missing-file: The file ‘gone.hence’ cannot be read: there is no such file.",
  ]);
  expect(model.variables.length).toBe(1);
});

test("a missing entry is the only fault", () => {
  expect(readFolder({}).printed).toEqual([
    "error missing-file: The file ‘main.hence’ cannot be read: there is no such file.",
  ]);
});

test("files that use each other are read once, and the circle is told", () => {
  const { model, printed } = readFolder({
    "main.hence": `${head}use "a.hence"\n`,
    "a.hence": 'aux a = 1\nuse "b.hence"\n',
    "b.hence": 'aux b = 1\nuse "a.hence"\n',
  });
  expect(printed).toEqual([
    "2:5 error use-circle: These files use each other: ‘a.hence’ uses ‘b.hence’ uses ‘a.hence’.",
  ]);
  expect(model.variables.length).toBe(2);
});

test("files that use files without end are given up", () => {
  const reading = readFiles("0.hence", (path) => ({
    text: `use "${Number.parseInt(path, 10) + 1}.hence"\n`,
  }));
  expect(reading.diagnostics.map(({ code }) => code)).toContain("use-circle");
});

test("two statements that a system has once are told in both files", () => {
  const { printed } = readFolder({
    "main.hence": `${head}use "a.hence"\n`,
    "a.hence": "system t\ntime 0 to 1 by 1 year\n",
  });
  expect(printed).toEqual([
    "1:1 error statement-twice: A system has one statement ‘system’.\n  note 1:1: The first one is here.",
    "2:1 error statement-twice: A system has one statement ‘time’.\n  note 2:1: The first one is here.",
  ]);
});

test("the syntax of every file is kept, with its tokens and the places where statements begin", () => {
  const { syntax, sources } = readFolder({
    "main.hence": `${head}use "a.hence"\n`,
    "a.hence": "aux a = 1 # one\n",
  });
  expect(syntax.map(({ source }) => source)).toEqual(["a.hence", "main.hence"]);
  expect([...sources.keys()]).toEqual(["main.hence", "a.hence"]);
  expect(syntax[0]!.tokens.at(-1)!.kind).toBe("comment");
  expect(syntax[0]!.marks).toEqual([
    { kind: "statement", word: "aux", from: 0, isInner: false },
    { kind: "clause", word: "=", from: 6, isInner: false },
  ]);
});

test("behind an edit, only what was edited is read again", () => {
  const files = {
    "main.hence": `${head}aux a = 1\nuse "b.hence"\nuse "c.hence"\naux d = 1\n`,
    "b.hence": "aux b = 1\n",
    "c.hence": "aux c = 1\n",
  };
  const first = readFolder(files);
  const edited = { ...files, "b.hence": "aux b = 2\naux b2 = 3\n" };
  const again = readFolder(edited, "main.hence", first);
  const fresh = readFolder(edited);
  expect(again.model).toEqual(fresh.model);
  expect(again.syntax).toEqual(fresh.syntax);
  const isSame = again.model.variables.map((variable) => first.model.variables.includes(variable));
  expect(isSame).toEqual([true, false, false, true, true]);
});

test("what is wrong with a text is told at every reading", () => {
  const files = {
    "main.hence": `${head}use "a.hence"\nuse "b.hence"\nuse "gone.hence"\n`,
    "a.hence": "time 0 to 5 by 1 year\n",
    "b.hence": "aux b = \n",
  };
  const first = readFolder(files);
  expect(first.printed.length).toBe(3);
  expect(readFolder(files, "main.hence", first).printed).toEqual(first.printed);
});

test.each([
  ["main.hence", "a.hence", "a.hence"],
  ["x/main.hence", "a.hence", "x/a.hence"],
  ["x/y/main.hence", "../a.hence", "x/a.hence"],
  ["main.hence", "../../a.hence", "../../a.hence"],
  ["x/main.hence", "./b/./a.hence", "x/b/a.hence"],
  ["/x/main.hence", "../a.hence", "/a.hence"],
  ["x/main.hence", "/abs/a.hence", "/abs/a.hence"],
  ["c:\\x\\main.hence", "a.hence", "c:/x/a.hence"],
  ["x/main.hence", "C:\\a.hence", "C:/a.hence"],
])("from %s, %s is %s", (file, path, result) => {
  expect(pathBeside(file, path)).toBe(result);
});

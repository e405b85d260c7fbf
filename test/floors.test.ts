import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";

/** What each folder of `src` may import, besides itself: other folders, and packages by name. */
interface Floors {
  readonly of: ReadonlyMap<string, ReadonlySet<string>>;
  /** The folders that may reach Node's own modules. */
  readonly onNode: ReadonlySet<string>;
  /** The folders that live in a browser. */
  readonly onPage: ReadonlySet<string>;
}

const architecture = readFileSync("ARCHITECTURE.md", "utf8");
const sources = readSources("src");

test("the sources keep to the floors of ARCHITECTURE.md", () => {
  const floors = readFloors(architecture);
  expect(floors.of.size).toBeGreaterThan(10);
  expect(
    [...sources.keys()].filter((path) => importsOf(sources.get(path)!).length > 0).length,
  ).toBeGreaterThan(20);
  expect(findFloorFaults(sources, floors)).toEqual([]);
});

test("no file of the sources is part of a circle of imports", () => {
  expect(findCircles(sources)).toEqual([]);
});

test("no module of the sources keeps state of its own", () => {
  expect(findModuleState(sources)).toEqual([]);
});

test("each folder of the sources has its row in ARCHITECTURE.md", () => {
  const folders = new Set(
    [...sources.keys()].map((path) => path.split("/")[1]!).filter((name) => !name.includes(".")),
  );
  expect([...readFloors(architecture).of.keys()].sort()).toEqual([...folders].sort());
});

const planted: Floors = {
  of: new Map([
    ["model", new Set<string>()],
    ["read", new Set(["model"])],
    ["web", new Set(["model", "read"])],
    ["cli", new Set(["model", "read"])],
  ]),
  onNode: new Set(["cli"]),
  onPage: new Set(["web"]),
};

test.each([
  [
    "an import upwards",
    "src/model/a.ts",
    'import { x } from "../read/b.ts";',
    "src/model/a.ts imports ../read/b.ts",
  ],
  [
    "an import of a type upwards",
    "src/model/a.ts",
    'import type { X } from "../read/b.ts";',
    "src/model/a.ts imports ../read/b.ts",
  ],
  [
    "an import over several lines",
    "src/model/a.ts",
    'import {\n  x,\n  y,\n} from "../read/b.ts";',
    "src/model/a.ts imports ../read/b.ts",
  ],
  [
    "an export from above",
    "src/model/a.ts",
    'export { x } from "../read/b.ts";',
    "src/model/a.ts imports ../read/b.ts",
  ],
  [
    "an import when needed",
    "src/model/a.ts",
    'const x = await import("../read/b.ts");',
    "src/model/a.ts imports ../read/b.ts",
  ],
  [
    "the type of an import",
    "src/model/a.ts",
    'let x: import("../read/b.ts").X;',
    "src/model/a.ts imports ../read/b.ts",
  ],
  [
    "a package that the folder has not asked for",
    "src/model/a.ts",
    'import { SaxesParser } from "saxes";',
    "src/model/a.ts imports saxes",
  ],
  [
    "Node below the roof",
    "src/read/a.ts",
    'import { readFileSync } from "node:fs";',
    "src/read/a.ts imports node:fs",
  ],
  ["Node without its prefix", "src/read/a.ts", 'import fs from "fs";', "src/read/a.ts imports fs"],
  ["a package", "src/cli/a.ts", 'import { z } from "zod";', "src/cli/a.ts imports zod"],
  [
    "a folder without a row",
    "src/utils/a.ts",
    'import { x } from "../model/b.ts";',
    "src/utils/a.ts stands in no known folder",
  ],
])("%s is caught", (_, path, text, fault) => {
  expect(findFloorFaults(new Map([[path, text]]), planted)).toEqual([fault]);
});

test("what the floors allow is not caught", () => {
  const files = new Map([
    [
      "src/cli/a.ts",
      'import { open } from "node:fs/promises";\nimport { b } from "../read/b.ts";\nimport "./c.ts";',
    ],
    ["src/read/b.ts", 'import type { M } from "../model/m.ts";'],
    ["src/index.ts", 'export { b } from "./read/b.ts";'],
  ]);
  expect(findFloorFaults(files, planted)).toEqual([]);
});

test("the public interface may not reach the terminal", () => {
  const files = new Map([["src/index.ts", 'export { main } from "./cli/main.ts";']]);
  expect(findFloorFaults(files, planted)).toEqual(["src/index.ts imports ./cli/main.ts"]);
});

test("neither may it reach a page, nor the terminal the workbench", () => {
  const files = new Map([
    ["src/index.ts", 'export { app } from "./web/app.tsx";'],
    ["src/cli/a.ts", 'import { app } from "../web/app.tsx";'],
    ["src/web/a.tsx", 'import { open } from "node:fs";'],
  ]);
  expect(findFloorFaults(files, planted)).toEqual([
    "src/index.ts imports ./web/app.tsx",
    "src/cli/a.ts imports ../web/app.tsx",
    "src/web/a.tsx imports node:fs",
  ]);
});

test("a circle of imports is caught, also one of types alone", () => {
  const files = new Map([
    ["src/model/a.ts", 'import { b } from "./b.ts";'],
    ["src/model/b.ts", 'import type { C } from "./c.ts";'],
    ["src/model/c.ts", 'import { a } from "./a.ts";'],
    ["src/model/d.ts", 'import { a } from "./a.ts";'],
  ]);
  expect(findCircles(files)).toEqual([
    "src/model/a.ts -> src/model/b.ts -> src/model/c.ts -> src/model/a.ts",
  ]);
});

test("state that a module keeps is caught", () => {
  const files = new Map([["src/model/a.ts", "export let count = 0;\nfunction f() {\n  let x = 1;\n}\n"]]);
  expect(findModuleState(files)).toEqual(["src/model/a.ts: export let count = 0;"]);
});

test("a row that is missing from the table is noticed", () => {
  const table =
    "| folder | what | imports |\n|---|---|---|\n| `model/` | nouns | nothing |\n| `read/` | text | model |\n";
  const floors = readFloors(table);
  expect([...floors.of.keys()]).toEqual(["model", "read"]);
  expect(findFloorFaults(new Map([["src/check/a.ts", ""]]), floors)).toEqual([
    "src/check/a.ts stands in no known folder",
  ]);
});

/**
 * Reads the table of floors; `everything above` is every folder of an earlier row that is no roof in a browser, `Node` its
 * modules, `the page` what a browser gives.
 */
function readFloors(markdown: string): Floors {
  const of = new Map<string, ReadonlySet<string>>();
  const onNode = new Set<string>();
  const onPage = new Set<string>();
  for (const [, folder, imports] of markdown.matchAll(/^\| `(\w+)\/` \|[^|]*\| ([^|]*?) \|$/gm)) {
    const words = imports!.split(/[\s,]+/);
    if (words.includes("Node")) onNode.add(folder!);
    if (words.includes("page")) onPage.add(folder!);
    const below = [...of.keys()].filter((name) => !onPage.has(name));
    const above = imports!.includes("everything above") ? below : [];
    of.set(folder!, new Set([...above, ...words.filter((word) => word !== "nothing")]));
  }
  return { of, onNode, onPage };
}

function readSources(root: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && /\.tsx?$/.test(path)) files.set(path, readFileSync(path, "utf8"));
  }
  return files;
}

function importsOf(text: string): string[] {
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\b[^;"'`]*?\bfrom\s*["']([^"']+)["']|(?:^|\n)\s*import\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/g,
  );
  return [...found].map(([, from, bare, called]) => from ?? bare ?? called!);
}

function findFloorFaults(files: ReadonlyMap<string, string>, floors: Floors): string[] {
  return [...files].flatMap(([path, text]) => {
    const folder = path.split("/")[1]!;
    const isEntry = path === "src/index.ts";
    const allowed = isEntry
      ? new Set([...floors.of.keys()].filter((name) => !floors.onNode.has(name) && !floors.onPage.has(name)))
      : floors.of.get(folder);
    if (!allowed) return [`${path} stands in no known folder`];
    return importsOf(text)
      .filter((name) => {
        if (name.startsWith("node:")) return isEntry || !floors.onNode.has(folder);
        if (!name.startsWith(".")) return !allowed.has(packageOf(name));
        const target = normalize(join(dirname(path), name)).split("/")[1]!;
        return target !== folder && !allowed.has(target);
      })
      .map((name) => `${path} imports ${name}`);
  });
}

/** A package may be imported by a path in it: `name/src/part.js`. */
function packageOf(name: string): string {
  return name
    .split("/")
    .slice(0, name.startsWith("@") ? 2 : 1)
    .join("/");
}

function findCircles(files: ReadonlyMap<string, string>): string[] {
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]) => {
    const at = trail.indexOf(path);
    if (at >= 0) circles.push([...trail.slice(at), path].join(" -> "));
    if (at >= 0 || done.has(path)) return;
    for (const name of importsOf(files.get(path) ?? ""))
      if (name.startsWith(".")) visit(normalize(join(dirname(path), name)), [...trail, path]);
    done.add(path);
  };
  for (const path of files.keys()) visit(path, []);
  return circles;
}

function findModuleState(files: ReadonlyMap<string, string>): string[] {
  return [...files].flatMap(([path, text]) =>
    [...text.matchAll(/^(?:export )?let .*$/gm)].map(([line]) => `${path}: ${line}`),
  );
}

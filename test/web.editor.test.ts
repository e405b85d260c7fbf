import { readFileSync } from "node:fs";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { declarePalette, lightPalette } from "../src/view/html/palette.ts";
import { startChromium } from "./browser.chromium.ts";
import { textsIn } from "./edit.systems.ts";

let browser: Browser;
let script: string;
let page: Page;
let faults: string[];

beforeAll(async () => {
  const built = await build({
    entryPoints: ["test/pages/editor.ts"],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
  });
  script = built.outputFiles[0]!.text;
  browser = await startChromium();
}, 120_000);

afterAll(async () => {
  await browser.close();
});

const tea = `system tea "A cup that cools"
time 0 to 60 by 1/4 minute
unit degree

use "cup.hence"

stock heat : degree
  starts 90
  out    cooling

flow cooling : degree/minute
  = (heat - room) / patience
`;
const cup = `const room : degree = 20
const patience : minute = 12
  between 8 and 20
`;

/** The page with an editor of some texts. */
async function show(texts: Readonly<Record<string, string>>, entry: string): Promise<void> {
  const style = readFileSync("src/web/style/text.css", "utf8");
  const colours = `:root { color-scheme: light dark; ${declarePalette(lightPalette)} } body { margin: 0; height: 100vh }`;
  await page.setContent(
    `<!doctype html><html lang="en"><title>Editor</title><style>${colours}${style}</style><div class="text-panel"><div class="editor"></div></div></html>`,
  );
  await page.addScriptTag({ content: script });
  const start = JSON.stringify([texts, entry]);
  await page.evaluate(`window.here = startEditor(...${start})`);
}

/** What an expression of the page is worth; `here` is its editor. */
async function ask<Answer>(expression: string): Promise<Answer> {
  return (await page.evaluate(expression)) as Answer;
}

const textOf = (path: string) => ask<string>(`here.text("${path}")`);

async function untilRead(): Promise<void> {
  await page.waitForFunction("here.isRead()");
}

/** Puts the cursor behind some words. */
async function putBehind(words: string): Promise<void> {
  await page.evaluate(`(() => {
    const { view } = here.editor;
    const at = view.state.doc.toString().indexOf(${JSON.stringify(words)}) + ${words.length};
    view.dispatch({ selection: { anchor: at }, scrollIntoView: true });
    view.focus();
  })()`);
}

// One page for all: the packed Chromium runs in one process, and ends with its last page.
beforeEach(async () => {
  if (!page) {
    page = await browser.newPage({ viewport: { width: 900, height: 600 } });
    page.on("pageerror", (problem) => faults.push(problem.message));
    page.on("console", (said) => {
      if (said.type() === "error") faults.push(said.text());
    });
  }
  faults = [];
});

test("typing reaches the text, a name is completed, and what is told of it goes when it is mended", async () => {
  await show({ "tea.hence": tea, "cup.hence": cup }, "tea.hence");
  await putBehind("/ patience");
  await page.keyboard.type(" * pati");
  await page.waitForSelector(".cm-tooltip-autocomplete");
  expect(await page.textContent(".cm-tooltip-autocomplete [aria-selected]")).toContain("patience");
  // A list that has only just opened takes no key yet.
  await page.waitForTimeout(150);
  await page.keyboard.press("Enter");
  expect(await textOf("tea.hence")).toContain("/ patience * patience\n");
  await page.keyboard.type(" + roam");
  await page.keyboard.press("Escape");
  await page.waitForSelector(".cm-lintRange-error");
  await page.keyboard.press("F8");
  await page.keyboard.press("Control+Shift+KeyM");
  await page.waitForSelector(".cm-diagnosticAction");
  expect(await page.textContent(".cm-panel-lint")).toContain("called ‘roam’");
  await page.click(".cm-diagnosticAction");
  expect(await textOf("tea.hence")).toContain("* patience + room\n");
  await page.waitForFunction(`!document.querySelector(".cm-panel-lint").textContent.includes("roam")`);
  expect(faults).toEqual([]);
}, 60_000);

test("a name is changed in all files by F2, or refused in words, and one step takes it back", async () => {
  await show({ "tea.hence": tea, "cup.hence": cup }, "tea.hence");
  await putBehind("heat - room");
  await page.keyboard.press("F2");
  const field = page.getByLabel("New name for room");
  expect(await field.inputValue()).toBe("room");
  await field.fill("heat");
  await page.keyboard.press("Enter");
  await page.waitForFunction(`document.querySelector(".hence-rename output").textContent !== ""`);
  expect(await page.textContent(".hence-rename output")).toBe("There is a variable called ‘heat’ already.");
  await field.fill("cellar of mine");
  await page.keyboard.press("Enter");
  await page.waitForFunction(`document.querySelector(".hence-rename") === null`);
  expect(await textOf("tea.hence")).toBe(tea.replace("room", "'cellar of mine'"));
  expect(await textOf("cup.hence")).toBe(cup.replace("room", "'cellar of mine'"));
  await page.keyboard.press("Control+z");
  expect(await textOf("tea.hence")).toBe(tea);
  expect(await textOf("cup.hence")).toBe(cup);
  await page.keyboard.press("Control+y");
  expect(await textOf("cup.hence")).toContain("'cellar of mine'");
  expect(faults).toEqual([]);
}, 60_000);

test("F12 and a click with Ctrl lead to where a name is declared, in whatever file", async () => {
  await show({ "tea.hence": tea, "cup.hence": cup }, "tea.hence");
  await putBehind("heat - room");
  await page.keyboard.press("F12");
  await page.waitForFunction(`here.editor.path() === "cup.hence"`);
  expect(await ask("here.editor.view.state.selection.main.head")).toBe(cup.indexOf("room"));
  await page.evaluate(`here.editor.show("tea.hence")`);
  await page.click(".hence-flow >> nth=0", { modifiers: ["Control"] });
  const declared = tea.indexOf("flow cooling") + 5;
  await page.waitForFunction(`here.editor.view.state.selection.main.head === ${declared}`);
  expect(faults).toEqual([]);
}, 60_000);

test("whoever comes back to the texts finds them where they were left", async () => {
  const long = `${tea}${"# line\n".repeat(400)}aux a = 1\n`;
  const texts = { "tea.hence": long, "cup.hence": cup };
  await show(texts, "tea.hence");
  await putBehind("aux a = 1");
  await page.evaluate(`here.editor.show("cup.hence")`);
  await putBehind("const room");
  const again = JSON.stringify([texts, "cup.hence"]);
  await page.evaluate(`(() => {
    const places = here.editor.places();
    here.editor.destroy();
    window.here = startEditor(...${again}, places);
  })()`);
  expect(await ask("here.editor.view.state.selection.main.head")).toBe("const room".length);
  await page.evaluate(`here.editor.show("tea.hence")`);
  expect(await ask("here.editor.view.state.selection.main.head")).toBe(long.length - 1);
  await expect.poll(() => ask<number>("here.editor.view.scrollDOM.scrollTop")).toBeGreaterThan(2000);
  expect(faults).toEqual([]);
}, 60_000);

test("edits from elsewhere leave the cursor where it is, and going back goes there", async () => {
  const long = `${"# line\n".repeat(400)}aux a = 1\n`;
  await show({ "tea.hence": `${tea}${long}`, "cup.hence": cup }, "tea.hence");
  await putBehind("aux a = 1");
  const scrolled = await ask<number>("here.editor.view.scrollDOM.scrollTop");
  const head = await ask<number>("here.editor.view.state.selection.main.head");
  await page.evaluate(
    `here.edit([{ path: "tea.hence", from: 0, to: 0, insert: "# new\\n" }, { path: "cup.hence", from: 0, to: 0, insert: "# x\\n" }])`,
  );
  expect(await ask("here.editor.view.state.selection.main.head")).toBe(head + 6);
  expect(await textOf("cup.hence")).toBe(`# x\n${cup}`);
  const now = await ask<number>("here.editor.view.scrollDOM.scrollTop");
  expect(Math.abs(now - scrolled)).toBeLessThan(60);
  await page.keyboard.press("Control+z");
  expect(await textOf("tea.hence")).toBe(`${tea}${long}`);
  expect(await ask("here.editor.view.state.selection.main.head")).toBe(0);
  expect(faults).toEqual([]);
}, 60_000);

test("a file with other line breaks keeps them, and places in it are the right ones", async () => {
  const text = tea.replaceAll("\n", "\r\n");
  await show({ "tea.hence": text, "cup.hence": cup }, "tea.hence");
  await putBehind("starts 90");
  await page.keyboard.press("Enter");
  await page.keyboard.type("never below zero");
  expect(await textOf("tea.hence")).toBe(text.replace("starts 90", "starts 90\r\n  never below zero"));
  await untilRead();
  await putBehind("heat - ro");
  await page.keyboard.press("F12");
  await page.waitForFunction(`here.editor.path() === "cup.hence"`);
  await page.evaluate(
    `here.edit([{ path: "tea.hence", from: ${text.indexOf("90")}, to: ${text.indexOf("90") + 2}, insert: "80" }])`,
  );
  await page.evaluate(`here.editor.show("tea.hence")`);
  expect(await ask<string>("here.editor.view.state.doc.toString()")).toContain("starts 80\n");
  expect(await textOf("tea.hence")).toContain("starts 80\r\n");
  expect(faults).toEqual([]);
}, 60_000);

test("what is known of a name is shown under the pointer; saving, folding and choosing are told", async () => {
  await show({ "tea.hence": tea, "cup.hence": cup }, "tea.hence");
  await page.hover(".hence-stock >> nth=0");
  await page.waitForSelector(".hence-hover");
  expect(await page.textContent(".hence-hover")).toContain("degree");
  await page.waitForFunction(`document.querySelector(".hence-hover-number").textContent === "heat is 3 now"`);
  await page.click(".hence-stock >> nth=1");
  expect(await ask<string>("here.selected()")).toMatch(/^tea\.hence \d+$/);
  await page.keyboard.press("Control+s");
  expect(await ask("here.saved()")).toBe("tea.hence");
  await putBehind("stock heat");
  await page.keyboard.press("Control+Shift+BracketLeft");
  await page.waitForSelector(".cm-foldPlaceholder");
  expect(await page.textContent(".cm-content")).not.toContain("starts 90");
  expect(faults).toEqual([]);
}, 60_000);

test("words of the flagship have the colours of what they are, and names in other files too", async () => {
  const { texts, entry } = textsIn("systems/backlash", "backlash.hence");
  await show(Object.fromEntries(texts), entry);
  await page.evaluate(`here.editor.show("society.hence")`);
  await page.waitForSelector(".hence-flow");
  for (const name of [
    "statement",
    "keyword",
    "text",
    "comment",
    "unit",
    "number",
    "stock",
    "aux",
    "declaration",
  ])
    expect(await page.locator(`.hence-${name}`).count(), name).toBeGreaterThan(0);
  expect(await page.locator(".hence-fault").count()).toBe(0);
  expect(faults).toEqual([]);
}, 60_000);

test("a text of five megabytes is shown, typed into and searched", async () => {
  const long = Array.from(
    { length: 60_000 },
    (_, i) =>
      `aux name_${i} "a title" : 1 = if time > ${i} then name_${Math.max(0, i - 1)} else ${i}   # because\n`,
  ).join("");
  expect(long.length).toBeGreaterThan(5e6);
  await page.evaluate(`document.body.innerHTML = '<div class="text-panel"><div class="editor"></div></div>'`);
  // The whole system is not read here: what counts is that the editor looks at what is seen alone.
  await show({ "long.hence": "", "tea.hence": tea }, "tea.hence");
  await page.evaluate(`here.edit([{ path: "long.hence", from: 0, to: 0, insert: ${JSON.stringify(long)} }])`);
  await page.evaluate(`here.editor.show("long.hence")`);
  await page.evaluate(
    `here.editor.view.dispatch({ selection: { anchor: ${long.length} }, scrollIntoView: true }), here.editor.view.focus()`,
  );
  await page.keyboard.type("aux last = 1");
  expect((await textOf("long.hence")).endsWith("# because\naux last = 1")).toBe(true);
  expect(await page.locator(".hence-statement").count()).toBeLessThan(200);
  expect(faults).toEqual([]);
}, 120_000);
